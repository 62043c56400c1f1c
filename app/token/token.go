// Package token keeps the directory of links that are sent to people: who bears
// the secret of one may do one thing, once, for a time. The secret is made when
// its letter is written; only its hash is kept.
package token

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/token"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// secretBytes is the length of a secret, secretLetters that of its text.
const (
	secretBytes   = 32
	secretLetters = 43
)

// For is what a link is for.
type For struct {
	Kind    flow.TokenKind
	Company typeid.ID
	Subject typeid.ID // of the record that the kind is about
	Life    time.Duration

	// Who can make the secret again from the row's id gives both; without them they
	// are random.
	ID     typeid.ID
	Secret string
}

// Issue makes the secret of a link, in a change. One that was made before for the
// same subject is good no longer.
func Issue(ctx context.Context, tx *ent.Tx, f For) (secret string, err error) {
	now := viewer.Now(ctx)
	if err := Revoke(ctx, tx, f.Kind, f.Subject); err != nil {
		return "", err
	}
	if secret = f.Secret; secret == "" {
		raw := make([]byte, secretBytes)
		if _, err := rand.Read(raw); err != nil {
			return "", fmt.Errorf("token: %w", err)
		}
		secret = base64.RawURLEncoding.EncodeToString(raw)
	}
	create := tx.Token.Create().SetHash(Hash(secret)).SetKind(f.Kind).SetCompanyID(f.Company).SetSubjectID(f.Subject).
		SetCreatedAt(now).SetExpiresAt(now.Add(f.Life))
	if f.ID != "" {
		create.SetID(f.ID)
	}
	if err := create.Exec(ctx); err != nil {
		return "", fmt.Errorf("token: keeping a hash: %w", err)
	}
	return secret, nil
}

// Revoke makes the links of the subjects worthless, in a change.
func Revoke(ctx context.Context, tx *ent.Tx, kind flow.TokenKind, subjects ...typeid.ID) error {
	if len(subjects) == 0 {
		return nil
	}
	if _, err := tx.Token.Delete().Where(token.SubjectIDIn(subjects...), token.KindEQ(kind)).Exec(ctx); err != nil {
		return fmt.Errorf("token: taking links back: %w", err)
	}
	return nil
}

// Live is the link of the subject that is good now, nil for none.
func Live(ctx context.Context, client *ent.Client, f For) (*ent.Token, error) {
	t, err := client.Token.Query().Where(token.SubjectID(f.Subject), token.KindEQ(f.Kind), token.CompanyID(f.Company),
		token.UsedAtIsNil(), token.ExpiresAtGT(viewer.Now(ctx))).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // no link, no error
	}
	if err != nil {
		return nil, fmt.Errorf("token: reading a link: %w", err)
	}
	return t, nil
}

// Find gives what the secret stands for. Unknown, used, expired and revoked ones
// are all Invalid.
func Find(ctx context.Context, client *ent.Client, kind flow.TokenKind, secret string) (*ent.Token, error) {
	if len(secret) != secretLetters {
		return nil, Invalid()
	}
	t, err := client.Token.Query().Where(token.Hash(Hash(secret)), token.KindEQ(kind)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, Invalid()
	}
	if err != nil {
		return nil, fmt.Errorf("token: looking a hash up: %w", err)
	}
	if t.UsedAt != nil || !viewer.Now(ctx).Before(t.ExpiresAt) {
		return nil, Invalid()
	}
	return t, nil
}

// Use uses the link up, in a change; it is Invalid when somebody was faster.
func Use(ctx context.Context, tx *ent.Tx, t *ent.Token) error {
	now := viewer.Now(ctx)
	used, err := tx.Token.Update().Where(token.ID(t.ID), token.UsedAtIsNil(), token.ExpiresAtGT(now)).SetUsedAt(now).Save(ctx)
	if err != nil {
		return fmt.Errorf("token: using a link: %w", err)
	}
	if used == 0 {
		return Invalid()
	}
	return nil
}

// Invalid is the one answer to every link that does not hold: which of them it
// is, is not told.
func Invalid() *fault.Error { return fault.Input("token", "link.invalid") }

// Hash is what is kept of a secret.
func Hash(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
