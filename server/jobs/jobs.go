// Package jobs does what follows from events and from the calendar. Verbs never
// start work: what they tell the journal does, after the commit (docs/adr/0016).
package jobs

import (
	"context"
	"time"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/delivery"
)

// Works is what jobs work with.
type Works struct {
	Client    *ent.Client
	Journal   *journal.Journal
	Keys      *vault.Keys
	Post      delivery.Post
	Files     *attachments.Store
	PublicURL string // where people reach this Heed, without a slash at the end
	AppURL    string // where members' letters lead instead, "" for PublicURL
	Now       func() time.Time
}

// Reaction is what follows from events of some types. It is done at least once
// for each, and must come to the same when it is done again.
type Reaction struct {
	Name  string   // never changes: it stands in the queue
	Types []string // "requirement.received"
	React func(ctx context.Context, w *Works, e *ent.Event) error
}

// Duty is what the calendar asks of a company. It is done once a period, or
// more often when it was interrupted, and must come to the same then.
type Duty struct {
	Name string // never changes: it stands in the queue
	// Period names the period that an instant of the company's time falls into, e.g. its
	// date: the duty is done once in each.
	Period func(now time.Time) string
	Do     func(ctx context.Context, w *Works) error
	// Everywhere has it done once for the whole database, in no company, by the time of UTC.
	Everywhere bool
	// Idle has it done in companies that are not at work, too.
	Idle bool
}

// Daily has a duty done once a day, from the hour on.
func Daily(hour int) func(now time.Time) string {
	return func(now time.Time) string { return now.Add(-time.Duration(hour) * time.Hour).Format(time.DateOnly) }
}

// Hourly has a duty done once an hour.
func Hourly(now time.Time) string { return now.Format("2006-01-02T15") }

// In is the context of the system's own work in a company: now, with its
// configuration and the data keys.
func (w *Works) In(ctx context.Context, tenant typeid.ID) (context.Context, error) {
	ctx = viewer.AsSystem(viewer.WithNow(vault.With(ctx, w.Keys), w.Now()), tenant)
	config, err := tenants.Loader(w.Client)(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return tenants.WithConfig(ctx, config), nil
}
