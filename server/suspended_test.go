package server_test

import (
	"context"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/server/servertest"
)

// What an operator does is known to the next request: who signs in to a
// suspended company reads, sees why, and changes nothing.
func TestSuspendedTells(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		const (
			mine   = `{ viewer { tenant { state suspendedReason } } }`
			create = `mutation { customerCreate(input: {name: "New"}) { customer { id } } }`
		)
		token := s.Token(t, "management")
		s.Do(t, token, create, nil).Get(t, "customerCreate.customer.id")
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.Suspend(ctx, tx, "Not paid")
			return err
		})
		for _, token := range []string{token, s.Token(t, "management")} {
			a := s.Do(t, token, mine, nil)
			if a.Text(t, "viewer.tenant.state") != "SUSPENDED" || a.Text(t, "viewer.tenant.suspendedReason") != "Not paid" {
				t.Errorf("%s", a.Body)
			}
			if a := s.Do(t, token, create, nil); a.Code() != "FAILED_PRECONDITION" {
				t.Errorf("%s", a.Body)
			}
		}
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.Resume(ctx, tx)
			return err
		})
		s.Do(t, token, create, nil).Get(t, "customerCreate.customer.id")
		if a := s.Do(t, token, mine, nil); a.Text(t, "viewer.tenant.state") != "ONBOARDING" || strings.Contains(string(a.Body), "Not paid") {
			t.Errorf("%s", a.Body)
		}
	})
}
