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
)

// Opportunity is a chance of more business with a customer (D3-04, D3-29, D3-57, D3-60).
type Opportunity struct{ ent.Schema }

// Mixin of Opportunity.
func (Opportunity) Mixin() []ent.Mixin { return company("opp") }

// Fields of Opportunity.
func (Opportunity) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxRuneLen(200).NotEmpty(),
		ref("customer_id", fixed),
		ref("response_id", optional, fixed),
		ref("requirement_id", optional),
		ref("department_id", optional),
		ref("owner_id", optional),
		field.JSON("kinds", []flow.ExpansionKind{}),
		field.String("other_kind").MaxRuneLen(200).Optional(),
		field.Enum("budget").GoType(flow.BudgetBand("")).Optional().Nillable(),
		field.Enum("decision").GoType(flow.DecisionBand("")).Optional().Nillable(),
		field.Text("support_needed").MaxRuneLen(5000).Optional(),
		field.Text("assessment").MaxRuneLen(5000).Optional().Comment("Whether it can be done, by product and technology (D3-30)."),
		field.JSON("trial", &flow.OpportunityTrialRun{}).Optional(),
		field.Int64("amount").GoType(money.Amount(0)).Optional().Nillable(),
		field.String("currency").MaxLen(3).Optional(),
		field.Enum("state").GoType(flow.OpportunityState("")).Default(string(flow.OpportunityIdentified)),
		field.Text("end_reason").MaxRuneLen(2000).Optional(),
		field.Time("converted_at").Optional().Nillable().Annotations(internal()).Comment("When it was first tried, or won."),
		field.Time("ended_at").Optional().Nillable(),
	}
}

// Edges of Opportunity.
func (Opportunity) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id").Annotations(keep),
		edge.To("response", SurveyResponse.Type).Unique().Immutable().Field("response_id").Annotations(keep),
		edge.To("requirement", Requirement.Type).Unique().Field("requirement_id").Annotations(keep),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(keep),
	}
}

// Indexes of Opportunity.
func (Opportunity) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "customer_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "owner_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
		index.Fields("tenant_id", "response_id"),
		index.Fields("tenant_id", "requirement_id"),
	}
}

// Annotations of Opportunity.
func (Opportunity) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
