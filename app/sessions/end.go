package sessions

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/session"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// End ends the session of a refresh token, or of the viewer. Ending what has
// ended is no error.
func (d *Desk) End(ctx context.Context, token *string) error {
	id := viewer.From(ctx).Session
	if token != nil {
		var ok bool
		if id, _, ok = readRefresh(d.Keys, *token); !ok {
			return fault.Unauthenticated()
		}
	}
	if id == "" {
		return fault.Unauthenticated()
	}
	s, err := d.Journal.Client().Session.Get(ctx, id)
	if ent.IsNotFound(err) {
		return fault.Unauthenticated()
	}
	if err != nil {
		return fmt.Errorf("sessions: reading a session: %w", err)
	}
	if s.EndedAt != nil {
		return nil
	}
	return d.end(ctx, s, "signed out")
}

// EndAll ends the sessions of the viewer's person in all companies; spare is
// left alone, "" for none.
func (d *Desk) EndAll(ctx context.Context, person, spare typeid.ID, reason string) (int, error) {
	q := d.Journal.Client().Session.Query().Where(session.UserID(person), session.EndedAtIsNil())
	if spare != "" { // an empty id is NULL, from which nothing differs
		q.Where(session.IDNEQ(spare))
	}
	all, err := q.All(ctx)
	if err != nil {
		return 0, fmt.Errorf("sessions: reading sessions: %w", err)
	}
	for _, s := range all {
		if err := d.end(ctx, s, reason); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// end ends a session, in its company's journal.
func (d *Desk) end(ctx context.Context, s *ent.Session, reason string) error {
	_, err := d.Journal.Change(within(ctx, s.CompanyID), func(ctx context.Context, tx *ent.Tx) error {
		n, err := tx.Session.Update().Where(session.ID(s.ID), session.EndedAtIsNil()).
			SetEndedAt(viewer.Now(ctx)).SetEndReason(reason).Save(ctx)
		if err == nil && n > 0 {
			record(ctx, "session.ended", s)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("sessions: ending a session: %w", err)
	}
	return nil
}
