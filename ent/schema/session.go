package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Session is a family of refresh tokens: one sign-in on one device.
type Session struct{ ent.Schema }

// Mixin of Session.
func (Session) Mixin() []ent.Mixin { return global("ses") }

// Fields of Session.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		ref("user_id", fixed),
		ref("company_id"),
		ref("member_id"),
		field.Int("generation").Default(0).Comment("Of the newest refresh token."),
		field.Time("created_at").Immutable(),
		field.Time("rotated_at"),
		field.Time("expires_at"),
		field.Time("ended_at").Optional().Nillable(),
		field.String("end_reason").MaxLen(40).Optional(),
	}
}

// Indexes of Session.
func (Session) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "ended_at"), index.Fields("company_id", "member_id"), index.Fields("expires_at")}
}

// Annotations of Session.
func (Session) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
