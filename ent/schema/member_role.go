package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/index"
)

// MemberRole gives a member a role.
type MemberRole struct{ ent.Schema }

// Mixin of MemberRole.
func (MemberRole) Mixin() []ent.Mixin { return companyJoin("mro") }

// Fields of MemberRole.
func (MemberRole) Fields() []ent.Field {
	return []ent.Field{ref("member_id", fixed), ref("role_id", fixed)}
}

// Edges of MemberRole.
func (MemberRole) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("member", Member.Type).Ref("member_roles").Unique().Required().Immutable().Field("member_id"),
		edge.To("role", Role.Type).Unique().Required().Immutable().Field("role_id"),
	}
}

// Indexes of MemberRole.
func (MemberRole) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "member_id", "role_id").Unique(),
		index.Fields("tenant_id", "role_id"),
	}
}
