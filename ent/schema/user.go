package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"heed/rules/label"
)

// User is a person's login, for all companies the person works for.
type User struct{ ent.Schema }

// Mixin of User.
func (User) Mixin() []ent.Mixin {
	return append(global("usr"), stamped{})
}

// Fields of User.
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("email").MaxLen(254).NotEmpty().Unique().Comment("In lower case."),
		field.String("password_hash").MaxLen(512).Sensitive().Comment("Empty until the person has accepted an invitation."),
		field.Bool("must_change_password").Default(false),
		field.Enum("locale").GoType(label.Locale("")).Default(string(label.Default)),
		field.Bool("disabled").Default(false),
		field.Time("email_verified_at").Optional().Nillable(),
	}
}

// Annotations of User.
func (User) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
