package authz

import (
	"slices"
	"testing"
)

// A role that was decided on before an action was there gets what the matrix says of it.
func TestSince(t *testing.T) {
	all := Action("").Values()
	before := slices.DeleteFunc(slices.Clone(all), func(a string) bool { return Action(a).Resource() == Approval })
	for _, role := range Builtin() {
		if later := Since(role.Key, all); len(later) != 0 {
			t.Errorf("%s knows all and gets %v", role.Key, later)
		}
		want := slices.DeleteFunc(role.Grants, func(g Grant) bool { return g.Resource != Approval })
		if got := Since(role.Key, before); !slices.Equal(got, want) {
			t.Errorf("%s gets %v, want %v", role.Key, got, want)
		}
		for _, g := range Since(role.Key, nil) {
			if slices.Contains(firstActions, string(g.Action())) {
				t.Errorf("%s gets %v of the first version again", role.Key, g)
			}
		}
	}
	if later := Since(Integration, before); !slices.ContainsFunc(later, func(g Grant) bool { return g.Effect == Deny }) {
		t.Error("what is denied of later actions is not")
	}
	if later := Since("FRONT_DESK", []string{}); later != nil {
		t.Errorf("a company's own role gets %v", later)
	}
	for _, a := range firstActions {
		if !Action(a).Known() {
			t.Errorf("there is no %s", a)
		}
	}
}
