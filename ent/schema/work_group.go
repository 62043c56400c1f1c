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

// WorkGroup is people of several departments who answer or handle something together (D0-43).
type WorkGroup struct{ ent.Schema }

// Mixin of WorkGroup.
func (WorkGroup) Mixin() []ent.Mixin { return company("wgp") }

// Fields of WorkGroup.
func (WorkGroup) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(flow.WorkGroupKind("")).Immutable(),
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.Text("purpose").MaxRuneLen(5000).Optional(),
		ref("department_id", optional),
		ref("leader_id", optional),
		field.Time("term_from").Optional().Nillable(),
		field.Time("term_until").Optional().Nillable(),
		field.Bool("active").Default(true),
	}
}

// Edges of WorkGroup.
func (WorkGroup) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("leader", Member.Type).Unique().Field("leader_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("memberships", GroupMember.Type),
	}
}

// Indexes of WorkGroup.
func (WorkGroup) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "kind", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "leader_id", "created_at", "id"),
	}
}

// Annotations of WorkGroup.
func (WorkGroup) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
