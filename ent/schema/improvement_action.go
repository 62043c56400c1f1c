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

// ImprovementAction is a measure against a cause, and whether it had its effect (D0-06, D0-65).
type ImprovementAction struct{ ent.Schema }

// Mixin of ImprovementAction.
func (ImprovementAction) Mixin() []ent.Mixin { return company("act") }

// Fields of ImprovementAction.
func (ImprovementAction) Fields() []ent.Field {
	return []ent.Field{
		ref("finding_id", optional, fixed),
		ref("report_id", optional, fixed),
		field.Enum("kind").GoType(flow.ActionKind("")).Immutable(),
		field.Text("measure").MaxRuneLen(5000).NotEmpty(),
		ref("department_id", optional),
		ref("owner_id", optional),
		field.Time("due_at").Annotations(orderField("DUE_AT")),
		field.Int("progress_percent").Default(0).Min(0).Max(100),
		field.Text("criterion").MaxRuneLen(2000).NotEmpty().Comment("By what its effect is seen."),
		ref("indicator_id", optional),
		field.Float("target").Optional().Nillable().Comment("What the indicator is to reach."),
		field.Float("reached").Optional().Nillable().Comment("Where the indicator stood when its effect was looked at."),
		field.Time("check_on").Comment("When its effect is looked at."),
		ref("verifier_id", optional),
		field.Text("effect").MaxRuneLen(5000).Optional().Comment("What was seen."),
		field.Time("verified_at").Optional().Nillable(),
		field.Time("done_at").Optional().Nillable(),
		ref("done_by_id", optional),
		field.Text("cancel_reason").MaxRuneLen(2000).Optional(),
		field.Enum("state").GoType(flow.ActionState("")).Default(string(flow.ActionPlanned)),
		ref("project_id", optional),
	}
}

// Edges of ImprovementAction.
func (ImprovementAction) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("finding", Finding.Type).Ref("actions").Unique().Immutable().Field("finding_id"),
		edge.From("project", ImprovementProject.Type).Ref("actions").Unique().Field("project_id"),
		edge.From("progress", ProgressEntry.Type).Ref("action").Annotations(connection()),
		edge.To("indicator", Indicator.Type).Unique().Field("indicator_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("report", Report.Type).Unique().Immutable().Field("report_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("done_by", Member.Type).Unique().Field("done_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("verifier", Member.Type).Unique().Field("verifier_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of ImprovementAction.
func (ImprovementAction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "due_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "due_at", "id"),
		index.Fields("tenant_id", "finding_id", "due_at", "id"),
		index.Fields("tenant_id", "report_id"),
		index.Fields("tenant_id", "indicator_id"),
		index.Fields("tenant_id", "project_id", "due_at", "id"),
		index.Fields("tenant_id", "department_id", "due_at", "id"),
		index.Fields("tenant_id", "owner_id", "due_at", "id"),
		index.Fields("tenant_id", "verifier_id", "due_at", "id"),
		index.Fields("tenant_id", "done_by_id"),
		index.Fields("tenant_id", "created_by", "due_at", "id"),
	}
}

// Annotations of ImprovementAction.
func (ImprovementAction) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
