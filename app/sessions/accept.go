package sessions

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/token"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/invitation"
	"heed/ent/member"
	"heed/ent/user"
	"heed/ent/usercompany"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AcceptInput is the answer to an invitation.
type AcceptInput struct {
	Token       string
	Password    string
	DisplayName *string
}

// Accept makes an invited person a member and signs them in.
func (d *Desk) Accept(ctx context.Context, in AcceptInput) (*ent.Tenant, Tokens, error) {
	company, m, err := d.Join(ctx, in)
	if err != nil {
		return nil, Tokens{}, err
	}
	tokens, err := d.arrive(ctx, m, nil)
	if err != nil {
		return nil, Tokens{}, fault.From(err).Committed()
	}
	return company, tokens, nil
}

// Join makes an invited person a member, with a password for a new account or by
// that of the account that they have. The link shows that the address is theirs.
func (d *Desk) Join(ctx context.Context, in AcceptInput) (*ent.Tenant, *ent.Member, error) {
	asked, err := d.Invitation(ctx, in.Token)
	if err != nil {
		return nil, nil, err
	}
	name := asked.DisplayName
	if in.DisplayName != nil {
		if name, err = text.Line("displayName", *in.DisplayName, 1, 100); err != nil {
			return nil, nil, err
		}
	}
	hash, err := d.proveInvited(ctx, asked, in.Password)
	if err != nil {
		return nil, nil, err
	}
	var joined *ent.Member
	_, err = d.Journal.Change(viewer.AsSystem(ctx, asked.Company.ID), func(ctx context.Context, tx *ent.Tx) error {
		var err error
		joined, err = join(ctx, tx, asked, name, hash)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return asked.Company, joined.Unwrap(), nil
}

func join(ctx context.Context, tx *ent.Tx, asked *Invited, name, hash string) (*ent.Member, error) {
	q := tx.Member.Query().Where(member.ID(asked.invitation.MemberID))
	q.Modify(database.Lock)
	m, err := q.Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading a member: %w", err)
	}
	from := m.State
	next, err := flow.Member.Next(from, flow.MemberActAccept)
	if err != nil { // accepted or taken back meanwhile
		return nil, token.Invalid().Because(err)
	}
	if err := accepted(ctx, tx, asked); err != nil {
		return nil, err
	}
	if err := settle(ctx, tx, asked, hash); err != nil {
		return nil, err
	}
	if m, err = m.Update().SetState(next).SetDisplayName(name).Save(ctx); err != nil {
		return nil, fmt.Errorf("sessions: changing a member: %w", err)
	}
	err = tx.UserCompany.Update().Where(usercompany.MemberID(m.ID)).SetActive(true).SetLastUsedAt(viewer.Now(ctx)).Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("sessions: changing the directory: %w", err)
	}
	journal.Record(ctx, journal.Event{
		Type: "member.joined", Kind: flow.EventAdmin, Config: true, From: string(from), To: string(next),
		Subject:     journal.Subject{Type: flow.SubjectMember, ID: m.ID},
		Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.ID},
	})
	return m, nil
}

// accepted uses the invitation and its link up.
func accepted(ctx context.Context, tx *ent.Tx, asked *Invited) error {
	n, err := tx.Invitation.Update().
		Where(invitation.ID(asked.invitation.ID), invitation.AcceptedAtIsNil(), invitation.RevokedAtIsNil()).
		SetAcceptedAt(viewer.Now(ctx)).Save(ctx)
	if err != nil {
		return fmt.Errorf("sessions: accepting an invitation: %w", err)
	}
	if n == 0 {
		return token.Invalid()
	}
	return token.Use(ctx, tx, asked.link)
}

// settle gives a new account its password, and notes of every account that its
// address is its owner's.
func settle(ctx context.Context, tx *ent.Tx, asked *Invited, hash string) error {
	if !asked.HasAccount {
		n, err := tx.User.Update().Where(user.ID(asked.account.ID), user.PasswordHash("")).
			SetPasswordHash(hash).SetMustChangePassword(false).SetEmailVerifiedAt(viewer.Now(ctx)).Save(ctx)
		if err != nil {
			return fmt.Errorf("sessions: giving an account its password: %w", err)
		}
		if n == 0 { // taken by another answer or sign-up meanwhile
			return fault.Conflict("email.taken")
		}
		return nil
	}
	// The proof must still hold, and an account is kept as Begin keeps it.
	if err := (Proof{Hash: hash}).holds(ctx, tx, asked.account.ID); err != nil {
		return err
	}
	return noteVerified(ctx, tx, asked.account.ID)
}
