package survey

import (
	"fmt"
	"slices"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// place is what an answer must be to go where it belongs.
type place struct {
	types []flow.QuestionType
	codes []string // the constants that its options must be; nil for any
}

var (
	line    = place{types: []flow.QuestionType{flow.QuestionText}}
	words   = place{types: []flow.QuestionType{flow.QuestionText, flow.QuestionLongText}}
	contact = place{types: []flow.QuestionType{flow.QuestionContact}}
)

func one[T flow.Enum](v T) place {
	return place{types: []flow.QuestionType{flow.QuestionSingle}, codes: v.Values()}
}

func some[T flow.Enum](v T) place {
	return place{types: []flow.QuestionType{flow.QuestionSingle, flow.QuestionMulti}, codes: v.Values()}
}

// places are what the targets take. Bands are kept as their constants (A13).
var places = map[flow.SurveyTarget]place{
	flow.TargetCustomerName:            line,
	flow.TargetCustomerKind:            one(flow.CustomerKind("")),
	flow.TargetCustomerIndustry:        one(flow.Industry("")),
	flow.TargetCustomerCooperationBand: one(flow.CooperationBand("")),
	flow.TargetCustomerAddress:         words,
	flow.TargetCustomerSizeBand:        one(flow.SizeBand("")),
	flow.TargetCustomerNonRenewReason:  one(flow.NonRenewReason("")),
	flow.TargetCooperationLength:       line,
	flow.TargetCooperationProducts:     words,
	flow.TargetContactName:             line,
	flow.TargetContactTitle:            line,
	flow.TargetContactPhone:            contact,
	flow.TargetContactEmail:            contact,
	flow.TargetContactFrequency:        one(flow.ContactFrequency("")),
	flow.TargetContactChannels:         some(flow.Channel("")),
	flow.TargetContactWantedContent:    some(flow.WantedContent("")),
	flow.TargetCoreConcerns:            some(flow.CoreConcern("")),
	flow.TargetOpportunityBudget:       one(flow.BudgetBand("")),
	flow.TargetOpportunityDecision:     one(flow.DecisionBand("")),
	flow.TargetOpportunityKinds:        some(flow.ExpansionKind("")),
	flow.TargetOpportunitySupport:      words,
	flow.TargetRequirement:             words,
	flow.TargetComplaint:               words,
	flow.TargetSuggestion:              words,
	flow.TargetDissatisfaction:         words,
	flow.TargetSatisfaction:            {types: []flow.QuestionType{flow.QuestionRating}},
	flow.TargetAspectSatisfaction:      {types: []flow.QuestionType{flow.QuestionRating}},
	flow.TargetRecommend:               {types: []flow.QuestionType{flow.QuestionNPS}},
}

// target checks that the question gives what its targets take. The options of a
// target with constants are some of them.
func (f *Faults) target(at string, q *Question) {
	known(f, at+".mapsTo", q.MapsTo...)
	if len(q.MapsTo) > MaxTargets {
		f.add(fault.Input(at+".mapsTo", "input.too_many").With("max", MaxTargets))
	}
	for _, t := range q.MapsTo {
		p, ok := places[t]
		if !ok {
			continue
		}
		if !slices.Contains(p.types, q.Type) {
			f.add(fault.Input(at+".mapsTo", "survey.target_type").With("target", t).With("type", q.Type))
			continue
		}
		for i, o := range q.Options {
			if p.codes != nil && !slices.Contains(p.codes, o.Code) {
				f.add(fault.Input(fmt.Sprintf("%s.options[%d].code", at, i), "survey.target_option").With("target", t).With("option", text.Clip(o.Code)))
			}
		}
		if satisfies(t) && q.Scale != nil && (q.Scale.Min != 1 || q.Scale.Max != 5) {
			f.add(fault.Input(at+".scale", "survey.target_scale").With("target", t))
		}
	}
}

// satisfies tells of ratings of satisfaction, which are 1 to 5 (D3-48).
func satisfies(t flow.SurveyTarget) bool {
	return t == flow.TargetSatisfaction || t == flow.TargetAspectSatisfaction
}

// tags checks the rules by which answers become tags: of an option, or of a band.
func (f *Faults) tags(at string, q *Question) {
	if len(q.Tags) > MaxTags {
		f.add(fault.Input(at+".tags", "input.too_many").With("max", MaxTags))
		return
	}
	for i, r := range q.Tags {
		at := fmt.Sprintf("%s.tags[%d]", at, i)
		known(f, at+".group", r.Group)
		if !code.MatchString(r.Tag) {
			f.add(fault.Input(at+".tag", "survey.code"))
		}
		band := r.AtLeast != nil || r.AtMost != nil
		switch {
		case band == (r.Option != ""), band && !q.Type.Counts(), !band && !q.Type.Chooses():
			f.add(fault.Input(at, "survey.tag_shape"))
		case !band && !slices.ContainsFunc(q.Options, func(o Option) bool { return o.Code == r.Option }):
			f.add(fault.Input(at+".option", "survey.unknown_option").With("code", q.Code).With("option", text.Clip(r.Option)))
		case r.AtLeast != nil && !finite(*r.AtLeast), r.AtMost != nil && !finite(*r.AtMost):
			f.add(fault.Input(at, "survey.scale_number"))
		case r.AtLeast != nil && r.AtMost != nil && *r.AtLeast > *r.AtMost:
			f.add(fault.Input(at+".atMost", "form.bounds_upside_down"))
		}
	}
}
