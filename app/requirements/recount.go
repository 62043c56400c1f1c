package requirements

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// recountPage is how many clocks are read at a time.
const recountPage = 5_000

// Recount computes all maintained figures of the context's company from its
// rows, in the system's name. Figures of zero are left out. It is for proving
// the counters, and for making them after a bulk load or a change of time zone.
func Recount(ctx context.Context, client *ent.Client) (map[Figure]int, error) {
	figures := map[Figure]int{}
	zone := tenants.ConfigFrom(ctx).Zone
	ctx = asSystem(ctx)
	var rows []struct {
		State   flow.RequirementState `json:"state"`
		Urgency flow.Urgency          `json:"urgency"`
		Count   int                   `json:"count"`
	}
	err := client.Requirement.Query().GroupBy(requirement.FieldState, requirement.FieldUrgency).Aggregate(ent.Count()).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("requirements: recounting: %w", err)
	}
	for _, row := range rows {
		for _, f := range requirementFigures(row.State, row.Urgency) {
			figures[f] += row.Count
		}
	}
	for last, more := typeid.ID(""), true; more; {
		q := client.SlaClock.Query().Where(slaclock.KindEQ(sla.ClockFirstResponse))
		if last != "" {
			q.Where(slaclock.IDGT(last))
		}
		clocks, err := q.Order(slaclock.ByID()).Limit(recountPage).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("requirements: recounting clocks: %w", err)
		}
		for _, c := range clocks {
			for _, f := range clockFigures(clockOf(c), c.Kind, zone) {
				figures[f]++
			}
			last = c.ID
		}
		more = len(clocks) == recountPage
	}
	return figures, nil
}
