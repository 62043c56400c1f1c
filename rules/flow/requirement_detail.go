package flow

import (
	"slices"
	"time"

	"heed/rules/money"
	"heed/rules/typeid"
)

// Aspect is what of its category a requirement is about (D0-15 to D0-22).
type Aspect string

// The aspects, by category.
const (
	AspectFunction       Aspect = "FUNCTION"
	AspectPerformance    Aspect = "PERFORMANCE"
	AspectQuality        Aspect = "QUALITY"
	AspectAppearance     Aspect = "APPEARANCE"
	AspectUsability      Aspect = "USABILITY"
	AspectImprovement    Aspect = "IMPROVEMENT"
	AspectUpgrade        Aspect = "UPGRADE"
	AspectConsulting     Aspect = "CONSULTING"
	AspectTraining       Aspect = "TRAINING"
	AspectRepair         Aspect = "REPAIR"
	AspectSpeed          Aspect = "SPEED"
	AspectAttitude       Aspect = "ATTITUDE"
	AspectServiceQuality Aspect = "SERVICE_QUALITY"
	AspectPriceRange     Aspect = "PRICE_RANGE"
	AspectPriceChange    Aspect = "PRICE_CHANGE"
	AspectCustomization  Aspect = "CUSTOMIZATION"
	AspectPersonalized   Aspect = "PERSONALIZED"
	AspectBrand          Aspect = "BRAND"
	AspectCulture        Aspect = "CULTURE"
)

// aspects are those of each category, as the document lists them.
var aspects = map[RequirementCategory][]Aspect{
	RequirementCategoryProduct: {
		AspectFunction, AspectPerformance, AspectQuality, AspectAppearance, AspectUsability, AspectImprovement, AspectUpgrade,
	},
	RequirementCategoryService: {
		AspectConsulting, AspectTraining, AspectRepair, AspectSpeed, AspectAttitude, AspectServiceQuality,
	},
	RequirementCategoryPrice: {AspectPriceRange, AspectPriceChange},
	RequirementCategoryOther: {AspectCustomization, AspectPersonalized, AspectBrand, AspectCulture},
}

// Values lists the aspects, by category.
func (Aspect) Values() []string {
	var all []Aspect
	for _, c := range values[RequirementCategory]() {
		all = append(all, aspects[c]...)
	}
	return names(all)
}

// Aspects are those that a requirement of the category may have.
func (c RequirementCategory) Aspects() []Aspect { return slices.Clone(aspects[c]) }

// PriceSensitivity is how much a price weighs for the customer (D0-19).
type PriceSensitivity string

// The sensitivities.
const (
	SensitivityHigh   PriceSensitivity = "HIGH"
	SensitivityMedium PriceSensitivity = "MEDIUM"
	SensitivityLow    PriceSensitivity = "LOW"
)

// Values lists the sensitivities, the highest first.
func (PriceSensitivity) Values() []string {
	return names([]PriceSensitivity{SensitivityHigh, SensitivityMedium, SensitivityLow})
}

// Price is what a customer would pay (D0-19, D0-20).
type Price struct {
	Min          *money.Amount    `json:"min,omitempty"`
	Max          *money.Amount    `json:"max,omitempty"`
	Currency     string           `json:"currency,omitempty"` // ISO 4217
	Sensitivity  PriceSensitivity `json:"sensitivity,omitempty"`
	ChangeImpact string           `json:"changeImpact,omitempty"` // of a change of price on the purchase
}

// Expectations are what the customer counts on, apart from the need itself (D1-58).
type Expectations struct {
	Quality    string `json:"quality,omitempty"`
	Delivery   string `json:"delivery,omitempty"`
	AfterSales string `json:"afterSales,omitempty"`
}

// Merge is how a requirement went into another, and what it was before (D0-38).
type Merge struct {
	From   RequirementState `json:"from"`
	LinkID typeid.ID        `json:"linkId,omitempty"` // that the merge made
	Reason string           `json:"reason,omitempty"`
	At     time.Time        `json:"at"`
	ByID   typeid.ID        `json:"byId,omitempty"`
	LetIn  []typeid.ID      `json:"letIn,omitempty"` // departments that assist in the other because of it
}
