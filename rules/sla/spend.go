package sla

import (
	"math/bits"
	"time"

	"heed/rules/fault"
)

// A cost is counted time: nanoseconds for the hours, and shares of a working
// day for WORKING_DAY, in 2^-54 of a day. That is far below a nanosecond of
// the longest day, and 366 days still fit.
type cost = uint64

const (
	dayBits         = 54
	wholeDay   cost = 1 << dayBits
	daySlack   cost = 1 << 9 // what the rounding of a hundred pauses can lose; under a nanosecond
	hourAmount      = cost(time.Hour)
)

// allowed is the cost of the whole limit.
func (l Limit) allowed() cost {
	if l.Unit == UnitWorkingDay {
		return cost(l.Amount) * wholeDay
	}
	return cost(l.Amount) * hourAmount
}

// slack is how much may be missing for the limit to count as used up.
func (l Limit) slack() cost {
	if l.Unit == UnitWorkingDay {
		return daySlack
	}
	return 0
}

// cost of a counted stretch in the limit's unit.
func (l Limit) cost(s stretch) cost {
	length := s.To.Sub(s.From)
	if l.Unit == UnitWorkingDay {
		return share(s.before+length, s.day) - share(s.before, s.day)
	}
	return cost(length)
}

// reach is how far into a counted stretch the cost is used up.
func (l Limit) reach(s stretch, left cost) time.Duration {
	if l.Unit == UnitWorkingDay {
		into := unshare(share(s.before, s.day)+left, s.day) - s.before
		return min(max(into, 0), s.To.Sub(s.From))
	}
	return time.Duration(left)
}

// share is the part of a day that its first d make up; 0 ≤ d ≤ day, day > 0.
func share(d, day time.Duration) cost {
	hi, lo := bits.Mul64(uint64(d), wholeDay)
	q, _ := bits.Div64(hi, lo, uint64(day))
	return q
}

// unshare is the reverse of share, to the nearest nanosecond.
func unshare(c cost, day time.Duration) time.Duration {
	hi, lo := bits.Mul64(c, uint64(day))
	lo, carry := bits.Add64(lo, wholeDay/2, 0)
	return time.Duration((hi+carry)<<(64-dayBits) | lo>>dayBits)
}

// dueWithPauses is Due with pauses cut out. An open pause is ignored, as
// nobody knows when it ends.
func dueWithPauses(start time.Time, limit Limit, pauses []Pause, cal Calendar) (time.Time, error) {
	return reach(start, limit, limit.allowed(), pauses, cal)
}

// reach is when so much of the limit is used up, counted like dueWithPauses.
func reach(start time.Time, limit Limit, left cost, pauses []Pause, cal Calendar) (time.Time, error) {
	if err := limit.Check(); err != nil {
		return time.Time{}, err
	}
	end := start.AddDate(horizon, 0, 0)
	closed := pauses
	for i, p := range pauses {
		if p.To == nil {
			closed = pauses[:i]
			break
		}
		end = end.Add(p.To.Sub(p.From))
	}
	for s := range unpaused(cal.stretches(start, end, limit.Unit), closed) {
		if s.Kind != Counted {
			continue
		}
		c := limit.cost(s)
		if c+limit.slack() >= left {
			return s.From.Add(min(limit.reach(s, left), s.To.Sub(s.From))).UTC(), nil
		}
		left -= c
	}
	return time.Time{}, fault.Precondition("sla.no_working_time").With("years", horizon)
}
