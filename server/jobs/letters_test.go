package jobs

import (
	"context"
	"errors"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/server/delivery"
)

// A post office that is away holds up no clock, and what nobody tried to send has
// not failed; in a suspended company letters go, and nothing else moves.
func TestLettersApart(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		w.Client.User.Update().SetEmailVerifiedAt(w.Clock.Now()).ExecX(w.Context())
		const many = 12 // more than are taken up together
		due := w.Clock.Now().Add(time.Hour)
		for range many {
			w.Change(t, w.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
				_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "Call", AssigneeID: &w.A.Members["member.service"].ID, DueAt: &due})
				return err
			})
		}
		e := s.engine([]Reaction{notify}, nil)
		away, tried := true, 0
		e.Post = func(context.Context, delivery.Letter) error {
			if tried++; away {
				return errors.New("connection refused")
			}
			return nil
		}
		s.must(e.Relay)
		s.works(e)
		s.must(e.Clocks)
		s.works(e)
		rows := w.Client.Notification.Query().Where(notification.MailStateEQ(flow.MailPending)).AllX(w.A.System())
		if len(rows) != many || tried != many {
			t.Errorf("%d wait, %d were tried", len(rows), tried)
		}
		for _, n := range rows {
			if n.MailTries != 1 {
				t.Errorf("tried %d times: %s", n.MailTries, n.MailError)
			}
		}
		w.Clock.Set(due)
		s.must(e.Clocks)
		s.works(e)
		if missed := w.Client.Task.Query().CountX(w.A.System()); missed != many || w.Client.Task.Query().FirstX(w.A.System()).State != flow.TaskMissed {
			t.Error("the tasks wait for the letters")
		}
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error { _, err := tenants.Suspend(ctx, tx, "unpaid"); return err })
		away = false
		w.Clock.Advance(time.Hour)
		s.must(e.Clocks)
		s.works(e)
		if left := w.Client.Notification.Query().Where(notification.MailStateEQ(flow.MailPending)).CountX(w.A.System()); left != 0 {
			t.Errorf("%d letters wait while the company is suspended", left)
		}
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error { _, err := tenants.Resume(ctx, tx); return err })
		if head := w.Client.CompanyHead.Query().Where(companyhead.CompanyID(w.A.ID)).OnlyX(w.Context()); head.NextDueAt.After(w.Clock.Now()) {
			t.Errorf("at work again it is looked at at %v", head.NextDueAt)
		}
	})
}
