package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// NumberSeries hands out the human numbers of a company and year.
type NumberSeries struct{ ent.Schema }

// Mixin of NumberSeries.
func (NumberSeries) Mixin() []ent.Mixin { return companyJoin("ser") }

// Fields of NumberSeries.
func (NumberSeries) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").MaxLen(10).Immutable(),
		field.Int("year").Immutable(),
		field.Int("last"),
	}
}

// Indexes of NumberSeries.
func (NumberSeries) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "kind", "year").Unique()}
}

// Annotations of NumberSeries.
func (NumberSeries) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
