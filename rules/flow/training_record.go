package flow

// TrainingRecordState is where a member stands with a session (D0-74, D2-79).
type TrainingRecordState string

// The states of a record.
const (
	TrainingInvited  TrainingRecordState = "INVITED"
	TrainingEnrolled TrainingRecordState = "ENROLLED" // has a seat
	TrainingWaiting  TrainingRecordState = "WAITING"  // for a seat
	TrainingDeclined TrainingRecordState = "DECLINED"
	TrainingAttended TrainingRecordState = "ATTENDED"
	TrainingAbsent   TrainingRecordState = "ABSENT"
	TrainingVoid     TrainingRecordState = "VOID" // the session was cancelled, or went on without them
)

// Values lists the states of a record, in their order.
func (TrainingRecordState) Values() []string {
	return names([]TrainingRecordState{
		TrainingInvited, TrainingEnrolled, TrainingWaiting, TrainingDeclined, TrainingAttended, TrainingAbsent, TrainingVoid,
	})
}

// TrainingRecordAct is what can be done with a record.
type TrainingRecordAct string

// The acts on a record. What follows from the session is done by it.
const (
	TrainingRecordActEnrol    TrainingRecordAct = "ENROL"
	TrainingRecordActQueue    TrainingRecordAct = "QUEUE" // enrolling where no seat is free
	TrainingRecordActSeat     TrainingRecordAct = "SEAT"  // a seat has become free
	TrainingRecordActDecline  TrainingRecordAct = "DECLINE"
	TrainingRecordActAttend   TrainingRecordAct = "ATTEND"
	TrainingRecordActMiss     TrainingRecordAct = "MISS"
	TrainingRecordActWrite    TrainingRecordAct = "WRITE"   // begin a try at the paper
	TrainingRecordActHandIn   TrainingRecordAct = "HAND_IN" // what was written
	TrainingRecordActAssess   TrainingRecordAct = "ASSESS"
	TrainingRecordActFeedback TrainingRecordAct = "FEEDBACK"
	TrainingRecordActVoid     TrainingRecordAct = "VOID"
)

// Values lists the acts on a record, in their order.
func (TrainingRecordAct) Values() []string {
	return names([]TrainingRecordAct{
		TrainingRecordActEnrol, TrainingRecordActQueue, TrainingRecordActSeat, TrainingRecordActDecline, TrainingRecordActAttend,
		TrainingRecordActMiss, TrainingRecordActWrite, TrainingRecordActHandIn, TrainingRecordActAssess, TrainingRecordActFeedback, TrainingRecordActVoid,
	})
}

// TrainingRecord is the life of a record.
var TrainingRecord = Table[TrainingRecordState, TrainingRecordAct]{
	{TrainingInvited, TrainingRecordActEnrol}:     TrainingEnrolled,
	{TrainingInvited, TrainingRecordActQueue}:     TrainingWaiting,
	{TrainingInvited, TrainingRecordActDecline}:   TrainingDeclined,
	{TrainingInvited, TrainingRecordActAttend}:    TrainingAttended,
	{TrainingInvited, TrainingRecordActVoid}:      TrainingVoid,
	{TrainingEnrolled, TrainingRecordActDecline}:  TrainingDeclined,
	{TrainingEnrolled, TrainingRecordActAttend}:   TrainingAttended,
	{TrainingEnrolled, TrainingRecordActMiss}:     TrainingAbsent,
	{TrainingEnrolled, TrainingRecordActVoid}:     TrainingVoid,
	{TrainingWaiting, TrainingRecordActSeat}:      TrainingEnrolled,
	{TrainingWaiting, TrainingRecordActDecline}:   TrainingDeclined,
	{TrainingWaiting, TrainingRecordActAttend}:    TrainingAttended,
	{TrainingWaiting, TrainingRecordActVoid}:      TrainingVoid,
	{TrainingDeclined, TrainingRecordActEnrol}:    TrainingEnrolled,
	{TrainingDeclined, TrainingRecordActQueue}:    TrainingWaiting,
	{TrainingDeclined, TrainingRecordActVoid}:     TrainingVoid,
	{TrainingAttended, TrainingRecordActWrite}:    TrainingAttended,
	{TrainingAttended, TrainingRecordActHandIn}:   TrainingAttended,
	{TrainingAttended, TrainingRecordActAssess}:   TrainingAttended,
	{TrainingAttended, TrainingRecordActFeedback}: TrainingAttended,
}

// AttendanceBy is how it was seen that a member came.
type AttendanceBy string

// The ways to see who came.
const (
	AttendanceByList AttendanceBy = "LIST"
	AttendanceByCode AttendanceBy = "CODE" // shown in the room
)

// Values lists the ways, in their order.
func (AttendanceBy) Values() []string {
	return names([]AttendanceBy{AttendanceByList, AttendanceByCode})
}
