package appraisals

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/indicators"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/appraisal"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/rules/appraise"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/score"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// DrawInput says by which scheme, of which period and of whom appraisals are drawn up.
type DrawInput struct {
	SchemeID     typeid.ID
	Start        string     // any day of the period, YYYY-MM-DD
	DepartmentID *typeid.ID // with those below it; all whom the viewer reaches when left out
}

// Drawn is what was drawn up.
type Drawn struct {
	*ent.AppraisalScheme
	Count int
}

// Unwrap lets the scheme be read after the change.
func (d *Drawn) Unwrap() *Drawn { return &Drawn{d.AppraisalScheme.Unwrap(), d.Count} }

// Draw draws up the appraisals of a period that is over, from the data of the company and in
// its time zone, of all whom the scheme is for and who have none: one that was discarded is
// none; of five hundred at once, the rest by another call. It asks as much of the database for five hundred as for one (D0-78). Errors:
// appraisal.period_open, appraisal.nobody, sla.date_format, NOT_FOUND of
// the scheme or on departmentId, FORBIDDEN, transition.illegal. Records appraisal.draft of
// each.
func Draw(ctx context.Context, tx *ent.Tx, in DrawInput) (*Drawn, error) {
	if err := authz.Begin(ctx, authz.AppraisalCreate, authz.AppraisalRead); err != nil {
		return nil, err
	}
	s, err := lockScheme(ctx, tx, in.SchemeID)
	if fault.CodeOf(err) == fault.CodeNotFound {
		return nil, fault.NotFound().On("schemeId")
	}
	if err != nil {
		return nil, err
	}
	only, err := reached(ctx, in.DepartmentID)
	if err != nil {
		return nil, err
	}
	if _, err := flow.AppraisalScheme.Next(s.State, flow.SchemeActDraw); err != nil {
		return nil, err
	}
	span, err := spanOf(ctx, s.Period, in.Start)
	if err != nil {
		return nil, err
	}
	who, err := toAppraise(ctx, tx, s, span, only)
	if err != nil {
		return nil, err
	}
	return &Drawn{s, len(who)}, draw(ctx, tx, s, span, who)
}

// reached are the departments that the viewer draws up appraisals of; nil for all.
func reached(ctx context.Context, named *typeid.ID) ([]typeid.ID, error) {
	v := viewer.From(ctx)
	department := optional.Value(named)
	if department == "" && v.Scope(string(authz.AppraisalCreate)) != viewer.All {
		department = v.Department
	}
	if err := authz.Permit(ctx, authz.AppraisalCreate, authz.Record{Departments: typeid.Present(department)}); err != nil {
		return nil, err
	}
	if department == "" {
		return nil, nil
	}
	if _, ok := tenants.ConfigFrom(ctx).Departments[department]; !ok {
		return nil, fault.NotFound().On("departmentId")
	}
	return tenants.ConfigFrom(ctx).Below(department), nil
}

// spanOf is the period that holds the day, which must be over.
func spanOf(ctx context.Context, p flow.Period, day string) (score.Span, error) {
	c := tenants.Checking(ctx)
	at, err := time.ParseInLocation(time.DateOnly, day, c.Zone)
	if err != nil || at.Year() < 1 || at.Year() > 9998 {
		return score.Span{}, fault.Input("start", "sla.date_format").With("value", text.Clip(day))
	}
	span := score.At(p, at, c.Zone)
	if span.To.After(c.Now) {
		return span, fault.Precondition("appraisal.period_open").On("start")
	}
	return span, nil
}

// toAppraise are the members whom the scheme is for, of these departments, who have no
// appraisal of the period by it. The scheme is locked: two who draw up at once do not make
// two of anybody.
func toAppraise(ctx context.Context, tx *ent.Tx, s *ent.AppraisalScheme, span score.Span, only []typeid.ID) ([]*ent.Member, error) {
	tenant := viewer.Tenant(ctx)
	has := func(sel *sql.Selector) {
		t := sql.Dialect(sel.Dialect()).Table(appraisal.Table)
		sel.Where(sql.NotIn(sel.C(member.FieldID), sql.Dialect(sel.Dialect()).Select(t.C(appraisal.FieldMemberID)).From(t).Where(sql.And(
			sql.EQ(t.C(appraisal.FieldTenantID), tenant), sql.EQ(t.C(appraisal.FieldSchemeID), s.ID),
			sql.EQ(t.C(appraisal.FieldPeriodStart), span.First()), sql.NEQ(t.C(appraisal.FieldState), flow.AppraisalDiscarded),
		))))
	}
	which := []predicate.Member{audience(s).Members(ctx), has}
	if only != nil {
		which = append(which, member.DepartmentIDIn(only...))
	}
	who, err := tx.Member.Query().Where(which...).Order(member.ByID()).Limit(maxDrawn).All(viewer.SystemOf(ctx))
	switch {
	case err != nil:
		return nil, fmt.Errorf("appraisals: looking for whom to appraise: %w", err)
	case len(who) == 0:
		return nil, fault.Precondition("appraisal.nobody")
	}
	return who, nil
}

func draw(ctx context.Context, tx *ent.Tx, s *ent.AppraisalScheme, span score.Span, who []*ent.Member) error {
	ids := make([]typeid.ID, len(who))
	for i, m := range who {
		ids[i] = m.ID
	}
	counts, err := countAll(ctx, tx, s.Metrics, span, ids)
	if err != nil {
		return err
	}
	made := make([]*ent.AppraisalCreate, len(who))
	for i, m := range who {
		lines := appraise.Draw(s.Metrics, counts[m.ID])
		made[i] = tx.Appraisal.Create().SetSchemeID(s.ID).SetMemberID(m.ID).SetDepartmentID(m.DepartmentID).SetPost(m.Post).
			SetPeriodStart(span.First()).SetPeriodEnd(span.Last()).SetLines(lines).SetNillableScore(appraise.Total(lines)).SetDrawnAt(viewer.Now(ctx))
	}
	all, err := tx.Appraisal.CreateBulk(made...).Save(ctx)
	if err != nil {
		return fmt.Errorf("appraisals: writing them: %w", err)
	}
	for _, a := range all {
		journal.Record(ctx, event(a, "draft", a.State))
	}
	return nil
}

// countAll counts each metric for all members at once.
func countAll(ctx context.Context, tx *ent.Tx, metrics []appraise.Weight, span score.Span, members []typeid.ID) (map[typeid.ID]map[flow.AppraisalMetric]appraise.Count, error) {
	all := make(map[typeid.ID]map[flow.AppraisalMetric]appraise.Count, len(members))
	for _, id := range members {
		all[id] = map[flow.AppraisalMetric]appraise.Count{}
	}
	for _, w := range metrics {
		if w.Metric == flow.MetricOther {
			continue
		}
		counts, err := indicators.People(ctx, tx.Client(), w.Metric, span, members)
		if err != nil {
			return nil, err
		}
		for id, n := range counts {
			all[id][w.Metric] = n
		}
	}
	return all, nil
}

// Redraw computes the lines of a draft anew, from the data as they are now; points that the
// head gave stay. Errors: appraisal.own, transition.illegal. Records appraisal.redrawn.
func Redraw(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.Appraisal, error) {
	was, _, err := take(ctx, tx, flow.AppraisalActRedraw, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	lines, err := anew(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, scored(was.Update(), lines).SetDrawnAt(viewer.Now(ctx)), "redrawn")
}

// anew are the lines of an appraisal as the data are now, with the points of the head.
func anew(ctx context.Context, tx *ent.Tx, a *ent.Appraisal) ([]appraise.Line, error) {
	begin, err := time.ParseInLocation(time.DateOnly, a.PeriodStart, tenants.Checking(ctx).Zone)
	if err != nil {
		return nil, fmt.Errorf("appraisals: reading a period: %w", err)
	}
	end, err := time.ParseInLocation(time.DateOnly, a.PeriodEnd, tenants.Checking(ctx).Zone)
	if err != nil {
		return nil, fmt.Errorf("appraisals: reading a period: %w", err)
	}
	metrics := make([]appraise.Weight, len(a.Lines))
	for i, l := range a.Lines {
		metrics[i] = l.Weight
	}
	counts, err := countAll(ctx, tx, metrics, score.Between(begin, score.Midnight(end.Year(), end.Month(), end.Day()+1, tenants.Checking(ctx).Zone)), []typeid.ID{a.MemberID})
	if err != nil {
		return nil, err
	}
	lines := appraise.Draw(metrics, counts[a.MemberID])
	for i := range lines {
		if lines[i].Metric == flow.MetricOther {
			lines[i].Points = a.Lines[i].Points
		}
	}
	return lines, nil
}

// scored writes lines, and what they come to.
func scored(change *ent.AppraisalUpdateOne, lines []appraise.Line) *ent.AppraisalUpdateOne {
	change.SetLines(lines)
	if total := appraise.Total(lines); total != nil {
		return change.SetScore(*total)
	}
	return change.ClearScore()
}
