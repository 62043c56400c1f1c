package authz

import (
	"slices"
	"testing"

	"heed/rules/typeid"
	"heed/rules/viewer"
)

func TestExplain(t *testing.T) {
	c := company(t,
		allow("OWN", Customer, Read, viewer.Own), allow("DEP", Customer, Read, viewer.Department), allow("ALL", Customer, Read, viewer.All),
		deny("NO", Customer, Read), allow("OTHER", Requirement, Read, viewer.All),
	)
	mine := &Record{Members: []typeid.ID{"mem_me"}}
	ours := &Record{Departments: []typeid.ID{"dep_c"}}
	foreign := &Record{Departments: []typeid.ID{"dep_a"}}
	for _, tt := range []struct {
		name     string
		roles    []string
		record   *Record
		gap      Gap
		scope    viewer.Scope
		reached  viewer.Scope
		needed   viewer.Scope
		deciding []string
		allowing []string
	}{
		{"allowed", []string{"DEP", "OWN"}, nil, "", viewer.Department, "", "", []string{"DEP"}, nil},
		{"mine", []string{"DEP", "OWN"}, mine, "", viewer.Department, viewer.Own, "", []string{"DEP"}, nil},
		{"ours", []string{"DEP"}, ours, "", viewer.Department, viewer.Department, "", []string{"DEP"}, nil},
		{"all", []string{"ALL"}, foreign, "", viewer.All, viewer.All, "", []string{"ALL"}, nil},
		{"no grant", []string{"OTHER"}, nil, NoGrant, "", "", "", nil, []string{"ALL", "DEP", "OWN"}},
		{"no grant, a record", []string{"OTHER"}, ours, NoGrant, "", "", viewer.Department, nil, []string{"ALL", "DEP"}},
		{"out of scope", []string{"OWN"}, ours, OutOfScope, viewer.Own, "", viewer.Department, []string{"OWN"}, []string{"ALL", "DEP"}},
		{"far out of scope", []string{"DEP"}, foreign, OutOfScope, viewer.Department, "", viewer.All, []string{"DEP"}, []string{"ALL"}},
		{"denied", []string{"ALL", "NO"}, foreign, Denied, "", "", viewer.All, []string{"NO"}, nil},
	} {
		_, v := member(t, nil)
		v.Roles = tt.roles
		v.Grants, _ = grantsOf(t, c, tt.roles...)
		e := c.Explain(v, CustomerRead, tt.record)
		var deciding []string
		for _, g := range e.Deciding {
			deciding = append(deciding, g.Role)
		}
		if e.Gap != tt.gap || e.Scope != tt.scope || e.Reached != tt.reached || e.Needed != tt.needed ||
			!slices.Equal(deciding, tt.deciding) || !slices.Equal(e.Roles, tt.allowing) {
			t.Errorf("%s: %+v", tt.name, e)
		}
		// The roles that are named do close the gap, as Casbin sees it.
		for _, key := range e.Roles {
			grants, _ := grantsOf(t, c, append(slices.Clone(tt.roles), key)...)
			if s := grants[string(CustomerRead)]; s == viewer.None || tt.record != nil && !Covers(v, s, *tt.record) {
				t.Errorf("%s: %s does not help", tt.name, key)
			}
		}
	}
}

// Nothing that the built-in roles grant is refused as having no meaning.
func TestNarrow(t *testing.T) {
	for a, want := range map[Action]bool{CustomerRead: true, RequirementUpdate: true, RoleUpdate: false, DepartmentUpdate: false, CustomerImport: false} {
		if Narrow(a) != want {
			t.Errorf("%s: %v", a, !want)
		}
	}
	if !slices.Contains(AdminRights(), RoleUpdate) || slices.Contains(AdminRights(), CustomerRead) {
		t.Errorf("administration needs %v", AdminRights())
	}
}
