package server_test

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/server/servertest"
)

// What a department answered to a report, and who, is for those whose
// REPORT_RESPONSE_READ reaches it, whatever else they ask for; who reads the report
// knows that it was answered.
func TestReportAnswersAreScoped(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, sys, now := servertest.New(t, w), w.A.System(), w.Clock.Now()
		r := w.Client.Report.Create().SetType(flow.ReportMonthlyIndicators).SetTitle("月报").SetPeriodStart(now.AddDate(0, -1, 0)).SetPeriodEnd(now).
			SetState(flow.ReportPublished).SetSections([]flow.ReportSection{}).SaveX(sys)
		for of, head := range map[flow.DepartmentType]string{flow.DepartmentService: "head.service", flow.DepartmentSales: "head.sales"} {
			w.Client.ReportRecipient.Create().SetReportID(r.ID).SetDepartmentID(w.A.Departments[of].ID).SetDueAt(now.Add(time.Hour)).
				SetMeasures(head + " does more").SetAnsweredAt(now).SetAnsweredByID(w.A.Members[head].ID).SaveX(sys)
		}
		// Who answers for another department reads that, whatever they may read of it.
		w.Client.ReportRecipient.Create().SetReportID(r.ID).SetDepartmentID(w.A.Departments[flow.DepartmentLogistics].ID).SetDueAt(now.Add(time.Hour)).
			SetMeasures("trucks").SetAnsweredAt(now).SetAnsweredByID(w.A.Members["head.sales"].ID).SaveX(sys)
		const (
			measures = `{ reports { edges { node { recipients { measures } } } } }`
			who      = `{ reports { edges { node { recipients { answeredBy { displayName } answeredAt } } } } }`
		)
		for name, want := range map[string]map[string]bool{
			"head.service": {"head.service": true}, "head.sales": {"head.sales": true, "trucks": true}, "member.service": {"head.service": true},
			"management": {"head.service": true, "head.sales": true, "trucks": true}, "auditor": {"head.service": true, "head.sales": true, "trucks": true},
		} {
			words, by := s.Do(t, s.Token(t, name), measures, nil), s.Do(t, s.Token(t, name), who, nil)
			if words.Code() != "" || by.Code() != "" || contains(string(by.Body), `"answeredAt":null`) {
				t.Errorf("%s: %s %s", name, words.Body, by.Body)
			}
			for _, head := range []string{"head.service", "head.sales"} {
				if contains(string(words.Body), head) != want[head] || contains(string(by.Body), head) != want[head] {
					t.Errorf("%s reads of %s: %s %s", name, head, words.Body, by.Body)
				}
			}
			if contains(string(words.Body), "trucks") != want["trucks"] {
				t.Errorf("%s reads of what was answered for another: %s", name, words.Body)
			}
		}
	})
}
