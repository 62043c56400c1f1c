package appraisals

import (
	"context"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// From the data to the person: commented on, shown, accepted.
func TestD0_78_Accepted(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.draw("head.service", s.scheme(nil))
		a := s.of("agent.1")
		refused(s, "head.service", Show, versioned(a.ID, a.Version), fault.Precondition("appraisal.no_comment"), "")
		words := CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "响应及时。"}
		refused(s, "agent.1", Comment, words, fault.NotFound(), "") // before it is shown the person does not read it
		refused(s, "head.sales", Comment, words, fault.NotFound(), "")
		refused(s, "member.service", Comment, words, fault.NotFound(), "")
		a = must(s, "head.service", Comment, words)
		if a.CommenterID != s.member("head.service") || a.CommentedAt == nil {
			t.Errorf("%+v", a)
		}
		refused(s, "head.service", Show, versioned(a.ID, a.Version), fault.Precondition("appraisal.points_missing"), "")
		if acts := Available(s.As("head.service"), a); !slices.Equal(acts, []flow.AppraisalAct{flow.AppraisalActComment, flow.AppraisalActRedraw, flow.AppraisalActDiscard}) {
			t.Errorf("before it has its points: %v", acts)
		}
		words.ExpectedVersion = a.Version
		for _, c := range []struct {
			points []PointsInput
			want   error
			field  string
		}{
			{[]PointsInput{{"出勤", 1}}, fault.Input("", "appraisal.line"), "points[0].title"},
			{[]PointsInput{{"COMPLETION", 100}}, fault.Input("", "appraisal.points"), "points[0].title"},
			{[]PointsInput{{"团队协作", 101}}, fault.Input("", "input.out_of_range"), "points[0].points"},
			{[]PointsInput{{"团队协作", -1}}, fault.Input("", "input.out_of_range"), "points[0].points"},
			{[]PointsInput{{"团队协作", math.NaN()}}, fault.Input("", "input.out_of_range"), "points[0].points"},
			{[]PointsInput{{"团队协作", 1}, {"团队协作", 2}}, fault.Input("", "input.duplicate"), "points[1].title"},
			{make([]PointsInput, 21), fault.Input("", "input.too_many"), "points"},
		} {
			words.Points = c.points
			refused(s, "head.service", Comment, words, c.want, c.field)
		}
		words.Points = []PointsInput{{"团队协作", 85.555}}
		a = must(s, "management", Comment, words)
		if *a.Lines[7].Points != 85.56 || a.CommenterID != s.member("management") {
			t.Errorf("%+v", a)
		}
		a = must(s, "head.service", Show, versioned(a.ID, a.Version))
		if told := s.told(); !maps.Equal(told, map[string]bool{"agent.1": true}) || a.ShownAt == nil {
			t.Errorf("told %v", told)
		}
		refused(s, "head.service", Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "x"}, fault.Precondition("transition.illegal"), "")
		refused(s, "head.service", Discard, versioned(a.ID, a.Version), fault.Precondition("transition.illegal"), "")
		refused(s, "head.service", Accept, versioned(a.ID, a.Version), fault.New(fault.CodeForbidden, "appraisal.not_person"), "")
		refused(s, "agent.2", Accept, versioned(a.ID, a.Version), fault.NotFound(), "")
		refused(s, "agent.1", Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "x"}, fault.New(fault.CodeForbidden, "appraisal.own"), "")
		refused(s, "agent.1", Accept, versioned(a.ID, 1), fault.Conflict("version.conflict"), "expectedVersion")
		if acts := Available(s.As("agent.1"), a); !slices.Equal(acts, []flow.AppraisalAct{flow.AppraisalActAccept, flow.AppraisalActAppeal}) {
			t.Errorf("the person may %v", acts)
		}
		a = must(s, "agent.1", Accept, versioned(a.ID, a.Version))
		if a.State != flow.AppraisalFinal || a.EndedAt == nil || len(s.told()) != 0 {
			t.Errorf("%+v", a)
		}
		want := []string{"appraisal.draft", "appraisal.commented", "appraisal.commented", "appraisal.shown", "appraisal.final"}
		if types := s.events(a.ID); !slices.Equal(types, want) {
			t.Errorf("told %v", types)
		}
	})
}

// Somebody else than who commented on it decides on an appeal.
func TestD0_78_Appealed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		a := s.appealed()
		if told := s.told(); !maps.Equal(told, map[string]bool{"head.service": true, "management": true}) || a.Appeal == "" {
			t.Errorf("told %v", told)
		}
		in := DecideInput{ID: a.ID, ExpectedVersion: a.Version, Decision: "核对后调整。"}
		refused(s, "head.service", Decide, in, fault.New(fault.CodeForbidden, "appraisal.same_person"), "")
		refused(s, "agent.1", Decide, in, fault.Forbidden(), "") // no role lets them
		refused(s, "head.sales", Decide, in, fault.NotFound(), "")
		refused(s, "management", Decide, DecideInput{ID: a.ID, ExpectedVersion: a.Version}, fault.Input("", "input.required"), "decision")
		in.Points = []PointsInput{{"出勤", 1}}
		refused(s, "management", Decide, in, fault.Input("", "appraisal.line"), "points[0].title")
		s.need(s.customer("agent.1"), need{by: "agent.1", received: s.last(2, 9)})
		in.Points, in.Redraw = []PointsInput{{"团队协作", 95}}, ptr(true)
		a = must(s, "head.hr", Decide, in)
		if a.State != flow.AppraisalFinal || *a.Lines[7].Points != 95 || a.Lines[0].Numerator != 1 || a.DeciderID != s.member("head.hr") || a.EndedAt == nil {
			t.Errorf("%+v", a)
		}
		if told := s.told(); !maps.Equal(told, map[string]bool{"agent.1": true}) {
			t.Errorf("told %v", told)
		}
		refused(s, "agent.1", Appeal, tenants.Reasoned{ID: a.ID, ExpectedVersion: a.Version, Reason: "仍有异议"}, fault.Precondition("transition.illegal"), "")
	})
}

// Who heads a department does not assess themselves, wherever they reach.
func TestOwn(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	of := s.scheme(func(in *SchemeFields) { in.Posts = nil; in.Metrics = in.Metrics[:1]; in.Metrics[0].Weight = 100 })
	s.draw("head.service", of)
	s.draw("management", of)
	for _, who := range []string{"head.service", "head.hr", "management"} {
		a := s.of(who)
		refused(s, who, Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "很好"}, fault.NotFound(), "")
		refused(s, who, Discard, versioned(a.ID, a.Version), fault.NotFound(), "")
		by := map[string]string{"head.service": "head.hr", "head.hr": "management", "management": "head.hr"}[who]
		a = must(s, by, Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "达标"})
		a = must(s, by, Show, versioned(a.ID, a.Version))
		a = must(s, who, Appeal, tenants.Reasoned{ID: a.ID, ExpectedVersion: a.Version, Reason: "请核对"})
		refused(s, who, Decide, DecideInput{ID: a.ID, ExpectedVersion: a.Version, Decision: "同意"}, fault.New(fault.CodeForbidden, "appraisal.own"), "")
		if acts := Available(s.As(who), a); len(acts) != 0 {
			t.Errorf("%s may %v with their own", who, acts)
		}
	}
}

// Nobody reads what is none of their business: the person not before it is shown.
func TestWhoReads(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	s.draw("head.service", s.scheme(nil))
	reads := func(want map[string]int) {
		t.Helper()
		for _, who := range []string{"agent.1", "agent.2", "member.service", "head.service", "head.sales", "head.hr", "management", "committee", "auditor", "staff", "admin"} {
			q, err := (&Filter{States: []flow.AppraisalState{flow.AppraisalDraft, flow.AppraisalShown}}).Apply(s.As(who), s.Client.Appraisal.Query())
			if err != nil {
				t.Fatal(err)
			}
			if n := q.CountX(s.As(who)); n != want[who] {
				t.Errorf("%s reads %d, want %d", who, n, want[who])
			}
		}
	}
	want := map[string]int{"head.service": 2, "head.hr": 2, "management": 2, "committee": 2, "auditor": 2, "admin": 2}
	reads(want)
	a := s.of("agent.1")
	for _, e := range s.A.Events(t) {
		if e.SubjectID == a.ID && (journal.Visible(viewer.From(s.As("agent.1")), e) || !journal.Visible(viewer.From(s.As("head.service")), e)) {
			t.Errorf("%s is seen by the person, or not by the head", e.Type)
		}
	}
	a = must(s, "head.service", Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "好", Points: []PointsInput{{"团队协作", 80}}})
	must(s, "head.service", Show, versioned(a.ID, a.Version))
	want["agent.1"] = 1
	reads(want)
	q, err := (&Filter{Mine: ptr(true), MemberID: ptr(s.member("agent.1")), SchemeID: &a.SchemeID, DepartmentID: &a.DepartmentID}).Apply(s.As("agent.1"), s.Client.Appraisal.Query())
	if err != nil || q.CountX(s.As("agent.1")) != 1 {
		t.Errorf("their own: %v", err)
	}
	if _, err := (&Filter{States: make([]flow.AppraisalState, 101)}).Apply(s.As("agent.1"), s.Client.Appraisal.Query()); fault.CodeOf(err) != fault.CodeBadUserInput {
		t.Errorf("%v", err)
	}
}

// What is not appealed against within seven days is final.
func TestD0_78_Lapsed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		a := s.shown()
		lapse := func(after time.Duration) flow.AppraisalState {
			t.Helper()
			s.Clock.Set(a.ShownAt.Add(after))
			for range 2 {
				if err := Lapse(s.A.System(), s.Journal); err != nil {
					t.Fatal(err)
				}
			}
			return s.Client.Appraisal.GetX(s.A.System(), a.ID).State
		}
		days := DaysToAppeal * 24 * time.Hour
		if is := lapse(days); is != flow.AppraisalShown {
			t.Errorf("on the last instant: %s", is)
		}
		s.Clock.Set(a.ShownAt.Add(days + time.Second))
		refused(s, "agent.1", Appeal, tenants.Reasoned{ID: a.ID, ExpectedVersion: a.Version, Reason: "晚了"}, fault.Precondition("appraisal.appeal_over"), "")
		if acts := Available(s.As("agent.1"), a); !slices.Equal(acts, []flow.AppraisalAct{flow.AppraisalActAccept}) {
			t.Errorf("late: %v", acts)
		}
		if is := lapse(days + time.Second); is != flow.AppraisalFinal || len(s.told()) != 0 {
			t.Errorf("after it: %s", is)
		}
		if types := s.events(a.ID); types[len(types)-1] != "appraisal.final" || len(types) != 4 {
			t.Errorf("told %v", types)
		}
	})
}

// Of two who decide at once one is heard, and who appeals while the days run out as well.
func TestDecidedAtOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		a := s.appealed()
		errs := make(chan error, 2)
		for _, who := range []string{"management", "head.hr"} {
			ctx := s.As(who)
			go func() {
				_, _, err := journal.Changed(ctx, s.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Appraisal, error) {
					return Decide(ctx, tx, DecideInput{ID: a.ID, ExpectedVersion: a.Version, Decision: who})
				})
				errs <- err
			}()
		}
		one, two := <-errs, <-errs
		if (one == nil) == (two == nil) {
			t.Errorf("%v, %v", one, two)
		}
	})
}

// Nobody who has ever commented decides on the appeal; where all have, the committee does.
func TestD0_78_DecidedByOthers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.draw("head.service", s.scheme(nil))
		a := s.of("agent.1")
		for _, who := range []string{"head.service", "management", "head.hr"} {
			in := CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "评语", Points: []PointsInput{{"团队协作", 10}}}
			a = must(s, who, Comment, in)
		}
		a = must(s, "head.service", Show, versioned(a.ID, a.Version))
		a = must(s, "agent.1", Appeal, tenants.Reasoned{ID: a.ID, ExpectedVersion: a.Version, Reason: "分数偏低"})
		in := DecideInput{ID: a.ID, ExpectedVersion: a.Version, Decision: "维持"}
		for _, who := range []string{"head.service", "management", "head.hr"} {
			refused(s, who, Decide, in, fault.New(fault.CodeForbidden, "appraisal.same_person"), "")
		}
		refused(s, "committee", Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "x"}, fault.Forbidden(), "")
		if a = must(s, "committee", Decide, in); a.State != flow.AppraisalFinal || a.DeciderID != s.member("committee") {
			t.Errorf("%+v", a)
		}
	})
}
