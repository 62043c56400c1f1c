package findings

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// stage is a world with findings and actions of the service department.
type stage struct {
	*apptest.World
	t *testing.T
}

// try runs a verb in a change of its own.
func try[I, O any](w *apptest.World, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I) (O, error) {
	made, _, err := journal.Changed(w.As(who), w.Journal, func(ctx context.Context, tx *ent.Tx) (O, error) { return verb(ctx, tx, in) })
	return made, err
}

func must[I, O any](s *stage, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I) O {
	s.t.Helper()
	made, err := try(s.World, who, verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return made
}

// refused runs what must fail with the error, and finds that nothing changed.
func refused[I, O any](s *stage, name, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I, want *fault.Error) {
	s.t.Helper()
	before := s.Count(s.t)
	_, err := try(s.World, who, verb, in)
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != want.Code || f.Key != want.Key || f.Field != want.Field {
		s.t.Errorf("%s: %v, want %v", name, err, want)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: rows were %v, are %v", name, before, after)
	}
}

func ptr[T any](v T) *T { return &v }

func (s *stage) member(name string) typeid.ID { return s.A.Members[name].ID }

// action is a planned one, done by the service department's member.
func (s *stage) action(kind flow.ActionKind, finding *typeid.ID) *ent.ImprovementAction {
	s.t.Helper()
	return must(s, "head.service", CreateAction, s.input(kind, finding))
}

func (s *stage) input(kind flow.ActionKind, finding *typeid.ID) ActionCreateInput {
	return ActionCreateInput{
		FindingID: finding, Kind: kind, Measure: "答复前电话提醒责任人", OwnerID: s.member("member.service"), DueAt: s.Clock.Now().Add(48 * time.Hour),
		Criterion: "一个月内没有超时答复", CheckOn: s.Clock.Now().Add(72 * time.Hour),
	}
}

// done brings an action to DONE, and the clock to when its effect can be looked at.
func (s *stage) done(a *ent.ImprovementAction) *ent.ImprovementAction {
	s.t.Helper()
	a = must(s, "member.service", StartAction, ActionStartInput{a.ID, a.Version})
	a = must(s, "member.service", ReportAction, ActionReportInput{ID: a.ID, ExpectedVersion: a.Version, ProgressPercent: 50, Text: ptr("名单已整理")})
	return must(s, "member.service", FinishAction, ActionFinishInput{a.ID, a.Version})
}

// Improvement goes on without a finding too: planned, done, and its effect looked at by
// somebody else on a set date.
func TestD0_06(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		a := s.done(s.action(flow.ActionImprovement, nil))
		verify := ActionVerifyInput{ID: a.ID, ExpectedVersion: a.Version, Effect: "没有一项超时"}
		refused(s, "too early", "management", VerifyAction, verify, fault.Precondition("action.check_too_early"))
		s.Clock.Advance(73 * time.Hour)
		refused(s, "without the right", "head.service", VerifyAction, verify, fault.Forbidden())
		a = must(s, "management", VerifyAction, verify)
		if a.State != flow.ActionVerified || a.VerifierID != s.member("management") || a.ProgressPercent != 100 {
			t.Errorf("it is %+v", a)
		}
		own := s.input(flow.ActionImprovement, nil)
		own.OwnerID = s.member("management")
		b := must(s, "management", CreateAction, own)
		b = must(s, "management", StartAction, ActionStartInput{b.ID, b.Version})
		b = must(s, "management", FinishAction, ActionFinishInput{b.ID, b.Version})
		s.Clock.Advance(73 * time.Hour)
		refused(s, "one's own", "management", VerifyAction, ActionVerifyInput{ID: b.ID, ExpectedVersion: b.Version, Effect: "好"}, fault.Precondition("action.verified_by_owner"))
	})
}

// Who does an action verifies it by no detour: its owner stays once it has begun, and who
// finishes it for the owner does not look at the effect either.
func TestD0_65_NobodyVerifiesTheirOwn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		in := s.input(flow.ActionImprovement, nil)
		in.OwnerID = s.member("member.service")
		a := must(s, "management", CreateAction, in)
		a = must(s, "management", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: a.Version, OwnerID: ptr(s.member("management"))})
		a = must(s, "management", StartAction, ActionStartInput{a.ID, a.Version})
		refused(s, "passed on", "management", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: a.Version, OwnerID: ptr(s.member("head.service"))},
			fault.Precondition("action.owner_fixed").On("ownerId"))
		a = must(s, "management", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: a.Version, OwnerID: ptr(s.member("management")), Measure: ptr("另一措施")})
		if a.OwnerID != s.member("management") || a.Measure != "另一措施" {
			t.Errorf("it is %+v", a)
		}

		b := s.action(flow.ActionImprovement, nil)
		b = must(s, "member.service", StartAction, ActionStartInput{b.ID, b.Version})
		b = must(s, "management", FinishAction, ActionFinishInput{b.ID, b.Version})
		if b.DoneByID != s.member("management") {
			t.Errorf("done by %s", b.DoneByID)
		}
		s.Clock.Advance(73 * time.Hour)
		verify := ActionVerifyInput{ID: b.ID, ExpectedVersion: b.Version, Effect: "好"}
		refused(s, "who finished it", "management", VerifyAction, verify, fault.Precondition("action.verified_by_doer"))
		refused(s, "who finished it", "management", FailAction, ActionFailInput(verify), fault.Precondition("action.verified_by_doer"))
		if acts := AvailableActs(s.As("management"), b); slices.Contains(acts, flow.ActionActVerify) || slices.Contains(acts, flow.ActionActFail) {
			t.Errorf("who finished it may %v", acts)
		}
		if b = must(s, "committee", VerifyAction, verify); b.State != flow.ActionVerified {
			t.Errorf("it is %+v", b)
		}
	})
}

// An action whose owner has left the company while it was being done goes on with another,
// who does not look at its effect either.
func TestOwnerLeaves(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		a := s.action(flow.ActionImprovement, nil)
		a = must(s, "member.service", StartAction, ActionStartInput{a.ID, a.Version})
		passed := ActionUpdateInput{ID: a.ID, ExpectedVersion: a.Version, OwnerID: ptr(s.member("management"))}
		refused(s, "there", "management", UpdateAction, passed, fault.Precondition("action.owner_fixed").On("ownerId"))
		w.Client.Member.UpdateOneID(s.member("member.service")).SetState(flow.MemberLeft).ExecX(w.A.System())
		refused(s, "nothing but the time", "management", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: a.Version, DueAt: ptr(s.Clock.Now().Add(72 * time.Hour))},
			fault.Precondition("member.left").On("ownerId"))
		a = must(s, "management", UpdateAction, passed)
		if a.OwnerID != s.member("management") || a.State != flow.ActionInProgress {
			t.Errorf("it is %+v", a)
		}
		passed.ExpectedVersion, passed.OwnerID = a.Version, ptr(s.member("head.service"))
		refused(s, "passed on", "management", UpdateAction, passed, fault.Precondition("action.owner_fixed").On("ownerId"))
		a = must(s, "head.service", FinishAction, ActionFinishInput{a.ID, a.Version})
		s.Clock.Advance(73 * time.Hour)
		refused(s, "one's own", "management", VerifyAction, ActionVerifyInput{ID: a.ID, ExpectedVersion: a.Version, Effect: "好"}, fault.Precondition("action.verified_by_owner"))
	})
}

// A missed deadline becomes a finding in one step; its cause is found, something is done
// against it and against its coming again, and it is closed when that had its effect.
func TestD0_65(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		f := must(s, "member.service", Create, CreateInput{Source: flow.FindingReport, Description: ptr("答复经常超时"), DepartmentID: ptr(w.A.Departments[flow.DepartmentService].ID)})
		if f.State != flow.FindingOpen || f.Number != "FND-2026-00001" {
			t.Fatalf("it is %+v", f)
		}
		refused(s, "an action before the cause", "head.service", CreateAction, s.input(flow.ActionCorrective, &f.ID), fault.Precondition("finding.not_for_actions").On("findingId"))
		f = must(s, "head.service", FindCause, FindCauseInput{ID: f.ID, ExpectedVersion: f.Version, Cause: "无人提醒", RootCauseClass: flow.RootCauseProcess, DueToError: ptr(true)})
		refused(s, "nothing is done", "head.service", Act, ActInput{f.ID, f.Version}, fault.Precondition("finding.no_action"))
		corrective := s.action(flow.ActionCorrective, &f.ID)
		f = must(s, "head.service", Act, ActInput{f.ID, f.Version})
		refused(s, "too early", "head.service", Verify, VerifyInput{f.ID, f.Version}, fault.Precondition("finding.actions_open"))
		corrective = s.done(corrective)
		f = must(s, "head.service", Verify, VerifyInput{f.ID, f.Version})
		refused(s, "not looked at", "head.service", Close, CloseInput{f.ID, f.Version}, fault.Precondition("finding.actions_open"))
		s.Clock.Advance(73 * time.Hour)
		must(s, "management", FailAction, ActionFailInput{ID: corrective.ID, ExpectedVersion: corrective.Version, Effect: "仍有两项超时"})
		refused(s, "no effect", "head.service", Close, CloseInput{f.ID, f.Version}, fault.Precondition("finding.action_ineffective"))
		f = must(s, "head.service", Retry, RetryInput{f.ID, f.Version, "措施无效"})
		second, preventive := s.done(s.action(flow.ActionCorrective, &f.ID)), s.action(flow.ActionPreventive, &f.ID)
		s.Clock.Advance(73 * time.Hour)
		must(s, "management", VerifyAction, ActionVerifyInput{ID: second.ID, ExpectedVersion: second.Version, Effect: "没有超时"})
		must(s, "head.service", CancelAction, ActionCancelInput{preventive.ID, preventive.Version, "改用其他措施"})
		f = must(s, "head.service", Verify, VerifyInput{f.ID, f.Version})
		refused(s, "nothing against its coming again", "head.service", Close, CloseInput{f.ID, f.Version}, fault.Precondition("finding.no_preventive"))
		f = must(s, "head.service", Retry, RetryInput{f.ID, f.Version, "补充预防措施"})
		preventive = s.done(s.action(flow.ActionPreventive, &f.ID))
		s.Clock.Advance(73 * time.Hour)
		must(s, "management", VerifyAction, ActionVerifyInput{ID: preventive.ID, ExpectedVersion: preventive.Version, Effect: "没有再发生"})
		f = must(s, "head.service", Verify, VerifyInput{f.ID, f.Version})
		f = must(s, "head.service", Close, CloseInput{f.ID, f.Version})
		if f.State != flow.FindingClosed || f.ClosedAt == nil || !f.DueToError {
			t.Errorf("it is %+v", f)
		}
	})
}

// A delay is drawn from a requirement whose deadline was missed, and from no other; a
// check from an entry that tells of a problem.
func TestDrawnInOneStep(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		sys, service := w.A.System(), w.A.Departments[flow.DepartmentService].ID
		c := w.Client.Customer.Create().SetName("甲乙丙公司").SetTierKey("ORDINARY").SetDepartmentID(service).SaveX(sys)
		now := w.Clock.Now()
		r := w.Client.Requirement.Create().SetCustomerID(c.ID).SetTitle("机器停机").SetOriginalText("x").SetContent("x").SetNumber("REQ-2026-00001").
			SetSource(flow.RequirementSourceVisit).SetCollectedAt(now).SetCategory(flow.RequirementCategoryProduct).SetUrgency(flow.UrgencyGeneral).
			SetLeadDepartmentID(service).SetState(flow.RequirementReceived).SetReceivedAt(now).SetDueAt(now).SaveX(sys)
		delay := CreateInput{Source: flow.FindingDelay, RequirementID: &r.ID}
		refused(s, "in time", "head.service", Create, delay, fault.Precondition("finding.not_late").On("requirementId"))
		refused(s, "of nothing", "head.service", Create, CreateInput{Source: flow.FindingDelay}, fault.Input("requirementId", "finding.source_needs"))
		policy := w.Client.SlaPolicy.Query().FirstX(sys)
		w.Client.SlaClock.Create().SetRequirementID(r.ID).SetKind("FIRST_RESPONSE").SetState("BREACHED").SetStartedAt(now.Add(-48 * time.Hour)).
			SetDueAt(now.Add(-time.Hour)).SetPolicyID(policy.ID).SetPolicyVersion(1).SetCalendarID(w.Client.WorkingCalendar.Query().FirstIDX(sys)).
			SetPauses([]sla.Pause{}).SetAmount(1).SetUnit("HOUR").SaveX(sys)
		f := must(s, "head.service", Create, delay)
		if f.SubjectID != r.ID || f.DepartmentID != service || f.Description == "" {
			t.Errorf("it is %+v", f)
		}
		entry := w.Client.ProgressEntry.Create().SetRequirementID(r.ID).SetKind(flow.ProgressNote).SetText("x").SetHappenedAt(now)
		quiet, told := entry.SaveX(sys), w.Client.ProgressEntry.Create().SetRequirementID(r.ID).SetKind(flow.ProgressNote).SetText("x").SetProblem("备件缺货").SetHappenedAt(now).SaveX(sys)
		refused(s, "no problem", "head.service", Create, CreateInput{Source: flow.FindingCheck, ProgressEntryID: &quiet.ID}, fault.Precondition("finding.no_problem").On("progressEntryId"))
		if f = must(s, "head.service", Create, CreateInput{Source: flow.FindingCheck, ProgressEntryID: &told.ID}); f.Description != "备件缺货" {
			t.Errorf("it is %+v", f)
		}
	})
}

// Actions are reminded of once: before they are due, when they are late, and when their
// effect is to be looked at.
func TestRemind(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		late, done := s.action(flow.ActionImprovement, nil), s.action(flow.ActionImprovement, nil)
		told := func() map[string]int {
			t.Helper()
			for range 2 {
				if err := Remind(w.A.System(), w.Journal); err != nil {
					t.Fatal(err)
				}
			}
			n := map[string]int{}
			for _, e := range w.A.Events(t) {
				if e.Type == "action.due" || e.Type == "action.overdue" || e.Type == "action.check_due" {
					n[e.Type]++
				}
			}
			return n
		}
		if n := told(); len(n) != 0 {
			t.Errorf("at once: %v", n)
		}
		s.Clock.Advance(25 * time.Hour)
		if n := told(); n["action.due"] != 2 {
			t.Errorf("a working day before: %v", n)
		}
		s.done(done)
		s.Clock.Advance(72 * time.Hour)
		if n := told(); n["action.overdue"] != 1 || n["action.check_due"] != 1 || n["action.due"] != 2 {
			t.Errorf("afterwards: %v", n)
		}
		_ = late
	})
}

// Reminders are given once a day, at eight: what is due later in the day is told of on the
// working day before too, over a weekend on the Friday.
func TestRemindByDate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		zone := tenants.ConfigFrom(w.A.System()).Zone
		in := s.input(flow.ActionImprovement, nil)
		in.DueAt = time.Date(2026, 9, 14, 17, 30, 0, 0, zone) // a Monday
		in.CheckOn = in.DueAt.AddDate(0, 0, 7)
		must(s, "head.service", CreateAction, in)
		for _, day := range []struct{ of, want int }{{10, 0}, {11, 1}, {14, 1}} {
			s.Clock.Set(time.Date(2026, 9, day.of, 8, 0, 0, 0, zone))
			if err := Remind(w.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
			told := 0
			for _, e := range w.A.Events(t) {
				if e.Type == "action.due" {
					told++
				}
			}
			if told != day.want {
				t.Errorf("on the %dth %d were told", day.of, told)
			}
		}
	})
}

// Bad input is told, and nothing is planned then.
func TestActionRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		for name, c := range map[string]struct {
			change func(*ActionCreateInput)
			want   *fault.Error
		}{
			"a correction of nothing":  {func(in *ActionCreateInput) { in.Kind = flow.ActionCorrective }, fault.Precondition("action.needs_finding").On("findingId")},
			"due in the past":          {func(in *ActionCreateInput) { in.DueAt = s.Clock.Now() }, fault.Input("dueAt", "input.in_the_past")},
			"looked at before":         {func(in *ActionCreateInput) { in.CheckOn = in.DueAt.Add(-time.Hour) }, fault.Input("checkOn", "action.check_before_due")},
			"looked at by who does it": {func(in *ActionCreateInput) { in.VerifierID = &in.OwnerID }, fault.Precondition("action.verified_by_owner").On("verifierId")},
			"without a criterion":      {func(in *ActionCreateInput) { in.Criterion = "" }, fault.Input("criterion", "input.required")},
			"of nobody":                {func(in *ActionCreateInput) { in.OwnerID = "" }, fault.Input("ownerId", "input.required")},
		} {
			in := s.input(flow.ActionImprovement, nil)
			c.change(&in)
			refused(s, name, "management", CreateAction, in, c.want)
		}
		refused(s, "as a member", "member.service", CreateAction, s.input(flow.ActionImprovement, nil), fault.Forbidden())
	})
}
