package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// EngagementPlan says how often customers of a class are talked with, and about what (D0-23, D0-24).
type EngagementPlan struct{ ent.Schema }

// Mixin of EngagementPlan.
func (EngagementPlan) Mixin() []ent.Mixin { return company("egp") }

// Fields of EngagementPlan.
func (EngagementPlan) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(100).NotEmpty().Annotations(orderField("NAME")),
		field.Enum("kind").GoType(flow.EngagementKind("")).Immutable(),
		field.Enum("collection_class").GoType(flow.CollectionClass("")).Optional().Nillable().Comment("Of the tiers it is for; none for any."),
		field.Enum("maintenance_class").GoType(flow.MaintenanceClass("")).Optional().Nillable().Comment("Of the tiers it is for; none for any."),
		field.JSON("rules", []flow.EngagementRule{}),
		field.Bool("active").Default(true),
		field.Time("valid_from").Comment("Periods that begin before it ask for nothing."),
		field.Time("opened_until").Optional().Nillable().Annotations(internal()).Comment("When its tasks were last opened, for whomever there was."),
		field.JSON("clause_ids", []string{}),
	}
}

// Indexes of EngagementPlan.
func (EngagementPlan) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
	}
}

// Annotations of EngagementPlan.
func (EngagementPlan) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
