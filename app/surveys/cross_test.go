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

// Who reads no answers sees figures alone, and none of fewer than five.
func TestD3_22_Withheld(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		var of []*ent.Customer
		for i := range 5 {
			of = append(of, s.customer(fmt.Sprint("店", i)))
		}
		c := s.running("experience", func(in *CampaignCreateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentService)) })
		for i, one := range of {
			for who, hides := range map[string]bool{"committee": i > 0, "admin": i > 0, "management": false, "auditor": false, "head.service": false, "member.service": false} {
				is, err := ResultsOf(s.As(who), s.Client, c.ID)
				if err != nil || is.Responses != i || is.Withheld != hides || hides && (is.Mean != nil || is.NPS != nil || len(is.Questions)+len(is.Needs)+len(is.Modules)+is.Warnings+is.Urgent > 0) {
					t.Errorf("after %d %s sees %v, %v", i, who, is, err)
				}
			}
			s.submit(c, one, true, experience(float64(1+i))...)
		}
		is, err := ResultsOf(s.As("committee"), s.Client, c.ID)
		if err != nil || is.Withheld || *is.Mean != 3 || is.Warnings != 2 || is.Urgent != 5 {
			t.Errorf("after five the committee sees %v, %v", is, err)
		}
		if n := s.Client.SurveyResponse.Query().CountX(s.As("committee")); n != 0 {
			t.Errorf("the committee reads %d responses", n)
		}
		if n := s.Client.SurveyResponse.Query().CountX(s.As("member.service")); n != 5 {
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
