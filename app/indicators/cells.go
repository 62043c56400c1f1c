package indicators

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/satisfactionrating"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// cell is what the database counts of a row and a column.
type cell struct {
	Row     *string `json:"row_key"`
	Column  *string `json:"column_key"`
	Count   int     `json:"number"`
	OnTime  int     `json:"on_time"`
	Late    int     `json:"late"`
	Closed  int     `json:"closed"`
	Ratings int     `json:"ratings"`
	Scores  int     `json:"scores"`
}

var keyColumns = []string{"row_key", "column_key"}

// countCells counts by dimensions, in the system's name.
func countCells(ctx context.Context, client *ent.Client, a asked, only []predicate.Requirement, dimensions []flow.Dimension) (cells []cell, err error) {
	tenant := viewer.Tenant(ctx)
	q := client.Requirement.Query().Where(received(a)).Where(only...)
	if a.departments != nil {
		q.Where(requirement.LeadDepartmentIDIn(a.departments...))
	}
	err = q.Modify(func(s *sql.Selector) {
		build := sql.Dialect(s.Dialect())
		rating := build.Table(satisfactionrating.Table).As("rated")
		s.LeftJoin(rating).OnP(sql.And(
			sql.ColumnsEQ(rating.C("tenant_id"), s.C("tenant_id")), sql.ColumnsEQ(rating.C("id"), s.C(requirement.FieldRatingID)),
		))
		of := build.Table(customer.Table).As("whose")
		s.Join(of).OnP(sql.And(
			sql.ColumnsEQ(of.C("tenant_id"), s.C("tenant_id")), sql.ColumnsEQ(of.C("id"), s.C(requirement.FieldCustomerID)),
		))
		s.Select()
		for i, d := range dimensions {
			s.AppendSelectExprAs(dimension(s, of, d, a.span), keyColumns[i])
		}
		s.GroupBy(keyColumns[:len(dimensions)]...)
		answered := func(state sla.ClockState) sql.Querier {
			return sql.ExprFunc(func(b *sql.Builder) {
				t := build.Table(slaclock.Table)
				b.WriteString("SUM(CASE WHEN EXISTS ").Wrap(func(b *sql.Builder) {
					b.Join(build.Select(t.C("id")).From(t).Where(sql.And(
						sql.EQ(t.C("tenant_id"), tenant), sql.ColumnsEQ(t.C(slaclock.FieldRequirementID), s.C("id")),
						sql.EQ(t.C(slaclock.FieldKind), sla.ClockFirstResponse), sql.EQ(t.C(slaclock.FieldState), state),
					)))
				}).WriteString(" OR " + s.C(requirement.FieldTimely) + " = ").Arg(state == sla.ClockMet).WriteString(" THEN 1 ELSE 0 END)")
			})
		}
		s.AppendSelectExprAs(sql.Raw("COUNT(*)"), "number")
		s.AppendSelectExprAs(answered(sla.ClockMet), "on_time")
		s.AppendSelectExprAs(answered(sla.ClockBreached), "late")
		s.AppendSelectExprAs(sql.ExprFunc(func(b *sql.Builder) {
			b.WriteString("SUM(CASE WHEN " + s.C(requirement.FieldState) + " = ").Arg(flow.RequirementClosed).WriteString(" THEN 1 ELSE 0 END)")
		}), "closed")
		s.AppendSelectExprAs(sql.Raw("COUNT("+rating.C("id")+")"), "ratings")
		s.AppendSelectExprAs(sql.Raw("COALESCE(SUM("+rating.C(satisfactionrating.FieldScore)+"), 0)"), "scores")
	}).Scan(viewer.AsSystem(ctx, tenant), &cells)
	return cells, err
}

// dimension is the value of a dimension. Months are told apart by their first
// instants in the company's zone, which no database is asked to know.
func dimension(s *sql.Selector, of *sql.SelectTable, d flow.Dimension, span score.Span) sql.Querier {
	columns := map[flow.Dimension]string{
		flow.DimensionCategory: s.C(requirement.FieldCategory), flow.DimensionUrgency: s.C(requirement.FieldUrgency),
		flow.DimensionNature: s.C(requirement.FieldNature), flow.DimensionSource: s.C(requirement.FieldSource),
		flow.DimensionDepartment: s.C(requirement.FieldLeadDepartmentID),
		flow.DimensionTier:       of.C(customer.FieldTierKey), flow.DimensionIndustry: of.C(customer.FieldIndustry),
	}
	if column, ok := columns[d]; ok {
		return sql.Raw(column)
	}
	return sql.ExprFunc(func(b *sql.Builder) {
		b.WriteString("CASE")
		for _, m := range span.Months() {
			b.WriteString(" WHEN " + s.C(requirement.FieldReceivedAt) + " < ").Arg(instant(m.To)).
				WriteString(" THEN '" + m.First()[:len("2006-01")] + "'")
		}
		b.WriteString(" END")
	})
}

func instant(t time.Time) time.Time { return t.UTC() }
