package indicators

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/indicator"
	"heed/ent/indicatorsnapshot"
	"heed/ent/predicate"
	"heed/ent/touchpoint"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// company is the scope key of the company's own snapshots.
const company = "TENANT"

// lookBack is how many periods are counted at a closing: the one that has ended, and
// those before it, for what nobody closed while Heed was away and what was corrected late.
var lookBack = map[flow.Period]int{flow.PeriodMonth: 12, flow.PeriodQuarter: 4, flow.PeriodHalfYear: 2}

// ClosePeriods makes the snapshots of the month, the quarter and the half-year that have
// ended, from the first working day after on, once (D0-63). With them those of the year before are
// counted anew: what is lacking is made, and what has changed gets a new revision.
// Companies from before an indicator get it.
func ClosePeriods(ctx context.Context, j *journal.Journal) error {
	config, now := tenants.ConfigFrom(ctx), viewer.Now(ctx)
	if !config.AtWork() {
		return nil
	}
	if err := supplement(ctx, j); err != nil {
		return err
	}
	for _, kind := range []flow.Period{flow.PeriodMonth, flow.PeriodQuarter, flow.PeriodHalfYear} {
		ended := score.At(kind, now, config.Zone).Before()
		workday, err := sla.Due(ended.To, sla.Limit{Amount: 1, Unit: sla.UnitWorkingDay}, config.Calendar())
		if err != nil || now.In(config.Zone).Format(dayForm) < workday.In(config.Zone).Format(dayForm) {
			continue //nolint:nilerr // without working time there is no working day
		}
		made, err := j.Client().IndicatorSnapshot.Query().Where(keptOf(ended)).Exist(ctx)
		if err != nil {
			return fmt.Errorf("indicators: looking for snapshots: %w", err)
		}
		if made {
			continue
		}
		spans := []score.Span{ended}
		for len(spans) < lookBack[kind] {
			spans = append(spans, spans[len(spans)-1].Before())
		}
		for _, span := range slices.Backward(spans) { // the newest last: it tells that all are done
			if err := Snapshot(ctx, j, span); err != nil {
				return err
			}
		}
	}
	return nil
}

const dayForm = "2006-01-02"

// keptOf are the snapshots of a period by its name. Those from before the company went
// to another time zone began at another instant, by less than two zones are apart.
func keptOf(span score.Span) predicate.IndicatorSnapshot {
	const zones = 36 * time.Hour
	return indicatorsnapshot.And(indicatorsnapshot.PeriodEQ(span.Period),
		indicatorsnapshot.PeriodStartGT(span.From.UTC().Add(-zones)), indicatorsnapshot.PeriodStartLT(span.From.UTC().Add(zones)))
}

// Snapshot keeps the figures of a period as they are now, of the company and of every
// department that has any, and of touchpoints that were inspected (D2-69). Figures that are as they were are not kept again: others
// are a new revision, and the old one stays. Nothing is kept of a period before the
// company. Records indicator.computed.
func Snapshot(ctx context.Context, j *journal.Journal, span score.Span) error {
	// It is counted before the change begins: others write meanwhile.
	figures, err := figuresOf(ctx, j.Client(), span)
	if err != nil || len(figures) == 0 {
		return err
	}
	_, err = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return keep(ctx, tx, span, figures) })
	return err
}

// SnapshotIn is Snapshot in a change.
func SnapshotIn(ctx context.Context, tx *ent.Tx, span score.Span) error {
	figures, err := figuresOf(ctx, tx.Client(), span)
	if err != nil || len(figures) == 0 {
		return err
	}
	return keep(ctx, tx, span, figures)
}

// figuresOf are the figures of a period that are not kept as they are.
func figuresOf(ctx context.Context, client *ent.Client, span score.Span) ([]figure, error) {
	if !span.To.After(tenants.ConfigFrom(ctx).Tenant.CreatedAt) {
		return nil, nil
	}
	rows, err := client.Indicator.Query().Where(indicator.Active(true)).Order(indicator.ByCode()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: reading: %w", err)
	}
	kept, err := newest(ctx, client, span)
	if err != nil {
		return nil, err
	}
	answers, err := answering(ctx, client)
	if err != nil {
		return nil, err
	}
	var figures []figure
	for _, row := range rows {
		rule, ok := score.Of(row.Code)
		if !ok || !rule.Computed(span.Period) {
			continue
		}
		p, err := count(ctx, client, rule, asked{span: span})
		if err != nil {
			return nil, err
		}
		figures = append(figures, changed(ctx, row, rule, p, kept)...)
		if rule.Rests != score.OnInspections {
			continue
		}
		if p, err = count(ctx, client, rule, asked{span: span, apart: true}); err != nil {
			return nil, err
		}
		figures = append(figures, changedAt(row, rule, p, answers, kept)...)
	}
	return figures, nil
}

// figure is one that is to be kept.
type figure struct {
	row        *ent.Indicator
	definition int
	department typeid.ID
	touchpoint typeid.ID
	sum        score.Sum
	revision   int
}

// scope is whose figure it is: its key.
func (f figure) scope() string {
	switch {
	case f.touchpoint != "":
		return string(f.touchpoint)
	case f.department != "":
		return string(f.department)
	}
	return company
}

// differs tells whether the figure is not kept as it is; its revision comes with it. What
// counts nothing is not kept, but where it is the company's or has counted something.
func (f *figure) differs(kept map[place]*ent.IndicatorSnapshot) bool {
	was, ok := kept[place{f.row.ID, f.scope()}]
	switch {
	case ok && was.Numerator == f.sum.Above() && was.Denominator == f.sum.Below() && was.Definition == f.definition:
		return false
	case ok:
		f.revision = was.Revision + 1
	case f.scope() != company && f.sum.Below() == 0:
		return false
	}
	return true
}

// place is whose figure it is.
type place struct {
	indicator typeid.ID
	scope     string
}

// newest are the newest revisions of the period's snapshots.
func newest(ctx context.Context, client *ent.Client, span score.Span) (map[place]*ent.IndicatorSnapshot, error) {
	all, err := client.IndicatorSnapshot.Query().Where(keptOf(span)).Order(indicatorsnapshot.ByRevision()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: reading snapshots: %w", err)
	}
	kept := map[place]*ent.IndicatorSnapshot{}
	for _, s := range all {
		kept[place{s.IndicatorID, s.ScopeKey}] = s
	}
	return kept, nil
}

// changed are the figures of an indicator that are not kept as they are.
func changed(ctx context.Context, row *ent.Indicator, rule score.Definition, p parts, kept map[place]*ent.IndicatorSnapshot) []figure {
	config := tenants.ConfigFrom(ctx)
	scopes := []typeid.ID{""}
	for id := range config.Departments {
		scopes = append(scopes, id)
	}
	slices.Sort(scopes)
	var all []figure
	for _, id := range scopes {
		f := figure{row: row, definition: rule.Version, department: id, sum: rule.Shown(p.all()), revision: 1}
		if id != "" {
			f.sum = rule.Shown(p.among(config.Below(id)))
		}
		if f.differs(kept) {
			all = append(all, f)
		}
	}
	return all
}

// answering are the departments that answer for touchpoints: the figures of these are
// read by who reads theirs.
func answering(ctx context.Context, client *ent.Client) (map[typeid.ID]typeid.ID, error) {
	all, err := client.Touchpoint.Query().Select(touchpoint.FieldDepartmentID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("indicators: reading touchpoints: %w", err)
	}
	of := make(map[typeid.ID]typeid.ID, len(all))
	for _, t := range all {
		of[t.ID] = t.DepartmentID
	}
	return of, nil
}

// changedAt is changed of touchpoints: those of the period, and those that were of it
// when it was counted before.
func changedAt(row *ent.Indicator, rule score.Definition, p parts, answers map[typeid.ID]typeid.ID, kept map[place]*ent.IndicatorSnapshot) []figure {
	var all []figure
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		f := figure{row: row, definition: rule.Version, department: answers[id], touchpoint: id, sum: p[id], revision: 1}
		if f.differs(kept) {
			all = append(all, f)
		}
	}
	return all
}

// keep writes figures down. Two that do so at once meet at the unique key.
func keep(ctx context.Context, tx *ent.Tx, span score.Span, figures []figure) error {
	const atOnce = 100
	for some := range slices.Chunk(figures, atOnce) {
		rows := make([]*ent.IndicatorSnapshotCreate, len(some))
		for i, f := range some {
			rows[i] = tx.IndicatorSnapshot.Create().SetIndicatorID(f.row.ID).SetPeriod(span.Period).
				SetPeriodStart(span.From.UTC()).SetPeriodEnd(span.To.UTC()).SetRevision(f.revision).
				SetNumerator(f.sum.Above()).SetDenominator(f.sum.Below()).SetNillableValue(f.sum.Value()).SetSample(f.sum.Sample).
				SetDefinition(f.definition).SetComputedAt(viewer.Now(ctx)).SetScopeKey(f.scope()).
				SetDepartmentID(f.department).SetTouchpointID(f.touchpoint)
		}
		if err := tx.IndicatorSnapshot.CreateBulk(rows...).Exec(ctx); err != nil {
			return fmt.Errorf("indicators: keeping snapshots: %w", err)
		}
	}
	told := map[typeid.ID]bool{}
	for _, f := range figures {
		if told[f.row.ID] {
			continue
		}
		told[f.row.ID] = true
		e := event("indicator.computed", f.row, nil, map[string]any{"period": span.Period, "from": span.First(), "to": span.Last(), "revision": f.revision})
		e.Clauses = append(e.Clauses, "D0-63")
		journal.Record(ctx, e)
	}
	return nil
}

// supplement gives a company the indicators that came after it.
func supplement(ctx context.Context, j *journal.Journal) error {
	codes, err := j.Client().Indicator.Query().Select(indicator.FieldCode).Strings(ctx)
	if err != nil {
		return fmt.Errorf("indicators: reading codes: %w", err)
	}
	lacking := slices.DeleteFunc(score.All(), func(d score.Definition) bool { return slices.Contains(codes, d.Code) })
	if len(lacking) == 0 {
		return nil
	}
	_, err = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		return tenants.MakeIndicators(ctx, tx, tenants.ConfigFrom(ctx).Tenant.Locale, lacking)
	})
	return err
}
