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

// Finding is something found wrong, with its cause (D0-65).
type Finding struct{ ent.Schema }

// Mixin of Finding.
func (Finding) Mixin() []ent.Mixin { return company("fnd") }

// Fields of Finding.
func (Finding) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").MaxLen(30).Immutable().Comment("FND-2026-00042."),
		field.Enum("source").GoType(flow.FindingSource("")).Immutable(),
		field.Enum("subject_type").GoType(flow.SubjectType("")).Optional().Nillable().Immutable(),
		ref("subject_id", optional, fixed),
		field.Text("description").MaxRuneLen(20000).NotEmpty(),
		field.Enum("severity").GoType(flow.Severity("")).Default(string(flow.SeverityGeneral)),
		ref("department_id", optional),
		ref("owner_id", optional),
		field.Text("cause").MaxRuneLen(20000).Optional(),
		field.Enum("root_cause_class").GoType(flow.RootCauseClass("")).Optional().Nillable(),
		field.Bool("due_to_error").Default(false).Comment("Somebody erred: accountability follows (D0-66)."),
		field.Enum("state").GoType(flow.FindingState("")).Default(string(flow.FindingOpen)),
		field.Time("closed_at").Optional().Nillable(),
	}
}

// Edges of Finding.
func (Finding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("actions", ImprovementAction.Type).Annotations(connection(), entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Finding.
func (Finding) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "number").Unique(),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "source", "created_at", "id"),
		index.Fields("tenant_id", "subject_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "owner_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
	}
}

// Annotations of Finding.
func (Finding) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
