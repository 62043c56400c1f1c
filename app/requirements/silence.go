package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirement"
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
// it is planned and under way (model 3.2).
func watched(state flow.RequirementState) bool {
	return state == flow.RequirementPlanned || state == flow.RequirementProcessing
}

// watchSilence keeps with a change of the requirement when the customer last heard of
// it, and when the silence since then is to be told. Whoever takes it up again has
// just heard the customer.
func watchSilence(ctx context.Context, was *ent.Requirement, change *ent.RequirementUpdateOne) {
	m, state := change.Mutation(), was.State
	if next, ok := m.State(); ok {
		state = next
	}
	heard := lastWord(was, m)
	spoke := heard != nil && (was.CustomerToldAt == nil || heard.After(*was.CustomerToldAt))
	if spoke {
		change.SetCustomerToldAt(*heard)
	}
	if !watched(state) {
		if was.SilenceAt != nil || was.SilenceTold != silenceUntold {
			change.ClearSilenceAt().SetSilenceTold(silenceUntold)
		}
		return
	}
	if watched(was.State) && !spoke {
		return
	}
	since := viewer.Now(ctx)
	switch {
	case was.State == flow.RequirementFeedback || was.State == flow.RequirementClosed:
	case heard != nil:
		since = *heard
	case was.ReceivedAt != nil:
		since = *was.ReceivedAt
	}
	change.SetSilenceTold(silenceUntold)
	if at := clocks.WorkingDaysAfter(ctx, since, tenants.ConfigFrom(ctx).Tenant.Settings.SilenceAfter()); at != nil {
		change.SetSilenceAt(*at)
	} else {
		change.ClearSilenceAt()
	}
}

// lastWord is when the customer last heard of the requirement, the change counted in.
func lastWord(was *ent.Requirement, m *ent.RequirementMutation) *time.Time {
	last := was.CustomerToldAt
	take := func(at time.Time) {
		if last == nil || at.After(*last) {
			last = &at
		}
	}
	if at, ok := m.CustomerToldAt(); ok {
		take(at)
	}
	if answer, ok := m.Response(); ok && answer != nil {
		take(answer.RespondedAt)
	}
	if result, ok := m.Result(); ok && result != nil {
		take(result.ToldAt)
	}
	return last
}

// TellSilence tells of requirements whose customers have not heard of them for as many
// working days as the company allows: the assignee, and a working day later the head of
// the department. Then it is silent itself until the customer is told. Records
// requirement.silent.
func TellSilence(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	for full := true; full; {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			ids, err := tx.Requirement.Query().Where(requirement.SilenceAtLTE(viewer.Now(ctx))).
				Order(requirement.BySilenceAt(), requirement.ByID()).Limit(clocks.AtOnce).IDs(ctx)
			if err != nil {
				return fmt.Errorf("requirements: looking for silence towards customers: %w", err)
			}
			full = len(ids) == clocks.AtOnce
			slices.Sort(ids)
			all, err := lock(ctx, tx, ids...)
			if err != nil {
				return err
			}
			if len(all) == 0 {
				return nil
			}
			people, err := clocks.PeopleOf(ctx, tx)
			if err != nil {
				return err
			}
			for _, r := range all {
				if err := tellSilence(ctx, people, r); err != nil {
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

func tellSilence(ctx context.Context, people *clocks.People, was *ent.Requirement) error {
	now := viewer.Now(ctx)
	if was.SilenceAt == nil || was.SilenceAt.After(now) { // told meanwhile
		return nil
	}
	level, change := was.SilenceTold, was.Update()
	tell := people.Audience(ctx, clocks.OfRequirement(was), level)
	again := clocks.WorkingDaysAfter(ctx, now, 1)
	if level == silenceUntold && was.AssigneeID != "" && again != nil {
		change.SetSilenceTold(silenceTold).SetSilenceAt(*again)
	} else {
		change.SetSilenceTold(silenceKnown).ClearSilenceAt()
	}
	r, err := change.Save(ctx)
	if err != nil {
		return fmt.Errorf("requirements: noting the silence about %s: %w", was.ID, err)
	}
	r.Edges.Assisting = was.Edges.Assisting
	e := event(r, "requirement.silent", told{clauses: []string{"D0-53"}, detail: map[string]any{
		"customerToldAt": was.CustomerToldAt, "level": level, "tell": tell,
		"workingDays": tenants.ConfigFrom(ctx).Tenant.Settings.SilenceAfter(),
	}})
	e.Members = append(e.Members, tell...)
	record(ctx, e)
	return nil
}
