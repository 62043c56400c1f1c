package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// RequirementLink joins two requirements: duplicates, conflicts, relations (D0-38).
type RequirementLink struct{ ent.Schema }

// Mixin of RequirementLink.
func (RequirementLink) Mixin() []ent.Mixin { return company("rql") }

// Fields of RequirementLink.
func (RequirementLink) Fields() []ent.Field {
	return []ent.Field{
		ref("requirement_id", fixed),
		ref("other_id", fixed),
		field.Enum("type").GoType(flow.LinkType("")).Immutable(),
		field.String("resolution").MaxRuneLen(2000).Optional(),
		field.Time("resolved_at").Optional().Nillable(),
	}
}

// Edges of RequirementLink.
func (RequirementLink) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("requirement", Requirement.Type).Ref("links").Unique().Required().Immutable().Field("requirement_id"),
		edge.To("other", Requirement.Type).Unique().Required().Immutable().Field("other_id"),
	}
}

// Indexes of RequirementLink.
func (RequirementLink) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "requirement_id", "other_id", "type").Unique(),
		index.Fields("tenant_id", "other_id"),
	}
}
