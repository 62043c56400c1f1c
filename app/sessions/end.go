package sessions

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/predicate"
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

// EndAll ends the sessions of the viewer's person in all companies, with one
// change in each; spare is left alone, "" for none. Sessions that have expired
// are over already.
func (d *Desk) EndAll(ctx context.Context, person, spare typeid.ID, reason string) (int, error) {
	live := living(viewer.Now(ctx), person, spare)
	var companies []typeid.ID
	err := d.Journal.Client().Session.Query().Where(live...).GroupBy(session.FieldCompanyID).Scan(ctx, &companies)
	if err != nil {
		return 0, fmt.Errorf("sessions: reading sessions: %w", err)
	}
	count := 0
	for _, company := range companies {
		var ended []*ent.Session
		_, err := d.Journal.Change(within(ctx, company), func(ctx context.Context, tx *ent.Tx) error {
			var err error
			ended, err = finish(ctx, tx, reason, append(live, session.CompanyID(company))...)
			tellEnded(ctx, ended, reason)
			return err
		})
		if err != nil {
			return 0, fmt.Errorf("sessions: ending sessions: %w", err)
		}
		count += len(ended)
	}
	return count, nil
}

// living picks the sessions of a person that are not over, but the spared one.
func living(now time.Time, person, spare typeid.ID) []predicate.Session {
	live := []predicate.Session{
		session.UserID(person), session.EndedAtIsNil(), session.ExpiresAtGT(now), session.CreatedAtGT(now.Add(-fullLife)),
	}
	if spare != "" { // an empty id is NULL, from which nothing differs
		live = append(live, session.IDNEQ(spare))
	}
	return live
}

// endedAtOnce is how many sessions one statement ends: databases bound its arguments.
const endedAtOnce = 1000

// finish ends the sessions that are picked, none of which has ended, and gives them.
func finish(ctx context.Context, tx *ent.Tx, reason string, which ...predicate.Session) ([]*ent.Session, error) {
	var all []*ent.Session
	for {
		q := tx.Session.Query().Where(which...).Order(session.ByID()).Limit(endedAtOnce)
		q.Modify(database.Lock)
		some, err := q.All(ctx)
		if err != nil || len(some) == 0 {
			return all, err
		}
		ids := make([]typeid.ID, len(some))
		for i, s := range some {
			ids[i] = s.ID
		}
		err = tx.Session.Update().Where(session.IDIn(ids...)).SetEndedAt(viewer.Now(ctx)).SetEndReason(reason).Exec(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
}

// tellEnded records the end of sessions of the context's company, and gives
// those of other companies, by company.
func tellEnded(ctx context.Context, ended []*ent.Session, reason string) map[typeid.ID][]*ent.Session {
	elsewhere := map[typeid.ID][]*ent.Session{}
	for _, s := range ended {
		if s.CompanyID == viewer.Tenant(ctx) {
			record(ctx, "session.ended", s, reason)
		} else {
			elsewhere[s.CompanyID] = append(elsewhere[s.CompanyID], s)
		}
	}
	return elsewhere
}

// end ends a session, in its company's journal.
func (d *Desk) end(ctx context.Context, s *ent.Session, reason string) error {
	_, err := d.Journal.Change(within(ctx, s.CompanyID), func(ctx context.Context, tx *ent.Tx) error {
		ended, err := finish(ctx, tx, reason, session.ID(s.ID), session.EndedAtIsNil())
		tellEnded(ctx, ended, reason)
		return err
	})
	if err != nil {
		return fmt.Errorf("sessions: ending a session: %w", err)
	}
	return nil
}
