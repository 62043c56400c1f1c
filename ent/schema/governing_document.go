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

// GoverningDocument is what the company tells its people by (D2-81).
type GoverningDocument struct{ ent.Schema }

// Mixin of GoverningDocument.
func (GoverningDocument) Mixin() []ent.Mixin { return company("gdc") }

// Fields of GoverningDocument.
func (GoverningDocument) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(flow.DocumentKind("")).Immutable(),
		field.String("title").MaxRuneLen(200).NotEmpty(),
		field.Text("body").MaxRuneLen(50000).NotEmpty(),
		field.Enum("channel").GoType(flow.PublicityChannel("")),
		field.String("period_start").MaxLen(10).Annotations(orderField("PERIOD_START")).Comment("YYYY-MM-DD."),
		field.String("period_end").MaxLen(10).Comment("The last day, YYYY-MM-DD."),
		field.JSON("posts", []string{}).Comment("Whom it is for; everybody when both are empty."),
		field.JSON("department_ids", []typeid.ID{}),
		ref("department_id", optional),
		field.Enum("state").GoType(flow.DocumentState("")).Default(string(flow.DocumentDraft)),
		field.Time("effective_at").Optional().Nillable(),
		field.Time("ended_at").Optional().Nillable(),
		field.Text("end_reason").MaxRuneLen(2000).Optional(),
	}
}

// Edges of GoverningDocument.
func (GoverningDocument) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(keep),
		edge.To("acknowledgements", Acknowledgement.Type).Annotations(internal(), keep),
	}
}

// Indexes of GoverningDocument.
func (GoverningDocument) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "period_start", "id"),
		index.Fields("tenant_id", "state", "period_start", "id"),
		index.Fields("tenant_id", "channel", "period_start", "id"),
		index.Fields("tenant_id", "department_id", "period_start", "id"),
		index.Fields("tenant_id", "created_by", "period_start", "id"),
		index.Fields("tenant_id", "state", "period_end"),
	}
}

// Annotations of GoverningDocument.
func (GoverningDocument) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
