package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/typeid"
)

// TrainingPlan is who is trained in what over a period (D0-74, D0-75, D2-77).
type TrainingPlan struct{ ent.Schema }

// Mixin of TrainingPlan.
func (TrainingPlan) Mixin() []ent.Mixin { return company("trp") }

// Fields of TrainingPlan.
func (TrainingPlan) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.String("period_start").MaxLen(10).NotEmpty().Annotations(orderField("PERIOD_START")).Comment("A day, YYYY-MM-DD."),
		field.String("period_end").MaxLen(10).NotEmpty().Comment("The last day, YYYY-MM-DD."),
		field.JSON("posts", []string{}).Comment("Whom it is for; all posts when empty."),
		field.JSON("department_ids", []typeid.ID{}).Comment("With those below them; all when empty."),
		field.JSON("topics", []flow.TrainingTopic{}),
		field.JSON("methods", []flow.TrainingMethod{}),
		field.Int64("budget").GoType(money.Amount(0)).Optional().Nillable(),
		field.String("currency").MaxLen(3).Optional(),
		ref("department_id", optional),
		field.Enum("state").GoType(flow.TrainingPlanState("")).Default(string(flow.TrainingPlanDraft)),
		ref("hr_approval_id", optional),
		ref("md_approval_id", optional),
		field.Time("approved_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable(),
		field.Text("result").MaxRuneLen(5000).Optional().Comment("What came of it, or why it was cancelled."),
		ref("previous_id", optional, fixed),
		field.JSON("gaps", []flow.TrainingGap{}).Comment("What the plan before left to do."),
	}
}

// Edges of TrainingPlan.
func (TrainingPlan) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("hr_approval", Approval.Type).Unique().Field("hr_approval_id").Annotations(keep),
		edge.To("md_approval", Approval.Type).Unique().Field("md_approval_id").Annotations(keep),
		edge.To("following", TrainingPlan.Type).Annotations(internal(), keep).
			From("previous").Unique().Field("previous_id").Immutable(),
		edge.To("sessions", TrainingSession.Type).Annotations(internal(), keep),
	}
}

// Indexes of TrainingPlan.
func (TrainingPlan) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "previous_id").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "period_start", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "state", "period_start", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
		index.Fields("tenant_id", "hr_approval_id"),
		index.Fields("tenant_id", "md_approval_id"),
	}
}

// Annotations of TrainingPlan.
func (TrainingPlan) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
