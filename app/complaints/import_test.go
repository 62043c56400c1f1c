package complaints

import (
	"fmt"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/table"
)

// takes imports a table and compares what it tells.
func (s *stage) takes(file string, in ImportOptions, want string) {
	s.t.Helper()
	done, err := Import(s.As("management"), s.Journal, strings.NewReader(file), in)
	if err != nil {
		s.t.Fatal(err)
	}
	got := fmt.Sprintf("%d rows: %d created, %d updated, %d unchanged, %d failed", done.Rows, done.Created, done.Updated, done.Unchanged, done.Failed)
	for _, e := range done.Errors {
		column := ""
		if e.Column != nil {
			column = " " + *e.Column
		}
		got += fmt.Sprintf("\n%d%s: %s", e.Line, column, e.Message)
	}
	if got != want {
		s.t.Errorf("got %s\nwant %s", got, want)
	}
}

func (s *stage) fact(id string) *ent.Complaint {
	s.t.Helper()
	return s.Client.Complaint.Query().Where(complaint.ExternalID(id)).OnlyX(s.A.System())
}

const importHead = "EXTERNAL_ID,RECEIVED,CHANNEL,CUSTOMER,PRODUCT,CONTENT,NATURE,ROOT_CAUSE,OUTCOME,ANSWERED,RESPONSE,TIMELY,DISPUTED,STATE\n"

// Complaints of the past come in as facts: closed, without clocks and tasks, and as often
// as one likes; who complained and whose customer it was may be unknown.
func TestD1_43_ImportedFacts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		const file = importHead +
			"A-1,2015-03-02,Postal mail,山间旅店,门锁,打不开,PRODUCT_QUALITY,PRODUCT,客户认可,2015-03-09,Closed,Yes,No,\n" +
			"A-2,2015-03-31,电话,,床垫,太软,,,,,Untimely,No,Yes,\n" +
			"A-3,2015-04-01,WEB,Harbor & Pine,床垫,太硬,,,,,,,,WITHDRAWN\n"
		s.takes(file, ImportOptions{System: "OLD", DryRun: true}, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		if n := w.Client.Complaint.Query().CountX(w.A.System()); n != 0 {
			t.Errorf("a dry run made %d", n)
		}
		s.takes(file, ImportOptions{System: "OLD"}, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		one, two, three := s.fact("A-1"), s.fact("A-2"), s.fact("A-3")
		if !one.Historic || one.Intake != flow.IntakeImport || one.State != flow.ComplaintClosed || one.PromisedAt.Year() != 9999 || one.DueAt.Year() != 9999 ||
			one.CustomerID != s.inn.ID || one.Channel != flow.ChannelPost || *one.Outcome != flow.OutcomeAccepted || !*one.Timely || *one.Disputed ||
			one.StatedResponse != "Closed" || one.Number != "CMP-2026-00001" || one.Product != "门锁" {
			t.Errorf("made %+v", one)
		}
		if two.CustomerID != "" || two.ComplainantName != "" || two.ClosedAt != nil || *two.Timely || !*two.Disputed || !two.ComplainedAt.Equal(two.ReceivedAt) {
			t.Errorf("made %+v", two)
		}
		if three.State != flow.ComplaintWithdrawn || three.Timely != nil || three.Disputed != nil || three.CustomerID == "" {
			t.Errorf("made %+v", three)
		}
		if h := HistoryOf(one); h.System != "OLD" || h.ExternalID != "A-1" || h.Response != "Closed" || HistoryOf(s.received()) != nil {
			t.Errorf("its history is %+v", h)
		}
		sys := w.A.System()
		if n := w.Client.Task.Query().CountX(sys); n != 0 {
			t.Errorf("%d tasks", n)
		}
		if got := s.events(one.ID); len(got) != 1 || got[0] != "complaint.imported" {
			t.Errorf("told %v", got)
		}
		refused(s, "management", Reopen, ReopenInput{ID: one.ID, ExpectedVersion: one.Version, Reason: "又来"}, fault.Precondition("complaint.historic"), "")
		counts(t, s)

		// What the sources say counts in the month of the receipt.
		for who, month := range map[string]string{"management": "2015-03", "auditor": "2015-03"} {
			f, err := Dashboard(s.As(who), s.Client, ptr(month+"-01"), nil)
			if err != nil || f.OnTimeRate.Numerator != 1 || f.OnTimeRate.Denominator != 2 || f.Received != 2 || f.AcceptanceRate.Denominator != 1 {
				t.Errorf("%s: %+v, %v", who, f, err)
			}
		}

		// Again it changes nothing; what the source corrects is corrected, but nobody's words.
		s.takes(file, ImportOptions{System: "OLD"}, "3 rows: 0 created, 0 updated, 3 unchanged, 0 failed")
		s.takes(importHead+"A-2,2015-04-02,,Harbor & Pine,,改写,,,,,,是,,\n", ImportOptions{System: "OLD"}, "1 rows: 0 created, 1 updated, 0 unchanged, 0 failed")
		if now := s.fact("A-2"); now.Version != two.Version+1 || !*now.Timely || now.Content != "太软" || now.CustomerID != three.CustomerID || now.Product != "床垫" ||
			!now.ComplainedAt.Equal(now.ReceivedAt) || now.ReceivedAt.Equal(two.ReceivedAt) {
			t.Errorf("corrected %+v", now)
		}
		counts(t, s)

		// Nothing comes back to one that was erased.
		must(s, "management", Erase, EraseInput{ID: one.ID, ExpectedVersion: one.Version, Reason: "客户要求"})
		erased := s.fact("A-1")
		s.takes(importHead+"A-1,2015-03-02,,山间旅店,新锁,打不开,,,,,,,,\n", ImportOptions{System: "OLD"}, "1 rows: 0 created, 0 updated, 1 unchanged, 0 failed")
		if now := s.fact("A-1"); now.Version != erased.Version || now.Product != erased.Product {
			t.Errorf("after the erasure it became %+v", now)
		}
		// Elsewhere the identifier is another one.
		s.takes(file, ImportOptions{System: "OTHER"}, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
	})
}

// A file without identifiers can be repeated too: a row is known by what stands in it.
func TestImportWithoutIdentifiers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := ImportOptions{Dates: table.MonthFirst, Columns: []ImportColumn{{"Issue", FieldContent}, {"Consumer disputed?", FieldDisputed}}}
		const file = "Issue,Date received,Submitted via,Consumer disputed?\nA,3/2/2015,Web,Yes\nA,3/2/2015,Web,Yes\nA,3/2/2015,Fax,\n"
		s.takes(file, in, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		s.takes(file, in, "3 rows: 0 created, 0 updated, 3 unchanged, 0 failed")
		s.takes(file+"A,3/2/2015,Web,Yes\n", in, "4 rows: 1 created, 0 updated, 3 unchanged, 0 failed")
		counts(t, s)
	})
}

// A row with a mistake is told and left out; nothing of it comes in.
func TestImportRefusesRows(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.Client.Customer.Create().SetName("Twin").SetTierKey("KEY").SaveX(w.A.System())
		s.Client.Customer.Create().SetName("Twin").SetTierKey("KEY").SaveX(w.A.System())
		const head, date = "EXTERNAL_ID,RECEIVED,CHANNEL,CONTENT,CUSTOMER,ANSWERED,TIMELY,STATE\n", "无法识别的日期。请写成 2026-03-14，或说明日期中年月日的顺序。"
		for _, c := range []struct{ row, want string }{
			{"1,3/2/2015,WEB,A,,,,", "RECEIVED: " + date},
			{"1,2030-01-01,WEB,A,,,,", "RECEIVED: 时间不能晚于现在。"},
			{"1,,WEB,A,,,,", "RECEIVED: 此项必填。"},
			{"1,2015-03-02,,A,,,,", "CHANNEL: 此项必填。"},
			{"1,2015-03-02,pigeon,A,,,,", "CHANNEL: 未知的值：pigeon。"},
			{"1,2015-03-02,WEB,,,,,", "CONTENT: 此项必填。"},
			{"1,2015-03-02,WEB,A,Twin,,,", "CUSTOMER: 有多个同名客户，无法确定是哪一个。"},
			{"1,2015-03-02,WEB,A,,2015-03-01,,", "ANSWERED: 答复日期不能早于接收日期。"},
			{"1,2015-03-02,WEB,A,,,perhaps,", "TIMELY: 未知的值：perhaps。"},
			{"1,2015-03-02,WEB,A,,,,PROCESSING", "STATE: 未知的值：PROCESSING。"},
			{",2015-03-02,WEB,A,,,,", "EXTERNAL_ID: 此项必填。"},
		} {
			s.takes(head+c.row+"\n", ImportOptions{System: "S"}, "1 rows: 0 created, 0 updated, 0 unchanged, 1 failed\n2 "+c.want)
			if n := s.Client.Complaint.Query().CountX(w.A.System()); n != 0 {
				t.Fatalf("%s: something came in", c.row)
			}
		}
		s.takes(head+"1,2015-03-02,WEB,A,,,,\n1,2015-03-02,WEB,B,,,,\n", ImportOptions{System: "S"},
			"2 rows: 1 created, 0 updated, 0 unchanged, 1 failed\n3 EXTERNAL_ID: 1 重复出现。")
	})
}

// A file that cannot be read as one of complaints changes nothing.
func TestImportRefusesFiles(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		on(t, w)
		for _, c := range []struct {
			name, file string
			in         ImportOptions
			who, key   string
		}{
			{"a column that is not there", "CONTENT,RECEIVED\n", ImportOptions{Columns: []ImportColumn{{"Issue", FieldContent}}}, "management", "import.bad_header"},
			{"no words", "RECEIVED,CHANNEL\n", ImportOptions{}, "management", "import.bad_header"},
			{"identifiers of nowhere", "CONTENT,RECEIVED,EXTERNAL_ID\n", ImportOptions{}, "management", "input.required"},
			{"an unknown order", "CONTENT,RECEIVED\n", ImportOptions{Dates: "YDM"}, "management", "input.unknown_key"},
			{"too many rows", "CONTENT,RECEIVED\nA,2015-01-01\nC,2015-01-01\n", ImportOptions{MaxRows: 1}, "management", "import.too_many_rows"},
			{"nobody's right", "CONTENT,RECEIVED\n", ImportOptions{}, "head.service", "forbidden"},
		} {
			before := w.Count(t)
			_, err := Import(w.As(c.who), w.Journal, strings.NewReader(c.file), c.in)
			if got := fault.From(err).Key; err == nil || got != c.key {
				t.Errorf("%s: %v, want %s", c.name, err, c.key)
			}
			if after := w.Count(t); fmt.Sprint(before) != fmt.Sprint(after) {
				t.Errorf("%s: something was written", c.name)
			}
		}
	})
}
