package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Report is figures and texts of a period, reviewed and addressed to departments (D0-40 to D0-42).
type Report struct{ ent.Schema }

// Mixin of Report.
func (Report) Mixin() []ent.Mixin { return company("rep") }

// Fields of Report.
func (Report) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("type").GoType(flow.ReportType("")).Immutable(),
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Time("period_start").Immutable(),
		field.Time("period_end").Immutable().Comment("The first instant after it."),
		ref("department_id", optional, fixed),
		field.JSON("sections", []flow.ReportSection{}),
		field.Enum("state").GoType(flow.ReportState("")).Default(string(flow.ReportGenerated)),
		ref("approval_id", optional),
		ref("meeting_id", optional),
		field.Time("published_at").Optional().Nillable(),
		field.String("dedupe_key").MaxLen(200).Optional().Nillable().Immutable().Annotations(internal()).
			Comment("Of one that a job has made, so that it is made once."),
	}
}

// Edges of Report.
func (Report) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("approval", Approval.Type).Unique().Field("approval_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("meeting", Meeting.Type).Unique().Field("meeting_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("recipients", ReportRecipient.Type),
	}
}

// Indexes of Report.
func (Report) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "dedupe_key").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "type", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
		index.Fields("tenant_id", "approval_id"),
		index.Fields("tenant_id", "meeting_id"),
	}
}

// Annotations of Report.
func (Report) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
