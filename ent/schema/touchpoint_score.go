package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// TouchpointScore is what one department thinks of one touchpoint in a round (D2-48).
type TouchpointScore struct{ ent.Schema }

// Mixin of TouchpointScore.
func (TouchpointScore) Mixin() []ent.Mixin { return companyJoin("tcs") }

// Fields of TouchpointScore.
func (TouchpointScore) Fields() []ent.Field {
	return []ent.Field{
		ref("round_id", fixed),
		ref("touchpoint_id", fixed),
		ref("department_id", fixed),
		ref("member_id", optional),
		field.Int("need_relevance").Comment("1 to 5, as the others."),
		field.Int("behaviour_fit"),
		field.Int("decision_impact"),
		field.Text("comment").MaxRuneLen(2000).Optional(),
		field.Time("scored_at"),
	}
}

// Edges of TouchpointScore.
func (TouchpointScore) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("round", IdentificationRound.Type).Ref("scores").Unique().Required().Immutable().Field("round_id"),
		edge.To("touchpoint", Touchpoint.Type).Unique().Required().Immutable().Field("touchpoint_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Required().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("member", Member.Type).Unique().Field("member_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of TouchpointScore.
func (TouchpointScore) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "round_id", "touchpoint_id", "department_id").Unique(),
		index.Fields("tenant_id", "touchpoint_id"),
		index.Fields("tenant_id", "department_id"),
		index.Fields("tenant_id", "member_id"),
	}
}
