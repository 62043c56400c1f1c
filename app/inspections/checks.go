package inspections

import (
	"context"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/viewer"
)

// The longest texts, in characters, and the farthest day.
const (
	maxContent   = 20_000
	maxEvidence  = 2_000
	maxReason    = 2_000
	maxRemark    = 5_000
	maxRef       = 100
	maxValue     = 1_000_000_000_000 // either way
	farthestDays = 730
)

// checks looks at an input in the company's time.
type checks struct {
	text.Checks
	now  time.Time
	zone *time.Location
}

// checking are the checks of an input in the company's time.
func checking(ctx context.Context) *checks {
	return &checks{now: viewer.Now(ctx), zone: tenants.ConfigFrom(ctx).Zone}
}

// known must be a constant of its list.
func known[T flow.Enum](c *checks, field string, value T) {
	if !slices.Contains(value.Values(), string(value)) {
		c.Fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
	}
}

// day is a day of the company's calendar that has not passed, and when it ends.
func (c *checks) day(field, day string) time.Time {
	local := c.now.In(c.zone)
	at, err := time.ParseInLocation(time.DateOnly, day, c.zone)
	switch {
	case err != nil:
		c.Fail(fault.Input(field, "sla.date_format").With("value", text.Clip(day)))
	case day < local.Format(time.DateOnly):
		c.Fail(fault.Input(field, "input.in_the_past"))
	case day > local.AddDate(0, 0, farthestDays).Format(time.DateOnly):
		c.Fail(fault.Input(field, "inspection.too_far").With("days", farthestDays))
	}
	return endOf(at)
}

// endOf is when a day ends that begins then.
func endOf(day time.Time) time.Time { return day.AddDate(0, 0, 1).UTC() }

// made is when an inspection was made: now, or when a phone that had no network says. It
// is not to come, nor before the day on which it was planned, for months that are over keep
// their figures; of what was missed or has lapsed it is before that, and nobody checks what
// nobody has asked to be checked.
func (c *checks) made(was *ent.Inspection, at *time.Time) time.Time {
	done := viewer.Instant(c.now)
	if at != nil {
		done = viewer.Instant(*at)
	}
	switch {
	case done.After(c.now):
		c.Fail(fault.Input("doneAt", "inspection.done_ahead"))
	case was.Kind == flow.InspectionContent && done.Before(was.CreatedAt), done.Before(c.midnight(was.CreatedAt)):
		c.Fail(fault.Input("doneAt", "inspection.done_before_asked"))
	case was.MissedAt != nil && done.After(*was.MissedAt):
		c.Fail(fault.Precondition("inspection.missed").On("doneAt"))
	case was.LapsedAt != nil && done.After(*was.LapsedAt):
		c.Fail(fault.Precondition("inspection.lapsed").On("doneAt"))
	}
	return done
}

// midnight is when the day of an instant begins for the company.
func (c *checks) midnight(at time.Time) time.Time {
	y, m, d := at.In(c.zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, c.zone)
}
