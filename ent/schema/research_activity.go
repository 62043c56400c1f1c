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
		field.Enum("state").GoType(flow.ResearchState("")).Default(string(flow.ResearchPlanned)),
	}
}

// Edges of ResearchActivity.
func (ResearchActivity) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of ResearchActivity.
func (ResearchActivity) Indexes() []ent.Index {
	return []ent.Index{
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
