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

// ResearchActivity is one piece of research into customers, of our own or by an agency (D0-09, D0-10).
type ResearchActivity struct{ ent.Schema }

// Mixin of ResearchActivity.
func (ResearchActivity) Mixin() []ent.Mixin { return company("rsa") }

// Fields of ResearchActivity.
func (ResearchActivity) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Enum("method").GoType(flow.ResearchMethod("")),
		field.Enum("mode").GoType(flow.ResearchMode("")),
		field.String("agency").MaxRuneLen(200).Optional(),
		field.Enum("form").GoType(flow.ResearchForm("")).Optional().Nillable(),
		field.Text("purpose").MaxRuneLen(5000).Optional(),
		field.Text("sample_rule").MaxRuneLen(5000).Optional(),
		field.Int("participants").Default(0).NonNegative().Comment("How many took part."),
		ref("department_id", optional),
		ref("owner_id", optional),
		field.Time("planned_on").Annotations(orderField("PLANNED_ON")),
		field.Time("done_on").Optional().Nillable(),
		field.JSON("insights", []flow.Insight{}),
		field.Text("conclusion").MaxRuneLen(20000).Optional(),
		field.Int64("cost").GoType(money.Amount(0)).Optional().Nillable(),
		field.String("currency").MaxLen(3).Optional(),
		field.Bool("confidential").Default(false),
		ref("customer_id", optional),
		field.String("shopper").MaxRuneLen(200).Optional().Annotations(mapsTo("storedShopper")).Comment("Who went unknown; only the management department and the committee learn it (D2-38)."),
		field.JSON("stage_scores", []flow.StageScore{}).Optional().Comment("How each stage of the way was (D2-38)."),
		field.Int("score").Optional().Nillable().Comment("1 to 5, on the whole; it counts for satisfaction by the weight of its method (D1-37)."),
		field.Time("published_at").Optional().Nillable().Comment("Since when departments see what a mystery visit found (D2-38)."),
		field.String("slot").MaxLen(60).Optional().Nillable().Annotations(internal()).Comment("Method and quarter of a planned one, so that it is planned once."),
		field.Enum("state").GoType(flow.ResearchState("")).Default(string(flow.ResearchPlanned)),
	}
}

// Edges of ResearchActivity.
func (ResearchActivity) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("customer", Customer.Type).Unique().Field("customer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of ResearchActivity.
func (ResearchActivity) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "slot").Unique(),
		index.Fields("tenant_id", "customer_id", "planned_on", "id"),
		index.Fields("tenant_id", "done_on", "method"),
		index.Fields("tenant_id", "planned_on", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "method", "planned_on", "id"),
		index.Fields("tenant_id", "state", "planned_on", "id"),
		index.Fields("tenant_id", "department_id", "planned_on", "id"),
		index.Fields("tenant_id", "owner_id", "planned_on", "id"),
		index.Fields("tenant_id", "created_by", "planned_on", "id"),
	}
}

// Annotations of ResearchActivity.
func (ResearchActivity) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
