package sessions

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"sync"
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
	purpose      = "signing-key"
)

// Ring keeps the process's keyring equal to the signing keys in the database,
// and makes the next key in time. Safe for concurrent use.
type Ring struct {
	journal          *journal.Journal
	keys             *vault.Keys
	issuer, audience string

	mu   sync.Mutex
	ring *Keyring
	read time.Time
}

// NewRing makes the ring of an issuer and audience.
func NewRing(j *journal.Journal, keys *vault.Keys, issuer, audience string) *Ring {
	return &Ring{journal: j, keys: keys, issuer: issuer, audience: audience}
}

// Signing is the keyring to mint and verify with.
func (r *Ring) Signing(ctx context.Context, now time.Time) (*Keyring, error) {
	return r.get(ctx, now, rereadAfter)
}

// Verify verifies an access token. An unknown key may be another replica's
// new one, so the keys are read again, at most once a second.
func (r *Ring) Verify(ctx context.Context, now time.Time, token string) (Claims, error) {
	ring, err := r.get(ctx, now, rereadAfter)
	if err != nil {
		return Claims{}, err
	}
	c, err := ring.Verify(now, token)
	if err == nil || fault.From(err).Key == "token.expired" {
		return c, err
	}
	if again, rereadErr := r.get(ctx, now, rereadAtMost); rereadErr == nil && again != ring {
		return again.Verify(now, token)
	}
	return c, err
}

func (r *Ring) get(ctx context.Context, now time.Time, oldest time.Duration) (*Keyring, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ring != nil && now.Sub(r.read).Abs() < oldest {
		return r.ring, nil
	}
	ctx = context.WithoutCancel(ctx)
	rows, err := r.rows(ctx, now)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || rows[len(rows)-1].SignsUntil.Sub(now) < publishAhead {
		if err := r.add(ctx, now); err != nil {
			return nil, err
		}
		if rows, err = r.rows(ctx, now); err != nil {
			return nil, err
		}
	}
	ring, err := r.build(rows, now)
	if err != nil {
		return nil, err
	}
	if r.ring == nil || string(ring.jwks) != string(r.ring.jwks) || ring.current.id != r.ring.current.id {
		r.ring = ring // else keep what the old one remembers
	}
	r.read = now
	return r.ring, nil
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
			SetCreatedAt(now).SetSignsUntil(now.Add(signsFor)).SetVerifiesUntil(now.Add(signsFor + AccessTTL + skew)).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("sessions: adding a signing key: %w", err)
	}
	return nil
}

// build makes the keyring of the keys: the one whose time ends first signs.
func (r *Ring) build(rows []*ent.SigningKey, now time.Time) (*Keyring, error) {
	var (
		current *ent.SigningKey
		others  []ed25519.PublicKey
	)
	for _, row := range rows {
		if current == nil && now.Before(row.SignsUntil) {
			current = row
			continue
		}
		others = append(others, ed25519.PublicKey(row.PublicKey))
	}
	if current == nil {
		return nil, fault.Unavailable()
	}
	seed, err := r.keys.OpenSecret(purpose, current.PrivateKey)
	if err != nil {
		return nil, fmt.Errorf("sessions: the signing key %s cannot be opened with the data key: %w", current.Kid, err)
	}
	signing, err := SigningKeyFrom(seed)
	if err != nil {
		return nil, err
	}
	return NewKeyring(r.issuer, r.audience, signing, others...)
}
