package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/sla"
)

// SlaPolicy promises an answer in time (D0-46…48).
type SlaPolicy struct{ ent.Schema }

// Mixin of SlaPolicy.
func (SlaPolicy) Mixin() []ent.Mixin { return company("slp") }

// Fields of SlaPolicy.
func (SlaPolicy) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.Enum("target").GoType(flow.SubjectType("")),
		field.Enum("clock_kind").GoType(sla.ClockKind("")),
		field.Enum("urgency").GoType(flow.Urgency("")).Optional().Nillable(),
		field.Enum("severity").GoType(flow.Severity("")).Optional().Nillable(),
		field.String("tier_key").MaxLen(40).Optional(),
		ref("department_id", optional),
		field.Int("amount").Positive(),
		field.Enum("unit").GoType(sla.Unit("")),
		field.JSON("pause_on", []sla.PauseReason{}),
		field.JSON("warn_at_percent", []int{}),
		field.JSON("escalate_to", []sla.Escalation{}).Optional().Comment("Whom a breach goes up to, and when; none is the usual way."),
		field.Bool("active").Default(true),
		field.Time("valid_from"),
		field.Time("valid_until").Optional().Nillable().Comment("When its next version took over."),
		ref("series_id", optional, fixed),
		field.Int("revision").Default(1).Immutable(),
	}
}

// Indexes of SlaPolicy.
func (SlaPolicy) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "target", "active"),
		index.Fields("tenant_id", "series_id", "revision"),
		index.Fields("tenant_id", "department_id"),
	}
}
