package tenants_test

import (
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// A company learns of few addresses whether they have an account, and who may
// not make the member learns of none.
func TestCreateMemberTellsLittle(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		make := func(as, address, email, role string, department flow.DepartmentType) error {
			_, _, err := tenants.CreateMember(viewer.WithAddress(w.As(as), address), w.Journal, w.Desk.Hasher, tenants.MemberCreateInput{
				DisplayName: "new", Email: email, Password: apptest.Password, RoleKeys: []string{role},
				DepartmentID: &w.A.Departments[department].ID,
			})
			return err
		}
		known := apptest.Email("staff", "b")
		before := w.Count(t)
		for i := range 20 {
			if err := make("admin", "192.0.2.1", known, authz.Staff, flow.DepartmentSales); fault.CodeOf(err) != fault.CodeConflict {
				t.Fatalf("%d: %v", i, err)
			}
		}
		for _, email := range []string{known, "nobody@new.example"} { // the refusal tells nothing either
			if err := make("admin", "192.0.2.1", email, authz.Staff, flow.DepartmentSales); fault.CodeOf(err) != fault.CodeRateLimited {
				t.Errorf("%s: %v", email, err)
			}
		}
		for what, err := range map[string]error{
			"an administrator":   make("head.service", "192.0.2.2", known, authz.TenantAdmin, flow.DepartmentService),
			"another department": make("head.service", "192.0.2.2", known, authz.DepartmentMember, flow.DepartmentSales),
		} {
			if fault.CodeOf(err) != fault.CodeForbidden {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := make("admin", "192.0.2.2", known, "NO_ROLE", flow.DepartmentSales); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("no such role: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		if err := make("admin", "192.0.2.2", "n@new.example", authz.Staff, flow.DepartmentSales); err != nil {
			t.Errorf("from another address: %v", err)
		}
		w.Clock.Advance(time.Hour)
		if err := make("admin", "192.0.2.1", "m@new.example", authz.Staff, flow.DepartmentSales); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}
