package tenants_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

func grant(r authz.Resource, v authz.Verb, s viewer.Scope) tenants.GrantInput {
	return tenants.GrantInput{Resource: r, Action: v, Scope: s, Effect: authz.Allow}
}

func denial(r authz.Resource, v authz.Verb) tenants.GrantInput {
	return tenants.GrantInput{Resource: r, Action: v, Scope: viewer.All, Effect: authz.Deny}
}

// grantsOf are a role's grants as a client would send them again, with more.
func grantsOf(r *ent.Role, more ...tenants.GrantInput) []tenants.GrantInput {
	in := []tenants.GrantInput{}
	for _, g := range r.Grants {
		in = append(in, tenants.GrantInput{
			Resource: authz.Resource(g.Resource), Action: authz.Verb(g.Verb), Scope: viewer.Scope(g.Scope), Effect: authz.Effect(g.Effect),
		})
	}
	return append(in, more...)
}

func do[In, T any](w *apptest.World, as string, verb func(context.Context, *ent.Tx, In) (T, error), in In) (T, error) {
	var made T
	_, err := w.Journal.Change(w.As(as), func(ctx context.Context, tx *ent.Tx) (err error) {
		made, err = verb(ctx, tx, in)
		return err
	})
	return made, err
}

func roleOf(w *apptest.World, key string) *ent.Role {
	return w.Client.Role.Query().Where(role.Key(key)).OnlyX(w.A.System())
}

func give(t *testing.T, w *apptest.World, as, name string, keys ...string) error {
	t.Helper()
	m := w.Client.Member.GetX(w.A.System(), w.A.Members[name].ID)
	_, err := do(w, as, tenants.UpdateMemberRoles, tenants.MemberRolesUpdateInput{ID: m.ID, ExpectedVersion: m.Version, RoleKeys: keys})
	return err
}

func TestRoles(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{
			Name: "Front Desk", Grants: []tenants.GrantInput{grant(authz.Audit, authz.Read, viewer.All), denial(authz.Department, authz.Create)},
		})
		if err != nil || r.Key != "FRONT_DESK" || r.Builtin || len(r.Grants) != 2 {
			t.Fatalf("%+v, %v", r, err)
		}
		if named, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: "前台"}); err != nil || named.Key != "ROLE_1" {
			t.Errorf("%+v, %v", named, err)
		}
		if err := give(t, w, "admin", "staff", authz.Staff, r.Key); err != nil {
			t.Fatal(err)
		}
		if got := authz.Can(w.As("staff"), authz.AuditRead); got != viewer.All {
			t.Errorf("the new role gives %q", got)
		}
		_, err = do(w, "admin", tenants.DeleteRole, tenants.RoleDeleteInput{ID: r.ID, ExpectedVersion: r.Version})
		if f := fault.From(err); f.Key != "role.in_use" || f.Args["members"] != 1 {
			t.Errorf("a role in use: %v", err)
		}
		r, err = do(w, "admin", tenants.UpdateRole, tenants.RoleUpdateInput{ID: r.ID, ExpectedVersion: r.Version, Name: new("Desk"), Grants: []tenants.GrantInput{}})
		if err != nil || r.Key != "FRONT_DESK" || r.Name != "Desk" || r.Version != 2 {
			t.Fatalf("%+v, %v", r, err)
		}
		if got := authz.Can(w.As("staff"), authz.AuditRead); got != viewer.None {
			t.Errorf("the role without grants gives %q", got)
		}
		if err := give(t, w, "admin", "staff", authz.Staff); err != nil {
			t.Fatal(err)
		}
		if _, err := do(w, "admin", tenants.DeleteRole, tenants.RoleDeleteInput{ID: r.ID, ExpectedVersion: r.Version}); err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, e := range w.A.Events(t) {
			if e.SubjectID == r.ID {
				told = append(told, e.Type)
			}
		}
		if !slices.Equal(told, []string{"role.created", "role.updated", "role.deleted"}) {
			t.Errorf("told: %v", told)
		}
	})
}

// What is refused, and changes nothing.
func TestRolesRefuse(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		create := func(as string, in tenants.RoleCreateInput) func() error {
			return func() error { _, err := do(w, as, tenants.CreateRole, in); return err }
		}
		grants := func(lines ...tenants.GrantInput) func() error {
			return create("admin", tenants.RoleCreateInput{Name: "New", Grants: lines})
		}
		update := func(as string, in tenants.RoleUpdateInput) func() error {
			return func() error { _, err := do(w, as, tenants.UpdateRole, in); return err }
		}
		remove := func(as string, id *ent.Role, version int) func() error {
			return func() error {
				_, err := do(w, as, tenants.DeleteRole, tenants.RoleDeleteInput{ID: id.ID, ExpectedVersion: version})
				return err
			}
		}
		admin, staff, integration := roleOf(w, authz.TenantAdmin), roleOf(w, authz.Staff), roleOf(w, authz.Integration)
		theirs := w.Client.Role.Query().Where(role.Key(authz.Staff)).OnlyX(w.B.System())
		read := grant(authz.Member, authz.Read, viewer.All)
		undenied := slices.DeleteFunc(grantsOf(integration), func(g tenants.GrantInput) bool { return g.Effect == authz.Deny })
		before := w.Count(t)
		for name, test := range map[string]struct {
			do    func() error
			code  fault.Code
			field string
		}{
			"no right":                {create("management", tenants.RoleCreateInput{Name: "New"}), fault.CodeForbidden, ""},
			"no right to change":      {update("management", tenants.RoleUpdateInput{ID: staff.ID, ExpectedVersion: 1, Name: new("X")}), fault.CodeForbidden, ""},
			"no right to delete":      {remove("auditor", staff, 1), fault.CodeForbidden, ""},
			"no name":                 {create("admin", tenants.RoleCreateInput{Name: " "}), fault.CodeBadUserInput, "name"},
			"a taken name":            {create("admin", tenants.RoleCreateInput{Name: staff.Name}), fault.CodeConflict, "name"},
			"a taken key":             {create("admin", tenants.RoleCreateInput{Name: "New", Key: new(authz.Staff)}), fault.CodeConflict, "key"},
			"a broken key":            {create("admin", tenants.RoleCreateInput{Name: "New", Key: new("a+b")}), fault.CodeBadUserInput, "key"},
			"no such action":          {grants(read, grant(authz.Role, authz.Reveal, viewer.All)), fault.CodeBadUserInput, "grants[1].action"},
			"no such scope":           {grants(grant(authz.Member, authz.Read, "GALAXY")), fault.CodeBadUserInput, "grants[0].scope"},
			"a scope without sense":   {grants(grant(authz.Department, authz.Update, viewer.Own)), fault.CodeBadUserInput, "grants[0].scope"},
			"twice":                   {grants(read, read), fault.CodeBadUserInput, "grants[1]"},
			"too many":                {grants(make([]tenants.GrantInput, 301)...), fault.CodeBadUserInput, "grants"},
			"more than one's own":     {grants(read, grant(authz.Customer, authz.Update, viewer.Own)), fault.CodeForbidden, "grants[1]"},
			"more in a role":          {update("admin", tenants.RoleUpdateInput{ID: staff.ID, ExpectedVersion: 1, Grants: grantsOf(staff, grant(authz.Contact, authz.Update, viewer.Own))}), fault.CodeForbidden, "grants[" + strconv.Itoa(len(staff.Grants)) + "]"},
			"more in the admins'":     {update("admin", tenants.RoleUpdateInput{ID: admin.ID, ExpectedVersion: 1, Grants: grantsOf(admin, grant(authz.Contact, authz.Reveal, viewer.All))}), fault.CodeForbidden, "grants[" + strconv.Itoa(len(admin.Grants)) + "]"},
			"a denial away":           {update("admin", tenants.RoleUpdateInput{ID: integration.ID, ExpectedVersion: 1, Grants: undenied}), fault.CodeForbidden, "grants"},
			"administrators less":     {update("admin", tenants.RoleUpdateInput{ID: admin.ID, ExpectedVersion: 1, Grants: []tenants.GrantInput{read}}), fault.CodeFailedPrecondition, "grants"},
			"administrators denied":   {update("admin", tenants.RoleUpdateInput{ID: admin.ID, ExpectedVersion: 1, Grants: grantsOf(admin, denial(authz.Role, authz.Update))}), fault.CodeFailedPrecondition, "grants"},
			"an old version":          {update("admin", tenants.RoleUpdateInput{ID: staff.ID, ExpectedVersion: 7, Name: new("X")}), fault.CodeConflict, "expectedVersion"},
			"nothing":                 {update("admin", tenants.RoleUpdateInput{ID: staff.ID, ExpectedVersion: 1}), fault.CodeBadUserInput, ""},
			"another's":               {update("admin", tenants.RoleUpdateInput{ID: theirs.ID, ExpectedVersion: 1, Name: new("X")}), fault.CodeNotFound, "id"},
			"a built-in role":         {remove("admin", staff, 1), fault.CodeFailedPrecondition, ""},
			"deleting another's":      {remove("admin", theirs, 1), fault.CodeNotFound, "id"},
			"deleting an old version": {remove("admin", staff, 3), fault.CodeConflict, "expectedVersion"},
		} {
			if f := fault.From(test.do()); f.Code != test.code || f.Field != test.field {
				t.Errorf("%s: %v", name, f)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		for _, was := range []*ent.Role{admin, staff, integration} {
			if is := roleOf(w, was.Key); is.Version != was.Version || is.Name != was.Name || !slices.Equal(is.Grants, was.Grants) {
				t.Errorf("%s is %+v", was.Key, is)
			}
		}
	})
}

// Who may change roles by a role of the company's own is no administrator.
func TestNobodyClimbs(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		deputy, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: "Deputy", Grants: []tenants.GrantInput{
			grant(authz.Role, authz.Read, viewer.All), grant(authz.Role, authz.Create, viewer.All), grant(authz.Role, authz.Update, viewer.All),
			grant(authz.Member, authz.Read, viewer.All), grant(authz.Member, authz.Update, viewer.All),
		}})
		if err != nil {
			t.Fatal(err)
		}
		bound, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: "Bound", Grants: []tenants.GrantInput{denial(authz.Audit, authz.Read)}})
		if err != nil {
			t.Fatal(err)
		}
		if err := give(t, w, "admin", "staff", authz.Staff, deputy.Key, bound.Key); err != nil {
			t.Fatal(err)
		}
		before := w.Count(t)
		for name, err := range map[string]error{
			"an administrator":  give(t, w, "staff", "staff", authz.Staff, deputy.Key, bound.Key, authz.TenantAdmin),
			"the management":    give(t, w, "staff", "staff", authz.Staff, deputy.Key, bound.Key, authz.Management),
			"rid of a denial":   give(t, w, "staff", "staff", authz.Staff, deputy.Key),
			"more in their own": second(do(w, "staff", tenants.UpdateRole, tenants.RoleUpdateInput{ID: deputy.ID, ExpectedVersion: 1, Grants: grantsOf(deputy, grant(authz.Tenant, authz.Update, viewer.All))})),
			"wider":             second(do(w, "staff", tenants.CreateRole, tenants.RoleCreateInput{Name: "W", Grants: []tenants.GrantInput{grant(authz.Requirement, authz.Create, viewer.All)}})),
			"no more denial":    second(do(w, "staff", tenants.UpdateRole, tenants.RoleUpdateInput{ID: bound.ID, ExpectedVersion: 1, Grants: []tenants.GrantInput{}})),
		} {
			if fault.CodeOf(err) != fault.CodeForbidden {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		// The only administrator is not shut out by a denial in another role.
		if err := give(t, w, "admin", "admin", authz.TenantAdmin, bound.Key); err != nil {
			t.Fatal(err)
		}
		_, err = do(w, "staff", tenants.UpdateRole, tenants.RoleUpdateInput{ID: bound.ID, ExpectedVersion: 1, Grants: grantsOf(bound, denial(authz.Member, authz.Update))})
		if f := fault.From(err); f.Key != "member.last_admin" {
			t.Errorf("shut out: %v", err)
		}
		if is := roleOf(w, bound.Key); is.Version != 1 {
			t.Errorf("%+v", is)
		}
		// Narrower is fine.
		if _, err := do(w, "staff", tenants.CreateRole, tenants.RoleCreateInput{Name: "N", Grants: []tenants.GrantInput{grant(authz.Requirement, authz.Create, viewer.Own)}}); err != nil {
			t.Errorf("what they have: %v", err)
		}
	})
}

// Who may change members does not bring back what they could not give.
func TestReturningBeyondOwnRights(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		deputy, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: "Deputy", Grants: []tenants.GrantInput{
			grant(authz.Member, authz.Read, viewer.All), grant(authz.Member, authz.Update, viewer.All),
		}})
		if err != nil {
			t.Fatal(err)
		}
		if err := give(t, w, "admin", "staff", authz.Staff, deputy.Key); err != nil {
			t.Fatal(err)
		}
		if err := give(t, w, "admin", "member.service", authz.Staff); err != nil {
			t.Fatal(err)
		}
		become := func(as, name string, s flow.MemberState) error {
			m := w.Client.Member.GetX(w.A.System(), w.A.Members[name].ID)
			_, err := do(w, as, tenants.UpdateMember, tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: m.Version, State: &s})
			return err
		}
		for _, name := range []string{"management", "member.service"} {
			if err := become("admin", name, flow.MemberLeft); err != nil {
				t.Fatal(err)
			}
		}
		before := w.Count(t)
		if f := fault.From(become("staff", "management", flow.MemberActive)); f.Code != fault.CodeForbidden || f.Field != "id" {
			t.Errorf("the management comes back: %v", f)
		}
		if after := w.Count(t); !maps.Equal(before, after) || w.Client.Member.GetX(w.A.System(), w.A.Members["management"].ID).State != flow.MemberLeft {
			t.Errorf("a refusal changed something: %v, %v", before, after)
		}
		if err := become("staff", "member.service", flow.MemberActive); err != nil {
			t.Errorf("with what they have themselves: %v", err)
		}
		if err := become("admin", "management", flow.MemberActive); err != nil {
			t.Errorf("by an administrator: %v", err)
		}
	})
}

func second[T any](_ T, err error) error { return err }
