package personal

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/signingkey"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	// atOnce is how many rows one transaction looks at: others wait no longer.
	atOnce = 200
	// passes is how often rows are looked at again that others changed meanwhile.
	passes = 5
)

// Resealed is what sealing anew has done.
type Resealed struct {
	Values  int // of persons
	Secrets int // of the system
	// Lost are values that no key of the ring opens: they were sealed with
	// another, or are damaged. They stay as they are.
	Lost int
}

// Reseal seals with the first key of the ring whatever was sealed with another,
// in all companies, and makes the look-up hashes with it. It is safe while
// others work: a value that is changed meanwhile is left to whoever changed it
// and looked at again. Nothing but the sealing changes, versions neither. Broken
// off, it goes on where it is called again. Progress is called after each
// transaction; it may be nil.
func Reseal(ctx context.Context, client *ent.Client, keys *vault.Keys, progress func(Resealed)) (Resealed, error) {
	r := resealing{journal: journal.New(client), client: client, keys: keys, progress: progress}
	if r.progress == nil {
		r.progress = func(Resealed) {}
	}
	all, err := companies(ctx, client)
	if err != nil {
		return r.done, err
	}
	for _, tenant := range all {
		for _, p := range ent.Personal {
			if len(p.Sealed) == 0 {
				continue
			}
			if err := r.table(viewer.AsSystem(ctx, tenant), p); err != nil {
				return r.done, err
			}
		}
	}
	return r.done, r.secrets(ctx)
}

type resealing struct {
	journal  *journal.Journal
	client   *ent.Client
	keys     *vault.Keys
	progress func(Resealed)
	done     Resealed
}

// tally is what became of the values of some rows.
type tally struct{ sealed, missed, lost int }

// table seals the rows of one company's table, again as long as others change
// them meanwhile.
func (r *resealing) table(ctx context.Context, p ent.PersonalData) error {
	for range passes {
		missed, lost := 0, 0
		for after, more := typeid.ID(""), true; more; {
			var n tally
			_, err := r.journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
				rows, err := read(ctx, tx, p, after, "", atOnce)
				if err != nil {
					return err
				}
				if more = len(rows) == atOnce; len(rows) > 0 {
					after = rows[len(rows)-1].id
				}
				n = tally{} // the change may be tried again
				for _, one := range rows {
					if err := r.row(ctx, tx, p, one, &n); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return fmt.Errorf("personal: sealing %s anew: %w", p.Table, err)
			}
			r.done.Values += n.sealed
			missed, lost = missed+n.missed, lost+n.lost
			r.progress(r.done)
		}
		if missed == 0 {
			r.done.Lost += lost
			return nil
		}
	}
	return fmt.Errorf("personal: others keep changing %s with another key first: give all processes the same order of keys", p.Table)
}

// row seals one row's values, those that still are what was read.
func (r *resealing) row(ctx context.Context, tx *ent.Tx, p ent.PersonalData, one row, n *tally) error {
	for i, s := range p.Sealed {
		sealed := one.sealed[i]
		if len(sealed) == 0 {
			continue
		}
		at := place(ctx, p, s.Column, one.id)
		plain, err := r.keys.Open(at, sealed)
		if errors.Is(err, vault.ErrNoKey) || errors.Is(err, vault.ErrSealed) {
			n.lost++
			continue
		}
		if err != nil {
			return err
		}
		hash, err := lookup(ctx, r.keys, s, plain)
		if err != nil {
			return err
		}
		by, err := vault.SealedBy(sealed)
		if err != nil {
			return err
		}
		if by == r.keys.Current() && bytes.Equal(hash, one.hash[i]) {
			continue
		}
		query, args := "UPDATE "+p.Table+" SET "+s.Column+" = $1", []any{r.keys.Seal(at, plain), viewer.Tenant(ctx), one.id, sealed}
		if s.Hash != "" {
			query += ", " + s.Hash + " = $5"
			args = append(args, orNull(hash))
		}
		result, err := tx.ExecContext(ctx, query+" WHERE tenant_id = $2 AND id = $3 AND "+s.Column+" = $4", args...)
		if err != nil {
			return err
		}
		changed, err := result.RowsAffected()
		if err != nil {
			return err
		}
		n.sealed += int(changed)
		n.missed += 1 - int(changed)
	}
	return nil
}

// orNull is NULL for no hash.
func orNull(hash []byte) any {
	if len(hash) == 0 {
		return nil
	}
	return hash
}

// secrets seals the keys that sign access tokens. Those that verify nothing any
// more and cannot be opened are not worth a word.
func (r *resealing) secrets(ctx context.Context) error {
	rows, err := r.client.SigningKey.Query().Order(signingkey.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("personal: reading the signing keys: %w", err)
	}
	for _, row := range rows {
		plain, err := r.keys.OpenSecret(vault.SigningKeys, row.PrivateKey)
		if err != nil {
			if viewer.Now(ctx).Before(row.VerifiesUntil) {
				r.done.Lost++
			}
			continue
		}
		if by, err := vault.SealedBy(row.PrivateKey); err != nil || by == r.keys.Current() {
			continue
		}
		_, err = r.journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			_, err := tx.ExecContext(ctx, "UPDATE signing_keys SET private_key = $1 WHERE id = $2 AND private_key = $3",
				r.keys.SealSecret(vault.SigningKeys, plain), row.ID, row.PrivateKey)
			return err
		})
		if err != nil {
			return fmt.Errorf("personal: sealing a signing key anew: %w", err)
		}
		r.done.Secrets++
		r.progress(r.done)
	}
	return nil
}
