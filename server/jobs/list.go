package jobs

// reactions are all that follows from events, in the order of their names.
var reactions = []Reaction{
	clearFiles,
	clocksRecount,
	complaintLetter,
	invitationLetter,
	resetLetter,
	verificationLetter,
	notify,
	outdateTraining,
	{Name: "rating_link", Types: []string{"requirement.feedback"}, Mails: true, React: mailRatingLink},
}

// duties are all that the calendar asks for, in the order of their names.
var duties = []Duty{
	actionReminders,
	appraisalsLapse,
	cadencePlan,
	calendarAlarm,
	closingReminder,
	deliveryWatch,
	documentsTend,
	expireFiles,
	forgetKeys,
	forgetLedgers,
	forgetNotices,
	forgetSessions,
	closePeriods,
	inspectionPlan,
	meetingReminder,
	monthlyReport,
	silenceWatch,
	standardReview,
	surveyPlan,
	sweepFiles,
	tenantErase,
	trainingTend,
	weeklyCheck,
	weeklyCheckMissed,
}

// ticks are all that time asks for; the letters about what they tell come last
// (Engine.mailNotices).
var ticks = []Tick{clocks, tasksDue, approvalsExpire}
