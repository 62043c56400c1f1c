package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/flow"
	"heed/rules/money"
)

// PurchaseRecord is an order of a customer and its delivery (D1-10, D2-32 to D2-34).
type PurchaseRecord struct{ ent.Schema }

// Mixin of PurchaseRecord.
func (PurchaseRecord) Mixin() []ent.Mixin { return company("pur") }

// Fields of PurchaseRecord.
func (PurchaseRecord) Fields() []ent.Field {
	return []ent.Field{
		ref("customer_id", fixed),
		ref("department_id", optional),
		ref("member_id", optional),
		field.String("order_no").MaxRuneLen(60).NotEmpty(),
		field.String("product").MaxRuneLen(200).NotEmpty(),
		field.Int64("amount").GoType(money.Amount(0)),
		field.String("currency").MaxLen(3).NotEmpty(),
		field.String("ordered_on").MaxLen(10).NotEmpty().Annotations(orderField("ORDERED_ON")).Comment("A day, YYYY-MM-DD."),
		field.Time("promised_delivery_at").Annotations(orderField("PROMISED_DELIVERY_AT")).Comment("9999-12-31 for none."),
		field.Time("shipped_at").Optional().Nillable(),
		field.Time("delivered_at").Optional().Nillable(),
		field.Enum("delivery_state").GoType(flow.DeliveryState("")).Default(string(flow.DeliveryPlanned)),
		field.String("tracking_ref").MaxRuneLen(100).Optional(),
		field.JSON("exceptions", []flow.DeliveryException{}),
		field.Bool("exceptions_open").Default(false).Annotations(internal()).Comment("Some of the exceptions are still to be made good."),
		field.Bool("delay_noted").Default(false).Annotations(internal()).Comment("Nothing is noted any more of the time promised now: that it has passed stands among the exceptions, or was history when it was written down."),
		field.Text("end_reason").MaxRuneLen(2000).Optional().Comment("Why it was returned or cancelled."),
	}
}

// Edges of PurchaseRecord.
func (PurchaseRecord) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Required().Immutable().Field("customer_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("department", Department.Type).Unique().Field("department_id").Annotations(entsql.OnDelete(entsql.NoAction)),
		edge.To("member", Member.Type).Unique().Field("member_id").Annotations(entsql.OnDelete(entsql.NoAction)),
	}
}

// Indexes of PurchaseRecord.
func (PurchaseRecord) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "order_no").Unique(),
		index.Fields("tenant_id", "ordered_on", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "promised_delivery_at", "id"),
		index.Fields("tenant_id", "delivery_state", "ordered_on", "id"),
		index.Fields("tenant_id", "delivery_state", "promised_delivery_at", "id"),
		index.Fields("tenant_id", "delivered_at", "id"),
		index.Fields("tenant_id", "exceptions_open", "ordered_on", "id"),
		index.Fields("tenant_id", "customer_id", "ordered_on", "id"),
		index.Fields("tenant_id", "department_id", "ordered_on", "id"),
		index.Fields("tenant_id", "member_id", "ordered_on", "id"),
		index.Fields("tenant_id", "created_by", "ordered_on", "id"),
	}
}

// Annotations of PurchaseRecord.
func (PurchaseRecord) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
