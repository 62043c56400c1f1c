package jobs

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/rules/viewer"
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

// asked asks a member of company A for something, so that a letter to them is due.
func (s *stage) asked(e *Engine) {
	s.t.Helper()
	s.Client.User.Update().SetEmailVerifiedAt(s.Clock.Now()).ExecX(s.Context())
	s.Change(s.t, s.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "Call", AssigneeID: &s.A.Members["member.service"].ID})
		return err
	})
	if _, err := Drain(s.t.Context(), &e.Works, s.A.ID, 0); err != nil {
		s.t.Fatal(err)
	}
}

// While letters wait for a worker the company is looked at now and then, not all the
// time; a letter that comes is looked at at once.
func TestLettersWait(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		e := s.engine([]Reaction{notify}, nil)
		s.asked(e)
		due := func() time.Time {
			return w.Client.CompanyHead.Query().Where(companyhead.CompanyID(w.A.ID)).OnlyX(w.Context()).NextDueAt
		}
		tick := func() {
			t.Helper()
			ctx, err := e.In(t.Context(), w.A.ID)
			if err != nil {
				t.Fatal(err)
			}
			if err := e.tick(ctx, []Tick{e.mailNotices()}); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			if due().After(w.Clock.Now()) {
				t.Fatalf("it is looked at at %v, now it is %v", due(), w.Clock.Now())
			}
			tick()
			if n := s.rows(e, "queue = 'letters'"); n != 1 || !due().Equal(w.Clock.Now().Add(lettersAgain)) {
				t.Errorf("%d jobs, looked at again at %v, now it is %v", n, due(), w.Clock.Now())
			}
			w.Clock.Advance(lettersAgain)
		}
		tick()
		s.asked(e)
		if due().After(w.Clock.Now()) {
			t.Errorf("another letter is looked at at %v", due())
		}
	})
}

// A process that ends before it has noted that a letter went sends it again, with the
// same Message-ID; one that ends afterwards does not.
func TestLetterCutOff(t *testing.T) {
	killed := errors.New("killed")
	for step, times := range map[string]int{"posted": 2, "sent": 1} {
		t.Run(step, func(t *testing.T) {
			apptest.Both(t, func(t *testing.T, w *apptest.World) {
				s, b := newStage(t, w), &box{}
				e := s.engine([]Reaction{notify}, nil)
				e.Post = b.post
				s.asked(e)
				send := func() error {
					return (&letterWorker{engine: e}).Work(t.Context(), &river.Job[letterArgs]{Args: letterArgs{Company: w.A.ID}})
				}
				e.between = func(at string) error {
					if at == step {
						return killed
					}
					return nil
				}
				if err := send(); !errors.Is(err, killed) || len(b.letters) != 1 {
					t.Fatalf("%v, %d letters", err, len(b.letters))
				}
				e.between = func(string) error { return nil }
				for range 2 { // whoever took it up has time for sending it
					if err := send(); err != nil || len(b.letters) != 1 {
						t.Fatalf("%v, %d letters", err, len(b.letters))
					}
				}
				w.Clock.Advance(time.Hour)
				for range 2 {
					if err := send(); err != nil {
						t.Fatal(err)
					}
				}
				if len(b.letters) != times || b.letters[0].ID == "" || b.letters[times-1] != b.letters[0] {
					t.Errorf("sent %+v, want %d of the same", b.letters, times)
				}
				n := w.Client.Notification.Query().OnlyX(w.A.System())
				if n.MailState != flow.MailSent || n.MailTries != 0 || n.MailError != "" {
					t.Errorf("the notice is %+v", n)
				}
			})
		})
	}
}

// A letter that does not go is said and counted, without the address.
func TestLetterFails(t *testing.T) {
	w := apptest.NewWorld(t)
	s, b := newStage(t, w), &box{closed: errors.New("450 <member.service@a.example> is busy")}
	e := s.engine([]Reaction{notify}, nil)
	e.Post = b.post
	s.asked(e)
	var lines bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&lines, nil)))
	defer slog.SetDefault(before)
	failed, sent := lettersFailed.Get(), lettersSent.Get()
	ctx, err := e.In(t.Context(), w.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := mailNotices.Do(ctx, &e.Works); err != nil {
		t.Fatal(err)
	}
	if got := lines.String(); strings.Count(got, "a letter of notices was not sent") != 1 || !strings.Contains(got, "450 <…> is busy") || strings.Contains(got, "@") {
		t.Errorf("the log says %s", got)
	}
	b.closed = nil
	w.Clock.Advance(time.Hour)
	if err := mailNotices.Do(viewer.WithNow(ctx, w.Clock.Now()), &e.Works); err != nil {
		t.Fatal(err)
	}
	if f, s := lettersFailed.Get()-failed, lettersSent.Get()-sent; f != 1 || s != 1 {
		t.Errorf("%d failed, %d were sent", f, s)
	}
}
