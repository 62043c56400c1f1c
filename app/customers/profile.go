package customers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
)

// The bounds of a profile.
const (
	maxProducts = 20
	maxProduct  = 100
	maxAmount   = 1<<53 - 1 // the largest whole number that every client reads exactly
	maxGrowth   = flow.MaxGrowth
)

// Profile is what a customer is worth and where the relation stands (D3-47,
// D3-50): nil is unknown, or stays; the zero value and an empty list clear.
type Profile struct {
	CooperationSince    *string // YYYY-MM-DD
	CooperationProducts []string
	ValueAmount         *int64 // in the smallest unit of CNY
	GrowthPotential     *int   // 1 to 5
	RelationshipStage   *flow.RelationshipStage
	RenewalDueOn        *string // YYYY-MM-DD
	ChurnReason         *flow.NonRenewReason
}

// profile is what is kept of it; comparable, like the sheet that it is part of.
type profile struct {
	since    string
	products list
	amount   number
	growth   number
	stage    flow.RelationshipStage
	renewal  string
	churn    flow.NonRenewReason
}

// number is a whole number that may be unknown.
type number struct {
	n     int64
	known bool
}

// list is texts of one line each, one a line.
type list string

func listOf(all []string) list { return list(strings.Join(all, "\n")) }

func (l list) texts() []string {
	if l == "" {
		return nil
	}
	return strings.Split(string(l), "\n")
}

// numberOf takes zero for unknown, like no number.
func numberOf[T int | int64](n *T) number {
	if n == nil || *n == 0 {
		return number{}
	}
	return number{int64(*n), true}
}

// on is what is kept after the changes, with products still to be checked.
func (in Profile) on(was profile) (profile, error) {
	is := was
	is.since, is.renewal = optional.Or(in.CooperationSince, was.since), optional.Or(in.RenewalDueOn, was.renewal)
	is.stage, is.churn = optional.Or(in.RelationshipStage, was.stage), optional.Or(in.ChurnReason, was.churn)
	if in.ValueAmount != nil {
		is.amount = numberOf(in.ValueAmount)
	}
	if in.GrowthPotential != nil {
		is.growth = numberOf(in.GrowthPotential)
	}
	if in.CooperationProducts == nil {
		return is, nil
	}
	if len(in.CooperationProducts) > maxProducts {
		return is, fault.Input("cooperationProducts", "input.too_many").With("max", maxProducts)
	}
	products := make([]string, len(in.CooperationProducts))
	for i, s := range in.CooperationProducts {
		var err error
		if products[i], err = text.Line("cooperationProducts["+strconv.Itoa(i)+"]", s, 1, maxProduct); err != nil {
			return is, err
		}
		if slices.Contains(products[:i], products[i]) {
			return is, fault.Input("cooperationProducts["+strconv.Itoa(i)+"]", "input.duplicate").With("value", text.Clip(s))
		}
	}
	is.products = listOf(products)
	return is, nil
}

// check holds days and numbers to their bounds.
func (p profile) check() error {
	if _, err := day("cooperationSince", p.since); err != nil {
		return err
	}
	if _, err := day("renewalDueOn", p.renewal); err != nil {
		return err
	}
	if err := p.amount.upTo("valueAmount", maxAmount); err != nil {
		return err
	}
	return p.growth.upTo("growthPotential", maxGrowth)
}

// change writes what differs from what was.
func (p profile) change(m *ent.CustomerMutation, was profile) {
	if p.since != was.since {
		putIn(p.since, m.SetCooperationSince, m.ClearCooperationSince)
	}
	if p.products != was.products {
		putAll(p.products.texts(), m.SetCooperationProducts, m.ClearCooperationProducts)
	}
	if p.amount != was.amount {
		if p.amount.known {
			m.SetValueAmount(p.amount.n)
		} else {
			m.ClearValueAmount()
		}
	}
	if p.growth != was.growth {
		if p.growth.known {
			m.SetGrowthPotential(int(p.growth.n))
		} else {
			m.ClearGrowthPotential()
		}
	}
	if p.stage != was.stage {
		putIn(p.stage, m.SetRelationshipStage, m.ClearRelationshipStage)
	}
	if p.renewal != was.renewal {
		putIn(p.renewal, m.SetRenewalDueOn, m.ClearRenewalDueOn)
	}
	if p.churn != was.churn {
		putIn(p.churn, m.SetChurnReason, m.ClearChurnReason)
	}
}

// putIn sets a field of a mutation, or clears it for "".
func putIn[T ~string](v T, set func(T), clear func()) {
	if v == "" {
		clear()
		return
	}
	set(v)
}

// upTo refuses what is not between 1 and the highest.
func (n number) upTo(field string, high int64) error {
	if n.known && (n.n < 1 || n.n > high) {
		return fault.Input(field, "input.out_of_range").With("min", 1).With("max", high)
	}
	return nil
}

// day checks a calendar day, YYYY-MM-DD; "" is none.
func day(field, s string) (string, error) {
	if s == "" {
		return "", nil
	}
	on, err := time.Parse(time.DateOnly, s)
	if err != nil || on.Year() < 1 || on.Year() > 9998 {
		return "", fault.Input(field, "sla.date_format").With("value", text.Clip(s))
	}
	return s, nil
}

// amount reads an amount of CNY, as 12000, 12,000.50 or ¥12000, in its smallest unit.
func amount(s string) (number, error) {
	digits := strings.TrimPrefix(strings.ReplaceAll(width.Narrow.String(s), ",", ""), "¥")
	whole, part, _ := strings.Cut(digits, ".")
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil || whole == "" || len(part) > 2 || strings.ContainsAny(digits, "+-") {
		return number{}, fault.Input("", "input.malformed")
	}
	read := numberOf(&n)
	return read, read.upTo("", maxAmount)
}

// growth reads a whole number from 1 to 5.
func growth(s string) (number, error) {
	n, err := strconv.Atoi(width.Narrow.String(s))
	if err != nil {
		return number{}, fault.Input("", "input.malformed")
	}
	read := number{int64(n), true}
	return read, read.upTo("", maxGrowth)
}
