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

// Department is a node of the company's tree.
type Department struct{ ent.Schema }

// Mixin of Department.
func (Department) Mixin() []ent.Mixin { return company("dep") }

// Fields of Department.
func (Department) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(100).NotEmpty().Annotations(orderField("NAME")),
		field.Enum("type").GoType(flow.DepartmentType("")),
		ref("parent_id", optional),
		field.Bool("is_management").Default(false).Comment("The management department (D2-14)."),
		field.Bool("active").Default(true),
	}
}

// Edges of Department.
func (Department) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("children", Department.Type).Annotations(internal(), entsql.OnDelete(entsql.NoAction)).
			From("parent").Unique().Field("parent_id"),
	}
}

// Indexes of Department.
func (Department) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name").Unique(),
		index.Fields("tenant_id", "parent_id"),
		index.Fields("tenant_id", "created_at", "id"),
	}
}

// Annotations of Department.
func (Department) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
