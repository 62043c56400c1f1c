package touchpoints

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/predicate"
	"heed/ent/touchpointstandard"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// remindersAtOnce is how many standards a change looks at.
const remindersAtOnce = 100

// remindAhead is how many days before its review day a standard's department is
// reminded.
const remindAhead = 14

// reviewKey is what opens the task to look at a standard again.
func reviewKey(standard typeid.ID, day string) string {
	return "standard.review " + string(standard) + " " + day
}

// RemindReviews asks the departments of standards whose review day is near, or has
// passed, to look at them again: the head, by a task until the end of the day, once for
// each review day (D2-52). Records standard.review_due, and task.open.
func RemindReviews(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	sys := viewer.SystemOf(ctx)
	for full := true; full; {
		if _, err := j.Change(sys, func(ctx context.Context, tx *ent.Tx) (err error) {
			full, err = remindReviews(ctx, tx)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// remindReviews reminds of some of them; true where there may be more.
func remindReviews(ctx context.Context, tx *ent.Tx) (bool, error) {
	until := viewer.Now(ctx).In(tenants.ConfigFrom(ctx).Zone).AddDate(0, 0, remindAhead).Format(time.DateOnly)
	near := unasked(until)
	ids, err := tx.TouchpointStandard.Query().Where(near).
		Order(touchpointstandard.ByReviewDueOn(), touchpointstandard.ByID()).Limit(remindersAtOnce).IDs(ctx)
	if err != nil {
		return false, fmt.Errorf("touchpoints: looking for reviews: %w", err)
	}
	if len(ids) == 0 {
		return false, nil
	}
	q := tx.TouchpointStandard.Query().Where(touchpointstandard.IDIn(ids...), near).Order(touchpointstandard.ByID())
	q.Modify(database.Lock)
	due, err := q.All(ctx)
	if err != nil {
		return false, fmt.Errorf("touchpoints: locking reviews: %w", err)
	}
	if err := askToReview(ctx, tx, due); err != nil {
		return false, err
	}
	for _, was := range due {
		s, err := was.Update().SetReviewAskedFor(was.ReviewDueOn).Save(ctx)
		if err != nil {
			return false, writtenStandard(err)
		}
		e := standardEvent(s, "standard.review_due", was.State, "D2-52")
		e.Detail["reviewDueOn"] = s.ReviewDueOn
		journal.Record(ctx, e)
	}
	return len(ids) == remindersAtOnce, nil
}

// unasked is: it holds, is to be looked at again until the day, and nobody was asked to.
func unasked(until string) predicate.TouchpointStandard {
	return touchpointstandard.And(
		touchpointstandard.StateEQ(flow.StandardEffective), touchpointstandard.ReviewDueOnLTE(until),
		touchpointstandard.ReviewAskedForIsNil(),
	)
}

// askToReview gives the departments their tasks, in the same statements for any number.
func askToReview(ctx context.Context, tx *ent.Tx, due []*ent.TouchpointStandard) error {
	if len(due) == 0 {
		return nil
	}
	var departments []typeid.ID
	for _, s := range due {
		departments = append(departments, s.DepartmentID)
	}
	heads, err := headsOf(ctx, tx, present(departments...))
	if err != nil {
		return err
	}
	config, about := tenants.ConfigFrom(ctx), flow.SubjectStandard
	title := label.Of(config.Tenant.Locale, "TaskType", string(flow.TaskStandardReview))
	asked := make([]tasks.OpenInput, len(due))
	for i, s := range due {
		asked[i] = tasks.OpenInput{
			Type: flow.TaskStandardReview, Title: title, SubjectType: &about, SubjectID: s.ID, AssigneeID: heads[s.DepartmentID],
			DepartmentID: s.DepartmentID, DueAt: endOf(s.ReviewDueOn, viewer.Now(ctx), config.Zone), Clauses: []string{"D2-52"},
			Key: reviewKey(s.ID, s.ReviewDueOn),
		}
	}
	return tasks.OpenAll(ctx, tx, asked)
}

// endOf is when a day of the company ends; of one that has passed, when today does.
func endOf(day string, now time.Time, zone *time.Location) time.Time {
	if today := now.In(zone).Format(time.DateOnly); day < today {
		day = today
	}
	at, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil { // it was looked at when it was written
		return now
	}
	return at.AddDate(0, 0, 1)
}
