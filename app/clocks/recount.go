package clocks

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/interaction"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/ent/surveyresponse"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RecountAll counts the company's running clocks anew after its deadlines or its
// calendar have changed, in lots, in the system's name: by the strictest deadline
// in force that fits, or by the one they follow when none does any more. Clocks
// that have stopped are never rewritten, nor those with a date that was given.
// What comes out as it was is left alone: killed in between, it is done again and
// goes on where it was. Records clock.recomputed for each that changed, with its
// old and its new due time.
func RecountAll(ctx context.Context, j *journal.Journal, between func() error) error {
	return recountWhere(ctx, j, between)
}

// RecountCustomer is RecountAll for the clocks of one customer, whose tier has changed.
func RecountCustomer(ctx context.Context, j *journal.Journal, customer typeid.ID) error {
	company := viewer.Tenant(ctx) // what lies behind an edge is not limited to it by itself
	return recountWhere(ctx, j, nil, slaclock.Or(
		slaclock.HasRequirementWith(requirement.TenantID(company), requirement.CustomerID(customer)),
		slaclock.HasInteractionWith(interaction.TenantID(company), interaction.CustomerID(customer)),
		slaclock.HasComplaintWith(complaint.TenantID(company), complaint.CustomerID(customer)),
		slaclock.HasSurveyResponseWith(surveyresponse.TenantID(company), surveyresponse.CustomerID(customer)),
	))
}

func recountWhere(ctx context.Context, j *journal.Journal, between func() error, where ...predicate.SlaClock) error {
	for last, more := typeid.ID(""), true; more; {
		next := last // a change that is tried again begins where it began
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
			next, more, err = recountLot(ctx, tx, last, where...)
			return err
		})
		last = next
		if err == nil && more && between != nil {
			err = between()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// recountLot counts one lot of open clocks anew, those behind the id.
func recountLot(ctx context.Context, tx *ent.Tx, after typeid.ID, where ...predicate.SlaClock) (last typeid.ID, more bool, err error) {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return after, false, nil
	}
	q := tx.SlaClock.Query().Where(slaclock.StoppedAtIsNil(), slaclock.KindNotIn(sla.ClockPlanMilestone)).Where(where...)
	if after != "" {
		q.Where(slaclock.IDGT(after))
	}
	lot, err := q.Order(slaclock.ByID()).Limit(AtOnce).Select(slaclock.FieldID, slaclock.FieldRequirementID, slaclock.FieldInteractionID, slaclock.FieldComplaintID, slaclock.FieldSurveyResponseID).All(ctx)
	if err != nil {
		return after, false, fmt.Errorf("clocks: looking for running clocks: %w", err)
	}
	if len(lot) == 0 {
		return after, false, nil
	}
	wanted := map[typeid.ID]bool{}
	for _, c := range lot {
		wanted[c.ID], last = true, c.ID
	}
	for _, k := range kinds {
		of, err := lockOf(ctx, tx, k, lot)
		if err != nil {
			return after, false, err
		}
		if len(of) == 0 {
			continue
		}
		tiers, err := tiersOf(ctx, tx, of)
		if err != nil {
			return after, false, err
		}
		for _, c := range lot { // in the order of the clocks
			s, ok := of[k.id(c)]
			if !ok {
				continue
			}
			delete(of, s.ID)
			if err := recountOf(ctx, tx, k, s, tiers[s.CustomerID], wanted); err != nil {
				return after, false, err
			}
		}
	}
	return last, len(lot) == AtOnce, nil
}

// recountOf counts the clocks of one locked record anew.
func recountOf(ctx context.Context, tx *ent.Tx, k kind, s Subject, tier string, wanted map[typeid.ID]bool) error {
	open, err := Open(ctx, tx, s)
	if err != nil {
		return err
	}
	changed := false
	for i, c := range open {
		if !wanted[c.ID] {
			continue
		}
		now, err := recount(ctx, tx, s, tier, c)
		if err != nil {
			return err
		}
		changed = changed || now != c
		open[i] = now
	}
	if !changed || k.due == nil {
		return nil
	}
	return k.due(ctx, tx, s.ID, Earliest(open...))
}

// Restart counts the record's open clock of the kind anew from another beginning, by
// the deadline that fits then; a record without one has none after it. Records
// clock.recomputed with the old and the new due time.
func Restart(ctx context.Context, tx *ent.Tx, s Subject, kind sla.ClockKind, at time.Time) error {
	open, err := Open(ctx, tx, s)
	if err != nil {
		return err
	}
	was := Find(open, kind)
	if was == nil || was.StartedAt.Equal(at) {
		return nil
	}
	policy, err := Promise(ctx, tx, s, kind, at)
	if err == nil && policy == nil {
		policy, err = policyOfClock(ctx, tx, was.PolicyID)
	}
	if err != nil || policy == nil {
		return err
	}
	old := was.DueAt
	moved, err := was.Update().SetStartedAt(at).Save(ctx)
	if err != nil {
		return fmt.Errorf("clocks: moving the start of %s: %w", was.ID, err)
	}
	next, _, err := Of(moved).Recompute(limitOf(policy), Calendar(ctx, moved))
	if err != nil {
		return err
	}
	now, err := keep(ctx, tx, moved, next, policy)
	if err != nil {
		return err
	}
	tellRecount(ctx, s, now, old, was.PolicyID)
	return nil
}

// recount counts one clock anew and tells it; one that comes out as it was is
// given back as it is.
func recount(ctx context.Context, tx *ent.Tx, s Subject, tier string, was *ent.SlaClock) (*ent.SlaClock, error) {
	policy, err := strictest(ctx, s, was.Kind, tier, was.StartedAt)
	if err == nil && policy == nil {
		policy, err = policyOfClock(ctx, tx, was.PolicyID)
	}
	if err != nil || policy == nil {
		return was, err
	}
	clock := Of(was)
	clock.Given = given(was.Kind) // one that only a promise had is counted by its deadline now
	if clock.Promised == nil && was.PolicyID == "" {
		clock.Promised = &was.DueAt
	}
	next, _, err := clock.Recompute(limitOf(policy), Calendar(ctx, was))
	if err != nil {
		return nil, err
	}
	if policy.ID == was.PolicyID && next.DueAt.Equal(was.DueAt) && next.Limit == Of(was).Limit {
		return remark(ctx, tx, was, next, policy)
	}
	now, err := keep(ctx, tx, was, next, policy)
	if err != nil {
		return nil, err
	}
	tellRecount(ctx, s, now, was.DueAt, was.PolicyID)
	return now, nil
}

// remark moves what a clock has still to tell where that lies elsewhere now though it is
// due as before: a holiday behind the due time moves the way up. Nobody is told of that.
func remark(ctx context.Context, tx *ent.Tx, was *ent.SlaClock, next sla.Clock, policy *ent.SlaPolicy) (*ent.SlaClock, error) {
	_, told, at, err := tells(ctx, tx, was, next, policy)
	if err != nil {
		return nil, err
	}
	same := at == nil && was.NextTickAt == nil || at != nil && was.NextTickAt != nil && at.Equal(*was.NextTickAt)
	if same && told.Same(toldOf(was)) {
		return was, nil
	}
	return keep(ctx, tx, was, next, policy)
}

func tellRecount(ctx context.Context, s Subject, now *ent.SlaClock, oldDue time.Time, oldPolicy typeid.ID) {
	detail := Detail(now)
	detail["oldDueAt"], detail["newDueAt"], detail["oldPolicy"] = oldDue, now.DueAt, oldPolicy
	record(ctx, s, "clock.recomputed", clauses(now.Kind, s), detail)
}
