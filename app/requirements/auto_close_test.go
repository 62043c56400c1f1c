package requirements

import (
	"context"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// rated writes down how the customer was served.
func (s *stage) rated(r *ent.Requirement, score int, byCustomer bool) {
	s.t.Helper()
	s.Client.SatisfactionRating.Create().SetSubjectType(flow.SubjectRequirement).SetSubjectID(r.ID).SetCustomerID(r.CustomerID).
		SetRound(r.ReopenCount).SetScore(score).SetComment("还行").SetMethod(flow.RatingQuestionnaire).SetByCustomer(byCustomer).SetRatedAt(s.Clock.Now()).
		ExecX(s.A.System())
}

// settled runs settle for the requirement.
func (s *stage) settled(r *ent.Requirement) *ent.Requirement {
	s.t.Helper()
	got, err := try(s.World, s.A.System(), func(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Requirement, error) {
		all, err := lock(asSystem(ctx), tx, id)
		if err != nil {
			return nil, err
		}
		return settle(ctx, tx, all[0])
	}, r.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

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

// A rating decides: the customer's own closes at once, a low one waits for a
// person, and one written down by a member is taken when the time is over.
func TestRatingsAndSilence(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		own, low, by, none := s.at(flow.RequirementFeedback, flow.UrgencyGeneral), s.at(flow.RequirementFeedback, flow.UrgencyGeneral),
			s.at(flow.RequirementFeedback, flow.UrgencyGeneral), s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		s.rated(own, 4, true)
		s.rated(low, 2, true)
		s.rated(by, 3, false)
		if r := s.settled(own); r.State != flow.RequirementClosed || *r.Outcome.Rating != 4 || r.Outcome.NoReply || r.Outcome.Comment != "还行" {
			t.Errorf("the customer's own: %v", r)
		}
		for _, r := range []*ent.Requirement{by, none} {
			if got := s.settled(r); got.State != flow.RequirementFeedback || got.Version != r.Version {
				t.Errorf("before its time: %v", got)
			}
		}
		if r := s.settled(low); r.State != flow.RequirementFeedback || r.AutoCloseAt != nil {
			t.Errorf("a low one: %v", r)
		}
		s.Clock.Advance(30 * 24 * time.Hour)
		s.ticks()
		if r := s.read(low.ID); r.State != flow.RequirementFeedback {
			t.Errorf("a low one, later: %v", r)
		}
		if r := s.read(by.ID); r.State != flow.RequirementClosed || *r.Outcome.Rating != 3 {
			t.Errorf("a member's: %v", r)
		}
		if r := s.read(none.ID); r.State != flow.RequirementClosed || !r.Outcome.NoReply {
			t.Errorf("without: %v", r)
		}
		r := s.read(low.ID)
		must(s, management, Close, CloseInput{ID: r.ID, ExpectedVersion: r.Version, Rating: ptr(2), Decision: ptr("已电话说明")})
		counts(t, s)
	})
}

// What is taken up again, or closed by a person, does not close by itself; told
// again, it waits anew, and an earlier rating counts no more.
func TestReopenedDoesNotClose(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		s.rated(r, 2, true)
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version, "又坏了"})
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
