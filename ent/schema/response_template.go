package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// ResponseTemplate is a text with which customers are answered, in three languages (D0-50).
type ResponseTemplate struct{ ent.Schema }

// Mixin of ResponseTemplate.
func (ResponseTemplate) Mixin() []ent.Mixin { return company("rtp") }

// Fields of ResponseTemplate.
func (ResponseTemplate) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.Enum("urgency").GoType(flow.Urgency("")).Optional().Nillable().Comment("It is offered for; none for any."),
		field.Enum("category").GoType(flow.RequirementCategory("")).Optional().Nillable(),
		field.Enum("channel").GoType(flow.Channel("")).Optional().Nillable(),
		field.Text("zh_hans").MaxRuneLen(5000).NotEmpty(),
		field.Text("zh_hant").MaxRuneLen(5000).NotEmpty(),
		field.Text("en").MaxRuneLen(5000).NotEmpty(),
		field.Bool("active").Default(true),
	}
}

// Indexes of ResponseTemplate.
func (ResponseTemplate) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
	}
}

// Annotations of ResponseTemplate.
func (ResponseTemplate) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
