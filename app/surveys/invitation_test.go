package surveys

import (
	"context"
	"maps"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// One who works with a customer hands the link over, or takes the invitation back.
func TestD3_17_ByHand(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, shop := s.customer("旅店"), s.customer("商店")
		c := s.running("experience", func(in *CampaignCreateInput) { in.Channels = []flow.Channel{flow.ChannelPhone} })
		if len(s.post.letters) != 0 || s.progress(c).Pending != 2 {
			t.Fatal("a letter is sent to who is telephoned")
		}
		i := s.invitation(c, inn)
		for who, want := range map[string]error{"head.sales": fault.NotFound(), "staff": fault.Forbidden(), "auditor": fault.Forbidden()} {
			_ = s.unchanged(who, want, "", func() error {
				_, err := s.Journal.Change(s.As(who), func(ctx context.Context, tx *ent.Tx) error { _, _, err := ReadLink(ctx, tx, i.ID); return err })
				return err
			})
		}
		var secrets []string
		for range 2 {
			w.Change(t, s.As("member.service"), func(ctx context.Context, tx *ent.Tx) error {
				_, link, err := ReadLink(ctx, tx, i.ID)
				if err == nil {
					secrets = append(secrets, link.Secret)
				}
				return err
			})
		}
		if i = s.invitation(c, inn); secrets[0] != secrets[1] || i.State != flow.InvitationSent || i.RemindAt != nil || s.progress(c).Sent != 1 {
			t.Errorf("handed over is %v", i)
		}
		if _, v, err := s.desk().Look(s.guest(), secrets[0]); err != nil || v.Invitation.ID != i.ID || v.Company != "Company a" {
			t.Errorf("the link leads to %v, %v", v, err)
		}
		other := s.invitation(c, shop)
		reason := func(i *ent.SurveyInvitation, why string) InvitationReasonInput {
			return InvitationReasonInput{i.ID, i.Version, why}
		}
		_ = refused(s, "member.service", BounceInvitation, reason(other, "退回"), fault.Precondition("transition.illegal"), "")
		_ = refused(s, "member.service", RevokeInvitation, reason(i, " "), fault.Input("", "input.required"), "reason")
		_ = refused(s, "head.sales", RevokeInvitation, reason(i, "误发"), fault.NotFound(), "")
		must(s, "member.service", RevokeInvitation, reason(i, "误发"))
		if _, _, err := s.desk().Look(s.guest(), secrets[0]); fault.CodeOf(err) != fault.CodeNotFound {
			t.Errorf("taken back, the link leads to %v", err)
		}
		if p := s.progress(c); p.Revoked != 1 || p.Sent != 0 || p.Pending != 1 {
			t.Errorf("it gets on: %+v", p)
		}
	})
}

// One more customer is asked while a campaign runs, once, and not against their will.
func TestD3_17_Invite(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		c := s.planned("experience", func(in *CampaignCreateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentService)) })
		late, _ := s.customer("商店"), s.customer("静店")
		_ = refused(s, "management", Invite, InviteInput{CampaignID: c.ID, CustomerID: late.ID}, fault.Precondition("campaign.not_running"), "")
		c = must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		c = s.campaign(c.ID)
		must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		late = s.customer("新商店")
		quiet := s.customer("新静店")
		s.person(quiet).Update().SetDoNotDisturb(true).ExecX(s.A.System())
		for name, c := range map[string]struct {
			who   string
			in    InviteInput
			want  error
			field string
		}{
			"to nothing there is":   {"management", InviteInput{CampaignID: "scp_none", CustomerID: late.ID}, fault.NotFound(), "campaignId"},
			"nobody there is":       {"management", InviteInput{CampaignID: c.ID, CustomerID: "cus_none"}, fault.NotFound(), "customerId"},
			"no person there is":    {"management", InviteInput{CampaignID: c.ID, CustomerID: late.ID, ContactID: ptr(s.person(inn).ID)}, fault.NotFound(), "contactId"},
			"by no way there is":    {"management", InviteInput{CampaignID: c.ID, CustomerID: late.ID, Channel: ptr(flow.Channel("PIGEON"))}, fault.Input("", "input.unknown_key"), "channel"},
			"who was asked":         {"management", InviteInput{CampaignID: c.ID, CustomerID: inn.ID}, fault.Conflict("invitation.asked_already"), "customerId"},
			"who wants no letters":  {"management", InviteInput{CampaignID: c.ID, CustomerID: quiet.ID}, fault.Precondition("invitation.declined"), "customerId"},
			"as another department": {"head.sales", InviteInput{CampaignID: c.ID, CustomerID: late.ID}, fault.NotFound(), "campaignId"},
			"as staff":              {"staff", InviteInput{CampaignID: c.ID, CustomerID: late.ID}, fault.Forbidden(), ""},
			"as an auditor":         {"auditor", InviteInput{CampaignID: c.ID, CustomerID: late.ID}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) { _ = refused(s.in(t), c.who, Invite, c.in, c.want, c.field) })
		}
		before := len(s.post.letters)
		must(s, "member.service", Invite, InviteInput{CampaignID: c.ID, CustomerID: late.ID})
		s.tick()
		if is := s.invitation(c, late); is.State != flow.InvitationSent || len(s.post.letters) != before+1 || !maps.Equal(s.asked(c), map[string]bool{"旅店": true, "商店": true, "静店": true, "新商店": true}) {
			t.Errorf("asked too is %v, beside %v", is, s.asked(c))
		}
	})
}
