package flow

// StandardState is where an edition of a touchpoint's standard stands (D2-50, D2-52).
type StandardState string

// The states of a standard.
const (
	StandardDraft      StandardState = "DRAFT"
	StandardInReview   StandardState = "IN_REVIEW"
	StandardEffective  StandardState = "EFFECTIVE" // its words are fixed
	StandardSuperseded StandardState = "SUPERSEDED"
	StandardRetired    StandardState = "RETIRED"
)

// Values lists the states of a standard, in their order.
func (StandardState) Values() []string {
	return names([]StandardState{StandardDraft, StandardInReview, StandardEffective, StandardSuperseded, StandardRetired})
}

// StandardAct is what can be done with a standard.
type StandardAct string

// The acts on a standard. Whether it is approved or sent back is decided by an
// approval; the next edition supersedes.
const (
	StandardActUpdate    StandardAct = "UPDATE"
	StandardActSubmit    StandardAct = "SUBMIT"
	StandardActApprove   StandardAct = "APPROVE"
	StandardActSendBack  StandardAct = "SEND_BACK"
	StandardActReview    StandardAct = "REVIEW" // looked at, and left as it is
	StandardActSupersede StandardAct = "SUPERSEDE"
	StandardActRetire    StandardAct = "RETIRE"
)

// Values lists the acts on a standard, in their order.
func (StandardAct) Values() []string {
	return names([]StandardAct{
		StandardActUpdate, StandardActSubmit, StandardActApprove, StandardActSendBack, StandardActReview,
		StandardActSupersede, StandardActRetire,
	})
}

// Standard is the life of an edition. What is effective is never changed: another
// edition takes its place.
var Standard = Table[StandardState, StandardAct]{
	{StandardDraft, StandardActUpdate}:        StandardDraft,
	{StandardDraft, StandardActSubmit}:        StandardInReview,
	{StandardDraft, StandardActRetire}:        StandardRetired,
	{StandardInReview, StandardActApprove}:    StandardEffective,
	{StandardInReview, StandardActSendBack}:   StandardDraft,
	{StandardInReview, StandardActRetire}:     StandardRetired,
	{StandardEffective, StandardActReview}:    StandardEffective,
	{StandardEffective, StandardActSupersede}: StandardSuperseded,
	{StandardEffective, StandardActRetire}:    StandardRetired,
}

// StandardOperator compares what is measured with its target (D2-51).
type StandardOperator string

// The operators.
const (
	OperatorAtLeast StandardOperator = "AT_LEAST"
	OperatorAtMost  StandardOperator = "AT_MOST"
	OperatorAbove   StandardOperator = "ABOVE"
	OperatorBelow   StandardOperator = "BELOW"
	OperatorEqual   StandardOperator = "EQUAL"
)

// Values lists the operators, in their order.
func (StandardOperator) Values() []string {
	return names([]StandardOperator{OperatorAtLeast, OperatorAtMost, OperatorAbove, OperatorBelow, OperatorEqual})
}

// Met tells whether a measured value keeps to the target.
func (o StandardOperator) Met(value, target float64) bool {
	switch o {
	case OperatorAtLeast:
		return value >= target
	case OperatorAtMost:
		return value <= target
	case OperatorAbove:
		return value > target
	case OperatorBelow:
		return value < target
	case OperatorEqual:
		return value == target
	default:
		return false
	}
}

// StandardItem is one thing of a standard that can be measured (D2-51).
type StandardItem struct {
	Number   int              `json:"number"` // counts from 1 in its edition
	Metric   string           `json:"metric"`
	Operator StandardOperator `json:"operator"`
	Target   float64          `json:"target"`
	Unit     string           `json:"unit"`
	Method   string           `json:"method"` // how it is measured
}
