package token_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/token"
	"heed/ent"
	"heed/rules/flow"
)

func TestMain(m *testing.M) { apptest.Main(m) }

// issue makes a link for the password of a member of company A.
func issue(t *testing.T, w *apptest.World, name string, kind flow.TokenKind) string {
	t.Helper()
	var secret string
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) (err error) {
		secret, err = token.Issue(ctx, tx, token.For{Kind: kind, Company: w.A.ID, Subject: w.A.Members[name].UserID, Life: time.Hour})
		return err
	})
	return secret
}

func TestLinks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		find := func(kind flow.TokenKind, secret string) (*ent.Token, error) {
			return token.Find(w.Context(), w.Client, kind, secret)
		}
		first := issue(t, w, "staff", flow.TokenPasswordReset)
		other := issue(t, w, "staff", flow.TokenEmailVerification)
		second := issue(t, w, "staff", flow.TokenPasswordReset)
		for name, secret := range map[string]string{
			"replaced": first, "nothing": "", "unknown": other[1:] + "A", "longer": second + "A", "of another kind": other,
		} {
			if _, err := find(flow.TokenPasswordReset, secret); !errors.Is(err, token.Invalid()) {
				t.Errorf("%s: %v", name, err)
			}
		}
		found, err := find(flow.TokenPasswordReset, second)
		if err != nil || found.CompanyID != w.A.ID || found.SubjectID != w.A.Members["staff"].UserID {
			t.Fatalf("%+v, %v", found, err)
		}
		for _, row := range w.Client.Token.Query().AllX(w.Context()) {
			if bytes.Contains(row.Hash, []byte(second)) || len(row.Hash) != 32 {
				t.Errorf("kept: %x", row.Hash)
			}
		}
		use := func(t *ent.Token) error {
			_, err := w.Journal.Change(w.A.System(), func(ctx context.Context, tx *ent.Tx) error { return token.Use(ctx, tx, t) })
			return err
		}
		if err := use(found); err != nil {
			t.Fatal(err)
		}
		if err := use(found); !errors.Is(err, token.Invalid()) {
			t.Errorf("twice: %v", err)
		}
		if _, err := find(flow.TokenPasswordReset, second); !errors.Is(err, token.Invalid()) {
			t.Errorf("used: %v", err)
		}
		old, err := find(flow.TokenEmailVerification, other)
		if err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(time.Hour)
		if _, err := find(flow.TokenEmailVerification, other); !errors.Is(err, token.Invalid()) {
			t.Errorf("expired: %v", err)
		}
		if err := use(old); !errors.Is(err, token.Invalid()) {
			t.Errorf("used when expired: %v", err)
		}
		issue(t, w, "auditor", flow.TokenEmailVerification)
		if n := w.Client.Token.Query().CountX(w.Context()); n != 3 { // the used one, the expired one, the new one: what is over goes at night
			t.Errorf("%d links are kept", n)
		}
	})
}

// Of many who use a link at once one does.
func TestOneUse(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		found, err := token.Find(w.Context(), w.Client, flow.TokenPasswordReset, issue(t, w, "staff", flow.TokenPasswordReset))
		if err != nil {
			t.Fatal(err)
		}
		results := make(chan error)
		for range 8 {
			go func() {
				_, err := w.Journal.Change(w.A.System(), func(ctx context.Context, tx *ent.Tx) error { return token.Use(ctx, tx, found) })
				results <- err
			}()
		}
		used := 0
		for range 8 {
			if err := <-results; err == nil {
				used++
			} else if !errors.Is(err, token.Invalid()) {
				t.Error(err)
			}
		}
		if used != 1 {
			t.Errorf("used %d times", used)
		}
	})
}
