package reports

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/requirementset"
	"heed/ent/requirementsetitem"
	"heed/ent/slaclock"
	"heed/rules/report"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// top is how many a list of a report holds.
const top = 10

// period is from the first instant to the first after it.
type period struct{ begin, end time.Time }

// days are its first and its last.
func (p period) days(zone *time.Location) (from, to string) {
	return p.begin.In(zone).Format(time.DateOnly), p.end.In(zone).AddDate(0, 0, -1).Format(time.DateOnly)
}

// before is the period of the same kind before: whole months before whole months,
// else as many days.
func (p period) before(zone *time.Location) period {
	from, to := p.begin.In(zone), p.end.In(zone)
	if from.Day() == 1 && to.Day() == 1 {
		months := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
		return period{score.Midnight(from.Year(), from.Month()-time.Month(months), 1, zone).UTC(), p.begin}
	}
	days := int(midnight(to).Sub(midnight(from)) / (24 * time.Hour))
	return period{from.AddDate(0, 0, -days).UTC(), p.begin}
}

// span is the period as indicators have it, of the kind that it is; of none where it is
// no period of the calendar.
func (p period) span(zone *time.Location) score.Span {
	from, to := p.begin.In(zone), p.end.In(zone)
	return score.Between(from, to)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// gathering reads the figures of a period, of one department and those below it, or
// of all that the viewer reads. It is so many statements whatever there is.
type gathering struct {
	client      *ent.Client
	departments []typeid.ID // nil for all
	err         error
}

func (g *gathering) failed(what string, err error) {
	if err != nil && g.err == nil {
		g.err = fmt.Errorf("reports: reading %s: %w", what, err)
	}
}

// received is: received in the period, by those who are looked at.
func (g *gathering) received(p period) predicate.Requirement {
	in := requirement.And(requirement.ReceivedAtGTE(p.begin), requirement.ReceivedAtLT(p.end))
	if g.departments == nil {
		return in
	}
	return requirement.And(in, requirement.LeadDepartmentIDIn(g.departments...))
}

// analysis gathers what an analysis is made of.
func (g *gathering) analysis(ctx context.Context, p period) (report.Analysis, error) {
	zone := tenants.ConfigFrom(ctx).Zone
	before := p.before(zone)
	from, to := p.days(zone)
	a := report.Analysis{
		From: from, To: to, Cells: g.cells(ctx, p), Before: g.cells(ctx, before),
		Values:        g.pairs(ctx, p, requirement.FieldValue, "level"),
		Feasibilities: g.pairs(ctx, p, requirement.FieldFeasibility, "conclusion"),
		Highest:       g.highest(ctx, p), Repeated: g.repeated(ctx, p),
	}
	a.Common, a.CommonCount = g.common(ctx, p)
	a.Sets, a.Newest = g.sets(ctx, p)
	a.Due, a.Met = g.answers(ctx, p)
	a.DueBefore, a.MetBefore = g.answers(ctx, before)
	return a, g.err
}

func (g *gathering) cells(ctx context.Context, p period) []report.Cell {
	var rows []struct {
		Category string  `json:"category"`
		Nature   *string `json:"nature"`
		Urgency  string  `json:"urgency"`
		Source   string  `json:"source"`
		State    string  `json:"state"`
		Count    int     `json:"count"`
	}
	err := g.client.Requirement.Query().Where(g.received(p)).
		GroupBy(requirement.FieldCategory, requirement.FieldNature, requirement.FieldUrgency, requirement.FieldSource, requirement.FieldState).
		Aggregate(ent.Count()).Scan(ctx, &rows)
	g.failed("requirements", err)
	cells := make([]report.Cell, len(rows))
	for i, r := range rows {
		cells[i] = report.Cell{Category: r.Category, Urgency: r.Urgency, Source: r.Source, State: r.State, Count: r.Count}
		if r.Nature != nil {
			cells[i].Nature = *r.Nature
		}
	}
	return cells
}

// pairs counts by a text within a column of JSON.
func (g *gathering) pairs(ctx context.Context, p period, column, key string) []report.Pair {
	var rows []struct {
		Found *string `json:"found"`
		Count int     `json:"count"`
	}
	err := g.client.Requirement.Query().Where(g.received(p)).Modify(func(s *sql.Selector) {
		s.Select().AppendSelectExprAs(sqljson.ValuePath(s.C(column), sqljson.Path(key), sqljson.Unquote(true)), "found").
			AppendSelectAs(sql.Count("*"), "count").GroupBy("found")
	}).Scan(ctx, &rows)
	g.failed(column, err)
	var all []report.Pair
	for _, r := range rows {
		if r.Found != nil {
			all = append(all, report.Pair{Value: *r.Found, Count: r.Count})
		}
	}
	return all
}

func (g *gathering) highest(ctx context.Context, p period) []report.Need {
	rows, err := g.client.Requirement.Query().Where(g.received(p), requirement.ValueNotNil()).
		Order(func(s *sql.Selector) {
			s.OrderExpr(sql.DescExpr(sqljson.ValuePath(s.C(requirement.FieldValue), sqljson.Path("total"))))
		}, requirement.ByID()).Limit(top).
		Select(requirement.FieldNumber, requirement.FieldTitle, requirement.FieldValue).All(ctx)
	g.failed("values", err)
	var all []report.Need
	for _, r := range rows {
		if r.Value != nil {
			n := needOf(r, 1)
			n.Value = r.Value.Total
			all = append(all, n)
		}
	}
	return all
}

// repeated are those that most others were merged into.
func (g *gathering) repeated(ctx context.Context, p period) []report.Need {
	var rows []struct {
		Into  typeid.ID `json:"merged_into_id"`
		Count int       `json:"count"`
	}
	err := g.client.Requirement.Query().Where(g.received(p), requirement.MergedIntoIDNotNil()).Modify(func(s *sql.Selector) {
		s.Select(s.C(requirement.FieldMergedIntoID)).AppendSelectAs(sql.Count("*"), "count").GroupBy(s.C(requirement.FieldMergedIntoID)).
			OrderBy(sql.Desc("count"), s.C(requirement.FieldMergedIntoID)).Limit(top)
	}).Scan(ctx, &rows)
	g.failed("merged requirements", err)
	ids := make([]typeid.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.Into
	}
	found, err := g.client.Requirement.Query().Where(requirement.IDIn(ids...)).Select(requirement.FieldNumber, requirement.FieldTitle).All(ctx)
	g.failed("repeated requirements", err)
	byID := map[typeid.ID]*ent.Requirement{}
	for _, r := range found {
		byID[r.ID] = r
	}
	var all []report.Need
	for _, r := range rows {
		if one, ok := byID[r.Into]; ok {
			all = append(all, needOf(one, r.Count+1))
		}
	}
	return all
}

// common are those that are marked as needs of many.
func (g *gathering) common(ctx context.Context, p period) ([]report.Need, int) {
	q := g.client.Requirement.Query().Where(g.received(p), requirement.CommonNeed(true))
	n, err := q.Clone().Count(ctx)
	g.failed("needs of many", err)
	rows, err := q.Order(requirement.ByID()).Limit(top).Select(requirement.FieldNumber, requirement.FieldTitle).All(ctx)
	g.failed("needs of many", err)
	var all []report.Need
	for _, r := range rows {
		all = append(all, needOf(r, 1))
	}
	return all, n
}

func needOf(r *ent.Requirement, times int) report.Need {
	n := report.Need{Title: r.Title, Times: times}
	if r.Number != nil {
		n.Number = *r.Number
	}
	return n
}

func (g *gathering) sets(ctx context.Context, p period) ([]report.Pair, []report.Set) {
	in := requirementset.And(requirementset.CreatedAtGTE(p.begin), requirementset.CreatedAtLT(p.end))
	if g.departments != nil {
		in = requirementset.And(in, requirementset.DepartmentIDIn(g.departments...))
	}
	var states []struct {
		State string `json:"state"`
		Count int    `json:"count"`
	}
	err := g.client.RequirementSet.Query().Where(in).GroupBy(requirementset.FieldState).Aggregate(ent.Count()).Scan(ctx, &states)
	g.failed("sets", err)
	var pairs []report.Pair
	for _, s := range states {
		pairs = append(pairs, report.Pair{Value: s.State, Count: s.Count})
	}
	newest, err := g.client.RequirementSet.Query().Where(in).Order(requirementset.ByCreatedAt(sql.OrderDesc()), requirementset.ByID()).Limit(top).All(ctx)
	g.failed("sets", err)
	ids := make([]typeid.ID, len(newest))
	for i, s := range newest {
		ids[i] = s.ID
	}
	var items []struct {
		Set   typeid.ID `json:"set_id"`
		Count int       `json:"count"`
	}
	err = g.client.RequirementSetItem.Query().Where(requirementsetitem.SetIDIn(ids...)).GroupBy(requirementsetitem.FieldSetID).Aggregate(ent.Count()).Scan(ctx, &items)
	g.failed("what is in sets", err)
	inside := map[typeid.ID]int{}
	for _, i := range items {
		inside[i.Set] = i.Count
	}
	var all []report.Set
	for _, s := range newest {
		all = append(all, report.Set{Theme: s.Theme, State: string(s.State), Items: inside[s.ID]})
	}
	return pairs, all
}

// answers are the first answers due in the period by now, facts that were received in it, and
// those in time.
func (g *gathering) answers(ctx context.Context, p period) (due, met int) {
	q := g.client.SlaClock.Query().Where(
		slaclock.KindEQ(sla.ClockFirstResponse), slaclock.StateNotIn(sla.ClockCancelled, sla.ClockPaused),
		slaclock.DueAtGTE(p.begin), slaclock.DueAtLT(p.end), clocks.Decided(viewer.Now(ctx)),
	)
	if g.departments != nil { // what lies behind an edge is not limited to the company by itself
		q.Where(slaclock.HasRequirementWith(requirement.TenantID(viewer.Tenant(ctx)), requirement.LeadDepartmentIDIn(g.departments...)))
	}
	var rows []struct {
		State string `json:"state"`
		Count int    `json:"count"`
	}
	g.failed("answers", q.GroupBy(slaclock.FieldState).Aggregate(ent.Count()).Scan(ctx, &rows))
	for _, r := range rows {
		due += r.Count
		if r.State == string(sla.ClockMet) {
			met += r.Count
		}
	}
	facts := g.client.Requirement.Query()
	if g.departments != nil {
		facts.Where(requirement.LeadDepartmentIDIn(g.departments...))
	}
	timely, late, err := clocks.Facts(ctx, facts, p.begin, p.end)
	g.failed("facts", err)
	return due + timely + late, met + timely
}
