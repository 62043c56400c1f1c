package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
)

// CompanySlug is the directory of slugs: which company a sign-in means.
type CompanySlug struct{ ent.Schema }

// Mixin of CompanySlug.
func (CompanySlug) Mixin() []ent.Mixin { return global("slg") }

// Fields of CompanySlug.
func (CompanySlug) Fields() []ent.Field {
	return []ent.Field{
		field.String("slug").MaxLen(63).NotEmpty().Unique(),
		ref("company_id", fixed),
	}
}

// Annotations of CompanySlug.
func (CompanySlug) Annotations() []schema.Annotation {
	return []schema.Annotation{internal(), entsql.Table("slug_directory")}
}
