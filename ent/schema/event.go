package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// Event is one immutable line of a company's journal: timeline, audit trail,
// outbox and source of subscriptions. It holds ids, states and field names,
// never free values (docs/adr/0005).
type Event struct{ ent.Schema }

// Mixin of Event.
func (Event) Mixin() []ent.Mixin { return companyJoin("evt") }

// Fields of Event.
func (Event) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("position").Immutable(),
		field.String("type").MaxLen(60).Immutable(),
		field.Enum("kind").GoType(flow.EventKind("")).Immutable(),
		field.Enum("subject_type").GoType(flow.SubjectType("")).Immutable(),
		ref("subject_id", fixed),
		field.String("number").MaxLen(30).Optional().Immutable(),
		field.String("from_state").MaxLen(30).Optional().Immutable(),
		field.String("to_state").MaxLen(30).Optional().Immutable(),
		ref("actor_id", optional, fixed),
		field.JSON("department_ids", []typeid.ID{}).Immutable(),
		field.JSON("member_ids", []typeid.ID{}).Immutable(),
		field.JSON("fields", []string{}).Immutable(),
		field.JSON("clause_ids", []string{}).Immutable(),
		field.Time("occurred_at").Immutable(),
		field.String("request_id").MaxLen(64).Optional().Immutable(),
		field.Bytes("commitment").Optional().Immutable().Comment("Salted hash of the side row."),
		field.Bytes("hash").Immutable().Comment("Over this row and the hash of the one before."),
	}
}

// Indexes of Event.
func (Event) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "position").Unique(),
		index.Fields("tenant_id", "subject_id", "position"),
	}
}

// Annotations of Event.
func (Event) Annotations() []schema.Annotation { return []schema.Annotation{internal()} }
