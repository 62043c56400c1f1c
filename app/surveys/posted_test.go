package surveys

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/event"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A letter that may have been taken is in doubt, and neither it nor a reminder is sent again.
func TestD3_17_Unsure(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("山间旅店")
		s.post.says = func(Letter) (Posted, string) { return PostedUnsure, "" }
		c := s.running("experience")
		if is := s.invitation(c, inn); is.State != flow.InvitationSent || !is.InDoubt || is.RemindAt == nil || s.progress(c).InDoubt != 1 {
			t.Fatalf("perhaps sent is %v", is)
		}
		s.Clock.Set(s.at(14, 9))
		for range 5 {
			s.tick()
			s.Clock.Advance(doubtAfter)
		}
		for of, n := range s.post.times {
			if n != 1 {
				t.Errorf("%s was sent %d times", of, n)
			}
		}
		if got := s.events(s.invitation(c, inn).ID); len(s.post.times) != 2 || s.progress(c).Reminded != 1 || !slices.Equal(got, []string{"survey_invitation.sent", "survey_invitation.reminded"}) {
			t.Errorf("%d letters, told are %v", len(s.post.times), got)
		}
		s.recountedProgress(c, s.progress(c))
	})
}

// While the mail server is away no reminder is lost, counted or told; then each goes out once.
func TestD3_18_Away(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for i := range sentAtOnce + 5 {
			s.customer(fmt.Sprint("店", i))
		}
		c := s.running("experience")
		told := func() int {
			return s.Client.Event.Query().Where(event.Type("survey_invitation.reminded")).CountX(s.A.System())
		}
		tries := 0
		s.post.says = func(Letter) (Posted, string) { tries++; return PostedNot, "" }
		s.Clock.Set(s.at(14, 9))
		for range 5 {
			s.tick()
			if c = s.campaign(c.ID); c.NextTickAt == nil || !c.NextTickAt.Equal(s.Clock.Now().Add(againAfter)) || s.progress(c).Reminded != 0 || told() != 0 {
				t.Fatalf("away, it is next looked at %v; %+v, %d are told", c.NextTickAt, s.progress(c), told())
			}
			s.Clock.Advance(againAfter)
		}
		if tries != 5 {
			t.Errorf("a server that is away was asked %d times", tries)
		}
		s.post.says = nil
		for range 5 {
			s.tick()
			s.Clock.Advance(doubtAfter)
		}
		if all := s.post.reminders(); len(all) != sentAtOnce+5 || s.progress(c).Reminded != len(all) || told() != len(all) {
			t.Errorf("%d are reminded, %d are told; %+v", len(all), told(), s.progress(c))
		}
		for of, n := range s.post.times {
			if n != 1 {
				t.Errorf("%s was sent %d times", of, n)
			}
		}
		s.recountedProgress(c, s.progress(c))
	})
}

// An address that refuses the reminder is one that the letter has not reached, unless it was opened.
func TestD3_18_Refused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		gone, begun := s.customer("搬走的店"), s.customer("开始的店")
		c := s.running("experience")
		if _, _, _, err := s.desk().Save(s.guest(), s.secret(c, begun), experience(4)[:1]); err != nil {
			t.Fatal(err)
		}
		s.post.says = func(Letter) (Posted, string) { return PostedRefused, "无此用户" }
		s.Clock.Set(s.at(14, 9))
		for range 3 {
			s.tick()
			s.Clock.Advance(doubtAfter)
		}
		if is := s.invitation(c, gone); is.State != flow.InvitationBounced || is.Reason != "无此用户" || is.EndedAt == nil || is.RemindAt != nil {
			t.Errorf("refused is %v", is)
		}
		if is := s.invitation(c, begun); is.State != flow.InvitationOpened || is.RemindAt != nil || is.RemindedAt == nil {
			t.Errorf("opened is %v", is)
		}
		if p := s.progress(c); p.Bounced != 1 || p.Opened != 1 || p.Reminded != 2 || p.WentOut != 1 || len(s.post.reminders()) != 2 {
			t.Errorf("it gets on: %+v", p)
		}
		s.recountedProgress(c, s.progress(c))
	})
}

// A reminder of which nothing was heard is told once: after a while, or when its invitation or
// the campaign ends before.
func TestD3_18_Doubt(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for name, ends := range map[string]func(*stage, typeid.ID){
			"in time":      func(*stage, typeid.ID) {},
			"it declines":  func(s *stage, of typeid.ID) { s.declines(of) },
			"closed early": func(s *stage, of typeid.ID) { s.close(s.Client.SurveyInvitation.GetX(s.A.System(), of).CampaignID) },
		} {
			t.Run(name, func(t *testing.T) {
				s := on(t, w)
				inn := s.customer("静店" + name)
				c := s.running("experience", func(in *CampaignCreateInput) { in.Audience = &AudienceInput{CustomerIDs: []typeid.ID{inn.ID}} })
				s.Clock.Set(s.invitation(c, inn).RemindAt.Add(0))
				if err := s.tickUntilTime("taken", 2); err == nil {
					t.Fatal("it did not die")
				}
				i := s.invitation(c, inn)
				if c = s.campaign(c.ID); !inHand(i) || len(s.events(i.ID)) != 1 {
					t.Fatalf("in hand is %v, told are %v", i, s.events(i.ID))
				}
				s.tick()
				if c = s.campaign(c.ID); !c.NextTickAt.Equal(s.Clock.Now().Add(doubtAfter + time.Second)) {
					t.Errorf("it is next looked at %v", c.NextTickAt)
				}
				ends(s, i.ID)
				for range 3 {
					s.Clock.Advance(doubtAfter + time.Second)
					s.tick()
				}
				told := s.events(i.ID)
				if n := len(slices.DeleteFunc(told, func(e string) bool { return e != "survey_invitation.reminded" })); n != 1 || len(s.post.reminders()) != 0 || s.progress(c).Reminded != 1 {
					t.Errorf("told %d times, %d reminders", n, len(s.post.reminders()))
				}
				s.recountedProgress(c, s.progress(c))
			})
		}
	})
}

// What was extended while a tick was about to close it goes on.
func TestD3_17_Extended(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.customer("山间旅店")
		seen := s.running("experience")
		s.Clock.Set(seen.ClosesAt.Add(-time.Minute))
		later := seen.ClosesAt.Add(time.Hour)
		must(s, "management", ExtendCampaign, ExtendInput{seen.ID, seen.Version, later})
		s.Clock.Set(seen.ClosesAt)
		tick := func() {
			one := &ticking{j: s.Journal, send: s.post.send, over: func() bool { return false }, between: func(string) error { return nil }}
			if err := one.run(s.A.System(), seen); err != nil {
				t.Fatal(err)
			}
		}
		if tick(); s.campaign(seen.ID).State != flow.CampaignRunning {
			t.Error("extended, it is closed")
		}
		s.Clock.Set(later)
		if tick(); s.campaign(seen.ID).State != flow.CampaignClosed {
			t.Error("it does not close")
		}
	})
}

// An invitation that is made, or sent anew, while a tick is at its end is looked after next.
func TestD3_17_Meanwhile(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		first := s.customer("山间旅店")
		c := s.prepared("experience")
		must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
		late, posted := s.customer("新商店"), 0
		s.meanwhile("posted", func() { must(s, "management", Invite, InviteInput{CampaignID: c.ID, CustomerID: late.ID}) })
		if c = s.campaign(c.ID); c.NextTickAt == nil || c.NextTickAt.After(s.Clock.Now()) {
			t.Fatalf("it is next looked at %v", c.NextTickAt)
		}
		i := s.invitation(c, first)
		must(s, "management", BounceInvitation, InvitationReasonInput{i.ID, i.Version, "退回"})
		s.meanwhile("posted", func() {
			i = s.invitation(c, first)
			must(s, "management", SendInvitation, InvitationInput{i.ID, i.Version})
		})
		s.tick()
		for _, n := range s.post.times {
			posted += n
		}
		if p := s.progress(c); p.Pending != 0 || p.Sent != 2 || posted != 3 {
			t.Errorf("%d letters: %+v", posted, p)
		}
		if c = s.campaign(c.ID); !c.NextTickAt.After(s.Clock.Now()) {
			t.Errorf("with nothing to do it is next looked at %v", c.NextTickAt)
		}
	})
}

// meanwhile ticks, and does something when a step comes for the first time.
func (s *stage) meanwhile(step string, do func()) {
	s.t.Helper()
	done := false
	err := Tick(s.A.System(), s.Journal, s.Client, s.post.send, func() bool { return false }, func(at string) error {
		if at == step && !done {
			done = true
			do()
		}
		return nil
	})
	if err != nil || !done {
		s.t.Fatalf("%v; it came to that: %v", err, done)
	}
}

func (s *stage) declines(invitation typeid.ID) {
	link, err := LinkOf(s.A.System(), s.Client, invitation)
	if err == nil {
		err = s.desk().OptOut(s.guest(), link.Secret)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}
