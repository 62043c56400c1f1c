package requirements

import (
	"fmt"
	"slices"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/text"
)

// PriceInput is what the customer would pay (D0-19, D0-20); nothing in it is none.
type PriceInput struct {
	Min, Max     *money.Amount
	Currency     *string // ISO 4217; needed with an amount
	Sensitivity  *flow.PriceSensitivity
	ChangeImpact *string
}

// ExpectationsInput are what the customer counts on apart from the need (D1-58);
// nothing in it is none.
type ExpectationsInput struct{ Quality, Delivery, AfterSales *string }

// aspects must be those of the category, each once.
func (c *checks) aspects(category flow.RequirementCategory, all []flow.Aspect) {
	for i, a := range all {
		field := fmt.Sprintf("aspects[%d]", i)
		known(c, field, a)
		if !slices.Contains(category.Aspects(), a) {
			c.fail(fault.Input(field, "requirement.aspect_of_other_category").With("aspect", a).With("category", category).
				Extend("allowed", category.Aspects()))
		}
		if slices.Contains(all[:i], a) {
			c.fail(fault.Input(field, "input.duplicate").With("value", a))
		}
	}
}

func (in *PriceInput) check(c *checks) {
	if in == nil {
		return
	}
	if in.Min != nil && in.Max != nil && *in.Min > *in.Max {
		c.fail(fault.Input("price.max", "requirement.price_upside_down"))
	}
	currency := optional.Value(in.Currency)
	if (in.Min != nil || in.Max != nil || currency != "") && !money.Currency(currency) {
		c.fail(fault.Input("price.currency", "requirement.price_currency").With("value", text.Clip(currency)))
	}
	knownOr(c, "price.sensitivity", in.Sensitivity)
	c.optional("price.changeImpact", &in.ChangeImpact, maxShort)
	if in.price() == nil {
		c.fail(fault.Input("price", "requirement.price_empty"))
	}
}

// price is the price as it is kept; nil when nothing is said.
func (in *PriceInput) price() *flow.Price {
	if in == nil {
		return nil
	}
	p := &flow.Price{
		Min: in.Min, Max: in.Max, Currency: optional.Value(in.Currency), Sensitivity: optional.Value(in.Sensitivity), ChangeImpact: optional.Value(in.ChangeImpact),
	}
	if *p == (flow.Price{}) {
		return nil
	}
	return p
}

func (in *ExpectationsInput) check(c *checks) {
	if in == nil {
		return
	}
	c.optional("expectations.quality", &in.Quality, maxShort)
	c.optional("expectations.delivery", &in.Delivery, maxShort)
	c.optional("expectations.afterSales", &in.AfterSales, maxShort)
}

// expectations are as they are kept; nil for none.
func (in *ExpectationsInput) expectations() *flow.Expectations {
	if in == nil {
		return nil
	}
	e := &flow.Expectations{Quality: optional.Value(in.Quality), Delivery: optional.Value(in.Delivery), AfterSales: optional.Value(in.AfterSales)}
	if *e == (flow.Expectations{}) {
		return nil
	}
	return e
}

// maskable are the fields of the change that roles may hide.
func (in UpdateInput) maskable() []string {
	var fields []string
	for _, f := range []struct {
		name  string
		given bool
	}{
		{"expectation", in.Expectation != nil},
		{"expectations", in.Expectations != nil},
		{"price", in.Price != nil},
		{"custom", in.Custom != nil},
	} {
		if f.given {
			fields = append(fields, f.name)
		}
	}
	return fields
}

func (in *UpdateInput) checkDetails(c *checks, r *ent.Requirement) {
	category, aspects := r.Category, r.Aspects
	if in.Category != nil {
		category = *in.Category
	}
	if in.Aspects != nil {
		aspects = *in.Aspects
	}
	c.aspects(category, aspects)
	knownOr(c, "servicePhase", in.ServicePhase)
	if in.Price != nil && *in.Price != (PriceInput{}) {
		in.Price.check(c)
	}
	in.Expectations.check(c)
}

func (in UpdateInput) changeDetails(was *ent.Requirement, change *ent.RequirementUpdateOne, t *told) {
	if in.Aspects != nil && (len(*in.Aspects) > 0 || len(was.Aspects) > 0) && differs(t, "aspects", was.Aspects, *in.Aspects) {
		change.SetAspects(*in.Aspects)
		for _, a := range *in.Aspects {
			t.clauses = append(t.clauses, aspectClause[a])
		}
	}
	if in.ServicePhase != nil {
		setOr(*in.ServicePhase, change.SetServicePhase, change.ClearServicePhase)
		if differ(t, "servicePhase", optional.Value(was.ServicePhase), *in.ServicePhase) {
			t.clauses = append(t.clauses, "D0-17")
		}
	}
	if in.Price != nil {
		if p := in.Price.price(); differs(t, "price", was.Price, p) {
			change.SetPrice(p)
			t.clauses = append(t.clauses, "D0-19")
		}
	}
	if in.Expectations != nil {
		if e := in.Expectations.expectations(); differs(t, "expectations", was.Expectations, e) {
			change.SetExpectations(e)
			t.clauses = append(t.clauses, "D1-58")
		}
	}
	if in.CommonNeed != nil && differ(t, "commonNeed", was.CommonNeed, *in.CommonNeed) {
		change.SetCommonNeed(*in.CommonNeed)
	}
	slices.Sort(t.clauses)
	t.clauses = slices.Compact(t.clauses)
}

// detailClauses are the clauses that a requirement's details answer, each once.
func detailClauses(r *ent.Requirement) []string {
	var all []string
	for _, a := range r.Aspects {
		all = append(all, aspectClause[a])
	}
	if r.ServicePhase != nil {
		all = append(all, "D0-17")
	}
	if r.Price != nil {
		all = append(all, "D0-19")
		if r.Price.ChangeImpact != "" {
			all = append(all, "D0-20")
		}
	}
	if r.Expectations != nil {
		all = append(all, "D1-58")
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// aspectClause is the clause that lists each aspect.
var aspectClause = map[flow.Aspect]string{
	flow.AspectFunction: "D0-15", flow.AspectPerformance: "D0-15", flow.AspectQuality: "D0-15", flow.AspectAppearance: "D0-15", flow.AspectUsability: "D0-15",
	flow.AspectImprovement: "D0-16", flow.AspectUpgrade: "D0-16",
	flow.AspectConsulting: "D0-17", flow.AspectTraining: "D0-17", flow.AspectRepair: "D0-17",
	flow.AspectSpeed: "D0-18", flow.AspectAttitude: "D0-18", flow.AspectServiceQuality: "D0-18",
	flow.AspectPriceRange: "D0-19", flow.AspectPriceChange: "D0-20",
	flow.AspectCustomization: "D0-21", flow.AspectPersonalized: "D0-21", flow.AspectBrand: "D0-22", flow.AspectCulture: "D0-22",
}
