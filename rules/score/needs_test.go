package score

import (
	"slices"
	"testing"

	"heed/rules/flow"
)

func TestShares(t *testing.T) {
	product, price := flow.RequirementCategoryProduct, flow.RequirementCategoryPrice
	quality := flow.Aspect(flow.Aspect("").Values()[0])
	needs := []Need{
		{"a", product, []flow.Aspect{quality}}, {"a", product, nil}, {"b", product, nil}, {"c", price, nil}, {"d", price, nil}, {"e", product, nil},
	}
	shares, customers := Shares(needs, 40)
	want := []NeedShare{
		{product, "", 3, 4, 0.6, true}, {price, "", 2, 2, 0.4, true}, {product, quality, 1, 1, 0.2, false},
	}
	if customers != 5 || !slices.Equal(shares, want) {
		t.Errorf("%d customers, %v", customers, shares)
	}
	if shares, customers := Shares(nil, 30); len(shares) != 0 || customers != 0 {
		t.Errorf("of nothing: %v, %d", shares, customers)
	}
}
