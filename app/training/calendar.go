package training

import (
	"context"
	"fmt"

	"heed/app/notices"
	"heed/authz"
	"heed/ent"
	"heed/ent/trainingsession"
	"heed/rules/fault"
	"heed/rules/ical"
	"heed/rules/typeid"
)

// Calendar is a session as a file for calendars (RFC 5545); it names nobody. The client is
// the one with record scopes.
func Calendar(ctx context.Context, client *ent.Client, id typeid.ID) (string, error) {
	if err := authz.Require(ctx, authz.TrainingRead); err != nil {
		return "", err
	}
	s, err := client.TrainingSession.Query().Where(trainingsession.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return "", fault.NotFound().On("id")
	}
	if err != nil {
		return "", fmt.Errorf("training: reading a session: %w", err)
	}
	return ical.Write([]ical.Event{notices.Calendar(s)}), nil
}
