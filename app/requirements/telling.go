package requirements

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// tellingOf begins the keys of the tasks that ask for the customers of what was merged into
// a requirement to be told what becomes of it (D0-38).
func tellingOf(id typeid.ID) string { return "requirement.customer_tell " + string(id) + " " }

// askTellingOthers asks for each customer whose requirement was merged into this one to be told
// what its own customer was told: who was responsible for theirs, if still at work, else who tells
// its own. It is due as soon as the silence towards a customer is told (D0-53). Whom somebody is
// still asked to tell is asked for once: what is told then is the newest. The occasion is what was
// told; for the same one everybody is asked for once. Records task.open of each.
func askTellingOthers(ctx context.Context, tx *ent.Tx, r *ent.Requirement, occasion string) error {
	merged, err := mergedInside(ctx, tx, r)
	if err != nil || len(merged) == 0 {
		return err
	}
	open, err := openTelling(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	asked := []typeid.ID{r.CustomerID}
	for _, t := range open {
		asked = append(asked, t.CustomerID)
	}
	merged = slices.DeleteFunc(merged, func(m *ent.Requirement) bool { return slices.Contains(asked, m.CustomerID) })
	if len(merged) == 0 {
		return nil
	}
	own, err := teller(viewer.SystemOf(ctx), tx, r)
	if err != nil {
		return err
	}
	present, err := atWork(ctx, tx, merged)
	if err != nil {
		return err
	}
	config, about := tenants.ConfigFrom(ctx), flow.SubjectRequirement
	title := label.Of(config.Tenant.Locale, "Task", "TELL_CUSTOMER")
	if r.Number != nil {
		title += " " + *r.Number
	}
	due := optional.Value(workingDaysAfter(ctx, viewer.Now(ctx), config.Tenant.Settings.SilenceAfter()))
	var all []tasks.OpenInput
	for _, m := range merged {
		at := slices.IndexFunc(all, func(in tasks.OpenInput) bool { return in.CustomerID == m.CustomerID })
		if at < 0 {
			if len(all) == MaxToTell-1 { // and its own
				continue
			}
			at = len(all)
			all = append(all, tasks.OpenInput{
				Type: flow.TaskCoordination, Title: title, SubjectType: &about, SubjectID: r.ID, CustomerID: m.CustomerID,
				AssigneeID: own, DepartmentID: r.LeadDepartmentID, DueAt: due, Clauses: []string{"D0-38", "D0-53"},
				Key: tellingOf(r.ID) + occasion + " " + string(m.CustomerID),
			})
		}
		if in := &all[at]; in.AssigneeID == own && present[m.AssigneeID] {
			in.AssigneeID, in.DepartmentID = m.AssigneeID, m.LeadDepartmentID
		}
	}
	return tasks.OpenAll(viewer.SystemOf(ctx), tx, all)
}

// resultOccasion is the result of a round of work; taken up again there is another.
func resultOccasion(r *ent.Requirement) string { return fmt.Sprintf("result %d", r.ReopenCount) }

// atWork are those responsible for the requirements who are at work.
func atWork(ctx context.Context, tx *ent.Tx, of []*ent.Requirement) (map[typeid.ID]bool, error) {
	var ids []typeid.ID
	for _, r := range of {
		if r.AssigneeID != "" {
			ids = append(ids, r.AssigneeID)
		}
	}
	active, err := tx.Member.Query().Where(member.IDIn(ids...), member.StateEQ(flow.MemberActive)).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: looking for who tells customers: %w", err)
	}
	present := map[typeid.ID]bool{}
	for _, id := range active {
		present[id] = true
	}
	return present, nil
}

// openTelling are the tasks that still ask for customers to be told of the requirement.
func openTelling(ctx context.Context, tx *ent.Tx, id typeid.ID) ([]*ent.Task, error) {
	open, err := tx.Task.Query().Where(
		task.SubjectID(id), task.DedupeKeyHasPrefix(tellingOf(id)), task.StateIn(flow.TaskOpen, flow.TaskInProgress),
	).Order(task.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: looking for customers to be told of %s: %w", id, err)
	}
	return open, nil
}

// customerTold ends the tasks that asked for the customer to be told. Records task.done.
func customerTold(ctx context.Context, tx *ent.Tx, r *ent.Requirement, customer typeid.ID, words string) error {
	open, err := openTelling(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	for _, t := range open {
		if t.CustomerID != customer {
			continue
		}
		if err := tasks.Settle(ctx, tx, *t.DedupeKey, words); err != nil {
			return err
		}
	}
	return nil
}

// dropTelling takes back what asks for customers to be told whose requirements are no longer
// merged into this one. Records task.cancelled.
func dropTelling(ctx context.Context, tx *ent.Tx, r *ent.Requirement) error {
	open, err := openTelling(ctx, tx, r.ID)
	if err != nil || len(open) == 0 {
		return err
	}
	still, err := Customers(ctx, tx, r)
	if err != nil {
		return err
	}
	why := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Task", "NO_LONGER_MERGED")
	for _, t := range open {
		if slices.Contains(still, t.CustomerID) {
			continue
		}
		if err := tasks.Retract(ctx, tx, *t.DedupeKey, why); err != nil {
			return err
		}
	}
	return nil
}
