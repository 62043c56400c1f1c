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

// TrainingRecord is where a member stands with a session: asked, enrolled, there, assessed
// (D0-74, D2-79).
type TrainingRecord struct{ ent.Schema }

// Mixin of TrainingRecord.
func (TrainingRecord) Mixin() []ent.Mixin { return company("trr") }

// Fields of TrainingRecord.
func (TrainingRecord) Fields() []ent.Field {
	return []ent.Field{
		ref("plan_id", fixed),
		ref("session_id", fixed),
		ref("member_id", fixed),
		ref("department_id", optional),
		field.String("post").MaxRuneLen(100).Optional().Comment("The member's, then."),
		field.String("taught_post").MaxRuneLen(100).Optional().Immutable().Annotations(internal()).Comment("Whose standards the session teaches."),
		field.Enum("topic").GoType(flow.TrainingTopicKind("")).Immutable(),
		field.Enum("state").GoType(flow.TrainingRecordState("")).Default(string(flow.TrainingInvited)),
		field.Time("queued_at").Optional().Nillable().Annotations(internal()).Comment("Since when it waits for a seat."),
		field.Time("attended_at").Optional().Nillable(),
		field.Enum("attendance").GoType(flow.AttendanceBy("")).Optional().Nillable(),
		field.Int("minutes").Default(0).Comment("How long the member was trained."),
		field.Int("score").Optional().Nillable(),
		field.Int("scale").Optional().Nillable().Comment("The most points that could be had."),
		field.JSON("tries", []paper.Try{}).Optional().Annotations(internal()).Comment("At the session's paper."),
		field.String("certificate_number").MaxLen(20).Optional().Nillable(),
		field.Bool("passed").Optional().Nillable(),
		field.Time("assessed_at").Optional().Nillable(),
		ref("assessor_id", optional),
		field.String("valid_until").MaxLen(10).Optional().Annotations(orderField("VALID_UNTIL")).Comment("The last day, YYYY-MM-DD; none for good."),
		field.Time("outdated_at").Optional().Nillable().Comment("When a new standard took the place of what was taught (D2-78)."),
		ref("outdating_standard_id", optional),
		field.Time("superseded_at").Optional().Nillable().Comment("When the member was assessed again on the same."),
		field.Bool("wanting").Default(false).Comment("The member is to be trained again: it failed, runs out or is outdated."),
		field.Int("feedback").Optional().Nillable().Comment("1 to 5."),
		field.Text("feedback_comment").MaxRuneLen(2000).Optional(),
		field.Time("feedback_at").Optional().Nillable(),
	}
}

// Edges of TrainingRecord.
func (TrainingRecord) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.From("session", TrainingSession.Type).Ref("records").Unique().Required().Immutable().Field("session_id"),
		edge.To("plan", TrainingPlan.Type).Unique().Required().Immutable().Field("plan_id").Annotations(keep),
		edge.To("member", Member.Type).Unique().Required().Immutable().Field("member_id").Annotations(keep),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("assessor", Member.Type).Unique().Field("assessor_id").Annotations(keep),
		edge.To("outdating_standard", TouchpointStandard.Type).Unique().Field("outdating_standard_id").Annotations(keep),
	}
}

// Indexes of TrainingRecord.
func (TrainingRecord) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "session_id", "member_id").Unique(),
		index.Fields("tenant_id", "session_id", "state", "queued_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "plan_id", "created_at", "id"),
		index.Fields("tenant_id", "session_id", "created_at", "id"),
		index.Fields("tenant_id", "member_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "wanting", "created_at", "id"),
		index.Fields("tenant_id", "valid_until", "id"),
		index.Fields("tenant_id", "taught_post", "outdated_at"),
		index.Fields("tenant_id", "topic", "taught_post", "wanting"),
		index.Fields("tenant_id", "outdating_standard_id"),
		index.Fields("tenant_id", "assessor_id"),
		index.Fields("tenant_id", "certificate_number").Unique(),
		index.Fields("tenant_id", "attended_at"),
		index.Fields("tenant_id", "assessed_at"),
		index.Fields("tenant_id", "feedback_at"),
	}
}

// Annotations of TrainingRecord.
func (TrainingRecord) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
