package flow

// IndicatorUnit is what the value of an indicator counts.
type IndicatorUnit string

// The units.
const (
	UnitShare IndicatorUnit = "SHARE" // 0 to 1
	UnitRatio IndicatorUnit = "RATIO" // 0 and more
	UnitScore IndicatorUnit = "SCORE" // 1 to 5

	UnitChange IndicatorUnit = "CHANGE" // less than 0, or more
)

// Values lists the units, in their order.
func (IndicatorUnit) Values() []string {
	return names([]IndicatorUnit{UnitShare, UnitRatio, UnitScore, UnitChange})
}

// Better is in which direction an indicator is good.
type Better string

// The directions.
const (
	BetterHigher Better = "HIGHER"
	BetterLower  Better = "LOWER"
)

// Values lists the directions, in their order.
func (Better) Values() []string { return names([]Better{BetterHigher, BetterLower}) }
