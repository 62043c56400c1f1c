package indicators

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/indicator"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/report"
	"heed/rules/score"
	"heed/rules/typeid"
)

// A report has all indicators that are counted by the month, beside those of the period
// before (D0-63), of the company or of a department; those out of use it leaves out.
func TestD0_63_IndicatorsOfAPeriod(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.need(need{received: at("2026-08-03 10:00"), state: flow.RequirementClosed, closed: ptr(at("2026-08-20 10:00"))})
		s.need(need{received: at("2026-08-04 10:00"), of: flow.DepartmentSales})
		s.rate(s.need(need{received: at("2026-07-04 10:00")}), 4, at("2026-07-20 10:00"))
		s.Clock.Set(at("2026-09-01 09:00"))
		zone := func(from, to string) score.Span {
			return score.Span{Period: flow.PeriodMonth, From: at(from).In(shanghai), To: at(to).In(shanghai)}
		}
		july, august := zone("2026-07-01 00:00", "2026-08-01 00:00"), zone("2026-08-01 00:00", "2026-09-01 00:00")
		days, both := zone("2026-08-04 00:00", "2026-08-21 00:00"), zone("2026-07-01 00:00", "2026-09-01 00:00")
		rows := slices.DeleteFunc(s.Client.Indicator.Query().AllX(s.A.System()), func(row *ent.Indicator) bool {
			rule, _ := score.Of(row.Code)
			return !rule.Computed(flow.PeriodMonth)
		})
		for _, test := range []struct {
			name        string
			now, before score.Span
			departments []typeid.ID
			want        map[string][2]string
		}{
			{"a month", august, july, nil, map[string][2]string{"completion_rate": {"50.0%", "0.0%"}, "requirement_satisfaction": {"—", "4.00"}}},
			{"a department's", august, july, []typeid.ID{s.department(flow.DepartmentService)}, map[string][2]string{"completion_rate": {"100.0%", "0.0%"}, "requirement_satisfaction": {"—", "4.00"}}},
			{"nobody's", august, july, []typeid.ID{}, map[string][2]string{"completion_rate": {"—", "—"}, "requirement_satisfaction": {"—", "—"}}},
			{"days", days, july, nil, map[string][2]string{"completion_rate": {"0.0%", "0.0%"}}},
			{"months", both, days, nil, map[string][2]string{"completion_rate": {"33.3%", "0.0%"}, "requirement_satisfaction": {"4.00", "—"}}},
		} {
			all, err := InPeriod(s.A.System(), w.Client, test.now, test.before, test.departments)
			if err != nil {
				t.Fatal(err)
			}
			if len(all) != len(rows) {
				t.Errorf("%s: %d of %d indicators", test.name, len(all), len(rows))
			}
			for _, row := range rows {
				want, asked := test.want[row.Code]
				if asked && !stands(all, row.Code, row.Name, want[0], want[1]) {
					t.Errorf("%s: %s is not %v in %v", test.name, row.Code, want, all)
				}
			}
		}
		// What is short of its aim, or less good than before, is said.
		w.Client.Indicator.Update().Where(indicator.Code(score.CompletionRate)).SetTarget(0.5).ExecX(s.A.System())
		for _, test := range []struct {
			now, before  score.Span
			short, worse bool
		}{{august, july, false, false}, {july, august, true, true}, {july, july, true, false}} {
			all, err := InPeriod(s.A.System(), w.Client, test.now, test.before, nil)
			i := slices.IndexFunc(all, func(one report.Indicator) bool { return one.Code == score.CompletionRate })
			if err != nil || i < 0 || all[i].Target != "50.0%" || all[i].Short != test.short || all[i].Worse != test.worse {
				t.Errorf("from %v: %v, %v", test.now.From, all, err)
			}
		}
		// Who is to be talked with depends on the kind of the period: key customers by the
		// month, the others by the quarter.
		key, other := s.client("KEY", flow.DepartmentService, at("2026-01-01 09:00")), s.client("ORDINARY", flow.DepartmentService, at("2026-01-01 09:00"))
		s.talk(key, at("2026-07-06 10:00"), true)
		s.talk(other, at("2026-07-07 10:00"), false)
		rule, _ := score.Of(score.NeedCollection)
		kind := func(from, to string) score.Span { return score.Between(at(from).In(shanghai), at(to).In(shanghai)) }
		for _, test := range []struct {
			name string
			of   score.Span
			want string
		}{
			{"a month", kind("2026-07-01 00:00", "2026-08-01 00:00"), "100.0%"},
			{"the month after", kind("2026-08-01 00:00", "2026-09-01 00:00"), "0.0%"},
			{"a quarter", kind("2026-07-01 00:00", "2026-10-01 00:00"), "50.0%"},
			{"three other months", kind("2026-06-01 00:00", "2026-09-01 00:00"), "—"},
			{"a week", kind("2026-07-06 00:00", "2026-07-13 00:00"), "—"},
			{"a year", kind("2026-01-01 00:00", "2027-01-01 00:00"), "—"},
			{"days", kind("2026-07-05 00:00", "2026-07-10 00:00"), "—"},
		} {
			all, err := InPeriod(s.A.System(), w.Client, test.of, test.of, nil)
			if err != nil || !stands(all, rule.Code, rule.Name(label.ZhHans), test.want, test.want) {
				t.Errorf("%s: %v, %v", test.name, all, err)
			}
		}
		// Those of a quarter or a half-year stand in its own reports alone.
		for of, more := range map[flow.Period][]string{
			flow.PeriodQuarter:  {score.ComplaintRecurrenceRate, score.SurveyResponseRate, score.NeedConversionRate, score.SatisfactionChange},
			flow.PeriodHalfYear: {score.RepurchaseRate, score.ExperienceSatisfaction, score.Loyalty},
		} {
			span := score.At(of, at("2026-07-06 10:00"), shanghai)
			all, err := InPeriod(s.A.System(), w.Client, span, span, nil)
			if err != nil || len(all) != len(rows)+len(more) {
				t.Errorf("of a %s: %v, %v", of, all, err)
			}
			for _, code := range more {
				if rule, _ := score.Of(code); !stands(all, code, rule.Name(label.ZhHans), "—", "—") {
					t.Errorf("of a %s: %s is not empty in %v", of, code, all)
				}
			}
		}
		rows[0].Update().SetActive(false).ExecX(s.A.System())
		if all, err := InPeriod(s.A.System(), w.Client, august, july, nil); err != nil || len(all) != len(rows)-1 {
			t.Errorf("with one out of use: %v, %v", all, err)
		}
	})
}

func stands(all []report.Indicator, code, name, value, before string) bool {
	return slices.ContainsFunc(all, func(i report.Indicator) bool {
		return i.Code == code && i.Name == name && i.Value == value && i.Before == before
	})
}
