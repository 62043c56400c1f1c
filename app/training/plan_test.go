package training

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/ent/trainingplan"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Both agree, in any order; who asks votes in neither (D2-77).
func TestD2_77_TwoApprovals(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, order := range [][]string{{"head.hr", "management"}, {"management", "head.hr"}} {
			p := must(s, "head.service", CreatePlan, s.words())
			p = must(s, "head.service", SubmitPlan, PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version, Reason: ptr("请审批")})
			if p.State != flow.TrainingPlanInReview || p.HrApprovalID == p.MdApprovalID {
				t.Fatalf("%+v", p)
			}
			asked := map[string]typeid.ID{"head.hr": p.HrApprovalID, "management": p.MdApprovalID}
			a := s.Client.Approval.GetX(s.A.System(), asked[order[1]])
			ballot := tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove}
			refused(s, order[0], Consequences.Vote, ballot, map[string]error{"head.hr": fault.NotFound(), "management": fault.New(fault.CodeForbidden, "approval.not_asked")}[order[0]], "")
			refused(s, "head.service", Consequences.Vote, ballot, fault.New(fault.CodeForbidden, "approval.own_request"), "")
			refused(s, "head.service", UpdatePlan, PlanUpdateInput{ID: p.ID, ExpectedVersion: p.Version, PlanFields: PlanFields{Title: ptr("x")}}, fault.Precondition("transition.illegal"), "")
			s.vote(order[0], asked[order[0]], flow.DecisionApprove)
			half := s.plan(p.ID)
			if want := map[string]flow.TrainingPlanState{"head.hr": flow.TrainingPlanHRApproved, "management": flow.TrainingPlanMDApproved}[order[0]]; half.State != want || half.ApprovedAt != nil {
				t.Errorf("%v: %s", order, half.State)
			}
			s.vote(order[1], asked[order[1]], flow.DecisionApprove)
			if is := s.plan(p.ID); is.State != flow.TrainingPlanRunning || is.ApprovedAt == nil {
				t.Errorf("%v: %s", order, is.State)
			}
			types := s.events(p.ID)
			if len(types) != 4 || types[0] != "training_plan.draft" || types[3] != "training_plan.running" {
				t.Errorf("%v: told %v", order, types)
			}
		}
	})
}

// When one does not agree the other is not asked any more, and it is written again.
func TestD2_77_SentBack(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	p := must(s, "management", CreatePlan, s.words())
	p = must(s, "management", SubmitPlan, PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version})
	s.vote("committee", p.MdApprovalID, flow.DecisionApprove) // nobody else is of the management department
	p = must(s, "head.hr", CreatePlan, s.words())
	refused(s, "head.hr", SubmitPlan, PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version}, fault.Precondition("approval.nobody_to_ask"), "")
	p = must(s, "head.service", CreatePlan, s.words())
	p = must(s, "head.service", SubmitPlan, PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version})
	s.vote("management", p.MdApprovalID, flow.DecisionApprove)
	s.vote("head.hr", p.HrApprovalID, flow.DecisionReject)
	is := s.plan(p.ID)
	if is.State != flow.TrainingPlanDraft {
		t.Fatalf("%s", is.State)
	}
	is = must(s, "head.service", SubmitPlan, PlanSubmitInput{ID: is.ID, ExpectedVersion: is.Version})
	first := s.Client.Approval.GetX(s.A.System(), is.HrApprovalID)
	must(s, "head.hr", Consequences.Vote, tasks.VoteInput{ID: first.ID, ExpectedVersion: first.Version, Decision: flow.DecisionReject, Comment: ptr("预算过高")})
	if other := s.Client.Approval.GetX(s.A.System(), is.MdApprovalID); other.State != flow.ApprovalWithdrawn {
		t.Errorf("the other is %s", other.State)
	}
	is = s.plan(is.ID)
	is = must(s, "head.service", SubmitPlan, PlanSubmitInput{ID: is.ID, ExpectedVersion: is.Version})
	is = must(s, "head.service", CancelPlan, PlanEndInput{ID: is.ID, ExpectedVersion: is.Version, Result: "另行安排"})
	if a := s.Client.Approval.GetX(s.A.System(), is.HrApprovalID); a.State != flow.ApprovalWithdrawn || is.State != flow.TrainingPlanCancelled {
		t.Errorf("%s, %s", a.State, is.State)
	}
}

func TestPlanRefused(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	bad := func(change func(*PlanCreateInput), want error, field string) {
		t.Helper()
		in := s.words()
		change(&in)
		refused(s, "management", CreatePlan, in, want, field)
	}
	bad(func(in *PlanCreateInput) { in.PeriodEnd = ptr(s.day(-1)) }, fault.Input("", "training.period_ends_before"), "periodEnd")
	bad(func(in *PlanCreateInput) { in.PeriodStart = ptr("soon") }, fault.Input("", "sla.date_format"), "periodStart")
	bad(func(in *PlanCreateInput) { in.Posts = []string{post, post} }, fault.Input("", "input.duplicate"), "posts")
	bad(func(in *PlanCreateInput) { in.Topics = []TopicInput{{Kind: flow.TopicOther}} }, fault.Input("", "input.required"), "topics.0.title")
	bad(func(in *PlanCreateInput) { in.Topics = []TopicInput{{Kind: flow.TopicPostStandard}} }, fault.Input("", "input.required"), "topics.0.post")
	bad(func(in *PlanCreateInput) { in.Topics = []TopicInput{{Kind: flow.TopicMethod, Post: ptr(post)}} }, fault.Input("", "training.post_without_standard"), "topics.0.post")
	bad(func(in *PlanCreateInput) { in.Methods = []flow.TrainingMethod{"TV"} }, fault.Input("", "input.unknown_key"), "methods")
	bad(func(in *PlanCreateInput) { in.DepartmentIDs = []typeid.ID{"dep_none"} }, fault.NotFound(), "departmentIds")
	bad(func(in *PlanCreateInput) { in.Topics = make([]TopicInput, maxTopics+1) }, fault.Input("", "input.too_many"), "topics")
	refused(s, "staff", CreatePlan, s.words(), fault.Forbidden(), "")
	in := s.words()
	in.DepartmentID = ptr(s.department(flow.DepartmentSales))
	refused(s, "head.service", CreatePlan, in, fault.Forbidden(), "")
	empty := must(s, "head.service", CreatePlan, PlanCreateInput{PlanFields: PlanFields{Title: ptr("空"), PeriodStart: ptr(s.day(0)), PeriodEnd: ptr(s.day(0))}})
	refused(s, "head.service", SubmitPlan, PlanSubmitInput{ID: empty.ID, ExpectedVersion: empty.Version}, fault.Precondition("training.plan_incomplete"), "topics")
	refused(s, "head.service", UpdatePlan, PlanUpdateInput{ID: empty.ID, ExpectedVersion: empty.Version}, fault.Input("", "input.empty_update"), "")
	refused(s, "head.service", UpdatePlan, PlanUpdateInput{ID: empty.ID, ExpectedVersion: 7, PlanFields: PlanFields{Title: ptr("x")}}, fault.Conflict("version.conflict"), "expectedVersion")
	if acts := AvailablePlan(s.As("head.hr"), empty); !slices.Contains(acts, flow.TrainingPlanActSubmit) {
		t.Errorf("human resources own plans: %v", acts)
	}
	if acts := AvailablePlan(s.As("head.sales"), empty); len(acts) != 0 {
		t.Errorf("other departments do not: %v", acts)
	}
}

// The plan that follows is drafted once, with what this one has left to do.
func TestD0_74_NextPlan(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.running()
		one := s.held(p, "agent.1", "agent.2")
		s.assess(one, ScoreInput{s.member("agent.1"), 90}, ScoreInput{s.member("agent.2"), 10})
		must(s, "member.service", CloseSession, SessionCloseInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version})
		for range 2 {
			s.Clock.Set(s.Clock.Now().AddDate(0, 0, 310))
			if err := DraftNext(s.A.System(), s.Journal); err != nil {
				t.Fatal(err)
			}
		}
		all := s.Client.TrainingPlan.Query().Order(trainingplan.ByPeriodStart()).AllX(s.A.System())
		if len(all) != 2 {
			t.Fatalf("%d plans", len(all))
		}
		next := all[1]
		if next.PreviousID != p.ID || next.PeriodStart <= p.PeriodEnd || next.State != flow.TrainingPlanDraft || len(next.Topics) != 2 {
			t.Errorf("%+v", next)
		}
		if want := []flow.TrainingGap{{Topic: flow.TopicPostStandard, Post: post, DepartmentID: s.department(flow.DepartmentService), Failed: 1}}; !slices.Equal(next.Gaps, want) {
			t.Errorf("left to do %+v", next.Gaps)
		}
	})
}

func TestPeriodAfter(t *testing.T) {
	for name, k := range map[string][4]string{
		"a year":         {"2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31"},
		"a quarter":      {"2026-10-01", "2026-12-31", "2027-01-01", "2027-03-31"},
		"a short month":  {"2026-02-01", "2026-02-28", "2026-03-01", "2026-03-31"},
		"ten days":       {"2026-01-05", "2026-01-14", "2026-01-15", "2026-01-24"},
		"amid the month": {"2026-03-15", "2027-03-14", "2027-03-15", "2028-03-14"},
	} {
		if from, to, err := periodAfter(k[0], k[1]); err != nil || from != k[2] || to != k[3] {
			t.Errorf("%s: %s to %s, %v", name, from, to, err)
		}
	}
}
