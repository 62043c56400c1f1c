package score

import (
	"cmp"
	"slices"
	"strings"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// Need is one requirement, as far as shares of needs look at it.
type Need struct {
	Customer typeid.ID
	Category flow.RequirementCategory
	Aspects  []flow.Aspect
}

// NeedShare is how many of the customers have a need of a category, or of an aspect of
// it. One that many have is common, another individual (D3-23).
type NeedShare struct {
	Category     flow.RequirementCategory
	Aspect       flow.Aspect // "" for the whole category
	Customers    int
	Requirements int
	Share        float64 // of all customers with any need
	Common       bool
}

// Shares are the categories and aspects that needs have, those of most customers
// first, and how many customers there are. From the percent on a need is common.
func Shares(needs []Need, percent int) (shares []NeedShare, customers int) {
	type place struct {
		category flow.RequirementCategory
		aspect   flow.Aspect
	}
	all, whose, number := map[typeid.ID]bool{}, map[place]map[typeid.ID]bool{}, map[place]int{}
	for _, n := range needs {
		all[n.Customer] = true
		for _, aspect := range append([]flow.Aspect{""}, n.Aspects...) {
			at := place{n.Category, aspect}
			if whose[at] == nil {
				whose[at] = map[typeid.ID]bool{}
			}
			whose[at][n.Customer] = true
			number[at]++
		}
	}
	for at, these := range whose {
		shares = append(shares, NeedShare{
			Category: at.category, Aspect: at.aspect, Customers: len(these), Requirements: number[at],
			Share: float64(len(these)) / float64(len(all)), Common: len(these)*100 >= percent*len(all),
		})
	}
	slices.SortFunc(shares, func(a, b NeedShare) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(b.Requirements, a.Requirements),
			strings.Compare(string(a.Category), string(b.Category)), strings.Compare(string(a.Aspect), string(b.Aspect)))
	})
	return shares, len(all)
}
