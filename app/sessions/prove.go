package sessions

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/user"
	"heed/rules/fault"
)

// prove finds the account and checks its password, within the limits.
func (d *Desk) prove(ctx context.Context, email, pass string) (*ent.User, error) {
	if err := perTries.Take(ctx, d.Journal, from(ctx)); err != nil {
		return nil, err
	}
	leave, err := d.turns.enter(ctx, email)
	if err != nil {
		return nil, err
	}
	defer leave()
	if err := d.limited(ctx, email); err != nil {
		return nil, err
	}
	u, err := d.account(ctx, email)
	if err != nil {
		return nil, err
	}
	if u == nil {
		if err := d.Hasher.DummyVerify(ctx, pass); err != nil {
			return nil, err
		}
		return nil, d.failed(ctx, email)
	}
	ok, err := d.Hasher.Verify(ctx, u.PasswordHash, pass)
	if err != nil {
		return nil, err
	}
	if !ok || u.Disabled {
		return nil, d.failed(ctx, email)
	}
	// Again: of many guesses that came at once, those beyond the limit get no
	// answer, right as they may be.
	if err := d.limited(ctx, email); err != nil {
		return nil, err
	}
	return d.rehash(ctx, u, pass)
}

// account is the account of the address, nil for none. One that waits for an
// invitation to be accepted is none yet.
func (d *Desk) account(ctx context.Context, email string) (*ent.User, error) {
	known, err := tenants.Email("email", email)
	if err != nil { // no account has it; nobody is told so
		return nil, nil
	}
	u, err := d.Journal.Client().User.Query().Where(user.Email(known)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("sessions: looking an account up: %w", err)
	}
	if u.PasswordHash == "" {
		return nil, nil
	}
	return u, nil
}

// rehash stores a proven password at the present cost, where it was hashed at
// another, and gives the account with the hash that it has now.
func (d *Desk) rehash(ctx context.Context, u *ent.User, pass string) (*ent.User, error) {
	if !d.Hasher.NeedsRehash(u.PasswordHash) {
		return u, nil
	}
	hash, err := d.Hasher.Hash(ctx, pass)
	if err != nil {
		return nil, err
	}
	var stored int
	_, err = d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		// Only over the hash that was proven: a password that was changed meanwhile stays.
		stored, err = tx.User.Update().Where(user.ID(u.ID), user.PasswordHash(u.PasswordHash)).SetPasswordHash(hash).Save(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sessions: storing a password anew: %w", err)
	}
	if stored > 0 {
		u.PasswordHash = hash
		return u, nil
	}
	// Another sign-in has stored it anew, or the password was changed.
	again, err := d.Journal.Client().User.Get(ctx, u.ID)
	if err != nil {
		return nil, fmt.Errorf("sessions: looking an account up: %w", err)
	}
	ok, err := d.Hasher.Verify(ctx, again.PasswordHash, pass)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, wrong()
	}
	return again, nil
}

func wrong() *fault.Error { return fault.New(fault.CodeUnauthenticated, "session.wrong_credentials") }
