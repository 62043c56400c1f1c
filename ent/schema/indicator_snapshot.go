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

// IndicatorSnapshot is the value of an indicator as it was computed; a late correction adds a row (D0-63).
type IndicatorSnapshot struct{ ent.Schema }

// Mixin of IndicatorSnapshot.
func (IndicatorSnapshot) Mixin() []ent.Mixin { return companyJoin("ins") }

// Fields of IndicatorSnapshot.
func (IndicatorSnapshot) Fields() []ent.Field {
	return []ent.Field{
		ref("indicator_id", fixed),
		ref("department_id", optional, fixed),
		ref("touchpoint_id", optional, fixed),
		field.Enum("period").GoType(flow.Period("")).Immutable(),
		field.Time("period_start").Immutable().Annotations(orderField("PERIOD_START")),
		field.Time("period_end").Immutable(),
		field.Int("revision").Default(1).Immutable(),
		field.Float("numerator").Immutable(),
		field.Float("denominator").Immutable(),
		field.Float("value").Optional().Nillable().Immutable().Comment("None where there is nothing to divide by."),
		field.Int("sample").Immutable().Comment("How many records it rests on."),
		field.Int("definition").Immutable(),
		field.Time("computed_at").Immutable(),
		field.String("scope_key").MaxLen(60).Immutable().Annotations(internal()).Comment("The touchpoint's id, the department's, or TENANT."),
	}
}

// Edges of IndicatorSnapshot.
func (IndicatorSnapshot) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("indicator", Indicator.Type).Unique().Required().Immutable().Field("indicator_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("touchpoint", Touchpoint.Type).Unique().Immutable().Field("touchpoint_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of IndicatorSnapshot.
func (IndicatorSnapshot) Indexes() []ent.Index {
	return []ent.Index{
		// A name of its own: the long one is shortened differently by the two databases.
		index.Fields("tenant_id", "indicator_id", "scope_key", "period", "period_start", "revision").Unique().StorageKey("indicatorsnapshot_figure"),
		index.Fields("tenant_id", "indicator_id", "period_start", "id"),
		index.Fields("tenant_id", "department_id", "period_start", "id"),
		index.Fields("tenant_id", "touchpoint_id", "period_start", "id"),
		index.Fields("tenant_id", "period_start", "id"),
	}
}

// Annotations of IndicatorSnapshot.
func (IndicatorSnapshot) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
