package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
)

// SigningKey signs access tokens; verifiers find it by kid.
type SigningKey struct{ ent.Schema }

// Mixin of SigningKey.
func (SigningKey) Mixin() []ent.Mixin { return global("key") }

// Fields of SigningKey.
func (SigningKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("kid").MaxLen(64).Unique().Immutable(),
		field.Bytes("public_key").Immutable(),
		field.Bytes("private_key").Sensitive().Immutable().Comment("Sealed by the data key."),
		field.Time("created_at").Immutable(),
		field.Time("signs_until"),
		field.Time("verifies_until"),
	}
}

// Annotations of SigningKey.
func (SigningKey) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
