package clocks

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/interaction"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Subject is what a clock must know of the record that it counts for.
type Subject struct {
	Type        flow.SubjectType
	ID          typeid.ID
	Number      string
	Departments []typeid.ID // whose scope the record is in
	Members     []typeid.ID // whose own it is
	Lead        typeid.ID   // the department that answers, whose head is told of a breach
	Assignee    typeid.ID   // who is warned
	CustomerID  typeid.ID   // whose tier decides
	Urgency     flow.Urgency
	Severity    flow.Severity // of a complaint
}

// OfRequirement is a requirement as its clocks see it. Assisting departments and
// the team count when they are loaded.
func OfRequirement(r *ent.Requirement) Subject {
	assisting := make([]typeid.ID, len(r.Edges.Assisting))
	for i, a := range r.Edges.Assisting {
		assisting[i] = a.DepartmentID
	}
	s := Subject{
		Type: flow.SubjectRequirement, ID: r.ID, Lead: r.LeadDepartmentID, Assignee: r.AssigneeID,
		CustomerID: r.CustomerID, Urgency: r.Urgency,
	}
	if r.Number != nil {
		s.Number = *r.Number
	}
	s.Departments, s.Members = journal.RequirementRecord(r, assisting)
	return s
}

// OfInteraction is an interaction as its clocks see it.
func OfInteraction(i *ent.Interaction) Subject {
	return Subject{
		Type: flow.SubjectInteraction, ID: i.ID, Lead: i.DepartmentID, Assignee: i.MemberID, CustomerID: i.CustomerID,
		Departments: typeid.Unique([]typeid.ID{i.DepartmentID}), Members: typeid.Unique([]typeid.ID{i.MemberID, i.CreatedBy}),
	}
}

// OfComplaint is a complaint as its clocks see it. One that was not assessed yet weighs as
// a general one does. The group counts when it is loaded: its leader is warned, who handles
// the complaint then (D2-62).
func OfComplaint(c *ent.Complaint) Subject {
	s := Subject{
		Type: flow.SubjectComplaint, ID: c.ID, Number: c.Number, Lead: c.OwnerDepartmentID, Assignee: c.AssigneeID,
		CustomerID: c.CustomerID, Severity: flow.SeverityGeneral,
	}
	if c.Severity != nil {
		s.Severity = *c.Severity
	}
	if g := c.Edges.Group; g != nil && c.Path != nil && *c.Path == flow.PathJoint {
		s.Assignee = g.LeaderID
	}
	s.Departments, s.Members = journal.ComplaintRecord(c)
	return s
}

// OfResponse is a response as its clocks see it: of who looks after the customer (D3-24).
func OfResponse(r *ent.SurveyResponse) Subject {
	return Subject{
		Type: flow.SubjectSurveyResponse, ID: r.ID, Lead: r.DepartmentID, Assignee: r.MemberID, CustomerID: r.CustomerID,
		Departments: typeid.Unique([]typeid.ID{r.DepartmentID}), Members: typeid.Unique([]typeid.ID{r.MemberID, r.InterviewerID}),
	}
}

// tier is the key of the customer's tier. The customer is read in the system's
// name: who may work on a record need not reach its customer.
func (s Subject) tier(ctx context.Context, tx *ent.Tx) (string, error) {
	if s.CustomerID == "" { // nobody knows yet whose complaint it is
		return "", nil
	}
	c, err := tx.Customer.Query().Where(customer.ID(s.CustomerID)).Only(viewer.SystemOf(ctx))
	if err != nil {
		return "", fmt.Errorf("clocks: reading the customer of %s: %w", s.ID, err)
	}
	return c.TierKey, nil
}

// tiersOf are the keys of the customers' tiers, of many records by one statement.
func tiersOf(ctx context.Context, tx *ent.Tx, all map[typeid.ID]Subject) (map[typeid.ID]string, error) {
	ids := make([]typeid.ID, 0, len(all))
	for _, s := range all {
		ids = append(ids, s.CustomerID)
	}
	rows, err := tx.Customer.Query().Where(customer.IDIn(typeid.Unique(ids)...)).Select(customer.FieldID, customer.FieldTierKey).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("clocks: reading customers: %w", err)
	}
	tiers := make(map[typeid.ID]string, len(rows))
	for _, c := range rows {
		tiers[c.ID] = c.TierKey
	}
	return tiers, nil
}

// facts are what deadlines are matched by.
func (s Subject) facts(tier string) sla.Match {
	return sla.Match{Urgency: string(s.Urgency), Severity: string(s.Severity), Tier: tier, Department: string(s.Lead)}
}

// within tells whether the record is the department's or of one below it.
func (s Subject) within(ctx context.Context, department typeid.ID) bool {
	all := tenants.ConfigFrom(ctx).Departments
	at := s.Lead
	for range len(all) + 1 {
		if at == department {
			return true
		}
		d, ok := all[at]
		if !ok {
			return false
		}
		at = d.ParentID
	}
	return false
}

// kind is one of the records that clocks count for.
type kind struct {
	typ flow.SubjectType
	// id is the record that a clock counts for, empty for one of another kind.
	id  func(c *ent.SlaClock) typeid.ID
	set func(c *ent.SlaClockCreate, id typeid.ID)
	of  func(ids ...typeid.ID) predicate.SlaClock
	// lock loads and locks records in the order of their ids.
	lock func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) ([]Subject, error)
	// due keeps the earliest due time with the record; nil where it has none.
	due func(ctx context.Context, tx *ent.Tx, id typeid.ID, at time.Time) error
}

// kinds are the records that clocks count for. Records are locked in this order.
var kinds = []kind{
	{
		typ: flow.SubjectRequirement,
		id:  func(c *ent.SlaClock) typeid.ID { return c.RequirementID },
		set: func(c *ent.SlaClockCreate, id typeid.ID) { c.SetRequirementID(id) },
		of:  slaclock.RequirementIDIn, lock: lockRequirements, due: setDue,
	},
	{
		typ: flow.SubjectInteraction,
		id:  func(c *ent.SlaClock) typeid.ID { return c.InteractionID },
		set: func(c *ent.SlaClockCreate, id typeid.ID) { c.SetInteractionID(id) },
		of:  slaclock.InteractionIDIn, lock: lockInteractions,
	},
	{
		typ: flow.SubjectComplaint,
		id:  func(c *ent.SlaClock) typeid.ID { return c.ComplaintID },
		set: func(c *ent.SlaClockCreate, id typeid.ID) { c.SetComplaintID(id) },
		of:  slaclock.ComplaintIDIn, lock: lockComplaints, due: setComplaintDue,
	},
	{
		typ: flow.SubjectSurveyResponse,
		id:  func(c *ent.SlaClock) typeid.ID { return c.SurveyResponseID },
		set: func(c *ent.SlaClockCreate, id typeid.ID) { c.SetSurveyResponseID(id) },
		of:  slaclock.SurveyResponseIDIn, lock: lockResponses, due: setResponseDue,
	},
}

func lockResponses(ctx context.Context, tx *ent.Tx, ids []typeid.ID) ([]Subject, error) {
	q := tx.SurveyResponse.Query().Where(surveyresponse.IDIn(ids...)).Order(surveyresponse.ByID())
	q.Modify(database.Lock)
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: locking responses: %w", err)
	}
	all := make([]Subject, len(rows))
	for i, r := range rows {
		all[i] = OfResponse(r)
	}
	return all, nil
}

// setResponseDue keeps a response's earliest due time, as setDue does.
func setResponseDue(ctx context.Context, tx *ent.Tx, id typeid.ID, at time.Time) error {
	r, err := tx.SurveyResponse.Get(ctx, id)
	if err == nil && !r.DueAt.Equal(at) {
		err = r.Update().SetDueAt(at).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("clocks: writing when %s is due: %w", id, err)
	}
	return nil
}

func kindOf(typ flow.SubjectType) kind {
	for _, k := range kinds {
		if k.typ == typ {
			return k
		}
	}
	panic(fmt.Sprintf("clocks: no clocks count for %s", typ))
}

func lockRequirements(ctx context.Context, tx *ent.Tx, ids []typeid.ID) ([]Subject, error) {
	q := tx.Requirement.Query().Where(requirement.IDIn(ids...)).Order(requirement.ByID()).WithAssisting()
	q.Modify(database.Lock)
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: locking requirements: %w", err)
	}
	if err := journal.LoadTeams(ctx, tx.Client(), rows...); err != nil {
		return nil, err
	}
	all := make([]Subject, len(rows))
	for i, r := range rows {
		all[i] = OfRequirement(r)
	}
	return all, nil
}

// setDue keeps a requirement's earliest due time. No act that its people see has
// happened to it, but they wrote down what it said before: its version counts on.
func setDue(ctx context.Context, tx *ent.Tx, id typeid.ID, at time.Time) error {
	r, err := tx.Requirement.Get(ctx, id)
	if err == nil && !r.DueAt.Equal(at) {
		err = r.Update().SetDueAt(at).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("clocks: writing when %s is due: %w", id, err)
	}
	return nil
}

func lockInteractions(ctx context.Context, tx *ent.Tx, ids []typeid.ID) ([]Subject, error) {
	q := tx.Interaction.Query().Where(interaction.IDIn(ids...)).Order(interaction.ByID())
	q.Modify(database.Lock)
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: locking interactions: %w", err)
	}
	all := make([]Subject, len(rows))
	for i, r := range rows {
		all[i] = OfInteraction(r)
	}
	return all, nil
}

func lockComplaints(ctx context.Context, tx *ent.Tx, ids []typeid.ID) ([]Subject, error) {
	q := tx.Complaint.Query().Where(complaint.IDIn(ids...)).Order(complaint.ByID())
	q.Modify(database.Lock)
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("clocks: locking complaints: %w", err)
	}
	if err := journal.LoadGroups(ctx, tx.Client(), rows...); err != nil {
		return nil, err
	}
	all := make([]Subject, len(rows))
	for i, c := range rows {
		all[i] = OfComplaint(c)
	}
	return all, nil
}

// setComplaintDue keeps a complaint's earliest due time, as setDue does.
func setComplaintDue(ctx context.Context, tx *ent.Tx, id typeid.ID, at time.Time) error {
	c, err := tx.Complaint.Get(ctx, id)
	if err == nil && !c.DueAt.Equal(at) {
		err = c.Update().SetDueAt(at).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("clocks: writing when %s is due: %w", id, err)
	}
	return nil
}
