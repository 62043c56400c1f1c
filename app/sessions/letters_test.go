package sessions_test

import (
	"context"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/invitation"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Links are made when their letters are written (server/jobs); here they are
// made by hand.
func linkFor(t *testing.T, w *apptest.World, kind flow.TokenKind, subject typeid.ID, life time.Duration) string {
	t.Helper()
	var secret string
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) (err error) {
		secret, err = token.Issue(ctx, tx, token.For{Kind: kind, Company: w.A.ID, Subject: subject, Life: life})
		return err
	})
	return secret
}

func resetLink(t *testing.T, w *apptest.World, name string) string {
	t.Helper()
	return linkFor(t, w, flow.TokenPasswordReset, w.A.Members[name].UserID, sessions.ResetLife)
}

func verificationLink(t *testing.T, w *apptest.World, name string) string {
	t.Helper()
	return linkFor(t, w, flow.TokenEmailVerification, w.A.Members[name].UserID, sessions.VerificationLife)
}

// invited invites an address into company A's service department, and makes the link.
func invited(t *testing.T, w *apptest.World, email string) (*ent.Member, string) {
	t.Helper()
	m, _, err := tenants.InviteMember(w.As("admin"), w.Journal, tenants.MemberInviteInput{
		DisplayName: "周敏", Email: email, DepartmentID: &w.A.Departments[flow.DepartmentService].ID, RoleKeys: []string{authz.Staff},
	})
	if err != nil {
		t.Fatal(err)
	}
	m = m.Unwrap()
	open := w.Client.Invitation.Query().Where(invitation.MemberID(m.ID)).OnlyIDX(w.A.System())
	return m, linkFor(t, w, flow.TokenInvitation, open, tenants.InvitationLife)
}

const chosen = "green kettle, slow river"
