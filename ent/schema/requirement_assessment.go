package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// RequirementAssessment is what a department thinks of a requirement: whether it can be done, or
// what it is worth (D0-34 to D0-37). Each department has one of each kind; what it gives later
// stands in its place.
type RequirementAssessment struct{ ent.Schema }

// Mixin of RequirementAssessment.
func (RequirementAssessment) Mixin() []ent.Mixin { return company("asm") }

// Fields of RequirementAssessment.
func (RequirementAssessment) Fields() []ent.Field {
	return []ent.Field{
		ref("requirement_id", fixed),
		ref("department_id", optional, fixed),
		ref("assessor_id", optional),
		field.Enum("kind").GoType(flow.AssessmentKind("")).Immutable(),
		field.JSON("feasibility", &flow.FeasibilityAssessment{}).Optional().Comment("Of kind FEASIBILITY."),
		field.JSON("value", &flow.ValueAssessment{}).Optional().Comment("Of kind VALUE."),
		field.Bool("deciding").Default(false).Comment("Given with the plan: the requirement's own."),
		field.Time("assessed_at"),
	}
}

// Edges of RequirementAssessment.
func (RequirementAssessment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("requirement", Requirement.Type).Ref("assessments").Unique().Required().Immutable().Field("requirement_id"),
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)).
			Comment("None for an assessor without one."),
		edge.To("assessor", Member.Type).Unique().Field("assessor_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of RequirementAssessment.
func (RequirementAssessment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "requirement_id", "department_id", "kind").Unique().
			StorageKey("requirementassessment_requirement_department_kind"),
		index.Fields("tenant_id", "department_id"),
		index.Fields("tenant_id", "assessor_id"),
	}
}
