package notices

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
)

const url = "https://heed.example"

// wishes sets how the members want notices by mail.
func (s *stage) wishes(p flow.NoticePrefs, names ...string) {
	s.t.Helper()
	var ids []typeid.ID
	for _, name := range names {
		ids = append(ids, s.id(name))
	}
	s.Client.Member.Update().Where(member.IDIn(ids...)).SetNoticePrefs(p).ExecX(s.A.System())
}

func (s *stage) takeUp() []Letter {
	s.t.Helper()
	letters, err := TakeUp(s.A.System(), s.Journal, url)
	if err != nil {
		s.t.Fatal(err)
	}
	slices.SortFunc(letters, func(a, b Letter) int { return strings.Compare(a.To+string(a.ID), b.To+string(b.ID)) })
	return letters
}

func (s *stage) settle(l Letter, failure error) {
	s.t.Helper()
	if err := Settle(s.A.System(), s.Journal, l, failure, false); err != nil {
		s.t.Fatal(err)
	}
}

// states are how many notices' mail stands where.
func (s *stage) states() map[flow.MailState]int {
	all := map[flow.MailState]int{}
	for _, n := range s.Client.Notification.Query().AllX(s.A.System()) {
		all[n.MailState]++
	}
	return all
}

func (s *stage) warn(r *ent.Requirement, times int) {
	s.t.Helper()
	for range times {
		s.told(s.happens("", s.about(r, "requirement.received", journal.Event{Clauses: []string{"D0-45", "D0-46"}})))
	}
}

// A letter says what happened in the member's language, by which clause, and
// where to look; one notice goes once.
func TestLetter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		w.Client.User.UpdateOneID(w.A.Members["head.service"].UserID).SetLocale(label.En).ExecX(w.Context())
		s.warn(r, 1)
		letters := s.takeUp()
		if len(letters) != 2 {
			t.Fatalf("%d letters: %+v", len(letters), letters)
		}
		head, worker := letters[0], letters[1]
		if want := "Requirement REQ-2026-00001 was received\nSee to it; the answer is due at 2026-09-09 10:30.\n(under D0-45, D0-46)\n" +
			url + "/#/" + string(r.ID) + "\n\n-- \nCompany a\n"; head.Subject != "Requirement REQ-2026-00001 was received" || head.Text != want {
			t.Errorf("in English: %q\n%q\nwant\n%q", head.Subject, head.Text, want)
		}
		if worker.To != apptest.Email("member.service", "a") || worker.Subject != "收到需求 REQ-2026-00001" || !strings.Contains(worker.Text, "依据 D0-45、D0-46") {
			t.Errorf("in Chinese: %+v", worker)
		}
		if strings.Contains(head.Text+worker.Text, "标题") || strings.Contains(head.Text+worker.Text, "客户") {
			t.Error("a letter tells a title or a name")
		}
		if again := s.takeUp(); len(again) > 0 {
			t.Errorf("taken up twice: %+v", again)
		}
		s.settle(head, nil)
		s.settle(worker, nil)
		w.Clock.Advance(time.Hour)
		if again := s.takeUp(); len(again) > 0 || s.states()[flow.MailSent] != 2 {
			t.Errorf("sent twice: %+v", again)
		}
	})
}

// A process that ends between sending and noting it leaves the letter to the
// next, which sends the same one: the same notices under the same id.
func TestKilled(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		s.wishes(flow.NoticePrefs{Digest: flow.DigestNone}, "head.service")
		s.wishes(flow.NoticePrefs{Digest: flow.DigestHourly}, "member.service")
		s.warn(r, 3)
		w.Clock.Advance(time.Hour)
		first := s.takeUp()
		if len(first) != 1 {
			t.Fatalf("%+v", first)
		}
		s.warn(r, 2)
		w.Clock.Advance(lease - time.Second)
		if early := s.takeUp(); len(early) > 0 {
			t.Errorf("within the lease: %+v", early)
		}
		w.Clock.Advance(time.Hour)
		again := s.takeUp()
		if len(again) != 2 {
			t.Fatalf("%d letters", len(again))
		}
		i := slices.IndexFunc(again, func(l Letter) bool { return l.ID == first[0].ID })
		if i < 0 || again[i].Text != first[0].Text || again[i].Subject != "您有 3 条通知" {
			t.Errorf("first %+v, then %+v", first[0], again)
		}
		// Who was too slow notes that it was sent; the failure of a letter that others have is theirs to note.
		s.settle(first[0], errors.New("late"))
		s.settle(again[i], nil)
		s.settle(first[0], nil)
		if got := s.states(); got[flow.MailSent] != 3 || got[flow.MailPending] != 2 || got[flow.MailNone] != 5 {
			t.Errorf("states: %v", got)
		}
	})
}

// A letter that fails is sent again later and later, and given up in the end.
func TestFailure(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		s.wishes(flow.NoticePrefs{Digest: flow.DigestNone}, "head.service")
		s.warn(r, 1)
		delay, id := firstDelay, typeid.ID("")
		for try := 1; try <= maxTries; try++ {
			letters := s.takeUp()
			if len(letters) != 1 || id != "" && letters[0].ID != id {
				t.Fatalf("try %d: %+v", try, letters)
			}
			id = letters[0].ID
			s.settle(letters[0], errors.New("550 no such box: "+letters[0].To))
			n := w.Client.Notification.Query().Where(notification.MailLetter(string(id))).OnlyX(w.A.System())
			if strings.Contains(n.MailError, "@") || n.MailError == "" {
				t.Errorf("the error is %q", n.MailError)
			}
			w.Clock.Advance(delay - time.Second)
			if early := s.takeUp(); len(early) > 0 {
				t.Errorf("try %d: too early", try)
			}
			w.Clock.Advance(time.Second)
			delay *= 2
		}
		if got := s.states(); got[flow.MailFailed] != 1 {
			t.Errorf("states: %v", got)
		}
	})
}

// A failure is kept with its cause, without the address, and within the field.
func TestWhy(t *testing.T) {
	l := Letter{To: "li.lei@a.example"}
	const cause = "delivery: connecting to the mail server: dial tcp 192.0.2.1:587: connect: connection refused"
	for _, c := range [][2]string{
		{cause, cause},
		{"550 li.lei@a.example: no such box", "550 …: no such box"},
		{"a" + strings.Repeat("邮", 300), "a" + strings.Repeat("邮", 166)}, // 499 bytes: the next one does not fit
		{strings.Repeat("x", 501), strings.Repeat("x", 500)},
		{"broken \xff", "broken "},
	} {
		if got := l.why(errors.New(c[0])); got != c[1] {
			t.Errorf("%q is kept as %q, want %q", c[0], got, c[1])
		}
	}
}

// What is wanted otherwise meanwhile is sent so; quiet hours delay and drop
// nothing; who has left gets none.
func TestWishes(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		s.wishes(flow.NoticePrefs{Muted: []string{"requirement.received"}}, "head.service")
		s.wishes(flow.NoticePrefs{QuietFrom: "09:00", QuietUntil: "12:00"}, "member.service") // it is 9:30
		s.warn(r, 2)
		if letters := s.takeUp(); len(letters) > 0 {
			t.Errorf("in quiet hours: %+v", letters)
		}
		// The worker comes late: it is quiet again.
		w.Clock.Advance(25 * time.Hour)
		if letters := s.takeUp(); len(letters) > 0 {
			t.Errorf("in the quiet hours of the next day: %+v", letters)
		}
		w.Clock.Advance(90 * time.Minute)
		letters := s.takeUp()
		if len(letters) != 2 || letters[0].To != apptest.Email("member.service", "a") {
			t.Fatalf("after them: %+v", letters)
		}
		for _, l := range letters {
			s.settle(l, nil)
		}
		w.Clock.Advance(time.Hour)
		s.warn(r, 1)
		s.wishes(flow.NoticePrefs{Digest: flow.DigestNone}, "member.service")
		if letters := s.takeUp(); len(letters) > 0 {
			t.Errorf("no longer wanted: %+v", letters)
		}
		s.wishes(flow.NoticePrefs{}, "member.service")
		s.warn(r, 1)
		w.Client.Member.UpdateOneID(s.id("member.service")).SetState(flow.MemberLeft).ExecX(w.A.System())
		if letters := s.takeUp(); len(letters) > 0 {
			t.Errorf("to who has left: %+v", letters)
		}
		if got := s.states(); got[flow.MailPending] != 0 || got[flow.MailSent] != 2 {
			t.Errorf("states: %v", got)
		}
	})
}

// Many go in few letters, each once, however many are due.
func TestMany(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		s.wishes(flow.NoticePrefs{Digest: flow.DigestDaily}, "staff")
		const n = mailAtOnce + inLetter + 1
		s.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			first, err := journal.Places(ctx, tx, n)
			for i := range n {
				if err != nil {
					return err
				}
				_, err = tx.Notification.Create().SetMemberID(s.id("staff")).SetType("task.open").SetSubjectType(flow.SubjectTask).SetSubjectID("tsk_00000000000000000000000000").
					SetClauseIds([]string{}).SetDedupeKey(string(typeid.New("evt", w.Clock.Now()))).SetCreatedAt(w.Clock.Now()).
					SetPosition(first + int64(i)).SetMailState(flow.MailPending).SetMailAfter(w.Clock.Now()).Save(ctx)
			}
			return err
		})
		sent := 0
		for letters := s.takeUp(); len(letters) > 0; letters = s.takeUp() {
			for _, l := range letters {
				sent++
				s.settle(l, nil)
			}
		}
		if got := s.states(); got[flow.MailSent] != n || sent != 6 {
			t.Errorf("%d letters, %v", sent, got)
		}
	})
}
