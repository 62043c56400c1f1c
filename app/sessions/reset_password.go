package sessions

import (
	"context"
	"fmt"

	"heed/app/token"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ResetPassword sets another password for the account of the link and ends all
// its sessions, in one transaction. Whoever reads the address's mail owns it.
func (d *Desk) ResetPassword(ctx context.Context, secret, next string) (ended int, err error) {
	t, err := d.Link(ctx, flow.TokenPasswordReset, secret)
	if err != nil {
		return 0, err
	}
	sys, company, err := d.company(ctx, t.CompanyID)
	if err != nil {
		return 0, err
	}
	u, err := d.Journal.Client().User.Get(ctx, t.SubjectID)
	if err != nil {
		return 0, fmt.Errorf("sessions: reading the account: %w", err)
	}
	if err := strong("newPassword", next, u.Email, company); err != nil {
		return 0, err
	}
	hash, err := d.Hasher.Hash(ctx, next)
	if err != nil {
		return 0, err
	}
	const reason = "password reset"
	var (
		sessions  []*ent.Session
		elsewhere map[typeid.ID][]*ent.Session
	)
	_, err = d.Journal.Change(sys, func(ctx context.Context, tx *ent.Tx) error {
		if err := replace(ctx, tx, t, hash); err != nil {
			return err
		}
		var err error
		if sessions, err = finish(ctx, tx, reason, living(viewer.Now(ctx), t.SubjectID, "")...); err != nil {
			return fmt.Errorf("sessions: ending sessions: %w", err)
		}
		m, err := tx.Member.Query().Where(member.UserID(t.SubjectID)).OnlyID(ctx)
		if err != nil {
			return fmt.Errorf("sessions: reading a member: %w", err)
		}
		recordOf(ctx, "member.password_reset", m, true)
		elsewhere = tellEnded(ctx, sessions, reason)
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(sessions), d.tellElsewhere(ctx, elsewhere, reason)
}

// replace puts the hash in the place of the account's, and uses up the link and
// all others that show the address to be the owner's. The account comes first:
// from here on nobody begins a session with the old password.
func replace(ctx context.Context, tx *ent.Tx, t *ent.Token, hash string) error {
	n, err := tx.User.Update().Where(user.ID(t.SubjectID), user.Disabled(false), user.PasswordHashNEQ("")).
		SetPasswordHash(hash).SetMustChangePassword(false).Save(ctx)
	if err != nil {
		return fmt.Errorf("sessions: setting the password: %w", err)
	}
	if n == 0 {
		return token.Invalid() // it is not one that signs in
	}
	if err := noteVerified(ctx, tx, t.SubjectID); err != nil {
		return err
	}
	if err := token.Use(ctx, tx, t); err != nil {
		return err
	}
	return token.Revoke(ctx, tx, flow.TokenEmailVerification, t.SubjectID)
}
