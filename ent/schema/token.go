package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// Token is the directory of links sent to people: what the bearer of a secret
// may do, and in which company. Of the secret only the hash is kept.
type Token struct{ ent.Schema }

// Mixin of Token.
func (Token) Mixin() []ent.Mixin { return global("tok") }

// Fields of Token.
func (Token) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("hash").Unique().Immutable(),
		field.Enum("kind").GoType(flow.TokenKind("")).Immutable(),
		ref("company_id", optional, fixed),
		ref("subject_id", fixed),
		field.Time("created_at").Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("used_at").Optional().Nillable(),
	}
}

// Indexes of Token.
func (Token) Indexes() []ent.Index {
	return []ent.Index{index.Fields("subject_id", "kind"), index.Fields("company_id"), index.Fields("expires_at")}
}

// Annotations of Token.
func (Token) Annotations() []schema.Annotation {
	return []schema.Annotation{internal(), entsql.Table("token_directory")}
}
