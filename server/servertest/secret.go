package servertest

import (
	"context"
	"testing"
	"time"

	"heed/app/token"
	"heed/ent"
	"heed/ent/invitation"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// secret is the secret of a link to somebody new, as their letter would have it.
func (st *Stage) secret(t testing.TB, what string) string {
	t.Helper()
	sys, client := st.Company.System(), st.Server.Client
	switch what {
	case "survey":
		return st.surveySecret(t)
	case "attendance":
		return st.attendanceCode(t)
	case "page", "status", "replied":
		return st.complaintSecret(t, what)
	}
	var (
		kind    flow.TokenKind
		subject typeid.ID
	)
	switch what {
	case "invitation":
		m := st.runAs(t, "admin", "memberInvite", "member")
		kind, subject = flow.TokenInvitation, client.Invitation.Query().Where(invitation.MemberID(m)).OnlyIDX(sys)
	case "verification", "reset":
		kind = flow.TokenEmailVerification
		if what == "reset" {
			kind = flow.TokenPasswordReset
		}
		subject = client.Member.GetX(sys, st.runAs(t, "admin", "memberCreate", "member")).UserID
	default:
		t.Fatalf("no link is called %s", what)
	}
	var secret string
	st.Server.Change(t, sys, func(ctx context.Context, tx *ent.Tx) (err error) {
		secret, err = token.Issue(ctx, tx, token.For{Kind: kind, Company: st.Company.ID, Subject: subject, Life: time.Hour})
		return err
	})
	return secret
}
