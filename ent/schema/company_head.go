package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// CompanyHead is the end of a company's journal. Everybody may read it; it is
// written under the company's own policy, by package journal only.
type CompanyHead struct{ ent.Schema }

// Mixin of CompanyHead.
func (CompanyHead) Mixin() []ent.Mixin { return global("hea") }

// Fields of CompanyHead.
func (CompanyHead) Fields() []ent.Field {
	return []ent.Field{
		ref("company_id", fixed),
		field.Int64("position").Default(0).Comment("Of the newest event."),
		field.Int64("config_position").Default(0).Comment("Of the newest event that changed the company itself or who may do what."),
		field.Int64("floor").Default(0).Comment("Events up to here have passed retention."),
		field.Int64("notice_position").Default(0).Comment("Of the newest notice."),
		field.Bytes("hash").Comment("Of the newest event."),
		field.Time("next_due_at").Comment("Of the earliest running clock; 9999-12-31 for none."),
	}
}

// Indexes of CompanyHead.
func (CompanyHead) Indexes() []ent.Index {
	return []ent.Index{index.Fields("company_id").Unique(), index.Fields("next_due_at")}
}

// Annotations of CompanyHead.
func (CompanyHead) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
