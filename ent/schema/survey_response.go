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

// SurveyResponse is a filled-in questionnaire, and what became of it (D3-20 to D3-25, D3-65).
type SurveyResponse struct{ ent.Schema }

// Mixin of SurveyResponse.
func (SurveyResponse) Mixin() []ent.Mixin {
	return person("srp", []string{"reach"}, []string{"answers", "corrections", "drafts", "reply", "follow_up_note"})
}

// Fields of SurveyResponse.
func (SurveyResponse) Fields() []ent.Field {
	return []ent.Field{
		ref("campaign_id", fixed),
		ref("invitation_id", fixed),
		ref("template_id", fixed),
		ref("customer_id", fixed),
		ref("contact_id", optional, fixed),
		ref("department_id", optional),
		ref("member_id", optional),
		ref("interviewer_id", optional),
		field.Enum("mode").GoType(flow.SurveyMode("")).Default(string(flow.ModeSelf)),
		field.Enum("state").GoType(flow.SurveyResponseState("")).Default(string(flow.ResponseInProgress)),
		field.JSON("answers", []survey.Answer{}).Optional().Annotations(internal()).Comment("What counts of what was said; ways to reach a person stand sealed."),
		field.Bytes("reach").Optional().Sensitive().Annotations(internal()).Comment("Answers that are ways to reach a person, by question."),
		field.JSON("facts", survey.Facts{}).Annotations(internal()).Comment("What was known besides when it was begun, so that its questions stay the same."),
		field.String("last_question").MaxLen(40).Optional().Annotations(internal()).Comment("The last that was answered, of those who left."),
		field.Time("started_at"),
		field.Time("submitted_at").Annotations(orderField("SUBMITTED_AT")).Comment("9999-12-31 for not yet."),
		field.Int("duration_seconds").Default(0),
		field.Bool("urgent").Default(false).Comment("The customer presses: 24 hours run (D3-25)."),
		field.Bool("warning").Default(false).Comment("A rating below three (D3-24)."),
		field.Int("score").Optional().Nillable().Comment("Satisfaction on the whole, 1 to 5."),
		field.Int("recommend").Optional().Nillable().Comment("0 to 10."),
		field.JSON("tags", []flow.ResponseTag{}),
		field.JSON("drafts", []survey.Proposal{}).Optional().Annotations(internal()),
		field.JSON("corrections", []survey.Correction{}).Optional().Annotations(internal()),
		field.JSON("checked", []survey.Verified{}).Optional().Annotations(internal()).Comment("Key answers that were verified (D3-20)."),
		field.JSON("reply", &flow.ResponseReply{}).Optional().Annotations(internal()),
		field.Time("initial_reply_at").Optional().Nillable(),
		field.Time("verified_at").Optional().Nillable(),
		ref("verified_by", optional),
		field.Time("tidied_at").Optional().Nillable(),
		field.Time("follow_up_started_at").Optional().Nillable(),
		field.Text("follow_up_note").MaxRuneLen(2000).Optional().Comment("What is done now."),
		field.Time("due_at").Annotations(orderField("DUE_AT")).Comment("Earliest due time of the running clocks; 9999-12-31 for none."),
		field.String("tier_key").MaxLen(40).Optional().Annotations(internal()).Comment("The customer's when it was submitted, for cross-tables."),
		field.Enum("industry").GoType(flow.Industry("")).Optional().Nillable().Annotations(internal()),
		field.Enum("priority").GoType(flow.Urgency("")).Default(string(flow.UrgencyGeneral)).Comment("How much its needs press (D3-22)."),
		field.Time("erased_at").Optional().Nillable().Comment("Since when nothing of the person is kept."),
	}
}

// Edges of SurveyResponse.
func (SurveyResponse) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.To("campaign", SurveyCampaign.Type).Unique().Required().Immutable().Field("campaign_id").Annotations(keep),
		edge.To("invitation", SurveyInvitation.Type).Unique().Required().Immutable().Field("invitation_id").Annotations(keep),
		edge.To("template", SurveyTemplate.Type).Unique().Required().Immutable().Field("template_id").Annotations(keep),
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id").Annotations(keep),
		edge.To("contact", Contact.Type).Unique().Immutable().Field("contact_id").Annotations(keep),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("member", Member.Type).Unique().Field("member_id").Annotations(keep),
		edge.To("interviewer", Member.Type).Unique().Field("interviewer_id").Annotations(keep),
		edge.To("clocks", SlaClock.Type).Annotations(keep),
	}
}

// Indexes of SurveyResponse.
func (SurveyResponse) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "invitation_id").Unique(),
		index.Fields("tenant_id", "submitted_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "due_at", "id"),
		index.Fields("tenant_id", "state", "submitted_at", "id"),
		index.Fields("tenant_id", "campaign_id", "submitted_at", "id"),
		index.Fields("tenant_id", "campaign_id", "state", "submitted_at", "id"),
		index.Fields("tenant_id", "customer_id", "submitted_at", "id"),
		index.Fields("tenant_id", "warning", "submitted_at", "id"),
		index.Fields("tenant_id", "department_id", "submitted_at", "id"),
		index.Fields("tenant_id", "member_id", "submitted_at", "id"),
		index.Fields("tenant_id", "interviewer_id", "submitted_at", "id"),
		index.Fields("tenant_id", "created_by", "submitted_at", "id"),
		index.Fields("tenant_id", "contact_id"),
		index.Fields("tenant_id", "verified_by"),
		index.Fields("tenant_id", "template_id"),
		index.Fields("tenant_id", "campaign_id", "tier_key", "industry", "priority", "score").StorageKey("surveyresponse_cross"),
	}
}

// Annotations of SurveyResponse.
func (SurveyResponse) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
