package graph

import (
	"context"
	"time"

	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/graph/model"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// clockState is the state that people see: a running clock past its due time
// is BREACHED though nobody has written that down yet.
func clockState(c *ent.SlaClock, now time.Time) sla.ClockState {
	if c.State == sla.ClockRunning && now.After(c.DueAt) {
		return sla.ClockBreached
	}
	return c.State
}

func clockSegments(ctx context.Context, c *ent.SlaClock) []*model.ClockSegment {
	config := tenants.ConfigFrom(ctx)
	calendar, ok := config.Calendars[c.CalendarID]
	if !ok {
		calendar = config.Calendar()
	}
	segments := requirements.Segments(c, calendar, viewer.Now(ctx))
	all := make([]*model.ClockSegment, len(segments))
	for i, s := range segments {
		all[i] = &model.ClockSegment{From: s.From, To: s.To, Counted: s.Kind == sla.Counted, Reason: s.Reason}
		switch {
		case s.Name != "":
			all[i].Name = &s.Name
		case s.Note != "":
			all[i].Name = &s.Note
		}
	}
	return all
}

func framesOf(frames []sla.Frame) []*model.WorkFrame {
	all := make([]*model.WorkFrame, len(frames))
	for i, f := range frames {
		all[i] = &model.WorkFrame{Opens: f.From.String(), Closes: f.To.String()}
	}
	return all
}

func weekOf(week sla.Week) [][]*model.WorkFrame {
	all := make([][]*model.WorkFrame, len(week))
	for i, day := range week {
		all[i] = framesOf(day)
	}
	return all
}

func daysOf(days []sla.Day) []*model.CalendarDay {
	all := make([]*model.CalendarDay, len(days))
	for i, d := range days {
		all[i] = &model.CalendarDay{Date: d.Date, Kind: d.Kind, Frames: framesOf(d.Frames)}
		if d.Name != "" {
			all[i].Name = &d.Name
		}
	}
	return all
}
