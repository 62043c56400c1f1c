// Package notice says who is told of what, in which words, and when by mail
// (model 6). Notices hold ids and names of states, never personal text: their
// sentences are made when they are read.
package notice

import "heed/rules/flow"

// Whom is a part that somebody has in what happened.
type Whom string

// The parts.
const (
	Creator   Whom = "creator"   // who wrote it down or asked for it
	Assignee  Whom = "assignee"  // who does it
	Head      Whom = "head"      // of the leading department
	Voters    Whom = "voters"    // who are asked now
	Told      Whom = "told"      // whom the event itself names, as it found them
	Requester Whom = "requester" // who asked for the approval
	Admins    Whom = "admins"    // the company's administrators
	// Committee is the members of the committee's role.
	Committee Whom = "committee"
	// Management is the members of the management department's role.
	Management Whom = "management"
	Concerned  Whom = "concerned" // whom a recognition is about
	Leader     Whom = "leader"    // of the group that handles it
	Group      Whom = "group"     // all of that group
	Audience   Whom = "audience"  // whom a document is for
)

// Facts are what a rule asks for beside the type of what happened.
type Facts struct {
	From     string // the state before
	Score    int    // of a rating, 1 to 5
	Assignee bool   // somebody else does it now
	Task     string // the type of the task
	Calendar bool   // nobody in person did it
	Level    string // how far up a complaint has gone
}

// rule is who is told of a type of event.
type rule struct {
	typ  string
	whom []Whom
	when func(Facts) bool // nil for always
}

// rules are in the order of their types; several of one type add up.
var rules = []rule{
	{typ: "action.check_due", whom: []Whom{Told}},
	{typ: "action.due", whom: []Whom{Told}},
	{typ: "action.ineffective", whom: []Whom{Assignee, Creator}},
	{typ: "action.overdue", whom: []Whom{Told}},
	{typ: "action.planned", whom: []Whom{Assignee}},
	{typ: "appraisal.appealed", whom: []Whom{Head, Management}},
	{typ: "appraisal.final", whom: []Whom{Concerned}, when: func(f Facts) bool { return f.From == string(flow.AppraisalAppealed) }},
	{typ: "appraisal.shown", whom: []Whom{Concerned}},
	{typ: "approval.approved", whom: []Whom{Requester}},
	{typ: "approval.expired", whom: []Whom{Requester}},
	{typ: "approval.pending", whom: []Whom{Voters}},
	{typ: "approval.rejected", whom: []Whom{Requester}},
	{typ: "calendar.data_missing", whom: []Whom{Admins}},
	{typ: "clock.breached", whom: []Whom{Told}},
	{typ: "clock.escalated", whom: []Whom{Told}},
	{typ: "clock.warned", whom: []Whom{Told}},
	{typ: "complaint.answered", whom: []Whom{Assignee, Leader}},
	{typ: "complaint.assigned", whom: []Whom{Assignee}, when: func(f Facts) bool { return f.Assignee }},
	{typ: "complaint.closed", whom: []Whom{Creator, Assignee, Leader}},
	{typ: "complaint.decided", whom: []Whom{Assignee, Leader, Management}},
	{typ: "complaint.escalated", whom: []Whom{Management}},
	{typ: "complaint.escalated", whom: []Whom{Committee}, when: func(f Facts) bool { return f.Level == string(flow.LevelCommittee) }},
	{typ: "complaint.group_formed", whom: []Whom{Group}},
	{typ: "complaint.handed_over", whom: []Whom{Management}},
	{typ: "complaint.planned", whom: []Whom{Told}},
	{typ: "complaint.processing", whom: []Whom{Assignee, Leader, Head}, when: reopened},
	{typ: "complaint.received", whom: []Whom{Head, Assignee}},
	{typ: "complaint.silent", whom: []Whom{Told}},
	{typ: "customer.flagged", whom: []Whom{Head}}, // the account manager has the task
	{typ: "department.weekly_checks_missed", whom: []Whom{Told}},
	{typ: "finding.closed", whom: []Whom{Creator, Assignee}},
	{typ: "finding.open", whom: []Whom{Head, Assignee}},
	{typ: "governing_document.begun", whom: []Whom{Audience}},
	{typ: "governing_document.due", whom: []Whom{Told}},
	{typ: "inspection.assigned", whom: []Whom{Assignee}},
	{typ: "inspection.due", whom: []Whom{Told}},
	{typ: "inspection.handed_over", whom: []Whom{Head}},
	{typ: "inspection.missed", whom: []Whom{Told}},
	{typ: "inspection.planned", whom: []Whom{Assignee}},
	{typ: "meeting.cancelled", whom: []Whom{Told}},
	{typ: "meeting.due", whom: []Whom{Told}},
	{typ: "meeting.planned", whom: []Whom{Told}},
	{typ: "meeting.updated", whom: []Whom{Told}},
	{typ: "recognition.cancelled", whom: []Whom{Creator}},
	{typ: "recognition.decided", whom: []Whom{Creator, Concerned, Head}},
	{typ: "recognition.done", whom: []Whom{Concerned, Head}},
	{typ: "report.generated", whom: []Whom{Management}, when: func(f Facts) bool { return f.Calendar }},
	{typ: "report.published", whom: []Whom{Told}},
	{typ: "report.responded", whom: []Whom{Creator}},
	{typ: "requirement.assigned", whom: []Whom{Assignee}, when: func(f Facts) bool { return f.Assignee }},
	{typ: "requirement.closed", whom: []Whom{Creator, Assignee}},
	{typ: "requirement.closing_soon", whom: []Whom{Told}},
	{typ: "requirement.feedback", whom: []Whom{Creator, Assignee}},
	{typ: "requirement.planned", whom: []Whom{Assignee}, when: func(f Facts) bool { return f.Assignee }},
	{typ: "requirement.processing", whom: []Whom{Creator, Assignee}, when: reopened},
	{typ: "requirement.rated", whom: []Whom{Assignee, Head}, when: func(f Facts) bool { return f.Score > 0 && f.Score < flow.LowRating }},
	{typ: "requirement.received", whom: []Whom{Head, Assignee}},
	{typ: "requirement.rejected", whom: []Whom{Creator, Assignee}},
	{typ: "requirement.silent", whom: []Whom{Told}},
	{typ: "requirement_set.answered", whom: []Whom{Assignee}},
	{typ: "requirement_set.handed_over", whom: []Whom{Head}},
	{typ: "task.assigned", whom: []Whom{Assignee}},
	{typ: "task.due", whom: []Whom{Assignee}},
	{typ: "task.missed", whom: []Whom{Assignee, Head}},
	{typ: "task.missed", whom: []Whom{Management}, when: func(f Facts) bool { return f.Task == string(flow.TaskReportResponse) }},
	{typ: "task.open", whom: []Whom{Assignee}},
	{typ: "tenant.suspended", whom: []Whom{Admins}},
	{typ: "training_record.expiring", whom: []Whom{Head}}, // the member has the task
	{typ: "training_record.failed", whom: []Whom{Concerned, Head}},
	{typ: "training_record.outdated", whom: []Whom{Head}},
	{typ: "training_record.seated", whom: []Whom{Concerned}},
	{typ: "training_session.cancelled", whom: []Whom{Told}},
	{typ: "training_session.due", whom: []Whom{Told}},
	{typ: "training_session.invited", whom: []Whom{Told}},
	{typ: "training_session.open", whom: []Whom{Told}},
	{typ: "training_session.updated", whom: []Whom{Told}},
}

// reopened tells whether work that had come to its result goes on.
func reopened(f Facts) bool {
	return f.From == string(flow.RequirementFeedback) || f.From == string(flow.RequirementClosed)
}

// Types are the types of events that somebody is told of, in their order.
func Types() []string {
	var all []string
	for _, r := range rules {
		if len(all) == 0 || all[len(all)-1] != r.typ {
			all = append(all, r.typ)
		}
	}
	return all
}

// To is who is told of an event.
func To(typ string, f Facts) []Whom {
	var all []Whom
	for _, r := range rules {
		if r.typ == typ && (r.when == nil || r.when(f)) {
			all = append(all, r.whom...)
		}
	}
	return all
}
