package server_test

import (
	"maps"
	"os"
	"testing"
	"time"

	"heed/app/apptest"
	entrequirement "heed/ent/requirement"
	"heed/rules/flow"
	"heed/server/servertest"
)

// A table of complaints comes in as facts, through the API (D0-68, D0-70).
func TestImportHistory(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		importHistory(t, servertest.New(t, w), "testdata/history.csv", wanted{customers: 3, timely: 4, late: 3})
	})
}

// The same with real input, of which the path is given.
func TestImportManyFacts(t *testing.T) {
	path := os.Getenv("HEED_COMPLAINTS_CSV")
	if path == "" {
		t.Log("HEED_COMPLAINTS_CSV names no table: only the small one was imported")
		return
	}
	s := servertest.New(t, apptest.NewPostgresWorld(t))
	importHistory(t, s, path, wanted{customers: 491, timely: 3093, late: 93})
}

// wanted is what a table of complaints makes.
type wanted struct{ customers, timely, late int }

const importFacts = `mutation Import($in: RequirementsImportInput!) { requirementsImport(input: $in) { rows created updated unchanged failed errors { line column message } } }`

func importHistory(t *testing.T, s *servertest.Server, path string, want wanted) {
	t.Helper()
	rows := readTable(t, path)
	table, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var columns []any
	for column, field := range map[string]string{
		"Date received": "RECEIVED", "Issue": "TITLE", "Sub-issue": "CONTENT", "Company": "CUSTOMER", "Submitted via": "CHANNEL",
		"Date sent to company": "SENT", "Company response to consumer": "RESPONSE", "Timely response?": "TIMELY",
	} {
		columns = append(columns, vars{"column": column, "field": field})
	}
	token := s.Token(t, "management")
	run := func(dry bool) map[string]any {
		a := s.Do(t, token, importFacts, vars{"in": vars{"csv": string(table), "columns": columns, "system": "COMPLAINTS", "dates": "MDY", "dryRun": dry}})
		done, ok := a.Get(t, "requirementsImport").(map[string]any)
		if !ok || done["failed"] != 0.0 {
			t.Fatalf("the import: %s", a.Body)
		}
		return done
	}
	made := float64(len(rows))
	if done := run(true); done["created"] != made || s.Client.Requirement.Query().CountX(s.A.System()) != 0 {
		t.Errorf("a dry run: %v", done)
	}
	if done := run(false); done["created"] != made || done["rows"] != made {
		t.Errorf("the import: %v", done)
	}
	if done := run(false); done["unchanged"] != made {
		t.Errorf("the second time: %v", done)
	}

	sys := s.A.System()
	wantResponses, gotResponses := map[string]int{}, map[string]int{}
	wantMonths, gotMonths := map[string][2]int{}, map[string][2]int{}
	count := func(months map[string][2]int, month string, timely bool) {
		n := months[month]
		n[1]++
		if timely {
			n[0]++
		}
		months[month] = n
	}
	for _, row := range rows {
		wantResponses[row["Company response to consumer"]]++
		count(wantMonths, month(t, row["Date received"]), row["Timely response?"] == "Yes")
	}
	zone := time.FixedZone("CST", 8*60*60) // the company's
	timely := 0
	for _, r := range s.Client.Requirement.Query().AllX(sys) {
		if r.State != flow.RequirementClosed || r.Timely == nil || r.SentAt == nil {
			t.Fatalf("made %+v", r)
		}
		if *r.Timely {
			timely++
		}
		gotResponses[r.StatedResponse]++
		count(gotMonths, r.ReceivedAt.In(zone).Format("2006-01"), *r.Timely)
	}
	if timely != want.timely || len(rows)-timely != want.late {
		t.Errorf("timely %d, late %d, want %+v", timely, len(rows)-timely, want)
	}
	if !maps.Equal(gotResponses, wantResponses) {
		t.Errorf("responses %v, want %v", gotResponses, wantResponses)
	}
	if !maps.Equal(gotMonths, wantMonths) {
		t.Errorf("by month %v, want %v", gotMonths, wantMonths)
	}
	if n := s.Client.Customer.Query().CountX(sys); n != want.customers {
		t.Errorf("%d customers, want %d", n, want.customers)
	}
	if n := s.Client.SlaClock.Query().CountX(sys) + s.Client.Task.Query().CountX(sys) + s.Client.Notification.Query().CountX(sys); n != 0 {
		t.Errorf("%d clocks, tasks and notices", n)
	}
	told := map[string]int{}
	for _, e := range s.A.Events(t) {
		told[e.Type]++
	}
	if told["requirement.imported"] != len(rows) || told["customer.created"] != want.customers {
		t.Errorf("told %v", told)
	}

	// The indicator of each month has what the file says, and so has the dashboard.
	const rate = `query Rate($start: Date!) {
		indicatorValue(code: "response_on_time_rate", start: $start) { numerator denominator }
		requirementDashboard(from: $start) { responseOnTimeRate { numerator denominator } } }`
	for m, n := range wantMonths {
		a := s.Do(t, token, rate, vars{"start": m + "-01"})
		for _, figure := range []string{"indicatorValue", "requirementDashboard.responseOnTimeRate"} {
			if a.Get(t, figure+".numerator") != float64(n[0]) || a.Get(t, figure+".denominator") != float64(n[1]) {
				t.Errorf("%s: %s, want %v", m, a.Body, n)
			}
		}
	}

	// One of them tells its history.
	first := s.Client.Requirement.Query().Where(entrequirement.Timely(false)).FirstX(sys)
	a := s.Do(t, token, `query One($id: ID!) { node(id: $id) { ... on Requirement { state historic dueAt clocks { id } availableActions
		history { sentAt answeredAt timely response system externalId importedAt } } } }`, vars{"id": first.ID})
	if a.Get(t, "node.historic") != true || a.Get(t, "node.history.timely") != false || a.Get(t, "node.history.response") != first.StatedResponse ||
		a.Get(t, "node.history.system") != "COMPLAINTS" || a.Get(t, "node.history.answeredAt") != nil || a.Get(t, "node.dueAt") != nil {
		t.Errorf("one is %s", a.Body)
	}
}

// month is the month of a day of the table.
func month(t *testing.T, day string) string {
	t.Helper()
	at, err := time.Parse("1/2/2006", day)
	if err != nil {
		t.Fatal(err)
	}
	return at.Format("2006-01")
}
