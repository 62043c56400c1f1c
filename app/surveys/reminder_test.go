package surveys

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// at is an instant on the clock of the company.
func (s *stage) at(day, hour int) time.Time {
	return time.Date(2026, 9, day, hour, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

// Who is silent is reminded once, on the morning of the third working day, and never again.
func TestD3_18_OneReminder(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		silent, begun, done, gone := s.customer("静店"), s.customer("开始的店"), s.customer("答完的店"), s.customer("退订的店")
		long := s.Clock.Now().AddDate(0, 0, 60)
		c := s.running("experience", func(in *CampaignCreateInput) { in.ClosesAt = &long })
		first := s.post.secrets[s.invitation(c, silent).ID]
		s.submit(c, done, false, experience(5)...)
		if _, _, _, err := s.desk().Save(s.guest(), s.secret(c, begun), experience(4)[:1]); err != nil {
			t.Fatal(err)
		}
		if err := s.desk().OptOut(s.guest(), s.secret(c, gone)); err != nil {
			t.Fatal(err)
		}
		// Sent on a Wednesday; Thursday, Friday and Monday are the working days after it.
		s.Clock.Set(s.at(14, 9).Add(-time.Second))
		s.tick()
		if all := s.post.reminders(); len(all) != 0 {
			t.Fatalf("before its hour %d are reminded", len(all))
		}
		s.Clock.Set(s.at(14, 9))
		s.tick()
		all := s.post.reminders()
		if len(all) != 2 || s.progress(c).Reminded != 2 {
			t.Fatalf("%d are reminded, %+v", len(all), s.progress(c))
		}
		for _, l := range all {
			if l.Invitation != s.invitation(c, silent).ID && l.Invitation != s.invitation(c, begun).ID {
				t.Errorf("%s is reminded", l.Invitation)
			}
			if l.Invitation == s.invitation(c, silent).ID && l.Secret != first {
				t.Error("reminded by another link")
			}
		}
		if got := s.events(s.invitation(c, silent).ID); !slices.Equal(got, []string{"survey_invitation.sent", "survey_invitation.reminded"}) {
			t.Errorf("events: %v", got)
		}
		for range 45 {
			s.Clock.Advance(24 * time.Hour)
			s.tick()
		}
		if all := s.post.reminders(); len(all) != 2 {
			t.Errorf("in weeks %d are reminded", len(all))
		}
		for of, n := range s.post.times {
			if n > 1 {
				t.Errorf("%s was sent %d times", of, n)
			}
		}
	})
}

// A reminder that may have gone out is not sent again, nor is one of who does not remind.
func TestD3_18_Lost(t *testing.T) {
	for step, nth := range map[string]int{"taken": 2, "posted": 1} { // letters are taken before reminders
		t.Run(step, func(t *testing.T) {
			apptest.Both(t, func(t *testing.T, w *apptest.World) {
				s := on(t, w)
				s.customer("静店")
				c := s.running("experience")
				never := s.running("experience", func(in *CampaignCreateInput) { in.ReminderWorkday = ptr(0) })
				s.Clock.Set(s.at(14, 9))
				if err := s.tickUntilTime(step, nth); err == nil {
					t.Fatal("it did not die")
				}
				for range 10 {
					s.tick()
					s.Clock.Advance(12 * time.Hour)
				}
				if all := s.post.reminders(); len(all) > 1 || step == "taken" && len(all) > 0 || s.progress(c).Reminded != 1 || s.progress(never).Reminded != 0 {
					t.Errorf("%d are reminded; %+v and %+v", len(all), s.progress(c), s.progress(never))
				}
			})
		})
	}
}

// Nobody is asked more often than surveys may, over all campaigns; another of the house is.
func TestD3_19_Cap(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.settings(tenants.TenantUpdateInput{SurveyCap: ptr(1)})
		inn := s.customer("山间旅店")
		first := s.running("experience")
		second := s.running("standard")
		if second.Invited != 0 || second.Skipped != 1 {
			t.Fatalf("asked again: %d, left out %d", second.Invited, second.Skipped)
		}
		_ = refused(s, "management", Invite, InviteInput{CampaignID: second.ID, CustomerID: inn.ID}, fault.Precondition("invitation.too_often"), "customerId")
		// What two campaigns have prepared at the same time is looked at again when it is sent.
		shop := s.customer("商店")
		third, fourth := s.prepared("experience"), s.prepared("standard")
		if third.Invited != 1 || fourth.Invited != 1 {
			t.Fatalf("invited are %d and %d", third.Invited, fourth.Invited)
		}
		letters := len(s.post.letters)
		for _, c := range []*ent.SurveyCampaign{third, fourth} {
			must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
			s.tick()
		}
		if is := s.invitation(fourth, shop); len(s.post.letters) != letters+1 || is.State != flow.InvitationRevoked || is.Reason != "too_often" {
			t.Errorf("the second is %s for %q after %d letters", is.State, is.Reason, len(s.post.letters))
		}
		// One that came back is not one too many for itself.
		i := s.invitation(first, inn)
		must(s, "member.service", BounceInvitation, InvitationReasonInput{i.ID, i.Version, "退回"})
		i = s.invitation(first, inn)
		must(s, "member.service", SendInvitation, InvitationInput{i.ID, i.Version})
		s.tick()
		if i = s.invitation(first, inn); i.State != flow.InvitationSent {
			t.Errorf("sent again is %s for %q", i.State, i.Reason)
		}
		// After the days it may be again.
		s.Clock.Advance(flow.SurveyCapDays*24*time.Hour + time.Minute)
		if later := s.running("standard"); later.Invited != 2 {
			t.Errorf("after all the days %d are asked", later.Invited)
		}
	})
}

// Who wants no surveys gets none: by their own word, by a member's, or not to be disturbed.
func TestD3_19_OptOut(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		own, told, quiet, late := s.customer("自己退订"), s.customer("电话退订"), s.customer("免打扰"), s.customer("后来免打扰")
		s.person(quiet).Update().SetDoNotDisturb(true).ExecX(s.A.System())
		c := s.prepared("experience")
		if c.Invited != 3 || c.Skipped != 1 {
			t.Fatalf("%d are invited, %d not", c.Invited, c.Skipped)
		}
		s.person(late).Update().SetDoNotDisturb(true).ExecX(s.A.System())
		must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		if is := s.invitation(c, late); is.State != flow.InvitationOptedOut || len(s.post.letters) != 2 {
			t.Errorf("not to be disturbed is %s after %d letters", is.State, len(s.post.letters))
		}
		secret := s.secret(c, own)
		_, begun, _, err := s.desk().Save(s.guest(), secret, experience(5)[:1])
		if err != nil || begun.Submitted() {
			t.Fatal(err)
		}
		for range 2 { // again it is the same
			if err := s.desk().OptOut(s.guest(), secret); err != nil {
				t.Fatal(err)
			}
		}
		_ = s.unchanged("answering", fault.Precondition("survey.declined"), "", func() error {
			_, _, err := s.desk().Submit(s.guest(), secret, experience(5), false)
			return err
		})
		if r := s.response(s.invitation(c, own)); r.State != flow.ResponseDiscarded {
			t.Errorf("what was begun is %s", r.State)
		}
		i := s.invitation(c, told)
		_ = refused(s, "head.sales", OptOutInvitation, InvitationInput{i.ID, i.Version}, fault.NotFound(), "")
		_ = refused(s, "staff", OptOutInvitation, InvitationInput{i.ID, i.Version}, fault.Forbidden(), "")
		_ = refused(s, "auditor", OptOutInvitation, InvitationInput{i.ID, i.Version}, fault.Forbidden(), "")
		must(s, "member.service", OptOutInvitation, InvitationInput{i.ID, i.Version})
		if p := s.progress(c); p.OptedOut != 3 || p.Sent != 0 || s.person(own).SurveyOptOutAt == nil || s.person(told).SurveyOptOutAt == nil {
			t.Errorf("it gets on: %+v", p)
		}
		for range 10 {
			s.Clock.Advance(24 * time.Hour)
			s.tick()
		}
		if again := s.prepared("standard"); again.Invited != 0 || again.Skipped != 4 || len(s.post.letters) != 2 {
			t.Errorf("%d are asked again; %d letters", again.Invited, len(s.post.letters))
		}
	})
}
