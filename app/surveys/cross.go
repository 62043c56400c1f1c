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
// than five are hidden, and others with them so that none can be reckoned. Errors:
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
	err = client.SurveyResponse.Query().Where(surveyresponse.CampaignID(campaign.ID),
		surveyresponse.StateIn(flow.ResponseSubmitted, flow.ResponseVerifying, flow.ResponseTidied, flow.ResponseFollowedUp)).
		GroupBy(surveyresponse.FieldTierKey, surveyresponse.FieldIndustry, surveyresponse.FieldPriority, surveyresponse.FieldScore).
		Aggregate(ent.Count()).Scan(viewer.SystemOf(ctx), &groups)
	if err != nil {
		return nil, fmt.Errorf("surveys: reading a cross-table: %w", err)
	}
	return table(ctx, groups, rows, columns), nil
}

// sums are those of the scores of a cell.
type sums struct{ score, scores int }

func table(ctx context.Context, groups []group, rows, columns Dimension) *CrossTable {
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
		if g.Score == nil {
			continue
		}
		for _, at := range [][2]int{{i, k}, {len(down), k}, {i, len(across)}, {len(down), len(across)}} {
			scored[at[0]][at[1]].score += *g.Score * g.Count
			scored[at[0]][at[1]].scores += g.Count
		}
	}
	least := leastCell(ctx)
	t := &CrossTable{Rows: headings(ctx, rows, down), Columns: headings(ctx, columns, across), MinimumCellSize: least, Cells: []CrossCell{}}
	for i, line := range survey.Cross(counts, least) {
		for k, cell := range line {
			one := CrossCell{}
			if !cell.Hidden {
				n := cell.Count
				one.Count = &n
				if s := scored[i][k]; s.scores >= least { // of fewer one could be known
					one.Mean = Rate{s.score, s.scores}.Value()
				}
			}
			t.Cells = append(t.Cells, one)
		}
	}
	return t
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
