package reports

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/meeting"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// The bounds of what is given.
const (
	maxTitle      = 200
	maxText       = 20_000
	maxMeasures   = 20_000
	maxReason     = 2000
	maxSections   = 20
	MaxRecipients = 100
)

// SectionInput is the words of a section.
type SectionInput struct {
	Key  string
	Text string
}

// EditInput is a report's changes; nil stays, the empty meeting clears. Sections that
// are not named stay.
type EditInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Title           *string
	Sections        []SectionInput
	MeetingID       *typeid.ID // of the requirement analysis that reviews it
}

// Edit changes the words of a report; its figures stay as they were generated.
// Errors: input.empty_update, NOT_FOUND on sections[n].key and meetingId,
// report.meeting_type. Records report.edited.
func Edit(ctx context.Context, tx *ent.Tx, in EditInput) (*ent.Report, error) {
	was, next, err := take(ctx, tx, flow.ReportActEdit, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	q, fields := was.Update().SetState(next), []string{}
	if in.Title != nil {
		title, err := text.Line("title", *in.Title, 1, maxTitle)
		if err != nil {
			return nil, err
		}
		q.SetTitle(title)
		fields = append(fields, "title")
	}
	if len(in.Sections) > 0 {
		sections, err := edited(was.Sections, in.Sections)
		if err != nil {
			return nil, err
		}
		q.SetSections(sections)
		fields = append(fields, "sections")
	}
	if in.MeetingID != nil {
		if err := reviewedIn(ctx, tx, *in.MeetingID); err != nil {
			return nil, err
		}
		if q.ClearMeetingID(); *in.MeetingID != "" {
			q.SetMeetingID(*in.MeetingID)
		}
		fields = append(fields, "meeting")
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	r, err := save(ctx, q)
	if err != nil {
		return nil, err
	}
	tell(ctx, r, "report.edited", was.State, nil, func(e *journal.Event) { e.Fields = fields })
	return r, nil
}

func edited(was []flow.ReportSection, given []SectionInput) ([]flow.ReportSection, error) {
	if len(given) > maxSections {
		return nil, fault.Input("sections", "input.too_many").With("max", maxSections)
	}
	all := slices.Clone(was)
	for i, in := range given {
		at := slices.IndexFunc(all, func(s flow.ReportSection) bool { return s.Key == in.Key })
		if at < 0 {
			return nil, fault.NotFound().On(fmt.Sprintf("sections[%d].key", i))
		}
		words, err := text.Lines(fmt.Sprintf("sections[%d].text", i), in.Text, 0, maxText)
		if err != nil {
			return nil, err
		}
		all[at].Text = words
	}
	return all, nil
}

// reviewedIn checks a meeting that reviews a report: one of requirement analysis
// that the viewer may read (D0-42).
func reviewedIn(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	if id == "" {
		return nil
	}
	if authz.Require(ctx, authz.MeetingRead) != nil {
		return fault.NotFound().On("meetingId")
	}
	m, err := tx.Meeting.Query().Where(meeting.ID(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return fault.NotFound().On("meetingId")
	case err != nil:
		return fmt.Errorf("reports: reading the meeting: %w", err)
	case m.Type != flow.MeetingRequirementAnalysis || m.State == flow.MeetingCancelled:
		return fault.Precondition("report.meeting_type").On("meetingId")
	}
	return nil
}
