package indicators

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/inspection"
	"heed/ent/predicate"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ofTouchpoints are inspections of touchpoints: of one of them, of some departments', or
// of all. Checks of content have no standard.
func (a asked) ofTouchpoints() predicate.Inspection {
	all := []predicate.Inspection{inspection.KindIn(flow.InspectionSelf, flow.InspectionSupervisory)}
	if a.departments != nil {
		all = append(all, inspection.DepartmentIDIn(a.departments...))
	}
	if a.touchpoint != "" {
		all = append(all, inspection.TouchpointID(a.touchpoint))
	}
	return inspection.And(all...)
}

// madeIn are those made in the period.
func madeIn(a asked) predicate.Inspection {
	return inspection.And(inspection.StateEQ(flow.InspectionDone), inspection.DoneAtGTE(a.from()), inspection.DoneAtLT(a.to()))
}

// by is what inspections are counted by.
func (a asked) by() string {
	if a.apart {
		return inspection.FieldTouchpointID
	}
	return inspection.FieldDepartmentID
}

// countItems adds up the items of the inspections that were made in the period.
func countItems(ctx context.Context, client *ent.Client, a asked) (parts, error) {
	var rows []struct {
		Department *typeid.ID `json:"department"`
		Passed     int64      `json:"passed"`
		Checked    int64      `json:"checked"`
		Count      int64      `json:"count"`
	}
	err := client.Inspection.Query().Where(a.ofTouchpoints(), madeIn(a)).Modify(func(s *sql.Selector) {
		s.Select(
			sql.As(s.C(a.by()), "department"), sql.As(sql.Sum(s.C(inspection.FieldPassed)), "passed"),
			sql.As(sql.Sum(s.C(inspection.FieldChecked)), "checked"), sql.As(sql.Count("*"), "count"),
		).GroupBy(s.C(a.by()))
	}).Scan(ctx, &rows)
	p := parts{}
	for _, row := range rows {
		p.add(row.Department, score.Sum{Numerator: row.Passed, Denominator: row.Checked, Sample: int(row.Count)})
	}
	return p, err
}

// inspectionsBy counts inspections by the department that is looked at, or the touchpoint.
func inspectionsBy(client *ent.Client, a asked) func(context.Context, []func(*sql.Selector)) ([]amount, error) {
	return func(ctx context.Context, which []func(*sql.Selector)) (rows []amount, err error) {
		err = client.Inspection.Query().Where(a.ofTouchpoints()).Where(as[predicate.Inspection](which)...).Modify(func(s *sql.Selector) {
			s.Select(sql.As(s.C(a.by()), "department"), sql.As(sql.Count("*"), "count")).GroupBy(s.C(a.by()))
		}).Scan(ctx, &rows)
		return rows, err
	}
}

// inspected are the inspections made in the period; the good ones are those of which
// every item passed.
func inspected(a asked, part score.Part) []func(*sql.Selector) {
	all := func(s *sql.Selector) {
		s.Where(sql.ColumnsEQ(s.C(inspection.FieldPassed), s.C(inspection.FieldChecked)))
	}
	which := []func(*sql.Selector){madeIn(a)}
	switch part {
	case score.PartGood:
		which = append(which, all)
	case score.PartRest:
		which = append(which, inspection.Not(all))
	case score.PartAll:
	}
	return which
}

// due are the inspections of which it is known whether they were made by the end of
// their day, which lies in the period; the good ones were.
func due(ctx context.Context, a asked, part score.Part) []func(*sql.Selector) {
	inTime := func(s *sql.Selector) {
		s.Where(sql.And(sql.NotNull(s.C(inspection.FieldDoneAt)), sql.ColumnsLT(s.C(inspection.FieldDoneAt), s.C(inspection.FieldDueAt))))
	}
	which := []func(*sql.Selector){
		// A day ends when the next begins: the last of the period with the period.
		inspection.DueAtGT(a.from()), inspection.DueAtLTE(a.to()), inspection.StateNEQ(flow.InspectionCancelled),
		inspection.Or(inspection.DoneAtNotNil(), inspection.DueAtLTE(viewer.Now(ctx))),
	}
	switch part {
	case score.PartGood:
		which = append(which, inTime)
	case score.PartRest:
		which = append(which, func(s *sql.Selector) {
			s.Where(sql.Or(sql.IsNull(s.C(inspection.FieldDoneAt)), sql.ColumnsGTE(s.C(inspection.FieldDoneAt), s.C(inspection.FieldDueAt))))
		})
	case score.PartAll:
	}
	return which
}

// Inspections is Requirements of an indicator that rests on inspections.
func (f *Figure) Inspections(ctx context.Context, q *ent.InspectionQuery, part score.Part) (*ent.InspectionQuery, error) {
	a := f.asked(ctx)
	which, err := records(ctx, f.Rule, a, part)
	if err != nil {
		return nil, err
	}
	return q.Where(a.ofTouchpoints()).Where(as[predicate.Inspection](which)...), nil
}
