package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"

	"heed/rules/flow"
	"heed/rules/label"
)

// Tenant is a company. Its tenant_id is its own id, so that one rule fits all tables.
type Tenant struct{ ent.Schema }

// Mixin of Tenant.
func (Tenant) Mixin() []ent.Mixin { return company("ten") }

// Fields of Tenant.
func (Tenant) Fields() []ent.Field {
	return []ent.Field{
		field.String("slug").MaxLen(63).NotEmpty(),
		field.String("name").MaxRuneLen(200).NotEmpty(),
		field.Enum("state").GoType(flow.TenantState("")).Default(string(flow.TenantOnboarding)),
		field.String("timezone").MaxLen(64).Default("Asia/Shanghai"),
		field.Enum("locale").GoType(label.Locale("")).Default(string(label.Default)),
		field.Enum("plan").GoType(flow.Plan("")).Default(string(flow.PlanFree)),
		field.JSON("settings", flow.TenantSettings{}).Optional(),
		field.JSON("onboarding", map[string]flow.StepConfirmed{}).Optional().Comment("By step, what somebody has confirmed."),
		field.Time("activated_at").Optional().Nillable(),
		field.String("suspended_reason").MaxRuneLen(1000).Optional(),
		field.Time("exported_at").Optional().Nillable().Comment("When its data was last fetched whole."),
		field.JSON("closing", &flow.Closing{}).Optional(),
	}
}
