package sessions

import (
	"context"
	"errors"
	"fmt"

	"heed/ent"
	"heed/ent/companyslug"
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
		tokens, err := d.Begin(ctx, place, Proof{Hash: u.PasswordHash})
		last := i == len(places)-1
		switch {
		case !last && (errors.Is(err, closed()) || errors.Is(err, left())):
			continue
		case errors.Is(err, left()): // a moment ago: the same answer as for who left long ago
			return Tokens{}, d.failed(ctx, email)
		}
		return tokens, err
	}
	return Tokens{}, d.failed(ctx, email)
}

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
	tokens, err := d.Begin(ctx, places[0], Proof{Hash: u.PasswordHash, From: v.Session})
	if errors.Is(err, left()) {
		return Tokens{}, fault.NotFound().On("tenantSlug")
	}
	if err != nil {
		return Tokens{}, err
	}
	if err := d.End(ctx, nil); err != nil {
		return Tokens{}, fault.From(err).Committed()
	}
	return tokens, nil
}
