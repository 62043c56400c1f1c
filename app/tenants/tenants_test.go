package tenants_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
)

func TestRegister(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		made, err := tenants.Register(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "海纳客户关怀 Haina Care", Locale: new(label.ZhHant)},
			Admin:   tenants.AdminInput{Name: "林一", Email: " Lin@Haina.example ", Password: apptest.Password},
		})
		if err != nil {
			t.Fatal(err)
		}
		if made.Tenant.State != flow.TenantOnboarding || made.Tenant.Slug != "haina-care" || made.Member.Email != "lin@haina.example" {
			t.Errorf("%+v %+v", made.Tenant, made.Member)
		}
		ctx, err := w.Who.AsSystem(w.Context(), made.Tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		config := tenants.ConfigFrom(ctx)
		if len(config.Departments) != 7 || len(config.Roles) != 8 || len(config.Tiers) != 3 || len(config.Policies) != 9 {
			t.Errorf("%d departments, %d roles, %d tiers, %d policies", len(config.Departments), len(config.Roles), len(config.Tiers), len(config.Policies))
		}
		if config.Tiers[0].Label != "戰略" || !config.Calendar().Knows(apptest.Start) {
			t.Errorf("tier %q, calendar until %s", config.Tiers[0].Label, config.Calendar().ValidUntil())
		}
		if n, err := journal.Verify(w.Context(), w.Client, made.Tenant.ID); n != 1 || err != nil {
			t.Errorf("%d events, %v", n, err)
		}
	})
}

func TestRegisterRefuses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		good := func() tenants.RegisterInput {
			return tenants.RegisterInput{
				Company: tenants.CompanyInput{Name: "New", Slug: new("new-company")},
				Admin:   tenants.AdminInput{Name: "N", Email: "n@new.example", Password: apptest.Password},
			}
		}
		for name, test := range map[string]struct {
			change func(*tenants.RegisterInput)
			code   fault.Code
			field  string
		}{
			"no name":           {func(in *tenants.RegisterInput) { in.Company.Name = "  " }, fault.CodeBadUserInput, "company.name"},
			"short password":    {func(in *tenants.RegisterInput) { in.Admin.Password = "short" }, fault.CodeBadUserInput, "admin.password"},
			"no address":        {func(in *tenants.RegisterInput) { in.Admin.Email = "nobody" }, fault.CodeBadUserInput, "admin.email"},
			"bad slug":          {func(in *tenants.RegisterInput) { in.Company.Slug = new("-x") }, fault.CodeBadUserInput, "company.slug"},
			"bad zone":          {func(in *tenants.RegisterInput) { in.Company.Timezone = new("Mars/Base") }, fault.CodeBadUserInput, "company.timezone"},
			"taken slug":        {func(in *tenants.RegisterInput) { in.Company.Slug = new("aaa") }, fault.CodeConflict, "company.slug"},
			"another's account": {func(in *tenants.RegisterInput) { in.Admin.Email = apptest.Email("admin", "a") }, fault.CodeConflict, "admin.email"},
		} {
			in := good()
			test.change(&in)
			users := w.Client.User.Query().CountX(w.Context())
			_, err := tenants.Register(w.Context(), w.Journal, w.Desk.Hasher, in)
			if f := fault.From(err); f.Code != test.code || f.Field != test.field {
				t.Errorf("%s: %v", name, err)
			}
			if n := w.Client.User.Query().CountX(w.Context()); n != users {
				t.Errorf("%s: %d accounts were made", name, n-users)
			}
			if n := w.Client.CompanySlug.Query().CountX(w.Context()); n != 2 {
				t.Errorf("%s: %d companies", name, n)
			}
		}
	})
}

// A short name that comes from the company's name makes room for another's.
func TestRegisterSlugs(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		seen := map[string]bool{}
		for i := range 3 {
			made, err := tenants.Register(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
				Company: tenants.CompanyInput{Name: "Haina Care"},
				Admin:   tenants.AdminInput{Name: "N", Email: fmt.Sprintf("n%d@new.example", i), Password: apptest.Password},
			})
			if err != nil {
				t.Fatal(err)
			}
			slug := made.Tenant.Slug
			if !strings.HasPrefix(slug, "haina-care") || seen[slug] || (i == 0) != (slug == "haina-care") {
				t.Errorf("company %d is %q", i, slug)
			}
			seen[slug] = true
		}
	})
}

// A proven account joins a second company, and keeps its password.
func TestRegisterJoins(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		proven := w.Client.User.GetX(w.Context(), w.A.Members["admin"].UserID)
		made, err := tenants.RegisterFor(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Third Company"},
			Admin:   tenants.AdminInput{Name: "Same person", Email: apptest.Email("admin", "a"), Password: apptest.Password},
		}, proven)
		if err != nil {
			t.Fatal(err)
		}
		if made.Member.UserID != w.A.Members["admin"].UserID {
			t.Error("a second account was made")
		}
	})
}

func TestDepartments(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		admin := w.As("admin")
		var chain []*ent.Department
		parent := w.A.Departments[flow.DepartmentService].ID
		for _, name := range []string{"一组", "二组", "三组"} {
			d, _, err := journal.Changed(admin, w.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Department, error) {
				return tenants.CreateDepartment(ctx, tx, tenants.DepartmentCreateInput{Name: name, Type: flow.DepartmentService, ParentID: &parent})
			})
			if err != nil {
				t.Fatal(err)
			}
			chain, parent = append(chain, d), d.ID
		}
		config := tenants.ConfigFrom(w.As("head.service"))
		if below := config.Below(w.A.Departments[flow.DepartmentService].ID); len(below) != 4 {
			t.Errorf("below the service department: %v", below)
		}
		service := w.A.Departments[flow.DepartmentService]
		before := w.Count(t)
		for name, test := range map[string]struct {
			as   string
			in   tenants.DepartmentUpdateInput
			code fault.Code
		}{
			"a cycle":         {"admin", tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 1, ParentID: &chain[2].ID}, fault.CodeConflict},
			"below itself":    {"admin", tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 1, ParentID: &service.ID}, fault.CodeConflict},
			"another's":       {"admin", tenants.DepartmentUpdateInput{ID: w.B.Departments[flow.DepartmentSales].ID, ExpectedVersion: 1, Name: new("x")}, fault.CodeNotFound},
			"another's above": {"admin", tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 1, ParentID: &w.B.Departments[flow.DepartmentSales].ID}, fault.CodeNotFound},
			"old version":     {"admin", tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 9, Name: new("x")}, fault.CodeConflict},
			"taken name":      {"admin", tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 1, Name: &chain[0].Name}, fault.CodeConflict},
			"nothing":         {"admin", tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 1}, fault.CodeBadUserInput},
			"no right":        {"management", tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 1, Name: new("x")}, fault.CodeForbidden},
		} {
			_, err := w.Journal.Change(w.As(test.as), func(ctx context.Context, tx *ent.Tx) error {
				_, err := tenants.UpdateDepartment(ctx, tx, test.in)
				return err
			})
			if fault.CodeOf(err) != test.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		if d := w.Client.Department.GetX(admin, service.ID); d.Version != 1 {
			t.Errorf("version %d", d.Version)
		}
		// The management department moves; there is one at a time.
		w.Change(t, admin, func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateDepartment(ctx, tx, tenants.DepartmentUpdateInput{ID: service.ID, ExpectedVersion: 1, IsManagement: new(true)})
			return err
		})
		n := 0
		for _, d := range w.Client.Department.Query().AllX(admin) {
			if d.IsManagement {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d management departments", n)
		}
	})
}

func TestMembers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		staff := w.A.Members["staff"]
		roles := func(as string, in tenants.MemberRolesUpdateInput) error {
			_, err := w.Journal.Change(w.As(as), func(ctx context.Context, tx *ent.Tx) error {
				_, err := tenants.UpdateMemberRoles(ctx, tx, in)
				return err
			})
			return err
		}
		before := w.Count(t)
		for name, test := range map[string]struct {
			as   string
			in   tenants.MemberRolesUpdateInput
			code fault.Code
		}{
			"last admin":   {"admin", tenants.MemberRolesUpdateInput{ID: w.A.Members["admin"].ID, ExpectedVersion: 2, RoleKeys: []string{authz.Staff}}, fault.CodeFailedPrecondition},
			"unknown role": {"admin", tenants.MemberRolesUpdateInput{ID: staff.ID, ExpectedVersion: 1, RoleKeys: []string{"KING"}}, fault.CodeBadUserInput},
			"no role":      {"admin", tenants.MemberRolesUpdateInput{ID: staff.ID, ExpectedVersion: 1}, fault.CodeBadUserInput},
			"twice":        {"admin", tenants.MemberRolesUpdateInput{ID: staff.ID, ExpectedVersion: 1, RoleKeys: []string{authz.Staff, authz.Staff}}, fault.CodeBadUserInput},
			"no right":     {"management", tenants.MemberRolesUpdateInput{ID: staff.ID, ExpectedVersion: 1, RoleKeys: []string{authz.TenantAdmin}}, fault.CodeForbidden},
			"another's":    {"admin", tenants.MemberRolesUpdateInput{ID: w.B.Members["staff"].ID, ExpectedVersion: 1, RoleKeys: []string{authz.Staff}}, fault.CodeNotFound},
		} {
			if err := roles(test.as, test.in); fault.CodeOf(err) != test.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		if err := roles("admin", tenants.MemberRolesUpdateInput{ID: staff.ID, ExpectedVersion: 1, RoleKeys: []string{authz.Staff, authz.Auditor}}); err != nil {
			t.Fatal(err)
		}
		if authz.Can(w.As("staff"), authz.AuditRead) != "ALL" {
			t.Error("the new role does not work")
		}
		// A head invites into the own department, with no more rights than the head's own.
		head := w.As("head.service")
		for name, test := range map[string]struct {
			role       string
			department flow.DepartmentType
			code       fault.Code
		}{
			"into another department": {authz.DepartmentMember, flow.DepartmentSales, fault.CodeForbidden},
			"an administrator":        {authz.TenantAdmin, flow.DepartmentService, fault.CodeForbidden},
			"a member":                {authz.DepartmentMember, flow.DepartmentService, ""},
		} {
			_, _, err := tenants.CreateMember(head, w.Journal, w.Desk.Hasher, tenants.MemberCreateInput{
				DisplayName: "new", Email: strings.ToLower(test.role+"."+string(test.department)) + "@new.example", Password: apptest.Password, RoleKeys: []string{test.role},
				DepartmentID: &w.A.Departments[test.department].ID,
			})
			if fault.CodeOf(err) != test.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		left := flow.MemberLeft
		w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: w.A.Members["head.sales"].ID, ExpectedVersion: 1, State: &left, Post: new("")})
			return err
		})
		events := w.A.Events(t)
		if e := events[len(events)-1]; e.Type != "member.updated" || e.FromState != "ACTIVE" || e.ToState != "LEFT" {
			t.Errorf("%+v", e)
		}
		// Where they are already nobody goes: nothing changes, and nothing is told.
		m := w.Client.Member.GetX(w.A.System(), w.A.Members["head.sales"].ID)
		if acts := tenants.AvailableActions(w.As("admin"), m); !slices.Equal(acts, []flow.MemberAct{flow.MemberActInvite, flow.MemberActReturn}) {
			t.Errorf("who has left may %v", acts)
		}
		if acts := tenants.AvailableActions(w.As("management"), m); len(acts) != 0 {
			t.Errorf("the management may %v", acts)
		}
		w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: m.Version, State: &left})
			return err
		})
		if again := w.Client.Member.GetX(w.A.System(), m.ID); again.Version != m.Version || len(w.A.Events(t)) != len(events) {
			t.Errorf("left twice: version %d, %d events", again.Version, len(w.A.Events(t)))
		}
		if n, err := journal.Verify(w.Context(), w.Client, w.A.ID); err != nil || n != int64(len(events)) {
			t.Errorf("%d, %v", n, err)
		}
	})
}
