package indicators

import (
	"errors"
	"testing"

	"heed/app/apptest"
	"heed/authz"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Requirements are counted by any two dimensions in one statement (D0-69), months show
// the trend, and who does not read all is told of no few.
func TestD0_69(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		august, september := at("2026-08-31 23:59"), at("2026-09-01 00:00")
		for i := range 9 {
			n := need{received: august, urgency: flow.UrgencyUrgent}
			if i < 2 {
				n.received, n.urgency, n.state, n.closed = september, flow.UrgencyGeneral, flow.RequirementClosed, &september
			}
			r := s.need(n)
			s.clock(r, day, map[bool]sla.ClockState{true: sla.ClockMet, false: sla.ClockBreached}[i < 3], n.received, n.received, &n.received)
			if i < 2 {
				s.rate(r, 4+i, september)
			}
		}
		s.need(need{received: august, state: flow.RequirementMerged})
		s.need(need{received: august, of: flow.DepartmentSales, category: flow.RequirementCategoryPrice})
		cross := func(who string, rows flow.Dimension, columns *flow.Dimension) *Table {
			t.Helper()
			ctx, statements := database.WithStatements(s.As(who))
			got, err := Cross(ctx, s.Client, CrossInput{Filter: CrossFilter{Period: flow.PeriodQuarter, Start: ptr("2026-08-01")}, Rows: rows, Columns: columns})
			if err != nil {
				t.Fatal(err)
			}
			if n := statements.Count(); n != 1 {
				t.Errorf("%d statements", n)
			}
			return got
		}
		trend := cross("management", flow.DimensionPeriod, nil)
		if len(trend.Rows) != 3 || *trend.Rows[0].Value != "2026-07" || len(trend.Cells) != 3 {
			t.Fatalf("the trend is %+v", trend)
		}
		for i, want := range []struct{ count, onTime, late, closed int }{{0, 0, 0, 0}, {8, 1, 6, 0}, {2, 2, 0, 2}} {
			if c := trend.Cells[i]; *c.Count != want.count || *c.OnTime != want.onTime || *c.Late != want.late || *c.Closed != want.closed || c.Suppressed {
				t.Errorf("month %d: %d, %d, %d, %d", i, *c.Count, *c.OnTime, *c.Late, *c.Closed)
			}
		}
		if c := trend.Cells[2]; *c.Ratings != 2 || *c.MeanRating != 4.5 {
			t.Errorf("rated %v by %v", c.MeanRating, c.Ratings)
		}
		for _, d := range flow.Dimension("").Values() {
			total := 0
			columns := flow.DimensionUrgency
			if flow.Dimension(d) == columns {
				columns = flow.DimensionPeriod
			}
			got := cross("management", flow.Dimension(d), &columns)
			for _, c := range got.Cells {
				total += *c.Count
			}
			if total != 10 || len(got.Cells) != len(got.Rows)*len(got.Columns) {
				t.Errorf("by %s: %d in %d cells", d, total, len(got.Cells))
			}
		}
		// Two in September are too few to be told, and with August they would be known.
		own := cross("head.service", flow.DimensionPeriod, nil)
		for i, hidden := range []bool{false, true, true} {
			if c := own.Cells[i]; c.Suppressed != hidden || hidden != (c.Count == nil) || hidden != (c.OnTime == nil) || c.MeanRating != nil {
				t.Errorf("month %d: %+v", i, c)
			}
		}
		// Those of other departments are none of theirs.
		by := cross("head.service", flow.DimensionDepartment, nil)
		if len(by.Rows) != 1 || *by.Rows[0].Value != string(s.department(flow.DepartmentService)) || *by.Cells[0].Count != 9 {
			t.Errorf("by department: %+v", by)
		}
		filter := CrossFilter{Period: flow.PeriodMonth}
		for who, c := range map[string]struct {
			in   CrossInput
			want *fault.Error
		}{
			"staff":      {CrossInput{Filter: filter, Rows: flow.DimensionTier}, fault.Forbidden()},
			"management": {CrossInput{Filter: filter, Rows: flow.DimensionTier, Columns: ptr(flow.DimensionTier)}, fault.Input("columns", "cross.same_dimension")},
		} {
			if _, err := Cross(s.As(who), s.Client, c.in); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v", who, err, c.want)
			}
		}
	})
}

// Who reads figures of their departments and is in none counts nothing.
func TestCrossWithoutDepartment(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for range 9 {
			s.need(need{received: at("2026-08-20 10:00")})
		}
		for i, in := range []CrossInput{
			{Filter: CrossFilter{Period: flow.PeriodMonth, Start: ptr("2026-08-01")}, Rows: flow.DimensionUrgency},
			{Filter: CrossFilter{Period: flow.PeriodMonth, Start: ptr("2026-08-01")}, Rows: flow.DimensionDepartment, Columns: ptr(flow.DimensionTier)},
		} {
			if own, err := Cross(s.As("head.service"), s.Client, in); err != nil || len(own.Cells) != 1 || *own.Cells[0].Count != 9 {
				t.Fatalf("%d, in the department: %+v, %v", i, own, err)
			}
			outside := *viewer.From(s.As("head.service"))
			outside.Department, outside.Departments = "", nil
			got, err := Cross(viewer.With(s.As("head.service"), &outside), s.Client, in)
			if err != nil || len(got.Rows) != 0 || len(got.Cells) != 0 {
				t.Errorf("%d, in none: %+v, %v", i, got, err)
			}
		}
	})
}

// From whom roles hide ratings, they are hidden in tables and in what lies behind figures.
func TestRatingsAreMasked(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-08-20 10:00")
		for i := range 6 {
			s.rate(s.need(need{received: when}), 1+i%5, when)
		}
		in := CrossInput{Filter: CrossFilter{Period: flow.PeriodMonth, Start: ptr("2026-08-01")}, Rows: flow.DimensionUrgency}
		for _, masked := range []bool{false, true} {
			ctx := s.As("management")
			if masked {
				v := *viewer.From(ctx)
				v.Masked = map[string]bool{authz.MaskedField(authz.Requirement, "rating"): true}
				ctx = viewer.With(ctx, &v)
			}
			table, err := Cross(ctx, s.Client, in)
			if err != nil {
				t.Fatal(err)
			}
			if c := table.Cells[0]; c.Count == nil || *c.Count != 6 || (c.Ratings == nil) != masked || (c.MeanRating == nil) != masked {
				t.Errorf("masked %t: %+v", masked, c)
			}
			for _, code := range []string{score.RequirementSatisfaction, score.RequirementSatisfactionTop, score.CompletionRate} {
				f := s.value("management", code, "2026-08-01", "")
				for _, part := range []score.Part{score.PartAll, score.PartGood, score.PartRest} {
					var want error
					if masked && code != score.CompletionRate && part != score.PartAll {
						want = fault.New(fault.CodeForbidden, "field.masked").On("rating")
					}
					q, err := f.Requirements(ctx, s.Client.Requirement.Query(), part)
					if !errors.Is(err, want) || (q == nil) != (want != nil) {
						t.Errorf("masked %t: %s, %s: %v, want %v", masked, code, part, err, want)
					}
				}
			}
		}
	})
}

// Too few ratings are not told, nor those of the cell from which they could be got by
// subtraction; the counts beside them are.
func TestFewRatings(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for urgency, rated := range map[flow.Urgency]int{flow.UrgencyUrgent: 2, flow.UrgencyImportant: 6, flow.UrgencyGeneral: 8} {
			for i := range 9 {
				r := s.need(need{received: at("2026-08-20 10:00"), urgency: urgency})
				if i < rated {
					s.rate(r, 4, at("2026-08-21 10:00"))
				}
			}
		}
		for who, told := range map[string]map[string]bool{
			"management":   {"URGENT": true, "IMPORTANT": true, "GENERAL": true},
			"head.service": {"GENERAL": true},
		} {
			table, err := Cross(s.As(who), s.Client, CrossInput{Filter: CrossFilter{Period: flow.PeriodMonth, Start: ptr("2026-08-01")}, Rows: flow.DimensionUrgency})
			if err != nil || len(table.Cells) != 3 {
				t.Fatalf("%+v, %v", table, err)
			}
			for _, c := range table.Cells {
				urgency := *table.Rows[c.Row].Value
				if c.Count == nil || *c.Count != 9 || (c.Ratings != nil) != told[urgency] || (c.MeanRating != nil) != told[urgency] {
					t.Errorf("%s: %s: %+v", who, urgency, c)
				}
			}
		}
	})
}

// The table of two dimensions is of a third's and a fourth's values, for who reads all.
func TestD0_69_FilteredByOtherDimensions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		september := at("2026-09-01 00:00")
		s.need(need{received: september, urgency: flow.UrgencyUrgent})
		s.need(need{received: september, urgency: flow.UrgencyGeneral})
		s.need(need{received: september, urgency: flow.UrgencyUrgent, category: flow.RequirementCategoryPrice})
		s.need(need{received: september, urgency: flow.UrgencyUrgent, of: flow.DepartmentSales})
		count := func(who string, f CrossFilter) (n int, err error) {
			f.Period, f.Start = flow.PeriodMonth, ptr("2026-09-01")
			got, err := Cross(s.As(who), s.Client, CrossInput{Filter: f, Rows: flow.DimensionUrgency})
			if err != nil {
				return 0, err
			}
			for _, c := range got.Cells {
				n += *c.Count
			}
			return n, nil
		}
		price, urgent := []flow.RequirementCategory{flow.RequirementCategoryPrice}, []flow.Urgency{flow.UrgencyUrgent}
		service := []typeid.ID{w.A.Departments[flow.DepartmentService].ID}
		for name, c := range map[string]struct {
			filter CrossFilter
			want   int
		}{
			"all":              {CrossFilter{}, 4},
			"a category":       {CrossFilter{Categories: price}, 1},
			"an urgency":       {CrossFilter{Urgencies: urgent}, 3},
			"and a department": {CrossFilter{Urgencies: urgent, DepartmentIDs: service}, 2},
			"tier, industry":   {CrossFilter{TierKeys: []string{"ORDINARY"}, Industries: []flow.Industry{*s.customer.Industry}}, 4},
			"a tier of nobody": {CrossFilter{TierKeys: []string{"NONE"}}, 0},
			"an industry":      {CrossFilter{Industries: []flow.Industry{flow.IndustryOther}}, 0},
		} {
			if n, err := count("management", c.filter); err != nil || n != c.want {
				t.Errorf("%s: %d, %v, want %d", name, n, err, c.want)
			}
		}
		if _, err := count("head.service", CrossFilter{Urgencies: urgent}); !errors.Is(err, fault.Precondition("cross.filter_needs_all")) {
			t.Errorf("a head: %v", err)
		}
		if _, err := count("management", CrossFilter{TierKeys: make([]string, MaxFilterValues+1)}); !errors.Is(err, fault.Input("filter.tierKeys", "input.too_many")) {
			t.Errorf("too many: %v", err)
		}
	})
}
