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

// Complaint is what a customer is not content with, and its whole handling (D1-41 to
// D1-47, D2-56 to D2-64).
type Complaint struct{ ent.Schema }

// Mixin of Complaint.
func (Complaint) Mixin() []ent.Mixin {
	mixins := person("cmp", []string{"phone", "email", "reach"},
		[]string{"complainant_name", "content", "remedy_sought", "order_no", "answer", "reopenings", "withdrawal", "grams"})
	mixins[2] = stamped{listed: true}
	return mixins
}

// Fields of Complaint.
func (Complaint) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").MaxLen(30).NotEmpty().Immutable().Comment("CMP-2026-00042."),
		ref("customer_id", optional),
		ref("contact_id", optional),
		ref("purchase_id", optional),
		ref("touchpoint_id", optional),
		ref("form_id", optional, fixed),
		field.Enum("intake").GoType(flow.ComplaintIntake("")).Immutable(),
		field.String("complainant_name").MaxRuneLen(100).Optional(),
		field.Bytes("phone").Optional().Sensitive().Annotations(internal()),
		field.Bytes("phone_hash").Optional().Sensitive().Annotations(internal()),
		field.Bytes("email").Optional().Sensitive().Annotations(internal()),
		field.Bytes("email_hash").Optional().Sensitive().Annotations(internal()),
		field.Bytes("reach").Optional().Sensitive().Annotations(internal()).Comment("Another way to reach the complainant: an address, WeChat."),
		field.String("locale").MaxLen(10).Default("zh_Hans").Comment("In which language the complainant is written to."),
		field.Text("content").MaxRuneLen(20000).NotEmpty().Comment("The complainant's words (D2-57)."),
		field.String("product").MaxRuneLen(200).Optional(),
		field.String("order_no").MaxRuneLen(60).Optional().Comment("As the complainant knows it; which purchase it is stands in purchase_id."),
		field.Text("remedy_sought").MaxRuneLen(5000).Optional(),
		field.Bool("disputed").Optional().Nillable().Comment("The customer disputes the outcome; unknown when not said."),
		field.Time("complained_at").Annotations(orderField("COMPLAINED_AT")),
		field.String("happened_on").MaxLen(10).Optional().Comment("The day on which it happened, YYYY-MM-DD, where the complainant says."),
		field.Enum("channel").GoType(flow.Channel("")),
		field.Time("received_at"),
		field.Time("promised_at").Comment("By when the customer was promised an answer (D2-58); 9999-12-31 for never, of facts."),
		field.Bool("promise_confirmed").Default(false).Comment("A member has told the customer so, or confirmed what the page said."),
		field.Time("due_at").Annotations(orderField("DUE_AT")).Comment("Earliest due time of the running clocks; 9999-12-31 for none."),
		ref("owner_department_id", optional),
		ref("assignee_id", optional),
		field.Enum("state").GoType(flow.ComplaintState("")).Default(string(flow.ComplaintReceived)),
		field.Enum("nature").GoType(flow.ComplaintNature("")).Optional().Nillable(),
		field.Enum("severity").GoType(flow.Severity("")).Optional().Nillable(),
		field.Bool("cross_department").Default(false),
		field.Enum("path").GoType(flow.HandlingPath("")).Optional().Nillable(),
		field.Enum("level").GoType(flow.ComplaintLevel("")).Default(string(flow.LevelDepartment)),
		field.JSON("triages", []flow.Triage{}).Optional(),
		field.Time("handed_over_at").Optional().Nillable().Comment("When the management department took it over (D2-62)."),
		ref("group_id", optional),
		field.JSON("acknowledgement", &flow.Acknowledgement{}).Optional(),
		field.JSON("investigation", &flow.Investigation{}).Optional(),
		field.Enum("root_cause").GoType(flow.RootCauseClass("")).Optional().Nillable(),
		field.JSON("measures", []flow.Measure{}).Optional(),
		field.JSON("plans", []flow.PlanRevision{}).Optional(),
		field.JSON("decision", &flow.ComplaintDecision{}).Optional(),
		field.JSON("reply", &flow.ComplaintReply{}).Optional(),
		field.JSON("answer", &flow.ComplaintAnswer{}).Optional(),
		field.JSON("reopenings", []flow.ComplaintReopening{}).Optional(),
		field.Int("reopen_count").Default(0),
		field.Enum("outcome").GoType(flow.ComplaintOutcome("")).Optional().Nillable(),
		field.JSON("closing", &flow.ComplaintEnding{}).Optional(),
		field.JSON("withdrawal", &flow.ComplaintEnding{}).Optional(),
		field.Time("closed_at").Optional().Nillable(),
		field.Time("no_reply_at").Optional().Nillable().Comment("From when on it may be closed without the customer's word; in FEEDBACK only."),
		field.Int("attempts").Default(0).Annotations(internal()).Comment("How often the customer was asked since the reply."),
		ref("recurrence_of_id", optional),
		field.Bool("recurred").Default(false).Annotations(internal()).Comment("Another complaint is a recurrence of it; for the figures."),
		ref("rating_id", optional),
		field.Time("customer_told_at").Optional().Nillable().Comment("When the customer last heard of it from us (D2-64)."),
		field.Time("silence_at").Optional().Nillable().Annotations(internal()).Comment("When the silence towards the customer is to be told next."),
		field.Int("silence_told").Default(0).Annotations(internal()).Comment("How far up the silence was told: 1 the assignee, 2 the head."),
		field.Bool("historic").Default(false).Comment("Imported as a fact: nothing is promised any more."),
		field.String("external_system").MaxRuneLen(40).Optional().Nillable().Annotations(internal()),
		field.String("external_id").MaxRuneLen(100).Optional().Nillable().Annotations(internal()),
		field.Bool("timely").Optional().Nillable().Annotations(internal()).Comment("Whether it was answered in time, of a fact that says so."),
		field.String("stated_response").MaxRuneLen(500).Optional().Annotations(internal()).Comment("How it ended by its source, of a fact."),
		field.Time("erased_at").Optional().Nillable().Comment("Since when nothing of the complainant is kept."),
		field.Text("grams").Optional().Annotations(internal()).Comment("Search grams of number, product and texts."),
	}
}

// Edges of Complaint.
func (Complaint) Edges() []ent.Edge {
	keep := entsql.OnDelete(entsql.NoAction)
	return []ent.Edge{
		edge.To("customer", Customer.Type).Unique().Field("customer_id").Annotations(keep),
		edge.To("contact", Contact.Type).Unique().Field("contact_id").Annotations(keep),
		edge.To("purchase", PurchaseRecord.Type).Unique().Field("purchase_id").Annotations(keep),
		edge.To("touchpoint", Touchpoint.Type).Unique().Field("touchpoint_id").Annotations(keep).
			Comment("Where the customer met the company (D2-65, D2-69)."),
		edge.To("form", ComplaintForm.Type).Unique().Immutable().Field("form_id").Annotations(keep),
		edge.To("owner_department", Department.Type).Unique().Field("owner_department_id").Annotations(keep),
		edge.To("assignee", Member.Type).Unique().Field("assignee_id").Annotations(keep),
		edge.To("group", WorkGroup.Type).Unique().Field("group_id").Annotations(internal(), keep).
			Comment("That handles it jointly (D2-62)."),
		edge.To("rating", SatisfactionRating.Type).Unique().Field("rating_id").Annotations(keep),
		edge.To("recurrences", Complaint.Type).Annotations(internal(), keep).
			From("recurrence_of").Unique().Field("recurrence_of_id"),
		edge.To("clocks", SlaClock.Type).Annotations(keep),
		edge.From("progress", ProgressEntry.Type).Ref("complaint").Annotations(connection()),
	}
}

// Indexes of Complaint.
func (Complaint) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "number").Unique(),
		index.Fields("tenant_id", "external_system", "external_id").Unique(),
		index.Fields("tenant_id", "due_at", "id"),
		index.Fields("tenant_id", "created_at", "id"),
		index.Fields("tenant_id", "updated_at", "id"),
		index.Fields("tenant_id", "complained_at", "id"),
		index.Fields("tenant_id", "state", "due_at", "id"),
		index.Fields("tenant_id", "level", "due_at", "id"),
		index.Fields("tenant_id", "product", "due_at", "id"),
		index.Fields("tenant_id", "outcome", "due_at", "id"),
		index.Fields("tenant_id", "disputed", "due_at", "id"),
		index.Fields("tenant_id", "owner_department_id", "due_at", "id"),
		index.Fields("tenant_id", "assignee_id", "due_at", "id"),
		index.Fields("tenant_id", "created_by", "due_at", "id"),
		index.Fields("tenant_id", "group_id"),
		index.Fields("tenant_id", "contact_id"),
		index.Fields("tenant_id", "purchase_id"),
		index.Fields("tenant_id", "touchpoint_id", "received_at"),
		index.Fields("tenant_id", "form_id"),
		index.Fields("tenant_id", "rating_id"),
		index.Fields("tenant_id", "phone_hash"),
		index.Fields("tenant_id", "email_hash"),
		index.Fields("tenant_id", "recurrence_of_id", "received_at"),
		index.Fields("tenant_id", "customer_id", "root_cause", "closed_at"),
		index.Fields("tenant_id", "customer_id", "complained_at", "id"),
		index.Fields("tenant_id", "received_at", "state", "outcome"),
		index.Fields("tenant_id", "received_at", "nature", "root_cause", "severity"),
		index.Fields("tenant_id", "received_at", "product"),
		index.Fields("tenant_id", "received_at", "channel", "owner_department_id"),
		index.Fields("tenant_id", "closed_at", "outcome"),
		index.Fields("tenant_id", "timely", "received_at"),
		index.Fields("tenant_id", "silence_at"),
	}
}

// Annotations of Complaint.
func (Complaint) Annotations() []schema.Annotation { return []schema.Annotation{connection()} }
