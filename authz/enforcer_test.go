package authz

import (
	"errors"
	"maps"
	"sync"
	"testing"

	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const tenantA typeid.ID = "ten_00000000000000000000000001"

func company(tb testing.TB, grants ...Grant) *Company {
	tb.Helper()
	c, err := NewCompany(tenantA, grants)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func grantsOf(tb testing.TB, c *Company, roles ...string) (viewer.Grants, string) {
	tb.Helper()
	grants, id, err := c.Grants(roles)
	if err != nil {
		tb.Fatal(err)
	}
	return grants, id
}

func allow(role string, r Resource, v Verb, s viewer.Scope) Grant {
	return Grant{Role: role, Resource: r, Verb: v, Scope: s, Effect: Allow}
}

func deny(role string, r Resource, v Verb) Grant {
	return Grant{Role: role, Resource: r, Verb: v, Effect: Deny}
}

func TestGrants(t *testing.T) {
	grants := []Grant{
		allow("A", Customer, Read, viewer.Own),
		allow("A", Customer, Update, viewer.Own),
		allow("A", Customer, Update, viewer.Department), // two of one role: the wider
		allow("B", Customer, Read, viewer.All),
		allow("B", Customer, Read, viewer.All), // twice
		allow("B", Requirement, Read, viewer.Department),
		deny("C", Customer, Read),
		allow("C", Customer, Read, viewer.All), // its own denial wins, too
		allow("D", "MOON", Read, viewer.All),   // of a later release
		deny("E", Customer, Update),
	}
	c := company(t, grants...)
	for _, tt := range []struct {
		name  string
		roles []string
		want  viewer.Grants
	}{
		{"no role", nil, viewer.Grants{}},
		{"one role", []string{"A"}, viewer.Grants{"CUSTOMER_READ": "OWN", "CUSTOMER_UPDATE": "DEPARTMENT"}},
		{"union takes the widest", []string{"A", "B"}, viewer.Grants{"CUSTOMER_READ": "ALL", "CUSTOMER_UPDATE": "DEPARTMENT", "REQUIREMENT_READ": "DEPARTMENT"}},
		{"order and repeats do not count", []string{"B", "A", "B"}, viewer.Grants{"CUSTOMER_READ": "ALL", "CUSTOMER_UPDATE": "DEPARTMENT", "REQUIREMENT_READ": "DEPARTMENT"}},
		{"deny beats allow of others", []string{"B", "C"}, viewer.Grants{"REQUIREMENT_READ": "DEPARTMENT"}},
		{"deny beats allow of its own role", []string{"C"}, viewer.Grants{}},
		{"deny takes only its action", []string{"A", "E"}, viewer.Grants{"CUSTOMER_READ": "OWN"}},
		{"denial alone", []string{"E"}, viewer.Grants{}},
		{"unknown role", []string{"NOBODY"}, viewer.Grants{}},
		{"unknown roles are ignored", []string{"A", "NOBODY", "+A", "", "A,B", "A+B"}, viewer.Grants{"CUSTOMER_READ": "OWN", "CUSTOMER_UPDATE": "DEPARTMENT"}},
		{"unknown action", []string{"D"}, viewer.Grants{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := grantsOf(t, c, tt.roles...)
			if !maps.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSetID(t *testing.T) {
	c := company(t,
		allow("A", Customer, Read, viewer.All),
		allow("B", Customer, Read, viewer.Own),
		allow("SAME", Customer, Read, viewer.All))
	_, a := grantsOf(t, c, "A")
	_, b := grantsOf(t, c, "B")
	_, ab := grantsOf(t, c, "A", "B")
	_, same := grantsOf(t, c, "SAME")
	_, none := grantsOf(t, c)
	if a == b || a == none {
		t.Error("different grants share an id")
	}
	if a != ab || a != same {
		t.Error("equal grants have different ids")
	}
	if _, other := grantsOf(t, company(t, allow("Z", Customer, Read, viewer.All)), "Z"); other != a {
		t.Error("the id is not stable")
	}
}

func TestNewCompanyRefusesWhatItCannotUnderstand(t *testing.T) {
	for name, g := range map[string]Grant{
		"no role":        allow("", Customer, Read, viewer.All),
		"comma in role":  allow("A,B", Customer, Read, viewer.All),
		"plus in role":   allow("+A", Customer, Read, viewer.All),
		"line in role":   allow("A\n", Customer, Read, viewer.All),
		"no scope":       allow("A", Customer, Read, viewer.None),
		"unknown scope":  allow("A", Customer, Read, "GALAXY"),
		"unknown effect": {Role: "A", Resource: Customer, Verb: Read, Scope: viewer.All, Effect: "MAYBE"},
		"no effect":      {Role: "A", Resource: Customer, Verb: Read, Scope: viewer.All},
		// Also for an action that is not known: nothing unreadable is passed over.
		"unknown effect of later release": {Role: "A", Resource: "MOON", Verb: Read, Scope: viewer.All, Effect: "MAYBE"},
	} {
		if _, err := NewCompany(tenantA, []Grant{g}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Companies whose roles say the same share the answer; what a role is called changes nothing, each word of it does.
func TestDecisionsAreShared(t *testing.T) {
	say := func(g ...Grant) string { return company(t, g...).print([]string{"A", "B"}) }
	read, update := allow("A", Customer, Read, viewer.Own), allow("A", Customer, Update, viewer.Own)
	of := say(read, update)
	if c, err := NewCompany("ten_00000000000000000000000002", []Grant{allow("Z", Customer, Update, viewer.Own), allow("Z", Customer, Read, viewer.Own)}); err != nil || c.print([]string{"Z", "none"}) != of {
		t.Errorf("another company's role of another name is another: %v", err)
	}
	masked, denied := read, deny("A", Customer, Update)
	masked.Mask = "phone"
	forged := read
	forged.Mask = flow.Mask("\"\n" + update.line())
	for name, other := range map[string]string{
		"less": say(read), "wider": say(allow("A", Customer, Read, viewer.All), update), "of two roles": say(read, allow("B", Customer, Update, viewer.Own)),
		"denied": say(read, denied), "masked": say(masked, update), "forged": say(forged),
	} {
		if other == of {
			t.Errorf("%s is decided alike", name)
		}
	}
	standard := allow("A", TouchpointStandard, Read, viewer.All)
	if say(standard, deny("A", TouchpointStandard, Read)) == say(standard, deny("A", Touchpoint, "STANDARD_READ")) {
		t.Error("words of an action that are parted elsewhere are decided alike")
	}
}

func TestDecisionsAreBounded(t *testing.T) {
	d, asked := newDecisions(3), 0
	of := func(print string) {
		set, err := d.of(print, func() (roleSet, error) { asked++; return roleSet{id: print}, nil })
		if err != nil || set.id != print {
			t.Errorf("%s: %+v, %v", print, set, err)
		}
	}
	for _, print := range []string{"a", "b", "a", "c", "a", "d", "a", "b"} {
		of(print)
	}
	if d.kept.Len() != 3 || asked != 5 { // b was forgotten for d
		t.Errorf("%d are kept, %d were asked about", d.kept.Len(), asked)
	}
	if _, err := d.of("wrong", func() (roleSet, error) { return roleSet{}, errors.New("wrong") }); err == nil || d.kept.Contains("wrong") {
		t.Errorf("what failed: %v", err)
	}
}

func TestGrantsTogether(t *testing.T) {
	c := company(t, BuiltinGrants()...)
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			for j := range 20 {
				roles := []string{columns[(i+j)%8], columns[j%8]}
				grants, id, err := c.Grants(roles)
				if err != nil || id != setID(grants, nil) {
					t.Errorf("%v: id %q, error %v", roles, id, err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkFieldCheck(b *testing.B) {
	grants, id := grantsOf(b, company(b, BuiltinGrants()...), DepartmentHead)
	ctx := viewer.With(b.Context(), &viewer.Viewer{Kind: viewer.Member, Member: "mem_1", Grants: grants, GrantSet: id})
	b.ReportAllocs()
	for b.Loop() {
		if Can(ctx, RequirementRead) == viewer.None {
			b.Fatal("refused")
		}
	}
}

func BenchmarkGrantsKept(b *testing.B) {
	c := company(b, BuiltinGrants()...)
	roles := []string{DepartmentHead, Staff}
	b.ReportAllocs()
	for b.Loop() {
		grantsOf(b, c, roles...)
	}
}

func BenchmarkGrantsComputed(b *testing.B) {
	c := company(b, BuiltinGrants()...)
	for b.Loop() {
		decided = newDecisions(maxDecided)
		grantsOf(b, c, Management)
	}
}

func BenchmarkNewCompany(b *testing.B) {
	grants := BuiltinGrants()
	for b.Loop() {
		company(b, grants...)
	}
}
