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

// ImprovementProject is several actions with one goal (D2-19, D2-54).
type ImprovementProject struct{ ent.Schema }

// Mixin of ImprovementProject.
func (ImprovementProject) Mixin() []ent.Mixin { return company("ipr") }

// Fields of ImprovementProject.
func (ImprovementProject) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(200).NotEmpty(),
		field.Text("goal").MaxRuneLen(5000).NotEmpty(),
		ref("indicator_id", optional),
		field.Float("target").Optional().Nillable().Comment("What the indicator is to reach."),
		ref("department_id", optional),
		ref("owner_id", optional),
		field.JSON("past_owner_ids", []typeid.ID{}).Optional().Annotations(internal()).Comment("Who owned it before: they do not close it either."),
		field.String("from_on").MaxLen(10).NotEmpty().Comment("A day, YYYY-MM-DD."),
		field.String("until_on").MaxLen(10).NotEmpty().Annotations(orderField("UNTIL_ON")).Comment("A day, YYYY-MM-DD."),
		field.Enum("state").GoType(flow.ProjectState("")).Default(string(flow.ProjectRunning)),
		field.Int("progress_percent").Default(0).Comment("Of its actions, on average; kept as they move."),
		field.Int("action_count").Default(0),
		field.Int("done_count").Default(0).Comment("Of them those that are done."),
		field.Text("result").MaxRuneLen(5000).Optional(),
		field.Float("reached").Optional().Nillable().Comment("Where the indicator stood in the end."),
		field.Time("closed_at").Optional().Nillable(),
		field.Text("cancel_reason").MaxRuneLen(2000).Optional(),
	}
}

// Edges of ImprovementProject.
func (ImprovementProject) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("indicator", Indicator.Type).Unique().Field("indicator_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("owner", Member.Type).Unique().Field("owner_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("actions", ImprovementAction.Type).Annotations(connection(), entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of ImprovementProject.
func (ImprovementProject) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "name").Unique(),
		index.Fields("tenant_id", "until_on", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "until_on", "id"),
		index.Fields("tenant_id", "department_id", "until_on", "id"),
		index.Fields("tenant_id", "owner_id", "until_on", "id"),
		index.Fields("tenant_id", "created_by", "until_on", "id"),
		index.Fields("tenant_id", "indicator_id"),
	}
}

// Annotations of ImprovementProject.
func (ImprovementProject) Annotations() []schema.Annotation {
	return []schema.Annotation{connection()}
}
