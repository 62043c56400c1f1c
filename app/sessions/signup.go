package sessions

import (
	"context"
	"errors"

	"heed/app/tenants"
	"heed/rules/fault"
)

// SignUp signs a company up and its first administrator in. It is limited by
// address; and an address of mail that already has an account is asked for its
// password within the limits of signing in.
func (d *Desk) SignUp(ctx context.Context, in tenants.RegisterInput) (*tenants.Registered, Tokens, error) {
	if err := limitSignUps(ctx, d.Journal); err != nil {
		return nil, Tokens{}, err
	}
	email := normalise(in.Admin.Email)
	if err := d.limited(ctx, email); err != nil {
		return nil, Tokens{}, err
	}
	made, err := tenants.Register(ctx, d.Journal, d.Hasher, in)
	if errors.Is(err, fault.Conflict("email.wrong_password")) {
		if counting := d.failed(ctx, email); fault.CodeOf(counting) != fault.CodeUnauthenticated {
			return nil, Tokens{}, counting
		}
	}
	if err != nil {
		return nil, Tokens{}, err
	}
	tokens, err := d.BeginAs(ctx, made.Member)
	return made, tokens, err
}
