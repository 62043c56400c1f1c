package training

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/trainingplan"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// draftAhead is how many days before a plan's last day the next one is drafted.
const draftAhead = 60

// DraftNext drafts the plan after each that runs and ends soon: for as long, for the same
// people, on the same topics, and with what this one has left to do (D0-74, D2-79). Each is
// drafted once. Records training_plan.draft.
func DraftNext(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		c := checking(ctx)
		soon := c.Day(draftAhead)
		ending, err := tx.TrainingPlan.Query().Where(
			trainingplan.StateEQ(flow.TrainingPlanRunning), trainingplan.PeriodEndLTE(soon),
			trainingplan.Not(trainingplan.HasFollowingWith(trainingplan.TenantID(viewer.Tenant(ctx)))),
		).Order(trainingplan.ByID()).Limit(maxValues).All(ctx)
		if err != nil {
			return fmt.Errorf("training: looking for plans that end: %w", err)
		}
		for _, was := range ending {
			if err := draftNext(ctx, tx, was); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func draftNext(ctx context.Context, tx *ent.Tx, was *ent.TrainingPlan) error {
	next := ent.TrainingPlan{
		Title: was.Title, Posts: was.Posts, DepartmentIds: was.DepartmentIds, Topics: was.Topics, Methods: was.Methods,
		Budget: was.Budget, Currency: was.Currency,
	}
	var err error
	if next.PeriodStart, next.PeriodEnd, err = periodAfter(was.PeriodStart, was.PeriodEnd); err != nil {
		return err
	}
	if next.Gaps, err = gapsOf(ctx, tx, was.ID); err != nil {
		return err
	}
	_, err = insertPlan(ctx, tx, next, was.DepartmentID, was.ID)
	return err
}

// periodAfter is the period that follows: as many whole months, or as many days.
func periodAfter(start, end string) (string, string, error) {
	from, err := time.Parse(time.DateOnly, start)
	if err != nil {
		return "", "", fmt.Errorf("training: the beginning of a plan: %w", err)
	}
	last, err := time.Parse(time.DateOnly, end)
	if err != nil {
		return "", "", fmt.Errorf("training: the end of a plan: %w", err)
	}
	next := last.AddDate(0, 0, 1)
	after := next.Add(next.Sub(from))
	if next.Day() == from.Day() {
		after = next.AddDate(0, 12*(next.Year()-from.Year())+int(next.Month()-from.Month()), 0)
	}
	return next.Format(time.DateOnly), after.AddDate(0, 0, -1).Format(time.DateOnly), nil
}

// gapsOf is what a plan has left to do, by topic and department.
func gapsOf(ctx context.Context, tx *ent.Tx, plan typeid.ID) ([]flow.TrainingGap, error) {
	var rows []struct {
		Topic        flow.TrainingTopicKind `json:"topic"`
		Post         *string                `json:"taught_post"`
		DepartmentID *typeid.ID             `json:"department_id"`
		Absent       int                    `json:"absent"`
		Failed       int                    `json:"failed"`
		Outdated     int                    `json:"outdated"`
	}
	by := []string{trainingrecord.FieldTopic, trainingrecord.FieldTaughtPost, trainingrecord.FieldDepartmentID}
	err := tx.TrainingRecord.Query().Where(trainingrecord.PlanID(plan)).Modify(func(s *sql.Selector) {
		count := func(as string, that *sql.Predicate) {
			s.AppendSelectExprAs(sql.ExprFunc(func(b *sql.Builder) {
				b.WriteString("COUNT(CASE WHEN ").Join(that).WriteString(" THEN 1 END)")
			}), as)
		}
		s.Select(s.Columns(by...)...)
		count("absent", sql.EQ(s.C(trainingrecord.FieldState), string(flow.TrainingAbsent)))
		latest := sql.IsNull(s.C(trainingrecord.FieldSupersededAt))
		count("failed", sql.And(latest, sql.EQ(s.C(trainingrecord.FieldPassed), false)))
		count("outdated", sql.And(sql.IsNull(s.C(trainingrecord.FieldSupersededAt)), sql.NotNull(s.C(trainingrecord.FieldOutdatedAt))))
		s.GroupBy(s.Columns(by...)...).OrderBy(s.Columns(by...)...)
	}).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("training: counting what is left to do: %w", err)
	}
	gaps := []flow.TrainingGap{}
	for _, r := range rows {
		if r.Absent+r.Failed+r.Outdated == 0 {
			continue
		}
		g := flow.TrainingGap{Topic: r.Topic, Absent: r.Absent, Failed: r.Failed, Outdated: r.Outdated}
		if r.Post != nil {
			g.Post = *r.Post
		}
		if r.DepartmentID != nil {
			g.DepartmentID = *r.DepartmentID
		}
		gaps = append(gaps, g)
	}
	return gaps, nil
}
