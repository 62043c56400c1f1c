package meetings

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/meetingattendee"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// HoldInput is a meeting that took place, and who of those asked came.
type HoldInput struct {
	ID              typeid.ID
	ExpectedVersion int
	AttendedIDs     []typeid.ID
}

// Hold records that a meeting took place. Errors: meeting.not_yet before its
// beginning, NOT_FOUND on attendedIds for who was not asked. Records meeting.held.
func Hold(ctx context.Context, tx *ent.Tx, in HoldInput) (*ent.Meeting, error) {
	was, err := take(ctx, tx, flow.MeetingActHold, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if viewer.Now(ctx).Before(was.StartsAt) {
		return nil, fault.Precondition("meeting.not_yet")
	}
	came, err := distinct("attendedIds", in.AttendedIDs, MaxAttendees)
	if err != nil {
		return nil, err
	}
	for _, id := range came {
		if !slices.Contains(was.attendees, id) {
			return nil, fault.NotFound().On("attendedIds")
		}
	}
	if len(came) > 0 {
		err := tx.MeetingAttendee.Update().Where(meetingattendee.MeetingID(was.ID), meetingattendee.MemberIDIn(came...)).SetAttended(true).Exec(ctx)
		if err != nil {
			return nil, fmt.Errorf("meetings: who came: %w", err)
		}
	}
	err = tx.MeetingAttendee.Update().Where(meetingattendee.MeetingID(was.ID), meetingattendee.AttendedIsNil()).SetAttended(false).Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("meetings: who did not come: %w", err)
	}
	m, err := save(ctx, was.Update().SetState(was.next))
	if err != nil {
		return nil, err
	}
	e := event(m, "meeting.held", was.attendees)
	e.From, e.To, e.Detail = string(was.State), string(m.State), map[string]any{"attended": len(came), "asked": len(was.attendees)}
	journal.Record(ctx, e)
	return m, nil
}

// CancelInput is a meeting that does not take place.
type CancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
	Following       bool // those of its series after it, too
}

// Cancel calls a meeting off, or this one and those of its series after it, with the
// reason in place of the minutes. Records meeting.cancelled once, of the
// meeting that is named, to all who were asked to any of them.
func Cancel(ctx context.Context, tx *ent.Tx, in CancelInput) (*ent.Meeting, error) {
	was, err := take(ctx, tx, flow.MeetingActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	reason, err := text.Lines("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	all := []*ent.Meeting{was.Meeting}
	if in.Following {
		if all, err = following(ctx, tx, was.Meeting); err != nil {
			return nil, err
		}
	}
	told, err := attendeesOf(ctx, tx, idsOf(all)...)
	if err != nil {
		return nil, err
	}
	var m *ent.Meeting
	for _, one := range all {
		if err := permit(ctx, authz.MeetingUpdate, Record(one)); err != nil {
			return nil, err
		}
		done, err := save(ctx, one.Update().SetState(was.next).SetMinutes(reason))
		if err != nil {
			return nil, err
		}
		if m == nil {
			m = done
		}
	}
	e := event(m, "meeting.cancelled", told)
	e.From, e.To, e.Detail = string(was.State), string(m.State), map[string]any{"dates": len(all), "reason": reason, "tell": told}
	journal.Record(ctx, e)
	return m, nil
}
