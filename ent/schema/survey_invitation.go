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

// SurveyInvitation asks one person, or one customer, to fill in the questionnaire of a
// campaign (D3-17 to D3-19).
type SurveyInvitation struct{ ent.Schema }

// Mixin of SurveyInvitation.
func (SurveyInvitation) Mixin() []ent.Mixin { return company("siv") }

// Fields of SurveyInvitation.
func (SurveyInvitation) Fields() []ent.Field {
	return []ent.Field{
		ref("campaign_id", fixed),
		ref("customer_id", fixed),
		ref("contact_id", optional, fixed),
		ref("department_id", optional),
		ref("member_id", optional),
		field.Enum("channel").GoType(flow.Channel("")),
		field.Enum("state").GoType(flow.SurveyInvitationState("")).Default(string(flow.InvitationPending)),
		field.Time("claimed_at").Optional().Nillable().Annotations(internal()).
			Comment("When its letter was taken in hand: a letter that may have gone out is not sent again."),
		field.Bool("in_doubt").Default(false).Comment("The process ended while its letter was on its way: nobody knows whether it went out."),
		field.Time("sent_at").Optional().Nillable(),
		field.Time("opened_at").Optional().Nillable(),
		field.Time("remind_at").Optional().Nillable().Annotations(internal()).Comment("When the one reminder is due; none when there is none to come."),
		field.Time("reminded_at").Optional().Nillable().Comment("When the one reminder went out (D3-18)."),
		field.Time("ended_at").Optional().Nillable().Comment("When it was answered, came back, was declined or ended."),
		field.String("reason").MaxRuneLen(500).Optional().Comment("Why it came back or was taken back."),
	}
}

// Edges of SurveyInvitation.
func (SurveyInvitation) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.To("campaign", SurveyCampaign.Type).Unique().Required().Immutable().Field("campaign_id").Annotations(keep),
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id").Annotations(keep),
		edge.To("contact", Contact.Type).Unique().Immutable().Field("contact_id").Annotations(keep),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("member", Member.Type).Unique().Field("member_id").Annotations(keep),
	}
}

// Indexes of SurveyInvitation.
func (SurveyInvitation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "campaign_id", "customer_id").Unique(),
		index.Fields("tenant_id", "campaign_id", "created_at", "id"),
		index.Fields("tenant_id", "campaign_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "campaign_id", "remind_at"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "contact_id", "sent_at"),
		index.Fields("tenant_id", "sent_at"),
		index.Fields("tenant_id", "customer_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "member_id", "created_at", "id"),
	}
}

// Annotations of SurveyInvitation.
func (SurveyInvitation) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
