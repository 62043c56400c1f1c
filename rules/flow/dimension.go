package flow

// Dimension is by what requirements are counted in a cross query (D0-69, D0-72).
type Dimension string

// The dimensions.
const (
	DimensionPeriod     Dimension = "PERIOD" // the month in which it was received
	DimensionCategory   Dimension = "CATEGORY"
	DimensionUrgency    Dimension = "URGENCY"
	DimensionNature     Dimension = "NATURE"
	DimensionTier       Dimension = "TIER"
	DimensionIndustry   Dimension = "INDUSTRY"
	DimensionDepartment Dimension = "DEPARTMENT"
	DimensionSource     Dimension = "SOURCE"
)

// Values lists the dimensions, in their order.
func (Dimension) Values() []string {
	return names([]Dimension{
		DimensionPeriod, DimensionCategory, DimensionUrgency, DimensionNature,
		DimensionTier, DimensionIndustry, DimensionDepartment, DimensionSource,
	})
}
