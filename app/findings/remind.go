package findings

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/progress"
	"heed/app/tenants"
	"heed/ent"
	journalled "heed/ent/event"
	"heed/ent/improvementaction"
	"heed/ent/predicate"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// remindersAtOnce is how many actions a change looks at.
const remindersAtOnce = 100

// remindAhead is how long before its due time an action is looked for: a working day
// before may lie behind a holiday.
const remindAhead = 14 * 24 * time.Hour

// reminder is what an action is told of, and since when it is to be: what was told since
// then is not told again.
type reminder struct {
	typ   string
	where func(now time.Time) predicate.ImprovementAction
	since func(a *ent.ImprovementAction, cal sla.Calendar) time.Time
	tell  func(ctx context.Context, people *clocks.People, a *ent.ImprovementAction) []typeid.ID
}

var reminders = []reminder{
	{
		typ: "action.due",
		where: func(now time.Time) predicate.ImprovementAction {
			return improvementaction.And(improvementaction.StateIn(flow.ActionPlanned, flow.ActionInProgress),
				improvementaction.DueAtGT(now), improvementaction.DueAtLTE(now.Add(remindAhead)))
		},
		since: dayBefore,
		tell: func(_ context.Context, _ *clocks.People, a *ent.ImprovementAction) []typeid.ID {
			return present(a.OwnerID)
		},
	},
	{
		typ: "action.overdue", where: Overdue,
		since: func(a *ent.ImprovementAction, _ sla.Calendar) time.Time { return a.DueAt },
		tell: func(ctx context.Context, people *clocks.People, a *ent.ImprovementAction) []typeid.ID {
			return present(append(people.HeadAndManagement(ctx, a.DepartmentID), a.OwnerID)...)
		},
	},
	{
		typ: "action.check_due",
		where: func(now time.Time) predicate.ImprovementAction {
			return improvementaction.And(improvementaction.StateEQ(flow.ActionDone), improvementaction.CheckOnLTE(now))
		},
		since: func(a *ent.ImprovementAction, _ sla.Calendar) time.Time { return a.CheckOn },
		tell: func(ctx context.Context, people *clocks.People, a *ent.ImprovementAction) []typeid.ID {
			if a.VerifierID != "" {
				return present(a.VerifierID)
			}
			return people.HeadAndManagement(ctx, "")
		},
	},
}

// dayBefore is when the working day before the one on which an action is due begins:
// reminders are given once a day, whatever the hour of the due time.
func dayBefore(a *ent.ImprovementAction, cal sla.Calendar) time.Time {
	year, month, day := sla.WorkingDayBefore(a.DueAt, cal).In(cal.Zone()).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, cal.Zone())
}

// Remind tells of actions a working day before they are due, when they are overdue, and
// when their effect is to be looked at, each once for the time that is set then. Records
// action.due, action.overdue and action.check_due.
func Remind(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	for _, r := range reminders {
		for after := typeid.ID(""); ; {
			var lot []*ent.ImprovementAction
			_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
				q := tx.ImprovementAction.Query().Where(r.where(viewer.Now(ctx))).Order(improvementaction.ByID()).Limit(remindersAtOnce)
				if after != "" { // the empty id is NULL, and nothing is greater
					q.Where(improvementaction.IDGT(after))
				}
				lot, err = q.All(ctx)
				if err != nil {
					return fmt.Errorf("findings: looking for actions: %w", err)
				}
				return r.remind(ctx, tx, lot)
			})
			if err != nil {
				return err
			}
			if len(lot) < remindersAtOnce {
				break
			}
			after = lot[len(lot)-1].ID
		}
	}
	return nil
}

func (r reminder) remind(ctx context.Context, tx *ent.Tx, lot []*ent.ImprovementAction) error {
	ids := make([]typeid.ID, len(lot))
	for i, a := range lot {
		ids[i] = a.ID
	}
	earlier, err := tx.Event.Query().Where(journalled.SubjectIDIn(ids...), journalled.Type(r.typ)).
		Select(journalled.FieldSubjectID, journalled.FieldOccurredAt).All(ctx)
	if err != nil {
		return fmt.Errorf("findings: looking for reminders: %w", err)
	}
	last := map[typeid.ID]time.Time{}
	for _, e := range earlier {
		if e.OccurredAt.After(last[e.SubjectID]) {
			last[e.SubjectID] = e.OccurredAt
		}
	}
	calendar := tenants.ConfigFrom(ctx).Calendar()
	due := slices.DeleteFunc(slices.Clone(lot), func(a *ent.ImprovementAction) bool {
		since := r.since(a, calendar)
		return viewer.Now(ctx).Before(since) || !last[a.ID].Before(since)
	})
	if len(due) == 0 {
		return nil
	}
	people, err := clocks.PeopleOf(ctx, tx)
	if err != nil {
		return err
	}
	for _, a := range due {
		tell := r.tell(ctx, people, a)
		e := progress.ActionEvent(a, r.typ)
		e.Members = append(e.Members, tell...)
		e.Detail = map[string]any{"dueAt": a.DueAt, "checkOn": a.CheckOn, "tell": tell}
		journal.Record(ctx, e)
	}
	return nil
}
