package journal

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"entgo.io/ent/dialect"

	"heed/ent"
	"heed/ent/idempotencyrecord"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Key makes a change happen once: whoever asks again with the same key gets the
// result of the first time.
type Key struct {
	Text      string // the client's, 1 to 255 bytes
	Operation string // what is asked for
	Input     []byte // and with what
}

// KeyTTL is how long a key is remembered.
const KeyTTL = 24 * time.Hour

// rivalTimeout is how long a change waits for one with the same key.
const rivalTimeout = 5 * time.Second

type onceKey struct{}

// WithKey makes the next Changed of the context happen once.
func WithKey(ctx context.Context, k Key) context.Context { return context.WithValue(ctx, onceKey{}, k) }

// Repeated is the error of a change that was made before.
type Repeated struct {
	Made   typeid.ID // the record that it made or changed
	Cursor Cursor    // "" when it told nothing
}

// Error implements error.
func (r *Repeated) Error() string { return "journal: the change was made before" }

// claim takes the key of the context, before anything else is done in the
// transaction: a rival waits here until this change has ended. It is *Repeated
// when the change was made before, IDEMPOTENCY_MISMATCH when the key was for
// another one, and IDEMPOTENCY_IN_PROGRESS when a rival takes too long.
func claim(ctx context.Context, tx *ent.Tx) (*ent.IdempotencyRecord, error) {
	k, ok := ctx.Value(onceKey{}).(Key)
	v := viewer.From(ctx)
	if !ok || v.Member == "" {
		return nil, nil //nolint:nilnil // no key, no record
	}
	now := viewer.Now(ctx)
	mine := &ent.IdempotencyRecord{ID: typeid.New(ent.Prefixes[ent.TypeIdempotencyRecord], now), Salt: make([]byte, 16)}
	if _, err := rand.Read(mine.Salt); err != nil {
		return nil, fmt.Errorf("journal: a key's salt: %w", err)
	}
	if err := forgetKeys(ctx, tx, k, now); err != nil {
		return nil, err
	}
	taken, err := insertKey(ctx, tx, k, mine)
	if err != nil || taken {
		return mine, err
	}
	return nil, earlier(ctx, tx.Client(), k)
}

// Earlier tells of the change that the key of the context has made before, for
// verbs that do more than one change: nil when there is none. Errors are those
// of claim.
func Earlier(ctx context.Context, client *ent.Client) error {
	k, ok := ctx.Value(onceKey{}).(Key)
	if !ok || viewer.From(ctx).Member == "" {
		return nil
	}
	return earlier(ctx, client, k)
}

func earlier(ctx context.Context, client *ent.Client, k Key) error {
	v := viewer.From(ctx)
	earlier, err := client.IdempotencyRecord.Query().Where(
		idempotencyrecord.MemberID(v.Member), idempotencyrecord.Key(k.Text), idempotencyrecord.CreatedAtGTE(viewer.Now(ctx).Add(-KeyTTL)),
	).Only(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("journal: reading a key: %w", err)
	}
	if !k.gave(ctx, earlier) {
		return fault.IdempotencyMismatch()
	}
	r := &Repeated{Made: earlier.MadeID}
	if earlier.Position > 0 {
		r.Cursor = CursorAt(v.Tenant, earlier.Position)
	}
	return r
}

// insertKey is false when the key is taken.
func insertKey(ctx context.Context, tx *ent.Tx, k Key, mine *ent.IdempotencyRecord) (bool, error) {
	v := viewer.From(ctx)
	const insert = `INSERT INTO idempotency_records (id, tenant_id, member_id, key, operation, salt, digest, position, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8) ON CONFLICT (tenant_id, member_id, key) DO NOTHING`
	patience := func(d time.Duration) error { // of locks; on SQLite all writers wait at the beginning
		if tx.Dialect() != dialect.Postgres {
			return nil
		}
		_, err := tx.ExecContext(ctx, "SELECT set_config('lock_timeout', $1, true)", fmt.Sprint(d.Milliseconds()))
		return err
	}
	if err := patience(rivalTimeout); err != nil {
		return false, fmt.Errorf("journal: taking a key: %w", err)
	}
	var result sql.Result
	result, err := tx.ExecContext(ctx, insert, mine.ID, v.Tenant, v.Member, k.Text, k.Operation, mine.Salt, k.digest(ctx, mine.Salt), viewer.Now(ctx))
	var coded interface{ SQLState() string }
	if errors.As(err, &coded) && coded.SQLState() == "55P03" {
		return false, fault.IdempotencyInProgress()
	}
	if err != nil {
		return false, fmt.Errorf("journal: taking a key: %w", err)
	}
	n, err := result.RowsAffected()
	if err == nil {
		err = patience(0)
	}
	if err != nil {
		return false, fmt.Errorf("journal: taking a key: %w", err)
	}
	return n == 1, nil
}

// digests is the use of the company's key by which inputs are known again.
const digests = "idempotency"

// digest is what is kept of the input: a keyed hash, for passwords are among inputs,
// and who has the database alone must have nothing to try guesses on.
func (k Key) digest(ctx context.Context, salt []byte) []byte {
	return vault.From(ctx).Lookup(viewer.Tenant(ctx), digests, k.salted(salt))
}

// gave tells whether the record is of the key's operation and input. It may have been
// written before the data key was changed.
func (k Key) gave(ctx context.Context, earlier *ent.IdempotencyRecord) bool {
	for _, one := range vault.From(ctx).Lookups(viewer.Tenant(ctx), digests, k.salted(earlier.Salt)) {
		if subtle.ConstantTimeCompare(earlier.Digest, one) == 1 {
			return true
		}
	}
	return false
}

func (k Key) salted(salt []byte) string { return string(salt) + k.Operation + "\x00" + string(k.Input) }

// keep notes what the change of the key has made, and its place.
func keep(ctx context.Context, tx *ent.Tx, mine *ent.IdempotencyRecord, made any, position int64) error {
	if mine == nil {
		return nil
	}
	q := tx.IdempotencyRecord.Update().Where(idempotencyrecord.ID(mine.ID)).SetPosition(position)
	if one, ok := made.(interface{ RecordID() typeid.ID }); ok {
		q.SetMadeID(one.RecordID())
	}
	if err := q.Exec(ctx); err != nil {
		return fmt.Errorf("journal: keeping a key: %w", err)
	}
	return nil
}

// keysAtOnce is how many old keys a change forgets on its way.
const keysAtOnce = 20

// forgetKeys takes out what is old: the key itself, so that it can be used again,
// and a few others on the way, so that a company keeps as many as it makes in a day.
func forgetKeys(ctx context.Context, tx *ent.Tx, k Key, now time.Time) error {
	old := idempotencyrecord.CreatedAtLT(now.Add(-KeyTTL))
	ids, err := tx.IdempotencyRecord.Query().Where(old).Order(idempotencyrecord.ByCreatedAt()).Limit(keysAtOnce).IDs(ctx)
	if err == nil && len(ids) > 0 {
		_, err = tx.IdempotencyRecord.Delete().Where(old, idempotencyrecord.Or(
			idempotencyrecord.IDIn(ids...),
			idempotencyrecord.And(idempotencyrecord.MemberID(viewer.From(ctx).Member), idempotencyrecord.Key(k.Text)),
		)).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("journal: forgetting old keys: %w", err)
	}
	return nil
}
