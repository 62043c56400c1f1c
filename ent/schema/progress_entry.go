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

// ProgressEntry is how work on a requirement or an action gets on, and what the customer was told (D0-53, D0-57).
type ProgressEntry struct{ ent.Schema }

// Mixin of ProgressEntry.
func (ProgressEntry) Mixin() []ent.Mixin { return company("prg") }

// Fields of ProgressEntry.
func (ProgressEntry) Fields() []ent.Field {
	return []ent.Field{
		ref("requirement_id", optional, fixed),
		ref("action_id", optional, fixed),
		ref("complaint_id", optional, fixed),
		field.Enum("kind").GoType(flow.ProgressKind("")).Immutable(),
		field.Text("text").MaxRuneLen(20000).NotEmpty(),
		field.Text("problem").MaxRuneLen(5000).Optional(),
		field.Text("customer_reaction").MaxRuneLen(5000).Optional(),
		field.Enum("channel").GoType(flow.Channel("")).Optional().Nillable(),
		ref("customer_id", optional, fixed),
		ref("department_id", optional, fixed),
		ref("author_id", optional, fixed),
		field.Time("happened_at").Annotations(mapsTo("at")),
	}
}

// Edges of ProgressEntry.
func (ProgressEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("requirement", Requirement.Type).Unique().Immutable().Field("requirement_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("action", ImprovementAction.Type).Unique().Immutable().Field("action_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("complaint", Complaint.Type).Unique().Immutable().Field("complaint_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("customer", Customer.Type).Unique().Immutable().Field("customer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)).
			Comment("That is asked to coordinate."),
		edge.To("author", Member.Type).Unique().Immutable().Field("author_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of ProgressEntry.
func (ProgressEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "requirement_id", "created_at", "id"),
		index.Fields("tenant_id", "action_id", "created_at", "id"),
		index.Fields("tenant_id", "complaint_id", "created_at", "id"),
		index.Fields("tenant_id", "customer_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id"),
		index.Fields("tenant_id", "author_id"),
		index.Fields("tenant_id", "created_at", "id"),
	}
}

// Annotations of ProgressEntry.
func (ProgressEntry) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
