package flow

// RecognitionKind is what somebody gets for what they did (D0-12, D0-66).
type RecognitionKind string

// The kinds of recognition.
const (
	RecognitionCommend        RecognitionKind = "COMMEND"
	RecognitionReward         RecognitionKind = "REWARD"
	RecognitionUrge           RecognitionKind = "URGE"
	RecognitionAccountability RecognitionKind = "ACCOUNTABILITY"
)

// Values lists the kinds of recognition, in their order.
func (RecognitionKind) Values() []string {
	return names([]RecognitionKind{RecognitionCommend, RecognitionReward, RecognitionUrge, RecognitionAccountability})
}

// RecognitionState is where a recognition stands.
type RecognitionState string

// The states of a recognition.
const (
	RecognitionProposed  RecognitionState = "PROPOSED"
	RecognitionDecided   RecognitionState = "DECIDED"
	RecognitionDone      RecognitionState = "DONE"
	RecognitionCancelled RecognitionState = "CANCELLED"
)

// Values lists the states of a recognition, in their order.
func (RecognitionState) Values() []string {
	return names([]RecognitionState{RecognitionProposed, RecognitionDecided, RecognitionDone, RecognitionCancelled})
}

// RecognitionAct is what can be done with a recognition.
type RecognitionAct string

// The acts on a recognition.
const (
	RecognitionActUpdate RecognitionAct = "UPDATE"
	RecognitionActDecide RecognitionAct = "DECIDE"
	RecognitionActFinish RecognitionAct = "FINISH"
	RecognitionActCancel RecognitionAct = "CANCEL"
)

// Values lists the acts on a recognition, in their order.
func (RecognitionAct) Values() []string {
	return names([]RecognitionAct{RecognitionActUpdate, RecognitionActDecide, RecognitionActFinish, RecognitionActCancel})
}

// Recognition is the life of a recognition.
var Recognition = Table[RecognitionState, RecognitionAct]{
	{RecognitionProposed, RecognitionActUpdate}: RecognitionProposed,
	{RecognitionProposed, RecognitionActDecide}: RecognitionDecided,
	{RecognitionProposed, RecognitionActCancel}: RecognitionCancelled,
	{RecognitionDecided, RecognitionActFinish}:  RecognitionDone,
	{RecognitionDecided, RecognitionActCancel}:  RecognitionCancelled,
}
