package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// SatisfactionRating is how well a customer was served, from 1 to 5.
type SatisfactionRating struct{ ent.Schema }

// Mixin of SatisfactionRating.
func (SatisfactionRating) Mixin() []ent.Mixin { return company("rat") }

// Fields of SatisfactionRating.
func (SatisfactionRating) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("subject_type").GoType(flow.SubjectType("")).Immutable(),
		ref("subject_id", fixed),
		ref("customer_id", fixed),
		field.Int("round").Default(0).Immutable().Comment("How often the subject had been taken up again."),
		field.Int("score").Min(1).Max(5),
		field.Text("comment").MaxRuneLen(5000).Optional(),
		field.Enum("method").GoType(flow.RatingMethod("")).Immutable(),
		field.Bool("by_customer").Default(false).Immutable().Comment("Given by the customer's own hand, at the link."),
		field.Time("rated_at").Annotations(mapsTo("at")),
	}
}

// Edges of SatisfactionRating.
func (SatisfactionRating) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of SatisfactionRating.
func (SatisfactionRating) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "subject_id", "round").Unique(),
		index.Fields("tenant_id", "customer_id", "rated_at"),
		index.Fields("tenant_id", "subject_type", "rated_at"),
	}
}
