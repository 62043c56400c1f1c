package tenants_test

import (
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// masking is a grant with masked fields.
func masking(g tenants.GrantInput, fields ...string) tenants.GrantInput {
	g.MaskedFields = fields
	return g
}

// Nobody shows others what they do not see.
func TestMasksAreNotGrantedBeyondOwn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		contacts := grant(authz.Contact, authz.Read, viewer.All)
		r, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: "Desk", Grants: []tenants.GrantInput{masking(contacts, "phone", "email", "phone")}})
		if err != nil || r.Grants[0].Mask != "email phone" {
			t.Fatalf("%+v, %v", r, err)
		}
		hiding, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{
			Name: "No phones", Grants: []tenants.GrantInput{masking(denial(authz.Contact, authz.Read), "phone")},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := give(t, w, "admin", "staff", authz.Staff, hiding.Key); err != nil {
			t.Fatal(err)
		}
		if !authz.Masked(w.As("staff"), authz.Contact, "phone") || authz.Can(w.As("staff"), authz.ContactRead) != viewer.Own {
			t.Error("the denial of a field does not hide it, or denies more")
		}
		// An administrator who does not see phones themselves.
		if err := give(t, w, "admin", "admin", authz.TenantAdmin, hiding.Key); err != nil {
			t.Fatal(err)
		}
		before := w.Count(t)
		update := func(in []tenants.GrantInput, of string) error {
			is := roleOf(w, of)
			_, err := do(w, "admin", tenants.UpdateRole, tenants.RoleUpdateInput{ID: is.ID, ExpectedVersion: is.Version, Grants: in})
			return err
		}
		create := func(g tenants.GrantInput) error {
			_, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: "New", Grants: []tenants.GrantInput{g}})
			return err
		}
		for name, test := range map[string]struct {
			err   error
			code  fault.Code
			field string
		}{
			"a new role that shows":       {create(contacts), fault.CodeForbidden, "grants[0]"},
			"one that shows the phone":    {create(masking(contacts, "email")), fault.CodeForbidden, "grants[0]"},
			"a role that would show more": {update([]tenants.GrantInput{contacts}, r.Key), fault.CodeForbidden, "grants[0]"},
			"a denial taken away":         {update([]tenants.GrantInput{}, hiding.Key), fault.CodeForbidden, "grants"},
			"a denial of something else":  {update([]tenants.GrantInput{masking(denial(authz.Contact, authz.Read), "email")}, hiding.Key), fault.CodeForbidden, "grants"},
			"a field that nobody hides":   {create(masking(contacts, "name")), fault.CodeBadUserInput, "grants[0].maskedFields[0]"},
			"of another resource":         {create(masking(contacts, "phone", "address")), fault.CodeBadUserInput, "grants[0].maskedFields[1]"},
			"not for reading":             {create(masking(grant(authz.Contact, authz.Create, viewer.All), "phone")), fault.CodeBadUserInput, "grants[0].maskedFields[0]"},
		} {
			if f := fault.From(test.err); f.Code != test.code || f.Field != test.field {
				t.Errorf("%s: %v on %q", name, test.err, f.Field)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("a refusal changed something: %v, %v", before, after)
		}
		for name, in := range map[string][]tenants.GrantInput{
			"as it was":    {masking(contacts, "phone", "email")},
			"hides more":   {masking(contacts, "phone", "email", "title")},
			"what is seen": {masking(contacts, "phone")},
		} {
			if err := update(in, r.Key); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := update([]tenants.GrantInput{denial(authz.Contact, authz.Read)}, hiding.Key); err != nil {
			t.Errorf("a denial of everything instead: %v", err)
		}
		events := w.A.Events(t)
		if e := events[len(events)-1]; e.Type != "role.updated" {
			t.Errorf("told %+v", e)
		}
	})
}

// Who sees a field of some records only does not take a denial of it away, from a
// role or from a member: another reads them all.
func TestDenialsOfFieldsStay(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		deputy, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: "Deputy", Grants: []tenants.GrantInput{
			grant(authz.Role, authz.Read, viewer.All), grant(authz.Role, authz.Update, viewer.All),
			grant(authz.Member, authz.Read, viewer.All), grant(authz.Member, authz.Update, viewer.All),
		}})
		if err != nil {
			t.Fatal(err)
		}
		hiding, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{
			Name: "No phones", Grants: []tenants.GrantInput{masking(denial(authz.Contact, authz.Read), "phone")},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := give(t, w, "admin", "staff", authz.Staff, deputy.Key); err != nil {
			t.Fatal(err)
		}
		if err := give(t, w, "admin", "member.service", authz.Staff, hiding.Key); err != nil {
			t.Fatal(err)
		}
		before := w.Count(t)
		if authz.Masked(w.As("staff"), authz.Contact, "phone") {
			t.Fatal("the deputy sees no phones at all")
		}
		off := func(as string) error {
			_, err := do(w, as, tenants.UpdateRole, tenants.RoleUpdateInput{ID: hiding.ID, ExpectedVersion: hiding.Version, Grants: []tenants.GrantInput{}})
			return err
		}
		for name, err := range map[string]error{"from the role": off("staff"), "from a member": give(t, w, "staff", "member.service", authz.Staff)} {
			if fault.CodeOf(err) != fault.CodeForbidden {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) || !authz.Masked(w.As("member.service"), authz.Contact, "phone") {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		if err := off("admin"); err != nil { // who sees all of them
			t.Error(err)
		}
	})
}

// What the roles that come with a company grant has no masks.
func TestBuiltinRolesMaskNothing(t *testing.T) {
	w := apptest.NewWorld(t)
	for _, a := range apptest.Accounts {
		if v := viewer.From(w.As(a.Name)); v.Masked != nil {
			t.Errorf("%s has masks: %v", a.Name, v.Masked)
		}
	}
	for _, r := range authz.Builtin() {
		if slices.ContainsFunc(r.Grants, func(g authz.Grant) bool { return g.Mask != flow.Mask("") }) {
			t.Errorf("%s masks fields", r.Key)
		}
	}
}
