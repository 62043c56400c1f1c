package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Notification tells one member of something that happened. It holds ids and
// names of states; its sentence is made when it is read, in the reader's language.
type Notification struct{ ent.Schema }

// Mixin of Notification.
func (Notification) Mixin() []ent.Mixin { return companyJoin("ntf") }

// Fields of Notification.
func (Notification) Fields() []ent.Field {
	return []ent.Field{
		ref("member_id", fixed),
		field.Int64("position").Default(0).Immutable().Annotations(internal()).Comment("Among the company's notices, in the order of their commits."),
		field.String("type").MaxLen(60).Immutable().Comment("Of the event, or of what the calendar asks: task.due."),
		field.Enum("subject_type").GoType(flow.SubjectType("")).Immutable(),
		ref("subject_id", fixed),
		field.String("number").MaxLen(30).Optional().Immutable(),
		field.JSON("params", flow.NoticeParams{}).Optional().Immutable().Annotations(internal()),
		field.JSON("clause_ids", []string{}).Immutable(),
		field.String("dedupe_key").MaxLen(200).Immutable().Annotations(internal()),
		field.Time("created_at").Immutable().Annotations(orderField("CREATED_AT")),
		field.Time("read_at").Optional().Nillable(),
		field.Enum("mail_state").GoType(flow.MailState("")).Default(string(flow.MailNone)).Annotations(internal()),
		field.Time("mail_after").Optional().Nillable().Annotations(internal()).Comment("Not before: quiet hours and digests."),
		field.String("mail_letter").MaxLen(40).Optional().Annotations(internal()).Comment("The first notice of the letter that it goes with, once that is decided."),
		field.Int("mail_tries").Default(0).Annotations(internal()).Comment("How often its letter was taken up."),
		field.String("mail_error").MaxLen(500).Optional().Annotations(internal()),
	}
}

// Edges of Notification.
func (Notification) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("member", Member.Type).Unique().Required().Immutable().Field("member_id").Annotations(internal()),
	}
}

// Indexes of Notification.
func (Notification) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "member_id", "dedupe_key").Unique(),
		index.Fields("tenant_id", "member_id", "created_at", "id"),
		index.Fields("tenant_id", "member_id", "read_at", "created_at", "id"),
		index.Fields("tenant_id", "position").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "mail_state", "mail_after"),
		index.Fields("tenant_id", "mail_letter"),
	}
}

// Annotations of Notification.
func (Notification) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
