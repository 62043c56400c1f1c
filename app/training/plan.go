package training

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/trainingplan"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PlanRecord is what scopes look at in a plan, for who changes it: the department that has
// the trainings made, and who planned them.
func PlanRecord(p *ent.TrainingPlan) authz.Record {
	return authz.Record{Departments: typeid.Present(p.DepartmentID), Members: typeid.Present(p.CreatedBy)}
}

func lockPlan(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.TrainingPlan, error) {
	q := tx.TrainingPlan.Query().Where(trainingplan.ID(id))
	q.Modify(database.Lock)
	p, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("training: locking a plan: %w", err)
	}
	return p, nil
}

func planAction(act flow.TrainingPlanAct) authz.Action {
	if act == flow.TrainingPlanActUpdate {
		return authz.TrainingUpdate
	}
	return authz.TrainingTransition
}

// takePlan holds a plan for an act. Errors, in this order: FORBIDDEN by role,
// FAILED_PRECONDITION of a suspended company, NOT_FOUND, FORBIDDEN on this plan, CONFLICT
// version.conflict, FAILED_PRECONDITION transition.illegal.
func takePlan(ctx context.Context, tx *ent.Tx, act flow.TrainingPlanAct, id typeid.ID, version int) (*ent.TrainingPlan, flow.TrainingPlanState, error) {
	if err := authz.Begin(ctx, planAction(act), authz.TrainingRead); err != nil {
		return nil, "", err
	}
	p, err := lockPlan(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.Permit(ctx, planAction(act), PlanRecord(p)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, p.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.TrainingPlan.Next(p.State, act)
	return p, next, err
}

// voted are the acts that approvals do.
var voted = []flow.TrainingPlanAct{flow.TrainingPlanActApproveHR, flow.TrainingPlanActApproveMD, flow.TrainingPlanActSendBack}

// AvailablePlan lists what the viewer may do with the plan now. It asks no database.
func AvailablePlan(ctx context.Context, p *ent.TrainingPlan) []flow.TrainingPlanAct {
	acts := []flow.TrainingPlanAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.TrainingPlan.Allowed(p.State) {
		if !slices.Contains(voted, act) && authz.Require(ctx, planAction(act)) == nil && authz.Permit(ctx, planAction(act), PlanRecord(p)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// planEvent is what the journal tells of a plan; of one that runs from now on, for whom and
// from when to when it does.
func planEvent(p *ent.TrainingPlan, typ string, from flow.TrainingPlanState, clauses ...string) journal.Event {
	record := PlanRecord(p)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectTrainingPlan, ID: p.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses, Detail: map[string]any{},
	}
	if from != p.State {
		e.From, e.To = string(from), string(p.State)
	}
	if e.To == string(flow.TrainingPlanRunning) {
		e.Detail["periodStart"], e.Detail["periodEnd"], e.Detail["posts"], e.Detail["departments"] = p.PeriodStart, p.PeriodEnd, p.Posts, p.DepartmentIds
	}
	return e
}

// savePlan writes a change, and tells it: training_plan.<state>.
func savePlan(ctx context.Context, was *ent.TrainingPlan, change *ent.TrainingPlanUpdateOne, clauses ...string) (*ent.TrainingPlan, error) {
	p, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: writing a plan: %w", err)
	}
	journal.Record(ctx, planEvent(p, "training_plan."+strings.ToLower(string(p.State)), was.State, clauses...))
	return p, nil
}

// TopicInput is a topic of a plan.
type TopicInput struct {
	Kind  flow.TrainingTopicKind
	Title *string
	Post  *string
}

// PlanFields are what a plan says; nil stays.
type PlanFields struct {
	Title         *string
	PeriodStart   *string // YYYY-MM-DD
	PeriodEnd     *string // the last day
	Posts         []string
	DepartmentIDs []typeid.ID
	Topics        []TopicInput
	Methods       []flow.TrainingMethod
	Budget        *money.Amount
	Currency      *string
}

// on is the plan after the changes; what is wrong is refused.
func (in *PlanFields) on(ctx context.Context, tx *ent.Tx, was ent.TrainingPlan) (is ent.TrainingPlan, err error) {
	c := checking(ctx)
	is = was
	is.Title = c.Line("title", optional.Or(in.Title, was.Title), 1, maxTitle)
	is.PeriodStart, is.PeriodEnd = optional.Or(in.PeriodStart, was.PeriodStart), optional.Or(in.PeriodEnd, was.PeriodEnd)
	c.Date("periodStart", is.PeriodStart)
	c.Date("periodEnd", is.PeriodEnd)
	if c.Err == nil && is.PeriodEnd < is.PeriodStart {
		c.Fail(fault.Input("periodEnd", "training.period_ends_before"))
	}
	if in.Topics != nil {
		is.Topics = c.topics(in.Topics)
	}
	if in.Methods != nil {
		tenants.Known(c.Checks, "methods", in.Methods...)
		is.Methods = in.Methods
	}
	if in.Budget != nil {
		is.Budget = in.Budget
	}
	if is.Currency = optional.Or(in.Currency, was.Currency); is.Currency == "" && is.Budget != nil {
		is.Currency = "CNY"
	}
	if is.Currency != "" && !money.Currency(is.Currency) {
		c.Fail(fault.Input("currency", "input.unknown_key").With("value", is.Currency))
	}
	if c.Err != nil {
		return is, c.Err
	}
	whom, err := tenants.AudienceInput{Posts: in.Posts, DepartmentIDs: in.DepartmentIDs}.On(ctx, tx.Client(), audience(&was))
	is.Posts, is.DepartmentIds = whom.Posts, whom.DepartmentIDs
	return is, err
}

func (c *checks) topics(given []TopicInput) []flow.TrainingTopic {
	c.Few("topics", len(given), maxTopics)
	topics := make([]flow.TrainingTopic, len(given))
	for i, in := range given {
		field := fmt.Sprintf("topics.%d.", i)
		tenants.Known(c.Checks, field+"kind", in.Kind)
		least := 0
		if in.Kind == flow.TopicOther {
			least = 1
		}
		t := flow.TrainingTopic{Kind: in.Kind, Title: c.Line(field+"title", optional.Value(in.Title), least, maxTitle)}
		if least = 0; in.Kind == flow.TopicPostStandard {
			least = 1
		}
		if t.Post = c.Line(field+"post", optional.Value(in.Post), least, maxPost); t.Post != "" && in.Kind != flow.TopicPostStandard {
			c.Fail(fault.Input(field+"post", "training.post_without_standard"))
		}
		topics[i] = t
	}
	return topics
}

// PlanCreateInput is a new plan.
type PlanCreateInput struct {
	PlanFields
	DepartmentID *typeid.ID // which has the trainings made; the viewer's own when left out
}

// CreatePlan begins a plan (D0-74, D2-77). Errors: training.period_ends_before,
// training.post_without_standard, NOT_FOUND on departmentIds or departmentId, FORBIDDEN,
// BAD_USER_INPUT. Records training_plan.draft.
func CreatePlan(ctx context.Context, tx *ent.Tx, in PlanCreateInput) (*ent.TrainingPlan, error) {
	if err := authz.Begin(ctx, authz.TrainingCreate, authz.TrainingRead); err != nil {
		return nil, err
	}
	v := viewer.From(ctx)
	department := optional.Or(in.DepartmentID, v.Department)
	if err := authz.Permit(ctx, authz.TrainingCreate, authz.Record{Departments: typeid.Present(department)}); err != nil {
		return nil, err
	}
	is, err := in.on(ctx, tx, ent.TrainingPlan{
		Posts: []string{}, DepartmentIds: []typeid.ID{}, Topics: []flow.TrainingTopic{}, Methods: []flow.TrainingMethod{},
	})
	if err != nil {
		return nil, err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return nil, err
	}
	return insertPlan(ctx, tx, is, department, "")
}

func insertPlan(ctx context.Context, tx *ent.Tx, is ent.TrainingPlan, department, previous typeid.ID) (*ent.TrainingPlan, error) {
	if is.Gaps == nil {
		is.Gaps = []flow.TrainingGap{}
	}
	p, err := tx.TrainingPlan.Create().SetTitle(is.Title).SetPeriodStart(is.PeriodStart).SetPeriodEnd(is.PeriodEnd).SetPosts(is.Posts).
		SetDepartmentIds(is.DepartmentIds).SetTopics(is.Topics).SetMethods(is.Methods).SetNillableBudget(is.Budget).SetCurrency(is.Currency).
		SetDepartmentID(department).SetPreviousID(previous).SetGaps(is.Gaps).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: making a plan: %w", err)
	}
	e := planEvent(p, "training_plan.draft", "", "D0-74", "D2-77")
	e.Detail["periodStart"], e.Detail["periodEnd"] = p.PeriodStart, p.PeriodEnd
	journal.Record(ctx, e)
	return p, nil
}

// PlanUpdateInput is a plan's changes; nil stays.
type PlanUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	PlanFields
}

// UpdatePlan changes a plan that is written; one that others look at, or that runs, never.
// Errors: input.empty_update, and those of CreatePlan. Records training_plan.updated.
func UpdatePlan(ctx context.Context, tx *ent.Tx, in PlanUpdateInput) (*ent.TrainingPlan, error) {
	was, _, err := takePlan(ctx, tx, flow.TrainingPlanActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if reflect.DeepEqual(in.PlanFields, PlanFields{}) {
		return nil, fault.Input("", "input.empty_update")
	}
	is, err := in.on(ctx, tx, *was)
	if err != nil {
		return nil, err
	}
	p, err := was.Update().SetTitle(is.Title).SetPeriodStart(is.PeriodStart).SetPeriodEnd(is.PeriodEnd).SetPosts(is.Posts).
		SetDepartmentIds(is.DepartmentIds).SetTopics(is.Topics).SetMethods(is.Methods).SetNillableBudget(is.Budget).SetCurrency(is.Currency).
		Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: writing a plan: %w", err)
	}
	journal.Record(ctx, planEvent(p, "training_plan.updated", was.State, "D0-75"))
	return p, nil
}
