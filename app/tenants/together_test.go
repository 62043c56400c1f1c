package tenants_test

import (
	"fmt"
	"sync"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Roles made at the same moment: the company has as many as it may have, and no
// two of a name.
func TestRolesTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		const most = 50
		before := w.Client.Role.Query().CountX(w.A.System())
		several := func(n int, name func(int) string) (refused map[string]int) {
			refused = map[string]int{}
			var group sync.WaitGroup
			var mu sync.Mutex
			for i := range n {
				group.Go(func() {
					_, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: name(i)})
					if err == nil {
						return
					}
					mu.Lock()
					defer mu.Unlock()
					refused[fault.From(err).Key]++
				})
			}
			group.Wait()
			return refused
		}
		if refused := several(8, func(int) string { return "前台" }); refused["role.name_taken"] != 7 {
			t.Errorf("of one name: %v", refused)
		}
		if n := w.Client.Role.Query().Where(role.Name("前台")).CountX(w.A.System()); n != 1 {
			t.Errorf("%d roles of one name", n)
		}
		if refused := several(most, func(i int) string { return fmt.Sprint("角色", i) }); refused["input.too_many"] != before+1 {
			t.Errorf("beyond the limit: %v", refused)
		}
		if n := w.Client.Role.Query().CountX(w.A.System()); n != most {
			t.Errorf("%d roles", n)
		}
	})
}

// A department is made at the foot of a branch while the branch is moved down:
// one of the two is refused.
func TestTreeTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		const most = 10
		branch := func(name string, levels int) (ids []typeid.ID) {
			t.Helper()
			for i := range levels {
				in := tenants.DepartmentCreateInput{Name: fmt.Sprint(name, i), Type: flow.DepartmentService}
				if i > 0 {
					in.ParentID = &ids[i-1]
				}
				d, err := do(w, "admin", tenants.CreateDepartment, in)
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, d.ID)
			}
			return ids
		}
		for round := range 8 {
			top := branch(fmt.Sprint("上", round, "-"), 1)
			long := branch(fmt.Sprint("长", round, "-"), most-1)
			var group sync.WaitGroup
			var made, moved error
			group.Go(func() {
				_, made = do(w, "admin", tenants.CreateDepartment, tenants.DepartmentCreateInput{
					Name: fmt.Sprint("新", round), Type: flow.DepartmentService, ParentID: &long[most-2],
				})
			})
			group.Go(func() {
				_, moved = do(w, "admin", tenants.UpdateDepartment, tenants.DepartmentUpdateInput{ID: long[0], ExpectedVersion: 1, ParentID: &top[0]})
			})
			group.Wait()
			if (made == nil) == (moved == nil) {
				t.Errorf("round %d: made: %v, moved: %v", round, made, moved)
			}
		}
	})
}
