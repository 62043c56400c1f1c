package appraisals

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/appraise"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// Each figure is that of the data of the month, of the person alone.
func TestD0_78_FiguresFromData(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		mine, other := s.customer("agent.1"), s.customer("agent.1")
		s.talk(mine, s.last(3, 10))
		s.talk(mine, s.last(4, 10))                   // is one customer all the same
		s.talk(other, s.last(3, 10).AddDate(0, 1, 0)) // not in the month
		s.customer("agent.2")

		closed := s.last(20, 9)
		done := s.need(mine, need{by: "agent.1", received: s.last(2, 9), state: flow.RequirementClosed, closed: &closed, delay: time.Hour})
		late := s.need(mine, need{by: "agent.1", received: s.last(5, 9), delay: 100 * time.Hour})
		s.need(mine, need{by: "agent.1", received: s.last(6, 9), state: flow.RequirementRejected})
		s.need(mine, need{by: "agent.1", received: s.last(7, 9), state: flow.RequirementMerged})
		s.need(mine, need{by: "agent.1", received: s.last(8, 9), state: flow.RequirementDraft})
		s.need(mine, need{by: "agent.1", received: s.last(9, 9), timely: ptr(false)})
		before := s.need(mine, need{by: "agent.1", received: s.last(9, 9).AddDate(0, -1, 0)})
		first := time.Date(s.last(1, 0).In(shanghai).Year(), s.last(1, 0).In(shanghai).Month(), 1, 0, 0, 0, 0, shanghai)
		s.need(mine, need{by: "agent.2", received: first.Add(-time.Minute).UTC()}) // of the month before, in the company's zone
		s.need(mine, need{by: "agent.2", received: first.Add(time.Minute).UTC()})
		s.clock(done, sla.ClockMet, s.last(3, 12))
		s.clock(late, sla.ClockBreached, s.last(6, 12))
		s.rate(done, 5, s.last(21, 9))
		s.rate(late, 2, s.last(22, 9))
		s.rate(before, 1, s.last(22, 9).AddDate(0, -1, 0))
		s.trained("agent.1", ptr(true), s.last(11, 9))
		s.trained("agent.1", ptr(false), s.last(12, 9))
		s.trained("agent.1", nil, s.last(13, 9))
		s.trained("agent.1", ptr(true), s.last(11, 9).AddDate(0, -2, 0))

		if n := s.draw("management", s.scheme(nil)); n != 2 {
			t.Fatalf("%d drawn", n)
		}
		a, b := s.of("agent.1"), s.of("agent.2")
		for m, want := range map[flow.AppraisalMetric][2]appraise.Count{
			flow.MetricCollected:    {{Numerator: 3, Denominator: 4}, {Numerator: 1, Denominator: 4}},
			flow.MetricCompliance:   {{Numerator: 1, Denominator: 2}, {Denominator: 1}},
			flow.MetricOnTime:       {{Numerator: 1, Denominator: 3}, {}},
			flow.MetricCompletion:   {{Numerator: 1, Denominator: 2}, {Denominator: 1}},
			flow.MetricSatisfaction: {{Numerator: 7, Denominator: 10}, {}},
			flow.MetricEntry:        {{Numerator: 2, Denominator: 3}, {Numerator: 1, Denominator: 1}},
			flow.MetricTraining:     {{Numerator: 1, Denominator: 2}, {}},
			flow.MetricOther:        {},
		} {
			if got := [2]appraise.Count{line(a, m), line(b, m)}; got != want {
				t.Errorf("%s: %v, want %v", m, got, want)
			}
		}
		// (75·20 + 50·10 + 33.33·20 + 50·10 + 70·10 + 66.67·10 + 50·10) / 90
		if a.Score == nil || *a.Score != 55.93 || a.PeriodStart != first.Format(time.DateOnly) || a.State != flow.AppraisalDraft || a.Post != post {
			t.Errorf("%+v, %v", a, *a.Score)
		}
		// Nobody is marked down for what there was nothing of: (25·20 + 0·10 + 0·10 + 100·10) / 50
		if b.Score == nil || *b.Score != 30 {
			t.Errorf("%v", *b.Score)
		}
		if types := s.events(a.ID); !slices.Equal(types, []string{"appraisal.draft"}) {
			t.Errorf("told %v", types)
		}
		// The data are corrected: what the head gave stays.
		a = must(s, "head.service", Comment, CommentInput{ID: a.ID, ExpectedVersion: a.Version, Comment: "好", Points: []PointsInput{{"团队协作", 90}}})
		s.Client.Requirement.UpdateOneID(late.ID).SetState(flow.RequirementClosed).SetClosedAt(closed).ExecX(s.A.System())
		a = must(s, "head.service", Redraw, versioned(a.ID, a.Version))
		if line(a, flow.MetricCompletion) != (appraise.Count{Numerator: 2, Denominator: 2}) || *a.Lines[7].Points != 90 || a.Comment != "好" {
			t.Errorf("%+v", a.Lines)
		}
	})
}

// A head draws up their own department's, the management department all; nobody twice.
func TestD0_78_Draw(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.Join(t, "seller", "DEPARTMENT_MEMBER", flow.DepartmentSales, post, false)
		of := s.scheme(nil)
		in := DrawInput{SchemeID: of.ID, Start: s.month()}
		refused(s, "agent.1", Draw, in, fault.Forbidden(), "")
		refused(s, "staff", Draw, in, fault.Forbidden(), "")
		refused(s, "head.service", Draw, DrawInput{SchemeID: of.ID, Start: s.month(), DepartmentID: ptr(s.department(flow.DepartmentSales))}, fault.Forbidden(), "")
		refused(s, "management", Draw, DrawInput{SchemeID: of.ID, Start: s.month(), DepartmentID: ptr(typeid.ID("dep_none"))}, fault.NotFound(), "departmentId")
		refused(s, "management", Draw, DrawInput{SchemeID: "asc_none", Start: s.month()}, fault.NotFound(), "schemeId")
		refused(s, "management", Draw, DrawInput{SchemeID: of.ID, Start: "last month"}, fault.Input("", "sla.date_format"), "start")
		refused(s, "management", Draw, DrawInput{SchemeID: of.ID, Start: s.Clock.Now().Format(time.DateOnly)}, fault.Precondition("appraisal.period_open"), "start")
		if n := s.draw("head.service", of); n != 2 {
			t.Errorf("the head drew up %d", n)
		}
		refused(s, "head.service", Draw, in, fault.Precondition("appraisal.nobody"), "")
		if n := s.draw("head.hr", of); n != 1 {
			t.Errorf("human resources drew up %d", n)
		}
		a := s.of("agent.2")
		a = must(s, "head.hr", Discard, versioned(a.ID, a.Version))
		if a.State != flow.AppraisalDiscarded || a.EndedAt == nil {
			t.Errorf("%+v", a)
		}
		if n := must(s, "management", Draw, DrawInput{SchemeID: of.ID, Start: s.month(), DepartmentID: ptr(s.department(flow.DepartmentService))}).Count; n != 1 {
			t.Errorf("after one was discarded: %d", n)
		}
		if n := must(s, "management", Draw, DrawInput{SchemeID: of.ID, Start: s.last(1, 12).AddDate(0, -1, 0).Format(time.DateOnly)}).Count; n != 3 {
			t.Errorf("of the month before: %d", n)
		}
		if n := s.Client.Appraisal.Query().CountX(s.B.System()); n != 0 {
			t.Errorf("%d of another company", n)
		}
	})
}

// Two who draw up at once make one of each.
func TestDrawnAtOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		of := s.scheme(nil)
		errs := make(chan error, 4)
		for _, who := range []string{"management", "head.hr", "head.service", "management"} {
			ctx := s.As(who)
			go func() {
				_, _, err := journal.Changed(ctx, s.Journal, func(ctx context.Context, tx *ent.Tx) (*Drawn, error) {
					return Draw(ctx, tx, DrawInput{SchemeID: of.ID, Start: s.month()})
				})
				errs <- err
			}()
		}
		failed := 0
		for range 4 {
			if err := <-errs; err != nil {
				failed++
				if fault.CodeOf(err) != fault.CodeFailedPrecondition {
					t.Error(err)
				}
			}
		}
		if n := s.Client.Appraisal.Query().CountX(s.A.System()); n != 2 || failed != 3 {
			t.Errorf("%d appraisals, %d refused", n, failed)
		}
	})
}

// Five hundred are drawn up at once, by as many statements as one; the rest by another call.
func TestDrawMany(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		of := s.scheme(func(in *SchemeFields) { in.Posts = []string{"理货员"} })
		var users []*ent.UserCreate
		for i := range maxDrawn + 2 {
			users = append(users, s.Client.User.Create().SetEmail(fmt.Sprintf("m%d@a.example", i)).SetPasswordHash(""))
		}
		var made []*ent.MemberCreate
		for i, u := range s.Client.User.CreateBulk(users...).SaveX(s.A.System()) {
			made = append(made, s.Client.Member.Create().SetDisplayName(fmt.Sprint(i)).SetEmail(u.Email).SetPost("理货员").
				SetUserID(u.ID).SetDepartmentID(s.department(flow.DepartmentLogistics)).SetState(flow.MemberActive))
		}
		all := s.Client.Member.CreateBulk(made...).SaveX(s.A.System())
		s.Client.Member.UpdateOneID(s.member("agent.1")).SetPost("理货员").ExecX(s.A.System())
		s.Client.Member.UpdateOne(all[0]).SetState(flow.MemberLeft).ExecX(s.A.System())
		drawing := func(start string, department typeid.ID, want int) (statements int64) {
			t.Helper()
			_, _, err := journal.Changed(s.As("management"), s.Journal, func(ctx context.Context, tx *ent.Tx) (*Drawn, error) {
				ctx, sent := database.WithStatements(ctx)
				d, err := Draw(ctx, tx, DrawInput{SchemeID: of.ID, Start: start, DepartmentID: &department})
				if err == nil && d.Count != want {
					t.Errorf("%d drawn", d.Count)
				}
				statements = sent.Count()
				return d, err
			})
			if err != nil {
				t.Fatal(err)
			}
			return statements
		}
		one := drawing(s.month(), s.department(flow.DepartmentService), 1)
		if many := drawing(s.month(), s.department(flow.DepartmentLogistics), maxDrawn); many != one || many > 20 {
			t.Errorf("%d statements for %d, %d for one", many, maxDrawn, one)
		}
		drawing(s.month(), s.department(flow.DepartmentLogistics), 1)
	})
}
