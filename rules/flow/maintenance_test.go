package flow

import "testing"

// The year's business decides before growth, from each bound on; where nothing is known the
// tier does (D3-26).
func TestD3_26_Class(t *testing.T) {
	rule := MaintenanceRule{HighFrom: 1_000, MediumFrom: 100, PotentialFrom: 4}
	amount := func(n int64) *int64 { return &n }
	growth := func(n int) *int { return &n }
	for _, c := range []struct {
		amount *int64
		growth *int
		want   MaintenanceClass
		known  bool
	}{
		{nil, nil, MaintenanceNone, false},
		{amount(1_000), nil, MaintenanceHigh, true},
		{amount(1_000), growth(1), MaintenanceHigh, true},
		{amount(999), growth(5), MaintenanceMedium, true},
		{amount(100), nil, MaintenanceMedium, true},
		{amount(99), growth(4), MaintenancePotential, true},
		{amount(99), growth(3), MaintenanceNone, true},
		{amount(99), nil, MaintenanceNone, true},
		{amount(0), growth(5), MaintenancePotential, true},
		{nil, growth(4), MaintenancePotential, true},
		{nil, growth(3), MaintenanceNone, true},
	} {
		if got, known := rule.Class(c.amount, c.growth); got != c.want || known != c.known {
			t.Errorf("%v, %v is %s, %v; want %s, %v", c.amount, c.growth, got, known, c.want, c.known)
		}
	}
}

// No interaction shows a service plan or news, and none shows a trial (D3-27 to D3-29).
func TestD3_27_HowTasksEnd(t *testing.T) {
	for _, one := range values[TaskType]() {
		byHand, byTrial := one == TaskServicePlan || one == TaskNewsPush, one == TaskTrial
		if one.ByHand() != byHand || one.ByTrial() != byTrial {
			t.Errorf("%s: by hand %v, by a trial %v", one, one.ByHand(), one.ByTrial())
		}
	}
}
