package indicators

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/score"
	"heed/rules/viewer"
	"heed/rules/words"
)

// The bounds of what is looked at.
const (
	MaxNeeds  = 5000 // requirements, the newest of the period
	MaxThemes = 30
)

// NeedsTable is what customers need of a period, as far as the viewer may read it.
type NeedsTable struct {
	Span         score.Span
	Customers    int // that have a need
	Requirements int
	Sampled      bool // there were more requirements than are looked at
	Shares       []score.NeedShare
	Themes       []words.Theme
}

// From is the first day of the period.
func (n *NeedsTable) From() string { return n.Span.First() }

// To is the last day of the period.
func (n *NeedsTable) To() string { return n.Span.Last() }

// NeedLabel names a need in the viewer's language.
func NeedLabel(ctx context.Context, n score.NeedShare) string {
	l := viewer.From(ctx).Language()
	name := label.Of(l, "RequirementCategory", string(n.Category))
	if n.Aspect != "" {
		name += " · " + label.Of(l, "Aspect", string(n.Aspect))
	}
	return name
}

// Needs tells common needs from individual ones by the share of customers that have
// them, and what titles speak of again and again (D0-72, D3-23), with one statement.
// What was merged into another counts: its customer has the need as well. The client
// is the one with record scopes. Errors: FORBIDDEN, sla.date_format,
// input.too_many.
func Needs(ctx context.Context, client *ent.Client, in CrossFilter) (*NeedsTable, error) {
	if err := authz.Require(ctx, authz.RequirementRead); err != nil {
		return nil, err
	}
	if _, err := in.check(); err != nil {
		return nil, err
	}
	span, err := spanOf(ctx, in.Period, "filter.start", in.Start)
	if err != nil {
		return nil, err
	}
	a := asked{span: span}
	rows, err := client.Requirement.Query().
		Where(requirement.ReceivedAtGTE(a.from()), requirement.ReceivedAtLT(a.to()), requirement.StateNEQ(flow.RequirementDraft)).
		Where(in.predicates(readable(ctx))...).
		Order(requirement.ByReceivedAt(sql.OrderDesc()), requirement.ByID(sql.OrderDesc())).Limit(MaxNeeds+1).
		Select(requirement.FieldCustomerID, requirement.FieldCategory, requirement.FieldAspects, requirement.FieldTitle).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: reading needs: %w", err)
	}
	t := &NeedsTable{Span: span, Sampled: len(rows) > MaxNeeds}
	rows = rows[:min(len(rows), MaxNeeds)]
	t.Requirements = len(rows)
	needs, titles := make([]score.Need, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		needs[i] = score.Need{Customer: r.CustomerID, Category: r.Category, Aspects: r.Aspects}
		titles[i] = r.Title
	}
	t.Shares, t.Customers = score.Shares(needs, tenants.ConfigFrom(ctx).Tenant.Settings.CommonNeed())
	t.Themes = words.Themes(titles, MaxThemes)
	return t, nil
}
