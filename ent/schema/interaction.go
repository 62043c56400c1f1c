package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// Interaction is one time that a member and a customer came together (D0-07, D0-08).
type Interaction struct{ ent.Schema }

// Mixin of Interaction.
func (Interaction) Mixin() []ent.Mixin {
	// What a person thinks and asks is theirs; needs and expectations are the customer's, as requirements are.
	return person("int", nil, []string{"opinions", "question"})
}

// Fields of Interaction.
func (Interaction) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("type").GoType(flow.InteractionType("")),
		field.Enum("direction").GoType(flow.Direction("")),
		field.Enum("service_phase").GoType(flow.ServicePhase("")).Optional().Nillable(),
		ref("customer_id", fixed),
		ref("contact_id", optional),
		ref("department_id", optional),
		ref("member_id", optional),
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Time("occurred_at").Annotations(orderField("OCCURRED_AT")),
		field.Bool("in_depth").Default(false).Comment("An in-depth talk, as D0-23 asks for."),
		field.JSON("participant_ids", []typeid.ID{}).Comment("Contacts and members beside contact and member."),
		field.Text("needs").MaxRuneLen(20000).Optional(),
		field.Text("expectations").MaxRuneLen(20000).Optional(),
		field.Text("opinions").MaxRuneLen(20000).Optional(),
		field.Text("question").MaxRuneLen(20000).Optional(),
		field.Text("reply").MaxRuneLen(20000).Optional(),
		field.Enum("reply_channel").GoType(flow.Channel("")).Optional().Nillable(),
		field.Time("replied_at").Optional().Nillable(),
		ref("replied_by_id", optional),
		field.Enum("state").GoType(flow.InteractionState("")).Default(string(flow.InteractionRecorded)),
	}
}

// Edges of Interaction.
func (Interaction) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("contact", Contact.Type).Unique().Field("contact_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("member", Member.Type).Unique().Field("member_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("replied_by", Member.Type).Unique().Field("replied_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Interaction.
func (Interaction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "occurred_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "type", "occurred_at", "id"),
		index.Fields("tenant_id", "state", "occurred_at", "id"),
		index.Fields("tenant_id", "customer_id", "occurred_at", "id"),
		index.Fields("tenant_id", "contact_id"),
		index.Fields("tenant_id", "department_id", "occurred_at", "id"),
		index.Fields("tenant_id", "member_id", "occurred_at", "id"),
		index.Fields("tenant_id", "created_by", "occurred_at", "id"),
		index.Fields("tenant_id", "replied_by_id"),
	}
}

// Annotations of Interaction.
func (Interaction) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
