package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
)

func (w *world) analyze(s *story, at time.Time) {
	s.add(at, s.worker, "analyze", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Analyze(ctx, tx, requirements.AnalyzeInput{ID: s.id, ExpectedVersion: s.version, Nature: &s.need.nature})
	})
}

// assess plans that the department which looks after the customer says what it thinks, before
// the plan decides. Its words are drawn apart, so that the rest of the story stays as it is.
func (w *world) assess(s *story, at time.Time) {
	said := *s
	said.rng = rand.New(rand.NewPCG(seed, uint64(s.number)<<8)) //nolint:gosec // a demo is the same every time
	feasible, worth := said.feasibility(), said.value()
	in := requirements.AssessInput{Feasibility: &feasible}
	if said.rng.IntN(3) > 0 {
		in.Value = &worth
	}
	s.add(at, teams[s.from.team].maker, "assess", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.Assess(ctx, tx, in)
	})
}

// plan plans both assessments and the first plan.
func (w *world) plan(s *story, at time.Time) {
	in := requirements.PlanInput{Feasibility: s.feasibility(), Value: s.value(), Steps: w.stepsOf(s, at)}
	s.add(at, s.decider, "plan", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.Plan(ctx, tx, in)
	})
}

func (s *story) feasibility() requirements.FeasibilityInput {
	in := requirements.FeasibilityInput{
		Technical: s.factor(technical), Economic: s.factor(economic), Time: s.factor(timely),
		Conclusion: flow.FeasibilityFeasible,
	}
	if in.Technical.Score+in.Economic.Score+in.Time.Score < 10 {
		in.Conclusion = flow.FeasibilityPartly
	}
	if note := pick(s.rng, resources); note != "" {
		in.Note = &note
	}
	return in
}

func (s *story) value() requirements.ValueInput {
	in := requirements.ValueInput{
		Growth: s.factor(growth), Satisfaction: s.factor(satisfaction), Competitiveness: s.factor(competitiveness),
		Judgement: pick(s.rng, judgements),
	}
	switch total := in.Growth.Score + in.Satisfaction.Score + in.Competitiveness.Score; {
	case total >= 12:
		in.Level = flow.ValueHigh
	case total >= 9:
		in.Level = flow.ValueMedium
	default:
		in.Level = flow.ValueLow
	}
	return in
}

func (s *story) factor(reasons []string) requirements.AssessmentFactorInput {
	return requirements.AssessmentFactorInput{Score: s.minutes(2, 5), Reason: pick(s.rng, reasons)}
}

// stepsOf are the steps of a plan made at the instant.
func (w *world) stepsOf(s *story, at time.Time) []requirements.PlanStepInput {
	owners := []string{s.assignee, s.decider, s.worker}
	steps := make([]requirements.PlanStepInput, len(s.need.steps))
	for i, text := range s.need.steps {
		at = w.working(at, s.minutes(400, 2400))
		steps[i] = requirements.PlanStepInput{Text: text, OwnerID: w.id(owners[i]), DueAt: at}
	}
	return steps
}

func (w *world) start(s *story, at time.Time) {
	in := requirements.StartInput{}
	if s.shape.answer == overdue {
		in.WithoutResponseReason = new(pick(s.rng, unanswered))
	}
	s.add(at, s.worker, "start", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.Start(ctx, tx, in)
	})
}

// revise plans another plan: a step comes first that the cause asks for.
func (w *world) revise(s *story, at time.Time) {
	cause := pick(s.rng, causes)
	steps := w.stepsOf(s, at)
	steps[0].Text = "按客户最新意见调整范围；" + steps[0].Text
	s.add(at, s.decider, "revise", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Revise(ctx, tx, requirements.ReviseInput{ID: s.id, ExpectedVersion: s.version, Steps: steps, Cause: cause})
	})
}

// deliver plans the result: the steps were done between the two instants, now
// and then one was not needed.
func (w *world) deliver(s *story, began, at time.Time) {
	in := requirements.DeliverInput{
		ResultText: s.need.result, ToldAt: at.Add(-time.Duration(s.minutes(1, 9)) * time.Minute), Channel: pick(s.rng, talking),
	}
	if !s.told.IsZero() { // reopened
		in.ResultText = pick(s.rng, againResult)
	}
	for i := range s.need.steps {
		done := began.Add(at.Sub(began) * time.Duration(i+1) / time.Duration(len(s.need.steps)+1))
		result := requirements.PlanStepResultInput{Step: i + 1, DoneAt: &done}
		if i == 1 && s.rng.IntN(8) == 0 {
			result.DoneAt, result.Waived = nil, new(pick(s.rng, waived))
		}
		in.Steps = append(in.Steps, result)
	}
	s.told = at
	s.add(at, s.worker, "deliver", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.Deliver(ctx, tx, in)
	})
}
