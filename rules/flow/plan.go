package flow

// Plan is what a company has taken up: how much of Heed it may use.
type Plan string

// The plans.
const (
	PlanFree       Plan = "FREE"
	PlanStandard   Plan = "STANDARD"
	PlanEnterprise Plan = "ENTERPRISE"
)

// Values lists the plans, the smallest first.
func (Plan) Values() []string { return names([]Plan{PlanFree, PlanStandard, PlanEnterprise}) }

// Limits is how much a company may use; 0 is no limit.
type Limits struct {
	Members           int // invited and active
	Customers         int
	RequestsPerMinute int // of all its members together, in each process
	FileBytes         int // of all its files together
}

// LimitsOf are the limits of a plan. They are generous: they keep one company
// from taking what all need, and are far above what people at screens do. A
// program that loads its own company at full speed from one machine stays
// within them. A plan that is not known has those of the smallest.
func LimitsOf(p Plan) Limits {
	switch p {
	case PlanEnterprise:
		return Limits{}
	case PlanStandard:
		return Limits{Members: 5_000, Customers: 1_000_000, RequestsPerMinute: 600_000, FileBytes: 200 << 30}
	case PlanFree:
	}
	return Limits{Members: 200, Customers: 20_000, RequestsPerMinute: 120_000, FileBytes: 5 << 30}
}
