package indicators

import (
	"errors"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/words"
)

// Needs that many customers have are common, and themes are told again and again
// (D0-72); each viewer sees those of the requirements that they may read.
func TestD0_72(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-08-20 10:00")
		aspect := flow.Aspect(flow.Aspect("").Values()[0])
		for i, title := range []string{"门锁安装困难", "安装说明不清", "价格偏高", "价格偏高"} {
			n := need{received: when}
			if i > 1 {
				n.of, n.category = flow.DepartmentSales, flow.RequirementCategoryPrice
				s.customer = s.client("ORDINARY", flow.DepartmentSales, when)
			}
			s.Client.Requirement.UpdateOne(s.need(n)).SetTitle(title).SetAspects([]flow.Aspect{aspect}).ExecX(s.then(when))
		}
		s.need(need{received: at("2026-09-01 00:00")})
		in := CrossFilter{Period: flow.PeriodMonth, Start: ptr("2026-08-01")}
		all, err := Needs(s.As("management"), s.Client, in)
		if err != nil {
			t.Fatal(err)
		}
		price := score.NeedShare{Category: flow.RequirementCategoryPrice, Customers: 2, Requirements: 2, Share: 2.0 / 3, Common: true}
		if all.Customers != 3 || all.Requirements != 4 || all.Sampled || len(all.Shares) != 4 || all.Shares[0] != price {
			t.Errorf("%+v", all)
		}
		if !slices.Contains(all.Themes, words.Theme{Text: "价格", Texts: 2}) || !slices.Contains(all.Themes, words.Theme{Text: "安装", Texts: 2}) {
			t.Errorf("themes: %v", all.Themes)
		}
		own, err := Needs(s.As("head.service"), s.Client, in)
		if err != nil || own.Customers != 1 || own.Requirements != 2 {
			t.Errorf("%+v, %v", own, err)
		}
		if _, err := Needs(s.As("management"), s.Client, CrossFilter{Period: flow.PeriodMonth, Start: ptr("soon")}); !errors.Is(err, fault.Input("filter.start", "sla.date_format")) {
			t.Errorf("%v", err)
		}
	})
}

// Who reads a requirement and not its customer is not told by a filter of which class
// or line of business the customer is.
func TestNeedsOfCustomersOutOfSight(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-08-20 10:00")
		s.need(need{received: when})
		s.customer = s.client("KEY", flow.DepartmentSales, when)
		s.need(need{received: when}) // of another department's customer, for the service department
		industry := []flow.Industry{*s.customer.Industry}
		for name, c := range map[string]struct {
			filter      CrossFilter
			whole, part int
		}{
			"everything":          {CrossFilter{}, 2, 2},
			"a tier":              {CrossFilter{TierKeys: []string{"KEY"}}, 1, 0},
			"a tier of their own": {CrossFilter{TierKeys: []string{"ORDINARY"}}, 1, 1},
			"an industry":         {CrossFilter{Industries: industry}, 2, 1},
			"both":                {CrossFilter{TierKeys: []string{"KEY"}, Industries: industry}, 1, 0},
		} {
			for who, want := range map[string]int{"management": c.whole, "head.service": c.part} {
				c.filter.Period, c.filter.Start = flow.PeriodMonth, ptr("2026-08-01")
				if got, err := Needs(s.As(who), s.Client, c.filter); err != nil || got.Requirements != want {
					t.Errorf("%s, %s: %+v, %v, want %d", name, who, got, err, want)
				}
			}
		}
	})
}

// Merging keeps a need common: each requirement keeps its own customer.
func TestNeedsAfterMerging(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-08-20 10:00")
		for i := range 4 {
			n := need{received: when, category: flow.RequirementCategoryPrice}
			if i > 0 {
				n.state = flow.RequirementMerged
				s.customer = s.client("ORDINARY", flow.DepartmentSales, when)
			}
			s.need(n)
		}
		s.need(need{received: when, state: flow.RequirementDraft})
		for range 6 {
			s.customer = s.client("ORDINARY", flow.DepartmentSales, when)
			s.need(need{received: when})
		}
		got, err := Needs(s.As("management"), s.Client, CrossFilter{Period: flow.PeriodMonth, Start: ptr("2026-08-01")})
		if err != nil {
			t.Fatal(err)
		}
		price := score.NeedShare{Category: flow.RequirementCategoryPrice, Customers: 4, Requirements: 4, Share: 0.4, Common: true}
		if got.Customers != 10 || got.Requirements != 10 || len(got.Shares) != 2 || got.Shares[1] != price {
			t.Errorf("%+v", got)
		}
	})
}
