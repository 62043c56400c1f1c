package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/typeid"
)

// IdempotencyRecord is a change that a client gave a key, so that asking for it
// again does nothing and gives the same result.
type IdempotencyRecord struct{ ent.Schema }

// Mixin of IdempotencyRecord.
func (IdempotencyRecord) Mixin() []ent.Mixin { return companyJoin("idk") }

// Fields of IdempotencyRecord.
func (IdempotencyRecord) Fields() []ent.Field {
	return []ent.Field{
		ref("member_id", fixed),
		field.String("key").MaxLen(255).Immutable(),
		field.String("operation").MaxLen(80).Immutable().Comment("The mutation's field."),
		field.Bytes("salt").Immutable(),
		field.Bytes("digest").Immutable().Comment("Of the salt and the input: the input itself is not kept."),
		field.String("made_id").GoType(typeid.ID("")).MaxLen(typeid.MaxLength).Optional().Comment("The record that was made or changed."),
		field.Int64("position").Default(0).Comment("Of the change's last event, 0 when it told nothing."),
		field.Time("created_at").Immutable(),
	}
}

// Indexes of IdempotencyRecord.
func (IdempotencyRecord) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "member_id", "key").Unique(),
		index.Fields("tenant_id", "created_at"),
	}
}

// Annotations of IdempotencyRecord.
func (IdempotencyRecord) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
