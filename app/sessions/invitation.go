package sessions

import (
	"context"
	"errors"
	"fmt"

	"heed/app/token"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// Invited is an invitation as its bearer may see it.
type Invited struct {
	Company     *ent.Tenant
	Email       string
	DisplayName string
	HasAccount  bool // whose password is asked for

	link       *ent.Token
	invitation *ent.Invitation
	account    *ent.User
}

// Invitation shows the invitation behind a link; nothing is used up.
func (d *Desk) Invitation(ctx context.Context, secret string) (*Invited, error) {
	t, err := d.Link(ctx, flow.TokenInvitation, secret)
	if err != nil {
		return nil, err
	}
	in := &Invited{link: t}
	client := d.Journal.Client()
	if ctx, in.Company, err = d.company(ctx, t.CompanyID); err != nil {
		return nil, err
	}
	if in.invitation, err = client.Invitation.Get(ctx, t.SubjectID); err != nil {
		return nil, fmt.Errorf("sessions: reading an invitation: %w", err)
	}
	m, err := client.Member.Get(ctx, in.invitation.MemberID)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading a member: %w", err)
	}
	if in.account, err = client.User.Get(ctx, m.UserID); err != nil {
		return nil, fmt.Errorf("sessions: reading an account: %w", err)
	}
	in.Email, in.DisplayName, in.HasAccount = m.Email, m.DisplayName, in.account.PasswordHash != ""
	over := in.invitation.AcceptedAt != nil || in.invitation.RevokedAt != nil || m.State != flow.MemberInvited
	if over || in.account.Disabled || in.Company.State == flow.TenantClosed {
		return nil, token.Invalid()
	}
	return in, nil
}

// proveInvited proves who answers the invitation: the account's owner by its password, or
// the first owner of an account that has none, whose password gets its hash.
func (d *Desk) proveInvited(ctx context.Context, in *Invited, pass string) (hash string, err error) {
	if in.Company.State == flow.TenantSuspended {
		return "", fault.Precondition("company.suspended")
	}
	if !in.HasAccount {
		if err := strong("password", pass, in.Email, in.Company); err != nil {
			return "", err
		}
		return d.Hasher.Hash(ctx, pass)
	}
	u, err := d.prove(ctx, in.account.Email, pass)
	if errors.Is(err, wrong()) {
		return "", fault.Conflict("invitation.wrong_password").On("password")
	}
	if err != nil {
		return "", err
	}
	if u.MustChangePassword { // somebody else knows it
		return "", fault.Precondition("session.password_must_change").On("password")
	}
	in.account = u
	return u.PasswordHash, nil
}
