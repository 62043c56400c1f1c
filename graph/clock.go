package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/sla"
)

// clockState is the state that people see: a running clock past its due time
// is BREACHED though nobody has written that down yet.
func clockState(c *ent.SlaClock, now time.Time) sla.ClockState {
	if c.State == sla.ClockRunning && now.After(c.DueAt) {
		return sla.ClockBreached
	}
	return c.State
}

// clocksOf are a requirement's clocks, the oldest first.
func clocksOf(ctx context.Context, r *ent.Requirement) ([]*ent.SlaClock, error) {
	all, err := r.Clocks(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b *ent.SlaClock) int {
		return cmp.Or(a.StartedAt.Compare(b.StartedAt), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// linksOf are a requirement's links to others, seen from it, the oldest first.
func linksOf(ctx context.Context, client *ent.Client, r *ent.Requirement) ([]*ent.RequirementLink, error) {
	links, err := r.NamedLinks(graphql.GetFieldContext(ctx).Field.Alias)
	if ent.IsNotLoaded(err) {
		links, err = requirements.Links(ctx, client, r.ID)
	}
	if err != nil {
		return nil, err
	}
	links = slices.Clone(links)
	slices.SortFunc(links, func(a, b *ent.RequirementLink) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return links, nil
}

// policyOf is the deadline by which the clock counts; nil when the viewer may not
// read deadlines.
func policyOf(ctx context.Context, client *ent.Client, c *ent.SlaClock) (*ent.SlaPolicy, error) {
	if may(ctx, authz.SLAPolicyRead) != nil {
		return nil, nil
	}
	for _, p := range tenants.ConfigFrom(ctx).Policies {
		if p.ID == c.PolicyID {
			return p, nil
		}
	}
	p, err := client.SlaPolicy.Get(ctx, c.PolicyID)
	return p, ent.MaskNotFound(err)
}

// candidatesOf are the deadlines that fit the clock's requirement now.
func candidatesOf(ctx context.Context, c *ent.SlaClock) ([]*model.ClockCandidate, error) {
	all := []*model.ClockCandidate{}
	if may(ctx, authz.SLAPolicyRead) != nil {
		return all, nil
	}
	of, from, err := subjectOf(ctx, c)
	if err != nil {
		return nil, err
	}
	tier := ""
	if from != nil {
		tier = from.TierKey
	}
	fitting, err := clocks.Candidates(ctx, c, of, tier)
	if err != nil {
		return nil, err
	}
	for _, f := range fitting {
		all = append(all, &model.ClockCandidate{Policy: f.Policy, DueAt: f.DueAt})
	}
	return all, nil
}

// subjectOf is the record for which the clock counts, with its customer; nil when
// the viewer may not read that.
func subjectOf(ctx context.Context, c *ent.SlaClock) (clocks.Subject, *ent.Customer, error) {
	if c.InteractionID != "" {
		i, err := c.Interaction(ctx)
		if err != nil {
			return clocks.Subject{}, nil, err
		}
		from, err := i.Customer(ctx)
		return clocks.OfInteraction(i), from, ent.MaskNotFound(err)
	}
	r, err := c.Requirement(ctx)
	if err != nil {
		return clocks.Subject{}, nil, err
	}
	from, err := r.Customer(ctx)
	return clocks.OfRequirement(r), from, ent.MaskNotFound(err)
}

func clockSegments(ctx context.Context, c *ent.SlaClock) []*model.ClockSegment {
	segments := clocks.Segments(ctx, c)
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

// framesIn reads working hours; the field names them in errors.
func framesIn(field string, frames []*model.WorkFrameInput) ([]sla.Frame, error) {
	all := make([]sla.Frame, len(frames))
	for i, f := range frames {
		var err error
		if all[i].From, err = sla.ParseMinute(f.Opens); err == nil {
			all[i].To, err = sla.ParseMinute(f.Closes)
		}
		if err != nil {
			return nil, fault.From(err).On(field)
		}
	}
	return all, nil
}

// calendarInput reads the changes of a calendar.
func calendarInput(in model.WorkingCalendarUpdateInput) (tenants.WorkingCalendarUpdateInput, error) {
	out := tenants.WorkingCalendarUpdateInput{
		ID: in.ID, ExpectedVersion: in.ExpectedVersion, Name: in.Name, Timezone: in.Timezone, ValidUntil: patch(in.ValidUntil),
	}
	if in.Week != nil {
		var week sla.Week
		if len(in.Week) != len(week) {
			return out, fault.Input("week", "input.out_of_range").With("min", len(week)).With("max", len(week))
		}
		for i, day := range in.Week {
			var err error
			if week[i], err = framesIn(fmt.Sprintf("week[%d]", i), day); err != nil {
				return out, err
			}
		}
		out.Week = &week
	}
	if in.Days == nil {
		return out, nil
	}
	days := make([]sla.Day, len(in.Days))
	for i, d := range in.Days {
		frames, err := framesIn(fmt.Sprintf("days[%d].frames", i), d.Frames)
		if err != nil {
			return out, err
		}
		days[i] = sla.Day{Date: d.Date, Kind: d.Kind, Frames: frames}
		if d.Name != nil {
			days[i].Name = *d.Name
		}
	}
	out.Days = &days
	return out, nil
}

// inCalendar names the place of a refusal as the client wrote it: the rules know
// days of the week by their names and others by their dates.
func inCalendar(err error, days []*model.CalendarDayInput) error {
	f := fault.From(err)
	if f.Code != fault.CodeBadUserInput {
		return err
	}
	for i, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		if f.Field == "week."+day {
			return f.On(fmt.Sprintf("week[%d]", i))
		}
	}
	for i, d := range slices.Backward(days) { // of two of a date the later one is too many
		if f.Field == "days."+d.Date {
			return f.On(fmt.Sprintf("days[%d]", i))
		}
	}
	return err
}
