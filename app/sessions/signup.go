package sessions

import (
	"context"
	"fmt"

	"heed/app/password"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/usercompany"
	"heed/rules/fault"
)

// SignUp signs a company up and its first administrator in. It is limited by
// address; and an address of mail that already has an account is proven as at
// the sign-in, within its limits.
func (d *Desk) SignUp(ctx context.Context, in tenants.RegisterInput) (*tenants.Registered, Tokens, error) {
	if err := perSignUp.Take(ctx, d.Journal, from(ctx)); err != nil {
		return nil, Tokens{}, err
	}
	in, err := in.Check()
	if err != nil {
		return nil, Tokens{}, err
	}
	about := password.About{Email: in.Admin.Email, Company: in.Company.Name}
	if in.Company.Slug != nil {
		about.CompanySlug = *in.Company.Slug
	}
	u, err := d.account(ctx, in.Admin.Email)
	if err != nil {
		return nil, Tokens{}, err
	}
	if u != nil {
		if u, err = d.prove(ctx, in.Admin.Email, in.Admin.Password); fault.CodeOf(err) == fault.CodeUnauthenticated {
			return nil, Tokens{}, fault.Conflict("email.wrong_password").On("admin.password")
		} else if err != nil {
			return nil, Tokens{}, err
		}
	} else if err := password.Personal("admin.password", in.Admin.Password, about); err != nil {
		return nil, Tokens{}, err
	}
	made, err := tenants.RegisterFor(ctx, d.Journal, d.Hasher, in, u)
	if err != nil {
		return nil, Tokens{}, err
	}
	tokens, err := d.arrive(ctx, made.Member, u)
	if err != nil {
		return nil, Tokens{}, fault.From(err).Committed()
	}
	return made, tokens, nil
}

// arrive begins the session of a member who has just been made, with the
// account that was proven, or made with the member when it is nil.
func (d *Desk) arrive(ctx context.Context, m *ent.Member, u *ent.User) (Tokens, error) {
	client := d.Journal.Client()
	place, err := client.UserCompany.Query().Where(usercompany.MemberID(m.ID)).Only(ctx)
	if err != nil {
		return Tokens{}, fmt.Errorf("sessions: reading a membership: %w", err)
	}
	if u == nil {
		if u, err = client.User.Get(ctx, place.UserID); err != nil {
			return Tokens{}, fmt.Errorf("sessions: reading an account: %w", err)
		}
	}
	return d.Begin(ctx, place, Proof{Hash: u.PasswordHash})
}
