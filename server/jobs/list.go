package jobs

// reactions are all that follows from events, in the order of their names.
var reactions = []Reaction{
	invitationLetter,
	resetLetter,
	verificationLetter,
	notify,
	{Name: "rating_link", Types: []string{"requirement.feedback"}, React: mailRatingLink},
}

// duties are all that the calendar asks for, in the order of their names.
var duties = []Duty{
	{Name: "approvals_expire", Period: Hourly, Do: expireApprovals},
	calendarAlarm,
	closingReminder,
	forgetKeys,
	forgetSessions,
	tenantErase,
}

// ticks are all that time asks for, in the order in which they are done: what is
// told comes before the letters about it.
var ticks = []Tick{clocks, tasksDue, mailNotices}
