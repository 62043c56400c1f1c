package server_test

import (
	"maps"
	"os"
	"testing"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/server/servertest"
)

// A table of complaints comes in as complaints of the past, through the API: by channel and
// product, in time or not, disputed or not, as the file says (D1-43, D2-65).
func TestD2_65_ImportedComplaints(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		importPast(t, servertest.New(t, w), "testdata/history.csv", past{timely: [2]int{4, 3}, disputed: [3]int{1, 4, 2}})
	})
}

// The same with real input, of which the path is given.
func TestD2_65_ManyImportedComplaints(t *testing.T) {
	path := os.Getenv("HEED_COMPLAINTS_CSV")
	if path == "" {
		t.Log("HEED_COMPLAINTS_CSV names no table: only the small one was imported")
		return
	}
	s := servertest.New(t, apptest.NewPostgresWorld(t))
	importPast(t, s, path, past{timely: [2]int{3093, 93}, disputed: [3]int{595, 2534, 57}})
}

// past is what a table says: timely or not; disputed, not, or nothing said.
type past struct {
	timely   [2]int
	disputed [3]int
}

func importPast(t *testing.T, s *servertest.Server, path string, want past) {
	t.Helper()
	const run = `mutation Import($in: ComplaintsImportInput!) { complaintsImport(input: $in) { rows created updated unchanged failed errors { line column message } } }`
	rows := readTable(t, path)
	table, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var columns []any
	for column, field := range map[string]string{
		"Date received": "RECEIVED", "Issue": "CONTENT", "Product": "PRODUCT", "Company": "CUSTOMER", "Submitted via": "CHANNEL",
		"Company response to consumer": "RESPONSE", "Timely response?": "TIMELY", "Consumer disputed?": "DISPUTED", "State": "IGNORE",
	} {
		columns = append(columns, vars{"column": column, "field": field})
	}
	token := s.Token(t, "management")
	takes := func(dry bool, outcome string) {
		t.Helper()
		a := s.Do(t, token, run, vars{"in": vars{"csv": string(table), "columns": columns, "system": "COMPLAINTS", "dates": "MDY", "dryRun": dry}})
		if a.Get(t, "complaintsImport."+outcome) != float64(len(rows)) {
			t.Fatalf("%s: %s", outcome, a.Body)
		}
	}
	takes(true, "created")
	takes(false, "created")
	takes(false, "unchanged")

	sys := s.A.System()
	channels := map[string]flow.Channel{
		"Web": flow.ChannelWeb, "Phone": flow.ChannelPhone, "Referral": flow.ChannelThirdParty, "Postal mail": flow.ChannelPost, "Fax": flow.ChannelFax, "Email": flow.ChannelEmail,
	}
	wantChannels, gotChannels := map[flow.Channel]int{}, map[flow.Channel]int{}
	wantProducts, gotProducts := map[string]int{}, map[string]int{}
	type counted struct{ received, timely int }
	months := map[string]counted{}
	for _, row := range rows {
		wantChannels[channels[row["Submitted via"]]]++
		wantProducts[row["Product"]]++
		m := months[month(t, row["Date received"])]
		m.received++
		if row["Timely response?"] == "Yes" {
			m.timely++
		}
		months[month(t, row["Date received"])] = m
	}
	var got past
	for _, c := range s.Client.Complaint.Query().AllX(sys) {
		if !c.Historic || c.State != flow.ComplaintClosed || c.Intake != flow.IntakeImport || c.Timely == nil {
			t.Fatalf("made %+v", c)
		}
		gotChannels[c.Channel]++
		gotProducts[c.Product]++
		got.timely[place(*c.Timely)]++
		if c.Disputed == nil {
			got.disputed[2]++
		} else {
			got.disputed[place(*c.Disputed)]++
		}
	}
	if got != want {
		t.Errorf("timely, late and disputed %+v, want %+v", got, want)
	}
	if !maps.Equal(gotChannels, wantChannels) || !maps.Equal(gotProducts, wantProducts) {
		t.Errorf("channels %v, want %v; products %v, want %v", gotChannels, wantChannels, gotProducts, wantProducts)
	}
	if n := s.Client.SlaClock.Query().CountX(sys) + s.Client.Task.Query().CountX(sys) + s.Client.Notification.Query().CountX(sys); n != 0 {
		t.Errorf("%d clocks, tasks and notices", n)
	}

	// The indicator, the dashboard and the analysis of each month have what the file says.
	const figures = `query Rate($start: Date!) {
		indicatorValue(code: "complaint_on_time_rate", start: $start) { numerator denominator }
		complaintDashboard(from: $start) { received onTimeRate { numerator denominator } }
		complaintTrend(from: $start) { received onTime }
		complaintPareto(by: PRODUCT, from: $start) { total rows { value count } } }`
	products := map[string]int{}
	for m, n := range months {
		a := s.Do(t, token, figures, vars{"start": m + "-01"})
		for path, want := range map[string]int{
			"indicatorValue.numerator": n.timely, "indicatorValue.denominator": n.received, "complaintDashboard.received": n.received,
			"complaintDashboard.onTimeRate.numerator": n.timely, "complaintDashboard.onTimeRate.denominator": n.received,
			"complaintTrend.0.received": n.received, "complaintTrend.0.onTime": n.timely, "complaintPareto.total": n.received,
		} {
			if a.Get(t, path) != float64(want) {
				t.Errorf("%s: %s is %v, want %d", m, path, a.Get(t, path), want)
			}
		}
		bars, _ := a.Get(t, "complaintPareto.rows").([]any)
		for _, one := range bars {
			if row, ok := one.(map[string]any); ok {
				value, _ := row["value"].(string)
				count, _ := row["count"].(float64)
				products[value] += int(count)
			}
		}
	}
	if !maps.Equal(products, wantProducts) {
		t.Errorf("in the analysis there are %v, want %v", products, wantProducts)
	}
}

func place(yes bool) int {
	if yes {
		return 0
	}
	return 1
}
