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

// SurveyCampaign is one round of asking customers with a questionnaire (D3-06 to D3-08, D3-17 to D3-19).
type SurveyCampaign struct{ ent.Schema }

// Mixin of SurveyCampaign.
func (SurveyCampaign) Mixin() []ent.Mixin { return company("scp") }

// Fields of SurveyCampaign.
func (SurveyCampaign) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.Enum("program").GoType(flow.SurveyProgram("")).Immutable(),
		field.String("period").MaxLen(10).Optional().Comment("2026-Q4, 2026-H2: which of its program it is."),
		field.String("slot").MaxLen(60).Optional().Nillable().Annotations(internal()).Comment("Program and period of a planned one, so that it is planned once."),
		field.Text("objective").MaxRuneLen(2000).Optional().Comment("What it is to find out (D3-06)."),
		field.Text("reason").MaxRuneLen(2000).Optional().Comment("The theme of a special one, and why (D0-25)."),
		field.JSON("goals", []flow.SurveyGoal{}),
		ref("template_id", optional),
		ref("department_id", optional),
		ref("owner_id", optional),
		field.JSON("contacts", []flow.CampaignContact{}).Comment("Who speaks for it (D3-08)."),
		field.JSON("audience", flow.CampaignAudience{}).Comment("Which customers (D3-07)."),
		field.JSON("sampling", flow.CampaignSampling{}).Comment("How many of them, and what is too little (D1-39)."),
		field.JSON("channels", []flow.Channel{}),
		field.Time("opens_at").Optional().Nillable(),
		field.Time("closes_at").Annotations(orderField("CLOSES_AT")).Comment("9999-12-31 for none yet."),
		field.Int("reminder_workday").Default(3).Comment("On which working day those who were silent are reminded, once (D3-18); 0 for never."),
		field.Enum("state").GoType(flow.CampaignState("")).Default(string(flow.CampaignDraft)),
		field.Time("frozen_at").Optional().Nillable().Comment("When its audience was fixed (D3-07)."),
		field.Int("audience_size").Default(0).Comment("How many customers the audience had then."),
		field.String("frozen_through").MaxLen(40).Optional().Annotations(internal()).Comment("The last customer that was looked at."),
		field.Int("invited").Default(0).Comment("How many invitations were made."),
		field.Int("skipped").Default(0).Comment("How many customers were left out: nobody to ask, asked too often, or not wanting it (D3-19)."),
		field.Time("prepared_at").Optional().Nillable().Comment("When the last invitation was made."),
		field.Time("closed_at").Optional().Nillable(),
		field.JSON("review", &flow.CampaignReview{}).Optional().Comment("What it has come to (D3-31)."),
		field.Text("end_reason").MaxRuneLen(2000).Optional(),
		field.Time("next_tick_at").Optional().Nillable().Annotations(internal()).Comment("When something is to be done for it."),
	}
}

// Edges of SurveyCampaign.
func (SurveyCampaign) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.To("template", SurveyTemplate.Type).Unique().Field("template_id").Annotations(keep),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(keep),
	}
}

// Indexes of SurveyCampaign.
func (SurveyCampaign) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "slot").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "closes_at", "id"),
		index.Fields("tenant_id", "state", "closes_at", "id"),
		index.Fields("tenant_id", "program", "closes_at", "id"),
		index.Fields("tenant_id", "department_id", "closes_at", "id"),
		index.Fields("tenant_id", "owner_id", "closes_at", "id"),
		index.Fields("tenant_id", "created_by", "closes_at", "id"),
		index.Fields("tenant_id", "template_id"),
		index.Fields("tenant_id", "next_tick_at"),
	}
}

// Annotations of SurveyCampaign.
func (SurveyCampaign) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
