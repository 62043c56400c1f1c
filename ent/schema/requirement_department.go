package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/index"
)

// RequirementDepartment is a department that assists the leading one (D0-05, D0-58).
type RequirementDepartment struct{ ent.Schema }

// Mixin of RequirementDepartment.
func (RequirementDepartment) Mixin() []ent.Mixin { return companyJoin("rqd") }

// Fields of RequirementDepartment.
func (RequirementDepartment) Fields() []ent.Field {
	return []ent.Field{ref("requirement_id", fixed), ref("department_id", fixed)}
}

// Edges of RequirementDepartment.
func (RequirementDepartment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("requirement", Requirement.Type).Ref("assisting").Unique().Required().Immutable().Field("requirement_id"),
		edge.To("department", Department.Type).Unique().Required().Immutable().Field("department_id"),
	}
}

// Indexes of RequirementDepartment.
func (RequirementDepartment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "requirement_id", "department_id").Unique(),
		index.Fields("tenant_id", "department_id"),
	}
}
