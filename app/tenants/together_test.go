package tenants_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customertier"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// Roles made at the same moment: the company has as many as it may have, and no
// two of a name.
func TestRolesTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		const most = 50
		before := w.Client.Role.Query().CountX(w.A.System())
		several := func(n int, name func(int) string) map[string]int {
			return together(n, func(i int) error {
				_, err := do(w, "admin", tenants.CreateRole, tenants.RoleCreateInput{Name: name(i)})
				return err
			})
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

// Tiers made at the same moment: the company has as many as it may have, and each
// has a rank of its own, without gaps.
func TestTiersTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		const most = 50
		ctx := w.A.System()
		before := w.Client.CustomerTier.Query().CountX(ctx)
		refused := together(8, func(i int) error {
			in := tenants.CustomerTierCreateInput{
				Key: fmt.Sprint("TIER_", i), Label: fmt.Sprint("等级", i),
				CollectionClass: flow.CollectionGeneral, MaintenanceClass: flow.MaintenanceNone,
			}
			if i%2 == 0 {
				in.Rank = new(1)
			}
			_, err := do(w, "management", tenants.CreateTier, in)
			return err
		})
		if len(refused) > 0 {
			t.Fatalf("refused: %v", refused)
		}
		ranks := func() []int {
			return w.Client.CustomerTier.Query().Order(customertier.ByRank()).Select(customertier.FieldRank).IntsX(ctx)
		}
		if all := ranks(); len(all) != before+8 || !slices.Equal(all, oneTo(len(all))) {
			t.Errorf("the ranks are %v", all)
		}
		rows := make([]*ent.CustomerTierCreate, most-before-8-1) // one place is left
		for i := range rows {
			rows[i] = w.Client.CustomerTier.Create().SetKey(fmt.Sprint("FULL_", i)).SetLabel("满").SetRank(before + 9 + i).
				SetCollectionClass(flow.CollectionGeneral).SetMaintenanceClass(flow.MaintenanceNone)
		}
		w.Client.CustomerTier.CreateBulk(rows...).ExecX(ctx)
		refused = together(4, func(i int) error {
			_, err := do(w, "management", tenants.CreateTier, tenants.CustomerTierCreateInput{
				Key: fmt.Sprint("LAST_", i), Label: "末", CollectionClass: flow.CollectionGeneral, MaintenanceClass: flow.MaintenanceNone,
			})
			return err
		})
		if all := ranks(); refused["input.too_many"] != 3 || !slices.Equal(all, oneTo(most)) {
			t.Errorf("beyond the limit: %v, the ranks are %v", refused, all)
		}
	})
}

// Deadlines made at the same moment are no more than the company may have.
func TestPoliciesTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		const most = 100
		ctx := w.A.System()
		rows := make([]*ent.SlaPolicyCreate, most-w.Client.SlaPolicy.Query().CountX(ctx)-1) // one place is left
		for i := range rows {
			rows[i] = w.Client.SlaPolicy.Create().SetName(fmt.Sprint("期限", i)).SetTarget(flow.SubjectRequirement).
				SetClockKind(sla.ClockFirstResponse).SetAmount(1).SetUnit(sla.UnitHour).SetPauseOn([]sla.PauseReason{}).
				SetWarnAtPercent([]int{50}).SetValidFrom(w.Clock.Now())
		}
		w.Client.SlaPolicy.CreateBulk(rows...).ExecX(ctx)
		refused := together(4, func(i int) error {
			_, err := do(w, "admin", tenants.CreatePolicy, tenants.PolicyInput{
				Name: new(fmt.Sprint("新", i)), Amount: new(1), Unit: new(sla.UnitHour),
			})
			return err
		})
		if n := w.Client.SlaPolicy.Query().CountX(ctx); n != most || refused["input.too_many"] != 3 {
			t.Errorf("%d deadlines, refused: %v", n, refused)
		}
	})
}

// together does something n times at once, and counts the refusals by their key.
func together(n int, do func(i int) error) map[string]int {
	var (
		refused = map[string]int{}
		group   sync.WaitGroup
		mu      sync.Mutex
	)
	for i := range n {
		group.Go(func() {
			err := do(i)
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

func oneTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i + 1
	}
	return all
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
