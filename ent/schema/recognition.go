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

// Recognition is what a customer gets for feedback, or who erred for an error (D0-12, D0-66).
type Recognition struct{ ent.Schema }

// Mixin of Recognition.
func (Recognition) Mixin() []ent.Mixin {
	return person("rcg", nil, []string{"reason", "result"})
}

// Fields of Recognition.
func (Recognition) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(flow.RecognitionKind("")).Immutable(),
		ref("customer_id", optional, fixed),
		ref("contact_id", optional, fixed),
		ref("member_id", optional, fixed),
		ref("department_id", optional, fixed),
		field.Enum("cause_type").GoType(flow.SubjectType("")).Immutable(),
		ref("cause_id", fixed),
		field.Text("reason").MaxRuneLen(5000).NotEmpty(),
		field.Int64("amount").GoType(money.Amount(0)).Optional().Nillable(),
		field.String("currency").MaxLen(3).Optional(),
		field.Enum("state").GoType(flow.RecognitionState("")).Default(string(flow.RecognitionProposed)),
		ref("decided_by_id", optional),
		field.Time("decided_at").Optional().Nillable(),
		field.Time("due_at").Comment("9999-12-31 for none."),
		field.Text("result").MaxRuneLen(5000).Optional(),
		field.Time("ended_at").Optional().Nillable(),
	}
}

// Edges of Recognition.
func (Recognition) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Immutable().Field("customer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("contact", Contact.Type).Unique().Immutable().Field("contact_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("member", Member.Type).Unique().Immutable().Field("member_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("decided_by", Member.Type).Unique().Field("decided_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Recognition.
func (Recognition) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "kind", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "customer_id", "created_at", "id"),
		index.Fields("tenant_id", "contact_id"),
		index.Fields("tenant_id", "member_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
		index.Fields("tenant_id", "cause_id", "created_at", "id"),
		index.Fields("tenant_id", "decided_by_id"),
	}
}

// Annotations of Recognition.
func (Recognition) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
