package surveys

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// rich is a response of a customer of years who is not content and has plans.
func (s *stage) rich(of *ent.Customer) *ent.SurveyResponse {
	s.t.Helper()
	return s.submit(s.running("standard"), of, false, old(2,
		written("pain_point", "客房布草洗涤后发黄，客人投诉"), picked("core_concerns", string(flow.ConcernCostEfficiency)), picked("budget", string(flow.BudgetW5To20)),
		picked("decision", string(flow.DecideM1To3)), picked("channel", string(flow.ChannelVisit)), picked("expansion_plans", string(flow.ExpansionNewLine)),
		written("expansion_support", "需要样品试用"), written("anything_else", "希望有专属客服"),
	)...)
}

// verified is a response whose key answers are checked.
func (s *stage) verified(r *ent.SurveyResponse) *ent.SurveyResponse {
	s.t.Helper()
	return must(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Verified: []string{"contact_phone", "pain_point", "dissatisfaction"}})
}

// all takes every draft of a rich response.
func all() []ProposalInput {
	return []ProposalInput{
		{Index: 0, Take: true, Title: ptr("布草发黄"), Category: ptr(flow.RequirementCategoryService)},
		{Index: 1, Take: true},
		{Index: 2, Reason: ptr("并入商机")},
		{Index: 3, Take: true},
		{Index: 4, Take: true, Title: ptr("新产品线样品")},
	}
}

// What is not verified, or not decided on, is not in order.
func TestD3_65_Refused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		r := s.rich(s.customer("旅店"))
		tidy := func(r *ent.SurveyResponse) TidyInput {
			return TidyInput{ID: r.ID, ExpectedVersion: r.Version, Proposals: all()}
		}
		_ = refused(s, "head.service", Tidy, tidy(r), fault.Precondition("transition.illegal"), "")
		begun := must(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Verified: []string{"pain_point"}})
		_ = refused(s, "head.service", Tidy, tidy(begun), fault.Precondition("response.unverified"), "")
		is := s.verified(begun)
		for name, k := range map[string]struct {
			who    string
			change func(*TidyInput)
			want   error
			field  string
		}{
			"undecided":              {"head.service", func(in *TidyInput) { in.Proposals = in.Proposals[:4] }, fault.Precondition("response.undecided"), "proposals"},
			"of what is no draft":    {"head.service", func(in *TidyInput) { in.Proposals[0].Index = 5 }, fault.Input("", "response.no_such_draft"), "proposals[0].index"},
			"twice":                  {"head.service", func(in *TidyInput) { in.Proposals[3].Index = 2 }, fault.Input("", "response.no_such_draft"), "proposals[3].index"},
			"dropped without reason": {"head.service", func(in *TidyInput) { in.Proposals[2].Reason = nil }, fault.Input("", "input.required"), "proposals[2].reason"},
			"into no kind":           {"head.service", func(in *TidyInput) { in.Proposals[0].Kind = ptr(survey.DraftKind("SONG")) }, fault.Input("", "input.unknown_key"), "proposals[0].kind"},
			"into nothing there is":  {"head.service", func(in *TidyInput) { in.Proposals[0].DepartmentID = ptr(typeid.ID("dep_none")) }, fault.NotFound(), "leadDepartmentId"},
			"tagged by no group":     {"head.service", func(in *TidyInput) { in.Tags = []TagInput{{"MOOD", "GOOD"}} }, fault.Input("", "input.unknown_key"), "tags[0].group"},
			"tagged by words":        {"head.service", func(in *TidyInput) { in.Tags = []TagInput{{flow.TagGroupCustom, "not a code"}} }, fault.Input("", "survey.tag_code"), "tags[0].code"},
			"taking no field":        {"head.service", func(in *TidyInput) { in.Take = []flow.SurveyTarget{flow.TargetSatisfaction} }, fault.Input("", "response.not_a_field"), "take[0]"},
			"taking what was silent": {"head.service", func(in *TidyInput) { in.Take = []flow.SurveyTarget{flow.TargetContactEmail} }, fault.Input("", "response.not_a_field"), "take[0]"},
			"taking it twice":        {"head.service", func(in *TidyInput) { in.Take = []flow.SurveyTarget{flow.TargetCustomerName, flow.TargetCustomerName} }, fault.Input("", "input.duplicate"), "take"},
			"of another's state":     {"head.service", func(in *TidyInput) { in.ExpectedVersion = 1 }, fault.Conflict("version.conflict"), "expectedVersion"},
			"as a member":            {"member.service", func(*TidyInput) {}, fault.Forbidden(), ""},
			"as another department":  {"head.sales", func(*TidyInput) {}, fault.NotFound(), ""},
			"as staff":               {"staff", func(*TidyInput) {}, fault.Forbidden(), ""},
			"as an auditor":          {"auditor", func(*TidyInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := tidy(is)
				k.change(&in)
				_ = refused(s.in(t), k.who, Tidy, in, k.want, k.field)
			})
		}
	})
}

// Within two days a response is in order: its fields stand in the records, and its words with who sees to them.
func TestD3_65_Tidy(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		r := s.verified(s.rich(inn))
		if clock := s.clock(r.ID, sla.ClockSurveyTidy); clock == nil || !clock.DueAt.Equal(s.Clock.Now().Add(48*time.Hour)) {
			t.Fatalf("its clock is %v", clock)
		}
		s.Clock.Advance(time.Hour)
		is := must(s, "head.service", Tidy, TidyInput{
			ID: r.ID, ExpectedVersion: r.Version, Proposals: all(), Tags: []TagInput{{flow.TagGroupFeature, "LINEN"}, {flow.TagGroupNeed, string(flow.ConcernCostEfficiency)}},
			Take: []flow.SurveyTarget{flow.TargetCustomerName, flow.TargetCustomerIndustry, flow.TargetCooperationProducts, flow.TargetContactPhone, flow.TargetContactTitle, flow.TargetContactChannels},
		})
		if is.State != flow.ResponseTidied || is.TidiedAt == nil || s.tasks(r.ID, flow.TaskAnswerVerification)[0].State != flow.TaskDone {
			t.Errorf("in order it is %v", is)
		}
		s.takenOver(r, inn)
		s.madeOf(is)
		var tags []string
		for _, one := range s.again(inn).Tags {
			tags = append(tags, one.Code)
		}
		if want := []string{"RETAIL", "COST_EFFICIENCY", "TO_IMPROVE", "LINEN"}; !slices.Equal(tags, want) || is.Tags[3].By != s.member("head.service") || is.Tags[0].By != "" {
			t.Errorf("tagged %v, %v", tags, is.Tags)
		}
		results := s.recounted(s.campaign(r.CampaignID))
		if results.Conversion != (Rate{0, 2}) {
			t.Errorf("needs come to %v", results.Conversion)
		}
		_ = refused(s, "head.service", FollowUp, FollowUpInput{ID: r.ID, ExpectedVersion: is.Version}, fault.Input("", "input.required"), "note")
		_ = refused(s, "member.service", FollowUp, FollowUpInput{ID: r.ID, ExpectedVersion: is.Version, Note: "已联系"}, fault.Forbidden(), "")
		_ = refused(s, "head.sales", FollowUp, FollowUpInput{ID: r.ID, ExpectedVersion: is.Version, Note: "已联系"}, fault.NotFound(), "")
		is = must(s, "head.service", FollowUp, FollowUpInput{ID: r.ID, ExpectedVersion: is.Version, Note: "已联系客户"})
		if clock := s.clock(r.ID, sla.ClockSurveyTidy); is.State != flow.ResponseFollowedUp || clock.StoppedAt == nil || clock.BreachedAt != nil {
			t.Errorf("followed up it is %s, its clock %v", is.State, clock)
		}
		_ = refused(s, "head.service", FollowUp, FollowUpInput{ID: r.ID, ExpectedVersion: is.Version, Note: "已联系客户"}, fault.Precondition("transition.illegal"), "")
		want := []string{"survey_response.in_progress", "survey_response.submitted", "survey_response.verified", "survey_response.tidied", "survey_response.followed_up"}
		if got := s.events(r.ID); !slices.Equal(slices.DeleteFunc(got, func(e string) bool { return e[:4] == "sla." }), want) {
			t.Errorf("events: %v", got)
		}
	})
}

// takenOver looks for the fields of a rich response in the records of its customer.
func (s *stage) takenOver(r *ent.SurveyResponse, of *ent.Customer) {
	s.t.Helper()
	is, who := s.again(of), s.person(of)
	if is.Name != "山间旅店有限公司" || *is.Industry != flow.IndustryRetail || !slices.Equal(is.CooperationProducts, []string{"床品", "洗护"}) || is.Address != "" {
		s.t.Errorf("taken over is %v", is)
	}
	if name := is.Sources["name"]; name.Response != r.ID || name.Question != "customer_name" || name.By != s.member("head.service") || name.Checked != nil || len(is.Sources) != 3 {
		s.t.Errorf("it comes from %v", is.Sources)
	}
	if who.Title != "采购经理" || !slices.Equal(who.PreferredChannels, []flow.Channel{flow.ChannelVisit}) {
		s.t.Errorf("taken over is %v", who)
	}
	if phone := who.Verified["phone"]; phone.Response != r.ID || phone.Checked == nil || len(who.Verified) != 3 {
		s.t.Errorf("it comes from %v", who.Verified)
	}
	fields, err := FieldsOf(s.As("head.service"), s.Client, []*ent.SurveyResponse{s.reread(r)})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range fields[r.ID] {
		if f.Target == flow.TargetCustomerName && f.Differs || f.Target == flow.TargetCustomerAddress && !f.Differs {
			s.t.Errorf("afterwards %v", f)
		}
	}
}

// madeOf looks for what was made of the drafts of a rich response.
func (s *stage) madeOf(r *ent.SurveyResponse) {
	s.t.Helper()
	sys, drafts := s.A.System(), r.Drafts
	need := s.Client.Requirement.GetX(sys, drafts[0].ID)
	if need.Title != "布草发黄" || need.State != flow.RequirementDraft || need.Source != flow.RequirementSourceSurvey || need.OriginID != r.ID || need.OriginalText != drafts[0].Text ||
		need.Category != flow.RequirementCategoryService || need.Urgency != flow.UrgencyImportant || need.CustomerID != r.CustomerID {
		s.t.Errorf("the need is %v", need)
	}
	complaint := s.Client.Complaint.GetX(sys, drafts[1].ID)
	if complaint.CustomerID != r.CustomerID || complaint.ContactID != r.ContactID || complaint.OwnerDepartmentID != s.department(flow.DepartmentService) {
		s.t.Errorf("the complaint is %v", complaint)
	}
	if drafts[2].State != survey.ProposalDropped || drafts[2].Reason != "并入商机" || drafts[3].State != survey.ProposalTaken || drafts[3].ID != "" || drafts[3].Kind != survey.DraftSuggestion {
		s.t.Errorf("the others are %v", drafts)
	}
	chance := s.Client.Opportunity.GetX(sys, drafts[4].ID)
	if chance.Title != "新产品线样品" || chance.ResponseID != r.ID || !slices.Equal(chance.Kinds, []flow.ExpansionKind{flow.ExpansionNewLine}) ||
		*chance.Budget != flow.BudgetW5To20 || *chance.Decision != flow.DecideM1To3 || chance.SupportNeeded != "需要样品试用" || chance.OwnerID != s.member("member.service") {
		s.t.Errorf("the opportunity is %v", chance)
	}
}

// A response that is not in order in two days is told.
func TestD3_65_Late(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		r := s.submit(s.running("experience"), inn, false, experience(4)...)
		s.Clock.Advance(48*time.Hour + time.Minute)
		if err := clocks.Tick(s.A.System(), s.Journal); err != nil {
			t.Fatal(err)
		}
		if clock := s.clock(r.ID, sla.ClockSurveyTidy); clock.BreachedAt == nil {
			t.Errorf("its clock is %v", clock)
		}
	})
}
