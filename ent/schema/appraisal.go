package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/appraise"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Appraisal is how a member worked in a period, by a scheme (D0-78).
type Appraisal struct{ ent.Schema }

// Mixin of Appraisal.
func (Appraisal) Mixin() []ent.Mixin { return company("apa") }

// Fields of Appraisal.
func (Appraisal) Fields() []ent.Field {
	return []ent.Field{
		ref("scheme_id", fixed),
		ref("member_id", fixed),
		ref("department_id", optional, fixed),
		field.String("post").MaxRuneLen(100).Optional().Immutable().Comment("The member's, then."),
		field.String("period_start").MaxLen(10).Immutable().Annotations(orderField("PERIOD_START")).Comment("YYYY-MM-DD."),
		field.String("period_end").MaxLen(10).Immutable().Comment("The last day, YYYY-MM-DD."),
		field.JSON("lines", []appraise.Line{}),
		field.Float("score").Optional().Nillable().Comment("0 to 100; none where nothing could be counted."),
		field.Time("drawn_at"),
		field.Enum("state").GoType(flow.AppraisalState("")).Default(string(flow.AppraisalDraft)),
		field.Text("comment").MaxRuneLen(5000).Optional(),
		ref("commenter_id", optional),
		field.JSON("commenters", []typeid.ID{}).Optional().Annotations(internal()).Comment("All who have commented: none of them decides on an appeal."),
		field.Time("commented_at").Optional().Nillable(),
		field.Time("shown_at").Optional().Nillable(),
		field.Text("appeal").MaxRuneLen(5000).Optional(),
		field.Time("appealed_at").Optional().Nillable(),
		field.Text("decision").MaxRuneLen(5000).Optional(),
		ref("decider_id", optional),
		field.Time("decided_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable(),
	}
}

// Edges of Appraisal.
func (Appraisal) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.From("scheme", AppraisalScheme.Type).Ref("appraisals").Unique().Required().Immutable().Field("scheme_id"),
		edge.To("member", Member.Type).Unique().Required().Immutable().Field("member_id").Annotations(keep),
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(keep),
		edge.To("commenter", Member.Type).Unique().Field("commenter_id").Annotations(keep),
		edge.To("decider", Member.Type).Unique().Field("decider_id").Annotations(keep),
	}
}

// Indexes of Appraisal.
func (Appraisal) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "period_start", "id"),
		index.Fields("tenant_id", "scheme_id", "period_start", "member_id"),
		index.Fields("tenant_id", "member_id", "period_start", "id"),
		index.Fields("tenant_id", "department_id", "period_start", "id"),
		index.Fields("tenant_id", "state", "period_start", "id"),
		index.Fields("tenant_id", "state", "shown_at"),
		index.Fields("tenant_id", "commenter_id"),
		index.Fields("tenant_id", "decider_id"),
	}
}

// Annotations of Appraisal.
func (Appraisal) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
