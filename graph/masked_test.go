package graph

import (
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/authz"
)

// The fields that a role may hide are those with @masked, and each may be null.
func TestMaskedFields(t *testing.T) {
	of := map[authz.Resource][]string{}
	for _, d := range own(ast.Object, ast.Interface) {
		for _, f := range fields(d) {
			if f.Directives.ForName("masked") == nil {
				continue
			}
			r, ok := resources[d.Name]
			if !ok {
				t.Errorf("%s.%s: of which resource is it?", d.Name, f.Name)
			}
			if f.Type.NonNull {
				t.Errorf("%s.%s is masked and never null", d.Name, f.Name)
			}
			of[r] = append(of[r], f.Name)
		}
	}
	for _, name := range authz.Resource("").Values() {
		r := authz.Resource(name)
		slices.Sort(of[r])
		of[r] = slices.Compact(of[r]) // two types may have a field of the same name
		if !slices.Equal(of[r], authz.Maskable(r)) {
			t.Errorf("%s: with @masked %v, to be hidden %v", r, of[r], authz.Maskable(r))
		}
	}
}

// Nothing that may be hidden orders a list or is named by a filter.
func TestMaskedFieldsDoNotOrder(t *testing.T) {
	for object, r := range resources {
		for _, field := range authz.Maskable(r) {
			if f := schema.Types[object+"Filter"]; f != nil && f.Fields.ForName(field) != nil {
				t.Errorf("%sFilter.%s tells what is hidden", object, field)
			}
			order := schema.Types[object+"OrderField"]
			if order != nil && slices.ContainsFunc(order.EnumValues, func(v *ast.EnumValueDefinition) bool { return v.Name == constant(field) }) {
				t.Errorf("%s is ordered by %s", object, field)
			}
		}
	}
}

// constant is a field's name as enums write it: valueAmount is VALUE_AMOUNT.
func constant(field string) string {
	var b []rune
	for _, r := range field {
		if r >= 'A' && r <= 'Z' {
			b = append(b, '_')
		} else {
			r -= 'a' - 'A'
		}
		b = append(b, r)
	}
	return string(b)
}
