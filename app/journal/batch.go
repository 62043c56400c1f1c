package journal

import (
	"context"
	"time"

	"heed/ent"
	"heed/rules/typeid"
)

// batch is what a change has to tell when its work is done.
type batch struct {
	events   []Event
	counters map[counter]int
	due      time.Time // earliest instant at which the company has something due by this change
	again    func(context.Context) (time.Time, error)
	then     func(position int64) error // the last thing before the commit; 0 without events
	notices  bool                       // the change makes some

	before, after place // of the company's head, set when the batch is flushed
}

type counter struct{ name, bucket string }

// news is what the batch tells of the company itself and of who may do what;
// false for nothing.
func (b *batch) news(tenant typeid.ID) (News, bool) {
	n := News{Tenant: tenant, before: b.before, after: b.after}
	some, only := false, true
	for _, e := range b.events {
		if !e.Config {
			continue
		}
		some = true
		if e.Type == sessionEnded && len(n.Ended) < maxEnded {
			n.Ended = append(n.Ended, e.Subject.ID)
		} else {
			only = false
		}
	}
	if !only {
		n.Ended = nil
	}
	return n, some
}

type batchKey struct{}

func batchOf(ctx context.Context) *batch {
	b, ok := ctx.Value(batchKey{}).(*batch)
	if !ok {
		panic("journal: recording outside of a change")
	}
	return b
}

// Record adds an event to the change of the context.
func Record(ctx context.Context, e Event) {
	b := batchOf(ctx)
	b.events = append(b.events, e)
}

// Count adds to a maintained figure of the company, in the change of the
// context. The bucket is a day (YYYY-MM-DD) or empty.
func Count(ctx context.Context, name, bucket string, amount int) {
	b := batchOf(ctx)
	if b.counters == nil {
		b.counters = map[counter]int{}
	}
	b.counters[counter{name, bucket}] += amount
}

// Counted is what the work adds to maintained figures without a bucket, by their names. It
// changes nothing: whoever counts anew asks what was counted by what counted it.
func Counted(ctx context.Context, work func(ctx context.Context)) map[string]int {
	b := &batch{}
	work(context.WithValue(ctx, batchKey{}, b))
	all := map[string]int{}
	for c, n := range b.counters {
		if c.bucket == "" {
			all[c.name] += n
		}
	}
	return all
}

// DueBy tells that something of the company is due at the instant, so that the
// company is looked at in time.
func DueBy(ctx context.Context, at time.Time) {
	b := batchOf(ctx)
	if b.due.IsZero() || at.Before(b.due) {
		b.due = at
	}
}

// DueAgain finds out anew when the company next has something due, where DueBy only
// brings that forward. The question is asked at the end of the change, when it
// holds the company's head: whatever another change has set is there to be seen, and
// nothing can come in between.
func DueAgain(ctx context.Context, find func(ctx context.Context) (time.Time, error)) {
	batchOf(ctx).again = find
}

// Work is the body of a change.
type Work func(ctx context.Context, tx *ent.Tx) error
