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

// RequirementSet is requirements that belong together, to be taken up by a department (D0-39).
type RequirementSet struct{ ent.Schema }

// Mixin of RequirementSet.
func (RequirementSet) Mixin() []ent.Mixin { return company("rst") }

// Fields of RequirementSet.
func (RequirementSet) Fields() []ent.Field {
	return []ent.Field{
		field.String("theme").MaxRuneLen(200).NotEmpty(),
		field.Text("summary").MaxRuneLen(20000).Optional(),
		ref("owner_id", optional),
		ref("department_id", optional),
		field.Enum("state").GoType(flow.RequirementSetState("")).Default(string(flow.SetDraft)),
		ref("taken_by_id", optional),
		field.Time("handed_over_at").Optional().Nillable(),
		field.Text("answer").MaxRuneLen(20000).Optional(),
		field.Time("answered_at").Optional().Nillable(),
		ref("answered_by_id", optional),
	}
}

// Edges of RequirementSet.
func (RequirementSet) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("taken_by", Department.Type).Unique().Field("taken_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("answered_by", Member.Type).Unique().Field("answered_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("items", RequirementSetItem.Type),
	}
}

// Indexes of RequirementSet.
func (RequirementSet) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "owner_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
		index.Fields("tenant_id", "taken_by_id", "created_at", "id"),
		index.Fields("tenant_id", "created_by", "created_at", "id"),
		index.Fields("tenant_id", "answered_by_id"),
	}
}

// Annotations of RequirementSet.
func (RequirementSet) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
