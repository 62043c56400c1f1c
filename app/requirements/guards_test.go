package requirements

import (
	"context"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// guard is a refusal: what is asked of a requirement in a state, and the answer.
type guard struct {
	name  string
	state flow.RequirementState
	want  *fault.Error
	act   func(s *stage, ctx context.Context, r *ent.Requirement) error
}

// call runs a verb with the input that is right but for the change.
func call[I, O any](verb func(context.Context, *ent.Tx, I) (O, error), right func(s *stage, r *ent.Requirement) I, change func(s *stage, in *I)) func(*stage, context.Context, *ent.Requirement) error {
	return func(s *stage, ctx context.Context, r *ent.Requirement) error {
		in := right(s, r)
		change(s, &in)
		return only(try(s.World, ctx, verb, in))
	}
}

const lost typeid.ID = "mem_00000000000000000000000000"

func nul(n int) string { return strings.Repeat("字", n) + "\x00" }

func guards() []guard {
	future := func(s *stage) time.Time { return s.Clock.Now().Add(ahead + time.Microsecond) }
	past := time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC)
	create := func(s *stage, _ *ent.Requirement) CreateInput { return s.input(flow.UrgencyGeneral) }
	update := func(_ *stage, r *ent.Requirement) UpdateInput {
		return UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Title: ptr("新标题")}
	}
	assign := func(_ *stage, r *ent.Requirement) AssignInput {
		return AssignInput{ID: r.ID, ExpectedVersion: r.Version}
	}
	plan := func(s *stage, r *ent.Requirement) PlanInput { return s.planInput(r.ID, r.Version) }
	answer := func(s *stage, r *ent.Requirement) RecordResponseInput { return s.responseInput(r.ID, r.Version) }
	revise := func(s *stage, r *ent.Requirement) ReviseInput {
		return ReviseInput{r.ID, r.Version, s.steps(), "原因"}
	}
	deliver := func(s *stage, r *ent.Requirement) DeliverInput { return s.deliverInput(r.ID, r.Version) }
	closing := func(_ *stage, r *ent.Requirement) CloseInput { return CloseInput{ID: r.ID, ExpectedVersion: r.Version} }
	reject := func(s *stage, r *ent.Requirement) RejectInput {
		return RejectInput{r.ID, r.Version, "不可行", ptr(s.Clock.Now()), ptr(flow.ChannelPhone)}
	}
	pause := func(_ *stage, r *ent.Requirement) PauseInput {
		return PauseInput{ID: r.ID, ExpectedVersion: r.Version, Reason: sla.PauseForceMajeure}
	}
	const (
		draft, received, analyzing = flow.RequirementDraft, flow.RequirementReceived, flow.RequirementAnalyzing
		planned, processing        = flow.RequirementPlanned, flow.RequirementProcessing
		feedback, closed           = flow.RequirementFeedback, flow.RequirementClosed
	)
	pre, input := fault.Precondition, fault.Input
	return []guard{
		{"create: no title", draft, input("title", "input.required"), call(Create, create, func(_ *stage, in *CreateInput) { in.Title = " \n" })},
		{"create: long title", draft, input("title", "input.too_long"), call(Create, create, func(_ *stage, in *CreateInput) { in.Title = strings.Repeat("字", 201) })},
		{"create: NUL", draft, input("title", "input.malformed_text"), call(Create, create, func(_ *stage, in *CreateInput) { in.Title = nul(1) })},
		{"create: two lines of title", draft, input("title", "input.malformed_text"), call(Create, create, func(_ *stage, in *CreateInput) { in.Title = "一\n二" })},
		{"create: an escape in the title", draft, input("title", "input.malformed_text"), call(Create, create, func(_ *stage, in *CreateInput) { in.Title = "\x1b[31m红" })},
		{"create: a title that reads backwards", draft, input("title", "input.malformed_text"), call(Create, create, func(_ *stage, in *CreateInput) { in.Title = "a\u202eb" })},
		{"create: an escape in the words", draft, input("originalText", "input.malformed_text"), call(Create, create, func(_ *stage, in *CreateInput) { in.OriginalText = "a\x1b" })},
		{"create: no words", draft, input("originalText", "input.required"), call(Create, create, func(_ *stage, in *CreateInput) { in.OriginalText = "" })},
		{"create: long words", draft, input("originalText", "input.too_long"), call(Create, create, func(_ *stage, in *CreateInput) { in.OriginalText = strings.Repeat("字", 20_001) })},
		{"create: not UTF-8", draft, input("content", "input.malformed_text"), call(Create, create, func(_ *stage, in *CreateInput) { in.Content = ptr("\xff") })},
		{"create: unknown source", draft, input("source", "input.unknown_key"), call(Create, create, func(_ *stage, in *CreateInput) { in.Source = "DREAM" })},
		{"create: collected in the future", draft, input("collectedAt", "input.in_the_future"), call(Create, create, func(s *stage, in *CreateInput) { in.CollectedAt = future(s) })},
		{"create: collected long ago", draft, input("collectedAt", "input.long_ago"), call(Create, create, func(_ *stage, in *CreateInput) { in.CollectedAt = past })},
		{"create: unknown customer", draft, fault.NotFound().On("customerId"), call(Create, create, func(_ *stage, in *CreateInput) { in.CustomerID = lost })},
		{"create: unknown department", draft, fault.NotFound().On("leadDepartmentId"), call(Create, create, func(_ *stage, in *CreateInput) { in.LeadDepartmentID = ptr(lost) })},

		{"update: nothing", draft, input("", "input.empty_update"), call(Update, update, func(_ *stage, in *UpdateInput) { in.Title = nil })},
		{"update: no title", draft, input("title", "input.required"), call(Update, update, func(_ *stage, in *UpdateInput) { in.Title = ptr("") })},
		{"update: two lines of title", received, input("title", "input.malformed_text"), call(Update, update, func(_ *stage, in *UpdateInput) { in.Title = ptr("一\n二") })},
		{"update: no content", received, input("content", "input.required"), call(Update, update, func(_ *stage, in *UpdateInput) { in.Content = ptr(" ") })},
		{"update: urgency without a reason", received, input("urgencyReason", "requirement.urgency_reason"), call(Update, update, func(_ *stage, in *UpdateInput) { in.Urgency = ptr(flow.UrgencyUrgent) })},
		{"update: urgency with a blank reason", processing, input("urgencyReason", "requirement.urgency_reason"), call(Update, update, func(_ *stage, in *UpdateInput) { in.Urgency, in.UrgencyReason = ptr(flow.UrgencyUrgent), ptr(" ") })},
		{"update: long expectation", draft, input("expectation", "input.too_long"), call(Update, update, func(_ *stage, in *UpdateInput) { in.Expectation = ptr(strings.Repeat("字", 5001)) })},

		{"assign: nothing", received, input("", "input.empty_update"), call(Assign, assign, func(*stage, *AssignInput) {})},
		{"assign: unknown member", received, fault.NotFound().On("assigneeId"), call(Assign, assign, func(_ *stage, in *AssignInput) { in.AssigneeID = ptr(lost) })},
		{"assign: unknown department", received, fault.NotFound().On("leadDepartmentId"), call(Assign, assign, func(_ *stage, in *AssignInput) { in.LeadDepartmentID = ptr(lost) })},
		{"assign: unknown assisting", received, fault.NotFound().On("assistingDepartmentIds[0]"), call(Assign, assign, func(_ *stage, in *AssignInput) { in.AssistingDepartmentIDs = []typeid.ID{lost} })},
		{"assign: twice", received, input("assistingDepartmentIds[1]", "input.duplicate"), call(Assign, assign, func(s *stage, in *AssignInput) {
			sales := s.A.Departments[flow.DepartmentSales].ID
			in.AssistingDepartmentIDs = []typeid.ID{sales, sales}
		})},
		{"assign: too many", received, input("assistingDepartmentIds", "input.too_many"), call(Assign, assign, func(_ *stage, in *AssignInput) { in.AssistingDepartmentIDs = make([]typeid.ID, 21) })},
		{"assign: lead taken away", analyzing, pre("requirement.no_lead_department").On("leadDepartmentId"), call(Assign, assign, func(_ *stage, in *AssignInput) { in.LeadDepartmentID = ptr(typeid.ID("")) })},
		{"assign: assignee taken away", planned, pre("requirement.no_assignee").On("assigneeId"), call(Assign, assign, func(_ *stage, in *AssignInput) { in.AssigneeID = ptr(typeid.ID("")) })},

		{"plan: score", analyzing, input("feasibility.time.score", "input.out_of_range"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Feasibility.Time.Score = 6 })},
		{"plan: no reason", analyzing, pre("requirement.feasibility_incomplete").On("feasibility.economic.reason"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Feasibility.Economic.Reason = "" })},
		{"plan: no judgement", analyzing, pre("requirement.value_incomplete").On("value.judgement"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Value.Judgement = " " })},
		{"plan: no conclusion", analyzing, input("value.level", "input.unknown_key"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Value.Level = "" })},
		{"plan: no steps", analyzing, pre("requirement.plan_empty").On("steps"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Steps = nil })},
		{"plan: too many steps", analyzing, input("steps", "input.too_many"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Steps = make([]PlanStepInput, 51) })},
		{"plan: a step without owner", analyzing, pre("requirement.plan_step_incomplete").On("steps[1].ownerId"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Steps[1].OwnerID = "" })},
		{"plan: a step without date", analyzing, pre("requirement.plan_step_incomplete").On("steps[0].dueAt"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Steps[0].DueAt = time.Time{} })},
		{"plan: a step without text", analyzing, pre("requirement.plan_step_incomplete").On("steps[0].text"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Steps[0].Text = "" })},
		{"plan: a step due in the past", analyzing, input("steps[1].dueAt", "requirement.step_in_the_past"), call(Plan, plan, func(s *stage, in *PlanInput) { in.Steps[1].DueAt = s.Clock.Now().Add(-ahead - time.Second) })},
		{"plan: unknown owner", analyzing, fault.NotFound().On("steps[1].ownerId"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.Steps[1].OwnerID = lost })},
		{"plan: no assignee", analyzing, pre("requirement.no_assignee").On("assigneeId"), call(Plan, plan, func(_ *stage, in *PlanInput) { in.AssigneeID = nil })},

		{"answer: no text", received, input("text", "input.required"), call(RecordResponse, answer, func(_ *stage, in *RecordResponseInput) { in.Text = "" })},
		{"answer: in the future", received, input("respondedAt", "input.in_the_future"), call(RecordResponse, answer, func(s *stage, in *RecordResponseInput) { in.RespondedAt = ptr(future(s)) })},
		{"answer: before it was received", received, input("respondedAt", "sla.clock_order"), call(RecordResponse, answer, func(s *stage, in *RecordResponseInput) { in.RespondedAt = ptr(s.Clock.Now().Add(-time.Hour)) })},

		{"answer: long ago", received, input("respondedAt", "input.long_ago"), call(RecordResponse, answer, func(_ *stage, in *RecordResponseInput) { in.RespondedAt = &past })},
		{"answer: a milestone before it", received, input("milestoneAt", "requirement.milestone_order"), call(RecordResponse, answer, func(s *stage, in *RecordResponseInput) { in.MilestoneAt = ptr(s.Clock.Now().Add(-time.Microsecond)) })},

		{"start: unanswered", planned, pre("requirement.no_response").On("withoutResponseReason"), func(s *stage, ctx context.Context, r *ent.Requirement) error {
			return only(try(s.World, ctx, Start, StartInput{r.ID, r.Version, ptr(" ")}))
		}},
		{"revise: no cause", processing, input("cause", "input.required"), call(Revise, revise, func(_ *stage, in *ReviseInput) { in.Cause = "" })},
		{"revise: no steps", processing, pre("requirement.plan_empty").On("steps"), call(Revise, revise, func(_ *stage, in *ReviseInput) { in.Steps = nil })},

		{"revise: a step due in the past", processing, input("steps[0].dueAt", "requirement.step_in_the_past"), call(Revise, revise, func(s *stage, in *ReviseInput) { in.Steps[0].DueAt = s.Clock.Now().Add(-ahead - time.Second) })},

		{"deliver: no result", processing, input("resultText", "requirement.result_missing"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.ResultText = "" })},
		{"deliver: told in the future", processing, input("toldAt", "input.in_the_future"), call(Deliver, deliver, func(s *stage, in *DeliverInput) { in.ToldAt = future(s) })},
		{"deliver: told long ago", processing, input("toldAt", "input.long_ago"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.ToldAt = past })},
		{"deliver: told before it was received", processing, input("toldAt", "sla.clock_order"), call(Deliver, deliver, func(s *stage, in *DeliverInput) { in.ToldAt = s.Clock.Now().Add(-time.Hour) })},
		{"deliver: done long ago", processing, input("steps[0].doneAt", "input.long_ago"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.Steps[0].DoneAt = &past })},
		{"deliver: not told", processing, input("toldAt", "requirement.told_missing"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.ToldAt = time.Time{} })},
		{"deliver: an open step", processing, pre("requirement.steps_open").On("steps"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.Steps = in.Steps[:1] })},
		{"deliver: no such step", processing, input("steps[1].step", "input.out_of_range"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.Steps[1].Step = 3 })},
		{"deliver: a step twice", processing, input("steps[1].step", "input.duplicate"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.Steps[1].Step = 1 })},
		{"deliver: done and waived", processing, input("steps[0]", "requirement.step_done_or_waived"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.Steps[0].Waived = ptr("免") })},
		{"deliver: neither", processing, input("steps[1]", "requirement.step_done_or_waived"), call(Deliver, deliver, func(_ *stage, in *DeliverInput) { in.Steps[1].Waived = ptr(" ") })},
		{"deliver: done in the future", processing, input("steps[0].doneAt", "input.in_the_future"), call(Deliver, deliver, func(s *stage, in *DeliverInput) { in.Steps[0].DoneAt = ptr(future(s)) })},

		{"close: nothing", feedback, pre("requirement.rating_or_no_reply").On("rating"), call(Close, closing, func(*stage, *CloseInput) {})},
		{"close: both", feedback, pre("requirement.rating_or_no_reply").On("rating"), call(Close, closing, func(_ *stage, in *CloseInput) { in.Rating, in.NoReply = ptr(5), ptr(true) })},
		{"close: rating 0", feedback, input("rating", "input.out_of_range"), call(Close, closing, func(_ *stage, in *CloseInput) { in.Rating = ptr(0) })},
		{"close: rating 6", feedback, input("rating", "input.out_of_range"), call(Close, closing, func(_ *stage, in *CloseInput) { in.Rating = ptr(6) })},
		{"close: low rating", feedback, pre("requirement.low_rating_needs_decision").On("decision"), call(Close, closing, func(_ *stage, in *CloseInput) { in.Rating = ptr(2) })},

		{"close: a decision on a fair rating", feedback, input("decision", "requirement.nothing_to_decide"), call(Close, closing, func(_ *stage, in *CloseInput) { in.Rating, in.Decision = ptr(3), ptr("同意") })},
		{"close: a decision on no reply", feedback, input("decision", "requirement.nothing_to_decide"), call(Close, closing, func(_ *stage, in *CloseInput) { in.NoReply, in.Decision = ptr(true), ptr("同意") })},

		{"reopen: no reason", feedback, input("reason", "requirement.reopen_reason"), func(s *stage, ctx context.Context, r *ent.Requirement) error {
			return only(try(s.World, ctx, Reopen, ReopenInput{r.ID, r.Version, ""}))
		}},
		{"reopen: too late", closed, pre("requirement.reopen_too_late"), func(s *stage, ctx context.Context, r *ent.Requirement) error {
			s.Clock.Advance(90*24*time.Hour + time.Second)
			return only(try(s.World, s.As(management), Reopen, ReopenInput{r.ID, r.Version, "再来"}))
		}},

		{"reject: no reason", received, input("reason", "requirement.reject_reason"), call(Reject, reject, func(_ *stage, in *RejectInput) { in.Reason = "" })},
		{"reject: not told", analyzing, input("toldAt", "requirement.not_told_customer"), call(Reject, reject, func(_ *stage, in *RejectInput) { in.ToldAt = nil })},
		{"reject: told in the future", received, input("toldAt", "input.in_the_future"), call(Reject, reject, func(s *stage, in *RejectInput) { in.ToldAt = ptr(future(s)) })},
		{"reject: told by no way", received, input("channel", "input.required"), call(Reject, reject, func(_ *stage, in *RejectInput) { in.Channel = nil })},

		{"reject: told long ago", received, input("toldAt", "input.long_ago"), call(Reject, reject, func(_ *stage, in *RejectInput) { in.ToldAt = &past })},

		{"merge: itself", received, pre("requirement.merge_self").On("intoId"), func(s *stage, ctx context.Context, r *ent.Requirement) error {
			return only(try(s.World, ctx, Merge, MergeInput{ID: r.ID, ExpectedVersion: r.Version, IntoID: r.ID}))
		}},
		{"merge: unknown", received, fault.NotFound().On("intoId"), func(s *stage, ctx context.Context, r *ent.Requirement) error {
			return only(try(s.World, ctx, Merge, MergeInput{ID: r.ID, ExpectedVersion: r.Version, IntoID: "req_00000000000000000000000000"}))
		}},
		{"pause: unknown reason", received, input("reason", "input.unknown_key"), call(Pause, pause, func(_ *stage, in *PauseInput) { in.Reason = "LUNCH" })},
		{"pause: long note", received, input("note", "input.too_long"), call(Pause, pause, func(_ *stage, in *PauseInput) { in.Note = ptr(strings.Repeat("字", 1001)) })},
		{"resume: runs", received, pre("sla.clock_not_paused"), func(s *stage, ctx context.Context, r *ent.Requirement) error {
			return only(try(s.World, ctx, Resume, ResumeInput{r.ID, r.Version}))
		}},
		{"unknown requirement", received, fault.NotFound(), func(s *stage, ctx context.Context, r *ent.Requirement) error {
			return only(try(s.World, ctx, Resume, ResumeInput{"req_00000000000000000000000000", r.Version}))
		}},
	}
}

// Every guard refuses, and nothing has changed.
func TestGuards(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		made := map[flow.RequirementState]*ent.Requirement{}
		for _, g := range guards() {
			r := made[g.state]
			if r == nil {
				r = s.at(g.state, flow.UrgencyGeneral)
				made[g.state] = r
			}
			s.refused(g.name, r, g.want, func() error { return g.act(s, s.As(management), r) })
		}
	})
}

// The guards that ask for more than one requirement or another world.
func TestMoreGuards(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		as := s.As(management)
		verb := s.verbs()

		for name, change := range map[string]func(*RecordResponseInput){
			"solution":    func(in *RecordResponseInput) { in.Solution = ptr(" ") },
			"milestoneAt": func(in *RecordResponseInput) { in.MilestoneAt = nil },
		} {
			r := s.received(flow.UrgencyUrgent)
			in := s.responseInput(r.ID, r.Version)
			change(&in)
			s.refused("answer without "+name, r, fault.Precondition("requirement.response_needs_solution").On(name), func() error {
				return only(try(w, as, RecordResponse, in))
			})
		}
		r := s.received(flow.UrgencyImportant)
		in := s.responseInput(r.ID, r.Version)
		in.Text = strings.Repeat("字", 19)
		s.refused("a short plan", r, fault.Precondition("requirement.response_needs_plan").On("text"), func() error {
			return only(try(w, as, RecordResponse, in))
		})
		in.Text += "字"
		r = must(s, management, RecordResponse, in)
		s.refused("answered twice", r, fault.Precondition("requirement.response_already_recorded"), func() error {
			return verb[flow.RequirementActRecordResponse](as, r.ID, r.Version)
		})
		s.refused("pause without a clock", r, fault.Precondition("clock.none"), func() error {
			return verb[flow.RequirementActPause](as, r.ID, r.Version)
		})

		paused := s.received(flow.UrgencyGeneral)
		paused = must(s, management, Pause, PauseInput{ID: paused.ID, ExpectedVersion: paused.Version, Reason: sla.PauseForceMajeure})
		s.refused("paused twice", paused, fault.Precondition("sla.clock_not_running"), func() error {
			return verb[flow.RequirementActPause](as, paused.ID, paused.Version)
		})

		overdue := s.received(flow.UrgencyUrgent)
		s.Clock.Set(overdue.DueAt)
		s.refused("paused at its due time", overdue, fault.Precondition("sla.clock_overdue"), func() error {
			return verb[flow.RequirementActPause](s.As(management), overdue.ID, overdue.Version)
		})
		as = s.As(management)

		one := s.received(flow.UrgencyGeneral)
		for state, want := range map[flow.RequirementState]string{
			flow.RequirementMerged: "requirement.merge_into_merged", flow.RequirementRejected: "requirement.merge_target",
			flow.RequirementDraft: "requirement.merge_target", flow.RequirementClosed: "requirement.merge_target",
		} {
			into := s.at(state, flow.UrgencyGeneral)
			s.refused("merge into "+string(state), one, fault.Precondition(want).On("intoId"), func() error {
				return only(try(w, as, Merge, MergeInput{ID: one.ID, ExpectedVersion: one.Version, IntoID: into.ID}))
			})
		}

		service := s.A.Departments[flow.DepartmentService]
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			if err := tx.Department.UpdateOneID(service.ID).SetActive(false).Exec(ctx); err != nil {
				return err
			}
			return tx.Member.UpdateOneID(s.member("head.sales")).SetState(flow.MemberLeft).Exec(ctx)
		})
		s.refused("an inactive department", one, fault.Precondition("department.inactive").On("leadDepartmentId"), func() error {
			return only(try(w, as, Assign, AssignInput{ID: one.ID, ExpectedVersion: one.Version, LeadDepartmentID: &service.ID}))
		})
		s.refused("who has left", one, fault.Precondition("member.left").On("assigneeId"), func() error {
			return only(try(w, as, Assign, AssignInput{ID: one.ID, ExpectedVersion: one.Version, AssigneeID: ptr(s.member("head.sales"))}))
		})
	})
}

// What the customer said is kept byte for byte; what members write is composed
// and stands without blanks around it. Blank content is the original text.
func TestTextsAreCleaned(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := s.input(flow.UrgencyUrgent)
		in.Title, in.OriginalText, in.Content = " Cafe\u0301 ", " Cafe\u0301\r\n停机 ", ptr(" \n")
		r := must(s, management, Create, in)
		if r.Title != "Café" || r.OriginalText != in.OriginalText || r.Content != in.OriginalText {
			t.Errorf("made %q, %q, %q", r.Title, r.OriginalText, r.Content)
		}
		r = must(s, management, Update, UpdateInput{
			ID: r.ID, ExpectedVersion: r.Version, Title: ptr("Cafe\u0301 2 "), Content: ptr("Cafe\u0301\r\n "), Expectation: ptr(" e\u0301 "),
		})
		if r.Title != "Café 2" || r.Content != "Café" || r.Expectation != "é" || r.OriginalText != in.OriginalText {
			t.Errorf("changed to %q, %q, %q, %q", r.Title, r.Content, r.Expectation, r.OriginalText)
		}
	})
}

// The longest texts are stored on both databases.
func TestLongest(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := s.input(flow.UrgencyUrgent)
		in.Title, in.OriginalText = strings.Repeat("题", maxTitle), strings.Repeat("字", maxWords)
		in.Content, in.Expectation = ptr(strings.Repeat("文", maxWords)), ptr(strings.Repeat("望", maxLong))
		r := must(s, management, Create, in)
		if got := s.read(r.ID); got.Title != in.Title || got.OriginalText != in.OriginalText || got.Content != *in.Content || got.Expectation != *in.Expectation {
			t.Error("a text was cut")
		}
	})
}
