package engagement

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/engagementplan"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxPlanName is the longest name of a plan, in characters.
const maxPlanName = 100

// PlanCreateInput is a new plan.
type PlanCreateInput struct {
	Name             string
	Kind             flow.EngagementKind
	CollectionClass  *flow.CollectionClass
	MaintenanceClass *flow.MaintenanceClass
	Rules            []RuleInput
	ValidFrom        *time.Time
}

// CreatePlan makes a plan: its tasks are opened by OpenDue. Errors:
// engagement_plan.name_taken, engagement_plan.no_rules, BAD_USER_INPUT. Records
// engagement_plan.created.
func CreatePlan(ctx context.Context, tx *ent.Tx, in PlanCreateInput) (*ent.EngagementPlan, error) {
	if err := begin(ctx, authz.EngagementPlanCreate); err != nil {
		return nil, err
	}
	if err := authz.On(ctx, authz.EngagementPlanCreate, authz.Record{}); err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	c.line("name", &in.Name, maxPlanName)
	known(&c, "kind", in.Kind)
	knownOr(&c, "collectionClass", in.CollectionClass)
	knownOr(&c, "maintenanceClass", in.MaintenanceClass)
	rules := c.rules(in.Rules)
	from := c.now
	if in.ValidFrom != nil {
		from = viewer.Instant(*in.ValidFrom)
		if from.Before(longAgo) || !from.Before(database.Never) {
			c.fail(fault.Input("validFrom", "input.malformed_time"))
		}
	}
	if c.err != nil {
		return nil, c.err
	}
	made, err := tx.EngagementPlan.Create().SetName(in.Name).SetKind(in.Kind).
		SetNillableCollectionClass(set(in.CollectionClass)).SetNillableMaintenanceClass(set(in.MaintenanceClass)).
		SetRules(rules).SetValidFrom(from).SetClauseIds([]string{}).Save(ctx)
	if err != nil {
		return nil, planError(err)
	}
	journal.Record(ctx, planEvent(made, "engagement_plan.created", nil))
	return made, nil
}

// PlanUpdateInput is a plan's changes: nil stays, an empty class is any.
type PlanUpdateInput struct {
	ID               typeid.ID
	ExpectedVersion  int
	Name             *string
	CollectionClass  *flow.CollectionClass
	MaintenanceClass *flow.MaintenanceClass
	Rules            []RuleInput
	Active           *bool
}

// UpdatePlan changes a plan, or switches it on or off. Whatever it then asks for
// otherwise, it asks for from the next period on; tasks that are open stay, and are
// done by what their rules say then. Errors: NOT_FOUND, version.conflict,
// input.empty_update, those of CreatePlan. Records engagement_plan.updated.
func UpdatePlan(ctx context.Context, tx *ent.Tx, in PlanUpdateInput) (*ent.EngagementPlan, error) {
	was, err := takePlan(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c, change, fields := checks{now: viewer.Now(ctx)}, was.Update(), []string{}
	if in.Name != nil {
		name := *in.Name
		c.line("name", &name, maxPlanName)
		change.SetName(name)
		fields = append(fields, "name")
	}
	if in.CollectionClass != nil {
		knownOr(&c, "collectionClass", in.CollectionClass)
		change.ClearCollectionClass().SetNillableCollectionClass(set(in.CollectionClass))
		fields = append(fields, "collectionClass")
	}
	if in.MaintenanceClass != nil {
		knownOr(&c, "maintenanceClass", in.MaintenanceClass)
		change.ClearMaintenanceClass().SetNillableMaintenanceClass(set(in.MaintenanceClass))
		fields = append(fields, "maintenanceClass")
	}
	if in.Rules != nil {
		change.SetRules(c.rules(in.Rules))
		fields = append(fields, "rules")
	}
	if in.Active != nil {
		change.SetActive(*in.Active)
		fields = append(fields, "active")
	}
	switch {
	case c.err != nil:
		return nil, c.err
	case len(fields) == 0:
		return nil, fault.Input("", "input.empty_update")
	case (in.Name == nil || len(fields) > 1) && was.ValidFrom.Before(c.now):
		change.SetValidFrom(c.now)
	}
	made, err := change.Save(ctx)
	if err != nil {
		return nil, planError(err)
	}
	journal.Record(ctx, planEvent(made, "engagement_plan.updated", fields))
	return made, nil
}

func takePlan(ctx context.Context, tx *ent.Tx, id typeid.ID, version int) (*ent.EngagementPlan, error) {
	if err := begin(ctx, authz.EngagementPlanUpdate); err != nil {
		return nil, err
	}
	q := tx.EngagementPlan.Query().Where(engagementplan.ID(id))
	q.Modify(database.Lock)
	p, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("engagement: reading the plan: %w", err)
	}
	if err := authz.On(ctx, authz.EngagementPlanUpdate, authz.Record{}); err != nil {
		return nil, err
	}
	return p, tenants.Version(version, p.Version)
}

func planError(err error) error {
	if ent.IsConstraintError(err) {
		return fault.Conflict("engagement_plan.name_taken").On("name").Because(err)
	}
	return fmt.Errorf("engagement: writing a plan: %w", err)
}

func planEvent(p *ent.EngagementPlan, typ string, fields []string) journal.Event {
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectEngagementPlan, ID: p.ID},
		Fields: fields, Clauses: p.ClauseIds, Detail: map[string]any{"name": text.Clip(p.Name), "active": p.Active},
	}
}
