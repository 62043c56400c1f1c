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

// InspectionSchedule is how often a touchpoint is looked at (D2-53, D2-55).
type InspectionSchedule struct{ ent.Schema }

// Mixin of InspectionSchedule.
func (InspectionSchedule) Mixin() []ent.Mixin { return company("isc") }

// Fields of InspectionSchedule.
func (InspectionSchedule) Fields() []ent.Field {
	return []ent.Field{
		ref("touchpoint_id", fixed),
		ref("department_id", optional),
		field.Enum("kind").GoType(flow.InspectionKind("")).Immutable(),
		field.Enum("cadence").GoType(flow.Period("")).Immutable(),
		field.Int("day").Min(1).Max(28).Immutable().Comment("Of the month, of the last month of a quarter."),
		ref("inspector_id", optional),
		field.Bool("active").Default(true),
		field.Time("ended_at").Optional().Nillable(),
		field.Text("end_reason").MaxRuneLen(2000).Optional(),
		field.String("slot").MaxLen(100).Optional().Nillable().Annotations(internal()).
			Comment("Touchpoint and kind, so that there is one of each; none after its end."),
	}
}

// Edges of InspectionSchedule.
func (InspectionSchedule) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("touchpoint", Touchpoint.Type).Unique().Required().Immutable().Field("touchpoint_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("inspector", Member.Type).Unique().Field("inspector_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of InspectionSchedule.
func (InspectionSchedule) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "slot").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "active", "created_at", "id"),
		index.Fields("tenant_id", "touchpoint_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "inspector_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
	}
}

// Annotations of InspectionSchedule.
func (InspectionSchedule) Annotations() []schema.Annotation {
	return []schema.Annotation{connection()}
}
