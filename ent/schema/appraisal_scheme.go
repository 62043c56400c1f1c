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

// AppraisalScheme is by what the work of people is appraised (D0-78, D0-79).
type AppraisalScheme struct{ ent.Schema }

// Mixin of AppraisalScheme.
func (AppraisalScheme) Mixin() []ent.Mixin { return company("asc") }

// Fields of AppraisalScheme.
func (AppraisalScheme) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Enum("period").GoType(flow.Period("")),
		field.JSON("metrics", []appraise.Weight{}),
		field.JSON("posts", []string{}).Comment("Whom it is for; everybody when both are empty."),
		field.JSON("department_ids", []typeid.ID{}),
		field.Enum("state").GoType(flow.AppraisalSchemeState("")).Default(string(flow.SchemeDraft)),
		field.Time("ended_at").Optional().Nillable(),
	}
}

// Edges of AppraisalScheme.
func (AppraisalScheme) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("appraisals", Appraisal.Type).Annotations(internal(), entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of AppraisalScheme.
func (AppraisalScheme) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
	}
}

// Annotations of AppraisalScheme.
func (AppraisalScheme) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
