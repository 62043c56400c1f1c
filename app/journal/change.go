package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Journal opens the changes of a process and tells who waits for them.
type Journal struct {
	client   *ent.Client
	woken    []func(tenant typeid.ID)
	onConfig []func(News)
}

// New makes the journal of a process. The functions are called after each
// commit that wrote events or made notices; they must not block.
func New(client *ent.Client, woken ...func(tenant typeid.ID)) *Journal {
	return &Journal{client: client, woken: woken}
}

// OnConfig adds a function that is called after each commit with an event that
// changed the company itself or who may do what, before the functions of New
// (Feed.Own is one). Add it before the first change.
func (j *Journal) OnConfig(changed func(News)) { j.onConfig = append(j.onConfig, changed) }

// Client reads outside of changes.
func (j *Journal) Client() *ent.Client { return j.client }

// attempts is how often a change is tried when the database broke it off to
// resolve a deadlock.
const attempts = 3

// Change runs the work in one transaction: its writes, then its events, then
// the commit. The cursor is the place of its last event, "" when it told
// nothing. An error changes nothing.
func (j *Journal) Change(ctx context.Context, work Work) (Cursor, error) {
	var (
		cursor Cursor
		err    error
	)
	for range attempts {
		cursor, err = j.try(ctx, work)
		if !brokenOff(err) {
			break
		}
	}
	return cursor, err
}

func (j *Journal) try(ctx context.Context, work Work) (_ Cursor, err error) {
	tx, err := j.client.Tx(ctx)
	if err != nil {
		return "", fmt.Errorf("journal: begin: %w", err)
	}
	done := false
	defer func() {
		if !done { // also on a panic of the work
			if back := tx.Rollback(); !errors.Is(back, sql.ErrTxDone) { // the end of a context rolls back too
				err = errors.Join(err, back)
			}
		}
	}()
	b := &batch{}
	if err := work(context.WithValue(ctx, batchKey{}, b), tx); err != nil {
		return "", err
	}
	tenant := viewer.Tenant(ctx)
	last, err := flush(ctx, tx, tenant, b)
	if err != nil {
		return "", err
	}
	if b.then != nil {
		if err := b.then(last); err != nil {
			return "", err
		}
	}
	done = true
	if err := tx.Commit(); err != nil {
		return "", fmt.Errorf("journal: commit: %w", err)
	}
	if last == 0 && !b.notices {
		return "", nil
	}
	if news, ok := b.news(tenant); ok {
		for _, changed := range j.onConfig {
			changed(news)
		}
	}
	for _, wake := range j.woken {
		wake(tenant)
	}
	if last == 0 {
		return "", nil
	}
	return CursorAt(tenant, last), nil
}

// brokenOff tells whether the database ended the transaction for another's
// sake: a deadlock or a serialization failure.
func brokenOff(err error) bool {
	var coded interface{ SQLState() string }
	if !errors.As(err, &coded) {
		return false
	}
	return coded.SQLState() == "40P01" || coded.SQLState() == "40001"
}

// Changed is Change for work that makes a record. With a key in the context it
// happens once (see WithKey): the error of a second time is *Repeated.
func Changed[T any](ctx context.Context, j *Journal, work func(ctx context.Context, tx *ent.Tx) (T, error)) (T, Cursor, error) {
	var made T
	cursor, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		mine, err := claim(ctx, tx)
		if err != nil {
			return err
		}
		if made, err = work(ctx, tx); err != nil {
			return err
		}
		batchOf(ctx).then = func(position int64) error { return keep(ctx, tx, mine, made, position) }
		return nil
	})
	if err != nil {
		var none T
		return none, "", err
	}
	return made, cursor, nil
}
