package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Role is a named set of grants. The eight built-in ones are made at sign-up.
type Role struct{ ent.Schema }

// Mixin of Role.
func (Role) Mixin() []ent.Mixin { return company("rol") }

// Fields of Role.
func (Role) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").MaxLen(60).NotEmpty().Immutable(),
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.String("description").MaxRuneLen(500).Optional(),
		field.Bool("builtin").Default(false).Immutable(),
		field.JSON("grants", []flow.Grant{}).Annotations(internal()).
			Comment("As they were last decided on; of a built-in role the program's lines about later actions come to them (tenants.GrantsOf)."),
		field.JSON("known_actions", []string{}).Optional().Annotations(internal()).
			Comment("The actions that there were then; null for those of the first version. Of built-in roles only."),
	}
}

// Indexes of Role.
func (Role) Indexes() []ent.Index { return []ent.Index{index.Fields("tenant_id", "key").Unique()} }
