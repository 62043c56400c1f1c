package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// RequirementForm is a version of the form on which requirements are collected (D0-26).
type RequirementForm struct{ ent.Schema }

// Mixin of RequirementForm.
func (RequirementForm) Mixin() []ent.Mixin { return company("rfm") }

// Fields of RequirementForm.
func (RequirementForm) Fields() []ent.Field {
	return []ent.Field{
		field.Int("number").Immutable().Comment("Of the version, from 1."),
		field.Enum("state").GoType(flow.FormState("")).Default(string(flow.FormDraft)),
		field.JSON("fields", []flow.FormField{}),
		field.String("note").MaxRuneLen(1000).Optional().Comment("What is new in it."),
		field.Time("published_at").Optional().Nillable(),
	}
}

// Indexes of RequirementForm.
func (RequirementForm) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "number").Unique(),
		index.Fields("tenant_id", "state", "number"),
		index.Fields("tenant_id", "created_at", "id"),
	}
}

// Annotations of RequirementForm.
func (RequirementForm) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
