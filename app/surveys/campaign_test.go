package surveys

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A campaign says what it is for, whom it asks and who speaks for it.
func TestD3_06_Create(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		draft, other := s.draft("experience", nil), w.B.Departments[flow.DepartmentService].ID
		for name, c := range map[string]struct {
			who    string
			change func(*CampaignCreateInput)
			want   error
			field  string
		}{
			"of no program":           {"management", func(in *CampaignCreateInput) { in.Program = "LOTTERY" }, fault.Input("", "input.unknown_key"), "program"},
			"without a name":          {"management", func(in *CampaignCreateInput) { in.Name = ptr(" ") }, fault.Input("", "input.required"), "name"},
			"of too many words":       {"management", func(in *CampaignCreateInput) { in.Objective = ptr(strings.Repeat("x", maxObjective+1)) }, fault.Input("", "input.too_long"), "objective"},
			"for no goal there is":    {"management", func(in *CampaignCreateInput) { in.Goals = []flow.SurveyGoal{"PROFIT"} }, fault.Input("", "input.unknown_key"), "goals"},
			"by no way there is":      {"management", func(in *CampaignCreateInput) { in.Channels = []flow.Channel{"PIGEON"} }, fault.Input("", "input.unknown_key"), "channels"},
			"over before it begins":   {"management", func(in *CampaignCreateInput) { in.ClosesAt = ptr(s.Clock.Now()) }, fault.Input("", "campaign.closes_past"), "closesAt"},
			"opening after its end":   {"management", func(in *CampaignCreateInput) { in.OpensAt = in.ClosesAt }, fault.Input("", "campaign.closes_past"), "closesAt"},
			"reminding late":          {"management", func(in *CampaignCreateInput) { in.ReminderWorkday = ptr(4) }, fault.Input("", "input.out_of_range"), "reminderWorkday"},
			"asking nobody":           {"management", func(in *CampaignCreateInput) { in.Sampling = &SamplingInput{Percent: ptr(0)} }, fault.Input("", "input.out_of_range"), "sampling.percent"},
			"measured by nothing":     {"management", func(in *CampaignCreateInput) { in.Sampling = &SamplingInput{Threshold: ptr(math.NaN())} }, fault.Input("", "input.out_of_range"), "sampling.threshold"},
			"beyond its scale":        {"management", func(in *CampaignCreateInput) { in.Sampling = &SamplingInput{Threshold: ptr(5.5)} }, fault.Input("", "input.out_of_range"), "sampling.threshold"},
			"with no such words":      {"management", func(in *CampaignCreateInput) { in.TemplateID = ptr(typeid.ID("stp_none")) }, fault.NotFound(), "templateId"},
			"with a draft":            {"management", func(in *CampaignCreateInput) { in.TemplateID = &draft.ID }, fault.Precondition("campaign.template_not_effective"), "templateId"},
			"of another's department": {"management", func(in *CampaignCreateInput) { in.DepartmentID = &other }, fault.NotFound(), "departmentId"},
			"by nobody there is":      {"management", func(in *CampaignCreateInput) { in.OwnerID = ptr(w.B.Members["management"].ID) }, fault.NotFound(), "ownerId"},
			"spoken for by nobody":    {"management", func(in *CampaignCreateInput) { in.ContactIDs = []typeid.ID{s.member("management"), "mem_none"} }, fault.NotFound(), "contactIds[1]"},
			"of no such tier":         {"management", func(in *CampaignCreateInput) { in.Audience = &AudienceInput{TierKeys: []string{"GOLD"}} }, fault.Input("", "customer.unknown_tier"), "audience.tierKeys[0]"},
			"of no such customer":     {"management", func(in *CampaignCreateInput) { in.Audience = &AudienceInput{CustomerIDs: []typeid.ID{"cus_none"}} }, fault.NotFound(), "audience.customerIds[0]"},
			"of no such day":          {"management", func(in *CampaignCreateInput) { in.Audience = &AudienceInput{RenewalFrom: ptr("soon")} }, fault.Input("", "sla.date_format"), "audience.renewalFrom"},
			"for another department":  {"head.service", func(in *CampaignCreateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentSales)) }, fault.Forbidden(), "departmentId"},
			"as a member":             {"member.service", func(*CampaignCreateInput) {}, fault.Forbidden(), ""},
			"as staff":                {"staff", func(*CampaignCreateInput) {}, fault.Forbidden(), ""},
			"as an auditor":           {"auditor", func(*CampaignCreateInput) {}, fault.Forbidden(), ""},
			"as the committee":        {"committee", func(*CampaignCreateInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := s.planning("experience")
				c.change(&in)
				_ = refused(s.in(t), c.who, CreateCampaign, in, c.want, c.field)
			})
		}
		made := must(s, "head.service", CreateCampaign, s.planning("experience"))
		if made.State != flow.CampaignDraft || made.OwnerID != s.member("head.service") || made.DepartmentID != s.department(flow.DepartmentService) ||
			made.Sampling != usualSampling || made.ReminderWorkday != maxReminder || len(made.Contacts) != 1 || made.Contacts[0].ConfirmedAt != nil {
			t.Errorf("planned is %v", made)
		}
	})
}

// A special campaign says why.
func TestD0_25_Special(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.planning("experience")
		in.Program = flow.ProgramSpecial
		_ = refused(s, "management", CreateCampaign, in, fault.Input("", "campaign.no_reason"), "reason")
		in.Reason = ptr("新产品线上市前的专题调研")
		made := must(s, "management", CreateCampaign, in)
		_ = refused(s, "management", UpdateCampaign, CampaignUpdateInput{made.ID, made.Version, CampaignFields{Reason: ptr("")}}, fault.Input("", "campaign.no_reason"), "reason")
		if all := s.A.Events(t); !slices.Contains(all[len(all)-1].ClauseIds, "D0-25") {
			t.Errorf("told with %v", all[len(all)-1].ClauseIds)
		}
	})
}

// What is planned is changed by who may, and tells what differs alone.
func TestD3_06_Update(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := must(s, "head.service", CreateCampaign, s.planning("experience"))
		update := func(f CampaignFields) CampaignUpdateInput { return CampaignUpdateInput{c.ID, c.Version, f} }
		_ = refused(s, "management", UpdateCampaign, update(CampaignFields{}), fault.Input("", "input.empty_update"), "")
		_ = refused(s, "management", UpdateCampaign, CampaignUpdateInput{c.ID, 7, CampaignFields{Name: ptr("x")}}, fault.Conflict("version.conflict"), "expectedVersion")
		_ = refused(s, "head.sales", UpdateCampaign, update(CampaignFields{Name: ptr("x")}), fault.NotFound(), "")
		_ = refused(s, "head.service", UpdateCampaign, update(CampaignFields{DepartmentID: ptr(s.department(flow.DepartmentSales)), OwnerID: ptr(s.member("head.sales"))}), fault.Forbidden(), "departmentId")
		zone := time.FixedZone("CST", 8*3600)
		same := must(s, "head.service", UpdateCampaign, update(CampaignFields{Name: &c.Name, ClosesAt: ptr(c.ClosesAt.In(zone)), Goals: c.Goals}))
		if same.Version != c.Version {
			t.Errorf("what is as it was counts: version %d", same.Version)
		}
		is := must(s, "member.service", UpdateCampaign, update(CampaignFields{
			Name: ptr("秋季回访"), Audience: &AudienceInput{TierKeys: []string{"KEY"}}, Sampling: &SamplingInput{Percent: ptr(50)},
			ContactIDs: []typeid.ID{s.member("head.service"), s.member("head.service")},
		}))
		all := s.A.Events(t)
		if last := all[len(all)-1]; last.Type != "campaign.updated" || !slices.Equal(last.Fields, []string{"name", "contacts", "audience", "sampling"}) {
			t.Errorf("told: %s %v", last.Type, last.Fields)
		}
		if is.Name != "秋季回访" || is.Sampling.Percent != 50 || is.Sampling.LeastAnswers != 5 || len(is.Contacts) != 1 {
			t.Errorf("changed is %v", is)
		}
	})
}

// Who speaks for a campaign says that they know its questionnaire; it begins with that alone.
func TestD3_08_Confirm(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.customer("山间旅店")
		in := s.planning("experience")
		in.ContactIDs = []typeid.ID{s.member("management"), s.member("head.service")}
		in.DepartmentID = ptr(s.department(flow.DepartmentService))
		c := must(s, "management", CreateCampaign, in)
		_ = refused(s, "member.service", ConfirmCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.not_contact"), "")
		_ = refused(s, "staff", ConfirmCampaign, CampaignInput{c.ID, c.Version}, fault.Forbidden(), "")
		c = must(s, "management", ConfirmCampaign, CampaignInput{c.ID, c.Version})
		_ = refused(s, "management", ConfirmCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.confirmed"), "")
		_ = refused(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.unconfirmed"), "contactIds")
		c = must(s, "head.service", ConfirmCampaign, CampaignInput{c.ID, c.Version})
		if c.Contacts[0].ConfirmedAt == nil || c.Contacts[1].ConfirmedAt == nil {
			t.Errorf("confirmed by %v", c.Contacts)
		}
		// Another questionnaire is to be known anew.
		c = must(s, "management", UpdateCampaign, CampaignUpdateInput{c.ID, c.Version, CampaignFields{TemplateID: ptr(s.holds("standard").ID)}})
		_ = refused(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.unconfirmed"), "contactIds")
	})
}

// What lacks something is not prepared.
func TestD3_07_Prepare(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		nobody := s.planned("experience")
		_ = refused(s, "management", PrepareCampaign, CampaignInput{nobody.ID, nobody.Version}, fault.Precondition("campaign.nobody"), "audience")
		s.customer("山间旅店")
		for field, change := range map[string]func(*CampaignCreateInput){
			"objective":  func(in *CampaignCreateInput) { in.Objective = nil },
			"goals":      func(in *CampaignCreateInput) { in.Goals = nil },
			"templateId": func(in *CampaignCreateInput) { in.TemplateID = nil },
			"ownerId":    func(in *CampaignCreateInput) { in.OwnerID = ptr(typeid.ID("")) },
			"contactIds": func(in *CampaignCreateInput) { in.ContactIDs = nil },
			"channels":   func(in *CampaignCreateInput) { in.Channels = []flow.Channel{} },
			"closesAt":   func(in *CampaignCreateInput) { in.ClosesAt = nil },
		} {
			t.Run(field, func(t *testing.T) {
				s, in := s.in(t), s.planning("experience")
				change(&in)
				c := must(s, "management", CreateCampaign, in)
				if field == "templateId" {
					_ = refused(s, "management", ConfirmCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.incomplete"), field)
				}
				_ = refused(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version}, fault.Precondition("campaign.incomplete"), field)
			})
		}
		late := s.planned("experience")
		for _, who := range []string{"member.service", "staff", "auditor"} {
			_ = refused(s, who, PrepareCampaign, CampaignInput{late.ID, late.Version}, fault.Forbidden(), "")
		}
		_ = refused(s, "head.sales", PrepareCampaign, CampaignInput{late.ID, late.Version}, fault.NotFound(), "")
		_ = refused(s, "management", StartCampaign, CampaignInput{late.ID, late.Version}, fault.Precondition("transition.illegal"), "")
		s.Clock.Advance(30 * 24 * time.Hour)
		_ = refused(s, "management", PrepareCampaign, CampaignInput{late.ID, late.Version}, fault.Precondition("campaign.closes_past"), "closesAt")
		old := s.planned("experience")
		s.effective("experience", nil)
		_ = refused(s, "management", PrepareCampaign, CampaignInput{old.ID, old.Version}, fault.Precondition("campaign.template_not_effective"), "templateId")
		if acts := AvailableCampaign(s.As("management"), old); !slices.Equal(acts, []flow.CampaignAct{flow.CampaignActUpdate, flow.CampaignActPrepare, flow.CampaignActCancel}) {
			t.Errorf("the management may %v", acts)
		}
		if acts := AvailableCampaign(s.As("auditor"), old); len(acts) > 0 {
			t.Errorf("an auditor may %v", acts)
		}
		_ = refused(s, "management", CancelCampaign, CancelInput{ID: old.ID, ExpectedVersion: old.Version}, fault.Input("", "input.required"), "reason")
		if is := must(s, "management", CancelCampaign, CancelInput{old.ID, old.Version, "改期"}); is.State != flow.CampaignCancelled {
			t.Errorf("dropped is %s", is.State)
		}
	})
}
