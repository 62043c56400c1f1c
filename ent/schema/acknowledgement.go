package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Acknowledgement is a member's word that they have read a document (D2-81).
type Acknowledgement struct{ ent.Schema }

// Mixin of Acknowledgement.
func (Acknowledgement) Mixin() []ent.Mixin { return companyJoin("ack") }

// Fields of Acknowledgement.
func (Acknowledgement) Fields() []ent.Field {
	return []ent.Field{
		ref("document_id", fixed),
		ref("member_id", fixed),
		ref("department_id", optional, fixed),
		field.String("post").MaxRuneLen(100).Optional().Immutable().Comment("The member's, then."),
		field.Time("acknowledged_at").Immutable().Annotations(orderField("ACKNOWLEDGED_AT")),
	}
}

// Edges of Acknowledgement.
func (Acknowledgement) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.From("document", GoverningDocument.Type).Ref("acknowledgements").Unique().Required().Immutable().Field("document_id"),
		edge.To("member", Member.Type).Unique().Required().Immutable().Field("member_id").Annotations(keep),
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(keep),
	}
}

// Indexes of Acknowledgement.
func (Acknowledgement) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "document_id", "member_id").Unique(),
		index.Fields("tenant_id", "document_id", "acknowledged_at", "id"),
		index.Fields("tenant_id", "member_id", "acknowledged_at", "id"),
		index.Fields("tenant_id", "department_id", "acknowledged_at", "id"),
	}
}

// Annotations of Acknowledgement.
func (Acknowledgement) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
