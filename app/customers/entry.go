package customers

import (
	"context"
	"slices"

	"heed/app/tenants"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/table"
	"heed/rules/text"
	"heed/rules/typeid"
)

// entry is a row that was understood: what it says about a customer and a
// person there. Cells that are empty say nothing.
type entry struct {
	row
	sheet   sheet
	manager string // the account manager's address
	person  person
}

// key is what the row's customer is found by.
func (e entry) key() string {
	if e.sheet.external != "" {
		return e.sheet.external
	}
	return e.sheet.name
}

// reader understands rows with what the company has set up.
type reader struct {
	table       *table.Table[Field]
	tiers       map[string]string // folded key or label to key
	departments map[string]string // folded name to id
	system      string
}

func newReader(ctx context.Context, t *table.Table[Field], system string) *reader {
	config := tenants.ConfigFrom(ctx)
	r := &reader{table: t, tiers: map[string]string{}, departments: map[string]string{}, system: system}
	for _, tier := range config.Tiers {
		for _, l := range label.Locale("").Values() {
			r.tiers[table.Fold(label.Of(label.Locale(l), "CustomerTier", tier.Key))] = tier.Key
		}
	}
	// The company's own words count more than those it started with.
	for _, tier := range config.Tiers {
		r.tiers[table.Fold(tier.Label)] = tier.Key
	}
	for _, tier := range config.Tiers {
		r.tiers[table.Fold(tier.Key)] = tier.Key
	}
	for id, d := range config.Departments {
		if d.Active {
			r.departments[table.Fold(d.Name)] = string(id)
		}
	}
	return r
}

var (
	kinds        = table.Constants("CustomerKind", flow.CustomerKind("").Values())
	industries   = table.Constants("Industry", flow.Industry("").Values())
	sizes        = table.Constants("SizeBand", flow.SizeBand("").Values())
	stages       = table.Constants("RelationshipStage", flow.RelationshipStage("").Values())
	churns       = table.Constants("NonRenewReason", flow.NonRenewReason("").Values())
	cooperations = table.Constants("CooperationBand", flow.CooperationBand("").Values())
)

// understand reads the cells of a row and gives all its mistakes.
func (r *reader) understand(in row) (entry, []mistake) {
	e := entry{row: in}
	var wrong []mistake
	miss := func(f Field, err error) {
		if err != nil {
			wrong = append(wrong, r.table.Mistake(in, f, err))
		}
	}
	for f, c := range in.Cells {
		miss(f, r.take(&e, f, c.Text))
	}
	if !e.Says(FieldName) {
		miss(FieldName, fault.Input("", "input.required"))
	}
	if r.table.Fills(FieldExternalID) && !e.Says(FieldExternalID) {
		miss(FieldExternalID, fault.Input("", "input.required"))
	}
	if !e.Says(FieldContactName) && slices.ContainsFunc(contactFields, e.Says) {
		miss(FieldContactName, fault.Input("", "input.required"))
	}
	slices.SortFunc(wrong, func(a, b mistake) int {
		return slices.Index(r.table.Fields(), a.Field) - slices.Index(r.table.Fields(), b.Field)
	})
	return e, wrong
}

// take puts the value of one cell where it belongs.
func (r *reader) take(e *entry, f Field, s string) (err error) {
	switch f {
	case FieldName:
		e.sheet.name, err = text.Line("", s, 1, maxName)
	case FieldKind:
		e.sheet.kind, err = table.Known[flow.CustomerKind](kinds, s)
	case FieldIndustry:
		e.sheet.industry, err = table.Known[flow.Industry](industries, s)
	case FieldSizeBand:
		e.sheet.size, err = table.Known[flow.SizeBand](sizes, s)
	case FieldCooperationBand:
		e.sheet.cooperation, err = table.Known[flow.CooperationBand](cooperations, s)
	case FieldSince:
		e.sheet.profile.since, err = day("", s)
	case FieldValueAmount:
		e.sheet.profile.amount, err = amount(s)
	case FieldGrowth:
		e.sheet.profile.growth, err = growth(s)
	case FieldStage:
		e.sheet.profile.stage, err = table.Known[flow.RelationshipStage](stages, s)
	case FieldRenewal:
		e.sheet.profile.renewal, err = day("", s)
	case FieldChurn:
		e.sheet.profile.churn, err = table.Known[flow.NonRenewReason](churns, s)
	case FieldAddress:
		e.sheet.address, err = text.Lines("", s, 0, maxAddress)
	case FieldTier:
		e.sheet.tier, err = table.Known[string](r.tiers, s)
	case FieldDepartment:
		e.sheet.department, err = table.Known[typeid.ID](r.departments, s)
	case FieldAccountManager:
		e.manager, err = tenants.Email("", s)
	case FieldExternalID:
		e.sheet.system = r.system
		e.sheet.external, err = text.Line("", s, 1, maxExternal)
	case FieldContactName:
		e.person.name, err = text.Line("", s, 1, maxContactName)
	case FieldContactTitle:
		e.person.title, err = text.Line("", s, 0, maxContactTitle)
	case FieldContactPhone:
		e.person.reach[byPhone], err = CheckPhone("", s)
	case FieldContactEmail:
		e.person.reach[byEmail], err = CheckEmail("", s)
	case FieldContactWeChat:
		e.person.reach[byWeChat], err = weChat("", s)
	case FieldIgnore: // no column has it
	}
	return err
}
