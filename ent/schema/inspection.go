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

// Inspection is a look at a touchpoint by what its standard measures, or at what is to
// be published (D2-21, D2-53, D2-55).
type Inspection struct{ ent.Schema }

// Mixin of Inspection.
func (Inspection) Mixin() []ent.Mixin { return company("isp") }

// Fields of Inspection.
func (Inspection) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(flow.InspectionKind("")).Immutable(),
		ref("touchpoint_id", optional, fixed),
		ref("standard_id", optional),
		ref("schedule_id", optional, fixed),
		ref("department_id", optional),
		ref("inspector_id", optional),
		field.Text("content").MaxRuneLen(20000).Optional().Immutable().Comment("What is to be published, of a check of content."),
		field.String("planned_on").MaxLen(10).NotEmpty().Immutable().Annotations(orderField("PLANNED_ON")).Comment("A day, YYYY-MM-DD."),
		field.Time("due_at").Immutable().Annotations(internal()).Comment("When that day ends."),
		field.Enum("state").GoType(flow.InspectionState("")).Default(string(flow.InspectionPlanned)),
		field.JSON("results", []flow.ItemResult{}),
		field.JSON("content_results", []flow.ContentResult{}),
		field.Enum("outcome").GoType(flow.InspectionOutcome("")).Optional().Nillable(),
		field.Int("passed").Default(0),
		field.Int("checked").Default(0),
		field.Text("remark").MaxRuneLen(5000).Optional(),
		field.Time("done_at").Optional().Nillable(),
		field.Time("recorded_at").Optional().Nillable(),
		ref("recorded_by_id", optional),
		field.String("client_ref").MaxRuneLen(100).Optional().Nillable().Comment("What the phone calls it that has recorded it."),
		field.String("client_digest").MaxLen(64).Optional().Annotations(internal()).Comment("Of what the phone sent under that name, to tell it sent again from something else."),
		field.Time("missed_at").Optional().Nillable(),
		field.Text("cancel_reason").MaxRuneLen(2000).Optional(),
		field.Time("lapsed_at").Optional().Nillable().Comment("When the calendar cancelled it, for nothing was left to inspect by."),
		field.Int("reminded").Default(0).Annotations(internal()).Comment("How often its inspector was reminded."),
		ref("finding_id", optional),
		field.String("slot").MaxLen(100).Optional().Nillable().Immutable().Annotations(internal()).
			Comment("Schedule and period, so that there is one of each."),
	}
}

// Edges of Inspection.
func (Inspection) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("touchpoint", Touchpoint.Type).Ref("inspections").Unique().Immutable().Field("touchpoint_id"),
		edge.To("standard", TouchpointStandard.Type).Unique().Field("standard_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("schedule", InspectionSchedule.Type).Unique().Immutable().Field("schedule_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("inspector", Member.Type).Unique().Field("inspector_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("recorded_by", Member.Type).Unique().Field("recorded_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("finding", Finding.Type).Unique().Field("finding_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Inspection.
func (Inspection) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "slot").Unique(),
		index.Fields("tenant_id", "client_ref").Unique(),
		index.Fields("tenant_id", "planned_on", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "due_at", "id"),
		index.Fields("tenant_id", "done_at", "id"),
		index.Fields("tenant_id", "state", "planned_on", "id"),
		index.Fields("tenant_id", "state", "due_at", "id"),
		index.Fields("tenant_id", "kind", "planned_on", "id"),
		index.Fields("tenant_id", "touchpoint_id", "planned_on", "id"),
		index.Fields("tenant_id", "department_id", "planned_on", "id"),
		index.Fields("tenant_id", "inspector_id", "planned_on", "id"),
		index.Fields("tenant_id", "created_by", "planned_on", "id"),
		index.Fields("tenant_id", "standard_id"),
		index.Fields("tenant_id", "schedule_id"),
		index.Fields("tenant_id", "recorded_by_id"),
		index.Fields("tenant_id", "finding_id"),
	}
}

// Annotations of Inspection.
func (Inspection) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
