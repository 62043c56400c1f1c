package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Approval is a request that others must agree to before it is done.
type Approval struct{ ent.Schema }

// Mixin of Approval.
func (Approval) Mixin() []ent.Mixin { return company("apv") }

// Fields of Approval.
func (Approval) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(flow.ApprovalKind("")).Immutable(),
		field.Enum("subject_type").GoType(flow.SubjectType("")).Immutable(),
		ref("subject_id", fixed),
		field.String("number").MaxLen(30).Optional().Immutable().Comment("Of the subject."),
		ref("requester_id", fixed),
		ref("department_id", optional, fixed),
		field.Text("reason").MaxRuneLen(5000).Optional().Immutable(),
		field.JSON("steps", []flow.ApprovalStep{}).Immutable(),
		field.JSON("votes", []flow.ApprovalVote{}),
		field.Int("step").Default(0).Comment("The one that is asked now, from 0."),
		field.Enum("state").GoType(flow.ApprovalState("")).Default(string(flow.ApprovalPending)),
		field.Time("expires_at").Immutable(),
		field.Time("decided_at").Optional().Nillable(),
		field.JSON("plan", json.RawMessage{}).Optional().Immutable().Annotations(internal()).
			Comment("What is done when it is approved."),
		field.JSON("clause_ids", []string{}).Immutable(),
		field.String("pending_key").MaxLen(100).Optional().Nillable().Annotations(internal()).
			Comment("Kind and subject while it is pending, so that one thing is asked once; none after."),
	}
}

// Edges of Approval.
func (Approval) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("requester", Member.Type).Unique().Required().Immutable().Field("requester_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Immutable().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of Approval.
func (Approval) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "pending_key").Unique(),
		index.Fields("tenant_id", "subject_id", "created_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "state", "created_at", "id"),
		index.Fields("tenant_id", "state", "expires_at"),
		index.Fields("tenant_id", "requester_id", "created_at", "id"),
		index.Fields("tenant_id", "department_id", "created_at", "id"),
	}
}

// Annotations of Approval.
func (Approval) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
