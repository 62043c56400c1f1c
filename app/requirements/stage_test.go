package requirements

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/words"
)

// stage is a world with customers, in which requirements are brought to where a test needs them.
type stage struct {
	*apptest.World
	t             *testing.T
	ordinary, key *ent.Customer // of company A; the staff member manages them
	targetID      typeid.ID
	n             int
}

func newStage(t *testing.T, w *apptest.World) *stage {
	s := &stage{World: w, t: t}
	s.ordinary, s.key = s.customer(w.A, "甲乙丙公司", "ORDINARY"), s.customer(w.A, "Key Ltd", "KEY")
	return s
}

func (s *stage) customer(c *apptest.Company, name, tier string) *ent.Customer {
	made, err := try(s.World, c.System(), func(ctx context.Context, tx *ent.Tx, _ int) (*ent.Customer, error) {
		return tx.Customer.Create().SetName(name).SetGrams(words.Prefixed(words.Company(string(c.ID)), words.Index(name))).SetTierKey(tier).SetAccountManagerID(c.Members["staff"].ID).
			SetDepartmentID(c.Departments[flow.DepartmentService].ID).Save(ctx)
	}, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	return made
}

// try runs a verb in a change of its own.
func try[I, O any](w *apptest.World, ctx context.Context, verb func(context.Context, *ent.Tx, I) (O, error), in I) (O, error) { //nolint:revive // the world is what is acted on
	made, _, err := journal.Changed(ctx, w.Journal, func(ctx context.Context, tx *ent.Tx) (O, error) { return verb(ctx, tx, in) })
	return made, err
}

// must is try that succeeds.
func must[I, O any](s *stage, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I) O {
	s.t.Helper()
	made, err := try(s.World, s.As(who), verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return made
}

func ptr[T any](v T) *T { return &v }

const (
	management = "management"
	longPlan   = "先确认问题，再更换部件，最后回访客户，三个工作日内完成。"
)

func (s *stage) input(urgency flow.Urgency) CreateInput {
	s.n++
	return CreateInput{
		CustomerID: s.ordinary.ID, Title: fmt.Sprintf("需求 %d", s.n), OriginalText: "机器每天下午停机",
		Source: flow.RequirementSourceVisit, CollectedAt: s.Clock.Now(), Category: flow.RequirementCategoryProduct,
		Urgency: urgency, Nature: ptr(flow.NatureFunctional), LeadDepartmentID: &s.A.Departments[flow.DepartmentService].ID,
	}
}

func (s *stage) draft(urgency flow.Urgency) *ent.Requirement {
	s.t.Helper()
	return must(s, management, Create, s.input(urgency))
}

func (s *stage) received(urgency flow.Urgency) *ent.Requirement {
	s.t.Helper()
	r := s.draft(urgency)
	return must(s, management, Receive, ReceiveInput{ID: r.ID, ExpectedVersion: r.Version})
}

func (s *stage) member(name string) typeid.ID { return s.A.Members[name].ID }

func (s *stage) steps() []PlanStepInput {
	return []PlanStepInput{
		{Text: "更换部件", OwnerID: s.member("member.service"), DueAt: s.Clock.Now().Add(48 * time.Hour)},
		{Text: "回访", OwnerID: s.member("head.service"), DueAt: s.Clock.Now().Add(72 * time.Hour)},
	}
}

func (s *stage) planInput(id typeid.ID, version int) PlanInput {
	f := AssessmentFactorInput{Score: 4, Reason: "有先例"}
	return PlanInput{
		ID: id, ExpectedVersion: version,
		Feasibility: FeasibilityInput{Technical: f, Economic: f, Time: f, Conclusion: flow.FeasibilityFeasible},
		Value:       ValueInput{Growth: f, Satisfaction: f, Competitiveness: f, Judgement: "值得做", Level: flow.ValueHigh},
		Steps:       s.steps(), AssigneeID: ptr(s.member("member.service")),
	}
}

func (s *stage) responseInput(id typeid.ID, version int) RecordResponseInput {
	return RecordResponseInput{
		ID: id, ExpectedVersion: version, Text: longPlan, Solution: ptr("换件"), MilestoneAt: ptr(s.Clock.Now().Add(time.Hour)),
		Channel: flow.ChannelPhone,
	}
}

func (s *stage) deliverInput(id typeid.ID, version int) DeliverInput {
	now := s.Clock.Now()
	return DeliverInput{
		ID: id, ExpectedVersion: version, ResultText: "已换件", ToldAt: now, Channel: flow.ChannelPhone,
		Steps: []PlanStepResultInput{{Step: 1, DoneAt: &now}, {Step: 2, Waived: ptr("客户不需要")}},
	}
}

// verbs calls the verb of each act with an input that is right where the act is legal.
func (s *stage) verbs() map[flow.RequirementAct]func(ctx context.Context, id typeid.ID, version int) error {
	w := s.World
	return map[flow.RequirementAct]func(ctx context.Context, id typeid.ID, version int) error{
		flow.RequirementActReceive: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Receive, ReceiveInput{id, v}))
		},
		flow.RequirementActAnalyze: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Analyze, AnalyzeInput{ID: id, ExpectedVersion: v, Nature: ptr(flow.NatureFunctional)}))
		},
		flow.RequirementActPlan: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Plan, s.planInput(id, v)))
		},
		flow.RequirementActStart: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Start, StartInput{id, v, ptr("客户催促")}))
		},
		flow.RequirementActRevise: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Revise, ReviseInput{id, v, s.steps(), "客户有新意见"}))
		},
		flow.RequirementActDeliver: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Deliver, s.deliverInput(id, v)))
		},
		flow.RequirementActClose: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Close, CloseInput{ID: id, ExpectedVersion: v, Rating: ptr(5)}))
		},
		flow.RequirementActReopen: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Reopen, ReopenInput{id, v, "客户不满意"}))
		},
		flow.RequirementActReject: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Reject, RejectInput{id, v, "不可行", ptr(s.Clock.Now()), ptr(flow.ChannelPhone)}))
		},
		flow.RequirementActTell: func(ctx context.Context, id typeid.ID, v int) error {
			s.untold(id)
			return only(try(w, ctx, TellRejection, TellRejectionInput{id, v, s.Clock.Now(), flow.ChannelPhone}))
		},
		flow.RequirementActMerge: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Merge, MergeInput{ID: id, ExpectedVersion: v, IntoID: s.target()}))
		},
		flow.RequirementActUnmerge: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Unmerge, UnmergeInput{id, v, "两回事"}))
		},
		flow.RequirementActUpdate: func(ctx context.Context, id typeid.ID, v int) error {
			s.n++
			return only(try(w, ctx, Update, UpdateInput{ID: id, ExpectedVersion: v, Title: ptr(fmt.Sprintf("改过的标题 %d", s.n))}))
		},
		flow.RequirementActAssess: func(ctx context.Context, id typeid.ID, v int) error {
			in := s.planInput(id, v)
			return only(try(w, ctx, Assess, AssessInput{ID: id, ExpectedVersion: v, Feasibility: &in.Feasibility, Value: &in.Value}))
		},
		flow.RequirementActAssign: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Assign, AssignInput{ID: id, ExpectedVersion: v, AssigneeID: ptr(s.member("member.service"))}))
		},
		flow.RequirementActRecordResponse: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, RecordResponse, s.responseInput(id, v)))
		},
		flow.RequirementActPause: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Pause, PauseInput{ID: id, ExpectedVersion: v, Reason: sla.PauseWaitingCustomer}))
		},
		flow.RequirementActResume: func(ctx context.Context, id typeid.ID, v int) error {
			return only(try(w, ctx, Resume, ResumeInput{id, v}))
		},
	}
}

func only[T any](_ T, err error) error { return err }

// untold has it that nobody has told the customer of a rejection, as after an approval.
func (s *stage) untold(id typeid.ID) {
	s.t.Helper()
	if s.read(id).State != flow.RequirementRejected {
		return
	}
	_, err := s.Client.ExecContext(s.A.System(), "UPDATE requirements SET rejection = $1 WHERE id = $2",
		`{"reason": "不可行", "at": "2026-09-01T00:00:00Z"}`, string(id))
	if err != nil {
		s.t.Fatal(err)
	}
}

// target is a requirement that others may be merged into.
func (s *stage) target() typeid.ID {
	if s.targetID == "" {
		s.targetID = s.received(flow.UrgencyGeneral).ID
	}
	return s.targetID
}

// roads are the acts that lead from DRAFT to each state.
var roads = map[flow.RequirementState][]flow.RequirementAct{
	flow.RequirementDraft:      {},
	flow.RequirementReceived:   {flow.RequirementActReceive},
	flow.RequirementAnalyzing:  {flow.RequirementActReceive, flow.RequirementActAnalyze},
	flow.RequirementPlanned:    {flow.RequirementActReceive, flow.RequirementActAnalyze, flow.RequirementActPlan},
	flow.RequirementProcessing: {flow.RequirementActReceive, flow.RequirementActAnalyze, flow.RequirementActPlan, flow.RequirementActStart},
	flow.RequirementFeedback: {
		flow.RequirementActReceive, flow.RequirementActAnalyze, flow.RequirementActPlan, flow.RequirementActStart, flow.RequirementActDeliver,
	},
	flow.RequirementClosed: {
		flow.RequirementActReceive, flow.RequirementActAnalyze, flow.RequirementActPlan, flow.RequirementActStart, flow.RequirementActDeliver,
		flow.RequirementActClose,
	},
	flow.RequirementRejected: {flow.RequirementActReceive, flow.RequirementActReject},
	flow.RequirementMerged:   {flow.RequirementActReceive, flow.RequirementActMerge},
}

// at is a new requirement in the state.
func (s *stage) at(state flow.RequirementState, urgency flow.Urgency) *ent.Requirement {
	s.t.Helper()
	r := s.draft(urgency)
	for _, act := range roads[state] {
		if err := s.verbs()[act](s.As(management), r.ID, r.Version); err != nil {
			s.t.Fatalf("on the way to %s: %s: %v", state, act, err)
		}
		r = s.read(r.ID)
	}
	if r.State != state {
		s.t.Fatalf("it is %s, not %s", r.State, state)
	}
	return r
}

// read is the requirement as it is stored.
func (s *stage) read(id typeid.ID) *ent.Requirement {
	s.t.Helper()
	r, err := s.Client.Requirement.Get(s.A.System(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// clocks are a requirement's first-response clocks.
func (s *stage) clocks(r *ent.Requirement) []*ent.SlaClock {
	return slices.DeleteFunc(s.allClocks(r), func(c *ent.SlaClock) bool { return c.Kind != sla.ClockFirstResponse })
}

// allClocks are all of a requirement's, those of its steps too.
func (s *stage) allClocks(r *ent.Requirement) []*ent.SlaClock {
	s.t.Helper()
	clocks, err := s.Client.SlaClock.Query().All(s.A.System())
	if err != nil {
		s.t.Fatal(err)
	}
	var own []*ent.SlaClock
	for _, c := range clocks {
		if c.RequirementID == r.ID {
			own = append(own, c)
		}
	}
	return own
}

// refused runs what must fail with the error, and finds that nothing changed.
func (s *stage) refused(name string, r *ent.Requirement, want *fault.Error, act func() error) {
	s.t.Helper()
	before := s.Count(s.t)
	err := act()
	var f *fault.Error
	switch {
	case !errors.As(err, &f):
		s.t.Errorf("%s: %v, want %v", name, err, want)
	case f.Code != want.Code || f.Key != want.Key || f.Field != want.Field:
		s.t.Errorf("%s: %v, want %v", name, f, want)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: rows were %v, are %v", name, before, after)
	}
	if r != nil && s.read(r.ID).Version != r.Version {
		s.t.Errorf("%s: the record has changed", name)
	}
}

// lastEvent is the company's newest event.
func (s *stage) lastEvent() *ent.Event {
	s.t.Helper()
	events := s.A.Events(s.t)
	return events[len(events)-1]
}

// told is how many events the company has.
func (s *stage) told() int {
	s.t.Helper()
	n, err := s.Client.Event.Query().Count(s.A.System())
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// fieldsOf reads a table: words of lines.
func fieldsOf(table string) [][]string {
	var rows [][]string
	for line := range strings.Lines(strings.TrimSpace(table)) {
		rows = append(rows, strings.Fields(line))
	}
	return rows
}
