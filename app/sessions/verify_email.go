package sessions

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/token"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/user"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// EmailVerified tells whether the viewer has shown that the address is theirs.
func (d *Desk) EmailVerified(ctx context.Context) (bool, error) {
	u, err := d.own(ctx)
	return err == nil && u.EmailVerifiedAt != nil, err
}

// own is the viewer's account.
func (d *Desk) own(ctx context.Context) (*ent.User, error) {
	v := viewer.From(ctx)
	if v.User == "" {
		return nil, fault.Unauthenticated()
	}
	u, err := d.Journal.Client().User.Get(ctx, v.User)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading the account: %w", err)
	}
	return u, nil
}

// RequestVerification has a letter written by which the viewer shows that the
// address is theirs; false when that is known already. An address that is given
// must be theirs.
func (d *Desk) RequestVerification(ctx context.Context, email *string) (bool, error) {
	u, err := d.own(ctx)
	if err != nil {
		return false, err
	}
	if email != nil && normalise(*email) != u.Email {
		return false, fault.Input("email", "email.not_yours")
	}
	if u.EmailVerifiedAt != nil {
		return false, nil
	}
	if err := perVerification.Take(ctx, d.Journal, string(u.ID)); err != nil {
		return false, err
	}
	_, err = d.Journal.Change(ctx, func(ctx context.Context, _ *ent.Tx) error {
		recordOf(ctx, "member.email_verification_requested", viewer.From(ctx).Member, false)
		return nil
	})
	return err == nil, err
}

// Verification tells whether the address of a link is known to be its owner's
// already, without using the link.
func (d *Desk) Verification(ctx context.Context, secret string) (verified bool, err error) {
	t, err := d.Link(ctx, flow.TokenEmailVerification, secret)
	if err != nil {
		return false, err
	}
	u, err := d.Journal.Client().User.Get(ctx, t.SubjectID)
	if err != nil {
		return false, fmt.Errorf("sessions: reading the account: %w", err)
	}
	return u.EmailVerifiedAt != nil, nil
}

// VerifyEmail notes that the bearer of the link has read the address's mail.
func (d *Desk) VerifyEmail(ctx context.Context, secret string) error {
	t, err := d.Link(ctx, flow.TokenEmailVerification, secret)
	if err != nil {
		return err
	}
	_, err = d.Journal.Change(viewer.AsSystem(ctx, t.CompanyID), func(ctx context.Context, tx *ent.Tx) error {
		if err := token.Use(ctx, tx, t); err != nil {
			return err
		}
		if err := noteVerified(ctx, tx, t.SubjectID); err != nil {
			return err
		}
		m, err := tx.Member.Query().Where(member.UserID(t.SubjectID)).OnlyID(ctx)
		if err != nil {
			return fmt.Errorf("sessions: reading a member: %w", err)
		}
		recordOf(ctx, "member.email_verified", m, false)
		return nil
	})
	return err
}

// noteVerified notes that the account's address is its owner's, if it is not known yet.
func noteVerified(ctx context.Context, tx *ent.Tx, account typeid.ID) error {
	err := tx.User.Update().Where(user.ID(account), user.EmailVerifiedAtIsNil()).SetEmailVerifiedAt(viewer.Now(ctx)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("sessions: verifying an address: %w", err)
	}
	return nil
}

// recordOf tells of a member's account.
func recordOf(ctx context.Context, kind string, m typeid.ID, config bool) {
	journal.Record(ctx, journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: config,
		Subject: journal.Subject{Type: flow.SubjectMember, ID: m}, Members: []typeid.ID{m},
	})
}
