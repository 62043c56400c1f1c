package opportunities

import (
	"context"
	"fmt"
	"reflect"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Fields are what an opportunity says; nil stays.
type Fields struct {
	Title         *string
	Kinds         []flow.ExpansionKind
	OtherKind     *string
	Budget        *flow.BudgetBand
	Decision      *flow.DecisionBand
	SupportNeeded *string
	Amount        *money.Amount
	Currency      *string
	OwnerID       *typeid.ID
	RequirementID *typeid.ID
}

// on is the opportunity after the changes; what is wrong is refused.
func (in *Fields) on(ctx context.Context, tx *ent.Tx, was ent.Opportunity) (is ent.Opportunity, err error) {
	c := checking(ctx)
	is = was
	is.Title = c.Line("title", optional.Or(in.Title, was.Title), 1, maxTitle)
	is.OtherKind = c.Line("otherKind", optional.Or(in.OtherKind, was.OtherKind), 0, maxOther)
	is.SupportNeeded = c.Lines("supportNeeded", optional.Or(in.SupportNeeded, was.SupportNeeded), 0, maxLong)
	if in.Kinds != nil {
		known(c, "kinds", in.Kinds...)
		is.Kinds = in.Kinds
	}
	if in.Budget != nil {
		known(c, "budget", *in.Budget)
		is.Budget = in.Budget
	}
	if in.Decision != nil {
		known(c, "decision", *in.Decision)
		is.Decision = in.Decision
	}
	if in.Amount != nil {
		is.Amount = in.Amount
	}
	if is.Currency = optional.Or(in.Currency, was.Currency); is.Currency == "" && is.Amount != nil {
		is.Currency = "CNY"
	}
	if is.Currency != "" && !money.Currency(is.Currency) {
		c.Fail(fault.Input("currency", "input.unknown_key").With("value", is.Currency))
	}
	is.OwnerID, is.RequirementID = optional.Or(in.OwnerID, was.OwnerID), optional.Or(in.RequirementID, was.RequirementID)
	if c.Err != nil {
		return is, c.Err
	}
	if is.OwnerID != was.OwnerID {
		if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "ownerId", ID: is.OwnerID}); err != nil {
			return is, err
		}
	}
	if is.RequirementID != was.RequirementID && is.RequirementID != "" {
		there, err := tx.Requirement.Query().Where(requirement.ID(is.RequirementID), requirement.CustomerID(is.CustomerID)).Exist(ctx)
		if err != nil {
			return is, fmt.Errorf("opportunities: looking for the requirement: %w", err)
		}
		if !there {
			return is, fault.NotFound().On("requirementId")
		}
	}
	return is, nil
}

// CreateInput is a new opportunity.
type CreateInput struct {
	CustomerID typeid.ID
	Fields
	ResponseID typeid.ID // the answers that brought it; the caller has read them
}

// Create writes an opportunity down (D3-04, D3-57): of the customer's department, and seen
// to by its account manager when nobody is named. Errors: NOT_FOUND on customerId, ownerId or
// requirementId, FORBIDDEN, BAD_USER_INPUT. Records opportunity.identified.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Opportunity, error) {
	if err := begin(ctx, authz.OpportunityCreate); err != nil {
		return nil, err
	}
	of, err := tx.Customer.Query().Where(customer.ID(in.CustomerID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("customerId")
	}
	if err != nil {
		return nil, fmt.Errorf("opportunities: reading the customer: %w", err)
	}
	is, err := in.on(ctx, tx, ent.Opportunity{CustomerID: of.ID, OwnerID: of.AccountManagerID, Kinds: []flow.ExpansionKind{}})
	if err != nil {
		return nil, err
	}
	me := viewer.From(ctx).Member
	if err := authz.On(ctx, authz.OpportunityCreate, authz.Record{Departments: present(of.DepartmentID), Members: present(is.OwnerID, me)}); err != nil {
		return nil, err
	}
	q := tx.Opportunity.Create().SetTitle(is.Title).SetCustomerID(of.ID).SetResponseID(in.ResponseID).SetRequirementID(is.RequirementID).
		SetDepartmentID(of.DepartmentID).SetOwnerID(is.OwnerID).SetKinds(is.Kinds).SetNillableBudget(is.Budget).SetNillableDecision(is.Decision).
		SetNillableAmount(is.Amount)
	if is.OtherKind != "" {
		q.SetOtherKind(is.OtherKind)
	}
	if is.SupportNeeded != "" {
		q.SetSupportNeeded(is.SupportNeeded)
	}
	if is.Currency != "" {
		q.SetCurrency(is.Currency)
	}
	o, err := q.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("opportunities: writing one down: %w", err)
	}
	journal.Record(ctx, event(o, "opportunity.identified", "", "D3-04", "D3-57"))
	return o, nil
}

// UpdateInput is an opportunity's changes; nil stays.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Fields
}

// Update changes an opportunity. An update to what already is changes nothing and tells
// nothing. Errors: input.empty_update, those of Create. Records opportunity.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Opportunity, error) {
	was, _, err := take(ctx, tx, flow.OpportunityActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if reflect.ValueOf(in.Fields).IsZero() {
		return nil, fault.Input("", "input.empty_update")
	}
	is, err := in.on(ctx, tx, *was)
	if err != nil {
		return nil, err
	}
	fields := differing(was, &is)
	if len(fields) == 0 {
		return was, nil
	}
	o, err := was.Update().SetTitle(is.Title).SetKinds(is.Kinds).SetOtherKind(is.OtherKind).SetNillableBudget(is.Budget).SetNillableDecision(is.Decision).
		SetSupportNeeded(is.SupportNeeded).SetNillableAmount(is.Amount).SetCurrency(is.Currency).SetOwnerID(is.OwnerID).SetRequirementID(is.RequirementID).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("opportunities: writing: %w", err)
	}
	e := event(o, "opportunity.updated", was.State, "D3-57")
	e.Fields, e.Members = fields, present(append(e.Members, was.OwnerID)...)
	journal.Record(ctx, e)
	return o, nil
}

func differing(was, is *ent.Opportunity) []string {
	var fields []string
	for _, f := range []struct {
		name    string
		was, is any
	}{
		{"title", was.Title, is.Title},
		{"kinds", was.Kinds, is.Kinds},
		{"otherKind", was.OtherKind, is.OtherKind},
		{"budget", was.Budget, is.Budget},
		{"decision", was.Decision, is.Decision},
		{"supportNeeded", was.SupportNeeded, is.SupportNeeded},
		{"amount", was.Amount, is.Amount},
		{"currency", was.Currency, is.Currency},
		{"owner", was.OwnerID, is.OwnerID},
		{"requirement", was.RequirementID, is.RequirementID},
	} {
		if !reflect.DeepEqual(f.was, f.is) {
			fields = append(fields, f.name)
		}
	}
	return fields
}
