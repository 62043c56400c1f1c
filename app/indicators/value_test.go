package indicators

import (
	"context"
	"errors"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
)

var day = sla.Limit{Amount: 24, Unit: sla.UnitHour}

// Responses on time are those due in the month, by its half-open bounds in the
// company's zone; the literal ratio leaves pauses out and counts by the unit of the
// promise (D0-59).
func TestD0_59(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := at("2026-08-03 10:00")
		inTime, late, sales := s.need(need{received: start}), s.need(need{received: start}), s.need(need{received: start, of: flow.DepartmentSales})
		s.clock(inTime, day, sla.ClockMet, start, start.Add(24*time.Hour), ptr(start.Add(12*time.Hour)))
		s.clock(late, day, sla.ClockBreached, start, start.Add(24*time.Hour), ptr(start.Add(36*time.Hour)))
		paused := sla.Pause{From: start.Add(time.Hour), To: ptr(start.Add(7 * time.Hour)), Reason: sla.PauseWaitingCustomer}
		s.clock(sales, day, sla.ClockMet, start, start.Add(30*time.Hour), ptr(start.Add(18*time.Hour)), paused)
		// A day of work, of which half was used: Monday 9:00 to 14:00 with a break.
		s.clock(inTime, sla.Limit{Amount: 1, Unit: sla.UnitWorkingDay}, sla.ClockMet, at("2026-08-10 09:00"), at("2026-08-10 18:00"), ptr(at("2026-08-10 14:00")))
		// What does not count: cancelled, paused, of other months to the instant.
		s.clock(late, day, sla.ClockCancelled, start, start, ptr(start))
		s.clock(late, day, sla.ClockPaused, start, start, nil)
		s.clock(late, day, sla.ClockBreached, start, at("2026-09-01 00:00"), nil)
		s.clock(late, day, sla.ClockMet, start, at("2026-08-01 00:00").Add(-time.Microsecond), ptr(at("2026-07-31 10:00")))
		s.clock(late, day, sla.ClockBreached, start, at("2026-08-01 00:00"), nil)
		s.is(s.value("management", score.ResponseOnTimeRate, "2026-08-15", ""), 3, 5, 5)
		s.is(s.value("management", score.ResponseOnTimeRate, "2026-09-15", ""), 0, 1, 1)
		s.is(s.value("management", score.ResponseTimeRatio, "2026-08-15", ""), 12+36+12+4, 24+24+24+8, 4)
		s.is(s.value("head.service", score.ResponseTimeRatio, "2026-08-15", s.department(flow.DepartmentService)), 12+36+4, 24+24+8, 3)
		s.is(s.value("head.sales", score.ResponseOnTimeRate, "2026-08-15", s.department(flow.DepartmentSales)), 1, 1, 1)
		s.is(s.value("management", score.ResponseTimeRatio, "2025-08-15", ""), 0, 0, 0)
	})
}

// In the month that is not over, what has the time to be answered is neither in time nor
// late; it counts from when it is answered or due.
func TestNotYetDue(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		now := s.Clock.Now()
		answered, early, running, over := s.need(need{received: now}), s.need(need{received: now}), s.need(need{received: now}), s.need(need{received: now})
		s.clock(answered, day, sla.ClockMet, now.Add(-30*time.Hour), now.Add(-6*time.Hour), ptr(now.Add(-7*time.Hour)))
		s.clock(early, day, sla.ClockMet, now.Add(-time.Hour), now.Add(23*time.Hour), ptr(now))
		s.clock(running, day, sla.ClockRunning, now.Add(-time.Hour), now.Add(time.Hour), nil)
		s.clock(over, day, sla.ClockRunning, now.Add(-24*time.Hour), now, nil) // not told yet
		is := func(above, below float64, rest int) {
			t.Helper()
			for _, of := range []typeid.ID{"", s.department(flow.DepartmentService)} {
				f := s.value("management", score.ResponseOnTimeRate, "2026-09-15", of)
				s.is(f, above, below, int(below))
				for part, want := range map[score.Part]int{score.PartAll: int(below), score.PartGood: int(above), score.PartRest: rest} {
					if n := s.behind("management", f, part); n != want {
						t.Errorf("%s: %d behind it, want %d", part, n, want)
					}
				}
			}
		}
		is(2, 3, 1)
		s.Clock.Advance(time.Hour - time.Microsecond)
		is(2, 3, 1)
		s.Clock.Advance(time.Microsecond)
		is(2, 4, 2)
	})
}

// Completion is of what was received in the month, or of all to date (D0-60).
func TestD0_60(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		first, last := at("2026-08-01 00:00"), at("2026-09-01 00:00").Add(-time.Microsecond)
		s.need(need{received: first, state: flow.RequirementClosed, closed: ptr(last)})
		s.need(need{received: last, state: flow.RequirementClosed, closed: ptr(at("2026-09-01 00:00"))}) // after the period
		s.need(need{received: last, state: flow.RequirementProcessing, closed: ptr(last)})               // taken up again
		s.need(need{received: last, state: flow.RequirementRejected})
		s.need(need{received: last, state: flow.RequirementMerged})
		s.need(need{received: first.Add(-time.Microsecond), state: flow.RequirementClosed, closed: ptr(first)})
		s.is(s.value("management", score.CompletionRate, "2026-08-31", ""), 1, 3, 3)
		s.is(s.value("management", score.CompletionRateTotal, "2026-08-31", ""), 2, 5, 5)
		s.is(s.value("management", score.CompletionRateTotal, "2026-07-01", ""), 0, 1, 1)
	})
}

// Satisfaction is the mean of what customers said in the month or the quarter, and the
// share of the two best scores (D0-01, D0-61).
func TestD0_61(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for i, score := range []int{5, 4, 3, 1} {
			s.rate(s.need(need{received: at("2026-07-01 10:00")}), score, at("2026-08-31 23:00").Add(time.Duration(i)*time.Hour/2))
		}
		s.is(s.value("management", score.RequirementSatisfaction, "2026-08-01", ""), 9, 2, 2)
		s.is(s.value("management", score.RequirementSatisfactionTop, "2026-08-01", ""), 2, 2, 2)
		quarter, err := Value(s.As("management"), s.Client, ValueInput{Code: score.RequirementSatisfaction, Period: ptr(flow.PeriodQuarter), Start: ptr("2026-09-30")})
		if err != nil {
			t.Fatal(err)
		}
		s.is(quarter, 13, 4, 4)
		if quarter.From() != "2026-07-01" || quarter.To() != "2026-09-30" {
			t.Errorf("the quarter is %s to %s", quarter.From(), quarter.To())
		}
	})
}

// Whether customers are better satisfied is seen from month to month (D0-01).
func TestD0_01(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for month, scores := range map[string][]int{"2026-06": {2, 3}, "2026-07": {4}, "2026-08": {5, 4, 5}} {
			for _, n := range scores {
				s.rate(s.need(need{received: at(month + "-02 10:00")}), n, at(month+"-20 10:00"))
			}
		}
		last := 0.0
		for _, month := range []string{"2026-06-30", "2026-07-01", "2026-08-31"} {
			f := s.value("management", score.RequirementSatisfaction, month, "")
			if v := f.Value(); v == nil || *v <= last {
				t.Errorf("%s: %v after %v", month, v, last)
			} else {
				last = *v
			}
		}
	})
}

// Key customers are talked with in depth each month (D0-23), the others each quarter
// (D0-24).
func TestD0_23AndD0_24Indicators(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		a, b := s.client("KEY", flow.DepartmentService, at("2026-01-01 09:00")), s.client("STRATEGIC", flow.DepartmentSales, at("2026-08-31 23:00"))
		s.client("KEY", flow.DepartmentService, at("2026-09-01 00:00")) // not yet there
		s.talk(a, at("2026-08-01 00:00"), true)
		s.talk(a, at("2026-08-20 10:00"), true) // once is enough
		s.talk(b, at("2026-08-31 23:30"), false)
		s.talk(b, at("2026-09-01 00:00"), true)
		s.talk(s.customer, at("2026-09-30 23:59"), false)
		quarter := func(day string) *Figure {
			f, err := Value(s.As("management"), s.Client, ValueInput{Code: score.NeedCollection, Period: ptr(flow.PeriodQuarter), Start: &day})
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		s.is(s.value("management", score.NeedCollection, "2026-08-10", ""), 1, 2, 2)
		s.is(s.value("management", score.NeedCollection, "2026-08-10", s.department(flow.DepartmentSales)), 0, 1, 1)
		s.is(quarter("2026-08-10"), 1, 1, 1)
		s.is(quarter("2026-05-10"), 0, 1, 1)
	})
}

// Entries are in time within the company's hours after they were collected (D0-28).
func TestD0_28(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for _, delay := range []time.Duration{0, 24 * time.Hour, 24*time.Hour + time.Second, 100 * time.Hour} {
			s.need(need{received: at("2026-08-20 10:00"), delay: delay})
		}
		s.is(s.value("management", score.EntryTimeliness, "2026-08-10", ""), 2, 4, 4)
		s.Client.Tenant.UpdateOneID(s.A.ID).SetSettings(flow.TenantSettings{EntryDelayHours: 100}).ExecX(s.A.System())
		s.Who.Changed(s.A.ID)
		s.is(s.value("management", score.EntryTimeliness, "2026-08-10", ""), 4, 4, 4)
	})
}

// Who reads figures of their departments reads no others, and not the company's.
func TestValueRefuses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		service, sales := s.department(flow.DepartmentService), s.department(flow.DepartmentSales)
		for _, c := range []struct {
			who  string
			in   ValueInput
			want *fault.Error
		}{
			{"head.service", ValueInput{Code: score.CompletionRate}, fault.Forbidden()},
			{"head.service", ValueInput{Code: score.CompletionRate, DepartmentID: &sales}, fault.NotFound()},
			{"staff", ValueInput{Code: score.CompletionRate, DepartmentID: &service}, fault.Forbidden()},
			{"management", ValueInput{Code: "unknown"}, fault.NotFound()},
			{"management", ValueInput{Code: score.CompletionRate, DepartmentID: ptr(s.B.Departments[flow.DepartmentSales].ID)}, fault.NotFound()},
			{"management", ValueInput{Code: score.CompletionRate, Period: ptr(flow.PeriodYear)}, fault.Input("period", "indicator.period")},
			{"management", ValueInput{Code: score.CompletionRate, Start: ptr("2026-13-01")}, fault.Input("start", "sla.date_format")},
		} {
			if _, err := Value(s.As(c.who), s.Client, c.in); !errors.Is(err, c.want) {
				t.Errorf("%s: %+v: %v, want %v", c.who, c.in, err, c.want)
			}
		}
	})
}

// Figures take few statements, however much there is, and their records are shown as
// far as the viewer reads them.
func TestRecords(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-08-20 10:00")
		key := s.client("KEY", flow.DepartmentSales, at("2026-01-01 09:00"))
		s.talk(key, when, true)
		s.client("KEY", flow.DepartmentService, at("2026-01-01 09:00"))
		s.client("ORDINARY", flow.DepartmentSales, at("2026-01-01 09:00"))
		for i := range 6 {
			n := need{received: when, of: flow.DepartmentService}
			if i%2 == 0 {
				n.of, n.state, n.closed, n.delay = flow.DepartmentSales, flow.RequirementClosed, &when, 48*time.Hour
			}
			r := s.need(n)
			s.clock(r, day, map[bool]sla.ClockState{true: sla.ClockMet, false: sla.ClockBreached}[i%2 == 0], when, when, &when)
			s.rate(r, 1+i%5, when)
			s.inspect(n.of, when, i%3 > 0)
		}
		s.complaintsAndOrders(when)
		s.surveyed(when)
		s.trained(when)
		most := map[string]int64{score.NeedConversionRate: 5} // two tables; of the others 3
		for _, rule := range score.All() {
			ctx, statements := database.WithStatements(s.As("management"))
			f, err := Value(ctx, s.Client, ValueInput{Code: rule.Code, Start: ptr("2026-08-01")})
			if err != nil {
				t.Fatal(err)
			}
			if n := statements.Count(); n > max(3, most[rule.Code]) {
				t.Errorf("%s: %d statements", rule.Code, n)
			}
			for who, share := range map[string]bool{"management": true, "head.sales": false} {
				got := map[score.Part]int{}
				for _, part := range []score.Part{score.PartAll, score.PartGood, score.PartRest} {
					got[part] = s.behind(who, f, part)
				}
				if got[score.PartGood]+got[score.PartRest] != got[score.PartAll] || got[score.PartAll] == 0 {
					t.Errorf("%s: %s sees %v", rule.Code, who, got)
				}
				if share && (got[score.PartAll] != f.Sample() || rule.Unit == flow.UnitShare && rule.Code != score.TouchpointCompliance && rule.Code != score.TrainingScore && float64(got[above(rule)]) != f.Numerator()) {
					t.Errorf("%s: %v behind %v of %v", rule.Code, got, f.Numerator(), f.Denominator())
				}
				if !share && rule.Rests != score.OnMembers && got[score.PartAll] >= f.Sample() { // members are known to all
					t.Errorf("%s: %s sees all %d", rule.Code, who, got[score.PartAll])
				}
			}
		}
	})
}

// behind is how many records of a figure the member sees. What it also rests on it does
// beside the first, or where there is nothing of the first: customers.
func (s *stage) behind(who string, f *Figure, part score.Part) int {
	s.t.Helper()
	n := s.behindOf(who, f, part, f.Rule.Rests)
	if f.Rule.Also == "" || f.Rule.Also == score.OnCustomers && s.behindOf(who, f, score.PartAll, f.Rule.Rests) > 0 {
		return n
	}
	return n + s.behindOf(who, f, part, f.Rule.Also)
}

func (s *stage) behindOf(who string, f *Figure, part score.Part, rests score.Rests) int {
	s.t.Helper()
	ctx := s.As(who)
	switch rests {
	case score.OnCustomers:
		return seen(s, ctx, s.Client.Customer.Query(), part, f.Customers)
	case score.OnComplaints:
		return seen(s, ctx, s.Client.Complaint.Query(), part, f.Complaints)
	case score.OnInspections:
		return seen(s, ctx, s.Client.Inspection.Query(), part, f.Inspections)
	case score.OnPurchases:
		return seen(s, ctx, s.Client.PurchaseRecord.Query(), part, f.Purchases)
	case score.OnInvitations:
		return seen(s, ctx, s.Client.SurveyInvitation.Query(), part, f.SurveyInvitations)
	case score.OnResponses:
		return seen(s, ctx, s.Client.SurveyResponse.Query(), part, f.SurveyResponses)
	case score.OnOpportunities:
		return seen(s, ctx, s.Client.Opportunity.Query(), part, f.Opportunities)
	case score.OnResearch:
		return seen(s, ctx, s.Client.ResearchActivity.Query(), part, f.Research)
	case score.OnTasks:
		return seen(s, ctx, s.Client.Task.Query(), part, f.Tasks)
	case score.OnRequirements:
		return seen(s, ctx, s.Client.Requirement.Query(), part, f.Requirements)
	case score.OnTrainings:
		return seen(s, ctx, s.Client.TrainingRecord.Query(), part, f.TrainingRecords)
	case score.OnMembers:
		return seen(s, ctx, s.Client.Member.Query(), part, func(ctx context.Context, q *ent.MemberQuery, part score.Part) (*ent.MemberQuery, error) {
			return f.Members(ctx, s.Client, q, part)
		})
	}
	s.t.Fatalf("%s rests on %s", f.Rule.Code, rests)
	return 0
}

// seen is how many records are behind a part of a figure.
func seen[Q interface{ CountX(context.Context) int }](s *stage, ctx context.Context, all Q, part score.Part, behind func(context.Context, Q, score.Part) (Q, error)) int { //nolint:revive // the stage is what is acted on
	s.t.Helper()
	q, err := behind(ctx, all, part)
	if err != nil {
		s.t.Fatal(err)
	}
	return q.CountX(ctx)
}

func TestUpdate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		row := s.Client.Indicator.Query().FirstX(s.A.System())
		owner := s.A.Members["head.service"].ID
		changed, err := try(s, "management", Update, UpdateInput{ID: row.ID, ExpectedVersion: 1, Name: ptr("及时率"), OwnerID: &owner, Active: ptr(false)})
		if err != nil || changed.Name != "及时率" || changed.OwnerID != owner || changed.Active || changed.Version != 2 {
			t.Fatalf("%v, %v", changed, err)
		}
		if changed, err = try(s, "management", Update, UpdateInput{ID: row.ID, ExpectedVersion: 2, OwnerID: ptr(typeid.ID(""))}); err != nil || changed.OwnerID != "" {
			t.Fatalf("%v, %v", changed, err)
		}
		aim, err := try(s, "committee", SetTarget, TargetSetInput{ID: row.ID, ExpectedVersion: 3, Target: ptr(0.9)})
		if err != nil || *aim.Target != 0.9 {
			t.Fatalf("%v, %v", aim, err)
		}
		events := s.A.Events(t)
		if last := events[len(events)-1]; last.Type != "indicator.target_set" || last.SubjectID != row.ID {
			t.Errorf("the last event is %v", last)
		}
		before := s.Count(t)
		for name, err := range map[string]error{
			"nothing":         second(try(s, "management", Update, UpdateInput{ID: row.ID, ExpectedVersion: 4})),
			"an old version":  second(try(s, "management", Update, UpdateInput{ID: row.ID, ExpectedVersion: 1, Active: ptr(true)})),
			"no right":        second(try(s, "head.service", Update, UpdateInput{ID: row.ID, ExpectedVersion: 4, Active: ptr(true)})),
			"a stranger":      second(try(s, "management", Update, UpdateInput{ID: row.ID, ExpectedVersion: 4, OwnerID: ptr(s.B.Members["staff"].ID)})),
			"no name":         second(try(s, "management", Update, UpdateInput{ID: row.ID, ExpectedVersion: 4, Name: ptr(" ")})),
			"another's":       second(try(s, "management", Update, UpdateInput{ID: s.Client.Indicator.Query().FirstIDX(s.B.System()), ExpectedVersion: 1, Active: ptr(true)})),
			"no right to aim": second(try(s, "management", SetTarget, TargetSetInput{ID: row.ID, ExpectedVersion: 4, Target: ptr(0.9)})),
			"too high":        second(try(s, "committee", SetTarget, TargetSetInput{ID: row.ID, ExpectedVersion: 4, Target: ptr(1.1)})),
			"too low":         second(try(s, "committee", SetTarget, TargetSetInput{ID: row.ID, ExpectedVersion: 4, Target: ptr(-0.1)})),
		} {
			if err == nil {
				t.Errorf("%s is taken", name)
			}
		}
		s.same(before)
	})
}
