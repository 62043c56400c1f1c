package sessions_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

func TestAcceptNew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		m, secret := invited(t, w, "min@new.example")
		if _, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: "min@new.example", Password: ""}); !refused(err, fault.CodeUnauthenticated, "session.wrong_credentials") {
			t.Errorf("signed in before: %v", err)
		}
		company, tokens, err := w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: secret, Password: chosen, DisplayName: new(" 周小敏 ")})
		if err != nil || company.ID != w.A.ID {
			t.Fatalf("%+v, %v", company, err)
		}
		ctx := enter(t, w, tokens)
		if v := viewer.From(ctx); v.Member != m.ID || v.MustChangePassword {
			t.Errorf("%+v", v)
		}
		if verified, err := w.Desk.EmailVerified(ctx); !verified || err != nil {
			t.Errorf("%v, %v", verified, err)
		}
		now := w.Client.Member.GetX(w.A.System(), m.ID)
		if now.State != flow.MemberActive || now.DisplayName != "周小敏" || now.Version != m.Version+1 {
			t.Errorf("%+v", now)
		}
		e := lastEvents(t, w.A, 2)
		if e[0].Type != "member.joined" || e[0].FromState != "INVITED" || e[0].ToState != "ACTIVE" || e[1].Type != "session.created" {
			t.Errorf("%s, %s", e[0].Type, e[1].Type)
		}
		if _, err := w.Desk.Create(w.Context(), sessions.CreateInput{Email: "min@new.example", Password: chosen}); err != nil {
			t.Errorf("signing in afterwards: %v", err)
		}
		before := w.Count(t)
		if _, _, err := w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: secret, Password: chosen}); !refused(err, fault.CodeBadUserInput, "link.invalid") {
			t.Errorf("twice: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
	})
}

// Who has an account gives its password, within the limits of signing in.
func TestAcceptWithAccount(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		email := apptest.Email("staff", "b")
		m, secret := invited(t, w, email)
		ctx, before := from(w, "192.0.2.1"), w.Count(t)
		hash := w.Client.User.GetX(w.Context(), m.UserID).PasswordHash
		for i := range 10 {
			_, _, err := w.Desk.Accept(ctx, sessions.AcceptInput{Token: secret, Password: "guess number " + string(rune('a'+i))})
			if !refused(err, fault.CodeConflict, "invitation.wrong_password") {
				t.Fatalf("guess %d: %v", i, err)
			}
		}
		if _, _, err := w.Desk.Accept(ctx, sessions.AcceptInput{Token: secret, Password: apptest.Password}); !refused(err, fault.CodeRateLimited, "rate_limited") {
			t.Errorf("the right one after too many: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
		w.Clock.Advance(15 * time.Minute)
		_, tokens, err := w.Desk.Accept(from(w, "192.0.2.1"), sessions.AcceptInput{Token: secret, Password: apptest.Password})
		if err != nil {
			t.Fatal(err)
		}
		if v := viewer.From(enter(t, w, tokens)); v.Tenant != w.A.ID || v.Member != m.ID {
			t.Errorf("%+v", v)
		}
		u := w.Client.User.GetX(w.Context(), m.UserID)
		if u.PasswordHash != hash || u.EmailVerifiedAt == nil {
			t.Errorf("%+v", u)
		}
	})
}

// A password that somebody else gave proves nothing.
func TestAcceptWithFirstPassword(t *testing.T) {
	w := apptest.NewWorld(t)
	_, _, err := tenants.CreateMember(w.B.As("admin"), w.Journal, w.Desk.Hasher, tenants.MemberCreateInput{
		DisplayName: "N", Email: "n@new.example", Password: apptest.Password, RoleKeys: []string{"STAFF"},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, secret := invited(t, w, "n@new.example")
	before := w.Count(t)
	_, _, err = w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: secret, Password: apptest.Password})
	if !refused(err, fault.CodeFailedPrecondition, "session.password_must_change") {
		t.Error(err)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%v, %v", before, after)
	}
}

// Every link that does not hold gets the same answer, and changes nothing.
func TestAcceptRefuses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		_, expired := invited(t, w, "expired@new.example")
		w.Clock.Advance(tenants.InvitationLife)
		m, revoked := invited(t, w, "revoked@new.example")
		w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.RevokeInvitation(ctx, tx, tenants.MemberInviteRevokeInput{ID: m.ID, ExpectedVersion: m.Version})
			return err
		})
		_, good := invited(t, w, "good@new.example")
		reset := resetLink(t, w, "staff")
		before := w.Count(t)
		accept := func(secret, pass string) error {
			_, _, err := w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: secret, Password: pass})
			return err
		}
		for name, secret := range map[string]string{
			"expired": expired, "taken back": revoked, "unknown": good[1:] + "A", "nothing": "", "a reset": reset,
		} {
			if err := accept(secret, chosen); !refused(err, fault.CodeBadUserInput, "link.invalid") || fault.From(err).Field != "token" {
				t.Errorf("%s: %v", name, err)
			}
		}
		for pass, key := range map[string]string{
			"short": "password.too_short", "Password-2026": "password.too_common",
			"good green kettle": "password.personal", "the heed kettle": "password.personal", "Company a kettle": "password.personal",
		} {
			if err := accept(good, pass); !refused(err, fault.CodeBadUserInput, key) || fault.From(err).Field != "password" {
				t.Errorf("%s: %v", pass, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
		if err := accept(good, chosen); err != nil {
			t.Errorf("a better one: %v", err)
		}
	})
}

// Of many answers at once one makes a member.
func TestAcceptOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		m, secret := invited(t, w, "n@new.example")
		results := make(chan error)
		for range 6 {
			go func() {
				_, _, err := w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: secret, Password: chosen})
				results <- err
			}()
		}
		joined := 0
		for range 6 {
			switch err := <-results; {
			case err == nil:
				joined++
			case refused(err, fault.CodeBadUserInput, "link.invalid"), refused(err, fault.CodeConflict, "invitation.wrong_password"):
			default:
				t.Error(err)
			}
		}
		if joined != 1 || w.Client.Member.GetX(w.A.System(), m.ID).State != flow.MemberActive {
			t.Errorf("joined %d times", joined)
		}
	})
}

// Wrong links from one address are limited.
func TestWrongLinksAreLimited(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := from(w, "192.0.2.1")
	for i := range 60 {
		if err := w.Desk.VerifyEmail(ctx, "wrong"); !refused(err, fault.CodeBadUserInput, "link.invalid") {
			t.Fatalf("%d: %v", i, err)
		}
	}
	good := verificationLink(t, w, "staff")
	if err := w.Desk.VerifyEmail(ctx, good); !refused(err, fault.CodeRateLimited, "rate_limited") {
		t.Errorf("a good one after too many: %v", err)
	}
	if err := w.Desk.VerifyEmail(from(w, "192.0.2.2"), good); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
}
