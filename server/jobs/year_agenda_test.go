package jobs

import (
	"container/heap"
	"time"
)

// entry is what somebody will do.
type entry struct {
	at    time.Time
	place int // of those at the same time the first to be planned comes first
	do    func()
}

// agenda is what will be done, the earliest first.
type agenda []*entry

func (a agenda) Len() int      { return len(a) }
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a agenda) Less(i, j int) bool {
	if !a[i].at.Equal(a[j].at) {
		return a[i].at.Before(a[j].at)
	}
	return a[i].place < a[j].place
}

func (a *agenda) Push(v any) {
	if e, ok := v.(*entry); ok {
		*a = append(*a, e)
	}
}

func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// at plans something, to the minute and not in the past.
func (y *year) at(when time.Time, do func()) {
	when = when.UTC().Truncate(time.Minute)
	if now := y.Clock.Now(); when.Before(now) {
		when = now
	}
	heap.Push(&y.agenda, &entry{at: when, place: y.planned, do: do})
	y.planned++
}

// later plans something after so much working time, in minutes.
func (y *year) later(minutes int, do func()) {
	y.at(y.almanac.due(promise{minutes, unitWorkingMinute}, y.Clock.Now(), nil), do)
}

// between is a number of the range, both ends in it.
func (y *year) between(low, high int) int { return low + y.rng.IntN(high-low+1) }

// in tells, by chance, whether one of so many in a hundred is met.
func (y *year) in(percent int) bool { return y.rng.IntN(100) < percent }

func oneOf[T any](y *year, from []T) T { return from[y.rng.IntN(len(from))] }
