package scenario

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// Chapter six: what is needed is entered, found, counted and laid side by side by the
// API alone, each member within what they may read, and leaves as a table.
func TestD0_ChapterSix_Informatization(t *testing.T) {
	chapter(t, func(s *scene) {
		hotel, mall, bakery := s.customers()
		s.entering(hotel, mall, bakery)
		s.searching()
		s.counting()
		s.crossing()
		s.leaving()
	})
}

// entering: people and another system write requirements down.
func (s *scene) entering(hotel, mall, bakery node) {
	for _, c := range []struct {
		who  string
		of   node
		more vars
	}{
		{"management", hotel, vars{"title": "冷柜报警", "originalText": "温度不对要报警", "urgency": "URGENT", "aspects": []string{"FUNCTION"}}},
		{"management", mall, vars{"title": "冷柜报警", "originalText": "冷柜坏了没人知道", "urgency": "URGENT", "aspects": []string{"FUNCTION"}}},
		{"member.service", bakery, vars{"title": "上门培训", "originalText": "新员工不会用烤箱", "category": "SERVICE", "aspects": []string{"TRAINING"}, "servicePhase": "AFTER_SALE"}},
		{"integration", hotel, vars{"title": "批量价", "originalText": "超过一百台要便宜", "category": "PRICE", "urgency": "IMPORTANT", "source": "INTEGRATION", "channel": nil, "price": vars{"max": "900.00", "currency": "CNY", "sensitivity": "HIGH"}}},
	} {
		in := merged(vars{
			"customerId": c.of.id(), "source": "VISIT", "channel": "VISIT", "collectedAt": s.in(-time.Hour), "category": "PRODUCT", "urgency": "GENERAL", "nature": "FUNCTIONAL",
			"leadDepartmentId": s.department("SERVICE"),
		}, c.more)
		made := s.does(c.who, "requirementCreate", in, "")
		s.does("management", "requirementReceive", with(made, nil), "")
	}
	s.refuses("integration", "requirementCreate", vars{
		"customerId": hotel.id(), "title": "价格", "originalText": "便宜点", "source": "INTEGRATION", "collectedAt": s.in(0), "category": "PRICE", "urgency": "GENERAL",
		"price": vars{"min": "9", "max": "8", "currency": "CNY"},
	}, "BAD_USER_INPUT", "price.max")
}

// searching: by words, state, urgency and customer, in order and page by page.
func (s *scene) searching() {
	const document = `query($f: RequirementFilter, $first: Int, $after: Cursor) { requirements(filter: $f, first: $first, after: $after, orderBy: {field: URGENCY, direction: DESC}) {
		totalCount pageInfo { hasNextPage endCursor } edges { node { title urgency } } } }`
	for _, c := range []struct {
		who    string
		filter vars
		want   float64
	}{
		{"management", nil, 4},
		{"management", vars{"text": "冷柜"}, 2},
		{"management", vars{"text": "晨光"}, 2}, // by the customer's name
		{"management", vars{"urgencies": []string{"URGENT"}}, 2},
		{"management", vars{"states": []string{"DRAFT"}}, 0},
		{"management", vars{"tierKeys": []string{"KEY"}}, 3},
		{"head.service", nil, 4},
		{"head.sales", nil, 0},
		{"staff", nil, 0},
		{"auditor", vars{"text": "烤箱"}, 1},
	} {
		s.asks(c.who, document, vars{"f": c.filter, "first": 10}).at("requirements").is(vars{"totalCount": c.want})
	}
	var order []string
	for after, more := any(nil), true; more; {
		page := s.asks("management", document, vars{"first": 3, "after": after}).at("requirements")
		for _, e := range page.list("edges") {
			order = append(order, e.text("node", "urgency"))
		}
		more, after = page.find("pageInfo.hasNextPage") == true, page.find("pageInfo.endCursor")
	}
	if !slices.Equal(order, []string{"URGENT", "URGENT", "IMPORTANT", "GENERAL"}) {
		s.t.Errorf("the order is %v", order)
	}
}

// counting: by state and urgency, at once.
func (s *scene) counting() {
	board := s.asks("management", `query { requirementDashboard { byState { state count } byUrgency { urgency count } } }`, nil).at("requirementDashboard")
	count := func(list, key, value string) any {
		for _, one := range board.list(list) {
			if one.text(key) == value {
				return one.at("count").v
			}
		}
		return nil
	}
	if count("byState", "state", "RECEIVED") != 4.0 || count("byUrgency", "urgency", "URGENT") != 2.0 || count("byUrgency", "urgency", "GENERAL") != 1.0 {
		s.t.Errorf("the board is %v", board.v)
	}
}

// crossing: one dimension against another, the trend, and what many customers need.
func (s *scene) crossing() {
	const document = `query($rows: Dimension!, $columns: Dimension) { requirementCross(filter: {period: YEAR, start: "2026-01-01"}, rows: $rows, columns: $columns) {
		rows { value label } columns { value } cells { row column count suppressed } } }`
	cell := func(who, rows, row string, columns, column any) (count, suppressed any) {
		cross := s.asks(who, document, vars{"rows": rows, "columns": columns}).at("requirementCross")
		place := func(list string, want any) float64 {
			return float64(slices.IndexFunc(cross.list(list), func(n node) bool { return n.at("value").v == want }))
		}
		r, c := place("rows", row), 0.0
		if column != nil {
			c = place("columns", column)
		}
		for _, one := range cross.list("cells") {
			if one.at("row").v == r && one.at("column").v == c {
				return one.at("count").v, one.at("suppressed").v
			}
		}
		return nil, nil
	}
	if n, _ := cell("management", "CATEGORY", "PRODUCT", "URGENCY", "URGENT"); n != 2.0 {
		s.t.Errorf("%v urgent products", n)
	}
	if n, _ := cell("management", "TIER", "KEY", "SOURCE", "INTEGRATION"); n != 1.0 {
		s.t.Errorf("%v of key customers by another system", n)
	}
	if n, _ := cell("management", "DEPARTMENT", s.department("SERVICE"), nil, nil); n != 4.0 {
		s.t.Errorf("%v of the department", n)
	}
	if n, hidden := cell("head.service", "CATEGORY", "PRODUCT", "URGENCY", "URGENT"); n != nil || hidden != true {
		s.t.Errorf("a small cell is shown to a head: %v, %v", n, hidden)
	}
	needs := s.asks("management", `query { requirementNeeds(filter: {period: YEAR, start: "2026-01-01"}) { customers requirements shares { category aspect customers requirements share common } themes { text texts } } }`, nil).at("requirementNeeds")
	needs.is(vars{"customers": 3.0, "requirements": 4.0})
	shares := needs.list("shares")
	i := slices.IndexFunc(shares, func(n node) bool { return n.at("aspect").v == "FUNCTION" })
	if i < 0 {
		s.t.Fatalf("the needs are %v", needs.v)
	}
	shares[i].is(vars{"customers": 2.0, "requirements": 2.0, "common": true})
	if !slices.ContainsFunc(needs.list("themes"), func(n node) bool { return n.text("text") == "冷柜" && n.at("texts").v == 2.0 }) {
		s.t.Errorf("the themes are %v", needs.at("themes").v)
	}
}

// leaving: the ledger as a workbook, for who may take it along.
func (s *scene) leaving() {
	s.refuses("staff", "requirementLedgerExport", vars{"format": "XLSX"}, "FORBIDDEN", "")
	made := s.whole("management", "requirementLedgerExport", vars{"format": "XLSX", "filter": vars{"text": "冷柜"}}, "state | url")
	book, err := excelize.OpenReader(bytes.NewReader([]byte(s.fetch(made.text("url")))))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(rows) != 3 {
		s.t.Fatalf("%v: %v", err, rows)
	}
	s.again("management", made.at("export"), "state rows rowsDone").is(vars{"state": "DONE", "rows": 2.0, "rowsDone": 2.0})
	if told := s.told(string(s.A.ID)); !slices.Contains(told, "requirement.ledger_exported") {
		s.t.Errorf("told is %v", told)
	}
}
