package requirements

import (
	"context"
	"fmt"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	journalled "heed/ent/event"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	closingSoon     = "requirement.closing_soon"
	closingSoonDays = 2 // working days ahead: told each morning, it comes at least one before
)

// TellClosing reminds assignees, once each time that the customer was told, of
// requirements that will close by themselves within two working days. Records
// requirement.closing_soon.
func TellClosing(ctx context.Context, j *journal.Journal) error {
	until, err := sla.Due(viewer.Now(ctx), sla.Limit{Amount: closingSoonDays, Unit: sla.UnitWorkingDay}, tenants.ConfigFrom(ctx).Calendar())
	if err != nil || !tenants.ConfigFrom(ctx).AtWork() {
		return nil //nolint:nilerr // without working time nothing closes by itself
	}
	for seen, full := 0, true; full; seen += clocks.AtOnce {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			all, err := tx.Requirement.Query().Where(
				requirement.StateEQ(flow.RequirementFeedback), requirement.RatingIDIsNil(), // who has rated has replied
				requirement.AutoCloseAtGT(viewer.Now(ctx)), requirement.AutoCloseAtLTE(until),
			).Order(requirement.ByAutoCloseAt(), requirement.ByID()).Offset(seen).Limit(clocks.AtOnce).WithAssisting().All(ctx)
			if err != nil {
				return fmt.Errorf("requirements: looking for what closes soon: %w", err)
			}
			full = len(all) == clocks.AtOnce
			return remind(ctx, tx, all)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// remind tells of those that were not told of since the customer was.
func remind(ctx context.Context, tx *ent.Tx, all []*ent.Requirement) error {
	if len(all) == 0 {
		return nil
	}
	ids := make([]typeid.ID, len(all))
	for i, r := range all {
		ids[i] = r.ID
	}
	earlier, err := tx.Event.Query().Where(journalled.SubjectIDIn(ids...), journalled.Type(closingSoon)).
		Select(journalled.FieldSubjectID, journalled.FieldOccurredAt).All(ctx)
	if err != nil {
		return fmt.Errorf("requirements: looking for reminders: %w", err)
	}
	last := map[typeid.ID]time.Time{}
	for _, e := range earlier {
		if e.OccurredAt.After(last[e.SubjectID]) {
			last[e.SubjectID] = e.OccurredAt
		}
	}
	people, err := clocks.PeopleOf(ctx, tx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.Result == nil || last[r.ID].After(r.Result.ToldAt) {
			continue
		}
		tell := people.Audience(ctx, clocks.OfRequirement(r), 0)
		e := event(r, closingSoon, told{clauses: []string{"D0-55"}, detail: map[string]any{"autoCloseAt": r.AutoCloseAt, "tell": tell}})
		e.Members = append(e.Members, tell...)
		record(ctx, e)
	}
	return nil
}
