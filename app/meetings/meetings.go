// Package meetings is the meetings of a company: alone or in series, held,
// with minutes and decisions that become tasks (D0-14, D0-42, D0-67).
package meetings

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/meeting"
	"heed/ent/meetingattendee"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// clauses are those that ask for a type of meetings.
var clauses = map[flow.MeetingType][]string{
	flow.MeetingInternalSharing:     {"D0-14"},
	flow.MeetingRequirementAnalysis: {"D0-42"},
	flow.MeetingMonitoringReview:    {"D0-67"},
}

// Record is whose a meeting is: its department's, and of who calls it. Who is
// asked to it reads it, and changes nothing.
func Record(m *ent.Meeting) authz.Record {
	return authz.Record{Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.OrganizerID, m.CreatedBy}}
}

// begin refuses whom no role allows the action, and changes of a company that
// is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// permit refuses a change of what is not within the viewer's reach.
func permit(ctx context.Context, action authz.Action, r authz.Record) error {
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	if !authz.Covers(v, scope, r) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// taken is a meeting held for an act.
type taken struct {
	*ent.Meeting
	next      flow.MeetingState
	attendees []typeid.ID // sorted
}

// take holds a meeting for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state.
func take(ctx context.Context, tx *ent.Tx, act flow.MeetingAct, id typeid.ID, version int) (*taken, error) {
	if err := begin(ctx, authz.MeetingUpdate); err != nil {
		return nil, err
	}
	q := tx.Meeting.Query().Where(meeting.ID(id))
	q.Modify(database.Lock)
	m, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("meetings: locking: %w", err)
	}
	if err := permit(ctx, authz.MeetingUpdate, Record(m)); err != nil {
		return nil, err
	}
	if err := tenants.Version(version, m.Version); err != nil {
		return nil, err
	}
	t := &taken{Meeting: m}
	if t.next, err = flow.Meeting.Next(m.State, act); err != nil {
		return nil, err
	}
	t.attendees, err = attendeesOf(ctx, tx, m.ID)
	return t, err
}

// attendeesOf are who is asked to any of the meetings, each once, sorted.
func attendeesOf(ctx context.Context, tx *ent.Tx, ids ...typeid.ID) ([]typeid.ID, error) {
	all := []typeid.ID{}
	for lot := range slices.Chunk(ids, atOnce) {
		rows, err := tx.MeetingAttendee.Query().Where(meetingattendee.MeetingIDIn(lot...)).Select(meetingattendee.FieldMemberID).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("meetings: reading who is asked: %w", err)
		}
		for _, row := range rows {
			all = append(all, row.MemberID)
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// save writes a change of one meeting.
func save(ctx context.Context, change *ent.MeetingUpdateOne) (*ent.Meeting, error) {
	m, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("meetings: writing: %w", err)
	}
	return m, nil
}

// event is what is told of a meeting, to all who have a part in it.
func event(m *ent.Meeting, typ string, attendees []typeid.ID) journal.Event {
	departments, members := journal.MeetingRecord(m, attendees)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectMeeting, ID: m.ID},
		Departments: departments, Members: members, Clauses: clauses[m.Type],
	}
}

// Available lists what the viewer may do with the meeting now. It asks no
// database.
func Available(ctx context.Context, m *ent.Meeting) []flow.MeetingAct {
	acts := []flow.MeetingAct{}
	if authz.Writable(ctx) != nil || authz.Require(ctx, authz.MeetingUpdate) != nil || permit(ctx, authz.MeetingUpdate, Record(m)) != nil {
		return acts
	}
	for _, act := range flow.Meeting.Allowed(m.State) {
		if act != flow.MeetingActHold || !viewer.Now(ctx).Before(m.StartsAt) {
			acts = append(acts, act)
		}
	}
	return acts
}
