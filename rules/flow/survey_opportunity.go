package flow

// OpportunityState is where a chance of more business stands (D3-04).
type OpportunityState string

// The states of an opportunity.
const (
	OpportunityIdentified OpportunityState = "IDENTIFIED"
	OpportunityAssessing  OpportunityState = "ASSESSING" // product and technology look whether it can be done (D3-30)
	OpportunityTrial      OpportunityState = "TRIAL"     // the customer tries it (D3-29)
	OpportunityWon        OpportunityState = "WON"
	OpportunityLost       OpportunityState = "LOST"
)

// Values lists the states of an opportunity, in their order.
func (OpportunityState) Values() []string {
	return names([]OpportunityState{
		OpportunityIdentified, OpportunityAssessing, OpportunityTrial, OpportunityWon, OpportunityLost,
	})
}

// OpportunityAct is what can be done with an opportunity.
type OpportunityAct string

// The acts on an opportunity.
const (
	OpportunityActUpdate OpportunityAct = "UPDATE"
	OpportunityActAssess OpportunityAct = "ASSESS"
	OpportunityActTry    OpportunityAct = "START_TRIAL"
	OpportunityActWin    OpportunityAct = "WIN"
	OpportunityActLose   OpportunityAct = "LOSE"
	OpportunityActReopen OpportunityAct = "REOPEN"
)

// Values lists the acts on an opportunity, in their order.
func (OpportunityAct) Values() []string {
	return names([]OpportunityAct{
		OpportunityActUpdate, OpportunityActAssess, OpportunityActTry, OpportunityActWin, OpportunityActLose,
		OpportunityActReopen,
	})
}

// Opportunity is the life of an opportunity.
var Opportunity = Table[OpportunityState, OpportunityAct]{
	{OpportunityIdentified, OpportunityActUpdate}: OpportunityIdentified,
	{OpportunityIdentified, OpportunityActAssess}: OpportunityAssessing,
	{OpportunityIdentified, OpportunityActLose}:   OpportunityLost,
	{OpportunityAssessing, OpportunityActUpdate}:  OpportunityAssessing,
	{OpportunityAssessing, OpportunityActTry}:     OpportunityTrial,
	{OpportunityAssessing, OpportunityActWin}:     OpportunityWon,
	{OpportunityAssessing, OpportunityActLose}:    OpportunityLost,
	{OpportunityTrial, OpportunityActUpdate}:      OpportunityTrial,
	{OpportunityTrial, OpportunityActWin}:         OpportunityWon,
	{OpportunityTrial, OpportunityActLose}:        OpportunityLost,
	{OpportunityLost, OpportunityActReopen}:       OpportunityAssessing,
}
