package complaints

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/database"
	"heed/ent/finding"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// The dashboard shows where complaints stand and what came of them: of the company from
// maintained figures by one statement, of a department by counting, by as many statements
// however much there is.
func TestD1_43_Dashboard(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.received()
		s.triaged(flow.SeverityMajor)
		s.settled()
		late := s.processing()
		s.Clock.Advance(8 * 24 * time.Hour) // the three working days are over, and the promise
		must(s, "member.service", Reply, ReplyInput{ID: late.ID, ExpectedVersion: late.Version, Decision: "更换", Channel: flow.ChannelPhone})
		gone := s.received()
		must(s, "member.service", Withdraw, WithdrawInput{ID: gone.ID, ExpectedVersion: gone.Version, Statement: "算了"})
		s.Client.PurchaseRecord.Create().SetCustomerID(s.inn.ID).SetDepartmentID(s.department(flow.DepartmentService)).SetOrderNo("SO-1").SetProduct("门锁").
			SetAmount(100).SetCurrency("CNY").SetOrderedOn("2026-11-30").SetPromisedDeliveryAt(database.Never).SetExceptions([]flow.DeliveryException{}).SaveX(s.A.System())
		for _, c := range []struct {
			who        string
			statements int64
		}{{"management", 1}, {"committee", 1}, {"head.service", 10}} {
			ctx, sent := database.WithStatements(s.As(c.who))
			f, err := Dashboard(ctx, s.Client, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			if n := sent.Count(); n != c.statements {
				t.Errorf("%s: %d statements, want %d", c.who, n, c.statements)
			}
			states := map[flow.ComplaintState]int{}
			for _, one := range f.ByState {
				states[one.State] = one.Count
			}
			if states[flow.ComplaintReceived] != 1 || states[flow.ComplaintTriaged] != 1 || states[flow.ComplaintClosed] != 1 ||
				states[flow.ComplaintFeedback] != 1 || states[flow.ComplaintWithdrawn] != 1 || len(f.ByState) != 7 {
				t.Errorf("%s: states %v", c.who, f.ByState)
			}
			severities, paths := []int{}, []int{}
			for _, one := range f.BySeverity {
				severities = append(severities, one.Count)
			}
			for _, one := range f.ByPath {
				paths = append(paths, one.Count)
			}
			if !slices.Equal(severities, []int{1, 1, 1}) || !slices.Equal(paths, []int{1, 1, 1}) || f.BySeverity[2].Severity != nil || f.ByPath[2].Path != nil {
				t.Errorf("%s: severities %v, paths %v", c.who, severities, paths)
			}
			if f.From != "2026-11-01" || f.To != "2026-11-30" || f.Overdue != 2 || f.Received != 5 || f.Closed != 1 {
				t.Errorf("%s: %+v", c.who, f)
			}
			if r := f.ComplaintRate; r.Numerator != 4 || r.Denominator != 1 || r.Basis != flow.BasisOrders || !near(*r.Value, 4) {
				t.Errorf("%s: the rate is %+v", c.who, r)
			}
			if r := f.OnTimeRate; r.Numerator != 1 || r.Denominator != 4 || !near(*r.Value, 0.25) {
				t.Errorf("%s: on time are %+v", c.who, r)
			}
			if r := f.AcceptanceRate; r.Numerator != 1 || r.Denominator != 1 {
				t.Errorf("%s: accepted are %+v", c.who, r)
			}
			if r := f.RecurrenceRate; r.Denominator != 0 || r.Value != nil {
				t.Errorf("%s: recurring are %+v", c.who, r)
			}
		}
		// Nobody ordered in October: customers are what complaints are compared with.
		f, err := Dashboard(s.As("management"), s.Client, ptr("2026-10-01"), ptr("2026-10-31"))
		if err != nil || f.ComplaintRate.Basis != flow.BasisCustomers || f.ComplaintRate.Denominator != 0 || f.ComplaintRate.Value != nil || f.Received != 0 {
			t.Errorf("October is %+v, %v", f.ComplaintRate, err)
		}
		if _, err := Dashboard(w.Context(), s.Client, nil, nil); fault.CodeOf(err) != fault.CodeUnauthenticated {
			t.Errorf("nobody sees figures: %v", err)
		}
		if _, err := Dashboard(s.As("management"), s.Client, ptr("2026-11-02"), ptr("2026-11-01")); fault.From(err).Key != "period.reversed" {
			t.Errorf("reversed: %v", err)
		}
	})
}

// What came again within 90 days after a closing is in the rate of the period that ends
// that long after it (D2-67).
func TestD2_67_RecurrenceRate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		first := s.settled()
		s.Clock.Advance(24 * time.Hour)
		again := s.settled() // the same customer, the same class of cause
		if again = s.again(again); again.RecurrenceOfID != first.ID {
			t.Fatalf("it recurs of %q", again.RecurrenceOfID)
		}
		s.Clock.Advance(91 * 24 * time.Hour)
		for _, who := range []string{"management", "head.service"} {
			f, err := Dashboard(s.As(who), s.Client, ptr("2026-11-01"), ptr("2027-02-15"))
			if err != nil || f.RecurrenceRate.Numerator != 1 || f.RecurrenceRate.Denominator != 2 || *f.RecurrenceRate.Value != 0.5 {
				t.Errorf("%s: %+v, %v", who, f.RecurrenceRate, err)
			}
		}
		counts(t, s)
	})
}

// What complaints are about is told in the order of its weight, with what it makes up
// together, and each value is one that the list takes.
func TestD2_65_Pareto(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for i, product := range []string{"门锁", "门锁", "门锁", "床垫", "", "床垫"} {
			in := s.told()
			in.Product = &product
			if i == 5 {
				in.Channel = flow.ChannelEmail
			}
			must(s, "member.service", Create, in)
		}
		s.processing() // of a cause, a nature
		for by, want := range map[flow.ComplaintDimension]string{
			flow.ComplaintsByProduct:    "门锁=门锁 4 0.57 0.57; 床垫=床垫 2 0.29 0.86; = 1 0.14 1.00",
			flow.ComplaintsByChannel:    "PHONE=电话 6 0.86 0.86; EMAIL=邮件 1 0.14 1.00",
			flow.ComplaintsByCause:      "= 6 0.86 0.86; PRODUCT=产品 1 0.14 1.00",
			flow.ComplaintsByNature:     "= 6 0.86 0.86; PRODUCT_QUALITY=产品质量 1 0.14 1.00",
			flow.ComplaintsByDepartment: string(s.department(flow.DepartmentService)) + "=" + s.A.Departments[flow.DepartmentService].Name + " 7 1.00 1.00",
		} {
			for _, who := range []string{"management", "head.service"} {
				ctx, sent := database.WithStatements(s.As(who))
				p, err := CountBy(ctx, s.Client, by, nil, nil)
				if err != nil {
					t.Fatal(err)
				}
				if sent.Count() != 1 || p.Total != 7 || p.Others != 0 {
					t.Errorf("%s by %s: %d statements, %+v", who, by, sent.Count(), p)
				}
				if got := shown(p); got != want {
					t.Errorf("%s by %s: %s, want %s", who, by, got, want)
				}
				s.drills(who, p)
			}
		}
		hotline := w.Client.Touchpoint.Create().SetName("售后热线").SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).SaveX(w.A.System())
		in := s.told()
		in.TouchpointID = &hotline.ID
		must(s, "member.service", Create, in)
		p, err := CountBy(s.As("management"), s.Client, flow.ComplaintsByTouchpoint, nil, nil)
		if want := "= 7 0.88 0.88; " + string(hotline.ID) + "=售后热线 1 0.12 1.00"; err != nil || shown(p) != want {
			t.Errorf("by touchpoint: %s, %v, want %s", shown(p), err, want)
		}
		s.drills("management", p)
		if p, err := CountBy(s.As("management"), s.Client, flow.ComplaintsByCause, ptr("2026-10-01"), ptr("2026-10-31")); err != nil || p.Total != 0 || len(p.Rows) != 0 {
			t.Errorf("October: %+v, %v", p, err)
		}
		if p, err := CountBy(s.As("head.sales"), s.Client, flow.ComplaintsByCause, nil, nil); err != nil || p.Total != 0 {
			t.Errorf("of another department: %+v, %v", p, err)
		}
	})
}

func shown(p *Pareto) string {
	var rows []string
	for _, r := range p.Rows {
		rows = append(rows, optional.Value(r.Value)+"="+r.Label+" "+decimal(r.Count, 0)+" "+decimal(r.Share, 2)+" "+decimal(r.Cumulative, 2))
	}
	return strings.Join(rows, "; ")
}

// drills lists the complaints behind each value.
func (s *stage) drills(who string, p *Pareto) {
	s.t.Helper()
	for _, row := range p.Rows {
		if row.Value == nil {
			continue
		}
		f := &Filter{ReceivedFrom: &p.ReceivedFrom, ReceivedTo: &p.ReceivedTo}
		switch v := *row.Value; p.By {
		case flow.ComplaintsByCause:
			f.RootCauses = []flow.RootCauseClass{flow.RootCauseClass(v)}
		case flow.ComplaintsByNature:
			f.Natures = []flow.ComplaintNature{flow.ComplaintNature(v)}
		case flow.ComplaintsByProduct:
			f.Product = &v
		case flow.ComplaintsByChannel:
			f.Channels = []flow.Channel{flow.Channel(v)}
		case flow.ComplaintsByDepartment:
			f.DepartmentID = ptr(s.department(flow.DepartmentService))
		case flow.ComplaintsByTouchpoint:
			f.TouchpointID = ptr(typeid.ID(v))
		}
		ctx := s.As(who)
		q, err := f.Apply(ctx, s.Client.Complaint.Query())
		if err != nil {
			s.t.Fatal(err)
		}
		if n := q.CountX(ctx); n != row.Count {
			s.t.Errorf("%s: %d behind %s, want %d", who, n, *row.Value, row.Count)
		}
	}
}

func decimal[T int | float64](v T, digits int) string {
	return strconv.FormatFloat(float64(v), 'f', digits, 64)
}

// The trend tells month by month, at most fourteen, what came in and what became of it.
func TestD2_65_Trend(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.settled()
		s.Clock.Set(time.Date(2026, 11, 30, 15, 59, 0, 0, time.UTC)) // a minute before December in Shanghai
		open := s.processing()
		s.Clock.Advance(time.Minute)
		s.received()
		open = must(s, "member.service", Reply, ReplyInput{ID: open.ID, ExpectedVersion: open.Version, Decision: "更换", Channel: flow.ChannelPhone})
		must(s, "member.service", Close, CloseInput{ID: open.ID, ExpectedVersion: open.Version, Outcome: flow.OutcomeAccepted})
		for who, statements := range map[string]int64{"management": 1, "head.service": 5} {
			ctx, sent := database.WithStatements(s.As(who))
			all, err := Trend(ctx, s.Client, nil, nil)
			if err != nil || len(all) != 12 || sent.Count() != statements {
				t.Fatalf("%s: %d months by %d statements, %v", who, len(all), sent.Count(), err)
			}
			want := []Month{
				{Month: "2026-11", From: "2026-11-01", To: "2026-11-30", Received: 2, Closed: 1, OnTime: 1, Accepted: 1},
				{Month: "2026-12", From: "2026-12-01", To: "2026-12-31", Received: 1, Closed: 1, OnTime: 1, Accepted: 1},
			}
			if got := []Month{*all[10], *all[11]}; !slices.Equal(got, want) || all[0].Month != "2026-01" {
				t.Errorf("%s: %+v, want %+v", who, got, want)
			}
		}
		if all, err := Trend(s.As("management"), s.Client, ptr("2026-01-31"), ptr("2027-02-01")); err != nil || len(all) != 14 {
			t.Errorf("%d months, %v", len(all), err)
		}
		if _, err := Trend(s.As("management"), s.Client, ptr("2026-01-01"), ptr("2027-02-01")); fault.From(err).Key != "period.too_long" {
			t.Errorf("too long: %v", err)
		}
	})
}

// What a major complaint was caused by stands in the finding that it leaves, so that what is
// done about it is done about that class of cause (D2-66).
func TestD2_66_FindingOfTheCause(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.jointly()
		c = must(s, "head.sales", StepWaive, StepWaiveInput{ID: c.ID, ExpectedVersion: c.Version, Step: 1, Reason: "已更换"})
		c = must(s, "head.sales", Reply, ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "全部更换", Channel: flow.ChannelVisit})
		c = must(s, "head.sales", Close, CloseInput{ID: c.ID, ExpectedVersion: c.Version, Outcome: flow.OutcomeAccepted})
		p, err := CountBy(s.As("management"), s.Client, flow.ComplaintsByCause, nil, nil)
		if err != nil || len(p.Rows) != 1 {
			t.Fatalf("%+v, %v", p, err)
		}
		cause := flow.RootCauseClass(optional.Value(p.Rows[0].Value))
		left := w.Client.Finding.Query().Where(finding.RootCauseClassEQ(cause)).OnlyX(s.As("management"))
		if left.SubjectID != c.ID || cause != *c.RootCause || left.DepartmentID != c.OwnerDepartmentID {
			t.Errorf("of %s it left %+v", cause, left)
		}
		counts(t, s)
	})
}
