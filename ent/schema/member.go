package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Member is a person's place in a company (a membership).
type Member struct{ ent.Schema }

// Mixin of Member.
func (Member) Mixin() []ent.Mixin { return company("mem") }

// Fields of Member.
func (Member) Fields() []ent.Field {
	return []ent.Field{
		ref("user_id", fixed),
		field.String("display_name").MaxRuneLen(100).NotEmpty().Annotations(orderField("NAME")),
		field.String("email").MaxLen(254).NotEmpty().Comment("The login's, in lower case."),
		ref("department_id", optional),
		field.String("post").MaxRuneLen(100).Optional(),
		field.String("employee_number").MaxRuneLen(50).Optional(),
		field.Bool("is_department_head").Default(false),
		field.Enum("state").GoType(flow.MemberState("")).Default(string(flow.MemberActive)),
		field.JSON("notice_prefs", flow.NoticePrefs{}).Optional().Annotations(internal()),
	}
}

// Edges of Member.
func (Member) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("member_roles", MemberRole.Type).Annotations(mapsTo("roles")),
	}
}

// Indexes of Member.
func (Member) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "user_id").Unique(),
		index.Fields("tenant_id", "email").Unique(),
		index.Fields("tenant_id", "display_name", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id"),
		index.Fields("tenant_id", "state"),
	}
}

// Annotations of Member.
func (Member) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
