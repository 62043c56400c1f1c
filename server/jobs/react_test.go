package jobs

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// What sends letters waits with the letters, and has the time that a mail server is
// given; what does not waits for no mail server.
func TestMailsApart(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, h := newStage(t, w), &heard{}
		mails := h.reaction()
		mails.Name, mails.Mails = "mail", true
		e := s.engine([]Reaction{h.reaction(), mails}, nil)
		s.happens(w.A, happened, 3)
		s.must(e.Relay)
		if letters, others := s.rows(e, "queue = 'letters'"), s.rows(e, "queue = 'reactions'"); letters != 3 || others != 3 {
			t.Errorf("%d wait with the letters, %d with the others", letters, others)
		}
		s.works(e)
		h.each(t, 3, 2)
		worker := &reactionWorker{engine: e}
		timeout := func(name string) time.Duration {
			return worker.Timeout(&river.Job[reactionArgs]{Args: reactionArgs{Reaction: name}})
		}
		if timeout("mail") <= time.Minute || timeout("hear") != 0 {
			t.Errorf("timeouts %v, %v", timeout("mail"), timeout("hear"))
		}
	})
	for _, r := range reactions {
		if apart := strings.HasPrefix(r.Name, "letter.") || r.Name == "rating_link"; r.Mails != apart {
			t.Errorf("%s waits with the letters: %t", r.Name, r.Mails)
		}
	}
}

// What reacts works in the company's name, time zone and language.
func TestReactsInCompany(t *testing.T) {
	w := apptest.NewWorld(t)
	s := newStage(t, w)
	w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
		zone, locale := "Asia/Urumqi", label.ZhHant
		_, err := tenants.UpdateTenant(ctx, tx, tenants.TenantUpdateInput{
			ExpectedVersion: tx.Tenant.GetX(ctx, w.A.ID).Version, Timezone: &zone, Locale: &locale,
		})
		return err
	})
	check := func(ctx context.Context) {
		t.Helper()
		v, config := viewer.From(ctx), tenants.ConfigFrom(ctx)
		if v.Kind != viewer.System || v.Tenant != w.A.ID || v.Zone.String() != "Asia/Urumqi" || v.Locale != label.ZhHant || config.Tenant.ID != w.A.ID {
			t.Errorf("it works as %+v", v)
		}
		if !viewer.Now(ctx).Equal(w.Clock.Now()) || vault.From(ctx) != w.Keys {
			t.Error("it does not work now, or without keys")
		}
	}
	e := s.engine([]Reaction{{Name: "look", Types: []string{happened}, React: func(ctx context.Context, _ *Works, _ *ent.Event) error {
		check(ctx)
		return nil
	}}}, nil)
	s.happens(w.A, happened, 1)
	s.must(e.Relay)
	s.works(e)
	ctx, err := e.In(t.Context(), w.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	check(ctx)
}

// Another tier of a customer counts its running clocks anew, what else is changed of it
// does not.
func TestTierCountsAnew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyUrgent)
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.SlaPolicy.Create().SetName("重点客户").SetTarget(flow.SubjectRequirement).SetClockKind(sla.ClockFirstResponse).SetTierKey("KEY").
				SetAmount(2).SetUnit(sla.UnitHour).SetPauseOn([]sla.PauseReason{}).SetWarnAtPercent([]int{}).SetValidFrom(w.Clock.Now()).Exec(ctx)
		})
		w.Who.Changed(w.A.ID)
		e := s.engine([]Reaction{clocksRecount}, nil)
		change := func(in customers.UpdateInput, want time.Time) {
			t.Helper()
			in.ID, in.ExpectedVersion = r.CustomerID, w.Client.Customer.GetX(w.A.System(), r.CustomerID).Version
			w.Change(t, w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
				_, err := customers.Update(ctx, tx, in)
				return err
			})
			s.must(e.Relay)
			s.works(e)
			if due := w.Client.Requirement.GetX(w.A.System(), r.ID).DueAt; !due.Equal(want) {
				t.Errorf("due %v, want %v", due, want)
			}
		}
		name, tier := "甲乙丙集团", "KEY"
		change(customers.UpdateInput{Name: &name}, r.DueAt)
		change(customers.UpdateInput{TierKey: &tier}, w.Clock.Now().Add(2*time.Hour))
	})
}
