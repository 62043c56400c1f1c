package reports

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/indicators"
	"heed/ent"
	"heed/ent/database"
	entreport "heed/ent/report"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/typeid"
)

// tables are the rows of a section's n-th table.
func tables(t *testing.T, s flow.ReportSection, n int) [][]string {
	t.Helper()
	d, err := report.Read(s)
	if err != nil {
		t.Fatal(err)
	}
	return d.Tables[n].Rows
}

// lived gives both companies an order that was late and one that was not, a complaint, an
// interview and a mystery visit, published or not.
func (s *stage) lived(sys *apptest.Company, department typeid.ID, at time.Time) {
	ctx := sys.System()
	c := s.Client.Customer.Create().SetName("客户").SetTierKey("ORDINARY").SetDepartmentID(department).SaveX(ctx)
	for i, late := range []bool{true, false} {
		exceptions := []flow.DeliveryException{}
		if late {
			exceptions = append(exceptions, flow.DeliveryException{Number: 1, Type: flow.ExceptionDelay})
		}
		s.Client.PurchaseRecord.Create().SetCustomerID(c.ID).SetDepartmentID(department).SetOrderNo(at.Format("200601") + string(rune('A'+i))).SetProduct("床品").SetAmount(100).SetCurrency("CNY").
			SetOrderedOn(at.Format(time.DateOnly)).SetPromisedDeliveryAt(database.Never).SetExceptions(exceptions).ExecX(ctx)
	}
	for i, nature := range []flow.ComplaintNature{flow.ComplaintOfDelivery, flow.ComplaintOfDelivery, flow.ComplaintOfPrice} {
		s.Client.Complaint.Create().SetNumber("CMP-" + at.Format("200601") + string(rune('1'+i))).SetIntake(flow.IntakeMember).SetContent("慢").SetProduct("床品").SetComplainedAt(at).
			SetChannel(flow.ChannelPhone).SetReceivedAt(at).SetPromisedAt(database.Never).SetDueAt(database.Never).SetNature(nature).SetCustomerID(c.ID).SetOwnerDepartmentID(department).ExecX(ctx)
	}
	for _, r := range []struct {
		method    flow.ResearchMethod
		published bool
		score     int
		pain      string
	}{
		{flow.ResearchInterview, false, 4, "等候太久"}, {flow.ResearchMystery, true, 2, "说明不清"}, {flow.ResearchMystery, false, 1, "不得泄露"},
	} {
		q := s.Client.ResearchActivity.Create().SetTitle("调研").SetMethod(r.method).SetMode(flow.ResearchSelf).SetDepartmentID(department).SetPlannedOn(at).SetDoneOn(at).
			SetInsights([]flow.Insight{{Kind: flow.InsightPainPoint, Text: r.pain}, {Kind: flow.InsightMarket, Text: "市场"}}).SetScore(r.score).SetState(flow.ResearchDone)
		if r.published {
			q.SetPublishedAt(at)
		}
		q.ExecX(ctx)
	}
}

// How customers experienced purchases is joined from orders, complaints and research of the
// period, of the company or of a department; others learn nothing of unpublished visits
// (D2-38, D2-39, D2-43).
func TestD2_39_Joined(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		sales := s.department(flow.DepartmentSales)
		at := w.Clock.Now()
		s.lived(w.A, sales, at)
		s.lived(w.A, sales, at.AddDate(0, -7, 0))
		s.lived(w.B, w.B.Departments[flow.DepartmentSales].ID, at)
		w.Clock.Set(time.Date(2027, 1, 4, 4, 0, 0, 0, time.UTC))
		in := GenerateInput{Type: flow.ReportExperienceAnalysis, From: "2026-07-01", To: "2026-12-31"}
		for _, c := range []struct {
			name       string
			department *typeid.ID
			text       string
			natures    [][]string
		}{
			{"the company", nil, "订单 2 笔，其中交付异常 1 笔；投诉 3 起", [][]string{{"交付", "2"}, {"价格", "1"}}},
			{"the department", &sales, "订单 2 笔，其中交付异常 1 笔；投诉 3 起", [][]string{{"交付", "2"}, {"价格", "1"}}},
			{"another", ptr(s.department(flow.DepartmentLogistics)), "订单 0 笔，其中交付异常 0 笔；投诉 0 起", [][]string{}},
		} {
			in.DepartmentID = c.department
			r := must(s, "management", generate, in)
			if len(r.Sections) != 3 || !strings.Contains(r.Sections[0].Text, c.text) || !slices.EqualFunc(tables(t, r.Sections[1], 0), c.natures, slices.Equal) || report.Missing(r.Sections) != nil {
				t.Errorf("%s: %+v", c.name, r.Sections)
			}
			visits := tables(t, r.Sections[0], 1)
			told := strings.Contains(r.Sections[1].Text, "等候太久") && strings.Contains(r.Sections[1].Text, "说明不清")
			if want := len(c.natures) > 0; told != want || want && (len(visits) != 2 || !slices.ContainsFunc(visits, func(row []string) bool { return row[1] == "1" && row[2] == "2.00" })) {
				t.Errorf("%s: visits %v, %s", c.name, visits, r.Sections[1].Text)
			}
			if strings.Contains(r.Sections[1].Text, "不得泄露") || strings.Contains(r.Sections[1].Text, "市场") {
				t.Errorf("%s: %s", c.name, r.Sections[1].Text)
			}
		}
		before := w.Client.Report.Query().CountX(w.A.System())
		if _, err := try(s, "head.sales", generate, in); !errors.Is(err, fault.Forbidden()) || w.Client.Report.Query().CountX(w.A.System()) != before {
			t.Errorf("by a head: %v", err)
		}
	})
}

// What surveys came to is made each quarter, how purchases were experienced each half-year,
// once (D2-42, D3-31).
func TestD2_42_Scheduled(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		campaign := func(name string, completed int, closed time.Time) {
			mean := 4.5
			w.Client.SurveyCampaign.Create().SetName(name).SetProgram(flow.ProgramSpecial).SetGoals([]flow.SurveyGoal{}).SetContacts([]flow.CampaignContact{}).
				SetAudience(flow.CampaignAudience{}).SetSampling(flow.CampaignSampling{}).SetChannels([]flow.Channel{flow.ChannelEmail}).SetClosesAt(closed).SetClosedAt(closed).
				SetState(flow.CampaignReviewed).SetReview(&flow.CampaignReview{At: closed, Sent: 10, Completed: completed, Mean: &mean, Conclusion: "尚可"}).ExecX(w.A.System())
		}
		campaign("很多人", 5, time.Date(2026, 10, 20, 1, 0, 0, 0, time.UTC))
		campaign("太少人", 4, time.Date(2026, 12, 20, 1, 0, 0, 0, time.UTC))
		campaign("上季", 9, time.Date(2026, 9, 20, 1, 0, 0, 0, time.UTC))
		w.Clock.Set(time.Date(2027, 1, 4, 4, 0, 0, 0, time.UTC))
		for range 2 {
			if err := Scheduled(w.A.System(), w.Journal, indicators.InPeriod); err != nil {
				t.Fatal(err)
			}
		}
		of := func(typ flow.ReportType) []*ent.Report {
			return w.Client.Report.Query().Where(entreport.TypeEQ(typ)).AllX(w.A.System())
		}
		effect, experience := of(flow.ReportSurveyEffect), of(flow.ReportExperienceAnalysis)
		if len(effect) != 1 || len(experience) != 1 || len(of(flow.ReportMonthlyIndicators)) != 1 {
			t.Fatalf("%d, %d", len(effect), len(experience))
		}
		rows := tables(t, effect[0].Sections[1], 0)
		if len(rows) != 2 || rows[0][0] != "很多人" || rows[0][4] != "4.50" || rows[1][0] != "太少人" || rows[1][4] != "—" {
			t.Errorf("campaigns: %v", rows)
		}
		if from := experience[0].PeriodStart.In(time.FixedZone("", 8*3600)).Format(time.DateOnly); from != "2026-07-01" || len(experience[0].Sections) != 3 {
			t.Errorf("from %s: %+v", from, experience[0].Sections)
		}
		if got := s.newest(3); !slices.Equal(got, []string{"report.generated", "report.generated", "report.generated"}) {
			t.Errorf("events: %v", got)
		}
	})
}
