package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// RequirementSetItem is the place of a requirement in a set.
type RequirementSetItem struct{ ent.Schema }

// Mixin of RequirementSetItem.
func (RequirementSetItem) Mixin() []ent.Mixin { return companyJoin("rsi") }

// Fields of RequirementSetItem.
func (RequirementSetItem) Fields() []ent.Field {
	return []ent.Field{
		ref("set_id", fixed),
		ref("requirement_id", fixed),
		field.Int("place").Comment("From 1."),
	}
}

// Edges of RequirementSetItem.
func (RequirementSetItem) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("set", RequirementSet.Type).Ref("items").Unique().Required().Immutable().Field("set_id"),
		edge.To("requirement", Requirement.Type).Unique().Required().Immutable().Field("requirement_id"),
	}
}

// Indexes of RequirementSetItem.
func (RequirementSetItem) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "set_id", "requirement_id").Unique(),
		index.Fields("tenant_id", "set_id", "place"),
		index.Fields("tenant_id", "requirement_id"),
	}
}
