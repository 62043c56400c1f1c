package personal

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/signingkey"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Holding is how much is sealed with one key.
type Holding struct {
	Values  int // of persons, in all companies
	Secrets int // keys that sign or verify access tokens
}

// Holdings tells how much is sealed with which key, by its id; "" for what
// nobody can read. A key with which nothing is sealed may go. Signing keys that
// verify nothing any more do not count.
func Holdings(ctx context.Context, client *ent.Client) (map[string]Holding, error) {
	all := map[string]Holding{}
	tenants, err := companies(ctx, client)
	if err != nil {
		return nil, err
	}
	for _, tenant := range tenants {
		for _, p := range ent.Personal {
			if len(p.Sealed) == 0 {
				continue
			}
			if err := holdings(viewer.AsSystem(ctx, tenant), client, p, all); err != nil {
				return nil, err
			}
		}
	}
	rows, err := client.SigningKey.Query().Where(signingkey.VerifiesUntilGT(viewer.Now(ctx))).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("personal: reading the signing keys: %w", err)
	}
	for _, row := range rows {
		by := sealedBy(row.PrivateKey)
		h := all[by]
		h.Secrets++
		all[by] = h
	}
	return all, nil
}

// holdings counts the values of one company's table.
func holdings(ctx context.Context, client *ent.Client, p ent.PersonalData, all map[string]Holding) error {
	for after, more := typeid.ID(""), true; more; {
		rows, err := read(ctx, client, p, after, "", atOnce)
		if err != nil {
			return err
		}
		if more = len(rows) == atOnce; len(rows) > 0 {
			after = rows[len(rows)-1].id
		}
		for _, one := range rows {
			for _, sealed := range one.sealed {
				if len(sealed) == 0 {
					continue
				}
				by := sealedBy(sealed)
				h := all[by]
				h.Values++
				all[by] = h
			}
		}
	}
	return nil
}

func sealedBy(sealed []byte) string {
	id, err := vault.SealedBy(sealed)
	if err != nil {
		return ""
	}
	return id
}
