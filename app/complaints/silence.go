package complaints

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// How far up a customer's silence was told.
const (
	silenceUntold = iota
	silenceTold   // to the assignee
	silenceKnown  // to the head too: nobody is told again until the customer is
)

// watched tells whether somebody looks that the customer hears of the handling: while
// somebody works on it (D2-64). Once replied to, it is the customer's turn.
func watched(state flow.ComplaintState) bool { return state.Open() && state != flow.ComplaintFeedback }

func silenceAfter(ctx context.Context) int {
	return tenants.ConfigFrom(ctx).Tenant.Settings.SilenceAfter()
}

// watchSilence keeps with a change of the complaint when the customer last heard of it, and
// when the silence since then is to be told.
func watchSilence(ctx context.Context, was *ent.Complaint, change *ent.ComplaintUpdateOne) {
	m, state := change.Mutation(), was.State
	if next, ok := m.State(); ok {
		state = next
	}
	told, spoke := m.CustomerToldAt()
	switch {
	case !watched(state):
		change.ClearSilenceAt().SetSilenceTold(silenceUntold)
	case spoke || !watched(was.State): // who takes it up again has just heard the customer
		since := viewer.Now(ctx)
		if spoke && told.Before(since) {
			since = told
		}
		change.SetSilenceTold(silenceUntold)
		if at := clocks.WorkingDaysAfter(ctx, since, silenceAfter(ctx)); at != nil {
			change.SetSilenceAt(*at)
		} else {
			change.ClearSilenceAt()
		}
	}
}

// heard puts into a change that the customer has heard of it, unless they heard later.
func heard(was *ent.Complaint, change *ent.ComplaintUpdateOne, at time.Time) *ent.ComplaintUpdateOne {
	if was.CustomerToldAt == nil || at.After(*was.CustomerToldAt) {
		change.SetCustomerToldAt(at)
	}
	return change
}

// TellSilence tells of complaints whose customers have not heard of them for as many
// working days as the company allows: the assignee, and a working day later the head of
// the department. Then it is silent itself until the customer is told (D2-64). Records
// complaint.silent.
func TellSilence(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	for full := true; full; {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			ids, err := tx.Complaint.Query().Where(complaint.SilenceAtLTE(viewer.Now(ctx))).
				Order(complaint.BySilenceAt(), complaint.ByID()).Limit(clocks.AtOnce).IDs(ctx)
			if err != nil {
				return fmt.Errorf("complaints: looking for silence towards customers: %w", err)
			}
			if full = len(ids) == clocks.AtOnce; len(ids) == 0 {
				return nil
			}
			people, err := clocks.PeopleOf(ctx, tx)
			if err != nil {
				return err
			}
			slices.Sort(ids)
			for _, id := range ids {
				c, err := lock(ctx, tx, id)
				if err != nil {
					return err
				}
				if err := tellSilence(ctx, people, c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func tellSilence(ctx context.Context, people *clocks.People, was *ent.Complaint) error {
	now := viewer.Now(ctx)
	if was.SilenceAt == nil || was.SilenceAt.After(now) { // told meanwhile
		return nil
	}
	level, change := was.SilenceTold, was.Update()
	tell := people.Audience(ctx, clocks.OfComplaint(was), level)
	again := clocks.WorkingDaysAfter(ctx, now, 1)
	if level == silenceUntold && was.AssigneeID != "" && again != nil {
		change.SetSilenceTold(silenceTold).SetSilenceAt(*again)
	} else {
		change.SetSilenceTold(silenceKnown).ClearSilenceAt()
	}
	c, err := change.Save(ctx)
	if err != nil {
		return fmt.Errorf("complaints: noting the silence about %s: %w", was.ID, err)
	}
	c.Edges.Group = was.Edges.Group
	e := event(c, "complaint.silent", told{clauses: []string{"D2-64"}, detail: map[string]any{
		"customerToldAt": was.CustomerToldAt, "level": level, "tell": tell, "workingDays": silenceAfter(ctx),
	}})
	e.Members = append(e.Members, tell...)
	journal.Record(ctx, e)
	return nil
}
