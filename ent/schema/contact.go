package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Contact is a person at a customer. Phone, e-mail and WeChat are sealed at
// rest; exact look-up goes by a per-company hash.
type Contact struct{ ent.Schema }

// Mixin of Contact.
func (Contact) Mixin() []ent.Mixin {
	return person("con", []string{"phone", "email", "wechat"},
		[]string{"name", "title", "preferred_frequency", "preferred_channels", "wanted_content", "do_not_disturb", "verified"})
}

// Fields of Contact.
func (Contact) Fields() []ent.Field {
	return []ent.Field{
		ref("customer_id", fixed),
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.String("title").MaxRuneLen(100).Optional(),
		field.Bytes("phone").Optional().Sensitive().Annotations(internal()),
		field.Bytes("phone_hash").Optional().Sensitive().Annotations(internal()),
		field.Bytes("email").Optional().Sensitive().Annotations(internal()),
		field.Bytes("email_hash").Optional().Sensitive().Annotations(internal()),
		field.Bytes("wechat").Optional().Sensitive().Annotations(internal()),
		field.Bytes("wechat_hash").Optional().Sensitive().Annotations(internal()),
		field.Enum("preferred_frequency").GoType(flow.ContactFrequency("")).Optional().Nillable(),
		field.JSON("preferred_channels", []flow.Channel{}).Optional(),
		field.JSON("wanted_content", []flow.WantedContent{}).Optional(),
		field.Bool("do_not_disturb").Default(false),
		field.Time("survey_opt_out_at").Optional().Nillable().Comment("Since when the person wants no more surveys (D3-19)."),
		field.JSON("verified", map[string]flow.FieldSource{}).Optional().Annotations(internal()).Comment("Which of its fields a survey gave, and who checked it (D3-20)."),
		field.Time("erased_at").Optional().Nillable().Comment("Since when nothing of the person is kept."),
	}
}

// Edges of Contact.
func (Contact) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id"),
	}
}

// Indexes of Contact.
func (Contact) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "customer_id", "created_at"),
		index.Fields("tenant_id", "phone_hash"),
		index.Fields("tenant_id", "email_hash"),
		index.Fields("tenant_id", "wechat_hash"),
	}
}

// Annotations of Contact.
func (Contact) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
