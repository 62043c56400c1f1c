package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// Indicator is a figure that a company watches: its formula, its aim, who answers for it (D0-59 to D0-61).
type Indicator struct{ ent.Schema }

// Mixin of Indicator.
func (Indicator) Mixin() []ent.Mixin { return company("ind") }

// Fields of Indicator.
func (Indicator) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxLen(60).Immutable().Comment("Names the formula: rules/score."),
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.Enum("period").GoType(flow.Period("")),
		field.Enum("better").GoType(flow.Better("")).Immutable(),
		field.Enum("unit").GoType(flow.IndicatorUnit("")).Immutable(),
		field.Float("target").Optional().Nillable(),
		field.JSON("touchpoint_targets", map[typeid.ID]float64{}).Optional().Annotations(internal()).Comment("What it is to reach at some touchpoints, where that differs."),
		ref("owner_id", optional),
		field.Int("definition").Default(1).Comment("The version of the formula, in rules/score."),
		field.Bool("active").Default(true),
	}
}

// Edges of Indicator.
func (Indicator) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Indicator.
func (Indicator) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "code").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "owner_id"),
	}
}

// Annotations of Indicator.
func (Indicator) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
