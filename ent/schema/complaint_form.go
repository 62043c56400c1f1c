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

// ComplaintForm is a page of the company, and the same through GraphQL, on which whoever
// has its link complains (D1-44, D2-56).
type ComplaintForm struct{ ent.Schema }

// Mixin of ComplaintForm.
func (ComplaintForm) Mixin() []ent.Mixin { return company("cfm") }

// Fields of ComplaintForm.
func (ComplaintForm) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.Enum("channel").GoType(flow.Channel("")),
		field.Text("introduction").MaxRuneLen(2000).Optional(),
		ref("department_id"),
		field.Bool("active").Default(true),
	}
}

// Edges of ComplaintForm.
func (ComplaintForm) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Required().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of ComplaintForm.
func (ComplaintForm) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id"),
	}
}

// Annotations of ComplaintForm.
func (ComplaintForm) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
