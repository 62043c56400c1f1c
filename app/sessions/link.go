package sessions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/limit"
	"heed/app/password"
	"heed/app/token"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How long the links of letters are good, from the writing of the letter.
const (
	VerificationLife = 7 * 24 * time.Hour
	ResetLife        = time.Hour
)

// The limits of letters and of their links. Those of an address of mail count
// whether it has an account or not.
var (
	perLink         = limit.Limit{Kind: "links", Most: 60, Window: 15 * time.Minute}         // wrong ones, of an address
	perResetPlace   = limit.Limit{Kind: "resets of an address", Most: 60, Window: time.Hour} // asked for
	perReset        = limit.Limit{Kind: "resets", Most: 5, Window: time.Hour}                // asked for, of an account
	perVerification = limit.Limit{Kind: "verifications", Most: 5, Window: time.Hour}         // asked for, of an account
	nobodys         = limit.Limit{Kind: "resets of nobody", Most: 5, Window: time.Hour}      // bounds nothing
)

// Link is what the secret of a link stands for, within the limit of guesses.
func (d *Desk) Link(ctx context.Context, kind flow.TokenKind, secret string) (*ent.Token, error) {
	if err := perLink.Check(ctx, d.Journal.Client(), from(ctx)); err != nil {
		return nil, err
	}
	t, err := token.Find(ctx, d.Journal.Client(), kind, secret)
	if errors.Is(err, token.Invalid()) {
		if err := perLink.Count(ctx, d.Journal, from(ctx)); err != nil {
			return nil, err
		}
	}
	return t, err
}

// company is the company, in the context of the system's work there.
func (d *Desk) company(ctx context.Context, id typeid.ID) (context.Context, *ent.Tenant, error) {
	ctx = viewer.AsSystem(ctx, id)
	c, err := d.Journal.Client().Tenant.Get(ctx, id)
	if err != nil {
		return nil, nil, fmt.Errorf("sessions: reading a company: %w", err)
	}
	return ctx, c, nil
}

// strong refuses a password that is weak for the account in the company.
func strong(field, pass, email string, c *ent.Tenant) error {
	if err := password.Check(field, pass); err != nil {
		return err
	}
	return password.Personal(field, pass, password.About{Email: email, Company: c.Name, CompanySlug: c.Slug})
}
