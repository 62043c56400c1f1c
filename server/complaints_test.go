package server_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"os"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	entrequirement "heed/ent/requirement"
	"heed/rules/flow"
	"heed/server/servertest"
)

// channels are the ways by which the tables' rows came in.
var channels = map[string]flow.Channel{
	"Web": flow.ChannelWeb, "Referral": flow.ChannelThirdParty, "Phone": flow.ChannelPhone,
	"Postal mail": flow.ChannelPost, "Fax": flow.ChannelFax,
}

// A table of complaints comes in through the API alone: companies as
// customers, issues as requirements.
func TestImportComplaints(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		importComplaints(t, servertest.New(t, w), "testdata/complaints.csv", 3, 6)
	})
}

// The same with real input, of which the path is given.
func TestImportManyComplaints(t *testing.T) {
	path := os.Getenv("HEED_COMPLAINTS_CSV")
	if path == "" {
		t.Log("HEED_COMPLAINTS_CSV names no table: only the small one was imported")
		return
	}
	s := servertest.New(t, apptest.NewPostgresWorld(t))
	importComplaints(t, s, path, 491, 3186)
}

func importComplaints(t *testing.T, s *servertest.Server, path string, customers, requirements int) {
	t.Helper()
	rows := readTable(t, path)
	token := s.Token(t, "management")
	var companies bytes.Buffer
	w := csv.NewWriter(&companies)
	seen := map[string]bool{}
	for _, row := range append([]map[string]string{{"Company": "Company"}}, rows...) {
		if name := row["Company"]; !seen[name] {
			seen[name] = true
			if err := w.Write([]string{name, name}); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Flush()
	table := "Company,ID\n" + companies.String()[len("Company,Company\n"):]
	const doc = `mutation Import($in: CustomersImportInput!) { customersImport(input: $in) { rows created updated unchanged failed errors { line column message } } }`
	in := vars{"in": vars{
		"csv": table, "system": "COMPLAINTS",
		"columns": []any{vars{"column": "Company", "field": "NAME"}, vars{"column": "ID", "field": "EXTERNAL_ID"}},
	}}
	if n := s.Do(t, token, doc, in).Get(t, "customersImport.created"); n != float64(customers) {
		t.Fatalf("%v customers were made, want %d", n, customers)
	}
	if n := s.Do(t, token, doc, in).Get(t, "customersImport.unchanged"); n != float64(customers) {
		t.Errorf("the second time %v were found, want %d", n, customers)
	}
	ids := map[string]string{}
	for _, c := range s.Client.Customer.Query().AllX(s.A.System()) {
		ids[c.Name] = string(c.ID)
	}
	want, received := map[flow.Channel]int{}, map[string]time.Time{}
	for i, row := range rows {
		at, err := time.Parse("1/2/2006", row["Date received"])
		if err != nil {
			t.Fatal(err)
		}
		channel := channels[row["Submitted via"]]
		want[channel]++
		a := s.Do(t, token, newRequirement, vars{"in": vars{
			"customerId": ids[row["Company"]], "title": row["Issue"], "originalText": row["Issue"] + " " + row["Sub-issue"],
			"source": "COMPLAINT", "channel": channel, "collectedAt": at.Format(time.RFC3339), "category": "SERVICE", "urgency": "GENERAL",
		}})
		if a.Code() != "" {
			t.Fatalf("row %d: %s", i+1, a.Body)
		}
		id, ok := a.Get(t, "requirementCreate.requirement.id").(string)
		if !ok {
			t.Fatalf("row %d: %s", i+1, a.Body)
		}
		received[id] = at
	}
	made := s.Client.Requirement.Query().AllX(s.A.System())
	for _, r := range made {
		if at, ok := received[string(r.ID)]; !ok || !r.CollectedAt.Equal(at) {
			t.Errorf("%s was collected at %v, the file says %v", r.ID, r.CollectedAt, at)
		}
	}
	if len(made) != requirements || len(received) != requirements {
		t.Errorf("%d requirements of %d rows, want %d", len(made), len(received), requirements)
	}
	got := map[flow.Channel]int{}
	var groups []struct {
		Channel flow.Channel
		Count   int
	}
	s.Client.Requirement.Query().GroupBy(entrequirement.FieldChannel).Aggregate(ent.As(ent.Count(), "count")).ScanX(s.A.System(), &groups)
	for _, g := range groups {
		got[g.Channel] = g.Count
	}
	if !maps.Equal(got, want) {
		t.Errorf("by channel %v, want %v", got, want)
	}
	if n := s.Do(t, token, ledger, vars{"first": 1}).Get(t, "requirements.totalCount"); n != float64(requirements) {
		t.Errorf("%v requirements in the ledger, want %d", n, requirements)
	}
}

func readTable(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, 0, len(lines))
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}
