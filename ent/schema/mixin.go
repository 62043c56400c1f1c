// Package schema is the tables of Heed, one file an entity. It imports ent and
// package rules only: never generated code.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"

	"heed/rules/typeid"
)

// identified gives an entity its typed text id and says what kind of table it has.
type identified struct {
	mixin.Schema
	record Record
}

func (identified) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").GoType(typeid.ID("")).MaxLen(typeid.MaxLength).NotEmpty().Immutable(),
	}
}

func (m identified) Annotations() []schema.Annotation { return []schema.Annotation{m.record} }

// tenanted puts a row under one company. The hook of ent/database fills the
// column, the interceptor filters by it, row-level security enforces it.
type tenanted struct{ mixin.Schema }

func (tenanted) Fields() []ent.Field {
	return []ent.Field{ref("tenant_id", fixed)}
}

func (tenanted) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "id").Unique()}
}

// stamped keeps who made and changed a row and when, and the version that
// expectedVersion is compared with. The hook of ent/database writes them.
type stamped struct {
	mixin.Schema
	listed bool // by the time of the last change
}

func (m stamped) Fields() []ent.Field {
	updated := field.Time("updated_at")
	if m.listed {
		updated.Annotations(orderField("UPDATED_AT"))
	}
	return []ent.Field{
		field.Time("created_at").Immutable().Annotations(orderField("CREATED_AT")),
		ref("created_by", optional, fixed),
		updated,
		ref("updated_by", optional),
		field.Int("version").Default(1),
	}
}

// company is the mixins of a company's own records.
func company(prefix string) []ent.Mixin { return person(prefix, nil, nil) }

// person is company for records of persons, or of what persons said: what is
// sealed of them, and what stands in clear. A row is about the contact of its
// contact_id; of contacts about itself.
func person(prefix string, personal, private []string) []ent.Mixin {
	return []ent.Mixin{
		identified{record: Record{Prefix: prefix, Personal: personal, Private: private}}, tenanted{}, stamped{},
	}
}

// listed is company for records that are listed by the time of their last change
// as well; an index stands behind it.
func listed(prefix string) []ent.Mixin {
	return []ent.Mixin{identified{record: Record{Prefix: prefix}}, tenanted{}, stamped{listed: true}}
}

// companyJoin is the mixins of edge schemas and other rows without a version.
func companyJoin(prefix string) []ent.Mixin {
	return []ent.Mixin{identified{record: Record{Prefix: prefix}}, tenanted{}}
}

// global is the mixins of the few tables that are read before the company is known.
func global(prefix string) []ent.Mixin {
	return []ent.Mixin{identified{record: Record{Prefix: prefix, Global: true}}}
}

// ref is a column with the id of another record; the empty id is NULL.
func ref(name string, opts ...refOption) ent.Field {
	f := field.String(name).GoType(typeid.ID("")).MaxLen(typeid.MaxLength)
	for _, o := range opts {
		switch o {
		case optional:
			f.Optional()
		case fixed:
			f.Immutable()
		}
	}
	return f
}

type refOption int

const (
	optional refOption = iota // may be empty
	fixed                     // never changes
)
