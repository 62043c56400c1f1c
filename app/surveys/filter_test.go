package surveys

import (
	"context"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Lists show what is asked for, as far as it can be.
func TestFilters(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, shop := s.customer("旅店"), s.customer("商店")
		c := s.running("experience")
		s.prepared("standard", func(in *CampaignCreateInput) { in.Program = flow.ProgramExperienceSatisfaction })
		r := s.submit(c, inn, false, experience(1)...)
		sys, me := s.A.System(), s.As("member.service")
		service, management := s.department(flow.DepartmentService), s.department(flow.DepartmentExperienceManagement)
		templates := func(f *TemplateFilter) int { return must2(f.Apply(s.Client.SurveyTemplate.Query())).CountX(sys) }
		campaigns := func(f *CampaignFilter) int { return must2(f.Apply(s.Client.SurveyCampaign.Query())).CountX(sys) }
		invitations := func(f *InvitationFilter) int {
			return must2(f.Apply(sys, s.Client.SurveyInvitation.Query())).CountX(sys)
		}
		mine := func(as string) int {
			ctx := s.As(as)
			return must2((&InvitationFilter{Mine: ptr(true)}).Apply(ctx, s.Client.SurveyInvitation.Query())).CountX(ctx)
		}
		responses := func(f *ResponseFilter) int { return must2(f.Apply(me, s.Client.SurveyResponse.Query())).CountX(me) }
		for name, k := range map[string]struct{ got, want int }{
			"templates":                {templates(nil), 2},
			"templates by code":        {templates(&TemplateFilter{Code: ptr("standard"), States: []flow.TemplateState{flow.TemplateEffective}}), 1},
			"templates to be revised":  {templates(&TemplateFilter{RevisionDueBefore: ptr("2027-09-09")}), 0},
			"campaigns":                {campaigns(nil), 2},
			"campaigns by state":       {campaigns(&CampaignFilter{States: []flow.CampaignState{flow.CampaignRunning}, DepartmentID: &management, OwnerID: ptr(s.member("management"))}), 1},
			"campaigns by program":     {campaigns(&CampaignFilter{Programs: []flow.SurveyProgram{flow.ProgramExperienceSatisfaction}}), 1},
			"invitations":              {invitations(nil), 4},
			"invitations of a state":   {invitations(&InvitationFilter{CampaignID: &c.ID, States: []flow.SurveyInvitationState{flow.InvitationSent}}), 1},
			"invitations of a house":   {invitations(&InvitationFilter{CustomerID: &shop.ID}), 2},
			"invitations to see to":    {mine("member.service"), 4},
			"invitations of others":    {mine("management"), 0},
			"responses":                {responses(nil), 1},
			"responses of a campaign":  {responses(&ResponseFilter{CampaignID: &c.ID, CustomerID: &inn.ID, DepartmentID: &service, States: []flow.SurveyResponseState{flow.ResponseSubmitted}}), 1},
			"responses with a warning": {responses(&ResponseFilter{Warning: ptr(true), Mine: ptr(true)}), 1},
			"responses without":        {responses(&ResponseFilter{Warning: ptr(false)}), 0},
		} {
			if k.got != k.want {
				t.Errorf("%s: %d, want %d", name, k.got, k.want)
			}
		}
		var errs []error
		note := func(_ any, err error) { errs = append(errs, err) }
		note((&TemplateFilter{States: make([]flow.TemplateState, maxValues+1)}).Apply(s.Client.SurveyTemplate.Query()))
		note((&TemplateFilter{RevisionDueBefore: ptr("soon")}).Apply(s.Client.SurveyTemplate.Query()))
		note((&CampaignFilter{States: make([]flow.CampaignState, maxValues+1)}).Apply(s.Client.SurveyCampaign.Query()))
		note((&CampaignFilter{Programs: make([]flow.SurveyProgram, maxValues+1)}).Apply(s.Client.SurveyCampaign.Query()))
		note((&InvitationFilter{CampaignID: &c.ID, States: make([]flow.SurveyInvitationState, maxValues+1)}).Apply(sys, s.Client.SurveyInvitation.Query()))
		note((&InvitationFilter{States: []flow.SurveyInvitationState{flow.InvitationSent}}).Apply(sys, s.Client.SurveyInvitation.Query()))
		note((&ResponseFilter{States: make([]flow.SurveyResponseState, maxValues+1)}).Apply(me, s.Client.SurveyResponse.Query()))
		for i, err := range errs {
			if fault.CodeOf(err) != fault.CodeBadUserInput {
				t.Errorf("%d: %v", i, err)
			}
		}
		if all, err := TemplatesOf(me, s.Client, []typeid.ID{r.TemplateID, r.TemplateID}); err != nil || len(all) != 1 || all[r.TemplateID].Code != "experience" {
			t.Errorf("asked with %d, %v", len(all), err)
		}
	})
}

func must2[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// What one may do with an invitation is what its verbs would let one.
func TestD3_17_Available(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		c := s.prepared("experience")
		may := func(who string, want ...flow.SurveyInvitationAct) {
			t.Helper()
			if got := AvailableInvitation(s.As(who), s.invitation(c, inn)); !slices.Equal(got, want) {
				t.Errorf("%s may %v, not %v", who, got, want)
			}
		}
		open, out, revoke := flow.InvitationActOpen, flow.InvitationActOptOut, flow.InvitationActRevoke
		may("member.service", open, out, revoke)
		must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		may("member.service", open, flow.InvitationActBounce, out, revoke)
		for _, who := range []string{"head.sales", "committee", "auditor", "staff"} {
			may(who)
		}
		i := s.invitation(c, inn)
		must(s, "member.service", BounceInvitation, InvitationReasonInput{i.ID, i.Version, "退回"})
		may("member.service", flow.InvitationActSend, revoke)
	})
}

// The system knows when a campaign next has something to do, and none when none has.
func TestNextDue(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		due := func() (at time.Time) {
			t.Helper()
			if _, err := s.Journal.Change(s.A.System(), func(ctx context.Context, tx *ent.Tx) (err error) {
				at, err = NextDue(ctx, tx)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return at
		}
		if at := due(); !at.Equal(database.Never) {
			t.Errorf("with nothing to do it is %v", at)
		}
		s.customer("旅店")
		c := s.running("experience")
		if at := due(); !at.Equal(s.at(14, 9)) { // the reminder
			t.Errorf("it is %v", at)
		}
		s.Clock.Set(s.at(14, 9))
		s.tick()
		if at := due(); !at.Equal(c.ClosesAt) {
			t.Errorf("it is %v", at)
		}
		s.close(c.ID)
		if at := due(); !at.Equal(database.Never) {
			t.Errorf("at its end it is %v", at)
		}
	})
}
