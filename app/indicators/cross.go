package indicators

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/optional"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxCells is the largest table that a cross query gives.
const MaxCells = 500

// CrossInput asks for requirements received in a period, by one or two dimensions.
type CrossInput struct {
	Filter  CrossFilter
	Rows    flow.Dimension
	Columns *flow.Dimension
}

// Table is what a cross query gives.
type Table struct {
	Span    score.Span
	Rows    []Key
	Columns []Key // one without a value when there is one dimension
	Cells   []Cell
	Least   int // records that a cell must have to be shown; 0 for all

	unrated bool // the viewer's roles hide what customers thought
}

// From is the first day of the period.
func (t *Table) From() string { return t.Span.First() }

// To is the last day of the period.
func (t *Table) To() string { return t.Span.Last() }

// Key is a value of a dimension: a constant, an id, a month (YYYY-MM), or nil for
// requirements without one.
type Key struct {
	Value *string
	Label string
}

// Cell is what is known of the requirements of a row and a column. Of a suppressed
// one nothing is told.
type Cell struct {
	Row, Column int
	Suppressed  bool
	Count       *int
	OnTime      *int // answered in time
	Late        *int // answered or to be answered too late
	Closed      *int
	Ratings     *int // nil, as the mean, when too few to be told, and for who does not see ratings
	MeanRating  *float64
}

// Cross counts requirements by dimensions, with one statement. Who reads figures of
// their departments counts what these lead; who does not read all requirements is
// told of no fewer than the company's least number (score.Hide). Errors: FORBIDDEN,
// cross.same_dimension, cross.too_many, sla.date_format, those of CrossFilter.
func Cross(ctx context.Context, client *ent.Client, in CrossInput) (*Table, error) {
	if err := authz.Require(ctx, authz.IndicatorRead); err != nil {
		return nil, err
	}
	dimensions := []flow.Dimension{in.Rows}
	if in.Columns != nil {
		if *in.Columns == in.Rows {
			return nil, fault.Input("columns", "cross.same_dimension")
		}
		dimensions = append(dimensions, *in.Columns)
	}
	if err := in.Filter.checkCells(ctx); err != nil {
		return nil, err
	}
	span, err := spanOf(ctx, in.Filter.Period, "filter.start", in.Filter.Start)
	if err != nil {
		return nil, err
	}
	a := asked{span: span}
	if v := viewer.From(ctx); v.Scope(string(authz.IndicatorRead)) != viewer.All {
		a.departments = append([]typeid.ID{}, v.Departments...) // nil would be all: who has no department counts nothing
	}
	counted, err := countCells(ctx, client, a, in.Filter.predicates(ofCompany(ctx)), dimensions)
	if err != nil {
		return nil, fmt.Errorf("indicators: counting by %v: %w", dimensions, err)
	}
	t := &Table{Span: span, unrated: authz.Masked(ctx, authz.Requirement, "rating")}
	t.Rows = keysOf(ctx, span, dimensions[0], counted, func(c cell) *string { return c.Row })
	t.Columns = []Key{{}}
	if len(dimensions) > 1 {
		t.Columns = keysOf(ctx, span, dimensions[1], counted, func(c cell) *string { return c.Column })
	}
	if len(t.Rows)*len(t.Columns) > MaxCells {
		return nil, fault.Input("columns", "cross.too_many").With("max", MaxCells)
	}
	if authz.Can(ctx, authz.RequirementRead) != viewer.All {
		t.Least = tenants.ConfigFrom(ctx).Tenant.Settings.MinimumCell()
	}
	t.fill(counted)
	return t, nil
}

// fill gives every row and column its cell, the empty ones too.
func (t *Table) fill(counted []cell) {
	at := map[[2]string]cell{}
	for _, c := range counted {
		at[[2]string{optional.Value(c.Row), optional.Value(c.Column)}] = c
	}
	counts, ratings := make([][]int, len(t.Rows)), make([][]int, len(t.Rows))
	for r, row := range t.Rows {
		counts[r], ratings[r] = make([]int, len(t.Columns)), make([]int, len(t.Columns))
		for c, column := range t.Columns {
			n := at[[2]string{optional.Value(row.Value), optional.Value(column.Value)}]
			counts[r][c], ratings[r][c] = n.Count, n.Ratings
		}
	}
	hidden, _, _, _ := score.Hide(counts, t.Least)
	few, _, _, _ := score.Hide(ratings, t.Least)
	for r, row := range t.Rows {
		for c, column := range t.Columns {
			shown := Cell{Row: r, Column: c, Suppressed: hidden[r][c]}
			if n := at[[2]string{optional.Value(row.Value), optional.Value(column.Value)}]; !shown.Suppressed {
				shown.Count, shown.OnTime, shown.Late, shown.Closed = &n.Count, &n.OnTime, &n.Late, &n.Closed
				if n.Ratings >= t.Least && !few[r][c] && !t.unrated { // the mean of one is the one
					shown.Ratings = &n.Ratings
				}
				if shown.Ratings != nil && n.Ratings > 0 {
					mean := float64(n.Scores) / float64(n.Ratings)
					shown.MeanRating = &mean
				}
			}
			t.Cells = append(t.Cells, shown)
		}
	}
}

// keysOf are the values that a dimension has, in their order: months all of them,
// so that a trend shows where there was nothing; of others those that occur.
func keysOf(ctx context.Context, span score.Span, d flow.Dimension, counted []cell, of func(cell) *string) []Key {
	config, l := tenants.ConfigFrom(ctx), viewer.From(ctx).Language()
	occurs := map[string]bool{}
	for _, c := range counted {
		occurs[optional.Value(of(c))] = true
	}
	var keys []Key
	add := func(value, name string) {
		if occurs[value] {
			delete(occurs, value)
			keys = append(keys, Key{&value, name})
		}
	}
	constants := func(enum string, values []string) {
		for _, v := range values {
			add(v, label.Of(l, enum, v))
		}
	}
	switch d {
	case flow.DimensionPeriod:
		for _, m := range span.Months() {
			month := m.First()[:len("2006-01")]
			occurs[month] = true
			add(month, month)
		}
	case flow.DimensionCategory:
		constants("RequirementCategory", flow.RequirementCategory("").Values())
	case flow.DimensionUrgency:
		constants("Urgency", flow.Urgency("").Values())
	case flow.DimensionNature:
		constants("Nature", flow.Nature("").Values())
	case flow.DimensionSource:
		constants("RequirementSource", flow.RequirementSource("").Values())
	case flow.DimensionIndustry:
		constants("Industry", flow.Industry("").Values())
	case flow.DimensionTier:
		for _, t := range config.Tiers {
			add(t.Key, t.Label)
		}
	case flow.DimensionDepartment:
		var ids []typeid.ID
		for id := range config.Departments {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			add(string(id), config.Departments[id].Name)
		}
	}
	none := occurs[""]
	delete(occurs, "")
	for _, value := range slices.Sorted(maps.Keys(occurs)) { // made a moment ago
		add(value, value)
	}
	if none {
		keys = append(keys, Key{})
	}
	return keys
}
