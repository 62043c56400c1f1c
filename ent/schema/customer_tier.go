package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
)

// CustomerTier is one of the company's own classes of customers.
type CustomerTier struct{ ent.Schema }

// Mixin of CustomerTier.
func (CustomerTier) Mixin() []ent.Mixin { return company("tie") }

// Fields of CustomerTier.
func (CustomerTier) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").MaxLen(40).NotEmpty().Immutable(),
		field.String("label").MaxRuneLen(60).NotEmpty(),
		field.Int("rank").Comment("1 is the most valued."),
		field.Enum("collection_class").GoType(flow.CollectionClass("")),
		field.Enum("maintenance_class").GoType(flow.MaintenanceClass("")),
	}
}

// Indexes of CustomerTier.
func (CustomerTier) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "key").Unique()}
}
