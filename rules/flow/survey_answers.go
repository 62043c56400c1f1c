package flow

// BudgetBand is what a customer would spend. Bands touch: what is kept is the band, never a number (D3-44, A13).
type BudgetBand string

// The bands of budgets, in ten thousand.
const (
	BudgetLT5W    BudgetBand = "LT5W" // less than 5
	BudgetW5To20  BudgetBand = "W5_20"
	BudgetW20To50 BudgetBand = "W20_50"
	BudgetGT50W   BudgetBand = "GT50W" // more than 50
)

// Values lists the bands of budgets, in their order.
func (BudgetBand) Values() []string {
	return names([]BudgetBand{BudgetLT5W, BudgetW5To20, BudgetW20To50, BudgetGT50W})
}

// DecisionBand is how long a customer takes to decide (D3-45).
type DecisionBand string

// The bands of decisions.
const (
	DecideLE1M  DecisionBand = "LE1M" // within a month
	DecideM1To3 DecisionBand = "M1_3"
	DecideM3To6 DecisionBand = "M3_6"
	DecideGT6M  DecisionBand = "GT6M" // more than six months
)

// Values lists the bands of decisions, in their order.
func (DecisionBand) Values() []string {
	return names([]DecisionBand{DecideLE1M, DecideM1To3, DecideM3To6, DecideGT6M})
}

// CoreConcern is what a customer looks at most (D3-42).
type CoreConcern string

// The concerns.
const (
	ConcernCostEfficiency  CoreConcern = "COST_EFFICIENCY"
	ConcernTechUpgrade     CoreConcern = "TECH_UPGRADE"
	ConcernMarketExpansion CoreConcern = "MARKET_EXPANSION"
	ConcernCompliance      CoreConcern = "COMPLIANCE"
	ConcernOther           CoreConcern = "OTHER" // with a text
)

// Values lists the concerns, in their order.
func (CoreConcern) Values() []string {
	return names([]CoreConcern{
		ConcernCostEfficiency, ConcernTechUpgrade, ConcernMarketExpansion, ConcernCompliance, ConcernOther,
	})
}

// ExpansionKind is how a customer plans to grow (D3-57).
type ExpansionKind string

// The kinds of expansion.
const (
	ExpansionNewLine   ExpansionKind = "NEW_LINE"
	ExpansionNewMarket ExpansionKind = "NEW_MARKET"
	ExpansionTechCoop  ExpansionKind = "TECH_COOP"
	ExpansionOther     ExpansionKind = "OTHER" // with a text
)

// Values lists the kinds of expansion, in their order.
func (ExpansionKind) Values() []string {
	return names([]ExpansionKind{ExpansionNewLine, ExpansionNewMarket, ExpansionTechCoop, ExpansionOther})
}

// SatisfactionTag is what a rating comes to (D3-21).
type SatisfactionTag string

// The tags of satisfaction.
const (
	TagSatisfied SatisfactionTag = "SATISFIED"  // 4 and 5
	TagNeutral   SatisfactionTag = "NEUTRAL"    // 3
	TagToImprove SatisfactionTag = "TO_IMPROVE" // 1 and 2
)

// Values lists the tags of satisfaction, in their order.
func (SatisfactionTag) Values() []string {
	return names([]SatisfactionTag{TagSatisfied, TagNeutral, TagToImprove})
}

// SatisfactionOf is the tag of a rating of 1 to 5 (D3-21, A11).
func SatisfactionOf(score float64) SatisfactionTag {
	switch {
	case score < LowRating:
		return TagToImprove
	case score < LowRating+1:
		return TagNeutral
	default:
		return TagSatisfied
	}
}

// TagGroup is what a tag is about (D3-21).
type TagGroup string

// The groups of tags.
const (
	TagGroupIndustry     TagGroup = "INDUSTRY"
	TagGroupNeed         TagGroup = "NEED"
	TagGroupSatisfaction TagGroup = "SATISFACTION"
	TagGroupFeature      TagGroup = "FEATURE"
	TagGroupCustom       TagGroup = "CUSTOM"
)

// Values lists the groups of tags, in their order.
func (TagGroup) Values() []string {
	return names([]TagGroup{
		TagGroupIndustry, TagGroupNeed, TagGroupSatisfaction, TagGroupFeature, TagGroupCustom,
	})
}
