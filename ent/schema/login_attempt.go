package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// LoginAttempt counts failed sign-ins of one account or one address.
type LoginAttempt struct{ ent.Schema }

// Mixin of LoginAttempt.
func (LoginAttempt) Mixin() []ent.Mixin { return global("att") }

// Fields of LoginAttempt.
func (LoginAttempt) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("subject").MaxLen(32).Unique().Immutable().Comment("Hash of the kind and the account or address."),
		field.Int("failures"),
		field.Time("window_ends_at"),
	}
}

// Indexes of LoginAttempt.
func (LoginAttempt) Indexes() []ent.Index { return []ent.Index{index.Fields("window_ends_at")} }

// Annotations of LoginAttempt.
func (LoginAttempt) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
