package demo

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/department"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/sla"
)

// branches are departments beside those that a company begins with; the last two
// were given up.
var branches = []struct {
	name  string
	typ   flow.DepartmentType
	given bool
}{
	{"海外业务筹备组", flow.DepartmentOther, false},
	{"法务合规部", flow.DepartmentOther, false},
	{"原电商项目部", flow.DepartmentOther, true},
	{"展会临时工作组", flow.DepartmentMarketing, true},
}

// grades are tiers of customers beside those that a company begins with.
var grades = []tenants.CustomerTierCreateInput{
	{Key: "POTENTIAL", Label: "潜力", CollectionClass: flow.CollectionGeneral, MaintenanceClass: flow.MaintenancePotential},
	{Key: "CHANNEL", Label: "渠道", CollectionClass: flow.CollectionGeneral, MaintenanceClass: flow.MaintenanceMedium},
}

// arrange is what is set up before work begins: departments and deadlines by the
// administrator, tiers by the management department. The context that it gives knows of them.
func (w *world) arrange(ctx context.Context, at time.Time) (context.Context, error) {
	var steps []*step
	add := func(act string, do func(ctx context.Context, tx *ent.Tx) error) {
		at = at.Add(7 * time.Minute)
		steps = append(steps, &step{at: at, who: admin, act: act, do: do})
	}
	for _, b := range branches {
		add("open a department", func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.CreateDepartment(ctx, tx, tenants.DepartmentCreateInput{Name: b.name, Type: b.typ})
			return err
		})
		if !b.given {
			continue
		}
		add("close a department", func(ctx context.Context, tx *ent.Tx) error {
			d, err := tx.Department.Query().Where(department.Name(b.name)).Only(ctx)
			if err == nil {
				_, err = tenants.UpdateDepartment(ctx, tx, tenants.DepartmentUpdateInput{ID: d.ID, ExpectedVersion: d.Version, Active: new(bool)})
			}
			return err
		})
	}
	for _, in := range grades {
		add("make a tier", func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.CreateTier(ctx, tx, in)
			return err
		})
		steps[len(steps)-1].who = management
	}
	w.deadlines(add)
	if err := w.run(ctx, steps); err != nil {
		return ctx, err
	}
	ctx, err := w.Who.AsSystem(ctx, w.config.Tenant.ID)
	if err == nil {
		w.config = tenants.ConfigFrom(ctx)
	}
	return ctx, err
}

// deadlines plans what becomes of the deadlines that a company begins with: other
// warnings, and two that are for one department, of which one was taken back.
func (w *world) deadlines(add func(act string, do func(ctx context.Context, tx *ent.Tx) error)) {
	change := func(of flow.Urgency, in tenants.PolicyInput) {
		add("change a deadline", func(ctx context.Context, tx *ent.Tx) error {
			p, err := tx.SlaPolicy.Query().Where(slapolicy.UrgencyEQ(of), slapolicy.Active(true), slapolicy.DepartmentIDIsNil()).Only(ctx)
			if err == nil {
				_, err = tenants.UpdatePolicy(ctx, tx, tenants.SLAPolicyUpdateInput{ID: p.ID, ExpectedVersion: p.Version, PolicyInput: in})
			}
			return err
		})
	}
	change(flow.UrgencyGeneral, tenants.PolicyInput{WarnAtPercent: []int{60, 80}})
	change(flow.UrgencyGeneral, tenants.PolicyInput{WarnAtPercent: []int{70}})
	change(flow.UrgencyImportant, tenants.PolicyInput{PauseOn: []sla.PauseReason{sla.PauseWaitingCustomer, sla.PauseForceMajeure}, WarnAtPercent: []int{60}})
	for _, name := range []string{"海外业务：一般需求", "海外业务：展会期间"} {
		add("make a deadline", func(ctx context.Context, tx *ent.Tx) error {
			abroad, err := tx.Department.Query().Where(department.Name(branches[0].name)).Only(ctx)
			if err != nil {
				return err
			}
			_, err = tenants.CreatePolicy(ctx, tx, tenants.PolicyInput{
				Name: &name, Urgency: new(flow.UrgencyGeneral), DepartmentID: &abroad.ID, Amount: new(3), Unit: new(sla.UnitWorkingDay),
			})
			return err
		})
	}
	add("take a deadline back", func(ctx context.Context, tx *ent.Tx) error {
		p, err := tx.SlaPolicy.Query().Where(slapolicy.Name("海外业务：展会期间")).Only(ctx)
		if err == nil {
			_, err = tenants.DeactivatePolicy(ctx, tx, tenants.SLAPolicyDeactivateInput{ID: p.ID, ExpectedVersion: p.Version})
		}
		return err
	})
}
