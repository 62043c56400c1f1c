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

// Touchpoint is where customers meet the company; those that matter are on the list
// of key touchpoints (D2-04, D2-47 to D2-49).
type Touchpoint struct{ ent.Schema }

// Mixin of Touchpoint.
func (Touchpoint) Mixin() []ent.Mixin { return company("tch") }

// Fields of Touchpoint.
func (Touchpoint) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(200).NotEmpty(),
		field.Text("description").MaxRuneLen(5000).Optional(),
		field.Enum("journey_stage").GoType(flow.JourneyStage("")),
		field.Bool("is_key").Default(false),
		field.Float("need_relevance").Optional().Nillable().Comment("What departments scored in the last round that was closed, on average; none before."),
		field.Float("behaviour_fit").Optional().Nillable(),
		field.Float("decision_impact").Optional().Nillable(),
		ref("department_id", optional),
		field.Text("management_requirement").MaxRuneLen(5000).Optional(),
		ref("round_id", optional),
		field.Enum("state").GoType(flow.TouchpointState("")).Default(string(flow.TouchpointCandidate)),
		field.Text("retire_reason").MaxRuneLen(2000).Optional(),
	}
}

// Edges of Touchpoint.
func (Touchpoint) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.From("round", IdentificationRound.Type).Ref("touchpoints").Unique().Field("round_id"),
		edge.To("standards", TouchpointStandard.Type).Annotations(connection(), entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Touchpoint.
func (Touchpoint) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "is_key", "created_at", "id"),
		index.Fields("tenant_id", "journey_stage", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "round_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
	}
}

// Annotations of Touchpoint.
func (Touchpoint) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
