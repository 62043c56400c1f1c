package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// EventDetail is the deletable side row of an event: free values and personal
// text. The event's commitment covers it with a salt, so that erasing the row
// leaves the chain whole.
type EventDetail struct{ ent.Schema }

// Mixin of EventDetail.
func (EventDetail) Mixin() []ent.Mixin { return companyJoin("evd") }

// Fields of EventDetail.
func (EventDetail) Fields() []ent.Field {
	return []ent.Field{
		ref("event_id", fixed),
		field.Bytes("salt").Immutable(),
		field.String("body").Immutable().Comment("JSON: field name to old and new value."),
	}
}

// Indexes of EventDetail.
func (EventDetail) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "event_id").Unique()}
}

// Annotations of EventDetail.
func (EventDetail) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
