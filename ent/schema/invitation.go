package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Invitation is one letter asking a person to become a member. Its secret
// stands in the directory of tokens, as a hash.
type Invitation struct{ ent.Schema }

// Mixin of Invitation.
func (Invitation) Mixin() []ent.Mixin { return company("inv") }

// Fields of Invitation.
func (Invitation) Fields() []ent.Field {
	return []ent.Field{
		ref("member_id", fixed),
		field.Time("sent_at").Optional().Nillable(),
		field.Time("expires_at"),
		field.Time("accepted_at").Optional().Nillable(),
		field.Time("revoked_at").Optional().Nillable().Comment("Taken back, or replaced by another."),
	}
}

// Indexes of Invitation.
func (Invitation) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "member_id", "created_at")}
}

// Annotations of Invitation.
func (Invitation) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
