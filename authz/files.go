package authz

import (
	"entgo.io/ent/dialect/sql"

	"heed/ent/attachment"
	"heed/ent/complaint"
	"heed/ent/finding"
	"heed/ent/improvementaction"
	"heed/ent/inspection"
	"heed/ent/interaction"
	"heed/ent/meeting"
	"heed/ent/report"
	"heed/ent/requirement"
	"heed/ent/researchactivity"
	"heed/ent/task"
	"heed/ent/trainingsession"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// holder is a kind of record that may have files: who reads it reads them, who
// may change it changes them and reads the confidential ones too.
type holder struct {
	of           flow.SubjectType
	table        string
	read, change Action
	readable     func(*viewer.Viewer) func(*sql.Selector)         // limits to the records that are read
	changed      func(*viewer.Viewer, Action) func(*sql.Selector) // and to those whose files are changed
}

// holders are the kinds of records that may have files, in their order. Who is
// asked to a meeting, or has a report addressed to them, reads it and changes nothing.
var holders = []holder{
	{flow.SubjectRequirement, requirement.Table, RequirementRead, RequirementUpdate, requirements, ofRequirements.limit},
	{flow.SubjectInteraction, interaction.Table, InteractionRead, InteractionUpdate, interactions, ofInteractions.limit},
	{flow.SubjectResearch, researchactivity.Table, ResearchRead, ResearchUpdate, research, ofResearch.limit},
	{flow.SubjectMeeting, meeting.Table, MeetingRead, MeetingUpdate, meetings, ofMeetings.unjoined().limit},
	{flow.SubjectFinding, finding.Table, FindingRead, FindingUpdate, findings, ofFindings.limit},
	{flow.SubjectAction, improvementaction.Table, ImprovementActionRead, ImprovementActionUpdate, improvements, ofImprovements.limit},
	{flow.SubjectReport, report.Table, ReportRead, ReportUpdate, reports, ofReports.unjoined().limit},
	{flow.SubjectComplaint, complaint.Table, ComplaintRead, ComplaintUpdate, complaints, ofComplaints.limit},
	{flow.SubjectInspection, inspection.Table, InspectionRead, InspectionUpdate, inspections, inspectionWork},
	{flow.SubjectTrainingSession, trainingsession.Table, TrainingRead, TrainingUpdate, trainingSessions, ofTrainingSessions.unjoined().limit},
	{flow.SubjectTask, task.Table, TaskRead, TaskUpdate, tasks, ofTasks.limit},
}

// Holds are the permissions that files of a kind of record ask for: to read
// them, and to change them. It is false for records that have no files.
func Holds(of flow.SubjectType) (read, change Action, ok bool) {
	for _, h := range holders {
		if h.of == of {
			return h.read, h.change, true
		}
	}
	return "", "", false
}

// files limits to those whose record the viewer reads, and of the confidential
// ones to those whose record they may change.
func files(v *viewer.Viewer) func(*sql.Selector) {
	return func(s *sql.Selector) {
		var arms []*sql.Predicate
		for _, h := range holders {
			if v.Scope(string(h.read)) == viewer.None {
				continue
			}
			arm := h.reached(s, v, h.readable(v))
			if changed := h.changed(v, h.change); changed != nil {
				arm = sql.And(arm, sql.Or(sql.EQ(s.C(attachment.FieldConfidential), false), h.reached(s, v, changed)))
			}
			arms = append(arms, arm)
		}
		if len(arms) == 0 {
			nothing(s)
			return
		}
		s.Where(sql.Or(arms...))
	}
}

// reached is: the file belongs to a record of the kind that the limit leaves.
func (h holder) reached(s *sql.Selector, v *viewer.Viewer, limit func(*sql.Selector)) *sql.Predicate {
	same := sql.EQ(s.C(attachment.FieldOwnerType), string(h.of))
	if limit == nil {
		return same
	}
	t := sql.Dialect(s.Dialect()).Table(h.table)
	left := sql.Dialect(s.Dialect()).Select(t.C("id")).From(t).Where(sql.EQ(t.C("tenant_id"), v.Tenant))
	limit(left)
	return sql.And(same, sql.In(s.C(attachment.FieldOwnerID), left))
}
