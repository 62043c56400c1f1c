// Package graph translates between the API (graph/schema) and the verbs of
// app/…; it decides nothing.
package graph

import (
	"context"
	"errors"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/ent"
	"heed/rules/viewer"
)

// Resolver is what resolvers work with.
type Resolver struct {
	Client  *ent.Client
	Journal *journal.Journal
	Desk    *sessions.Desk
	Who     *sessions.Who
	Files   *attachments.Store
	// PublicURL is where people reach this Heed, without a slash at the end.
	PublicURL string
	// Requests is how many requests of its plan the viewer's company has taken, as
	// this process counts; false where nobody counts.
	Requests func(ctx context.Context) (int, bool)
}

// record is a record of ent's: after the commit it reads outside of the
// transaction.
type record[T any] interface{ Unwrap() T }

// change runs a verb in one transaction, committed before the payload is
// resolved, and gives its record and the place of the change in the journal. With
// the client's key it does so once.
func change[T record[T]](ctx context.Context, r *Resolver, verb func(ctx context.Context, tx *ent.Tx) (T, error)) (T, journal.Cursor, error) {
	return changed(ctx, r, func(ctx context.Context) (T, journal.Cursor, error) { return journal.Changed(ctx, r.Journal, verb) })
}

// changed is change for verbs that open their transactions themselves.
func changed[T record[T]](ctx context.Context, r *Resolver, verb func(ctx context.Context) (T, journal.Cursor, error)) (T, journal.Cursor, error) {
	var made T
	keyed, err := once(ctx)
	if err != nil {
		return made, "", err
	}
	made, cursor, err := verb(keyed)
	if err == nil {
		made = made.Unwrap()
	} else if made, cursor, err = again(ctx, r.Client, made, cursor, err); err != nil {
		return made, "", err
	}
	if cursor == "" { // nothing had to be changed: the newest place is as good
		h, err := journal.Head(ctx, r.Client, viewer.Tenant(ctx))
		if err != nil {
			return made, "", err
		}
		cursor = journal.CursorAt(viewer.Tenant(ctx), h.Position)
	}
	return made, cursor, nil
}

// shown is change for a verb that lets the viewer see something. A key has no
// effect: who asks again is asked for the right again, and that they looked is
// told again.
func shown[T record[T]](ctx context.Context, r *Resolver, verb func(ctx context.Context, tx *ent.Tx) (T, error)) (T, journal.Cursor, error) {
	one, cursor, err := journal.Changed(ctx, r.Journal, verb)
	if err != nil {
		return one, "", err
	}
	return one.Unwrap(), cursor, nil
}

// with fits a verb to change: the verb's input comes from the client.
func with[In, T any](verb func(ctx context.Context, tx *ent.Tx, in In) (T, error), in In) func(ctx context.Context, tx *ent.Tx) (T, error) {
	return func(ctx context.Context, tx *ent.Tx) (T, error) { return verb(ctx, tx, in) }
}

// removed is change for a verb whose record is gone afterwards: there is only
// the place of the change, also when it was made before.
func removed[T any](ctx context.Context, r *Resolver, verb func(ctx context.Context, tx *ent.Tx) (T, error)) (journal.Cursor, error) {
	keyed, err := once(ctx)
	if err != nil {
		return "", err
	}
	_, cursor, err := journal.Changed(keyed, r.Journal, verb)
	var earlier *journal.Repeated
	if errors.As(err, &earlier) {
		return earlier.Cursor, nil
	}
	return cursor, err
}
