package sessions

import (
	"context"
	"errors"
	"fmt"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/ent/user"
	"heed/ent/usercompany"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// CreateInput is a person who signs in.
type CreateInput struct {
	Email      string
	Password   string
	TenantSlug *string
}

// Create signs a person in. Unknown address, wrong password, and a company the
// person does not work for get the same answer in the same time. Without a
// company it is the one used last, of those that are not closed.
func (d *Desk) Create(ctx context.Context, in CreateInput) (Tokens, error) {
	email := normalise(in.Email)
	u, err := d.prove(ctx, email, in.Password)
	if err != nil {
		return Tokens{}, err
	}
	places, err := d.places(ctx, u, in.TenantSlug)
	if err != nil {
		return Tokens{}, err
	}
	for i, place := range places {
		tokens, err := d.Begin(ctx, place)
		if i < len(places)-1 && errors.Is(err, closed()) {
			continue
		}
		return tokens, err
	}
	return Tokens{}, d.failed(ctx, email)
}

// prove finds the account and checks its password, within the limits.
func (d *Desk) prove(ctx context.Context, email, pass string) (*ent.User, error) {
	if err := d.limited(ctx, email); err != nil {
		return nil, err
	}
	known, err := tenants.Email("email", email)
	if err != nil { // no account has it; nobody is told so
		known = ""
	}
	u, err := d.Journal.Client().User.Query().Where(user.Email(known)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		if err := d.Hasher.DummyVerify(ctx, pass); err != nil {
			return nil, err
		}
		return nil, d.failed(ctx, email)
	case err != nil:
		return nil, fmt.Errorf("sessions: looking an account up: %w", err)
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
	return u, d.rehash(ctx, u, pass)
}

// rehash stores a proven password at the present cost, where it was hashed at another.
func (d *Desk) rehash(ctx context.Context, u *ent.User, pass string) error {
	if !d.Hasher.NeedsRehash(u.PasswordHash) {
		return nil
	}
	hash, err := d.Hasher.Hash(ctx, pass)
	if err != nil {
		return err
	}
	_, err = d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		return tx.User.UpdateOneID(u.ID).SetPasswordHash(hash).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("sessions: storing a password anew: %w", err)
	}
	return nil
}

// limited refuses when the account or the address has failed too often.
func (d *Desk) limited(ctx context.Context, email string) error {
	if err := perAccount.check(ctx, d.Journal.Client(), email); err != nil {
		return err
	}
	return perAddress.check(ctx, d.Journal.Client(), network(viewer.Address(ctx)))
}

// failed counts a failure and gives the answer to it.
func (d *Desk) failed(ctx context.Context, email string) error {
	if err := perAccount.count(ctx, d.Journal, email); err != nil {
		return err
	}
	if err := perAddress.count(ctx, d.Journal, network(viewer.Address(ctx))); err != nil {
		return err
	}
	return wrong()
}

func wrong() *fault.Error { return fault.New(fault.CodeUnauthenticated, "session.wrong_credentials") }

// places are the companies that a person may sign in to, the one used last
// first: all, or the named one.
func (d *Desk) places(ctx context.Context, u *ent.User, slug *string) ([]*ent.UserCompany, error) {
	q := d.Journal.Client().UserCompany.Query().
		Where(usercompany.UserID(u.ID), usercompany.Active(true)).
		Order(usercompany.ByLastUsedAt(desc()), usercompany.ByID())
	if slug != nil {
		company, err := d.Journal.Client().CompanySlug.Query().Where(companyslug.Slug(normalise(*slug))).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("sessions: looking a company up: %w", err)
		}
		q.Where(usercompany.CompanyID(company.CompanyID))
	}
	places, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading memberships: %w", err)
	}
	return places, nil
}

// Switch takes the viewer's session to another company of the person: this
// one ends, another begins there.
func (d *Desk) Switch(ctx context.Context, slug string) (Tokens, error) {
	v := viewer.From(ctx)
	if v.User == "" || v.Session == "" {
		return Tokens{}, fault.Unauthenticated()
	}
	u, err := d.Journal.Client().User.Get(ctx, v.User)
	if err != nil {
		return Tokens{}, fmt.Errorf("sessions: reading the account: %w", err)
	}
	places, err := d.places(ctx, u, &slug)
	if err != nil {
		return Tokens{}, err
	}
	if len(places) == 0 {
		return Tokens{}, fault.NotFound().On("tenantSlug")
	}
	tokens, err := d.Begin(ctx, places[0])
	if err != nil {
		return Tokens{}, err
	}
	if err := d.End(ctx, nil); err != nil {
		return Tokens{}, err
	}
	return tokens, nil
}
