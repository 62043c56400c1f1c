package surveys

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/surveycampaign"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// What a campaign has come to is looked at; what is not good enough asks for a measure.
func TestD3_31_Review(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, shop, silent := s.customer("旅店"), s.customer("商店"), s.customer("静店")
		c := s.running("experience", func(in *CampaignCreateInput) {
			in.Sampling, in.DepartmentID = &SamplingInput{LeastAnswers: ptr(2), Threshold: ptr(4.0)}, ptr(s.department(flow.DepartmentService))
		})
		i := s.invitation(c, silent)
		must(s, "member.service", BounceInvitation, InvitationReasonInput{i.ID, i.Version, "退回"})
		s.submit(c, inn, false, experience(3)...)
		s.submit(c, shop, false, experience(4)...)
		in := ReviewInput{ID: c.ID, ExpectedVersion: c.Version, Conclusion: "交付环节需要改进"}
		_ = refused(s, "management", ReviewCampaign, in, fault.Precondition("transition.illegal"), "")
		c = must(s, "management", CloseCampaign, CampaignInput{c.ID, c.Version})
		in.ExpectedVersion = c.Version
		_ = refused(s, "management", ReviewCampaign, in, fault.Precondition("campaign.ending"), "")
		s.tick()
		plan := func() {
			t.Helper()
			if err := Plan(s.A.System(), s.Journal); err != nil {
				t.Fatal(err)
			}
		}
		plan()
		plan()
		asked := s.tasks(c.ID, flow.TaskGeneral)
		if len(asked) != 1 || !asked[0].DueAt.Equal(s.Clock.Now().Add(reviewWithin)) {
			t.Fatalf("it is asked for by %v", asked)
		}
		for name, k := range map[string]struct {
			who    string
			change func(*ReviewInput)
			want   error
			field  string
		}{
			"of no words":           {"management", func(in *ReviewInput) { in.Conclusion = " " }, fault.Input("", "input.required"), "conclusion"},
			"without a measure":     {"management", func(*ReviewInput) {}, fault.Input("", "campaign.measure_needed"), "improvements"},
			"of another's state":    {"management", func(in *ReviewInput) { in.ExpectedVersion = 1 }, fault.Conflict("version.conflict"), "expectedVersion"},
			"as a member":           {"member.service", func(*ReviewInput) {}, fault.Forbidden(), ""},
			"as another department": {"head.sales", func(*ReviewInput) {}, fault.NotFound(), ""},
			"as the committee":      {"committee", func(*ReviewInput) {}, fault.Forbidden(), ""},
			"as staff":              {"staff", func(*ReviewInput) {}, fault.Forbidden(), ""},
			"as an auditor":         {"auditor", func(*ReviewInput) {}, fault.Forbidden(), ""},
			"for no department": {"management", func(in *ReviewInput) {
				in.Improvements, in.FindingDepartmentID = ptr("改进"), ptr(typeid.ID("dep_none"))
			}, fault.NotFound(), "departmentId"},
		} {
			t.Run(name, func(t *testing.T) {
				one := in
				k.change(&one)
				_ = refused(s.in(t), k.who, ReviewCampaign, one, k.want, k.field)
			})
		}
		in.Improvements, in.FindingDepartmentID = ptr("交付前一天电话确认"), ptr(s.department(flow.DepartmentService))
		is := must(s, "management", ReviewCampaign, in)
		r := is.Review
		if is.State != flow.CampaignReviewed || r.Sent != 3 || r.Bounced != 1 || r.Completed != 2 || *r.Mean != 3.5 || r.Before != nil || r.By != s.member("management") || r.Improvements == "" {
			t.Errorf("reviewed is %+v", r)
		}
		if !slices.Equal(r.WeakModules, []flow.SurveyModule{flow.ModuleSupplement, flow.ModuleHistory}) { // nobody said what to improve; two of twelve were rated
			t.Errorf("filled in least are %v", r.WeakModules)
		}
		if f := s.Client.Finding.GetX(s.A.System(), r.FindingID); f.Source != flow.FindingSurvey || f.DepartmentID != s.department(flow.DepartmentService) || f.Description != in.Conclusion {
			t.Errorf("found is %v", f)
		}
		for who, reads := range map[string]bool{"management": true, "auditor": true, "head.service": true, "committee": false, "admin": false} {
			shown, err := ReviewsOf(s.As(who), s.Client, []*ent.SurveyCampaign{is})
			if err != nil || (shown[is.ID] != nil) != reads {
				t.Errorf("of two answers %s reads %v, %v", who, shown[is.ID], err)
			}
		}
		many := *is.Review
		many.Completed, many.Before = 5, ptr(2.0)
		shown, err := ReviewsOf(s.As("committee"), s.Client, []*ent.SurveyCampaign{{ID: is.ID, Review: &many}, c})
		if r := shown[is.ID]; err != nil || r == nil || r.Completed != 5 || r.Mean != nil || r.Before != nil || many.Mean == nil {
			t.Errorf("of five the committee reads %v, %v", r, err)
		}
		if asked := s.tasks(c.ID, flow.TaskGeneral); asked[0].State != flow.TaskDone {
			t.Errorf("reviewed, its task is %s", asked[0].State)
		}
	})
}

// With too few answers, or none asked for, nothing is concluded.
func TestD1_39_TooFew(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		c := s.running("experience", func(in *CampaignCreateInput) { in.Sampling = &SamplingInput{LeastAnswers: ptr(2), Threshold: ptr(4.0)} })
		s.submit(c, inn, false, experience(1)...)
		c = s.close(c.ID)
		if is := must(s, "management", ReviewCampaign, ReviewInput{ID: c.ID, ExpectedVersion: c.Version, Conclusion: "样本不足"}); is.State != flow.CampaignReviewed || is.Review.FindingID != "" {
			t.Errorf("reviewed is %+v", is.Review)
		}
	})
}

// The campaigns of the quarter and of the half-year are drafted, each once.
func TestD0_64_Planned(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		planned := func() (all []*ent.SurveyCampaign) {
			t.Helper()
			for range 2 {
				if err := Plan(s.A.System(), s.Journal); err != nil {
					t.Fatal(err)
				}
			}
			return s.Client.SurveyCampaign.Query().Order(surveycampaign.ByID()).AllX(s.A.System())
		}
		all := planned()
		if len(all) != 2 {
			t.Fatalf("planned are %v", all)
		}
		quarter, half := all[0], all[1]
		if quarter.Program != flow.ProgramRequirementSatisfaction {
			quarter, half = half, quarter
		}
		if quarter.Period != "2026-Q3" || half.Program != flow.ProgramExperienceSatisfaction || half.Period != "2026-H2" || quarter.State != flow.CampaignDraft ||
			quarter.TemplateID != s.holds("standard").ID || half.TemplateID != s.holds("experience").ID || quarter.DepartmentID != s.department(flow.DepartmentExperienceManagement) ||
			!quarter.ClosesAt.Equal(s.Clock.Now().Add(runsFor)) {
			t.Errorf("planned are %v and %v", quarter, half)
		}
		asked := s.tasks(quarter.ID, flow.TaskGeneral)
		if len(asked) != 1 || asked[0].DepartmentID != quarter.DepartmentID || !slices.Equal(s.events(quarter.ID), []string{"campaign.draft"}) {
			t.Errorf("it is seen to by %v", asked)
		}
		must(s, "management", CancelCampaign, CancelInput{half.ID, half.Version, "本期不做"})
		if asked := s.tasks(half.ID, flow.TaskGeneral); len(asked) != 1 || asked[0].State != flow.TaskCancelled {
			t.Errorf("dropped, its task is %v", asked)
		}
		// Begun, there is nothing more to plan.
		s.customer("旅店")
		c := must(s, "management", UpdateCampaign, CampaignUpdateInput{quarter.ID, quarter.Version, CampaignFields{
			Sampling:  &SamplingInput{Threshold: ptr(3.5)},
			Objective: ptr("了解满意度"), OwnerID: ptr(s.member("management")), ContactIDs: []typeid.ID{s.member("management")},
		}})
		c = must(s, "management", ConfirmCampaign, CampaignInput{c.ID, c.Version})
		must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		c = s.campaign(c.ID)
		must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
		if asked := s.tasks(c.ID, flow.TaskGeneral); asked[0].State != flow.TaskDone {
			t.Errorf("begun, its task is %s", asked[0].State)
		}
		s.Clock.Set(time.Date(2026, 10, 8, 1, 0, 0, 0, time.UTC))
		var periods []string
		for _, one := range planned() {
			if one.State == flow.CampaignDraft {
				if want := map[string]float64{"2026-Q4": 3.5}[one.Period]; one.Sampling.Threshold != want { // as the quarter before (D1-39)
					t.Errorf("%s is good enough at %v", one.Period, one.Sampling.Threshold)
				}
				periods = append(periods, one.Period)
			}
		}
		slices.Sort(periods)
		if len(periods) == 0 || !slices.Contains(periods, "2026-Q4") || slices.Contains(periods, "2026-Q3") {
			t.Errorf("of the next quarter are planned %v", periods)
		}
	})
}
