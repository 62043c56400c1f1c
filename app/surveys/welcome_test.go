package surveys

import (
	"context"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Who wants no surveys is not asked by hand either, nor is who was asked often enough; what was
// begun before may be ended.
func TestD3_19_ByHand(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.settings(tenants.TenantUpdateInput{SurveyCap: ptr(1)})
		byPhone := func(in *CampaignCreateInput) { in.Channels = []flow.Channel{flow.ChannelPhone} }
		inn := s.customer("山间旅店")
		first, second, third := s.prepared("experience", byPhone), s.prepared("standard", byPhone), s.prepared("experience", byPhone)
		for _, c := range []*ent.SurveyCampaign{first, second, third} {
			must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
		}
		read := func(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SurveyInvitation, error) {
			is, _, err := ReadLink(ctx, tx, id)
			return is, err
		}
		assist := func(c *ent.SurveyCampaign) AssistInput {
			return AssistInput{InvitationID: s.invitation(c, inn).ID, Mode: flow.ModePhoneAssisted}
		}
		must(s, "member.service", Assist, assist(second)) // begun before anything was sent
		must(s, "member.service", read, s.invitation(first, inn).ID)
		often, never := fault.Precondition("invitation.too_often"), fault.Precondition("invitation.declined")
		_ = refused(s, "member.service", read, s.invitation(third, inn).ID, often, "")
		_ = refused(s, "member.service", Assist, assist(third), often, "")
		must(s, "member.service", read, s.invitation(first, inn).ID)
		must(s, "member.service", Assist, assist(second))
		if is := s.invitation(third, inn); is.State != flow.InvitationPending || is.SentAt != nil {
			t.Errorf("refused is %v", is)
		}
		who := s.person(inn)
		for name, change := range map[string]func(no bool) *ent.ContactUpdateOne{
			"not to be disturbed": func(no bool) *ent.ContactUpdateOne { return who.Update().SetDoNotDisturb(no) },
			"wanting none": func(no bool) *ent.ContactUpdateOne {
				if no {
					return who.Update().SetSurveyOptOutAt(s.Clock.Now())
				}
				return who.Update().ClearSurveyOptOutAt()
			},
			"erased": func(no bool) *ent.ContactUpdateOne {
				if no {
					return who.Update().SetErasedAt(s.Clock.Now())
				}
				return who.Update().ClearErasedAt()
			},
		} {
			t.Run(name, func(t *testing.T) {
				s := s.in(t)
				change(true).ExecX(s.A.System())
				for _, c := range []*ent.SurveyCampaign{first, second, third} {
					_ = refused(s, "member.service", read, s.invitation(c, inn).ID, never, "")
					_ = refused(s, "member.service", Assist, assist(c), never, "")
				}
				change(false).ExecX(s.A.System())
			})
		}
	})
}
