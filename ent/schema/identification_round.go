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

// IdentificationRound is a round in which departments score touchpoints, led by the
// management department (D2-47, D2-48).
type IdentificationRound struct{ ent.Schema }

// Mixin of IdentificationRound.
func (IdentificationRound) Mixin() []ent.Mixin { return company("idr") }

// Fields of IdentificationRound.
func (IdentificationRound) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxRuneLen(200).NotEmpty().Immutable(),
		ref("department_id", optional, fixed),
		field.Time("due_at").Immutable(),
		field.Enum("state").GoType(flow.RoundState("")).Default(string(flow.RoundOpen)),
		field.Time("ended_at").Optional().Nillable(),
		field.Text("conclusion").MaxRuneLen(5000).Optional().Comment("Of one that was closed; why, of one that was cancelled."),
	}
}

// Edges of IdentificationRound.
func (IdentificationRound) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("touchpoints", Touchpoint.Type).Annotations(connection(), entsql.OnDelete(entsql.NoAction)),
		edge.To("departments", IdentificationDepartment.Type),
		edge.To("scores", TouchpointScore.Type),
	}
}

// Indexes of IdentificationRound.
func (IdentificationRound) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
	}
}

// Annotations of IdentificationRound.
func (IdentificationRound) Annotations() []schema.Annotation {
	return []schema.Annotation{connection()}
}
