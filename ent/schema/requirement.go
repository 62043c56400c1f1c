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

// Requirement is what a customer needs, in the customer's own words and as
// understood, with its whole handling (D0-26, D0-45).
type Requirement struct{ ent.Schema }

// Mixin of Requirement.
func (Requirement) Mixin() []ent.Mixin { return listed("req") }

// Fields of Requirement.
func (Requirement) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").MaxLen(30).Optional().Nillable().Comment("REQ-2026-00042; none in DRAFT."),
		ref("customer_id", fixed),
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Text("original_text").MaxRuneLen(20000).NotEmpty().Immutable().Comment("The customer's words (D0-26)."),
		field.Text("content").MaxRuneLen(20000).NotEmpty(),
		field.Enum("source").GoType(flow.RequirementSource("")),
		field.Enum("channel").GoType(flow.Channel("")).Optional().Nillable(),
		field.Time("collected_at"),
		ref("collected_by_id", optional),
		field.Enum("category").GoType(flow.RequirementCategory("")),
		field.Enum("urgency").GoType(flow.Urgency("")).Annotations(orderField("URGENCY")),
		field.String("urgency_reason").MaxRuneLen(1000).Optional(),
		field.Enum("nature").GoType(flow.Nature("")).Optional().Nillable(),
		field.Text("expectation").MaxRuneLen(5000).Optional(),
		ref("lead_department_id", optional),
		ref("assignee_id", optional),
		field.Enum("state").GoType(flow.RequirementState("")).Default(string(flow.RequirementDraft)),
		field.Time("received_at").Optional().Nillable(),
		field.Time("due_at").Annotations(orderField("DUE_AT")).
			Comment("Earliest due time of the running clocks; 9999-12-31 for none."),
		field.JSON("aspects", []flow.Aspect{}).Optional(),
		field.Enum("service_phase").GoType(flow.ServicePhase("")).Optional().Nillable(),
		field.JSON("price", &flow.Price{}).Optional(),
		field.JSON("expectations", &flow.Expectations{}).Optional(),
		field.Enum("origin_type").GoType(flow.SubjectType("")).Optional().Nillable().Comment("Of the record it was drawn from."),
		ref("origin_id", optional),
		ref("form_id", optional),
		field.JSON("custom", map[string]any{}).Optional().Annotations(internal()).Comment("The values of the form's own fields, by their keys."),
		ref("team_id", optional),
		field.Bool("common_need").Default(false),
		field.Bool("historic").Default(false).Comment("Imported as a fact: nothing is promised any more."),
		field.String("external_system").MaxRuneLen(40).Optional().Nillable().Annotations(internal()).Comment("Where a fact comes from."),
		field.String("external_id").MaxRuneLen(100).Optional().Nillable().Annotations(internal()).Comment("Its identifier there."),
		field.Time("sent_at").Optional().Nillable().Annotations(internal()).Comment("When it was passed on, of a fact."),
		field.Bool("timely").Optional().Nillable().Annotations(internal()).Comment("Whether it was answered in time, of a fact that says so."),
		field.Text("stated_response").MaxRuneLen(5000).Optional().Annotations(internal()).Comment("The response as it was given, of a fact."),
		field.JSON("merge", &flow.Merge{}).Optional(),
		field.Time("customer_told_at").Optional().Nillable().Comment("When the customer last heard of it from us (D0-53)."),
		field.Time("silence_at").Optional().Nillable().Annotations(internal()).
			Comment("When the silence towards the customer is to be told next; none when nobody watches it, or all know."),
		field.Int("silence_told").Default(0).Annotations(internal()).Comment("How far up the silence was told: 1 the assignee, 2 the head."),
		field.JSON("feasibility", &flow.FeasibilityAssessment{}).Optional(),
		field.JSON("value", &flow.ValueAssessment{}).Optional(),
		field.JSON("plans", []flow.PlanRevision{}).Optional(),
		field.JSON("response", &flow.Response{}).Optional(),
		field.JSON("result", &flow.Result{}).Optional(),
		field.JSON("outcome", &flow.Outcome{}).Optional(),
		field.JSON("rejection", &flow.Rejection{}).Optional(),
		field.Time("planned_at").Optional().Nillable().Annotations(internal()).Comment("When it was first planned."),
		field.Int("reopen_count").Default(0),
		field.Time("closed_at").Optional().Nillable(),
		field.Time("auto_close_at").Optional().Nillable().Comment("When it closes without the customer's reply; in FEEDBACK only."),
		ref("merged_into_id", optional),
		ref("pending_approval_id", optional),
		ref("rating_id", optional),
		field.Text("grams").Default("").Annotations(internal()).Comment("Search grams of number, title and texts."),
	}
}

// Edges of Requirement.
func (Requirement) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id"),
		edge.To("lead_department", Department.Type).Unique().Field("lead_department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("assignee", Member.Type).Unique().Field("assignee_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("collected_by", Member.Type).Unique().Field("collected_by_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("merged", Requirement.Type).Annotations(internal(), entsql.OnDelete(entsql.NoAction)).
			From("merged_into").Unique().Field("merged_into_id"),
		edge.To("pending_approval", Approval.Type).Unique().Field("pending_approval_id").Annotations(entsql.OnDelete(entsql.NoAction)).
			Comment("Of its rejection, while others are asked."),
		edge.To("rating", SatisfactionRating.Type).Unique().Field("rating_id").Annotations(entsql.OnDelete(entsql.NoAction)).
			Comment("How the customer took the newest result."),
		edge.To("form", RequirementForm.Type).Unique().Field("form_id").Annotations(entsql.OnDelete(entsql.NoAction), mapsTo("form", "custom")),
		edge.To("team", WorkGroup.Type).Unique().Field("team_id").Annotations(entsql.OnDelete(entsql.NoAction)).
			Comment("The response team that answers it (D0-43)."),
		edge.To("clocks", SlaClock.Type).Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("assisting", RequirementDepartment.Type).Annotations(mapsTo("assistingDepartments")),
		edge.To("links", RequirementLink.Type),
		edge.To("assessments", RequirementAssessment.Type).Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.From("progress", ProgressEntry.Type).Ref("requirement").Annotations(connection()),
	}
}

// Indexes of Requirement.
func (Requirement) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "number").Unique(),
		index.Fields("tenant_id", "external_system", "external_id").Unique(),
		index.Fields("tenant_id", "timely", "received_at"),
		index.Fields("tenant_id", "urgency", "id"),
		index.Fields("tenant_id", "due_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "updated_at", "id"),
		index.Fields("tenant_id", "urgency", "due_at", "id"),
		index.Fields("tenant_id", "state", "due_at", "id"),
		index.Fields("tenant_id", "customer_id", "created_at", "id"),
		index.Fields("tenant_id", "lead_department_id", "due_at", "id"),
		index.Fields("tenant_id", "assignee_id", "due_at", "id"),
		index.Fields("tenant_id", "created_by", "due_at", "id"),
		index.Fields("tenant_id", "collected_by_id", "due_at", "id"),
		index.Fields("tenant_id", "auto_close_at"),
		index.Fields("tenant_id", "received_at", "id"),
		index.Fields("tenant_id", "silence_at"),
		index.Fields("tenant_id", "origin_id"),
		index.Fields("tenant_id", "team_id"),
		index.Fields("tenant_id", "merged_into_id", "created_at", "id"),
	}
}

// Annotations of Requirement.
func (Requirement) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
