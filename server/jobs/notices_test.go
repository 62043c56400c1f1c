package jobs

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/server/delivery"
)

// box is a post office that keeps what it is given.
type box struct {
	letters []delivery.Letter
	closed  error
}

func (b *box) post(_ context.Context, l delivery.Letter) error {
	if b.closed != nil {
		return b.closed
	}
	b.letters = append(b.letters, l)
	return nil
}

// worksOf are works whose letters go into the box. The founders' addresses are
// known to be theirs, so nobody asks them.
func worksOf(w *apptest.World, b *box) *Works {
	w.Client.User.Update().SetEmailVerifiedAt(w.Clock.Now()).ExecX(w.Context())
	return &Works{Client: w.Client, Journal: w.Journal, Keys: w.Keys, Files: attachments.NewStore(w.Bucket), Post: b.post, PublicURL: "https://heed.example", Now: w.Clock.Now, Company: w.Who.AsSystem}
}

// mailNotices sends the letters as the worker of letters does.
var mailNotices = Tick{Name: "mail_notices", Do: func(ctx context.Context, w *Works) error {
	return sendNotices(ctx, w, time.Minute, func(string) error { return nil })
}}

func (w *Works) do(t *testing.T, c *apptest.Company, d Tick) {
	t.Helper()
	ctx, err := w.In(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Do(ctx, w); err != nil {
		t.Fatal(err)
	}
}

// What a task asks for is told once, by a notice and by a letter, however often
// the work is done; its due time too.
func TestNotices(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		b := &box{}
		works := worksOf(w, b)
		due := w.Clock.Now().Add(48 * time.Hour)
		w.Change(t, w.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "secret", AssigneeID: &w.A.Members["member.service"].ID, DueAt: &due})
			return err
		})
		round := func(want ...string) {
			t.Helper()
			b.letters = nil
			for range 2 {
				works.do(t, w.A, tasksDue)
				if _, err := Drain(t.Context(), works, w.A.ID, 0); err != nil {
					t.Fatal(err)
				}
				works.do(t, w.A, mailNotices)
			}
			var got []string
			for _, l := range b.letters {
				got = append(got, l.To+" "+l.Subject)
				if !strings.HasPrefix(l.ID, "notices-ntf_") || strings.Contains(l.Text+l.Subject, "secret") {
					t.Errorf("the letter is %+v", l)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("letters: %q, want %q", got, want)
			}
		}
		const worker, head = "member.service@a.example", "head.service@a.example"
		round(worker + " 新任务：一般任务")
		round()
		w.Clock.Set(due.Add(-24 * time.Hour))
		round(worker + " 任务即将到期：一般任务")
		w.Clock.Set(due.Add(24 * time.Hour))
		round(head+" 任务逾期未办：一般任务", worker+" 任务逾期未办：一般任务")
	})
}

// A post office that is closed is asked again, and loses nothing.
func TestPostClosed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		b := &box{closed: errors.New("421 closed")}
		works := worksOf(w, b)
		w.Change(t, w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "Call", AssigneeID: &w.A.Members["staff"].ID})
			return err
		})
		if _, err := Drain(t.Context(), works, w.A.ID, 0); err != nil {
			t.Fatal(err)
		}
		works.do(t, w.A, mailNotices)
		n := w.Client.Notification.Query().OnlyX(w.A.System())
		if n.MailState != flow.MailPending || n.MailTries != 1 || n.MailError != "421 closed" {
			t.Errorf("after a failure: %+v", n)
		}
		b.closed = nil
		w.Clock.Advance(time.Hour)
		works.do(t, w.A, mailNotices)
		if sent := w.Client.Notification.Query().Where(notification.MailStateEQ(flow.MailSent)).CountX(w.A.System()); sent != 1 || len(b.letters) != 1 || b.letters[0].To != "staff@a.example" {
			t.Errorf("%d sent, %v", sent, b.letters)
		}
	})
}

// Why a letter did not go is kept whole: what was done, and what the network says.
func TestWhyNotSent(t *testing.T) {
	w := apptest.NewWorld(t)
	works := worksOf(w, &box{})
	var err error
	if works.Post, err = delivery.SMTP("smtp://127.0.0.1:1?tls=off", "heed@a.example"); err != nil { // nobody listens there
		t.Fatal(err)
	}
	w.Change(t, w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "Call", AssigneeID: &w.A.Members["staff"].ID})
		return err
	})
	if _, err := Drain(t.Context(), works, w.A.ID, 0); err != nil {
		t.Fatal(err)
	}
	works.do(t, w.A, mailNotices)
	n := w.Client.Notification.Query().OnlyX(w.A.System())
	if !strings.Contains(n.MailError, "connecting to the mail server") || !strings.HasSuffix(n.MailError, "connection refused") {
		t.Errorf("the error is %q", n.MailError)
	}
}

// A worker that is stopped while it sends does not note that the letter failed.
func TestStopped(t *testing.T) {
	w := apptest.NewWorld(t)
	b := &box{}
	works := worksOf(w, b)
	w.Change(t, w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "Call", AssigneeID: &w.A.Members["staff"].ID})
		return err
	})
	if _, err := Drain(t.Context(), works, w.A.ID, 0); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	works.Post = func(context.Context, delivery.Letter) error { cancel(); return context.Canceled }
	in, err := works.In(ctx, w.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := mailNotices.Do(in, works); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	works.Post = b.post
	works.do(t, w.A, mailNotices)
	if len(b.letters) != 0 {
		t.Error("the lease is not kept")
	}
	w.Clock.Advance(time.Hour)
	works.do(t, w.A, mailNotices)
	if len(b.letters) != 1 {
		t.Errorf("%d letters", len(b.letters))
	}
}
