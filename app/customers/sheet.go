// Package customers is the companies and persons whose needs are heard, and the
// people at them: making, changing, finding and importing them (D3-35…41).
package customers

import (
	"context"
	"strings"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/rules/words"
)

// The longest texts, in characters.
const (
	maxName     = 200
	maxIndustry = 100
	maxAddress  = 300
	maxSystem   = 40
	maxExternal = 100
)

// sheet is what is kept of a customer, whichever way it comes in; "" is unknown.
type sheet struct {
	kind          flow.CustomerKind
	name          string
	industry      flow.Industry
	industryOther string
	size          flow.SizeBand
	cooperation   flow.CooperationBand
	profile       profile
	address       string
	tier          string
	department    typeid.ID
	manager       typeid.ID
	system        string
	external      string
	tierSince     time.Time // zero for from the first
}

func sheetOf(c *ent.Customer) sheet {
	return sheet{
		kind: c.Kind, name: c.Name, industry: optional.Or(c.Industry, ""), industryOther: c.IndustryOther, size: optional.Or(c.SizeBand, ""),
		cooperation: optional.Or(c.CooperationBand, ""), address: c.Address, tier: c.TierKey, department: c.DepartmentID,
		manager: c.AccountManagerID, system: optional.Or(c.ExternalSystem, ""), external: optional.Or(c.ExternalID, ""), tierSince: optional.Or(c.TierSince, time.Time{}),
		profile: profile{
			since: optional.Or(c.CooperationSince, ""), products: listOf(c.CooperationProducts), amount: numberOf(c.ValueAmount), growth: numberOf(c.GrowthPotential),
			stage: optional.Or(c.RelationshipStage, ""), renewal: optional.Or(c.RenewalDueOn, ""), churn: optional.Or(c.ChurnReason, ""),
		},
	}
}

// check cleans the texts and holds the customer to its own rules: a person has
// no size (D3-41), an industry in words goes with OTHER (D3-36).
func (s *sheet) check() error {
	var err error
	if s.name, err = text.Line("name", s.name, 1, maxName); err != nil {
		return err
	}
	if s.industryOther, err = text.Line("industryOther", s.industryOther, 0, maxIndustry); err != nil {
		return err
	}
	if s.address, err = text.Lines("address", s.address, 0, maxAddress); err != nil {
		return err
	}
	if err = s.profile.check(); err != nil {
		return err
	}
	return s.consistent()
}

func (s *sheet) consistent() error {
	switch {
	case s.kind == flow.CustomerIndividual && s.size != "":
		return fault.Input("sizeBand", "customer.size_of_person")
	case s.industryOther != "" && s.industry != flow.IndustryOther:
		return fault.Input("industryOther", "customer.industry_in_words")
	}
	return nil
}

// value is one field of a sheet, as the API names it: a string, a number or a
// list.
type value struct {
	field string
	v     any
}

// shown is the value as events tell it, nil for unknown.
func (v value) shown() any {
	switch v := v.v.(type) {
	case string:
		return orNil(v)
	case list:
		if all := v.texts(); all != nil {
			return all
		}
	case number:
		if v.known {
			return v.n
		}
	}
	return nil
}

// values lists the fields in the order of customerColumns.
func (s sheet) values() []value {
	return []value{
		{"kind", string(s.kind)},
		{"name", s.name},
		{"industry", string(s.industry)},
		{"industryOther", s.industryOther},
		{"sizeBand", string(s.size)},
		{"cooperationBand", string(s.cooperation)},
		{"cooperationSince", s.profile.since},
		{"cooperationProducts", s.profile.products},
		{"valueAmount", s.profile.amount},
		{"growthPotential", s.profile.growth},
		{"relationshipStage", string(s.profile.stage)},
		{"renewalDueOn", s.profile.renewal},
		{"churnReason", string(s.profile.churn)},
		{"address", s.address},
		{"tierKey", s.tier},
		{"departmentId", string(s.department)},
		{"accountManagerId", string(s.manager)},
	}
}

// changes names the fields in which a sheet differs from what it was, with
// their old and new values.
func changes(was, is sheet) (fields []string, detail map[string]any) {
	before := was.values()
	for i, now := range is.values() {
		if before[i].v == now.v {
			continue
		}
		if detail == nil {
			detail = map[string]any{}
		}
		fields = append(fields, now.field)
		detail[now.field] = map[string]any{"old": before[i].shown(), "new": now.shown()}
	}
	return fields, detail
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// grams are the words under which the customer is found.
func (s sheet) grams(ctx context.Context) string {
	return words.Prefixed(words.Company(string(viewer.Tenant(ctx))),
		words.Index(strings.Join([]string{s.name, s.address, s.external}, "\n")))
}

// leastTier is the key of the tier of customers that nobody has placed.
func leastTier(ctx context.Context) string {
	tiers := tenants.ConfigFrom(ctx).Tiers
	if len(tiers) == 0 {
		return ""
	}
	return tiers[len(tiers)-1].Key
}
