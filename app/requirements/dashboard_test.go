package requirements

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
)

func TestDashboard(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		verbs := s.verbs()
		answer := func(wait time.Duration) { // due in 24 hours
			r := s.received(flow.UrgencyUrgent)
			s.Clock.Advance(wait)
			if err := verbs[flow.RequirementActRecordResponse](s.As(management), r.ID, r.Version); err != nil {
				t.Fatal(err)
			}
		}
		answer(23 * time.Hour)
		answer(24 * time.Hour)
		answer(25 * time.Hour)
		s.received(flow.UrgencyUrgent)                     // due, not answered
		s.at(flow.RequirementRejected, flow.UrgencyUrgent) // cancelled
		midnight := time.Date(2026, 9, 29, 16, 0, 0, 0, time.UTC)
		s.Clock.Set(midnight.Add(-time.Minute))
		s.received(flow.UrgencyUrgent) // due on the last day of the month in Shanghai
		s.Clock.Set(midnight)
		s.received(flow.UrgencyUrgent) // due on the first day of the next
		s.draft(flow.UrgencyGeneral)
		elsewhere := s.input(flow.UrgencyImportant)
		elsewhere.LeadDepartmentID = &s.A.Departments[flow.DepartmentSales].ID
		must(s, management, Create, elsewhere)
		month := func(who string, from, to *string) Figures {
			t.Helper()
			ctx, statements := database.WithStatements(s.As(who))
			f, err := Dashboard(ctx, s.Client, from, to)
			if err != nil {
				t.Fatal(err)
			}
			want := int64(4)
			if who == management || who == "auditor" {
				want = 1
			}
			if got := statements.Count(); got != want {
				t.Errorf("%s: %d statements, want %d", who, got, want)
			}
			return f
		}
		for who, want := range map[string]struct{ received, drafts, important int }{
			management: {6, 2, 1}, "auditor": {6, 2, 1}, "head.service": {6, 1, 0}, "head.sales": {0, 1, 1}, "staff": {0, 0, 0},
		} {
			f := month(who, nil, nil)
			if f.From != "2026-09-01" || f.To != "2026-09-30" || len(f.ByState) != 9 || len(f.ByUrgency) != 3 {
				t.Errorf("%s: the frame is %v", who, f)
			}
			got := struct{ received, drafts, important int }{}
			for _, c := range f.ByState {
				switch c.State {
				case flow.RequirementReceived:
					got.received = c.Count
				case flow.RequirementDraft:
					got.drafts = c.Count
				default:
				}
			}
			for _, c := range f.ByUrgency {
				if c.Urgency == flow.UrgencyImportant {
					got.important = c.Count
				}
			}
			if got != want {
				t.Errorf("%s: %v, want %v", who, got, want)
			}
			r := f.ResponseOnTimeRate
			switch {
			case want.received == 0:
				if r.Numerator != 0 || r.Denominator != 0 || r.Value != nil {
					t.Errorf("%s: the rate is %v", who, r)
				}
			case r.Numerator != 2 || r.Denominator != 4 || r.Value == nil || *r.Value != 0.5: // the last day's may still come
				t.Errorf("%s: the rate is %v", who, r)
			}
		}
		for _, who := range []string{management, "head.service"} {
			if r := month(who, ptr("2026-10-01"), nil).ResponseOnTimeRate; r.Numerator != 0 || r.Denominator != 0 || r.Value != nil {
				t.Errorf("%s: October is %v", who, r)
			}
			if r := month(who, ptr("2026-09-10"), ptr("2026-09-10")).ResponseOnTimeRate; r.Numerator != 1 || r.Denominator != 1 {
				t.Errorf("%s: a day is %v", who, r)
			}
		}
		counts(t, s)
		// A paused clock is not due: it counts when it runs on, by the day that it is due then.
		waiting := s.received(flow.UrgencyUrgent) // due on the first day of October
		waiting = must(s, management, Pause, PauseInput{ID: waiting.ID, ExpectedVersion: waiting.Version, Reason: sla.PauseWaitingCustomer})
		due := func(from string, want int) {
			t.Helper()
			for _, who := range []string{management, "head.service"} {
				if r := month(who, &from, &from).ResponseOnTimeRate; r.Denominator != want {
					t.Errorf("%s: on %s %d are due, want %d", who, from, r.Denominator, want)
				}
			}
			counts(t, s)
		}
		due("2026-10-01", 0) // the other is not due before its time
		s.Clock.Advance(24 * time.Hour)
		must(s, management, Resume, ResumeInput{waiting.ID, waiting.Version})
		due("2026-10-01", 1)
		due("2026-10-02", 0)
		s.Clock.Advance(24 * time.Hour)
		due("2026-10-02", 1)
		if _, err := Dashboard(w.Context(), s.Client, nil, nil); fault.CodeOf(err) != fault.CodeUnauthenticated {
			t.Errorf("nobody sees figures: %v", err)
		}
	})
}

func TestPeriod(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 2, 28, 16, 30, 0, 0, time.UTC) // already March there
	for name, c := range map[string]struct {
		from, to         *string
		wantFrom, wantTo string
		want             *fault.Error
	}{
		"none":         {nil, nil, "2026-03-01", "2026-03-31", nil},
		"both":         {ptr("2026-01-15"), ptr("2026-02-03"), "2026-01-15", "2026-02-03", nil},
		"one day":      {ptr("2024-02-29"), ptr("2024-02-29"), "2024-02-29", "2024-02-29", nil},
		"from alone":   {ptr("2026-02-10"), nil, "2026-02-10", "2026-02-28", nil},
		"to alone":     {nil, ptr("2026-02-10"), "2026-02-01", "2026-02-10", nil},
		"longest":      {ptr("2025-01-01"), ptr("2026-01-02"), "2025-01-01", "2026-01-02", nil},
		"too long":     {ptr("2025-01-01"), ptr("2026-01-03"), "", "", fault.Input("to", "period.too_long")},
		"reversed":     {ptr("2026-01-02"), ptr("2026-01-01"), "", "", fault.Input("to", "period.reversed")},
		"no such day":  {ptr("2026-02-30"), nil, "", "", fault.Input("from", "sla.date_format")},
		"another form": {nil, ptr("01.02.2026"), "", "", fault.Input("to", "sla.date_format")},
		"empty":        {ptr(""), nil, "", "", fault.Input("from", "sla.date_format")},
		"a time":       {ptr("2026-02-01T00:00:00Z"), nil, "", "", fault.Input("from", "sla.date_format")},
		"year 0":       {ptr("0000-01-01"), nil, "", "", fault.Input("from", "sla.date_format")},
		"year 9999":    {ptr("9999-01-01"), nil, "", "", fault.Input("from", "sla.date_format")},
	} {
		p, err := periodOf(c.from, c.to, now, zone)
		if c.want != nil {
			if f := fault.From(err); f.Key != c.want.Key || f.Field != c.want.Field {
				t.Errorf("%s: %v, want %v", name, err, c.want)
			}
			continue
		}
		if err != nil || p.from.Format(time.DateOnly) != c.wantFrom || p.to.Format(time.DateOnly) != c.wantTo {
			t.Errorf("%s: %v to %v, %v", name, p.from, p.to, err)
		}
	}
	p, err := periodOf(ptr("2026-03-01"), ptr("2026-03-31"), now, zone)
	if err != nil || !p.begin().Equal(time.Date(2026, 2, 28, 16, 0, 0, 0, time.UTC)) || !p.end().Equal(time.Date(2026, 3, 31, 16, 0, 0, 0, time.UTC)) {
		t.Errorf("March is %v to %v, %v", p.begin(), p.end(), err)
	}
}
