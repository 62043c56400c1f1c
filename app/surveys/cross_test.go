package surveys

import (
	"errors"
	"fmt"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
)

// crossed has six of a tier content, and two of another not.
func (s *stage) crossed() *ent.SurveyCampaign {
	s.t.Helper()
	var of []*ent.Customer
	for i := range 8 {
		tier := "KEY"
		if i >= 6 {
			tier = "STRATEGIC"
		}
		of = append(of, s.customer(fmt.Sprint("店", i), func(in *customers.CreateInput) { in.TierKey = &tier }))
	}
	c := s.running("experience")
	for i, one := range of {
		overall := 5.0
		if i >= 6 {
			overall = 1
		}
		s.submit(c, one, false, experience(overall)...)
	}
	return c
}

// Behind a cell stand five at least, or nobody can tell how many.
func TestD3_22_Cross(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.crossed()
		for _, who := range []string{"committee", "admin"} {
			table, err := Cross(s.As(who), s.Client, c.ID, ByTier, BySatisfaction)
			if err != nil || len(table.Cells)+len(table.Rows)+len(table.Columns) != 0 {
				t.Errorf("while it runs %s sees %v, %v", who, table, err)
			}
		}
		c = s.close(c.ID)
		for _, who := range []string{"committee", "management", "admin"} {
			table, err := Cross(s.As(who), s.Client, c.ID, ByTier, BySatisfaction)
			if err != nil {
				t.Fatal(err)
			}
			if len(table.Rows) != 3 || len(table.Columns) != 3 || len(table.Cells) != 9 || *table.Rows[0].Code != "STRATEGIC" || *table.Columns[0].Code != string(flow.TagSatisfied) || table.MinimumCellSize != survey.LeastCell {
				t.Fatalf("it is %v", table)
			}
			for i, cell := range table.Cells {
				if cell.Count != nil && *cell.Count > 0 && *cell.Count < survey.LeastCell {
					t.Errorf("%s: cell %d shows %d", who, i, *cell.Count)
				}
			}
			// Two unhappy ones and their sums are hidden; so is a second of each line with them.
			if table.Cells[2].Count != nil || table.Cells[1].Count != nil || table.Cells[0].Count == nil || *table.Cells[0].Count != 0 {
				t.Errorf("%s: the small row shows %v %v", who, table.Cells[1].Count, table.Cells[2].Count)
			}
			for _, i := range []int{3, 5, 6, 7} { // the six, and totals that would tell of the two
				if table.Cells[i].Count != nil || table.Cells[i].Mean != nil {
					t.Errorf("%s: cell %d shows %v of mean %v", who, i, table.Cells[i].Count, table.Cells[i].Mean)
				}
			}
			if all := table.Cells[8]; *all.Count != 8 || *all.Mean != 4 {
				t.Errorf("%s: all are %v", who, all)
			}
			turned, err := Cross(s.As(who), s.Client, c.ID, BySatisfaction, ByTier)
			if err != nil || len(turned.Cells) != 9 || *turned.Rows[0].Code != string(flow.TagSatisfied) || *turned.Columns[0].Code != "STRATEGIC" {
				t.Fatalf("turned it is %v, %v", turned, err)
			}
			for i := range 9 {
				if (turned.Cells[i%3*3+i/3].Count == nil) != (table.Cells[i].Count == nil) {
					t.Errorf("%s: turned, cell %d is hidden differently", who, i)
				}
			}
		}
		for _, rows := range []Dimension{ByTier, ByIndustry, ByPriority} {
			if _, err := Cross(s.As("management"), s.Client, c.ID, rows, BySatisfaction); err != nil {
				t.Errorf("%s: %v", rows, err)
			}
		}
		for name, k := range map[string]struct {
			who           string
			rows, columns Dimension
			want          error
		}{
			"by the same twice":     {"management", ByTier, ByTier, fault.Input("", "input.duplicate")},
			"by nothing there is":   {"management", ByTier, "MOON", fault.Input("", "input.unknown_key")},
			"as another department": {"head.sales", ByTier, ByIndustry, fault.NotFound()},
			"as staff":              {"staff", ByTier, ByIndustry, fault.Forbidden()},
		} {
			t.Run(name, func(t *testing.T) {
				if _, err := Cross(s.As(k.who), s.Client, c.ID, k.rows, k.columns); !errors.Is(err, k.want) {
					t.Errorf("%v, want %v", err, k.want)
				}
			})
		}
		if _, err := Cross(w.B.As("management"), s.Client, c.ID, ByTier, ByIndustry); !errors.Is(err, fault.NotFound()) {
			t.Errorf("another company sees it: %v", err)
		}
	})
}

// nothing tells whether figures say how many answers there are, and no more.
func (r *Results) nothing() bool {
	return r.Withheld && r.Mean == nil && r.NPS == nil && r.MeanSeconds == nil && r.Change == Change{} && r.Conversion == Rate{} &&
		len(r.Questions)+len(r.Needs)+len(r.Modules)+len(r.DropOff)+r.Warnings+r.Urgent == 0
}

// Who does not read the answers sees figures alone, of a campaign that is over, and none of
// fewer than five: two of five and six people apart would tell the sixth.
func TestD3_22_Withheld(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		var of []*ent.Customer
		for i := range 6 {
			of = append(of, s.customer(fmt.Sprint("店", i)))
		}
		service := func(in *CampaignCreateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentService)) }
		c, few := s.running("experience", service), s.running("experience", service)
		for i, one := range of {
			for who, hides := range map[string]bool{"committee": i > 0, "admin": i > 0, "management": false, "auditor": false, "head.service": false, "member.service": false} {
				is, err := ResultsOf(s.As(who), s.Client, c.ID)
				if err != nil || is.Responses != i || is.Progress.Completed != i || is.Withheld != hides || hides && !is.nothing() {
					t.Errorf("after %d %s sees %v, %v", i, who, is, err)
				}
			}
			s.submit(c, one, true, experience(float64(min(1+i, 5)))...)
			if i < 4 {
				s.submit(few, one, true, experience(1)...)
			}
		}
		if is, err := ResultsOf(s.As("committee"), s.Client, c.ID); err != nil || !is.nothing() {
			t.Errorf("while it runs the committee sees %v, %v", is, err)
		}
		s.close(c.ID)
		s.close(few.ID)
		is, err := ResultsOf(s.As("committee"), s.Client, c.ID)
		if err != nil || is.Withheld || *is.Mean != 20.0/6 || is.Warnings != 2 || is.Urgent != 6 {
			t.Errorf("of six the committee sees %v, %v", is, err)
		}
		for _, n := range is.Needs {
			if n.Count < 5 {
				t.Errorf("the committee sees the tag %v of %d", n.Tag, n.Count)
			}
		}
		for who, hides := range map[string]bool{"committee": true, "admin": true, "management": false, "head.service": false} {
			is, err := ResultsOf(s.As(who), s.Client, few.ID)
			table, wrong := Cross(s.As(who), s.Client, few.ID, ByTier, BySatisfaction)
			if err != nil || wrong != nil || is.Withheld != hides || hides && !is.nothing() || hides != (len(table.Cells) == 0) {
				t.Errorf("of four %s sees %v and %v, %v %v", who, is, table, err, wrong)
			}
		}
		if n := s.Client.SurveyResponse.Query().CountX(s.As("committee")); n != 0 {
			t.Errorf("the committee reads %d responses", n)
		}
		if n := s.Client.SurveyResponse.Query().CountX(s.As("member.service")); n != 10 {
			t.Errorf("a member reads %d responses", n)
		}
		if n := s.Client.SurveyResponse.Query().CountX(s.As("head.sales")); n != 0 {
			t.Errorf("another department reads %d responses", n)
		}
		for who, want := range map[string]error{"staff": fault.Forbidden(), "head.sales": fault.NotFound()} {
			if _, err := ResultsOf(s.As(who), s.Client, c.ID); !errors.Is(err, want) {
				t.Errorf("%s: %v", who, err)
			}
		}
	})
}
