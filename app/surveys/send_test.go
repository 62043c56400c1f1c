package surveys

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent"
	"heed/ent/surveyinvitation"
	"heed/rules/fault"
	"heed/rules/flow"
)

// A campaign that has begun sends each customer one letter with a link of their own.
func TestD3_17_Letters(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for i := range sentAtOnce + 5 {
			s.customer(fmt.Sprint("店", i))
		}
		opens := s.Clock.Now().Add(time.Hour)
		c := s.running("experience", func(in *CampaignCreateInput) { in.OpensAt = &opens })
		if len(s.post.letters) != 0 || c.NextTickAt == nil || !c.NextTickAt.Equal(opens) {
			t.Fatalf("before it opens %d letters are sent; next at %v", len(s.post.letters), c.NextTickAt)
		}
		// Whatever else is done before, it opens when it was to.
		must(s, "management", ExtendCampaign, ExtendInput{c.ID, c.Version, c.ClosesAt.Add(time.Hour)})
		s.tick()
		if c = s.campaign(c.ID); c.NextTickAt == nil || !c.NextTickAt.Equal(opens) {
			t.Fatalf("extended, it is next looked at %v, not %v", c.NextTickAt, opens)
		}
		s.Clock.Advance(time.Hour)
		for range 3 {
			s.tick()
		}
		secrets := map[string]bool{}
		for _, l := range s.post.letters {
			secrets[l.Secret] = true
			if l.To == "" || l.Reminder || l.Title != s.holds("experience").Questionnaire.Title || l.Purpose.Empty() || l.Minutes != 5 || !l.ClosesAt.Equal(c.ClosesAt) {
				t.Errorf("sent is %v", l)
			}
			if PathOf(l.Secret) != "/s/"+l.Secret {
				t.Errorf("it leads to %s", PathOf(l.Secret))
			}
		}
		if p := s.progress(c); len(s.post.letters) != sentAtOnce+5 || len(secrets) != len(s.post.letters) || p.Sent != sentAtOnce+5 || p.WentOut != p.Sent || p.Pending != 0 {
			t.Errorf("%d letters with %d links are sent: %+v", len(s.post.letters), len(secrets), p)
		}
		dump := w.Dump(t)
		for secret := range secrets {
			if strings.Contains(dump, secret) {
				t.Error("a secret is kept")
			}
		}
	})
}

// What a mail server says becomes of an invitation, and what was not taken is tried again.
func TestD3_17_Posted(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		gone, fine := s.customer("没有的店"), s.customer("山间旅店")
		away := true
		s.post.says = func(l Letter) (Posted, string) {
			switch {
			case away:
				return PostedNot, ""
			case strings.HasPrefix(l.To, "guest1@"):
				return PostedRefused, strings.Repeat("无此用户", 200)
			}
			return PostedSent, ""
		}
		c := s.running("experience")
		if p := s.progress(c); p.Pending != 2 || p.WentOut != 0 || c.NextTickAt == nil || !c.NextTickAt.Equal(s.Clock.Now().Add(againAfter)) {
			t.Fatalf("with the mail server away: %+v, next at %v", p, c.NextTickAt)
		}
		away = false
		s.tick() // not yet
		if len(s.post.letters) != 0 {
			t.Fatal("it is tried at once")
		}
		s.Clock.Advance(againAfter)
		s.tick()
		bounced, sent := s.invitation(c, gone), s.invitation(c, fine)
		if bounced.State != flow.InvitationBounced || len([]rune(bounced.Reason)) != maxShort || bounced.EndedAt == nil || bounced.RemindAt != nil {
			t.Errorf("refused is %v", bounced)
		}
		if sent.State != flow.InvitationSent || sent.SentAt == nil || sent.InDoubt {
			t.Errorf("sent is %v", sent)
		}
		if p := s.progress(c); p.Bounced != 1 || p.Sent != 1 || p.WentOut != 1 || p.Pending != 0 {
			t.Errorf("it gets on: %+v", p)
		}
		want := []string{"survey_invitation.sent", "survey_invitation.bounced"}
		if got := s.events(bounced.ID); !slices.Equal(got, want) {
			t.Errorf("events: %v", got)
		}
		// With the address put right it is sent again, and by the same link.
		in := func(i *ent.SurveyInvitation) InvitationInput { return InvitationInput{i.ID, i.Version} }
		_ = refused(s, "management", SendInvitation, in(sent), fault.Precondition("invitation.sent_already"), "")
		_ = refused(s, "head.sales", SendInvitation, in(bounced), fault.NotFound(), "")
		_ = refused(s, "staff", SendInvitation, in(bounced), fault.Forbidden(), "")
		_ = refused(s, "auditor", SendInvitation, in(bounced), fault.Forbidden(), "")
		first, who := s.post.secrets[bounced.ID], s.person(gone)
		must(s, "member.service", customers.UpdateContact, customers.ContactUpdateInput{ID: who.ID, ExpectedVersion: who.Version, Email: ptr("right@inn.example")})
		must(s, "member.service", SendInvitation, in(bounced))
		s.tick()
		if is := s.invitation(c, gone); is.State != flow.InvitationSent || s.post.secrets[is.ID] != first {
			t.Errorf("sent again is %s, by the same link: %v", is.State, s.post.secrets[is.ID] == first)
		}
		if p := s.progress(c); p.Bounced != 0 || p.Sent != 2 || p.WentOut != 2 {
			t.Errorf("it gets on: %+v", p)
		}
	})
}

// A process that ends at any step sends no letter twice: what may have gone out is in doubt.
func TestD3_17_NeverTwice(t *testing.T) {
	for _, step := range []string{"taken", "posted"} {
		t.Run(step, func(t *testing.T) {
			apptest.Both(t, func(t *testing.T, w *apptest.World) {
				s := on(t, w)
				for i := range sentAtOnce + 3 {
					s.customer(fmt.Sprint("店", i))
				}
				c := s.prepared("experience")
				must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
				for range 2 {
					if err := s.tickUntil(step); err == nil {
						t.Fatal("it did not die")
					}
				}
				for range 3 {
					s.tick()
					s.Clock.Advance(doubtAfter/2 + time.Second)
				}
				// Two batches died with it, but for what had left.
				p := s.progress(c)
				if p.Pending != 0 || p.Sent != sentAtOnce+3 || p.InDoubt == 0 {
					t.Errorf("it gets on: %+v", p)
				}
				for of, n := range s.post.times {
					if n > 1 {
						t.Errorf("%s was sent %d times", of, n)
					}
				}
				if lost := p.InDoubt + len(s.post.times); step == "taken" && lost != p.Sent {
					t.Errorf("%d letters, %d in doubt, of %d", len(s.post.times), p.InDoubt, p.Sent)
				}
				// A member who has asked may have one sent that is in doubt.
				doubtful := s.Client.SurveyInvitation.Query().Where(surveyinvitation.InDoubt(true)).Order(surveyinvitation.ByID()).FirstX(s.A.System())
				must(s, "member.service", SendInvitation, InvitationInput{doubtful.ID, doubtful.Version})
				s.tick()
				if is := s.Client.SurveyInvitation.GetX(s.A.System(), doubtful.ID); is.InDoubt || is.State != flow.InvitationSent || s.progress(c).InDoubt != p.InDoubt-1 {
					t.Errorf("sent at last is %v", is)
				}
			})
		})
	}
}
