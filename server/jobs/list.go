package jobs

// reactions are all that follows from events, in the order of their names.
var reactions = []Reaction{}

// duties are all that the calendar asks for, in the order of their names.
var duties = []Duty{
	calendarAlarm,
	closingReminder,
	forgetKeys,
	forgetSessions,
}
