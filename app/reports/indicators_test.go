package reports

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/indicators"
	"heed/authz"
	"heed/ent"
	entreport "heed/ent/report"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// TestD0_63_ByHand: a report on indicators made by hand has the lines of the one that the
// calendar makes, of any period, of the company or of a department.
func TestD0_63_ByHand(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		closed := func(q *ent.RequirementCreate) {
			q.SetState(flow.RequirementClosed).SetClosedAt(s.Clock.Now().Add(time.Hour))
		}
		sales := func(q *ent.RequirementCreate) { q.SetLeadDepartmentID(s.department(flow.DepartmentSales)) }
		earlier := func(q *ent.RequirementCreate) { q.SetReceivedAt(s.Clock.Now().AddDate(0, -1, 0)) }
		open := func(*ent.RequirementCreate) {}
		s.september(closed, open, open, sales, earlier)
		w.Clock.Set(time.Date(2026, 10, 8, 4, 0, 0, 0, time.UTC))
		if err := Scheduled(w.A.System(), w.Journal, indicators.InPeriod); err != nil {
			t.Fatal(err)
		}
		byCalendar := w.Client.Report.Query().Where(entreport.TypeEQ(flow.ReportMonthlyIndicators)).OnlyX(w.A.System())
		by := func(from, to string, department *typeid.ID) *ent.Report {
			t.Helper()
			return must(s, "management", generate, GenerateInput{Type: flow.ReportMonthlyIndicators, From: from, To: to, DepartmentID: department})
		}
		if r := by("2026-09-01", "2026-09-30", nil); !reflect.DeepEqual(r.Sections, byCalendar.Sections) || r.DedupeKey != nil {
			t.Errorf("by hand: %+v, by the calendar: %+v", r.Sections, byCalendar.Sections)
		}
		rows := w.Client.Indicator.Query().AllX(w.A.System())
		service, none := ptr(s.department(flow.DepartmentService)), ptr(s.department(flow.DepartmentLogistics))
		for _, test := range []struct {
			name, from, to string
			department     *typeid.ID
			received       string
			completion     []string
			columns        []string
		}{
			{"the company's month", "2026-09-01", "2026-09-30", nil, "4", []string{"25.0%", "0.0%"}, []string{"指标", "本月", "上月"}},
			{"a department's month", "2026-09-01", "2026-09-30", service, "3", []string{"33.3%", "0.0%"}, []string{"指标", "本月", "上月"}},
			{"a department without any", "2026-09-01", "2026-09-30", none, "0", []string{"—", "—"}, []string{"指标", "本月", "上月"}},
			{"a quarter", "2026-07-01", "2026-09-30", nil, "5", []string{"20.0%", "—"}, []string{"指标", "本期", "上期"}},
			{"days", "2026-08-15", "2026-09-29", service, "3", []string{"33.3%", "0.0%"}, []string{"指标", "本期", "上期"}},
			{"the longest", "2025-10-01", "2026-09-30", nil, "5", []string{"20.0%", "—"}, []string{"指标", "本期", "上期"}},
		} {
			r := by(test.from, test.to, test.department)
			overview, err := report.Read(r.Sections[0])
			if err != nil || overview.Figures[0].Value != test.received {
				t.Errorf("%s: received: %+v, %v", test.name, overview.Figures, err)
			}
			shown := 0
			for _, row := range rows { // what is counted by months, and in a report of a quarter by those too
				rule, _ := score.Of(row.Code)
				if rule.Computed(flow.PeriodMonth) || test.name == "a quarter" && rule.Computed(flow.PeriodQuarter) {
					shown++
				}
			}
			d, err := report.Read(r.Sections[1])
			if err != nil || !slices.Equal(d.Tables[0].Columns, test.columns) || len(d.Tables[0].Rows) != shown {
				t.Errorf("%s: %+v, %v", test.name, d, err)
			}
			for _, row := range rows {
				if row.Code == "completion_rate" && !slices.ContainsFunc(d.Tables[0].Rows, func(r []string) bool { return slices.Equal(r, append([]string{row.Name}, test.completion...)) }) {
					t.Errorf("%s: %s is not %v in %v", test.name, row.Code, test.completion, d.Tables[0].Rows)
				}
			}
		}
	})
}

// A report on indicators has no figures of what its maker does not read: who reads a
// department makes one of that department only.
func TestIndicatorsWithinReach(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		in := GenerateInput{Type: flow.ReportMonthlyIndicators, From: "2026-09-01", To: "2026-09-30"}
		of := func(d flow.DepartmentType) GenerateInput {
			in := in
			in.DepartmentID = ptr(s.department(d))
			return in
		}
		s.grant(authz.DepartmentHead, authz.Report, authz.Create, viewer.All, authz.Allow)
		s.refused("head.service", in, authz.RequirementRead)
		s.refused("head.service", of(flow.DepartmentSales), authz.RequirementRead)
		if r := must(s, "head.service", generate, of(flow.DepartmentService)); r.DepartmentID != s.department(flow.DepartmentService) {
			t.Errorf("of the department: %+v", r)
		}
		analysis := GenerateInput{Type: flow.ReportRequirementAnalysis, From: in.From, To: in.To}
		must(s, "head.service", generate, analysis) // of what he reads
		s.grant(authz.DepartmentHead, authz.Requirement, authz.Read, viewer.All, authz.Allow)
		s.refused("head.service", in, authz.IndicatorRead)
		s.grant(authz.Management, authz.Indicator, authz.Read, viewer.All, authz.Deny)
		s.refused("management", in, authz.IndicatorRead)
		s.refused("management", of(flow.DepartmentService), authz.IndicatorRead)
		must(s, "management", generate, analysis)
	})
}

// grant gives a built-in role of the company one more line.
func (s *stage) grant(key string, of authz.Resource, do authz.Verb, scope viewer.Scope, effect authz.Effect) {
	r := s.Client.Role.Query().Where(role.Key(key)).OnlyX(s.A.System())
	r.Update().SetGrants(append(slices.Clone(r.Grants), flow.Grant{
		Resource: string(of), Verb: string(do), Scope: string(scope), Effect: string(effect),
	})).ExecX(s.A.System())
	s.Who.Forget()
}

// refused shows that the report is refused for want of the action, and nothing is made.
func (s *stage) refused(who string, in GenerateInput, action authz.Action) {
	s.t.Helper()
	before := s.Count(s.t)
	_, err := try(s, who, generate, in)
	if !errors.Is(err, fault.Forbidden()) || fault.From(err).Extra["action"] != string(action) {
		s.t.Errorf("%s makes %+v: %v of %v", who, in, err, fault.From(err).Extra)
	}
	if !maps.Equal(before, s.Count(s.t)) {
		s.t.Errorf("%s makes %+v: something changed", who, in)
	}
}
