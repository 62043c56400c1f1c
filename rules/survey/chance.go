package survey

import "heed/rules/flow"

// Chance is a draft of an opportunity: all that one person has said about it.
type Chance struct {
	Kinds     []flow.ExpansionKind
	OtherKind string
	Budget    flow.BudgetBand
	Decision  flow.DecisionBand
	Support   string
}

// Opportunity gathers the chance that answers speak of (D3-44, D3-45, D3-57,
// D3-58); false when nobody plans anything and wants no support: a budget alone is
// none.
func Opportunity(questions []Question, kept []Answer) (Chance, bool) {
	var c Chance
	for _, v := range Mapped(questions, kept) {
		switch v.Target {
		case flow.TargetOpportunityKinds:
			for _, o := range v.Answer.Options {
				c.Kinds = append(c.Kinds, flow.ExpansionKind(o))
			}
			c.OtherKind = v.Answer.OtherText
		case flow.TargetOpportunityBudget:
			c.Budget = flow.BudgetBand(v.Answer.Options[0])
		case flow.TargetOpportunityDecision:
			c.Decision = flow.DecisionBand(v.Answer.Options[0])
		case flow.TargetOpportunitySupport:
			c.Support = v.Answer.Text
		default:
		}
	}
	return c, len(c.Kinds) > 0 || c.Support != ""
}
