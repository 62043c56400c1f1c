package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Counter is a maintained figure, so that a dashboard reads few rows.
type Counter struct{ ent.Schema }

// Mixin of Counter.
func (Counter) Mixin() []ent.Mixin { return companyJoin("cnt") }

// Fields of Counter.
func (Counter) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(80).Immutable(),
		field.String("bucket").MaxLen(10).Default("").Immutable().Comment("A day of the company's zone, or empty."),
		field.Int("amount"),
	}
}

// Indexes of Counter.
func (Counter) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "name", "bucket").Unique()}
}

// Annotations of Counter.
func (Counter) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
