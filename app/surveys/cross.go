package surveys

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Dimension is what responses are told apart by (D3-22).
type Dimension string

// The dimensions.
const (
	ByTier         Dimension = "TIER"
	ByIndustry     Dimension = "INDUSTRY"
	ByPriority     Dimension = "PRIORITY"
	BySatisfaction Dimension = "SATISFACTION"
)

// Values lists the dimensions, in their order.
func (Dimension) Values() []string {
	return []string{string(ByTier), string(ByIndustry), string(ByPriority), string(BySatisfaction)}
}

// Heading is a row or a column.
type Heading struct {
	Code  *string
	Label string
}

// CrossCell is a cell; nil where it is hidden.
type CrossCell struct {
	Count *int
	Mean  *float64
}

// CrossTable is a cross-table of the responses of a campaign.
type CrossTable struct {
	Rows, Columns   []Heading
	Cells           []CrossCell // row by row
	MinimumCellSize int
}

// group is so many responses alike.
type group struct {
	TierKey  *string `sql:"tier_key"`
	Industry *string `sql:"industry"`
	Priority *string `sql:"priority"`
	Score    *int    `sql:"score"`
	Count    int     `sql:"count"`
}

func (g group) of(d Dimension) string {
	switch d {
	case ByTier:
		return orNone(g.TierKey)
	case ByIndustry:
		return orNone(g.Industry)
	case ByPriority:
		return orNone(g.Priority)
	case BySatisfaction:
		if g.Score != nil {
			return string(flow.SatisfactionOf(float64(*g.Score)))
		}
	}
	return ""
}

func orNone(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Cross is a cross-table of the submitted responses of a campaign (D3-22). Cells of fewer
// than five are hidden, and others with them so that no group of fewer can be reckoned from
// the table (survey.Conceal). It is empty as long as the results are withheld. Errors:
// NOT_FOUND on campaignId, input.duplicate on columns.
func Cross(ctx context.Context, client *ent.Client, id typeid.ID, rows, columns Dimension) (*CrossTable, error) {
	c := checking(ctx)
	known(c, "columns", rows, columns)
	if c.Err != nil {
		return nil, c.Err
	}
	campaign, err := reached(ctx, client, id)
	if err != nil {
		return nil, err
	}
	var groups []group
	err = client.SurveyResponse.Query().Where(surveyresponse.CampaignID(campaign.ID), surveyresponse.StateIn(inFigures...)).
		GroupBy(surveyresponse.FieldTierKey, surveyresponse.FieldIndustry, surveyresponse.FieldPriority, surveyresponse.FieldScore).
		Aggregate(ent.Count()).Scan(viewer.SystemOf(ctx), &groups)
	if err != nil {
		return nil, fmt.Errorf("surveys: reading a cross-table: %w", err)
	}
	responses := 0
	for _, g := range groups {
		responses += g.Count
	}
	least, err := leastOf(ctx, client, campaign.ID)
	if err != nil {
		return nil, err
	}
	if withheld(campaign, responses, least) {
		return &CrossTable{Rows: []Heading{}, Columns: []Heading{}, Cells: []CrossCell{}, MinimumCellSize: least}, nil
	}
	least = max(least, leastCell(ctx))
	if order := rows.Values(); slices.Index(order, string(rows)) > slices.Index(order, string(columns)) {
		return table(ctx, groups, columns, rows, least).turned(), nil // else one would show what the other hides
	}
	return table(ctx, groups, rows, columns, least), nil
}

// turned has the rows as columns.
func (t *CrossTable) turned() *CrossTable {
	is := &CrossTable{Rows: t.Columns, Columns: t.Rows, Cells: []CrossCell{}, MinimumCellSize: t.MinimumCellSize}
	for k := range t.Columns {
		for i := range t.Rows {
			is.Cells = append(is.Cells, t.Cells[i*len(t.Columns)+k])
		}
	}
	return is
}

// sums are how many responses a cell has, and its scores.
type sums struct{ count, score, scores int }

func table(ctx context.Context, groups []group, rows, columns Dimension, least int) *CrossTable {
	down, across := keys(ctx, groups, rows), keys(ctx, groups, columns)
	counts, scored := make([][]int, len(down)), make([][]sums, len(down)+1)
	for i := range counts {
		counts[i] = make([]int, len(across))
	}
	for i := range scored {
		scored[i] = make([]sums, len(across)+1)
	}
	for _, g := range groups {
		i, k := slices.Index(down, g.of(rows)), slices.Index(across, g.of(columns))
		counts[i][k] += g.Count
		for _, at := range [][2]int{{i, k}, {len(down), k}, {i, len(across)}, {len(down), len(across)}} {
			of := &scored[at[0]][at[1]]
			of.count += g.Count
			if g.Score != nil {
				of.score, of.scores = of.score+*g.Score*g.Count, of.scores+g.Count
			}
		}
	}
	t := &CrossTable{Rows: headings(ctx, rows, down), Columns: headings(ctx, columns, across), MinimumCellSize: least, Cells: []CrossCell{}}
	t.fill(counts, scored)
	return t
}

// fill shows the cells, the totals of rows behind them, and those of columns below; so many
// of them, and the means of so many, that no group of too few can be reckoned.
func (t *CrossTable) fill(counts [][]int, scored [][]sums) {
	scores := make([][]int, len(counts))
	for i := range counts {
		for k := range counts[i] {
			scores[i] = append(scores[i], scored[i][k].scores)
		}
	}
	numbers, means := concealed(counts, t.MinimumCellSize), concealed(scores, t.MinimumCellSize)
	for i, line := range scored {
		for k, s := range line {
			one := CrossCell{}
			if !numbers[i][k] {
				one.Count = &scored[i][k].count
				if s.scores >= t.MinimumCellSize && !means[i][k] {
					one.Mean = Rate{s.score, s.scores}.Value()
				}
			}
			t.Cells = append(t.Cells, one)
		}
	}
}

// concealed is survey.Conceal with the totals as a last column and a last row.
func concealed(counts [][]int, least int) [][]bool {
	hidden, rows, columns := survey.Conceal(counts, least)
	for i := range hidden {
		hidden[i] = append(hidden[i], rows[i])
	}
	return append(hidden, append(columns, false))
}

// keys are what there is of a dimension, in its order; what is not known last.
func keys(ctx context.Context, groups []group, d Dimension) []string {
	order := map[Dimension][]string{ByIndustry: flow.Industry("").Values(), ByPriority: flow.Urgency("").Values(), BySatisfaction: flow.SatisfactionTag("").Values()}[d]
	if d == ByTier {
		for _, t := range tenants.ConfigFrom(ctx).Tiers {
			order = append(order, t.Key)
		}
	}
	place := func(s string) int {
		if i := slices.Index(order, s); i >= 0 {
			return i
		}
		return len(order)
	}
	var all []string
	for _, g := range groups {
		if key := g.of(d); !slices.Contains(all, key) {
			all = append(all, key)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		if place(a) != place(b) {
			return place(a) - place(b)
		}
		return strings.Compare(b, a) // "" behind what is there
	})
	return all
}

func headings(ctx context.Context, d Dimension, keys []string) []Heading {
	l := viewer.From(ctx).Locale
	enum := map[Dimension]string{ByIndustry: "Industry", ByPriority: "Urgency", BySatisfaction: "SatisfactionTag"}[d]
	all := make([]Heading, 0, len(keys)+1)
	for _, key := range keys {
		switch t, ok := tenants.ConfigFrom(ctx).Tier(key); {
		case key == "":
			all = append(all, Heading{Label: label.Of(l, "Survey", "UNKNOWN")})
		case d == ByTier && ok:
			all = append(all, Heading{Code: &key, Label: t.Label})
		case d == ByTier:
			all = append(all, Heading{Code: &key, Label: key})
		default:
			all = append(all, Heading{Code: &key, Label: label.Of(l, enum, key)})
		}
	}
	return append(all, Heading{Label: label.Of(l, "Survey", "TOTAL")})
}
