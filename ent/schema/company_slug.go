package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
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

// Indexes of CompanySlug.
func (CompanySlug) Indexes() []ent.Index { return []ent.Index{index.Fields("company_id").Unique()} }

// Annotations of CompanySlug.
func (CompanySlug) Annotations() []schema.Annotation {
	return []schema.Annotation{internal(), entsql.Table("slug_directory")}
}
