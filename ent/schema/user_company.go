package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// UserCompany is the directory of memberships: for which companies a user works.
type UserCompany struct{ ent.Schema }

// Mixin of UserCompany.
func (UserCompany) Mixin() []ent.Mixin { return global("uco") }

// Fields of UserCompany.
func (UserCompany) Fields() []ent.Field {
	return []ent.Field{
		ref("user_id", fixed),
		ref("company_id", fixed),
		ref("member_id", fixed),
		field.Bool("active").Default(true),
		field.Time("last_used_at"),
	}
}

// Indexes of UserCompany.
func (UserCompany) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "company_id").Unique(), index.Fields("member_id").Unique()}
}

// Annotations of UserCompany.
func (UserCompany) Annotations() []schema.Annotation {
	return []schema.Annotation{internal(), entsql.Table("membership_directory")}
}
