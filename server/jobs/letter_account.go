package jobs

import (
	"context"
	"fmt"
	"time"

	"heed/app/sessions"
	"heed/app/token"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/viewer"
)

var verificationLetter = Reaction{
	Name: "letter.verification", Types: []string{"tenant.onboarding", "member.email_verification_requested"}, Mails: true, React: writeVerification,
}

var resetLetter = Reaction{
	Name: "letter.reset", Types: []string{"member.password_reset_requested"}, Mails: true, React: writeReset,
}

// writeVerification asks the first administrator, or who wants to be asked,
// whether the address is theirs, unless that is known.
func writeVerification(ctx context.Context, w *Works, e *ent.Event) error {
	id := e.SubjectID
	if e.SubjectType == flow.SubjectTenant {
		if len(e.MemberIds) == 0 {
			return nil // a company that was made without anybody
		}
		id = e.MemberIds[0]
	}
	m, err := w.Client.Member.Get(ctx, id)
	if err != nil {
		return fmt.Errorf("jobs: reading a member: %w", err)
	}
	account, err := w.accountOf(ctx, m)
	if err != nil || account.Disabled || account.EmailVerifiedAt != nil {
		return err
	}
	return w.writeAccount(ctx, flow.TokenEmailVerification, sessions.VerificationLife,
		letter{kind: verificationText, to: account, path: "/verify/"})
}

// writeReset sends the link that was asked for. When a link would be over by now,
// nobody waits for it: they have asked again.
func writeReset(ctx context.Context, w *Works, e *ent.Event) error {
	if viewer.Now(ctx).Sub(e.OccurredAt) >= sessions.ResetLife {
		return nil
	}
	m, err := w.Client.Member.Get(ctx, e.SubjectID)
	if err != nil {
		return fmt.Errorf("jobs: reading a member: %w", err)
	}
	account, err := w.accountOf(ctx, m)
	if err != nil || account.Disabled || account.PasswordHash == "" {
		return err
	}
	return w.writeAccount(ctx, flow.TokenPasswordReset, sessions.ResetLife,
		letter{kind: resetText, to: account, path: "/reset/"})
}

// writeAccount sends a letter with a link about its receiver's account.
func (w *Works) writeAccount(ctx context.Context, kind flow.TokenKind, life time.Duration, l letter) error {
	_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		q := tx.User.Query().Where(user.ID(l.to.ID)) // two letters at once make one link
		q.Modify(database.Lock)
		if _, err := q.Only(ctx); err != nil {
			return fmt.Errorf("jobs: keeping an account: %w", err)
		}
		var err error
		l.secret, err = token.Issue(ctx, tx, token.For{Kind: kind, Company: viewer.Tenant(ctx), Subject: l.to.ID, Life: life})
		return err
	})
	if err != nil {
		return err
	}
	return w.send(ctx, l)
}
