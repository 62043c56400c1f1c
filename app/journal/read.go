package journal

import (
	"context"
	"fmt"
	"sync/atomic"

	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/event"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Entry is an event with the name of who did it, and what it tells of a clock.
type Entry struct {
	*ent.Event
	Actor string
	Moved *Moved // nil where it has moved none
}

// complete fills in what does not stand in the events themselves, with a statement for
// the names and one where a clock was moved.
func complete(ctx context.Context, client *ent.Client, entries []Entry) error {
	if err := nameActors(ctx, client, entries); err != nil {
		return err
	}
	return tellMoves(ctx, client, entries)
}

// lot is how many events one statement reads, and scan how many a page looks
// at before it is content with fewer than were asked for.
const (
	lot      = 500
	scan     = 2_000
	longScan = 50_000
)

// budgetKey is where an operation's budget stands.
type budgetKey struct{}

// WithBudget lets all reads in the context together look at no more events than
// one may alone.
func WithBudget(ctx context.Context) context.Context {
	left := &atomic.Int64{}
	left.Store(longScan)
	return context.WithValue(ctx, budgetKey{}, left)
}

// budget is what is left to the context.
func budget(ctx context.Context) *atomic.Int64 {
	if left, ok := ctx.Value(budgetKey{}).(*atomic.Int64); ok {
		return left
	}
	left, _ := WithBudget(ctx).Value(budgetKey{}).(*atomic.Int64)
	return left
}

// Page is a part of the journal.
type Page struct {
	Entries []Entry
	Last    int64 // the position it has looked at
	More    bool  // there are events behind it
}

// Read reads the events after a position that the viewer may read and the
// filter picks, the oldest first; 0 begins with the oldest that is kept. It
// looks at 2,000 events, or further until it has found one, so that a client that
// goes on from the last event can; after 50,000 it ends all the same, and Last
// tells where. Reads that share a budget share the 50,000. A position that has passed retention, or that the
// journal has not reached (its database was restored), is FAILED_PRECONDITION.
func Read(ctx context.Context, client *ent.Client, after int64, limit int, f *Filter) (Page, error) {
	if err := f.Check(); err != nil {
		return Page{}, err
	}
	v := viewer.From(ctx)
	h, err := Head(ctx, client, v.Tenant)
	if err != nil {
		return Page{}, err
	}
	if after == 0 {
		after = h.Floor
	}
	if after < h.Floor || after > h.Position {
		return Page{}, fault.Precondition("cursor.expired").On("after")
	}
	page := Page{Last: after}
	left := budget(ctx)
	for looked := 0; page.Last < h.Position && len(page.Entries) < limit && (looked < scan || len(page.Entries) == 0) && left.Add(-lot) >= 0; {
		events, err := between(ctx, client, page.Last, h.Position, f)
		if err != nil {
			return Page{}, err
		}
		looked += lot
		if len(events) < lot {
			page.Last = h.Position
		}
		for i, e := range events {
			if Visible(v, e) && f.Matches(v, e) {
				page.Entries = append(page.Entries, Entry{Event: e})
			}
			if len(page.Entries) == limit || i == lot-1 {
				page.Last = e.Position
				break
			}
		}
	}
	page.More = page.Last < h.Position
	return page, complete(ctx, client, page.Entries)
}

// between reads a lot of events of the company, in order. Only a filter by record uses
// an index of its own; the others are looked at one by one.
func between(ctx context.Context, client *ent.Client, after, upTo int64, f *Filter) ([]*ent.Event, error) {
	q := client.Event.Query().Where(event.PositionGT(after), event.PositionLTE(upTo))
	if f != nil && f.SubjectID != nil {
		q.Where(event.SubjectID(*f.SubjectID))
	}
	events, err := q.Order(event.ByPosition()).Limit(lot).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("journal: reading events: %w", err)
	}
	return events, nil
}

// Head is the end of a company's journal.
func Head(ctx context.Context, client *ent.Client, tenant typeid.ID) (*ent.CompanyHead, error) {
	h, err := client.CompanyHead.Query().Where(companyhead.CompanyID(tenant)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("journal: reading the head: %w", err)
	}
	return h, nil
}

// nameActors fills in who did what, with one statement.
func nameActors(ctx context.Context, client *ent.Client, entries []Entry) error {
	var who []typeid.ID
	for _, e := range entries {
		if e.ActorID != "" && !contains(who, e.ActorID) {
			who = append(who, e.ActorID)
		}
	}
	if len(who) == 0 {
		return nil
	}
	members, err := client.Member.Query().Where(member.IDIn(who...)).Select(member.FieldID, member.FieldDisplayName).All(ctx)
	if err != nil {
		return fmt.Errorf("journal: reading names: %w", err)
	}
	names := map[typeid.ID]string{}
	for _, m := range members {
		names[m.ID] = m.DisplayName
	}
	for i := range entries {
		entries[i].Actor = names[entries[i].ActorID]
	}
	return nil
}
