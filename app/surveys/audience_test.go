package surveys

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent"
	"heed/ent/surveyinvitation"
	"heed/ent/token"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A campaign asks whom its audience names: all that is given must hold.
func TestD3_07_Audience(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sales := s.department(flow.DepartmentSales)
		inn := s.customer("旅店", func(in *customers.CreateInput) {
			in.TierKey, in.Industry, in.SizeBand, in.CooperationBand = ptr("STRATEGIC"), ptr(flow.IndustryService), ptr(flow.SizeLT50), ptr(flow.CooperationNew)
			in.RenewalDueOn = ptr("2026-10-01")
		})
		s.customer("商店", func(in *customers.CreateInput) {
			in.Industry, in.SizeBand, in.DepartmentID, in.AccountManagerID = ptr(flow.IndustryRetail), ptr(flow.SizeGT200), &sales, ptr(s.member("head.sales"))
			in.RenewalDueOn = ptr("2026-12-31")
		})
		s.customer("工厂", func(in *customers.CreateInput) {
			in.TierKey, in.Industry = ptr("ORDINARY"), ptr(flow.IndustryManufacturing)
		})
		flagged := s.customer("餐厅")
		flagged.Update().SetFollowUp(true).ExecX(s.A.System())
		for name, c := range map[string]struct {
			in   AudienceInput
			want []string
		}{
			"all":             {AudienceInput{}, []string{"商店", "工厂", "旅店", "餐厅"}},
			"named":           {AudienceInput{CustomerIDs: []typeid.ID{inn.ID, flagged.ID}}, []string{"旅店", "餐厅"}},
			"of a tier":       {AudienceInput{TierKeys: []string{"STRATEGIC", "ORDINARY"}}, []string{"工厂", "旅店"}},
			"of an industry":  {AudienceInput{Industries: []flow.Industry{flow.IndustryRetail}}, []string{"商店"}},
			"of a size":       {AudienceInput{SizeBands: []flow.SizeBand{flow.SizeLT50, flow.SizeGT200}}, []string{"商店", "旅店"}},
			"of a band":       {AudienceInput{CooperationBands: []flow.CooperationBand{flow.CooperationNew}}, []string{"旅店"}},
			"of a department": {AudienceInput{DepartmentIDs: []typeid.ID{sales}}, []string{"商店"}},
			"to be renewed":   {AudienceInput{RenewalFrom: ptr("2026-10-01"), RenewalTo: ptr("2026-12-30")}, []string{"旅店"}},
			"renewed later":   {AudienceInput{RenewalFrom: ptr("2026-10-02")}, []string{"商店"}},
			"maintained":      {AudienceInput{MaintenanceClasses: []flow.MaintenanceClass{flow.MaintenanceHigh, flow.MaintenancePotential}}, []string{"工厂", "旅店"}},
			"looked after":    {AudienceInput{FollowUpOnly: ptr(true)}, []string{"餐厅"}},
			"both":            {AudienceInput{TierKeys: []string{"KEY"}, Industries: []flow.Industry{flow.IndustryRetail, flow.IndustryService}}, []string{"商店"}},
		} {
			t.Run(name, func(t *testing.T) {
				s := s.in(t)
				made := s.prepared("experience", func(in *CampaignCreateInput) { in.Audience = &c.in })
				if got := slices.Sorted(maps.Keys(s.asked(made))); !slices.Equal(got, c.want) {
					t.Errorf("asked are %v, want %v", got, c.want)
				}
				if n, err := AudienceSize(s.As("management"), s.Client, c.in); err != nil || n != len(c.want) || made.AudienceSize != n || made.Invited != n || made.Skipped != 0 {
					t.Errorf("%d are counted (%v), of %d %d were invited and %d not", n, err, made.AudienceSize, made.Invited, made.Skipped)
				}
			})
		}
		if n, err := AudienceSize(s.As("member.service"), s.Client, AudienceInput{}); err != nil || n != 3 { // as far as they may read
			t.Errorf("a member counts %d, %v", n, err)
		}
		if _, err := AudienceSize(s.As("management"), s.Client, AudienceInput{Industries: []flow.Industry{"MAGIC"}}); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("of no industry: %v", err)
		}
	})
}

// What was frozen stays: who comes later is not asked, and taken back nobody is.
func TestD3_07_Frozen(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.customer("旅店")
		c := s.planned("experience")
		c = must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
		_ = refused(s, "management", StartCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.unprepared"), "")
		s.Clock.Advance(1e9)
		s.customer("后来的店")
		s.tick()
		c = s.campaign(c.ID)
		if c.PreparedAt == nil || c.Invited != 1 || !s.asked(c)["旅店"] || s.progress(c).Pending != 1 {
			t.Errorf("prepared is %v", c)
		}
		_ = refused(s, "management", UpdateCampaign, CampaignUpdateInput{c.ID, c.Version, CampaignFields{Name: ptr("x")}}, fault.Precondition("transition.illegal"), "")
		before := s.Count(t)
		s.tick()
		if after := s.Count(t); !maps.Equal(before, after) {
			t.Error("to tick again changes something")
		}
		c = must(s, "management", RecallCampaign, CampaignInput{c.ID, c.Version})
		if c.State != flow.CampaignDraft || c.FrozenAt != nil || c.Invited != 0 || len(s.asked(c)) != 0 || s.progress(c).Pending != 0 {
			t.Errorf("taken back is %v", c)
		}
		must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		if c = s.campaign(c.ID); c.Invited != 2 || s.progress(c).Pending != 2 || len(s.post.letters) != 0 {
			t.Errorf("prepared again is %v", c)
		}
		c = must(s, "management", CancelCampaign, CancelInput{c.ID, c.Version, "改期"})
		if len(s.asked(c)) != 0 || s.progress(c).Pending != 0 {
			t.Errorf("dropped, it has invitations")
		}
	})
}

// The campaign of a department asks its own customers, whatever its audience says; that of the
// management asks all.
func TestD3_07_OfDepartment(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sales, service := s.department(flow.DepartmentSales), s.department(flow.DepartmentService)
		s.customer("服务的店")
		s.customer("销售的店", func(in *customers.CreateInput) {
			in.DepartmentID, in.AccountManagerID = &sales, ptr(s.member("head.sales"))
		})
		for name, test := range map[string]struct {
			who      string
			audience AudienceInput
			want     []string
		}{
			"of a head":              {"head.sales", AudienceInput{}, []string{"销售的店"}},
			"of a head, naming both": {"head.sales", AudienceInput{DepartmentIDs: []typeid.ID{sales, service}}, []string{"销售的店"}},
			"of the management":      {"management", AudienceInput{}, []string{"服务的店", "销售的店"}},
		} {
			t.Run(name, func(t *testing.T) {
				s, in := s.in(t), s.planning("experience")
				in.Audience, in.ContactIDs = &test.audience, []typeid.ID{s.member(test.who)}
				c := must(s, test.who, CreateCampaign, in)
				c = must(s, test.who, ConfirmCampaign, CampaignInput{c.ID, c.Version})
				must(s, test.who, PrepareCampaign, CampaignInput{c.ID, c.Version})
				s.tick()
				c = s.campaign(c.ID)
				if got := slices.Sorted(maps.Keys(s.asked(c))); !slices.Equal(got, test.want) || c.AudienceSize != len(test.want) {
					t.Errorf("asked are %v of %d, want %v", got, c.AudienceSize, test.want)
				}
			})
		}
		in := s.planning("experience")
		in.Audience, in.ContactIDs = &AudienceInput{DepartmentIDs: []typeid.ID{service}}, []typeid.ID{s.member("head.sales")}
		c := must(s, "head.sales", CreateCampaign, in)
		c = must(s, "head.sales", ConfirmCampaign, CampaignInput{c.ID, c.Version})
		_ = refused(s, "head.sales", PrepareCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.nobody"), "audience")
	})
}

// What was taken back or declined before the campaign is taken back is counted no more either.
func TestD3_07_Recalled(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		revoked, declined := s.customer("误选的店"), s.customer("退订的店")
		s.customer("旅店")
		c := s.prepared("experience")
		for of, end := range map[*ent.Customer]func(*ent.SurveyInvitation){
			revoked: func(i *ent.SurveyInvitation) {
				must(s, "management", RevokeInvitation, InvitationReasonInput{i.ID, i.Version, "误选"})
			},
			declined: func(i *ent.SurveyInvitation) {
				must(s, "management", OptOutInvitation, InvitationInput{i.ID, i.Version})
			},
		} {
			end(s.invitation(c, of))
		}
		s.recountedProgress(c, s.progress(c))
		c = s.campaign(c.ID)
		c = must(s, "management", RecallCampaign, CampaignInput{c.ID, c.Version})
		if p := s.progress(c); *p != (Progress{}) {
			t.Errorf("taken back, it gets on %+v", p)
		}
		s.recountedAll()
		c = must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		if p := s.progress(c); p.Pending != 2 || p.Revoked+p.OptedOut != 0 {
			t.Errorf("prepared again, it gets on %+v", p)
		}
		s.recountedAll()
	})
}

func (s *stage) progress(c *ent.SurveyCampaign) *Progress {
	s.t.Helper()
	all, err := ProgressOfAll(s.A.System(), s.Client, []*ent.SurveyCampaign{c})
	if err != nil {
		s.t.Fatal(err)
	}
	return all[c.ID]
}

// So many percent are the same customers however often they are drawn, and others for each campaign.
func TestD3_07_Sample(t *testing.T) {
	customer := func(i int) typeid.ID { return typeid.ID(fmt.Sprintf("cus_%d", i)) }
	same, hits := 0, 0
	for i := range 2000 {
		a, again, b := drawn("scp_a", customer(i), 30), drawn("scp_a", customer(i), 30), drawn("scp_b", customer(i), 30)
		if a != again || a && !drawn("scp_a", customer(i), 31) || !drawn("scp_a", customer(i), 100) || drawn("scp_a", customer(i), 0) {
			t.Fatalf("%d is drawn now and then", i)
		}
		if a {
			hits++
		}
		if a == b {
			same++
		}
	}
	if hits < 500 || hits > 700 || same > 1400 {
		t.Errorf("%d of 2000 are drawn, %d alike", hits, same)
	}
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for i := range 12 {
			s.customer(fmt.Sprint("店", i))
		}
		c := s.prepared("experience", func(in *CampaignCreateInput) { in.Sampling = &SamplingInput{Percent: ptr(50)} })
		first := s.asked(c)
		if c.Invited != len(first) || c.Skipped != 12-len(first) || c.AudienceSize != 12 {
			t.Errorf("%d of %d are drawn: %d, %d", len(first), c.AudienceSize, c.Invited, c.Skipped)
		}
		c = must(s, "management", RecallCampaign, CampaignInput{c.ID, c.Version})
		must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
		s.tick()
		if again := s.asked(c); !maps.Equal(first, again) {
			t.Errorf("drawn again are %v, not %v", again, first)
		}
	})
}

// A large audience is invited in steps; a process that dies between them goes on where it was.
func TestD3_07_InSteps(t *testing.T) {
	s := on(t, apptest.NewWorld(t))
	sys, all := s.A.System(), preparedAtOnce+3
	seed := s.customer("旅店")
	who := s.person(seed)
	rows, people := make([]*ent.CustomerCreate, 0, all), make([]*ent.ContactCreate, 0, all)
	for i := range all - 1 {
		rows = append(rows, s.Client.Customer.Create().SetName(fmt.Sprint("店", i)).SetTierKey("KEY").SetDepartmentID(seed.DepartmentID))
	}
	for _, c := range s.Client.Customer.CreateBulk(rows...).SaveX(sys) {
		people = append(people, s.Client.Contact.Create().SetCustomerID(c.ID).SetName("店长").SetEmail(who.Email))
	}
	s.Client.Contact.CreateBulk(people...).ExecX(sys)
	c := s.planned("experience")
	must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
	if err := s.tickUntil("prepared"); err == nil {
		t.Fatal("it did not die")
	}
	if c = s.campaign(c.ID); c.Invited != preparedAtOnce || c.PreparedAt != nil || c.FrozenThrough == "" {
		t.Fatalf("after a step %d are invited, prepared at %v", c.Invited, c.PreparedAt)
	}
	s.tick()
	n := s.Client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(c.ID)).CountX(sys)
	if c = s.campaign(c.ID); c.Invited != all || c.AudienceSize != all || n != all || c.PreparedAt == nil || s.progress(c).Pending != all {
		t.Errorf("%d of %d are invited, %d invitations", c.Invited, c.AudienceSize, n)
	}
	if n := s.Client.Token.Query().Where(token.KindEQ(flow.TokenSurvey)).CountX(sys); n != 0 {
		t.Errorf("%d links before a letter", n)
	}
}
