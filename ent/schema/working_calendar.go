package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"heed/rules/sla"
)

// WorkingCalendar says when a company works: weekly frames, holidays and
// make-up working days. Its days are read with it, so they are typed JSON.
type WorkingCalendar struct{ ent.Schema }

// Mixin of WorkingCalendar.
func (WorkingCalendar) Mixin() []ent.Mixin { return company("cal") }

// Fields of WorkingCalendar.
func (WorkingCalendar) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxRuneLen(100).NotEmpty(),
		field.String("timezone").MaxLen(64).NotEmpty(),
		field.Bool("is_default").Default(false),
		field.JSON("week", sla.Week{}),
		field.JSON("days", []sla.Day{}).Comment("The company's own; statutory days join them when they are read."),
		field.String("valid_until").MaxLen(10).Comment("The last day whose holidays the company has entered, YYYY-MM-DD; empty for none."),
	}
}

// Indexes of WorkingCalendar.
func (WorkingCalendar) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "name").Unique()}
}
