package clocks

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How much a tick does in one change, and in how many; what is left then is
// still due.
const (
	AtOnce = 100
	Rounds = 20
)

// Tick lets the company's clocks tell what they have to tell by now, in the
// system's name: they warn, are breached and go up. A tick that comes late tells
// all that has passed, once, in order, with the instants at which it came to be.
// To tick again changes nothing.
func Tick(ctx context.Context, j *journal.Journal) error {
	for range Rounds {
		full := false
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
			full, err = tick(ctx, tx)
			return err
		})
		if err != nil || !full {
			return err
		}
	}
	return nil
}

// tick does one batch, and tells whether there may be more. Records are locked
// before their clocks are read, as in every verb.
func tick(ctx context.Context, tx *ent.Tx) (full bool, err error) {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return false, nil
	}
	due, err := tx.SlaClock.Query().Where(slaclock.NextTickAtLTE(viewer.Now(ctx))).Order(slaclock.ByNextTickAt()).Limit(AtOnce).
		Select(slaclock.FieldID, slaclock.FieldRequirementID, slaclock.FieldInteractionID, slaclock.FieldComplaintID, slaclock.FieldSurveyResponseID).All(ctx)
	if err != nil {
		return false, fmt.Errorf("clocks: looking for due clocks: %w", err)
	}
	for _, k := range kinds {
		of, err := lockOf(ctx, tx, k, due)
		if err != nil || len(of) == 0 {
			if err != nil {
				return false, err
			}
			continue
		}
		if err := tellClocks(ctx, tx, k, of); err != nil {
			return false, err
		}
	}
	return len(due) == AtOnce, nil
}

// lockOf locks the records of the kind that the clocks count for.
func lockOf(ctx context.Context, tx *ent.Tx, k kind, all []*ent.SlaClock) (map[typeid.ID]Subject, error) {
	var ids []typeid.ID
	for _, c := range all {
		ids = append(ids, k.id(c))
	}
	if ids = typeid.Unique(ids); len(ids) == 0 {
		return nil, nil
	}
	locked, err := k.lock(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	of := make(map[typeid.ID]Subject, len(locked))
	for _, s := range locked {
		of[s.ID] = s
	}
	return of, nil
}

// NextDue is when a clock next has something to tell, Never for nothing.
func NextDue(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	c, err := tx.SlaClock.Query().Where(slaclock.NextTickAtNotNil()).Order(slaclock.ByNextTickAt()).
		Select(slaclock.FieldNextTickAt).First(viewer.SystemOf(ctx))
	switch {
	case ent.IsNotFound(err):
		return database.Never, nil
	case err != nil:
		return database.Never, fmt.Errorf("clocks: looking for the next clock: %w", err)
	}
	return *c.NextTickAt, nil
}

// tellClocks tells what the clocks of locked records have to tell now.
func tellClocks(ctx context.Context, tx *ent.Tx, k kind, of map[typeid.ID]Subject) error {
	ids := make([]typeid.ID, 0, len(of))
	for id := range of {
		ids = append(ids, id)
	}
	all, err := tx.SlaClock.Query().Where(k.of(ids...), slaclock.NextTickAtLTE(viewer.Now(ctx))).
		Order(slaclock.ByNextTickAt(), slaclock.ByID(sql.OrderAsc())).All(ctx)
	if err != nil {
		return fmt.Errorf("clocks: reading due clocks: %w", err)
	}
	if len(all) == 0 {
		return nil
	}
	people, err := PeopleOf(ctx, tx)
	if err != nil {
		return err
	}
	for _, c := range all {
		if err := tellClock(ctx, tx, people, of[k.id(c)], c); err != nil {
			return err
		}
	}
	return nil
}

// tellClock tells one clock's marks that have passed and sets when it tells next.
func tellClock(ctx context.Context, tx *ent.Tx, people *People, s Subject, was *ent.SlaClock) error {
	policy, err := policyOfClock(ctx, tx, was.PolicyID)
	if err != nil {
		return err
	}
	clock, told, calendar := Of(was), toldOf(was), Calendar(ctx, was)
	passed, rest := sla.Passed(clock.MarksUp(told, levels(policy), wayUp(policy), calendar), viewer.Now(ctx))
	for _, m := range passed {
		told = told.With(m)
		if m.Kind == sla.MarkBreached {
			clock = clock.Breach()
		}
		tellMark(ctx, people, s, was, clock.DueAt, m, wayUp(policy))
	}
	change := was.Update().SetState(clock.State).SetDueAt(clock.DueAt).SetPauses(orNone(clock.Pauses))
	setTold(change, told)
	if at := nextTick(rest); at != nil {
		change.SetNextTickAt(*at)
	} else {
		change.ClearNextTickAt()
	}
	now, err := change.Save(ctx)
	if err != nil {
		return fmt.Errorf("clocks: writing clock %s: %w", was.ID, err)
	}
	note(ctx, was, now)
	return nil
}

// markEvent are the types of the events that clocks tell by themselves.
var markEvent = map[sla.MarkKind]string{
	sla.MarkWarned: "clock.warned", sla.MarkBreached: "clock.breached", sla.MarkEscalated: "clock.escalated",
}

// tellMark records the mark. The detail names the members whom it is for.
func tellMark(ctx context.Context, people *People, s Subject, c *ent.SlaClock, due time.Time, m sla.Mark, up []sla.Escalation) {
	tell := people.of(ctx, s, m, up)
	detail := map[string]any{"clock": c.ID, "kind": c.Kind, "dueAt": due, "at": m.At, "tell": tell}
	if c.Milestone != "" {
		detail["milestone"] = c.Milestone
	}
	if m.Kind == sla.MarkWarned {
		detail["percent"] = m.Percent
	} else {
		detail["level"] = m.Level
	}
	record(ctx, s, markEvent[m.Kind], clauses(c.Kind, s), detail, tell...)
}

// record tells an event of a clock, about its record.
func record(ctx context.Context, s Subject, typ string, clauses []string, detail map[string]any, tell ...typeid.ID) {
	journal.Record(ctx, journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: s.Type, ID: s.ID, Number: s.Number},
		Departments: s.Departments, Members: typeid.Unique(append(append([]typeid.ID{}, s.Members...), tell...)),
		Clauses: clauses, Detail: detail,
	})
}
