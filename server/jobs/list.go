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
	mailNotices,
	tasksDue,
	tenantErase,
}
