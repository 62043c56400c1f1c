package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/survey"
)

// SurveyTemplate is an edition of a questionnaire (D3-01, D3-33).
type SurveyTemplate struct{ ent.Schema }

// Mixin of SurveyTemplate.
func (SurveyTemplate) Mixin() []ent.Mixin { return company("stp") }

// Fields of SurveyTemplate.
func (SurveyTemplate) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxLen(40).NotEmpty().Immutable(),
		field.Int("edition").Immutable().Comment("Counts from 1 in its code."),
		field.Enum("scenario").GoType(flow.SurveyScenario("")),
		field.JSON("questionnaire", survey.Questionnaire{}).Annotations(internal()),
		field.JSON("decisions", []survey.Decision{}).Comment("Why phrases that look leading may stay (D3-64)."),
		field.Enum("state").GoType(flow.TemplateState("")).Default(string(flow.TemplateDraft)),
		field.String("revision_due_on").MaxLen(10).Optional().Annotations(orderField("REVISION_DUE_ON")).Comment("A day, YYYY-MM-DD (D3-33)."),
		field.String("revision_asked_for").MaxLen(10).Optional().Annotations(internal()).Comment("The revision day that was asked for."),
		field.Time("reviewed_at").Optional().Nillable(),
		field.Text("review_result").MaxRuneLen(5000).Optional(),
		ref("approval_id", optional),
		field.Time("effective_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable(),
		field.Text("end_reason").MaxRuneLen(2000).Optional(),
		field.String("slot").MaxLen(60).Optional().Nillable().Annotations(internal()).
			Comment("Code and whether it is written or effective, so that there is one of each; none after."),
	}
}

// Edges of SurveyTemplate.
func (SurveyTemplate) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("approval", Approval.Type).Unique().Field("approval_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of SurveyTemplate.
func (SurveyTemplate) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "slot").Unique(),
		index.Fields("tenant_id", "code", "edition").Unique(),
		index.Fields("tenant_id", "code", "created_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "revision_due_on", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "state", "revision_due_on", "id"),
		index.Fields("tenant_id", "approval_id"),
	}
}

// Annotations of SurveyTemplate.
func (SurveyTemplate) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
