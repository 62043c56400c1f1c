package tenants_test

import (
	"testing"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/typeid"
)

// What is nobody else's goes to one department, always the same, that is at work.
func TestManagement(t *testing.T) {
	const not, active, gone = 0, 1, 2 // the management department, active or no more
	for name, c := range map[string]struct {
		departments map[typeid.ID]int
		want        typeid.ID
	}{
		"none":      {nil, ""},
		"others":    {map[typeid.ID]int{"dep_a": not}, ""},
		"one":       {map[typeid.ID]int{"dep_a": not, "dep_b": active}, "dep_b"},
		"the first": {map[typeid.ID]int{"dep_c": active, "dep_b": active, "dep_d": active}, "dep_b"},
		"inactive":  {map[typeid.ID]int{"dep_a": gone, "dep_b": active}, "dep_b"},
		"no more":   {map[typeid.ID]int{"dep_a": gone, "dep_b": not}, ""},
	} {
		config := &tenants.Config{Departments: map[typeid.ID]*ent.Department{}}
		for id, is := range c.departments {
			config.Departments[id] = &ent.Department{ID: id, IsManagement: is != not, Active: is != gone}
		}
		for range 10 { // whatever the order of the map
			if got := config.Management(); got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
	}
}
