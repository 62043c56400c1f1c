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

// Customer is a company or a person whose needs are heard (D3-35…41).
type Customer struct{ ent.Schema }

// Mixin of Customer.
func (Customer) Mixin() []ent.Mixin { return listed("cus") }

// Fields of Customer.
func (Customer) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(flow.CustomerKind("")).Default(string(flow.CustomerCompany)),
		field.String("name").MaxRuneLen(200).NotEmpty().Annotations(orderField("NAME")),
		field.Enum("industry").GoType(flow.Industry("")).Optional().Nillable(),
		field.String("industry_other").MaxRuneLen(100).Optional(),
		field.Enum("size_band").GoType(flow.SizeBand("")).Optional().Nillable(),
		field.Enum("cooperation_band").GoType(flow.CooperationBand("")).Optional().Nillable(),
		field.String("cooperation_since").MaxLen(10).Optional().Nillable().Comment("A day, YYYY-MM-DD."),
		field.JSON("cooperation_products", []string{}).Optional(),
		field.Int64("value_amount").Optional().Nillable().Comment("A year's business in the smallest unit of CNY."),
		field.Int("growth_potential").Optional().Nillable().Comment("1 to 5."),
		field.Enum("relationship_stage").GoType(flow.RelationshipStage("")).Optional().Nillable(),
		field.String("renewal_due_on").MaxLen(10).Optional().Nillable().Comment("A day, YYYY-MM-DD."),
		field.Enum("churn_reason").GoType(flow.NonRenewReason("")).Optional().Nillable(),
		field.String("address").MaxRuneLen(300).Optional(),
		field.String("tier_key").MaxLen(40).NotEmpty().Annotations(mapsTo("tier")),
		field.Time("tier_since").Optional().Nillable().Annotations(internal()).Comment("Since when it is of its tier; none for from the first."),
		field.Bool("from_history").Default(false).Annotations(internal()).Comment("Made by an import of facts, and nobody has changed it since."),
		field.Bool("follow_up").Default(false).Comment("To be looked after first (D3-24)."),
		field.Time("follow_up_since").Optional().Nillable(),
		field.JSON("follow_up_reasons", []flow.FollowUpReason{}).Optional(),
		field.JSON("tags", []flow.ResponseTag{}).Optional().Comment("What its last answers say of it (D3-21)."),
		field.JSON("sources", map[string]flow.FieldSource{}).Optional().Comment("Which of its fields a survey gave (D3-20)."),
		ref("department_id", optional),
		ref("account_manager_id", optional),
		field.String("external_system").MaxRuneLen(40).Optional().Nillable(),
		field.String("external_id").MaxRuneLen(100).Optional().Nillable(),
		field.Text("grams").Default("").Annotations(internal()).Comment("Search grams of name, address and external id."),
	}
}

// Edges of Customer.
func (Customer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("account_manager", Member.Type).Unique().Field("account_manager_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.From("contacts", Contact.Type).Ref("customer").Annotations(connection()),
		edge.From("requirements", Requirement.Type).Ref("customer").Annotations(connection()),
		edge.From("interactions", Interaction.Type).Ref("customer").Annotations(connection()),
		edge.From("complaints", Complaint.Type).Ref("customer").Annotations(connection()),
		edge.From("purchases", PurchaseRecord.Type).Ref("customer").Annotations(connection()),
		edge.From("opportunities", Opportunity.Type).Ref("customer").Annotations(connection()),
		edge.From("survey_responses", SurveyResponse.Type).Ref("customer").Annotations(connection()),
	}
}

// Indexes of Customer.
func (Customer) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "updated_at", "id"),
		index.Fields("tenant_id", "tier_key", "name"),
		index.Fields("tenant_id", "industry", "name"),
		index.Fields("tenant_id", "department_id", "name"),
		index.Fields("tenant_id", "account_manager_id", "name"),
		index.Fields("tenant_id", "created_by", "name"),
		index.Fields("tenant_id", "follow_up", "name"),
		index.Fields("tenant_id", "external_system", "external_id").Unique(),
	}
}

// Annotations of Customer.
func (Customer) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
