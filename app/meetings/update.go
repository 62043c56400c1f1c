package meetings

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/meetingattendee"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
)

// UpdateInput is a meeting's changes; nil stays, the empty value of a place, an
// agenda, a department or an organizer clears. Lists are replaced as they are given.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Following       bool // of its series too, as far as they are still to come
	Title           *string
	StartsAt        *time.Time
	MinutesLong     *int
	Place           *string
	DepartmentID    *typeid.ID
	OrganizerID     *typeid.ID
	Agenda          *string
	AttendeeIDs     []typeid.ID // nil stays
	RecordIDs       []typeid.ID // nil stays
}

// Update changes a meeting that is still to come, or this one and those of its
// series after it: a new beginning moves each by as many days, to the new time of day.
// Errors: input.empty_update, and those of Create. Records meeting.updated once, of
// the meeting that is named, to all who were or are asked to any of them.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Meeting, error) {
	was, err := take(ctx, tx, flow.MeetingActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := change{was: was}
	if err := c.plan(ctx, tx, in); err != nil {
		return nil, err
	}
	if len(c.fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	all := []*ent.Meeting{was.Meeting}
	if in.Following {
		if all, err = following(ctx, tx, was.Meeting); err != nil {
			return nil, err
		}
	}
	for _, one := range all {
		if err := permit(ctx, authz.MeetingUpdate, Record(one)); err != nil {
			return nil, err
		}
	}
	told, err := attendeesOf(ctx, tx, idsOf(all)...)
	if err != nil {
		return nil, err
	}
	made, err := c.write(ctx, tx, all)
	if err != nil {
		return nil, err
	}
	told = typeid.Unique(append(told, c.attendees...))
	e := event(made, "meeting.updated", told)
	e.Fields, e.Detail = c.fields, map[string]any{"dates": len(all), "startsAt": made.StartsAt, "tell": told}
	journal.Record(ctx, e)
	return made, nil
}

// change is what an update comes to, for each of its meetings.
type change struct {
	was       *taken
	fields    []string
	set       []func(one *ent.Meeting, q *ent.MeetingUpdateOne)
	attendees []typeid.ID
	asks      bool // the attendees change
}

func (c *change) add(field string, set func(one *ent.Meeting, q *ent.MeetingUpdateOne)) {
	c.fields = append(c.fields, field)
	if set != nil {
		c.set = append(c.set, set)
	}
}

func (c *change) plan(ctx context.Context, tx *ent.Tx, in UpdateInput) error {
	if in.Title != nil {
		title, err := text.Line("title", *in.Title, 1, maxTitle)
		if err != nil {
			return err
		}
		c.add("title", func(_ *ent.Meeting, q *ent.MeetingUpdateOne) { q.SetTitle(title) })
	}
	if in.StartsAt != nil {
		to, err := start(ctx, *in.StartsAt)
		if err != nil {
			return err
		}
		from := c.was.StartsAt
		c.add("startsAt", func(one *ent.Meeting, q *ent.MeetingUpdateOne) {
			if at := to; one.ID != c.was.ID {
				q.SetStartsAt(moved(ctx, one.StartsAt, from, to))
			} else {
				q.SetStartsAt(at)
			}
		})
	}
	if in.MinutesLong != nil {
		if err := long(*in.MinutesLong); err != nil {
			return err
		}
		c.add("minutesLong", func(_ *ent.Meeting, q *ent.MeetingUpdateOne) { q.SetMinutesLong(*in.MinutesLong) })
	}
	if err := c.texts(in); err != nil {
		return err
	}
	if err := c.people(ctx, tx, in); err != nil {
		return err
	}
	if in.RecordIDs == nil {
		return nil
	}
	records, err := linked(ctx, tx, in.RecordIDs, c.was.Records)
	if err != nil {
		return err
	}
	c.add("records", func(_ *ent.Meeting, q *ent.MeetingUpdateOne) { q.SetRecords(records) })
	return nil
}

func (c *change) texts(in UpdateInput) error {
	if in.Place != nil {
		place, err := text.Line("place", *in.Place, 0, maxPlace)
		if err != nil {
			return err
		}
		c.add("place", func(_ *ent.Meeting, q *ent.MeetingUpdateOne) { q.SetPlace(place) })
	}
	if in.Agenda != nil {
		agenda, err := text.Lines("agenda", *in.Agenda, 0, maxAgenda)
		if err != nil {
			return err
		}
		c.add("agenda", func(_ *ent.Meeting, q *ent.MeetingUpdateOne) { q.SetAgenda(agenda) })
	}
	return nil
}

// people changes whose the meeting is, who calls it and who is asked: it stays
// within the viewer's reach.
func (c *change) people(ctx context.Context, tx *ent.Tx, in UpdateInput) error {
	if in.DepartmentID != nil || in.OrganizerID != nil {
		if err := called(ctx, tx, optional.Value(in.DepartmentID), optional.Value(in.OrganizerID)); err != nil {
			return err
		}
	}
	if in.DepartmentID != nil {
		if err := permit(ctx, authz.MeetingUpdate, authz.Record{Departments: []typeid.ID{*in.DepartmentID}}); err != nil {
			return err
		}
		c.add("department", func(_ *ent.Meeting, q *ent.MeetingUpdateOne) {
			if q.ClearDepartmentID(); *in.DepartmentID != "" {
				q.SetDepartmentID(*in.DepartmentID)
			}
		})
	}
	if in.OrganizerID != nil {
		c.add("organizer", func(_ *ent.Meeting, q *ent.MeetingUpdateOne) {
			if q.ClearOrganizerID(); *in.OrganizerID != "" {
				q.SetOrganizerID(*in.OrganizerID)
			}
		})
	}
	if in.AttendeeIDs == nil {
		return nil
	}
	var err error
	if c.attendees, err = asked(ctx, tx, in.AttendeeIDs); err != nil {
		return err
	}
	c.asks = true
	c.add("attendees", nil)
	return nil
}

// write makes the change in all of the meetings and gives the first.
func (c *change) write(ctx context.Context, tx *ent.Tx, all []*ent.Meeting) (*ent.Meeting, error) {
	if err := places(len(all), c.attendees); err != nil {
		return nil, err
	}
	var first *ent.Meeting
	for _, one := range all {
		// Without a column of its own it is a change of the meeting all the same.
		q := one.Update().SetTitle(one.Title)
		for _, set := range c.set {
			set(one, q)
		}
		m, err := save(ctx, q)
		if err != nil {
			return nil, err
		}
		if first == nil {
			first = m
		}
	}
	if !c.asks {
		return first, nil
	}
	for ids := idsOf(all); len(ids) > 0; ids = ids[min(atOnce, len(ids)):] {
		if _, err := tx.MeetingAttendee.Delete().Where(meetingattendee.MeetingIDIn(ids[:min(atOnce, len(ids))]...)).Exec(ctx); err != nil {
			return nil, fmt.Errorf("meetings: asking others: %w", err)
		}
	}
	return first, ask(ctx, tx, all, c.attendees)
}
