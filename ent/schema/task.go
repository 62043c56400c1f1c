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

// Task is a piece of work that the rules or a member ask of somebody.
type Task struct{ ent.Schema }

// Mixin of Task.
func (Task) Mixin() []ent.Mixin { return company("tsk") }

// Fields of Task.
func (Task) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("type").GoType(flow.TaskType("")).Immutable(),
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Enum("subject_type").GoType(flow.SubjectType("")).Optional().Nillable().Immutable(),
		ref("subject_id", optional, fixed),
		ref("customer_id", optional, fixed),
		ref("plan_id", optional, fixed),
		field.String("rule_key").MaxLen(60).Optional().Immutable().Comment("Of the plan's rule that asks for it."),
		field.Time("period_start").Optional().Nillable().Immutable(),
		field.Enum("evidence_type").GoType(flow.SubjectType("")).Optional().Nillable(),
		ref("evidence_id", optional),
		ref("assignee_id", optional),
		ref("department_id", optional),
		field.Enum("priority").GoType(flow.Priority("")).Default(string(flow.PriorityNormal)),
		field.Time("due_at").Annotations(orderField("DUE_AT")).Comment("9999-12-31 for none."),
		field.Enum("state").GoType(flow.TaskState("")).Default(string(flow.TaskOpen)),
		field.Text("result").MaxRuneLen(5000).Optional(),
		field.Time("ended_at").Optional().Nillable(),
		field.Time("next_tick_at").Optional().Nillable().Annotations(internal()).
			Comment("When it is reminded of or missed; none when nothing is left to tell."),
		field.JSON("clause_ids", []string{}).Immutable(),
		field.String("dedupe_key").MaxLen(200).Optional().Nillable().Immutable().Annotations(internal()).
			Comment("What opened it, so that it is opened once."),
	}
}

// Edges of Task.
func (Task) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Immutable().Field("customer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("plan", EngagementPlan.Type).Unique().Immutable().Field("plan_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("assignee", Member.Type).Unique().Field("assignee_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Task.
func (Task) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "dedupe_key").Unique(),
		index.Fields("tenant_id", "due_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "due_at", "id"),
		index.Fields("tenant_id", "type", "due_at", "id"),
		index.Fields("tenant_id", "next_tick_at"),
		index.Fields("tenant_id", "assignee_id", "due_at", "id"),
		index.Fields("tenant_id", "department_id", "due_at", "id"),
		index.Fields("tenant_id", "created_by", "due_at", "id"),
		index.Fields("tenant_id", "subject_id", "due_at", "id"),
		index.Fields("tenant_id", "customer_id", "due_at", "id"),
		index.Fields("tenant_id", "plan_id", "due_at", "id"),
		index.Fields("tenant_id", "evidence_id"),
	}
}

// Annotations of Task.
func (Task) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
