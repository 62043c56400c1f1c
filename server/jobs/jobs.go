// Package jobs does what follows from events and from the calendar. Verbs never
// start work: what they tell the journal does, after the commit (docs/adr/0016).
package jobs

import (
	"context"
	"time"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/app/sessions"
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
	// Company puts a company and its configuration into a context, for the system's
	// own work. It may know the company from before, but not from longer ago than
	// the journal tells.
	Company func(ctx context.Context, tenant typeid.ID) (context.Context, error)
}

// Reaction is what follows from events of some types. It is done at least once
// for each, and must come to the same when it is done again.
type Reaction struct {
	Name  string   // never changes: it stands in the queue
	Types []string // "requirement.received"
	// Mails says that it sends a letter itself: it is done where a mail server that
	// is slow or away holds up nothing but letters.
	Mails bool
	// Long says that it goes through rows of the company that may be very many: it has
	// the time of a duty.
	Long  bool
	React func(ctx context.Context, w *Works, e *ent.Event) error
}

// Duty is what the calendar asks of a company each day. It is done once a day, or
// more often when it was interrupted, and must come to the same then.
type Duty struct {
	Name string // never changes: it stands in the queue
	Hour int    // of the company's clock, from which on it is done
	Do   func(ctx context.Context, w *Works) error
	// Everywhere has it done once for the whole database, in no company, by the time of UTC.
	Everywhere bool
	// Idle has it done in companies that are not at work, too.
	Idle bool
}

// In is the context of the system's own work in a company: now, with the data keys
// and with the configuration as it stands in the database.
func (w *Works) In(ctx context.Context, tenant typeid.ID) (context.Context, error) {
	ctx = w.begin(ctx)
	config, err := tenants.Loader(w.Client)(viewer.AsSystem(ctx, tenant), tenant)
	if err != nil {
		return nil, err
	}
	return sessions.System(ctx, config), nil
}

// begin is the context of work that begins now.
func (w *Works) begin(ctx context.Context) context.Context {
	return viewer.WithNow(vault.With(ctx, w.Keys), w.Now())
}
