// Package opportunities is the chances of more business with customers: seen, looked at by
// product and technology, tried, won or lost (D3-04, D3-29, D3-30, D3-57, D3-60).
package opportunities

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/opportunity"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest texts, in characters.
const (
	maxTitle  = 200
	maxOther  = 200
	maxLong   = 5_000
	maxReason = 2_000
	maxValues = 100 // of a list in a filter
)

// Record is what scopes look at in an opportunity: the department and the member who see to
// it, and who wrote it down.
func Record(o *ent.Opportunity) authz.Record {
	return authz.Record{Departments: present(o.DepartmentID), Members: present(o.OwnerID, o.CreatedBy)}
}

func present(ids ...typeid.ID) []typeid.ID {
	return typeid.Unique(slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" }))
}

func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// take holds an opportunity for an act: the viewer may do it, the row is locked and stands
// at the expected version, and the act is legal in its state. Errors, in this order:
// FORBIDDEN by role, FAILED_PRECONDITION of a suspended company, NOT_FOUND, FORBIDDEN on
// this record, CONFLICT version.conflict, FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.OpportunityAct, id typeid.ID, version int) (*ent.Opportunity, flow.OpportunityState, error) {
	if err := begin(ctx, authz.OpportunityUpdate); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.OpportunityRead); err != nil {
		return nil, "", err
	}
	q := tx.Opportunity.Query().Where(opportunity.ID(id))
	q.Modify(database.Lock)
	o, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("opportunities: locking: %w", err)
	}
	if err := authz.On(ctx, authz.OpportunityUpdate, Record(o)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, o.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Opportunity.Next(o.State, act)
	return o, next, err
}

// Available lists what the viewer may do with the opportunity now. It asks no database.
func Available(ctx context.Context, o *ent.Opportunity) []flow.OpportunityAct {
	if authz.Writable(ctx) != nil || authz.On(ctx, authz.OpportunityUpdate, Record(o)) != nil {
		return []flow.OpportunityAct{}
	}
	return flow.Opportunity.Allowed(o.State)
}

func event(o *ent.Opportunity, typ string, from flow.OpportunityState, clauses ...string) journal.Event {
	record := Record(o)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectOpportunity, ID: o.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses, Detail: map[string]any{"customer": o.CustomerID},
	}
	if from != o.State {
		e.From, e.To = string(from), string(o.State)
	}
	return e
}

// save writes a change, and tells it: opportunity.<state>.
func save(ctx context.Context, was *ent.Opportunity, change *ent.OpportunityUpdateOne, clauses ...string) (*ent.Opportunity, error) {
	if to, moves := change.Mutation().State(); moves && was.ConvertedAt == nil && (to == flow.OpportunityTrial || to == flow.OpportunityWon) {
		change.SetConvertedAt(viewer.Now(ctx))
	}
	o, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("opportunities: writing: %w", err)
	}
	e := event(o, "opportunity."+strings.ToLower(string(o.State)), was.State, clauses...)
	e.Departments = present(append(e.Departments, was.DepartmentID)...)
	journal.Record(ctx, e)
	return o, nil
}

// checks looks at an input in the company's time.
type checks struct {
	text.Checks
	now  time.Time
	zone *time.Location
}

func checking(ctx context.Context) *checks {
	return &checks{now: viewer.Now(ctx), zone: tenants.ConfigFrom(ctx).Zone}
}

func known[T flow.Enum](c *checks, field string, values ...T) {
	for i, value := range values {
		switch {
		case !slices.Contains(value.Values(), string(value)):
			c.Fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
		case slices.Contains(values[:i], value):
			c.Fail(fault.Input(field, "input.duplicate").With("value", string(value)))
		}
	}
}

func (c *checks) day(field, s string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		c.Fail(fault.Input(field, "sla.date_format").With("value", text.Clip(s)))
	}
}

// Filter says which opportunities a list shows.
type Filter struct {
	States       []flow.OpportunityState
	CustomerID   *typeid.ID
	DepartmentID *typeid.ID
	OwnerID      *typeid.ID
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.states.
func (f *Filter) Apply(q *ent.OpportunityQuery) (*ent.OpportunityQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.States) > maxValues {
		return nil, fault.Input("filter.states", "input.too_many").With("max", maxValues)
	}
	if len(f.States) > 0 {
		q.Where(opportunity.StateIn(f.States...))
	}
	if f.CustomerID != nil {
		q.Where(opportunity.CustomerID(*f.CustomerID))
	}
	if f.DepartmentID != nil {
		q.Where(opportunity.DepartmentID(*f.DepartmentID))
	}
	if f.OwnerID != nil {
		q.Where(opportunity.OwnerID(*f.OwnerID))
	}
	return q, nil
}
