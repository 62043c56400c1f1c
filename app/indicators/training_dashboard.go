package indicators

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/indicator"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// TrainingBoardInput asks for the figures of trainings: of the period of the kind (a quarter
// when left out) that holds the day (today when left out), of the company or of a department.
type TrainingBoardInput struct {
	Period       *flow.Period
	Start        *string
	DepartmentID *typeid.ID
}

// TrainingBoard is how people are trained, in all, by department and by post (D0-74, D2-79).
type TrainingBoard struct {
	Span score.Span
	Rows []TrainingRow // the whole first, then departments, then posts
}

// Period is what kind of period it is of.
func (b *TrainingBoard) Period() flow.Period { return b.Span.Period }

// From is the first day of the period.
func (b *TrainingBoard) From() string { return b.Span.First() }

// To is the last day of the period.
func (b *TrainingBoard) To() string { return b.Span.Last() }

// TrainingRow is all figures of a department or a post; of neither it is the whole.
type TrainingRow struct {
	DepartmentID typeid.ID
	Post         string
	Values       []*Figure
}

// How many departments and posts a board tells apart: those with most people.
const (
	maxDepartmentRows = 49
	maxPostRows       = 50
)

var trainingCodes = []string{
	score.TrainingCoverage, score.TrainingPassRate, score.TrainingScore, score.TrainingFeedback, score.TrainingHours, score.RetrainingOverdueRate,
}

// Trainings counts the figures of trainings, each by one to three statements however many
// people there are. Who may read trainings reads them of as much as they may. Errors:
// FORBIDDEN, NOT_FOUND on departmentId, indicator.period, sla.date_format.
func Trainings(ctx context.Context, client *ent.Client, in TrainingBoardInput) (*TrainingBoard, error) {
	if err := authz.Require(ctx, authz.TrainingRead); err != nil {
		return nil, err
	}
	if scope := authz.Can(ctx, authz.TrainingRead); scope == viewer.Own { // figures are of departments
		return nil, fault.Forbidden().Extend("action", string(authz.TrainingRead)).Extend("scope", string(scope))
	}
	kind := flow.PeriodQuarter
	if in.Period != nil {
		kind = *in.Period
	}
	if rule, _ := score.Of(score.TrainingCoverage); !rule.Computed(kind) {
		return nil, periodFault(rule)
	}
	span, err := spanOf(ctx, kind, "start", in.Start)
	if err != nil {
		return nil, err
	}
	var department typeid.ID
	if in.DepartmentID != nil {
		department = *in.DepartmentID
	}
	among, err := reachBy(ctx, authz.TrainingRead, department)
	if err != nil {
		return nil, err
	}
	rows, err := client.Indicator.Query().Where(indicator.CodeIn(trainingCodes...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: reading those of trainings: %w", err)
	}
	counted, err := countAll(ctx, client, asked{span: span, departments: among})
	if err != nil {
		return nil, err
	}
	b := &TrainingBoard{Span: span}
	add := func(of typeid.ID, post string, wanted func(spot) bool) {
		row := TrainingRow{DepartmentID: of, Post: post}
		for _, code := range trainingCodes {
			i := slices.IndexFunc(rows, func(r *ent.Indicator) bool { return r.Code == code })
			if i < 0 { // a company from before it gets it with the next period
				continue
			}
			rule, _ := score.Of(code)
			row.Values = append(row.Values, &Figure{
				Indicator: rows[i], Rule: rule, Span: span, DepartmentID: of, Post: post, Sum: rule.Shown(counted[code].sum(wanted)),
			})
		}
		b.Rows = append(b.Rows, row)
	}
	add(department, "", func(spot) bool { return true })
	people := counted[score.TrainingHours]
	for _, id := range departmentsOf(ctx, people, department) {
		below := tenants.ConfigFrom(ctx).Below(id)
		add(id, "", func(at spot) bool { return slices.Contains(below, at.department) })
	}
	for _, post := range postsOf(people) {
		add(department, post, func(at spot) bool { return at.post == post })
	}
	return b, nil
}

func countAll(ctx context.Context, client *ent.Client, a asked) (map[string]spots, error) {
	sys := viewer.SystemOf(ctx)
	counted := map[string]spots{}
	for _, code := range trainingCodes {
		rule, _ := score.Of(code)
		by, err := countTrainings(sys, client, rule, a)
		if err != nil {
			return nil, fmt.Errorf("indicators: counting %s: %w", code, err)
		}
		counted[code] = by
	}
	return counted, nil
}

// departmentsOf are those with people, with all below them, but for the one that is asked
// for; those of most people, in the order of their ids.
func departmentsOf(ctx context.Context, people spots, asked typeid.ID) []typeid.ID {
	config, size := tenants.ConfigFrom(ctx), map[typeid.ID]int64{}
	for id, d := range config.Departments {
		below := config.Below(id)
		all := people.sum(func(at spot) bool { return slices.Contains(below, at.department) })
		if id != asked && d.Active && all != (score.Sum{}) {
			size[id] = all.Denominator
		}
	}
	ids := most(size, maxDepartmentRows)
	slices.Sort(ids)
	return ids
}

// most are the keys of the largest sizes, the largest first.
func most[K cmp.Ordered](size map[K]int64, n int) []K {
	keys := slices.SortedFunc(maps.Keys(size), func(a, b K) int { return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b)) })
	return keys[:min(len(keys), n)]
}

// postsOf are the posts, those of most people first.
func postsOf(people spots) []string {
	size := map[string]int64{}
	for at, s := range people {
		if at.post != "" {
			size[at.post] += s.Denominator
		}
	}
	return most(size, maxPostRows)
}
