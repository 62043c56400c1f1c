package customers

import (
	"context"
	"slices"

	"heed/app/tenants"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
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

// says tells whether the row has a value for the field.
func (e entry) says(f Field) bool {
	_, ok := e.cells[f]
	return ok
}

// reader understands rows with what the company has set up.
type reader struct {
	table       *table
	tiers       map[string]string // folded key or label to key
	departments map[string]string // folded name to id
	system      string
}

func newReader(ctx context.Context, t *table, system string) *reader {
	config := tenants.ConfigFrom(ctx)
	r := &reader{table: t, tiers: map[string]string{}, departments: map[string]string{}, system: system}
	for _, tier := range config.Tiers {
		for _, l := range locales {
			r.tiers[fold(label.Of(l, "CustomerTier", tier.Key))] = tier.Key
		}
	}
	// The company's own words count more than those it started with.
	for _, tier := range config.Tiers {
		r.tiers[fold(tier.Label)] = tier.Key
	}
	for _, tier := range config.Tiers {
		r.tiers[fold(tier.Key)] = tier.Key
	}
	for id, d := range config.Departments {
		if d.Active {
			r.departments[fold(d.Name)] = string(id)
		}
	}
	return r
}

var locales = []label.Locale{label.ZhHans, label.ZhHant, label.En}

// byWord finds the constants of an enum by their labels and by themselves.
func byWord(enum string, values []string) map[string]string {
	m := map[string]string{}
	for _, v := range values {
		for _, l := range locales {
			m[fold(label.Of(l, enum, v))] = v
		}
		m[fold(v)] = v
	}
	return m
}

var (
	kinds        = byWord("CustomerKind", flow.CustomerKind("").Values())
	industries   = byWord("Industry", flow.Industry("").Values())
	sizes        = byWord("SizeBand", flow.SizeBand("").Values())
	stages       = byWord("RelationshipStage", flow.RelationshipStage("").Values())
	churns       = byWord("NonRenewReason", flow.NonRenewReason("").Values())
	cooperations = byWord("CooperationBand", flow.CooperationBand("").Values())
)

// understand reads the cells of a row and gives all its mistakes.
func (r *reader) understand(in row) (entry, []mistake) {
	e := entry{row: in}
	var wrong []mistake
	miss := func(f Field, err error) {
		if err != nil {
			wrong = append(wrong, r.table.mistake(in, f, err))
		}
	}
	for f, c := range in.cells {
		miss(f, r.take(&e, f, c.text))
	}
	if !e.says(FieldName) {
		miss(FieldName, fault.Input("", "input.required"))
	}
	if r.table.fills(FieldExternalID) && !e.says(FieldExternalID) {
		miss(FieldExternalID, fault.Input("", "input.required"))
	}
	if !e.says(FieldContactName) && slices.ContainsFunc(contactFields, e.says) {
		miss(FieldContactName, fault.Input("", "input.required"))
	}
	slices.SortFunc(wrong, func(a, b mistake) int {
		return slices.Index(r.table.fields, a.field) - slices.Index(r.table.fields, b.field)
	})
	return e, wrong
}

// take puts the value of one cell where it belongs.
func (r *reader) take(e *entry, f Field, s string) (err error) {
	switch f {
	case FieldName:
		e.sheet.name, err = text.Line("", s, 1, maxName)
	case FieldKind:
		e.sheet.kind, err = word[flow.CustomerKind](kinds, s)
	case FieldIndustry:
		e.sheet.industry, err = word[flow.Industry](industries, s)
	case FieldSizeBand:
		e.sheet.size, err = word[flow.SizeBand](sizes, s)
	case FieldCooperationBand:
		e.sheet.cooperation, err = word[flow.CooperationBand](cooperations, s)
	case FieldSince:
		e.sheet.profile.since, err = day("", s)
	case FieldValueAmount:
		e.sheet.profile.amount, err = amount(s)
	case FieldGrowth:
		e.sheet.profile.growth, err = growth(s)
	case FieldStage:
		e.sheet.profile.stage, err = word[flow.RelationshipStage](stages, s)
	case FieldRenewal:
		e.sheet.profile.renewal, err = day("", s)
	case FieldChurn:
		e.sheet.profile.churn, err = word[flow.NonRenewReason](churns, s)
	case FieldAddress:
		e.sheet.address, err = text.Lines("", s, 0, maxAddress)
	case FieldTier:
		e.sheet.tier, err = word[string](r.tiers, s)
	case FieldDepartment:
		e.sheet.department, err = word[typeid.ID](r.departments, s)
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
		e.person.reach[byPhone], err = phone("", s)
	case FieldContactEmail:
		e.person.reach[byEmail], err = email("", s)
	case FieldContactWeChat:
		e.person.reach[byWeChat], err = weChat("", s)
	case FieldIgnore: // no column has it
	}
	return err
}

func word[T ~string](values map[string]string, s string) (T, error) {
	if v, ok := values[fold(s)]; ok {
		return T(v), nil
	}
	return "", fault.Input("", "input.unknown_key").With("value", text.Clip(s))
}

// mistake is an error in the cell that fills a field, or in the row when no
// cell does.
func (t *table) mistake(in row, f Field, err error) mistake {
	m := mistake{line: in.line, field: f, column: t.column(f), fault: err}
	if c, ok := in.cells[f]; ok {
		m.line = c.line
	}
	return m
}
