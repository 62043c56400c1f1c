package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// ReportRecipient is a department that a report is addressed to, and its measures (D0-42).
type ReportRecipient struct{ ent.Schema }

// Mixin of ReportRecipient.
func (ReportRecipient) Mixin() []ent.Mixin { return companyJoin("rpr") }

// Fields of ReportRecipient.
func (ReportRecipient) Fields() []ent.Field {
	return []ent.Field{
		ref("report_id", fixed),
		ref("department_id", fixed),
		field.Time("due_at").Comment("When its measures are to be there; 9999-12-31 for none asked for."),
		field.Text("measures").MaxRuneLen(20000).Optional(),
		field.Time("answered_at").Optional().Nillable(),
		ref("answered_by_id", optional),
	}
}

// Edges of ReportRecipient.
func (ReportRecipient) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("report", Report.Type).Ref("recipients").Unique().Required().Immutable().Field("report_id"),
		edge.To("department", Department.Type).Unique().Required().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("answered_by", Member.Type).Unique().Field("answered_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of ReportRecipient.
func (ReportRecipient) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "report_id", "department_id").Unique(),
		index.Fields("tenant_id", "department_id"),
		index.Fields("tenant_id", "answered_by_id"),
	}
}
