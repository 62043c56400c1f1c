package requirements

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
)

// imported is what an import did, with its mistakes a line each.
func imported(r customers.ImportResult) string {
	s := fmt.Sprintf("%d rows: %d created, %d updated, %d unchanged, %d failed", r.Rows, r.Created, r.Updated, r.Unchanged, r.Failed)
	for _, e := range r.Errors {
		s += fmt.Sprintf("\n%d %s: %s", e.Line, optional.Value(e.Column), e.Message)
	}
	return s
}

// takes imports a table twice, first for a try; both must come to the same.
func (s *stage) takes(file string, in HistoryOptions, want string) {
	s.t.Helper()
	before := s.Count(s.t)
	in.DryRun = true
	dry, err := ImportHistory(s.As(management), s.Journal, strings.NewReader(file), in)
	if err != nil {
		s.t.Fatal(err)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) || dry.Cursor != nil {
		s.t.Errorf("a dry run wrote: %v, %v", before, after)
	}
	in.DryRun = false
	real, err := ImportHistory(s.As(management), s.Journal, strings.NewReader(file), in)
	if err != nil {
		s.t.Fatal(err)
	}
	if imported(real) != want || imported(dry) != want {
		s.t.Errorf("%s\nthe dry run: %s\nwant %s", imported(real), imported(dry), want)
	}
	counts(s.t, s)
}

func (s *stage) fact(id string) *ent.Requirement {
	s.t.Helper()
	return s.Client.Requirement.Query().Where(requirement.ExternalID(id)).WithCustomer().OnlyX(s.A.System())
}

const historyHead = "标题,内容,客户,接收日期,转办日期,答复日期,是否及时,答复,渠道,类别,性质,紧急程度,部门,外部编号\n"

// Words may be as long as those of requirements that are written down.
func TestImportHistoryLong(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.takes("标题,内容,答复,客户,接收日期\n长文,"+strings.Repeat("长", maxWords)+","+strings.Repeat("答", maxLong)+",甲乙丙公司,2015-03-02\n",
			HistoryOptions{}, "1 rows: 1 created, 0 updated, 0 unchanged, 0 failed")
		for _, long := range []string{strings.Repeat("长", maxWords+1), strings.Repeat("x", 4*maxWords+1)} {
			s.takes("标题,内容,客户,接收日期\n更长,"+long+",甲乙丙公司,2015-03-02\n",
				HistoryOptions{}, "1 rows: 0 created, 0 updated, 0 unchanged, 1 failed\n2 内容: 最多 20000 个字符。")
		}
	})
}

// What comes in is a fact: it is closed, and nothing starts for it (D0-68, D0-70).
func TestImportHistory(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		const table = historyHead +
			"停机,每天下午停机,甲乙丙公司,2015-03-02,2015/3/1,2015-03-02,是,Closed with explanation,Postal mail,产品,FUNCTIONAL,紧急,客户服务部,A-1\n" +
			"Late statement,,Harbor & Pine,2015-04-11 09:30,,,No,,Web,,,,,A-2\n" +
			"Fees,,Harbor & Pine,2015年4月12日,2015-04-14,2015-04-20T08:00:00Z,,In progress,,,,,,A-3\n"
		s.takes(table, HistoryOptions{System: "OLD"}, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		sys := s.A.System()

		one := s.fact("A-1")
		day := time.Date(2015, 3, 1, 16, 0, 0, 0, time.UTC) // midnight in Shanghai
		h := HistoryOf(one)
		if one.State != flow.RequirementClosed || one.CustomerID != s.ordinary.ID || one.OriginalText != "每天下午停机" || one.Content != one.OriginalText ||
			!one.ReceivedAt.Equal(day) || !one.CollectedAt.Equal(day) || *one.Channel != flow.ChannelPost || one.Category != flow.RequirementCategoryProduct ||
			one.Urgency != flow.UrgencyUrgent || *one.Nature != flow.NatureFunctional || one.LeadDepartmentID != s.A.Departments[flow.DepartmentService].ID ||
			one.Source != flow.RequirementSourceIntegration || one.CreatedBy != s.member(management) || one.CollectedByID != "" || one.AssigneeID != "" {
			t.Errorf("made %+v", one)
		}
		if h == nil || !h.SentAt.Equal(day.AddDate(0, 0, -1)) || !h.AnsweredAt.Equal(day) || !*h.Timely || h.Response != "Closed with explanation" ||
			h.System != "OLD" || h.ExternalID != "A-1" || !h.ImportedAt.Equal(s.Clock.Now()) {
			t.Errorf("the history %+v", h)
		}
		two, three := s.fact("A-2"), s.fact("A-3")
		if h := HistoryOf(two); *h.Timely || h.SentAt != nil || h.AnsweredAt != nil || h.Response != "" || two.OriginalText != "Late statement" ||
			!two.ReceivedAt.Equal(time.Date(2015, 4, 11, 1, 30, 0, 0, time.UTC)) || two.Category != flow.RequirementCategoryOther {
			t.Errorf("made %+v, %+v", two, h)
		}
		if h := HistoryOf(three); h.Timely != nil || !h.AnsweredAt.Equal(time.Date(2015, 4, 20, 8, 0, 0, 0, time.UTC)) || three.CustomerID != two.CustomerID ||
			two.Edges.Customer.Name != "Harbor & Pine" || two.Edges.Customer.TierKey != "ORDINARY" || !two.Edges.Customer.FromHistory || one.Edges.Customer.FromHistory {
			t.Errorf("made %+v, %+v", three, h)
		}
		if HistoryOf(s.draft(flow.UrgencyGeneral)) != nil {
			t.Error("a draft has a history")
		}
		numbers := []string{optional.Value(one.Number), optional.Value(two.Number), optional.Value(three.Number)}
		if !slices.Equal(numbers, []string{"REQ-2026-00001", "REQ-2026-00002", "REQ-2026-00003"}) {
			t.Errorf("numbers %v", numbers)
		}

		// Nothing starts for a fact, and one event tells it.
		if n := s.Client.SlaClock.Query().CountX(sys) + s.Client.Task.Query().CountX(sys) + s.Client.Notification.Query().CountX(sys); n != 0 {
			t.Errorf("%d clocks, tasks and notices", n)
		}
		told := map[string]int{}
		for _, e := range s.A.Events(t) {
			told[e.Type]++
			if e.SubjectID == one.ID && (e.Type != "requirement.imported" || e.ToState != "CLOSED" || e.FromState != "" || e.Number != *one.Number) {
				t.Errorf("told %+v", e)
			}
		}
		if told["requirement.imported"] != 3 || told["import.progressed"] != 1 || told["customer.created"] != 1 {
			t.Errorf("told %v", told)
		}
		if acts, err := Available(s.As(management), s.Client, one); err != nil || len(acts) != 0 {
			t.Errorf("it can be %v, %v", acts, err)
		}
		s.refused("a fact is reopened", one, fault.Precondition("requirement.historic"), func() error {
			_, err := try(s.World, s.As(management), Reopen, ReopenInput{ID: one.ID, ExpectedVersion: one.Version, Reason: "again"})
			return err
		})
		rows, err := Ledger(s.As(management), s.Client, []*ent.Requirement{three})
		if err != nil || !rows[0].RespondedAt.Equal(*three.ClosedAt) || *rows[0].ResponseMinutes != 8*24*60+16*60 {
			t.Errorf("in the ledger %+v, %v", rows[0], err)
		}

		// The figures have what the sources say, in the month of the receipt.
		f, err := Dashboard(s.As(management), s.Client, ptr("2015-04-01"), ptr("2015-04-30"))
		if err != nil || f.ResponseOnTimeRate.Numerator != 0 || f.ResponseOnTimeRate.Denominator != 1 {
			t.Errorf("April %+v, %v", f.ResponseOnTimeRate, err)
		}
		f, err = Dashboard(s.As("head.service"), s.Client, ptr("2015-03-01"), ptr("2015-03-31"))
		if err != nil || f.ResponseOnTimeRate.Numerator != 1 || f.ResponseOnTimeRate.Denominator != 1 {
			t.Errorf("March %+v, %v", f.ResponseOnTimeRate, err)
		}

		// Again it changes nothing; what the source corrects is corrected.
		s.takes(table, HistoryOptions{System: "OLD"}, "3 rows: 0 created, 0 updated, 3 unchanged, 0 failed")
		s.takes(historyHead+"停机,改写的内容,甲乙丙公司,2015-03-03,,2015-03-09,否,,,,,,,A-1\n", HistoryOptions{System: "OLD"},
			"1 rows: 0 created, 1 updated, 0 unchanged, 0 failed")
		now := s.fact("A-1")
		if now.Version != 2 || *now.Timely || now.Content != "改写的内容" || now.OriginalText != "每天下午停机" || now.StatedResponse != "Closed with explanation" ||
			!now.ReceivedAt.Equal(day.AddDate(0, 0, 1)) || *now.Channel != flow.ChannelPost {
			t.Errorf("corrected %+v", now)
		}
		if e := s.lastEvent(); e.Type != "import.progressed" {
			t.Errorf("the last event is %s", e.Type)
		}
		// Elsewhere the identifier is another one.
		s.takes(table, HistoryOptions{System: "OTHER"}, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
	})
}

// A file without identifiers can be repeated too: a row is known by what stands in it.
func TestImportHistoryWithoutIdentifiers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := HistoryOptions{Dates: MonthFirst, Columns: []HistoryColumn{{"Issue", HistoryTitle}, {"Company", HistoryCustomer}}}
		const table = "Issue,Company,Date received,Note\nA,X,3/2/2015,1\nA,X,3/2/2015,1\nA,X,3/2/2015,2\n"
		s.takes(table, in, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		s.takes(table, in, "3 rows: 0 created, 0 updated, 3 unchanged, 0 failed")
		s.takes(table+"A,X,3/2/2015,1\n", in, "4 rows: 1 created, 0 updated, 3 unchanged, 0 failed")
		if n := s.Client.Customer.Query().CountX(s.A.System()); n != 3 {
			t.Errorf("%d customers, want the two that were there and X", n)
		}
	})
}

// Customers are found by their id in the other system, and made with it.
func TestImportHistoryOfCustomersByID(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		const table = "TITLE,RECEIVED,CUSTOMER,CUSTOMER_ID,EXTERNAL_ID\nA,2015-03-02,X,C1,1\nB,2015-03-02,,C1,2\nC,2015-03-02,,C2,3\nD,2015-03-02,Key Ltd,,4\n"
		s.takes(table, HistoryOptions{System: "CRM"}, "4 rows: 3 created, 0 updated, 0 unchanged, 1 failed\n4 CUSTOMER_ID: 此项必填。")
		if a, b := s.fact("1"), s.fact("2"); a.CustomerID != b.CustomerID || optional.Value(a.Edges.Customer.ExternalID) != "C1" || a.Edges.Customer.Name != "X" {
			t.Errorf("customers %+v and %+v", a.Edges.Customer, b.Edges.Customer)
		}
		if s.fact("4").CustomerID != s.key.ID {
			t.Error("the customer was not found by name")
		}
		s.takes("TITLE,RECEIVED,CUSTOMER,EXTERNAL_ID\nA,2015-03-02,Key Ltd,1\n", HistoryOptions{System: "CRM"},
			"1 rows: 0 created, 0 updated, 0 unchanged, 1 failed\n2 CUSTOMER: 该记录已导入到另一个客户名下。")
	})
}

// A row with a mistake is told and left out; nothing of it comes in.
func TestImportHistoryRefusesRows(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.customer(w.A, "Twin", "ORDINARY")
		s.customer(w.A, "Twin", "ORDINARY")
		const head = "TITLE,CUSTOMER,RECEIVED,SENT,ANSWERED,TIMELY,CHANNEL,CATEGORY,EXTERNAL_ID\n"
		const date = "无法识别的日期。请写成 2026-03-14，或说明日期中年月日的顺序。"
		for _, c := range []struct{ row, want string }{
			{"A,New,3/2/2015,,,,,,1", "RECEIVED: " + date},
			{"A,New,2015-02-30,,,,,,1", "RECEIVED: " + date},
			{"A,New,2015-03-02,soon,,,,,1", "SENT: " + date},
			{"A,New,2015-03-02,,2015-03-01,,,,1", "ANSWERED: 答复日期不能早于接收日期。"},
			{"A,New,2015-03-02T10:00:00Z,,2015-03-02T09:59:59Z,,,,1", "ANSWERED: 答复日期不能早于接收日期。"},
			{"A,New,2030-01-01,,,,,,1", "RECEIVED: 时间不能晚于现在。"},
			{"A,New,2015-03-02,,,perhaps,,,1", "TIMELY: 未知的值：perhaps。"},
			{"A,New,2015-03-02,,,,pigeon,,1", "CHANNEL: 未知的值：pigeon。"},
			{"A,New,2015-03-02,,,,,Card,1", "CATEGORY: 未知的值：Card。"},
			{",New,2015-03-02,,,,,,1", "TITLE: 此项必填。"},
			{"A,,2015-03-02,,,,,,1", "CUSTOMER: 此项必填。"},
			{"A,Twin,2015-03-02,,,,,,1", "CUSTOMER: 有多个同名客户，无法确定是哪一个。"},
			{"A,New,,,,,,,1", "RECEIVED: 此项必填。"},
			{"A,New,2015-03-02,,,,,,", "EXTERNAL_ID: 此项必填。"},
			{"A,New,2015-03-02", ": 该行有 3 列，表头有 9 列。"},
		} {
			before := s.Client.Requirement.Query().CountX(w.A.System()) + s.Client.Customer.Query().CountX(w.A.System())
			s.takes(head+c.row+"\n", HistoryOptions{System: "S"}, "1 rows: 0 created, 0 updated, 0 unchanged, 1 failed\n2 "+c.want)
			if after := s.Client.Requirement.Query().CountX(w.A.System()) + s.Client.Customer.Query().CountX(w.A.System()); after != before {
				t.Errorf("%s: something came in", c.row)
			}
		}
		s.takes(head+"A,New,2015-03-02,,,,,,1\nB,New,2015-03-02,,,,,,1\n", HistoryOptions{System: "S"},
			"2 rows: 1 created, 0 updated, 0 unchanged, 1 failed\n3 EXTERNAL_ID: 1 重复出现。")
	})
}

// A file that cannot be read as one of facts changes nothing.
func TestImportHistoryRefusesFiles(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for _, c := range []struct {
			name, file string
			in         HistoryOptions
			who, key   string
		}{
			{"a column that is not there", "TITLE,CUSTOMER,RECEIVED\n", HistoryOptions{Columns: []HistoryColumn{{"Issue", HistoryTitle}}}, management, "import.bad_header"},
			{"a field that is not known", "TITLE,CUSTOMER,RECEIVED\n", HistoryOptions{Columns: []HistoryColumn{{"TITLE", "COLOUR"}}}, management, "input.unknown_key"},
			{"no title", "CUSTOMER,RECEIVED\n", HistoryOptions{}, management, "import.bad_header"},
			{"no receipt", "CUSTOMER,TITLE\n", HistoryOptions{}, management, "import.bad_header"},
			{"no customer", "TITLE,RECEIVED\n", HistoryOptions{}, management, "import.bad_header"},
			{"identifiers of nowhere", "TITLE,CUSTOMER,RECEIVED,EXTERNAL_ID\n", HistoryOptions{}, management, "input.required"},
			{"an unknown order", "TITLE,CUSTOMER,RECEIVED\n", HistoryOptions{Dates: "YDM"}, management, "input.unknown_key"},
			{"too many rows", "TITLE,CUSTOMER,RECEIVED\nA,B,2015-01-01\nC,B,2015-01-01\n", HistoryOptions{MaxRows: 1}, management, "import.too_many_rows"},
			{"nobody's right", "TITLE,CUSTOMER,RECEIVED\nA,B,2015-01-01\n", HistoryOptions{}, "head.service", "forbidden"},
		} {
			before := w.Count(t)
			_, err := ImportHistory(w.As(c.who), w.Journal, strings.NewReader(c.file), c.in)
			if got := fault.From(err).Key; err == nil || got != c.key {
				t.Errorf("%s: %v, want %s", c.name, err, c.key)
			}
			if after := w.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: something was written", c.name)
			}
		}
	})
}

func TestMoment(t *testing.T) {
	zone := time.FixedZone("CST", 8*60*60)
	for _, c := range []struct {
		order DateOrder
		text  string
		want  string // "" is none
	}{
		{YearFirst, "2015-03-02", "2015-03-02T00:00:00 day"},
		{YearFirst, "2015/3/2", "2015-03-02T00:00:00 day"},
		{YearFirst, "2015.03.02", "2015-03-02T00:00:00 day"},
		{YearFirst, "2015年3月2日", "2015-03-02T00:00:00 day"},
		{YearFirst, "2015-03-02 17:04", "2015-03-02T17:04:00"},
		{YearFirst, "2015-03-02T17:04:05", "2015-03-02T17:04:05"},
		{YearFirst, "2015-03-02T17:04:05Z", "2015-03-03T01:04:05"},
		{YearFirst, "3/2/2015", ""},
		{MonthFirst, "3/2/2015", "2015-03-02T00:00:00 day"},
		{MonthFirst, "12/31/2015 08:00", "2015-12-31T08:00:00"},
		{MonthFirst, "2015-03-02", "2015-03-02T00:00:00 day"},
		{MonthFirst, "31/12/2015", ""},
		{DayFirst, "3/2/2015", "2015-02-03T00:00:00 day"},
		{DayFirst, "31.12.2015", "2015-12-31T00:00:00 day"},
		{DayFirst, "12/31/2015", ""},
		{YearFirst, "2015-02-29", ""},
		{YearFirst, "yesterday", ""},
	} {
		m, err := c.order.Moment(c.text, zone)
		got := ""
		if err == nil {
			got = m.At.In(zone).Format("2006-01-02T15:04:05")
			if m.Day {
				got += " day"
			}
		}
		if got != c.want {
			t.Errorf("%s %q: %q, want %q", c.order, c.text, got, c.want)
		}
	}
}
