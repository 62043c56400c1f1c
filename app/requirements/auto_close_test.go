package requirements

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
)

// Ten working days without the customer's reply close a requirement.
func TestSilenceCloses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		closes := time.Date(2026, 9, 22, 1, 30, 0, 0, time.UTC) // 2026-09-20 is worked, a Sunday
		if r.AutoCloseAt == nil || !r.AutoCloseAt.Equal(closes) {
			t.Fatalf("told at %v it closes at %v", r.Result.ToldAt, r.AutoCloseAt)
		}
		s.quiet("told")
		s.looksAt("waiting", closes)
		s.Clock.Set(closes.Add(-time.Microsecond))
		s.quiet("a moment before")
		s.Clock.Set(closes)
		if told := s.ticks(); len(told) != 1 || told[0].Type != "requirement.closed" {
			t.Fatalf("told %v", told)
		}
		got, e := s.read(r.ID), s.lastEvent()
		if got.State != flow.RequirementClosed || !got.Outcome.NoReply || got.Outcome.Rating != nil || got.Outcome.ByID != "" ||
			!got.ClosedAt.Equal(closes) || got.AutoCloseAt != nil || !got.DueAt.Equal(database.Never) {
			t.Errorf("it is %v", got)
		}
		if e.ActorID != "" || e.FromState != string(flow.RequirementFeedback) || e.ToState != string(flow.RequirementClosed) {
			t.Errorf("the event is %v", e)
		}
		s.looksAt("closed", database.Never)
		s.quiet("again")
		counts(t, s)
	})
}

// A rating decides: a fair one is taken when the time is over, a low one waits for a
// person, from when it is given, and is told to those who follow.
func TestRatingsAndSilence(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		fair, low, none := s.at(flow.RequirementFeedback, flow.UrgencyGeneral), s.at(flow.RequirementFeedback, flow.UrgencyGeneral),
			s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		for r, score := range map[*ent.Requirement]int{fair: flow.LowRating, low: flow.LowRating - 1} {
			if err := s.rate(r, score, "还行"); err != nil {
				t.Fatal(err)
			}
		}
		if r := s.read(low.ID); r.State != flow.RequirementFeedback || r.AutoCloseAt != nil || r.Version != low.Version+1 {
			t.Errorf("a low one: %v", r)
		}
		for _, r := range []*ent.Requirement{fair, none} {
			if got := s.read(r.ID); got.State != flow.RequirementFeedback || got.AutoCloseAt == nil || !got.AutoCloseAt.Equal(*r.AutoCloseAt) {
				t.Errorf("before its time: %v", got)
			}
		}
		s.Clock.Advance(30 * 24 * time.Hour)
		told := s.ticks()
		if r := s.read(low.ID); r.State != flow.RequirementFeedback || r.Version != low.Version+1 {
			t.Errorf("a low one, later: %v", r)
		}
		if r := s.read(fair.ID); r.State != flow.RequirementClosed || *r.Outcome.Rating != flow.LowRating || r.Outcome.NoReply || r.Outcome.Comment != "还行" {
			t.Errorf("a fair one: %v", r)
		}
		if r := s.read(none.ID); r.State != flow.RequirementClosed || !r.Outcome.NoReply || r.Outcome.Rating != nil {
			t.Errorf("without: %v", r)
		}
		if len(told) != 2 {
			t.Errorf("told %v", told)
		}
		r := s.read(low.ID)
		must(s, management, Close, CloseInput{ID: r.ID, ExpectedVersion: r.Version, Rating: ptr(flow.LowRating - 1), Decision: ptr("已电话说明")})
		counts(t, s)
	})
}

// What is taken up again, or closed by a person, does not close by itself; told
// again, it waits anew, and an earlier rating counts no more.
func TestReopenedDoesNotClose(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		if err := s.rate(r, 2, ""); err != nil {
			t.Fatal(err)
		}
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version + 1, "又坏了"})
		if r.AutoCloseAt != nil {
			t.Errorf("reopened: %v", r)
		}
		r = must(s, management, Deliver, s.deliverInput(r.ID, r.Version))
		if r.AutoCloseAt == nil {
			t.Errorf("told again: %v", r)
		}
		closed := s.at(flow.RequirementClosed, flow.UrgencyGeneral)
		if closed.AutoCloseAt != nil {
			t.Errorf("closed: %v", closed)
		}
		s.Clock.Advance(30 * 24 * time.Hour)
		s.ticks()
		if got := s.read(r.ID); got.State != flow.RequirementClosed || !got.Outcome.NoReply {
			t.Errorf("in the end: %v", got)
		}
	})
}

// The assignee is reminded a day or two before, once each time that the customer
// was told.
func TestClosingSoon(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral) // closes on 2026-09-22 at 9:30
		s.at(flow.RequirementClosed, flow.UrgencyGeneral)
		for _, score := range []int{2, 4} { // these have replied
			if err := s.rate(s.at(flow.RequirementFeedback, flow.UrgencyGeneral), score, ""); err != nil {
				t.Fatal(err)
			}
		}
		reminds := func(name string, day, want int) {
			t.Helper()
			s.Clock.Set(time.Date(2026, 9, day, 0, 30, 0, 0, time.UTC))
			before := s.told()
			if err := TellClosing(s.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
			events := s.A.Events(t)[before:]
			if len(events) != want {
				t.Errorf("%s: %d reminders, want %d", name, len(events), want)
			}
			for _, e := range events {
				if e.Type != "requirement.closing_soon" || e.SubjectID != r.ID || !slices.Contains(e.MemberIds, s.member("member.service")) {
					t.Errorf("%s: %v", name, e)
				}
			}
		}
		reminds("a week before", 15, 0)
		reminds("on Saturday, three working days before", 19, 0) // Sunday is worked
		reminds("the day before", 21, 1)
		reminds("the day itself", 22, 0)
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version, "又坏了"})
		r = must(s, management, Deliver, s.deliverInput(r.ID, r.Version))
		s.Clock.Set(r.AutoCloseAt.AddDate(0, 0, -1))
		before := s.told()
		if err := TellClosing(s.A.System(), w.Journal); err != nil || s.told() != before+1 {
			t.Errorf("told again: %v, %d reminders", err, s.told()-before)
		}
	})
}

// The company decides after how many days.
func TestCloseAfterSetting(t *testing.T) {
	w := apptest.NewWorld(t)
	s := newStage(t, w)
	w.Client.Tenant.UpdateOneID(s.A.ID).SetSettings(flow.TenantSettings{CloseAfterWorkingDays: 1}).ExecX(s.A.System())
	w.Who.Changed(s.A.ID)
	r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
	if want := r.Result.ToldAt.AddDate(0, 0, 1); !r.AutoCloseAt.Equal(want) {
		t.Errorf("it closes at %v, want %v", r.AutoCloseAt, want)
	}
}

// Who writes down late that the customer was told gives them no less time; and a
// low rating that the customer raises needs nobody's decision any more.
func TestTimeToReply(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		s.Clock.Advance(30 * 24 * time.Hour)
		in := s.deliverInput(r.ID, r.Version)
		in.ToldAt = s.Clock.Now().Add(-25 * 24 * time.Hour)
		r = must(s, management, Deliver, in)
		if r.AutoCloseAt == nil || r.AutoCloseAt.Before(s.Clock.Now().Add(10*24*time.Hour)) {
			t.Fatalf("told long ago it closes at %v, now is %v", r.AutoCloseAt, s.Clock.Now())
		}
		if err := s.rate(r, 2, ""); err != nil {
			t.Fatal(err)
		}
		s.Clock.Set(*r.AutoCloseAt)
		s.ticks()
		if got := s.read(r.ID); got.State != flow.RequirementFeedback || got.AutoCloseAt != nil {
			t.Errorf("a low one: %v", got)
		}
		if err := s.rate(r, 5, ""); err != nil {
			t.Fatal(err)
		}
		s.Clock.Advance(30 * 24 * time.Hour)
		s.ticks()
		if got := s.read(r.ID); got.State != flow.RequirementClosed || *got.Outcome.Rating != 5 {
			t.Errorf("raised: %v", got)
		}
	})
}
