package meetings

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/recurrence"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// atOnce is how many rows one statement writes.
const atOnce = 500

// CreateInput is a new meeting, or a series of them.
type CreateInput struct {
	Type         flow.MeetingType
	Title        string
	StartsAt     time.Time
	MinutesLong  int
	Recurrence   *string // RFC 5545, without or with RRULE:
	Place        *string
	DepartmentID *typeid.ID // the viewer's own when left out
	OrganizerID  *typeid.ID // the viewer when left out
	Agenda       *string
	AttendeeIDs  []typeid.ID
	RecordIDs    []typeid.ID
}

// Create calls a meeting, or by a recurrence a series: one meeting for each of its
// dates from startsAt on, at that time of day in the company's zone. The
// first is given. Errors: recurrence.malformed, recurrence.endless,
// recurrence.too_many, recurrence.none, meeting.too_many_places, NOT_FOUND on
// what is named, FORBIDDEN out of the viewer's reach. Records meeting.planned, of a series once.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Meeting, error) {
	if err := begin(ctx, authz.MeetingCreate); err != nil {
		return nil, err
	}
	if err := in.clean(ctx); err != nil {
		return nil, err
	}
	if err := permit(ctx, authz.MeetingCreate, authz.Record{Departments: []typeid.ID{*in.DepartmentID}}); err != nil {
		return nil, err
	}
	dates := []time.Time{in.StartsAt}
	if in.Recurrence != nil {
		var err error
		if dates, err = recurrence.Dates("recurrence", *in.Recurrence, in.StartsAt, tenants.ConfigFrom(ctx).Zone); err != nil {
			return nil, err
		}
	}
	if err := called(ctx, tx, *in.DepartmentID, *in.OrganizerID); err != nil {
		return nil, err
	}
	attendees, err := asked(ctx, tx, in.AttendeeIDs)
	if err != nil {
		return nil, err
	}
	if err := places(len(dates), attendees); err != nil {
		return nil, err
	}
	records, err := linked(ctx, tx, in.RecordIDs, nil)
	if err != nil {
		return nil, err
	}
	all, err := insert(ctx, tx, in, dates, records)
	if err != nil {
		return nil, err
	}
	if err := ask(ctx, tx, all, attendees); err != nil {
		return nil, err
	}
	m := all[0]
	e := event(m, "meeting.planned", attendees)
	e.To, e.Detail = string(m.State), map[string]any{"dates": len(all), "startsAt": m.StartsAt}
	journal.Record(ctx, e)
	return m, nil
}

// clean checks what stands by itself, and fills in what was left out.
func (in *CreateInput) clean(ctx context.Context) (err error) {
	if err := known(in.Type); err != nil {
		return err
	}
	if in.Title, err = text.Line("title", in.Title, 1, maxTitle); err != nil {
		return err
	}
	if in.StartsAt, err = start(ctx, in.StartsAt); err != nil {
		return err
	}
	if err := long(in.MinutesLong); err != nil {
		return err
	}
	place, err := text.Line("place", optional.Value(in.Place), 0, maxPlace)
	if err != nil {
		return err
	}
	agenda, err := text.Lines("agenda", optional.Value(in.Agenda), 0, maxAgenda)
	if err != nil {
		return err
	}
	in.Place, in.Agenda = &place, &agenda
	if in.Recurrence != nil && *in.Recurrence == "" {
		in.Recurrence = nil
	}
	v := viewer.From(ctx)
	if in.DepartmentID == nil {
		in.DepartmentID = &v.Department
	}
	if in.OrganizerID == nil || *in.OrganizerID == "" {
		in.OrganizerID = &v.Member
	}
	return nil
}

// places refuses a series whose places nobody looks over.
func places(dates int, attendees []typeid.ID) error {
	if dates*len(attendees) > MaxPlaces {
		return fault.Input("attendeeIds", "meeting.too_many_places").With("max", MaxPlaces)
	}
	return nil
}

// insert makes the meetings, lot by lot, the first first.
func insert(ctx context.Context, tx *ent.Tx, in CreateInput, dates []time.Time, records []flow.RecordRef) ([]*ent.Meeting, error) {
	made := func(at time.Time) *ent.MeetingCreate {
		q := tx.Meeting.Create().SetType(in.Type).SetTitle(in.Title).SetStartsAt(at).SetMinutesLong(in.MinutesLong).SetPlace(*in.Place).
			SetAgenda(*in.Agenda).SetDecisions([]flow.MeetingDecision{}).SetRecords(records)
		if *in.DepartmentID != "" {
			q.SetDepartmentID(*in.DepartmentID)
		}
		if *in.OrganizerID != "" {
			q.SetOrganizerID(*in.OrganizerID)
		}
		return q
	}
	head := made(dates[0])
	if in.Recurrence != nil {
		head.SetRecurrence(recurrence.Clean(*in.Recurrence))
	}
	first, err := head.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("meetings: making: %w", err)
	}
	all := []*ent.Meeting{first}
	for rest := dates[1:]; len(rest) > 0; rest = rest[min(atOnce, len(rest)):] {
		var lot []*ent.MeetingCreate
		for _, at := range rest[:min(atOnce, len(rest))] {
			lot = append(lot, made(at).SetSeriesID(first.ID))
		}
		more, err := tx.Meeting.CreateBulk(lot...).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("meetings: making a series: %w", err)
		}
		all = append(all, more...)
	}
	return all, nil
}

// ask asks the members to the meetings, lot by lot.
func ask(ctx context.Context, tx *ent.Tx, to []*ent.Meeting, members []typeid.ID) error {
	var lot []*ent.MeetingAttendeeCreate
	write := func() error {
		if len(lot) == 0 {
			return nil
		}
		if err := tx.MeetingAttendee.CreateBulk(lot...).Exec(ctx); err != nil {
			return fmt.Errorf("meetings: asking: %w", err)
		}
		lot = nil
		return nil
	}
	for _, m := range to {
		for _, id := range members {
			if lot = append(lot, tx.MeetingAttendee.Create().SetMeetingID(m.ID).SetMemberID(id)); len(lot) == atOnce {
				if err := write(); err != nil {
					return err
				}
			}
		}
	}
	return write()
}
