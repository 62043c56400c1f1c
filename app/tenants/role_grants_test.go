package tenants_test

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// unaware makes the role one of a version that had no such resource.
func unaware(w *apptest.World, key string, of authz.Resource) *ent.Role {
	r := roleOf(w, key)
	r = r.Update().SetGrants(lacking(r.Grants, of)).
		SetKnownActions(slices.DeleteFunc(slices.Clone(r.KnownActions), func(a string) bool { return authz.Action(a).Resource() == of })).
		SaveX(w.A.System())
	w.Who.Changed(w.A.ID)
	return r
}

func lacking(all []flow.Grant, of authz.Resource) []flow.Grant {
	return slices.DeleteFunc(slices.Clone(all), func(g flow.Grant) bool { return g.Resource == string(of) })
}

// Actions that come with a new version work in companies that were there before,
// and stay away where the company has taken them away.
func TestLaterActions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for _, key := range []string{authz.Management, authz.Staff} {
			whole := roleOf(w, key).Grants
			old := unaware(w, key, authz.Approval)
			if slices.ContainsFunc(old.Grants, func(g flow.Grant) bool { return g.Resource == string(authz.Approval) }) {
				t.Fatalf("%s is still %v", key, old.Grants)
			}
			got := tenants.GrantsOf(old)
			if len(got) != len(whole) || slices.ContainsFunc(whole, func(g flow.Grant) bool { return !slices.Contains(got, g) }) {
				t.Errorf("%s grants %v, want %v", key, got, whole)
			}
		}
		if got := authz.Can(w.As("management"), authz.ApprovalApprove); got != viewer.All {
			t.Errorf("the management approves %q", got)
		}
		if got := authz.Can(w.As("staff"), authz.ApprovalRead); got != viewer.Own {
			t.Errorf("staff reads %q", got)
		}

		// What else the company has decided on stays, and a change of the name decides on nothing.
		staff := roleOf(w, authz.Staff)
		staff.Update().SetGrants(lacking(staff.Grants, authz.Task)).ExecX(w.A.System())
		named, err := do(w, "admin", tenants.UpdateRole, tenants.RoleUpdateInput{ID: staff.ID, ExpectedVersion: roleOf(w, authz.Staff).Version, Name: new("同事")})
		if err != nil {
			t.Fatal(err)
		}
		if got := authz.Can(w.As("staff"), authz.TaskRead); got != viewer.None {
			t.Errorf("staff has tasks back: %q", got)
		}
		if got := authz.Can(w.As("staff"), authz.ApprovalRead); got != viewer.Own {
			t.Errorf("with another name staff reads %q", got)
		}

		// The company decides: it is a line like any other from then on.
		less := grantsOf(&ent.Role{Grants: lacking(tenants.GrantsOf(named), authz.Approval)})
		if _, err := do(w, "admin", tenants.UpdateRole, tenants.RoleUpdateInput{ID: named.ID, ExpectedVersion: named.Version, Grants: less}); err != nil {
			t.Fatal(err)
		}
		if got := authz.Can(w.As("staff"), authz.ApprovalRead); got != viewer.None {
			t.Errorf("taken away, staff reads %q", got)
		}
		if got := roleOf(w, authz.Staff).KnownActions; !slices.Equal(got, authz.Action("").Values()) {
			t.Errorf("it was decided on %v", got)
		}

		// Rows of the first version do not say what they know: all that there was.
		head := roleOf(w, authz.DepartmentHead)
		head = head.Update().SetGrants(lacking(head.Grants, authz.Task)).ClearKnownActions().SaveX(w.A.System())
		if got := tenants.GrantsOf(head); slices.ContainsFunc(got, func(g flow.Grant) bool { return g.Resource == string(authz.Task) }) {
			t.Errorf("what was taken away in the first version is back: %v", got)
		}
	})
}
