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

// TouchpointStandard is an edition of what is asked of a touchpoint: service standard,
// operating procedure, and what is measured (D2-50 to D2-52).
type TouchpointStandard struct{ ent.Schema }

// Mixin of TouchpointStandard.
func (TouchpointStandard) Mixin() []ent.Mixin { return company("tst") }

// Fields of TouchpointStandard.
func (TouchpointStandard) Fields() []ent.Field {
	return []ent.Field{
		ref("touchpoint_id", fixed),
		ref("department_id", optional),
		field.Int("edition").Immutable().Comment("Counts from 1 in its touchpoint."),
		field.Text("service_standard").MaxRuneLen(20000).NotEmpty(),
		field.Text("operating_procedure").MaxRuneLen(20000).NotEmpty(),
		field.JSON("items", []flow.StandardItem{}),
		field.String("post").MaxRuneLen(100).Optional().Comment("The post that it is for."),
		field.Bool("major").Default(false).Comment("The committee decides on it."),
		field.String("review_due_on").MaxLen(10).Optional().Annotations(orderField("REVIEW_DUE_ON")).Comment("A day, YYYY-MM-DD."),
		field.String("review_asked_for").MaxLen(10).Optional().Annotations(internal()).Comment("The review day that was reminded of."),
		field.Time("reviewed_at").Optional().Nillable(),
		field.Text("review_result").MaxRuneLen(5000).Optional(),
		field.Enum("state").GoType(flow.StandardState("")).Default(string(flow.StandardDraft)),
		ref("approval_id", optional),
		field.Time("effective_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable(),
		field.Text("end_reason").MaxRuneLen(2000).Optional(),
		field.String("slot").MaxLen(100).Optional().Nillable().Annotations(internal()).
			Comment("Touchpoint and whether it is written or effective, so that there is one of each; none after."),
	}
}

// Edges of TouchpointStandard.
func (TouchpointStandard) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("touchpoint", Touchpoint.Type).Ref("standards").Unique().Required().Immutable().Field("touchpoint_id"),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("approval", Approval.Type).Unique().Field("approval_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of TouchpointStandard.
func (TouchpointStandard) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "slot").Unique(),
		index.Fields("tenant_id", "touchpoint_id", "edition").Unique(),
		index.Fields("tenant_id", "touchpoint_id", "created_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "review_due_on", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "state", "review_due_on", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
		index.Fields("tenant_id", "approval_id"),
	}
}

// Annotations of TouchpointStandard.
func (TouchpointStandard) Annotations() []schema.Annotation {
	return []schema.Annotation{connection()}
}
