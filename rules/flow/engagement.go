package flow

// EngagementKind is what a plan keeps up with its customers (trace A4).
type EngagementKind string

// The kinds of plans.
const (
	EngagementNeedCollection EngagementKind = "NEED_COLLECTION" // D0-23, D0-24
	EngagementMaintenance    EngagementKind = "MAINTENANCE"     // D3-27 to D3-29
)

// Values lists the kinds of plans, in their order.
func (EngagementKind) Values() []string {
	return names([]EngagementKind{EngagementNeedCollection, EngagementMaintenance})
}

// Period is a stretch of the company's calendar.
type Period string

// The periods, from the shortest.
const (
	PeriodWeek     Period = "WEEK"
	PeriodMonth    Period = "MONTH"
	PeriodQuarter  Period = "QUARTER"
	PeriodHalfYear Period = "HALF_YEAR"
	PeriodYear     Period = "YEAR"
)

// Values lists the periods, the shortest first.
func (Period) Values() []string {
	return names([]Period{PeriodWeek, PeriodMonth, PeriodQuarter, PeriodHalfYear, PeriodYear})
}

// EngagementContent is what an interaction must have brought to count for a rule.
type EngagementContent string

// The contents.
const (
	ContentNeeds        EngagementContent = "NEEDS"
	ContentExpectations EngagementContent = "EXPECTATIONS"
	ContentOpinions     EngagementContent = "OPINIONS"
)

// Values lists the contents, in their order.
func (EngagementContent) Values() []string {
	return names([]EngagementContent{ContentNeeds, ContentExpectations, ContentOpinions})
}

// EngagementRule asks for so many interactions in each period.
type EngagementRule struct {
	Key      string              `json:"key"` // names it within its plan; never changes
	TaskType TaskType            `json:"taskType"`
	Cadence  Period              `json:"cadence"`
	MinCount int                 `json:"minCount"`           // 1 or more a period
	Types    []InteractionType   `json:"types,omitempty"`    // that count; none for any
	InDepth  bool                `json:"inDepth"`            // only in-depth ones count
	Contents []EngagementContent `json:"contents,omitempty"` // all of them must be there
}
