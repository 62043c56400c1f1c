package authz

import (
	"context"
	"maps"
	"slices"
	"testing"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// without is a grant with masked fields.
func without(g Grant, fields ...string) Grant {
	g.Mask = flow.MaskOf(fields)
	return g
}

func TestMasks(t *testing.T) {
	c := company(
		t,
		without(allow("A", Contact, Read, viewer.All), "phone", "email"),
		without(allow("B", Contact, Read, viewer.All), "phone", "title"),
		allow("C", Contact, Read, viewer.Department), // everything, not as far
		allow("D", Contact, Read, viewer.All),
		without(deny("E", Contact, Read), "wechat"),
		deny("F", Contact, Read),
		without(allow("G", Customer, Read, viewer.Own), "address"),
		without(allow("H", Contact, Read, viewer.All), "phone"), // twice, with different masks
		without(allow("H", Contact, Read, viewer.All), "email"),
		without(deny("I", Customer, Read), "address", "valueAmount"),
	)
	for name, tt := range map[string]struct {
		roles []string
		want  []string
		reach viewer.Scope // to read contacts
	}{
		"nobody":                              {nil, nil, viewer.None},
		"one mask":                            {[]string{"A"}, []string{"CONTACT.email", "CONTACT.phone"}, viewer.All},
		"what one of two shows is seen":       {[]string{"A", "B"}, []string{"CONTACT.phone"}, viewer.All},
		"who reaches less far shows nothing":  {[]string{"A", "C"}, []string{"CONTACT.email", "CONTACT.phone"}, viewer.All},
		"alone they do":                       {[]string{"C"}, nil, viewer.Department},
		"one without a mask shows all":        {[]string{"A", "B", "D"}, nil, viewer.All},
		"a denial hides":                      {[]string{"D", "E"}, []string{"CONTACT.wechat"}, viewer.All},
		"a denial of fields denies no more":   {[]string{"C", "E"}, []string{"CONTACT.wechat"}, viewer.Department},
		"a denial of fields gives no reading": {[]string{"E"}, []string{"CONTACT.wechat"}, viewer.None},
		"a whole denial":                      {[]string{"D", "F"}, nil, viewer.None},
		"two resources":                       {[]string{"A", "G", "I"}, []string{"CONTACT.email", "CONTACT.phone", "CUSTOMER.address", "CUSTOMER.valueAmount"}, viewer.All},
		"two lines of one role":               {[]string{"H"}, nil, viewer.All},
	} {
		masked, err := c.Masks(tt.roles)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Sorted(maps.Keys(masked)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: hidden %v, want %v", name, got, tt.want)
		}
		if len(tt.want) == 0 && masked != nil {
			t.Errorf("%s: no mask costs something", name)
		}
		grants, _ := grantsOf(t, c, tt.roles...)
		if got := grants[string(ContactRead)]; got != tt.reach {
			t.Errorf("%s: reaches %q, want %q", name, got, tt.reach)
		}
	}
}

// Equal grants with other masks are other sets: what is made for one is not
// shown to the other.
func TestSetIDKnowsMasks(t *testing.T) {
	c := company(t, allow("A", Contact, Read, viewer.All), without(allow("B", Contact, Read, viewer.All), "phone"), without(deny("C", Contact, Read), "phone"))
	ids := map[string]string{}
	for _, roles := range [][]string{{"A"}, {"B"}, {"A", "C"}, {"B", "C"}} {
		_, ids[roles[len(roles)-1]+roles[0]] = grantsOf(t, c, roles...)
	}
	if ids["AA"] == ids["BB"] {
		t.Error("a mask does not change the set")
	}
	if ids["BB"] != ids["CA"] || ids["BB"] != ids["CB"] {
		t.Errorf("who sees the same is told apart: %v", ids)
	}
	_, plain := grantsOf(t, company(t, allow("A", Contact, Read, viewer.All)), "A")
	if plain != ids["AA"] {
		t.Error("without masks the set is another than before there were any")
	}
}

func TestMaskIsForReading(t *testing.T) {
	if _, err := NewCompany(tenantA, []Grant{without(allow("A", Contact, Update, viewer.All), "phone")}); err == nil {
		t.Error("a mask of changes is understood")
	}
	for _, tt := range []struct {
		action Action
		field  string
		want   bool
	}{
		{ContactRead, "phone", true},
		{ContactReveal, "phone", false},
		{ContactRead, "name", false}, // never null
		{ContactRead, "address", false},
		{CustomerRead, "address", true},
		{MemberRead, "email", false},
		{"MOON_READ", "x", false},
	} {
		if got := CanMask(tt.action, tt.field); got != tt.want {
			t.Errorf("%s of %s: %v", tt.field, tt.action, got)
		}
	}
	for r, fields := range maskable {
		if !slices.IsSorted(fields) {
			t.Errorf("the fields of %s are not sorted", r)
		}
	}
}

func TestMasked(t *testing.T) {
	ctx, v := member(t, nil)
	if Masked(ctx, Contact, "phone") || Unmasked(ctx, Contact, "phone") != nil || len(MaskedFields(ctx, Contact)) != 0 {
		t.Error("nothing is masked")
	}
	v.Masked = map[string]bool{"CONTACT.phone": true, "CONTACT.email": true}
	if !Masked(ctx, Contact, "phone") || Masked(ctx, Customer, "phone") || Masked(ctx, Contact, "title") {
		t.Error("what is masked is mixed up")
	}
	if got := MaskedFields(ctx, Contact); !slices.Equal(got, []string{"email", "phone"}) {
		t.Errorf("masked: %v", got)
	}
	err := Unmasked(ctx, Contact, Given(map[string]bool{"title": true, "phone": true, "email": false})...)
	if f := fault.From(err); f.Code != fault.CodeForbidden || f.Field != "phone" {
		t.Errorf("changed: %v", err)
	}
	if sys := viewer.AsSystem(context.WithoutCancel(ctx), tenantA); Masked(sys, Contact, "phone") {
		t.Error("the system's work has masks")
	}
}
