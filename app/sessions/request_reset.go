package sessions

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/usercompany"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// RequestReset has a letter written to the account of the address, by which its
// owner may set another password. The answer and the number of transactions are
// the same whether there is an account or not; with one, its companies are read too.
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
	_, err = d.Journal.Change(viewer.AsSystem(ctx, place.CompanyID), func(ctx context.Context, _ *ent.Tx) error {
		recordOf(ctx, "member.password_reset_requested", place.MemberID, false)
		return nil
	})
	if err != nil {
		return fmt.Errorf("sessions: asking for another password: %w", err)
	}
	return nil
}

// lastPlace is where the person of the address worked last, of the companies
// that are not closed, or else where they are invited: who has an account accepts
// by its password. Nil for nobody, and for who may not come in anywhere.
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
	return d.invitedPlace(ctx, u)
}

// invitedPlace is a company that is not closed and waits for the person's answer.
func (d *Desk) invitedPlace(ctx context.Context, u *ent.User) (*ent.UserCompany, error) {
	client := d.Journal.Client()
	places, err := client.UserCompany.Query().Where(usercompany.UserID(u.ID), usercompany.Active(false)).
		Order(usercompany.ByLastUsedAt(desc()), usercompany.ByID()).Limit(maxCompanies).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading memberships: %w", err)
	}
	for _, place := range places {
		sys, c, err := d.company(ctx, place.CompanyID)
		if err != nil {
			return nil, err
		}
		m, err := client.Member.Get(sys, place.MemberID)
		if err != nil {
			return nil, fmt.Errorf("sessions: reading a member: %w", err)
		}
		if m.State == flow.MemberInvited && c.State != flow.TenantClosed {
			return place, nil
		}
	}
	return nil, nil
}
