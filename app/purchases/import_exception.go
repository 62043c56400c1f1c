package purchases

import (
	"slices"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/table"
)

// trouble is what a row says of an exception; a moment without a time is not said.
type trouble struct {
	typ           flow.DeliveryExceptionType
	noticed, told table.Moment
	solution      string
}

// consistent refuses what is said to have been before the order.
func (t trouble) consistent(ordered string, zone *time.Location) (ImportField, error) {
	for _, said := range []struct {
		field ImportField
		at    time.Time
	}{{FieldNoticed, t.noticed.At}, {FieldTold, t.told.At}} {
		if !said.at.IsZero() && said.at.In(zone).Format(time.DateOnly) < ordered {
			return said.field, fault.Input("", "purchase.before_order")
		}
	}
	return "", nil
}

// among is the exceptions with that of the row: over the one that it means, or as a new
// one. It tells the place of the exception, and whether the row changes anything.
func (t trouble) among(all []flow.DeliveryException, now time.Time, zone *time.Location) (with []flow.DeliveryException, at int, changed bool) {
	with = slices.Clone(all)
	if at = t.place(all, now, zone); at == len(all) {
		return append(with, t.anew(at+1, now)), at, true
	}
	with[at], changed = t.over(all[at], now, zone)
	return with, at, changed
}

// place is where among the exceptions that of the row stands, len(all) where it is a new
// one: where the row says nothing new, so that it may come again at any time; else where
// it was noticed or told when the row says; else the last of its type that was noticed, if
// it can be that.
func (t trouble) place(all []flow.DeliveryException, now time.Time, zone *time.Location) int {
	last, meant := -1, -1
	for i, e := range slices.Backward(all) {
		if e.Type != t.typ {
			continue
		}
		if _, changed := t.over(e, now, zone); !changed {
			return i
		}
		if last < 0 || e.NoticedAt.After(all[last].NoticedAt) {
			last = i
		}
		if t.means(e, zone) && (meant < 0 || e.NoticedAt.Equal(t.noticed.At)) {
			meant = i
		}
	}
	switch {
	case meant >= 0:
		return meant
	case last >= 0 && t.mayMean(all[last], zone):
		return last
	default:
		return len(all)
	}
}

// means tells whether the row names the exception: by when it was noticed, or, where it
// does not say that, by when the customer was told.
func (t trouble) means(e flow.DeliveryException, zone *time.Location) bool {
	if !t.noticed.At.IsZero() {
		return meets(t.noticed, e.NoticedAt, zone)
	}
	return !t.told.At.IsZero() && e.CustomerToldAt != nil && meets(t.told, *e.CustomerToldAt, zone)
}

// mayMean tells whether the row, which names none, can be about the exception: not about
// one that was noticed after the row's own time, nor about one that was made good where
// the row tells of another notice or that the customer was told later.
func (t trouble) mayMean(e flow.DeliveryException, zone *time.Location) bool {
	own := t.noticed
	if own.At.IsZero() {
		own = t.told
	}
	switch {
	case own.At.IsZero():
		return true
	case own.At.Before(e.NoticedAt) && !knows(own, e.NoticedAt, zone):
		return false
	case e.Open():
		return true
	}
	return t.noticed.At.IsZero() && (e.SolvedAt == nil || !t.told.At.After(*e.SolvedAt))
}

// over is the exception with what the row says of it, and whether that changes it. What
// is known better than by its day stays; and by which way the customer was told is not
// forgotten while the day is the same.
func (t trouble) over(e flow.DeliveryException, now time.Time, zone *time.Location) (with flow.DeliveryException, changed bool) {
	if !t.noticed.At.IsZero() && !knows(t.noticed, e.NoticedAt, zone) {
		e.NoticedAt, changed = t.noticed.At, true
	}
	if at := t.told.At; !at.IsZero() && (e.CustomerToldAt == nil || !knows(t.told, *e.CustomerToldAt, zone)) {
		if e.CustomerToldAt == nil || !sameDay(at, *e.CustomerToldAt, zone) {
			e.Channel = nil
		}
		e.CustomerToldAt, changed = &at, true
	}
	if t.solution != "" && t.solution != e.Solution {
		e.Solution, e.SolvedAt, changed = t.solution, &now, true
	}
	return e, changed
}

// anew is the row's exception as a new one. Where the row does not say when it was
// noticed, it was when the customer was told, or is now.
func (t trouble) anew(number int, now time.Time) flow.DeliveryException {
	e := flow.DeliveryException{Number: number, Type: t.typ, NoticedAt: now, Solution: t.solution}
	if at := t.told.At; !at.IsZero() {
		e.NoticedAt, e.CustomerToldAt = at, &at
	}
	if !t.noticed.At.IsZero() {
		e.NoticedAt = t.noticed.At
	}
	if t.solution != "" {
		e.SolvedAt = &now
	}
	return e
}

// knows tells whether what is kept says all that a row does: the same time, or one of
// the day that is all the row has.
func knows(said table.Moment, kept time.Time, zone *time.Location) bool {
	return said.At.Equal(kept) || said.Day && sameDay(said.At, kept, zone)
}

// meets tells whether a row and what is kept are of one time, as far as both know it: of
// what is kept as midnight only the day is.
func meets(said table.Moment, kept time.Time, zone *time.Location) bool {
	y, m, d := kept.In(zone).Date()
	return knows(said, kept, zone) || kept.Equal(score.Midnight(y, m, d, zone)) && sameDay(said.At, kept, zone)
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return a.In(zone).Format(time.DateOnly) == b.In(zone).Format(time.DateOnly)
}
