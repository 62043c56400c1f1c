package training

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// retrainDays is within how many days who is asked to train again does so, and how many
// days before a record runs out that is asked for.
const retrainDays = 30

// retrainKey is what opens the task to train again, for each cause another.
func retrainKey(record typeid.ID, cause string) string {
	return "training.retrain " + string(record) + " " + cause
}

// wantingOf are the records of who is to be trained again in what the session teaches.
func wantingOf(s *ent.TrainingSession) predicate.TrainingRecord {
	return trainingrecord.And(trainingrecord.Wanting(true), about(s.Topic, s.Post))
}

// retrain asks the member to train again, by a task of the member within the days (D2-78,
// D2-79). Records task.open.
func retrain(ctx context.Context, tx *ent.Tx, r *ent.TrainingRecord, title string) error {
	_, err := tasks.Open(viewer.SystemOf(ctx), tx, retraining(ctx, r, title, "failed "+strconv.Itoa(r.Version), inDays(ctx, retrainDays)))
	return err
}

func retraining(ctx context.Context, r *ent.TrainingRecord, title, cause string, due time.Time) tasks.OpenInput {
	about := flow.SubjectTrainingRecord
	what := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "TaskType", string(flow.TaskRetraining))
	return tasks.OpenInput{
		Type: flow.TaskRetraining, Title: what + ": " + title, SubjectType: &about, SubjectID: r.ID, AssigneeID: r.MemberID,
		DepartmentID: r.DepartmentID, DueAt: due, Clauses: []string{"D2-79"}, Key: retrainKey(r.ID, cause),
	}
}

// inDays is the end of the day so many days ahead.
func inDays(ctx context.Context, days int) time.Time {
	c := checking(ctx)
	now := c.Now.In(c.Zone)
	return time.Date(now.Year(), now.Month(), now.Day()+days+1, 0, 0, 0, 0, c.Zone)
}

// Outdate marks what members learnt of a post's standards as outdated, for a standard of
// that post has taken effect, and asks those who have the post to train again (D2-78). The
// event is standard.effective. It does nothing when that is done. Records
// training_record.outdated and task.open of each.
func Outdate(ctx context.Context, j *journal.Journal, standard typeid.ID) error {
	for full := true; full; {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			is, err := tx.TouchpointStandard.Get(ctx, standard)
			if ent.IsNotFound(err) {
				full = false
				return nil
			}
			if err != nil {
				return fmt.Errorf("training: reading the standard: %w", err)
			}
			if is.Post == "" || is.EffectiveAt == nil {
				full = false
				return nil
			}
			rows, err := tx.TrainingRecord.Query().Where(
				trainingrecord.TaughtPost(is.Post), trainingrecord.OutdatedAtIsNil(), trainingrecord.StateEQ(flow.TrainingAttended),
				trainingrecord.Passed(true), trainingrecord.SupersededAtIsNil(), trainingrecord.AttendedAtLT(*is.EffectiveAt),
			).Order(trainingrecord.ByID()).Limit(atOnce).WithSession().All(ctx)
			if err != nil {
				return fmt.Errorf("training: looking for what is outdated: %w", err)
			}
			full = len(rows) == atOnce
			return outdate(ctx, tx, rows, is)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func outdate(ctx context.Context, tx *ent.Tx, rows []*ent.TrainingRecord, by *ent.TouchpointStandard) error {
	here, err := inPost(ctx, tx, rows, by.Post)
	if err != nil {
		return err
	}
	var asked []tasks.OpenInput
	for _, was := range rows {
		r, err := was.Update().SetOutdatedAt(viewer.Now(ctx)).SetOutdatingStandardID(by.ID).SetWanting(here[was.MemberID]).Save(ctx)
		if err != nil {
			return fmt.Errorf("training: marking a record: %w", err)
		}
		e := recordEvent(r, "training_record.outdated", r.State, "D2-78")
		e.Detail["standard"] = by.ID
		journal.Record(ctx, e)
		if here[r.MemberID] {
			asked = append(asked, retraining(ctx, r, was.Edges.Session.Title, "outdated "+string(by.ID), inDays(ctx, retrainDays)))
		}
	}
	if len(asked) == 0 {
		return nil
	}
	return tasks.OpenAll(ctx, tx, asked)
}

// inPost are those of the records' members who work here, in the post.
func inPost(ctx context.Context, tx *ent.Tx, rows []*ent.TrainingRecord, post string) (map[typeid.ID]bool, error) {
	all, err := tx.Member.Query().Where(member.IDIn(membersOf(rows)...), member.StateEQ(flow.MemberActive), member.Post(post)).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: reading who has the post: %w", err)
	}
	return of(all), nil
}

func of(ids []typeid.ID) map[typeid.ID]bool {
	all := make(map[typeid.ID]bool, len(ids))
	for _, id := range ids {
		all[id] = true
	}
	return all
}

// Expire asks members to train again whose records run out within the days, or have: until
// the last day, or within the days where that has passed (D2-79). Records
// training_record.expiring and task.open of each.
func Expire(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	for full := true; full; {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			rows, err := tx.TrainingRecord.Query().Where(
				trainingrecord.ValidUntilLTE(checking(ctx).Day(retrainDays)),
				trainingrecord.Wanting(false), trainingrecord.SupersededAtIsNil(), trainingrecord.OutdatedAtIsNil(),
				trainingrecord.HasMemberWith(member.TenantID(viewer.Tenant(ctx)), member.StateEQ(flow.MemberActive)),
			).Order(trainingrecord.ByValidUntil(), trainingrecord.ByID()).Limit(atOnce).WithSession().All(ctx)
			if err != nil {
				return fmt.Errorf("training: looking for what runs out: %w", err)
			}
			full = len(rows) == atOnce
			return expire(ctx, tx, rows)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func expire(ctx context.Context, tx *ent.Tx, rows []*ent.TrainingRecord) error {
	if len(rows) == 0 {
		return nil
	}
	c := checking(ctx)
	asked := make([]tasks.OpenInput, len(rows))
	for i, was := range rows {
		r, err := was.Update().SetWanting(true).Save(ctx)
		if err != nil {
			return fmt.Errorf("training: marking a record: %w", err)
		}
		due := inDays(ctx, retrainDays)
		if last, err := time.ParseInLocation(time.DateOnly, r.ValidUntil, c.Zone); err == nil && r.ValidUntil >= c.Day(0) {
			due = last.AddDate(0, 0, 1)
		}
		asked[i] = retraining(ctx, r, was.Edges.Session.Title, "expires "+r.ValidUntil, due)
		e := recordEvent(r, "training_record.expiring", r.State, "D2-79")
		e.Detail["validUntil"] = r.ValidUntil
		journal.Record(ctx, e)
	}
	return tasks.OpenAll(ctx, tx, asked)
}
