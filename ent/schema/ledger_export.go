package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// LedgerExport is the ledger as a file that a member has asked for, and how far it
// is written (D0-56). The file itself is kept nowhere.
type LedgerExport struct{ ent.Schema }

// Mixin of LedgerExport.
func (LedgerExport) Mixin() []ent.Mixin { return company("lex") }

// Fields of LedgerExport.
func (LedgerExport) Fields() []ent.Field {
	return []ent.Field{
		ref("member_id", fixed),
		field.Enum("format").GoType(flow.ExportFormat("")).Immutable(),
		field.JSON("filter", json.RawMessage{}).Optional().Annotations(internal()).Comment("Which rows."),
		field.Enum("state").GoType(flow.ExportState("")).Default(string(flow.ExportPending)),
		field.Int("rows").Default(0).Comment("How many it will have, as they were counted at its start."),
		field.Int("rows_done").Default(0),
		field.Time("expires_at").Immutable().Comment("Until when it can be fetched."),
		field.Time("ended_at").Optional().Nillable(),
	}
}

// Edges of LedgerExport.
func (LedgerExport) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("member", Member.Type).Unique().Required().Immutable().Field("member_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of LedgerExport.
func (LedgerExport) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "member_id", "created_at", "id"),
		index.Fields("tenant_id", "created_at"), // what is old enough to be forgotten
	}
}
