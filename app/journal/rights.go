package journal

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"heed/ent"
	"heed/ent/event"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// place is where a company's journal stands: the newest event, and the newest
// that changed the company itself or who may do what.
type place struct{ config, position int64 }

// News is what one change tells of a company and of who may do what in it.
type News struct {
	Tenant typeid.ID
	Ended  []typeid.ID // sessions, when nothing else has changed

	before, after place
}

const (
	// sessionEnded is the type of events that end a session and change nothing
	// else, and sessionCreated that of those that take nobody's rights.
	sessionEnded   = "session.ended"
	sessionCreated = "session.created"
	// maxEnded is how many sessions that ended together are told one by one.
	maxEnded = 50
	// maxBehind is how many events are searched for what has changed.
	maxBehind = 10_000
)

// Own takes the news of a change of this process, so that what is known here is
// right at once and nobody looks for it again.
func (f *Feed) Own(n News) {
	f.tell(n.Tenant, n.Ended)
	f.mu.Lock()
	defer f.mu.Unlock()
	// Only where nothing of another replica's stands between.
	if seen, ok := f.seen[n.Tenant]; ok && seen.config == n.before.config {
		f.seen[n.Tenant] = n.after
	}
}

func (f *Feed) tell(tenant typeid.ID, ended []typeid.ID) {
	if len(ended) > 0 {
		f.Ended(tenant, ended)
		return
	}
	f.Changed(tenant)
}

// placesOf is what was seen of the companies.
func (f *Feed) placesOf(which []typeid.ID) map[typeid.ID]place {
	f.mu.Lock()
	defer f.mu.Unlock()
	places := make(map[typeid.ID]place, len(which))
	for _, tenant := range which {
		if at, ok := f.seen[tenant]; ok {
			places[tenant] = at
		}
	}
	return places
}

// rights tells when the company or who may do what has changed since it was
// last looked at; seen is what was known before the head was read.
func (f *Feed) rights(ctx context.Context, h *ent.CompanyHead, seen map[typeid.ID]place) {
	was, known := seen[h.CompanyID]
	is := place{config: h.ConfigPosition, position: h.Position}
	f.mu.Lock()
	now, still := f.seen[h.CompanyID]
	moved := still != known || now != was // by a change of this process, meanwhile
	if !moved {
		f.seen[h.CompanyID] = is
	}
	f.mu.Unlock()
	switch {
	case moved, known && was.config == is.config:
	case !known:
		f.Changed(h.CompanyID)
	default:
		f.tell(h.CompanyID, f.endedSince(ctx, h, was))
	}
}

// endedSince is which sessions ended since the place, nil when something else
// changed too or it cannot be told.
func (f *Feed) endedSince(ctx context.Context, h *ent.CompanyHead, was place) []typeid.ID {
	if behind := h.ConfigPosition - was.position; behind < 1 || behind > maxBehind {
		return nil
	}
	var events []*ent.Event
	err := safely(func() (err error) {
		events, err = f.Client.Event.Query().
			Where(event.PositionGT(was.position), event.PositionLTE(h.ConfigPosition), event.KindEQ(flow.EventAdmin), event.TypeNEQ(sessionCreated)).
			Order(event.ByPosition()).Limit(maxEnded+1).Select(event.FieldType, event.FieldSubjectID).
			All(viewer.AsSystem(ctx, h.CompanyID))
		return err
	})
	if err != nil || len(events) > maxEnded {
		return nil
	}
	ended := make([]typeid.ID, len(events))
	for i, e := range events {
		if e.Type != sessionEnded {
			return nil
		}
		ended[i] = e.SubjectID
	}
	return ended
}

// How long looks may fail before what is known counts as old, and how often it
// does while they go on failing. A database that is only slow must not have
// everything asked of it anew.
const (
	outageTolerated = 2 * time.Second
	outageRepeats   = time.Minute
)

// outage is how long the looks have failed.
type outage struct{ since, lost time.Time }

// note takes the outcome of a look and tells whether what is known is to be
// forgotten. An outage is logged at its beginning and its end.
func (o *outage) note(ctx context.Context, now time.Time, err error) (lost bool) {
	switch {
	case err == nil && o.since.IsZero():
	case err == nil:
		slog.InfoContext(ctx, "following the journal again", "after", fmt.Sprint(now.Sub(o.since)))
		*o = outage{}
	case o.since.IsZero():
		slog.ErrorContext(ctx, "following the journal", "error", err)
		o.since = now
	case now.Sub(o.since) > outageTolerated && (o.lost.IsZero() || now.Sub(o.lost) >= outageRepeats):
		o.lost = now
		return true
	}
	return false
}
