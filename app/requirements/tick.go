package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How much a tick does in one change, and in how many; what is left then is
// still due.
const (
	ticksAtOnce = 100
	tickRounds  = 20
)

// Tick does what the time asks for in the company, in the system's name: clocks
// warn, are breached and go up; what the customer does not answer closes. A
// tick that comes late
// tells all that has passed, once, in order, with the instants at which it came
// to be. To tick again changes nothing.
func Tick(ctx context.Context, j *journal.Journal) error {
	for range tickRounds {
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

// tick does one batch, and tells whether there may be more. Requirements are
// locked before their clocks are read, as in every verb.
func tick(ctx context.Context, tx *ent.Tx) (full bool, err error) {
	now := viewer.Now(ctx)
	if !tenants.ConfigFrom(ctx).AtWork() {
		return false, nil
	}
	due, err := tx.SlaClock.Query().Where(slaclock.NextTickAtLTE(now)).Order(slaclock.ByNextTickAt()).Limit(ticksAtOnce).
		Select(slaclock.FieldID, slaclock.FieldRequirementID).All(ctx)
	if err != nil {
		return false, fmt.Errorf("requirements: looking for due clocks: %w", err)
	}
	silent, err := tx.Requirement.Query().Where(requirement.AutoCloseAtLTE(now)).Order(requirement.ByAutoCloseAt()).Limit(ticksAtOnce).IDs(ctx)
	if err != nil {
		return false, fmt.Errorf("requirements: looking for silence: %w", err)
	}
	ids := slices.Clone(silent)
	for _, c := range due {
		ids = append(ids, c.RequirementID)
	}
	if len(ids) == 0 {
		return false, nil
	}
	slices.Sort(ids)
	all, err := lock(ctx, tx, slices.Compact(ids)...)
	if err != nil {
		return false, err
	}
	if err := tellClocks(ctx, tx, all); err != nil {
		return false, err
	}
	for _, r := range all {
		if r.AutoCloseAt != nil && !r.AutoCloseAt.After(now) {
			if _, err := settle(ctx, tx, r); err != nil {
				return false, err
			}
		}
	}
	return len(due) == ticksAtOnce || len(silent) == ticksAtOnce, nil
}

// NextDue is when the time next asks for something, Never for nothing.
func NextDue(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	ctx, due := asSystem(ctx), database.Never
	c, err := tx.SlaClock.Query().Where(slaclock.NextTickAtNotNil()).Order(slaclock.ByNextTickAt()).Select(slaclock.FieldNextTickAt).First(ctx)
	switch {
	case err == nil:
		due = *c.NextTickAt
	case !ent.IsNotFound(err):
		return due, fmt.Errorf("requirements: looking for the next clock: %w", err)
	}
	r, err := tx.Requirement.Query().Where(requirement.AutoCloseAtNotNil()).Order(requirement.ByAutoCloseAt()).Select(requirement.FieldAutoCloseAt).First(ctx)
	switch {
	case err == nil && r.AutoCloseAt.Before(due):
		due = *r.AutoCloseAt
	case ent.MaskNotFound(err) != nil:
		return due, fmt.Errorf("requirements: looking for the next closing: %w", err)
	}
	return due, nil
}

// tellClocks tells what the clocks of locked requirements have to tell now.
func tellClocks(ctx context.Context, tx *ent.Tx, all []*ent.Requirement) error {
	ids := make([]typeid.ID, len(all))
	of := map[typeid.ID]*ent.Requirement{}
	for i, r := range all {
		ids[i], of[r.ID] = r.ID, r
	}
	clocks, err := tx.SlaClock.Query().Where(slaclock.RequirementIDIn(ids...), slaclock.NextTickAtLTE(viewer.Now(ctx))).
		Order(slaclock.ByNextTickAt(), slaclock.ByID(sql.OrderAsc())).All(ctx)
	if err != nil {
		return fmt.Errorf("requirements: reading due clocks: %w", err)
	}
	if len(clocks) == 0 {
		return nil
	}
	people, err := peopleOf(ctx, tx)
	if err != nil {
		return err
	}
	for _, c := range clocks {
		if err := tellClock(ctx, tx, people, of[c.RequirementID], c); err != nil {
			return err
		}
	}
	return nil
}

// tellClock tells one clock's marks that have passed and sets when it tells next.
func tellClock(ctx context.Context, tx *ent.Tx, people *people, r *ent.Requirement, was *ent.SlaClock) error {
	policy, err := policyOfClock(ctx, tx, was.PolicyID)
	if err != nil {
		return err
	}
	clock, told, calendar := clockOf(was), toldOf(was), calendarOf(ctx, was)
	passed, rest := sla.Passed(clock.Marks(told, levels(policy), calendar), viewer.Now(ctx))
	for _, m := range passed {
		told = told.With(m)
		if m.Kind == sla.MarkBreached {
			clock = clock.Breach()
		}
		tellMark(ctx, people, r, was, m)
	}
	change := was.Update().SetState(clock.State)
	setTold(change, told)
	if at := nextTick(rest); at != nil {
		change.SetNextTickAt(*at)
	} else {
		change.ClearNextTickAt()
	}
	now, err := change.Save(ctx)
	if err != nil {
		return fmt.Errorf("requirements: writing clock %s: %w", was.ID, err)
	}
	noteClock(ctx, was, now)
	return nil
}

// markEvent are the types of the events that clocks tell by themselves.
var markEvent = map[sla.MarkKind]string{
	sla.MarkWarned: "clock.warned", sla.MarkBreached: "clock.breached", sla.MarkEscalated: "clock.escalated",
}

// tellMark records the mark. The detail names the members whom it is for.
func tellMark(ctx context.Context, people *people, r *ent.Requirement, c *ent.SlaClock, m sla.Mark) {
	tell := people.audience(ctx, r, m.Level)
	detail := map[string]any{"clock": c.ID, "kind": c.Kind, "dueAt": c.DueAt, "at": m.At, "tell": tell}
	if m.Kind == sla.MarkWarned {
		detail["percent"] = m.Percent
	} else {
		detail["level"] = m.Level
	}
	e := event(r, markEvent[m.Kind], told{clauses: []string{responseClause[r.Urgency]}, detail: detail})
	e.Members = append(e.Members, tell...)
	record(ctx, e)
}
