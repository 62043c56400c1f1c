package sessions

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/signingkey"
	"heed/ent/vault"
	"heed/rules/fault"
)

// How signing keys follow each other: each signs for a month, is published a
// day before it does, and verifies until its last token has expired.
const (
	signsFor     = 30 * 24 * time.Hour
	publishAhead = 24 * time.Hour
	rereadAfter  = time.Minute
	rereadAtMost = time.Second // when a token names an unknown key
	purpose      = vault.SigningKeys
	// A replica may sign with a key until it reads the keys again.
	verifiesFor = signsFor + rereadAfter + AccessTTL + skew
)

// Ring keeps the process's keyring equal to the signing keys in the database,
// and makes the next key in time. Safe for concurrent use.
type Ring struct {
	journal          *journal.Journal
	keys             *vault.Keys
	issuer, audience string

	reading sync.Mutex // one reads at a time
	kept    atomic.Pointer[kept]
}

// kept is a keyring with when it was read, and when reading was last tried.
type kept struct {
	ring        *Keyring
	read, tried time.Time
}

// NewRing makes the ring of an issuer and audience.
func NewRing(j *journal.Journal, keys *vault.Keys, issuer, audience string) *Ring {
	return &Ring{journal: j, keys: keys, issuer: issuer, audience: audience}
}

// Signing is the keyring to mint and verify with.
func (r *Ring) Signing(ctx context.Context, now time.Time) (*Keyring, error) {
	k := r.kept.Load()
	if k.fresh(now, rereadAfter) {
		return k.ring, nil
	}
	if k == nil {
		r.reading.Lock()
	} else if !r.reading.TryLock() {
		return k.ring, nil // goes on working while another request reads
	}
	defer r.reading.Unlock()
	return r.reread(ctx, now, rereadAfter)
}

// Verify verifies an access token. An unknown key may be another replica's
// new one, so the keys are read again, at most once a second.
func (r *Ring) Verify(ctx context.Context, now time.Time, token string) (Claims, error) {
	ring, err := r.Signing(ctx, now)
	if err != nil {
		return Claims{}, err
	}
	c, err := ring.Verify(now, token)
	if err == nil || fault.From(err).Key == "token.expired" {
		return c, err
	}
	r.reading.Lock()
	again, rereadErr := r.reread(ctx, now, rereadAtMost)
	r.reading.Unlock()
	if rereadErr == nil && again != ring {
		return again.Verify(now, token)
	}
	return c, err
}

// fresh tells whether the keyring need not, or must not yet, be read again.
func (k *kept) fresh(now time.Time, oldest time.Duration) bool {
	return k != nil && (now.Sub(k.read).Abs() < oldest || now.Sub(k.tried).Abs() < rereadAtMost)
}

// reread reads the keys, unless another has meanwhile. While they cannot be
// read, those that were go on working.
func (r *Ring) reread(ctx context.Context, now time.Time, oldest time.Duration) (*Keyring, error) {
	k := r.kept.Load()
	if k.fresh(now, oldest) {
		return k.ring, nil
	}
	ring, err := r.load(context.WithoutCancel(ctx), now)
	switch {
	case err != nil && k == nil:
		return nil, err
	case err != nil:
		slog.WarnContext(ctx, "reading the signing keys", "error", err)
		r.kept.Store(&kept{ring: k.ring, read: k.read, tried: now})
		return k.ring, nil
	case k != nil && string(ring.jwks) == string(k.ring.jwks) && ring.current.id == k.ring.current.id:
		ring = k.ring // with the tokens it remembers
	}
	r.kept.Store(&kept{ring: ring, read: now, tried: now})
	return ring, nil
}

// load reads the keys, and adds the next one in time.
func (r *Ring) load(ctx context.Context, now time.Time) (*Keyring, error) {
	rows, err := r.rows(ctx, now)
	if err != nil {
		return nil, err
	}
	// Whose data key is wrong must not add keys that the others cannot open.
	if row := signing(rows, now); row != nil {
		if _, err := r.open(row); err != nil {
			return nil, err
		}
	}
	if len(rows) == 0 || rows[len(rows)-1].SignsUntil.Sub(now) < publishAhead {
		if err := r.add(ctx, now); err != nil {
			return nil, err
		}
		if rows, err = r.rows(ctx, now); err != nil {
			return nil, err
		}
	}
	return r.build(rows, now)
}

func (r *Ring) rows(ctx context.Context, now time.Time) ([]*ent.SigningKey, error) {
	rows, err := r.journal.Client().SigningKey.Query().Where(signingkey.VerifiesUntilGT(now)).
		Order(signingkey.BySignsUntil(), signingkey.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading signing keys: %w", err)
	}
	return rows, nil
}

func (r *Ring) add(ctx context.Context, now time.Time) error {
	key, err := NewSigningKey()
	if err != nil {
		return err
	}
	_, err = r.journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		return tx.SigningKey.Create().SetKid(key.ID()).SetPublicKey(key.Public()).
			SetPrivateKey(r.keys.SealSecret(purpose, key.Seed())).
			SetCreatedAt(now).SetSignsUntil(now.Add(signsFor)).SetVerifiesUntil(now.Add(verifiesFor)).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("sessions: adding a signing key: %w", err)
	}
	return nil
}

// signing is the key that signs now: the one whose time ends first.
func signing(rows []*ent.SigningKey, now time.Time) *ent.SigningKey {
	for _, row := range rows {
		if now.Before(row.SignsUntil) {
			return row
		}
	}
	return nil
}

func (r *Ring) open(row *ent.SigningKey) (SigningKey, error) {
	seed, err := r.keys.OpenSecret(purpose, row.PrivateKey)
	if err != nil {
		return SigningKey{}, fmt.Errorf("sessions: the signing key %s cannot be opened with the data key: %w", row.Kid, err)
	}
	return SigningKeyFrom(seed)
}

// build makes the keyring of the keys.
func (r *Ring) build(rows []*ent.SigningKey, now time.Time) (*Keyring, error) {
	current := signing(rows, now)
	if current == nil {
		return nil, fault.Unavailable()
	}
	key, err := r.open(current)
	if err != nil {
		return nil, err
	}
	var others []ed25519.PublicKey
	for _, row := range rows {
		if row != current {
			others = append(others, ed25519.PublicKey(row.PublicKey))
		}
	}
	return NewKeyring(r.issuer, r.audience, key, others...)
}
