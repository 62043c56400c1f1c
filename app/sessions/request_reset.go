package sessions

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/rules/flow"
)

// RequestReset has a letter written to the account of the address, by which its
// owner may set another password. The answer and the work are the same whether
// there is an account or not.
func (d *Desk) RequestReset(ctx context.Context, email string) error {
	email = normalise(email)
	if err := perResetPlace.Take(ctx, d.Journal, from(ctx)); err != nil {
		return err
	}
	if err := perReset.Take(ctx, d.Journal, email); err != nil {
		return err
	}
	place, err := d.lastPlace(ctx, email)
	if err != nil {
		return err
	}
	if place == nil {
		return nobodys.Count(ctx, d.Journal, email) // one transaction, as for an account
	}
	sys, _, err := d.company(ctx, place.CompanyID)
	if err != nil {
		return err
	}
	_, err = d.Journal.Change(sys, func(ctx context.Context, _ *ent.Tx) error {
		recordOf(ctx, "member.password_reset_requested", place.MemberID, false)
		return nil
	})
	if err != nil {
		return fmt.Errorf("sessions: asking for another password: %w", err)
	}
	return nil
}

// lastPlace is where the person of the address worked last, of the companies
// that are not closed; nil for nobody, and for who may not sign in anywhere.
func (d *Desk) lastPlace(ctx context.Context, email string) (*ent.UserCompany, error) {
	u, err := d.account(ctx, email)
	if err != nil || u == nil || u.Disabled {
		return nil, err
	}
	places, err := d.places(ctx, u, nil)
	if err != nil {
		return nil, err
	}
	for _, place := range places {
		_, c, err := d.company(ctx, place.CompanyID)
		if err != nil {
			return nil, err
		}
		if c.State != flow.TenantClosed {
			return place, nil
		}
	}
	return nil, nil
}
