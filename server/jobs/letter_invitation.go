package jobs

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/app/token"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/invitation"
	"heed/rules/flow"
	"heed/rules/viewer"
)

var invitationLetter = Reaction{
	Name: "letter.invitation", Types: []string{"member.invited", "member.invited_again"}, Mails: true, React: writeInvitation,
}

// writeInvitation sends the member's open invitation, if it was not sent. Its life
// begins with the letter.
func writeInvitation(ctx context.Context, w *Works, e *ent.Event) error {
	m, err := w.Client.Member.Get(ctx, e.SubjectID)
	if err != nil {
		return fmt.Errorf("jobs: reading a member: %w", err)
	}
	account, err := w.accountOf(ctx, m)
	if err != nil || account.Disabled {
		return err
	}
	var (
		open   *ent.Invitation
		secret string
	)
	_, err = w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		q := tx.Invitation.Query().Where(
			invitation.MemberID(m.ID), invitation.SentAtIsNil(), invitation.AcceptedAtIsNil(), invitation.RevokedAtIsNil())
		q.Modify(database.Lock)
		var err error
		if open, err = q.First(ctx); ent.IsNotFound(err) {
			open = nil
			return nil
		} else if err != nil {
			return fmt.Errorf("jobs: reading an invitation: %w", err)
		}
		if err := open.Update().SetExpiresAt(viewer.Now(ctx).Add(tenants.InvitationLife)).Exec(ctx); err != nil {
			return fmt.Errorf("jobs: changing an invitation: %w", err)
		}
		secret, err = token.Issue(ctx, tx, token.For{
			Kind: flow.TokenInvitation, Company: m.TenantID, Subject: open.ID, Life: tenants.InvitationLife,
		})
		return err
	})
	if err != nil || open == nil {
		return err
	}
	if err := w.send(ctx, letter{kind: invitationText, to: account, path: "/invite/", secret: secret}); err != nil {
		return err
	}
	_, err = w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		return tx.Invitation.Update().Where(invitation.ID(open.ID)).SetSentAt(viewer.Now(ctx)).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("jobs: noting a letter: %w", err)
	}
	return nil
}

// accountOf is the member's account.
func (w *Works) accountOf(ctx context.Context, m *ent.Member) (*ent.User, error) {
	account, err := w.Client.User.Get(ctx, m.UserID)
	if err != nil {
		return nil, fmt.Errorf("jobs: reading an account: %w", err)
	}
	return account, nil
}
