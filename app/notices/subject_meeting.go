package notices

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/meeting"
	"heed/ent/member"
	"heed/ent/report"
	"heed/rules/flow"
	"heed/rules/notice"
	"heed/rules/typeid"
)

// ofMeeting tells who is asked to it and who calls it.
func (a *about) ofMeeting(ctx context.Context, tx *ent.Tx) error {
	m, err := tx.Meeting.Query().Where(meeting.ID(a.id)).WithAttendees().Only(ctx)
	if err != nil {
		return err
	}
	attendees := make([]typeid.ID, len(m.Edges.Attendees))
	for i, one := range m.Edges.Attendees {
		attendees[i] = one.MemberID
	}
	a.record.Departments, a.record.Members = journal.MeetingRecord(m, attendees)
	a.creator, a.department = m.CreatedBy, m.DepartmentID
	a.told = append(attendees, m.OrganizerID)
	a.params[notice.ParamMeeting] = string(m.Type)
	a.due(m.StartsAt)
	return nil
}

// ofReport tells the heads of the departments that it is addressed to.
func (a *about) ofReport(ctx context.Context, tx *ent.Tx) error {
	r, err := tx.Report.Query().Where(report.ID(a.id)).WithRecipients().Only(ctx)
	if err != nil {
		return err
	}
	var to []typeid.ID
	for _, one := range r.Edges.Recipients {
		to = append(to, one.DepartmentID)
	}
	a.record.Departments, a.record.Members = journal.ReportRecord(r, to)
	a.creator, a.department = r.CreatedBy, r.DepartmentID
	a.params[notice.ParamReport] = string(r.Type)
	if len(to) == 0 {
		return nil
	}
	a.told, err = tx.Member.Query().Where(member.DepartmentIDIn(to...), member.IsDepartmentHead(true), member.StateEQ(flow.MemberActive)).IDs(ctx)
	if err != nil {
		return fmt.Errorf("reading heads: %w", err)
	}
	return nil
}
