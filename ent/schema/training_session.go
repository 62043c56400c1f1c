package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/paper"
)

// TrainingSession is a training at a time and place (D0-76, D0-77, D2-80).
type TrainingSession struct{ ent.Schema }

// Mixin of TrainingSession.
func (TrainingSession) Mixin() []ent.Mixin { return company("trs") }

// Fields of TrainingSession.
func (TrainingSession) Fields() []ent.Field {
	return []ent.Field{
		ref("plan_id", fixed),
		ref("department_id", optional),
		field.Enum("topic").GoType(flow.TrainingTopicKind("")),
		field.String("post").MaxRuneLen(100).Optional().Comment("Whose standards it teaches (D2-78)."),
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Enum("method").GoType(flow.TrainingMethod("")),
		field.Enum("trainer_kind").GoType(flow.TrainerKind("")),
		ref("trainer_id", optional),
		field.String("trainer_name").MaxRuneLen(100).Optional().Comment("Of one who is no member."),
		field.String("place").MaxRuneLen(500).Optional(),
		field.String("url").MaxLen(500).Optional(),
		field.Text("outline").MaxRuneLen(20000).Optional(),
		field.Time("starts_at").Annotations(orderField("STARTS_AT")),
		field.Time("ends_at"),
		field.Int("capacity").Positive(),
		field.Int("seats_taken").Default(0),
		field.Int("waiting").Default(0),
		field.JSON("assessment", flow.TrainingAssessment{}),
		field.JSON("paper", &paper.Paper{}).Optional().Annotations(internal()).Comment("What those who came are asked; none where points are given."),
		field.JSON("standards", []flow.TaughtStandard{}).Comment("What held when it was held (D2-78)."),
		field.Enum("state").GoType(flow.TrainingSessionState("")).Default(string(flow.TrainingSessionPlanned)),
		field.Int("code_counter").Default(0).Annotations(internal()).Comment("Which code is shown in the room; 0 for none yet."),
		field.Time("ended_at").Optional().Nillable().Comment("When it was closed or cancelled."),
		field.Text("end_reason").MaxRuneLen(2000).Optional(),
	}
}

// Edges of TrainingSession.
func (TrainingSession) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.From("plan", TrainingPlan.Type).Ref("sessions").Unique().Required().Immutable().Field("plan_id"),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("trainer", Member.Type).Unique().Field("trainer_id").Annotations(keep),
		edge.To("records", TrainingRecord.Type).Annotations(internal(), keep),
	}
}

// Indexes of TrainingSession.
func (TrainingSession) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "starts_at", "id"),
		index.Fields("tenant_id", "plan_id", "starts_at", "id"),
		index.Fields("tenant_id", "state", "starts_at", "id"),
		index.Fields("tenant_id", "department_id", "starts_at", "id"),
		index.Fields("tenant_id", "trainer_id", "starts_at", "id"),
		index.Fields("tenant_id", "created_by", "starts_at", "id"),
		index.Fields("tenant_id", "post", "starts_at", "id"),
	}
}

// Annotations of TrainingSession.
func (TrainingSession) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
