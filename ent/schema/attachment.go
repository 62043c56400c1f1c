package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Attachment is a file that belongs to a record; its content stands in the store of files (D0-27).
type Attachment struct{ ent.Schema }

// Mixin of Attachment.
func (Attachment) Mixin() []ent.Mixin { return company("fil") }

// Fields of Attachment.
func (Attachment) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("owner_type").GoType(flow.SubjectType("")).Immutable(),
		ref("owner_id", fixed),
		field.Enum("kind").GoType(flow.AttachmentKind("")).Immutable(),
		field.String("name").MaxRuneLen(200).NotEmpty(),
		field.String("mime").MaxLen(100).Immutable(),
		field.Int64("size").Immutable().Comment("In bytes."),
		field.String("sha256").MaxLen(64).Immutable(),
		field.String("storage_key").MaxLen(200).Immutable().Annotations(internal()),
		field.Bool("confidential").Default(false),
		field.Time("retain_until").Comment("When the content is deleted; 9999-12-31 for never."),
		field.Time("removed_at").Optional().Nillable().Comment("Since when the content is gone; the row stays."),
	}
}

// Indexes of Attachment.
func (Attachment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "owner_id", "created_at", "id"),
		index.Fields("tenant_id", "removed_at", "retain_until"),
		index.Fields("tenant_id", "storage_key").Unique(),
	}
}

// Annotations of Attachment.
func (Attachment) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
