package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/sla"
)

// SlaClock counts working time against a promise.
type SlaClock struct{ ent.Schema }

// Mixin of SlaClock.
func (SlaClock) Mixin() []ent.Mixin { return company("clk") }

// Fields of SlaClock.
func (SlaClock) Fields() []ent.Field {
	return []ent.Field{
		ref("requirement_id", optional, fixed),
		ref("interaction_id", optional, fixed),
		ref("complaint_id", optional, fixed),
		ref("survey_response_id", optional, fixed),
		ref("policy_id", optional),
		field.Int("policy_version"),
		ref("calendar_id"),
		field.Enum("kind").GoType(sla.ClockKind("")).Immutable(),
		field.String("milestone").MaxRuneLen(200).Optional().Immutable().Comment("Which, of PLAN_MILESTONE."),
		field.Enum("state").GoType(sla.ClockState("")).Annotations(mapsTo("storedState")), // what people see rests on other fields too: all are read
		field.Int("amount"),
		field.Enum("unit").GoType(sla.Unit("")),
		field.Time("started_at"),
		field.Time("due_at"),
		field.Time("promised_at").Optional().Nillable().Annotations(internal()).
			Comment("What was promised to the customer: it is due then at the latest, whatever its limit."),
		field.Time("stopped_at").Optional().Nillable(),
		field.JSON("pauses", []sla.Pause{}),
		field.Int("warned_percent").Default(0).Comment("The highest level that has been warned of."),
		field.Time("breached_at").Optional().Nillable(),
		field.Int("escalation").Default(0).Comment("How far it has gone up: 1 the head, 2 the management department."),
		field.Time("next_tick_at").Optional().Nillable().Comment("When the clock has something to tell; none when nothing is left."),
	}
}

// Edges of SlaClock.
func (SlaClock) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("requirement", Requirement.Type).Ref("clocks").Unique().Immutable().Field("requirement_id"),
		edge.From("complaint", Complaint.Type).Ref("clocks").Unique().Immutable().Field("complaint_id"),
		edge.From("survey_response", SurveyResponse.Type).Ref("clocks").Unique().Immutable().Field("survey_response_id"),
		edge.To("interaction", Interaction.Type).Unique().Immutable().Field("interaction_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of SlaClock.
func (SlaClock) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "requirement_id"),
		index.Fields("tenant_id", "interaction_id"),
		index.Fields("tenant_id", "complaint_id"),
		index.Fields("tenant_id", "survey_response_id"),
		index.Fields("tenant_id", "kind", "due_at", "state", "stopped_at"),
		index.Fields("tenant_id", "kind", "stopped_at"),
		index.Fields("tenant_id", "state", "due_at"),
		index.Fields("tenant_id", "next_tick_at"),
	}
}
