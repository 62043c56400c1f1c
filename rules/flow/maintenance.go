package flow

// MaxGrowth is how much the business with a customer may grow at most.
const MaxGrowth = 5

// MaintenanceRule says by their value how customers are looked after (D3-26): by a year's
// business, else by how they may grow.
type MaintenanceRule struct {
	HighFrom      int64 `json:"highFrom"`      // a year's business, in the smallest unit of CNY, from which on the value is high
	MediumFrom    int64 `json:"mediumFrom"`    // and medium; less than HighFrom
	PotentialFrom int   `json:"potentialFrom"` // growth, 1 to 5, from which on others have potential
}

// Class is how a customer of so much business and growth is looked after; false where
// neither is known, so that the tier decides.
func (r MaintenanceRule) Class(amount *int64, growth *int) (MaintenanceClass, bool) {
	switch {
	case amount == nil && growth == nil:
		return MaintenanceNone, false
	case amount != nil && *amount >= r.HighFrom:
		return MaintenanceHigh, true
	case amount != nil && *amount >= r.MediumFrom:
		return MaintenanceMedium, true
	case growth != nil && *growth >= r.PotentialFrom:
		return MaintenancePotential, true
	default:
		return MaintenanceNone, true
	}
}
