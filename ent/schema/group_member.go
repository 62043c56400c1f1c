package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// GroupMember is somebody's part in a group (D0-44).
type GroupMember struct{ ent.Schema }

// Mixin of GroupMember.
func (GroupMember) Mixin() []ent.Mixin { return companyJoin("wgm") }

// Fields of GroupMember.
func (GroupMember) Fields() []ent.Field {
	return []ent.Field{
		ref("group_id", fixed),
		ref("member_id", fixed),
		field.Enum("capacity").GoType(flow.GroupCapacity("")),
		field.String("duty").MaxRuneLen(1000).Optional(),
	}
}

// Edges of GroupMember.
func (GroupMember) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("group", WorkGroup.Type).Ref("memberships").Unique().Required().Immutable().Field("group_id"),
		edge.To("member", Member.Type).Unique().Required().Immutable().Field("member_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of GroupMember.
func (GroupMember) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "group_id", "member_id").Unique(),
		index.Fields("tenant_id", "member_id"),
	}
}
