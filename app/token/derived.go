package token

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/token"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Link is where somebody without an account is let in: the secret stands in nothing that
// is kept, and can be made again from the data key for who has lost it.
type Link struct {
	Secret    string
	ExpiresAt time.Time
}

// IssueDerived is Issue for a link whose secret can be made again; the use tells apart
// what secrets are for.
func IssueDerived(ctx context.Context, tx *ent.Tx, f For, use string) (*Link, error) {
	f.ID = typeid.New(ent.Prefixes[ent.TypeToken], viewer.Now(ctx))
	f.Secret = secrets(ctx, use, f.ID)[0]
	secret, err := Issue(ctx, tx, f)
	if err != nil {
		return nil, err
	}
	return &Link{Secret: secret, ExpiresAt: viewer.Now(ctx).Add(f.Life)}, nil
}

// Derived is the live link of the subject, nil for none. Of a link whose data key is gone
// there is none.
func Derived(ctx context.Context, client *ent.Client, f For, use string) (*Link, error) {
	row, err := Live(ctx, client, f)
	if row == nil || err != nil {
		return nil, err
	}
	for _, secret := range secrets(ctx, use, row.ID) {
		if subtle.ConstantTimeCompare(Hash(secret), row.Hash) == 1 {
			return &Link{Secret: secret, ExpiresAt: row.ExpiresAt}, nil
		}
	}
	return nil, nil //nolint:nilnil // no link, no error
}

// DerivedOf is Derived for several subjects of a company: those without a live link are
// left out.
func DerivedOf(ctx context.Context, client *ent.Client, f For, use string, subjects []typeid.ID) (map[typeid.ID]*Link, error) {
	rows, err := client.Token.Query().Where(token.SubjectIDIn(subjects...), token.KindEQ(f.Kind), token.CompanyID(f.Company),
		token.UsedAtIsNil(), token.ExpiresAtGT(viewer.Now(ctx))).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("token: reading links: %w", err)
	}
	links := make(map[typeid.ID]*Link, len(rows))
	for _, row := range rows {
		for _, secret := range secrets(ctx, use, row.ID) {
			if subtle.ConstantTimeCompare(Hash(secret), row.Hash) == 1 {
				links[row.SubjectID] = &Link{Secret: secret, ExpiresAt: row.ExpiresAt}
			}
		}
	}
	return links, nil
}

// secrets are those that a row of the directory may have, by the current data key first:
// 256 bits that nobody without a key can tell from random ones.
func secrets(ctx context.Context, use string, row typeid.ID) []string {
	var all []string
	for _, sum := range vault.From(ctx).Lookups(viewer.Tenant(ctx), use, string(row)) {
		all = append(all, base64.RawURLEncoding.EncodeToString(sum))
	}
	return all
}
