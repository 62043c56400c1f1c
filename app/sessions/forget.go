package sessions

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/loginattempt"
	"heed/ent/session"
	"heed/ent/token"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How long what is over is kept.
const (
	keepSessions = 90 * 24 * time.Hour // since they ended, or could no longer be refreshed
	keepTokens   = 7 * 24 * time.Hour  // since they expired; they say no more than unknown ones
	keepAttempts = 24 * time.Hour      // since their window closed
)

// forgetAtOnce is how many rows one statement deletes.
const forgetAtOnce = 500

// Forget deletes, for all companies, sessions that ended long ago, links that have
// expired and counts of attempts that limit nothing any more, in lots so small
// that nobody waits for them.
func Forget(ctx context.Context, client *ent.Client) error {
	now := viewer.Now(ctx)
	over := now.Add(-keepSessions)
	// Who ended at an instant expires idleLife later at most: the first bound is what the index finds them by.
	sessions := session.And(session.ExpiresAtLT(over.Add(idleLife)), session.Or(session.EndedAtLT(over), session.ExpiresAtLT(over)))
	tokens := token.ExpiresAtLT(now.Add(-keepTokens))
	attempts := loginattempt.WindowEndsAtLT(now.Add(-keepAttempts))
	for _, what := range []struct {
		name   string
		find   func() ([]typeid.ID, error)
		delete func(ids []typeid.ID) (int, error)
	}{
		{
			"sessions",
			func() ([]typeid.ID, error) {
				return client.Session.Query().Where(sessions).Limit(forgetAtOnce).IDs(ctx)
			},
			func(ids []typeid.ID) (int, error) {
				return client.Session.Delete().Where(session.IDIn(ids...), sessions).Exec(ctx)
			},
		},
		{
			"links",
			func() ([]typeid.ID, error) { return client.Token.Query().Where(tokens).Limit(forgetAtOnce).IDs(ctx) },
			func(ids []typeid.ID) (int, error) {
				return client.Token.Delete().Where(token.IDIn(ids...), tokens).Exec(ctx)
			},
		},
		{
			"attempts",
			func() ([]typeid.ID, error) {
				return client.LoginAttempt.Query().Where(attempts).Limit(forgetAtOnce).IDs(ctx)
			},
			func(ids []typeid.ID) (int, error) {
				return client.LoginAttempt.Delete().Where(loginattempt.IDIn(ids...), attempts).Exec(ctx)
			},
		},
	} {
		for more := true; more; {
			ids, err := what.find()
			if err == nil && len(ids) > 0 {
				_, err = what.delete(ids)
			}
			if err != nil {
				return fmt.Errorf("sessions: forgetting %s: %w", what.name, err)
			}
			more = len(ids) == forgetAtOnce
		}
	}
	return nil
}
