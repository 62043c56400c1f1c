package sessions_test

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/app/token"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// A reset ends all sessions of the person, in all companies, at once.
func TestReset(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		here := signIn(t, w, "staff")
		_, secret := invited(t, w, apptest.Email("admin", "b"))
		if _, _, err := w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: secret, Password: apptest.Password}); err != nil {
			t.Fatal(err)
		}
		person := w.B.Members["admin"]
		inB, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: person.Email, Password: apptest.Password, TenantSlug: &w.B.Slug})
		if err != nil {
			t.Fatal(err)
		}
		inA, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: person.Email, Password: apptest.Password, TenantSlug: &w.A.Slug})
		if err != nil {
			t.Fatal(err)
		}
		reset := linkFor(t, w, flow.TokenPasswordReset, person.UserID, sessions.ResetLife)
		n, err := w.Desk.ResetPassword(w.Context(), reset, chosen)
		if err != nil || n != 3 { // of the acceptance too
			t.Fatalf("%d, %v", n, err)
		}
		if !ended(t, w, inA) || !ended(t, w, inB) || ended(t, w, here) {
			t.Error("not the sessions of the person ended")
		}
		u := w.Client.User.GetX(w.Context(), person.UserID)
		if u.EmailVerifiedAt == nil || u.MustChangePassword {
			t.Errorf("%+v", u)
		}
		types := map[string]int{}
		for _, e := range lastEvents(t, w.A, 3) {
			types[e.Type]++
		}
		if types["member.password_reset"] != 1 || types["session.ended"] != 2 {
			t.Errorf("%v", types)
		}
		if e := lastEvents(t, w.B, 1); e[0].Type != "session.ended" {
			t.Errorf("%s in the other company", e[0].Type)
		}
		if _, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: person.Email, Password: apptest.Password}); !refused(err, fault.CodeUnauthenticated, "session.wrong_credentials") {
			t.Errorf("the old password: %v", err)
		}
		if _, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: person.Email, Password: chosen}); err != nil {
			t.Errorf("the new password: %v", err)
		}
		before := w.Count(t)
		if _, err := w.Desk.ResetPassword(w.Context(), reset, chosen); !refused(err, fault.CodeBadUserInput, "link.invalid") {
			t.Errorf("twice: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
	})
}

func TestResetRefuses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		tokens := signIn(t, w, "staff")
		expired := resetLink(t, w, "auditor")
		w.Clock.Advance(sessions.ResetLife)
		disabled := resetLink(t, w, "integration")
		w.Client.User.UpdateOneID(w.A.Members["integration"].UserID).SetDisabled(true).ExecX(w.Context())
		old := resetLink(t, w, "staff")
		good, verification := resetLink(t, w, "staff"), verificationLink(t, w, "staff")
		before, hash := w.Count(t), account(w, "staff").PasswordHash
		for name, secret := range map[string]string{
			"expired": expired, "replaced": old, "unknown": good[1:] + "A", "disabled": disabled, "a verification": verification,
		} {
			if _, err := w.Desk.ResetPassword(w.Context(), secret, chosen); !refused(err, fault.CodeBadUserInput, "link.invalid") {
				t.Errorf("%s: %v", name, err)
			}
		}
		for pass, key := range map[string]string{"short": "password.too_short", "qwertyuiop": "password.too_common", "of staff 2 kettles": "password.personal"} {
			if _, err := w.Desk.ResetPassword(w.Context(), good, pass); !refused(err, fault.CodeBadUserInput, key) {
				t.Errorf("%s: %v", pass, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) || account(w, "staff").PasswordHash != hash || account(w, "staff").EmailVerifiedAt != nil {
			t.Errorf("%v, %v", before, after)
		}
		w.Clock.Set(apptest.Start)
		if ended(t, w, tokens) {
			t.Error("a refusal ended a session")
		}
	})
}

// Asking for another password tells nobody whether there is an account.
func TestResetRequest(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		before := w.Count(t)
		for _, email := range []string{"nobody@new.example", "no address", "", "nobody@new.example\r\nBcc: all@new.example"} {
			if err := w.Desk.RequestReset(w.Context(), email); err != nil {
				t.Errorf("%q: %v", email, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
		invited(t, w, "waiting@new.example")
		before = w.Count(t)
		w.Client.User.UpdateOneID(w.A.Members["auditor"].UserID).SetDisabled(true).ExecX(w.Context())
		for _, email := range []string{"waiting@new.example", apptest.Email("auditor", "a")} {
			if err := w.Desk.RequestReset(w.Context(), email); err != nil {
				t.Errorf("%q: %v", email, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
		if err := w.Desk.RequestReset(w.Context(), " STAFF@a.example "); err != nil {
			t.Error(err)
		}
		e := lastEvents(t, w.A, 1)[0]
		if e.Type != "member.password_reset_requested" || e.Kind != flow.EventAdmin || e.SubjectID != w.A.Members["staff"].ID || e.ActorID != "" {
			t.Errorf("%+v", e)
		}
	})
}

// Who works nowhere but is invited sets the password of their account anew, to
// accept by it.
func TestResetOfInvited(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		person := w.A.Members["staff"]
		if err := update(w, "staff", func(in *tenants.MemberUpdateInput) { in.State = new(flow.MemberLeft) }); err != nil {
			t.Fatal(err)
		}
		before := w.Count(t)
		if err := w.Desk.RequestReset(w.Context(), person.Email); err != nil {
			t.Fatal(err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("who has left gets a letter: %v, %v", before, after)
		}
		current := w.Client.Member.GetX(w.A.System(), person.ID)
		_, _, err := tenants.InviteMemberAgain(w.As("admin"), w.Journal, tenants.MemberInviteAgainInput{ID: person.ID, ExpectedVersion: current.Version})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Desk.RequestReset(w.Context(), person.Email); err != nil {
			t.Fatal(err)
		}
		if e := lastEvents(t, w.A, 1)[0]; e.Type != "member.password_reset_requested" || e.SubjectID != person.ID {
			t.Fatalf("%+v", e)
		}
		if _, err := w.Desk.ResetPassword(w.Context(), resetLink(t, w, "staff"), chosen); err != nil {
			t.Fatal(err)
		}
		open := w.Client.Invitation.Query().OnlyIDX(w.A.System())
		link := linkFor(t, w, flow.TokenInvitation, open, tenants.InvitationLife)
		if _, _, err := w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: link, Password: chosen}); err != nil {
			t.Errorf("accepting by the new password: %v", err)
		}
	})
}

// A password that is changed is not reset by a link of before.
func TestChangingRevokesResets(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := enter(t, w, signIn(t, w, "staff"))
		link, others := resetLink(t, w, "staff"), resetLink(t, w, "auditor")
		if _, err := w.Desk.ChangePassword(ctx, "a wrong password", chosen); !refused(err, fault.CodeBadUserInput, "password.wrong") {
			t.Fatal(err)
		}
		if _, err := token.Find(w.Context(), w.Client, flow.TokenPasswordReset, link); err != nil {
			t.Errorf("a refusal took the link back: %v", err)
		}
		if _, err := w.Desk.ChangePassword(ctx, apptest.Password, chosen); err != nil {
			t.Fatal(err)
		}
		hash := account(w, "staff").PasswordHash
		if _, err := w.Desk.ResetPassword(w.Context(), link, "blue kettle, quick river"); !refused(err, fault.CodeBadUserInput, "link.invalid") {
			t.Errorf("reset by the old link: %v", err)
		}
		if account(w, "staff").PasswordHash != hash {
			t.Error("the password is another")
		}
		if _, err := token.Find(w.Context(), w.Client, flow.TokenPasswordReset, others); err != nil {
			t.Errorf("the link of somebody else: %v", err)
		}
	})
}

// It is limited for an address of mail, with and without an account, and for a
// place in the network.
func TestResetRequestIsLimited(t *testing.T) {
	w := apptest.NewWorld(t)
	for _, email := range []string{"nobody@new.example", apptest.Email("staff", "a")} {
		for i := range 6 {
			err := w.Desk.RequestReset(from(w, fmt.Sprint("192.0.2.", i)), email)
			if i < 5 && err != nil || i == 5 && !refused(err, fault.CodeRateLimited, "rate_limited") {
				t.Errorf("%s %d: %v", email, i, err)
			}
		}
	}
	for i := range 61 {
		err := w.Desk.RequestReset(from(w, "198.51.100.1"), fmt.Sprintf("n%d@new.example", i))
		if i < 60 && err != nil || i == 60 && !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("%d: %v", i, err)
		}
	}
	w.Clock.Advance(time.Hour)
	if err := w.Desk.RequestReset(from(w, "198.51.100.1"), apptest.Email("staff", "a")); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

func TestVerifyEmail(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := enter(t, w, signIn(t, w, "staff"))
		if _, err := w.Desk.RequestVerification(ctx, new("other@a.example")); !refused(err, fault.CodeBadUserInput, "email.not_yours") {
			t.Errorf("another address: %v", err)
		}
		sent, err := w.Desk.RequestVerification(ctx, new("Staff@a.example"))
		if !sent || err != nil {
			t.Fatalf("%v, %v", sent, err)
		}
		if e := lastEvents(t, w.A, 1)[0]; e.Type != "member.email_verification_requested" || e.SubjectID != viewer.From(ctx).Member {
			t.Errorf("%+v", e)
		}
		secret := verificationLink(t, w, "staff")
		if err := w.Desk.VerifyEmail(w.Context(), secret); err != nil {
			t.Fatal(err)
		}
		if verified, err := w.Desk.EmailVerified(ctx); !verified || err != nil {
			t.Errorf("%v, %v", verified, err)
		}
		if e := lastEvents(t, w.A, 1)[0]; e.Type != "member.email_verified" || e.SubjectID != viewer.From(ctx).Member {
			t.Errorf("%+v", e)
		}
		before := w.Count(t)
		if err := w.Desk.VerifyEmail(w.Context(), secret); !refused(err, fault.CodeBadUserInput, "link.invalid") {
			t.Errorf("twice: %v", err)
		}
		if sent, err := w.Desk.RequestVerification(ctx, nil); sent || err != nil {
			t.Errorf("a letter for who is verified: %v, %v", sent, err)
		}
		if _, err := w.Desk.RequestVerification(w.Context(), nil); fault.CodeOf(err) != fault.CodeUnauthenticated {
			t.Errorf("nobody: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
	})
}

// Letters that verify are few.
func TestVerificationIsLimited(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := enter(t, w, signIn(t, w, "staff"))
	for i := range 6 {
		_, err := w.Desk.RequestVerification(ctx, nil)
		if i < 5 && err != nil || i == 5 && !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("%d: %v", i, err)
		}
	}
}
