package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// IdentificationDepartment is a department that is asked to score in a round (D2-47).
type IdentificationDepartment struct{ ent.Schema }

// Mixin of IdentificationDepartment.
func (IdentificationDepartment) Mixin() []ent.Mixin { return companyJoin("idd") }

// Fields of IdentificationDepartment.
func (IdentificationDepartment) Fields() []ent.Field {
	return []ent.Field{
		ref("round_id", fixed),
		ref("department_id", fixed),
		field.Time("scored_at").Optional().Nillable().Comment("When it last scored."),
		ref("scored_by_id", optional),
	}
}

// Edges of IdentificationDepartment.
func (IdentificationDepartment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("round", IdentificationRound.Type).Ref("departments").Unique().Required().Immutable().Field("round_id"),
		edge.To("department", Department.Type).Unique().Required().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("scored_by", Member.Type).Unique().Field("scored_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of IdentificationDepartment.
func (IdentificationDepartment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "round_id", "department_id").Unique(),
		index.Fields("tenant_id", "department_id"),
		index.Fields("tenant_id", "scored_by_id"),
	}
}
