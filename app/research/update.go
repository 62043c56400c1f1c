package research

import (
	"context"
	"fmt"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// UpdateInput is changes of research; nil stays, the zero value of an agency, a
// form or a text clears. ClearCost clears the cost, whose zero is an amount.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Title           *string
	Method          *flow.ResearchMethod
	Mode            *flow.ResearchMode
	Agency          *string
	Form            *flow.ResearchForm
	Purpose         *string
	SampleRule      *string
	Participants    *int
	DepartmentID    *typeid.ID
	OwnerID         *typeid.ID
	PlannedOn       *time.Time
	Insights        []flow.Insight // nil stays
	Cost            *money.Amount
	ClearCost       bool
	Currency        *string
	Confidential    *bool
	CustomerID      *typeid.ID // "" for none
	Shopper         *string
}

// Update changes research that is not over. Errors: input.empty_update,
// NOT_FOUND on departmentId and ownerId, FORBIDDEN where the viewer's permission
// does not reach who gets it, research.agency, research.no_agency. Records
// research.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.ResearchActivity, error) {
	was, _, err := take(ctx, tx, flow.ResearchActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := changes{of: was, to: was.Update()}
	c.texts(in)
	c.constants(in)
	c.figures(in)
	if c.err != nil {
		return nil, c.err
	}
	department, owner := was.DepartmentID, was.OwnerID
	if in.DepartmentID != nil {
		department = *in.DepartmentID
		c.to.SetDepartmentID(department)
		c.did("department")
	}
	if in.OwnerID != nil {
		owner = *in.OwnerID
		c.to.SetOwnerID(owner)
		c.did("owner")
	}
	if in.DepartmentID != nil || in.OwnerID != nil {
		if department == "" || owner == "" {
			return nil, fault.Input("ownerId", "input.required")
		}
		if err := place(ctx, tx, authz.ResearchUpdate, department, owner); err != nil {
			return nil, err
		}
	}
	if err := c.people(ctx, tx, in); err != nil {
		return nil, err
	}
	if len(c.fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	r, err := c.to.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("research: changing %s: %w", was.ID, err)
	}
	tell(ctx, r, "research.updated", r.State, c.fields)
	return r, nil
}

// changes gathers what an update changes, and the first mistake.
type changes struct {
	of     *ent.ResearchActivity
	to     *ent.ResearchActivityUpdateOne
	fields []string
	err    error
}

func (c *changes) did(field string) { c.fields = append(c.fields, field) }

func (c *changes) fail(err error) bool {
	if c.err == nil {
		c.err = err
	}
	return err != nil
}

func (c *changes) texts(in UpdateInput) {
	for _, f := range []struct {
		field       string
		value       *string
		least, most int
		set         func(string) *ent.ResearchActivityUpdateOne
	}{
		{"title", in.Title, 1, maxTitle, c.to.SetTitle},
		{"purpose", in.Purpose, 0, maxLong, c.to.SetPurpose},
		{"sampleRule", in.SampleRule, 0, maxLong, c.to.SetSampleRule},
	} {
		if f.value == nil {
			continue
		}
		words, err := text.Lines(f.field, *f.value, f.least, f.most)
		if !c.fail(err) {
			f.set(words)
			c.did(f.field)
		}
	}
}

func (c *changes) constants(in UpdateInput) {
	mode, agency := c.of.Mode, c.of.Agency
	if in.Method != nil && !c.fail(known("method", *in.Method)) {
		c.to.SetMethod(*in.Method)
		c.did("method")
	}
	if in.Mode != nil && !c.fail(known("mode", *in.Mode)) {
		mode = *in.Mode
		c.to.SetMode(mode)
		c.did("mode")
	}
	if in.Agency != nil {
		cleaned, err := text.Line("agency", *in.Agency, 0, maxTitle)
		if !c.fail(err) {
			agency = cleaned
			c.to.SetAgency(agency)
			c.did("agency")
		}
	}
	if in.Mode != nil || in.Agency != nil {
		c.fail(by(mode, agency))
	}
	if in.Form != nil && *in.Form == "" {
		c.to.ClearForm()
		c.did("form")
	} else if in.Form != nil && !c.fail(known("form", *in.Form)) {
		c.to.SetForm(*in.Form)
		c.did("form")
	}
}

func (c *changes) figures(in UpdateInput) {
	if in.Participants != nil && !c.fail(some(*in.Participants)) {
		c.to.SetParticipants(*in.Participants)
		c.did("participants")
	}
	if in.PlannedOn != nil {
		c.to.SetPlannedOn(viewer.Instant(*in.PlannedOn))
		c.did("plannedOn")
	}
	if in.Insights != nil {
		all, err := found(in.Insights)
		if !c.fail(err) {
			c.to.SetInsights(all)
			c.did("insights")
		}
	}
	if in.Confidential != nil {
		c.to.SetConfidential(*in.Confidential)
		c.did("confidential")
	}
	if in.ClearCost {
		c.to.ClearCost().ClearCurrency()
		c.did("cost")
		return
	}
	if in.Cost != nil {
		c.to.SetCost(*in.Cost)
		c.did("cost")
	}
	if in.Currency != nil || in.Cost != nil && c.of.Currency == "" {
		code, err := currency("currency", orUsual(in.Currency))
		if !c.fail(err) {
			c.to.SetCurrency(code)
			c.did("currency")
		}
	}
}

// people changes whom it is done with, and who goes.
func (c *changes) people(ctx context.Context, tx *ent.Tx, in UpdateInput) error {
	with, shopper, err := who(ctx, tx, optional.Or(in.Method, c.of.Method), in.CustomerID, in.Shopper)
	if err != nil {
		return err
	}
	if in.CustomerID != nil {
		c.to.SetCustomerID(with)
		c.did("customer")
	}
	switch {
	case in.Shopper != nil:
		c.to.SetShopper(shopper)
		c.did("shopper")
	case in.Method != nil && *in.Method != flow.ResearchMystery: // nobody went unknown
		c.to.ClearShopper()
	}
	return nil
}

// some is a number of people who took part.
func some(n int) error {
	if n < 0 || n > maxParticipants {
		return fault.Input("participants", "input.out_of_range").With("min", 0).With("max", maxParticipants)
	}
	return nil
}
