package responses

import (
	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/responsetemplate"
	"heed/rules/flow"
)

// Filter says which templates a list shows; nil does not restrict. One that is
// for any urgency, category or channel is among those for each.
type Filter struct {
	Urgency  *flow.Urgency
	Category *flow.RequirementCategory
	Channel  *flow.Channel
	Active   *bool
}

// Apply limits the query; a nil filter is none.
func (f *Filter) Apply(q *ent.ResponseTemplateQuery) (*ent.ResponseTemplateQuery, error) {
	if f == nil {
		return q, nil
	}
	either := func(all ...predicate.ResponseTemplate) { q.Where(responsetemplate.Or(all...)) }
	if f.Urgency != nil {
		either(responsetemplate.UrgencyIsNil(), responsetemplate.UrgencyEQ(*f.Urgency))
	}
	if f.Category != nil {
		either(responsetemplate.CategoryIsNil(), responsetemplate.CategoryEQ(*f.Category))
	}
	if f.Channel != nil {
		either(responsetemplate.ChannelIsNil(), responsetemplate.ChannelEQ(*f.Channel))
	}
	if f.Active != nil {
		q.Where(responsetemplate.Active(*f.Active))
	}
	return q, nil
}
