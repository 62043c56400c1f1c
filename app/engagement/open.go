package engagement

import (
	"context"
	"fmt"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// openLot opens the tasks of some customers, in a number of statements that does not
// depend on how many there are.
func (a asking) openLot(ctx context.Context, tx *ent.Tx, lot []*ent.Customer) error {
	ids, managers := make([]typeid.ID, len(lot)), []typeid.ID{}
	for i, c := range lot {
		ids[i] = c.ID
		if c.AccountManagerID != "" {
			managers = append(managers, c.AccountManagerID)
		}
	}
	done, err := evidence(ctx, tx.Interaction, a.rule, a.span, ids)
	if err != nil {
		return err
	}
	here, err := tx.Member.Query().Where(member.IDIn(managers...), member.StateNEQ(flow.MemberLeft)).
		Select(member.FieldID, member.FieldDepartmentID).All(ctx)
	if err != nil {
		return fmt.Errorf("engagement: reading account managers: %w", err)
	}
	departmentOf := map[typeid.ID]typeid.ID{}
	for _, m := range here {
		departmentOf[m.ID] = m.DepartmentID
	}
	kind, all := flow.SubjectCustomer, make([]tasks.OpenInput, len(lot))
	for i, c := range lot {
		in := tasks.OpenInput{
			Type: a.rule.TaskType, Title: a.plan.Name, SubjectType: &kind, SubjectID: c.ID, CustomerID: c.ID, DepartmentID: c.DepartmentID,
			DueAt: a.span.Due(), Clauses: a.plan.ClauseIds, PlanID: a.plan.ID, RuleKey: a.rule.Key, PeriodStart: a.periodStart(),
			Evidence: done[c.ID], Key: a.key(c.ID),
		}
		department, there := departmentOf[c.AccountManagerID]
		if there {
			in.AssigneeID = c.AccountManagerID
		}
		if in.DepartmentID == "" {
			in.DepartmentID = department
		}
		if in.DepartmentID == "" && in.AssigneeID == "" {
			in.DepartmentID = tenants.ConfigFrom(ctx).Management()
		}
		all[i] = in
	}
	return tasks.OpenAll(ctx, tx, all)
}
