package surveys

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/authz"
	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ReplyInput is the first answer to a customer who pressed.
type ReplyInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Text            string
	MilestoneAt     time.Time
	Channel         flow.Channel
}

// Reply writes down the first answer to the customer: what will be done, and by when; the
// 24 hours stop (D3-25). Errors: response.replied, response.milestone_past. Records
// survey_response.replied.
func Reply(ctx context.Context, tx *ent.Tx, in ReplyInput) (*ent.SurveyResponse, error) {
	was, next, err := takeResponse(ctx, tx, authz.SurveyResponseUpdate, flow.ResponseActReply, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.Reply != nil {
		return nil, fault.Precondition("response.replied")
	}
	c := checking(ctx)
	reply := &flow.ResponseReply{Text: c.Lines("text", in.Text, 1, maxResult), MilestoneAt: in.MilestoneAt, Channel: in.Channel, By: viewer.From(ctx).Member, At: c.now}
	known(c, "channel", in.Channel)
	if !in.MilestoneAt.After(c.now) {
		c.Fail(fault.Input("milestoneAt", "response.milestone_past"))
	}
	if c.Err != nil {
		return nil, c.Err
	}
	due, err := clocks.Stop(ctx, tx, clocks.OfResponse(was), sla.ClockSurveyInitialReply, c.now, "")
	if err != nil {
		return nil, err
	}
	return moveResponse(ctx, was, was.Update().SetState(next).SetReply(reply).SetInitialReplyAt(c.now).SetDueAt(due), "survey_response.replied", "D3-25")
}

// CorrectionInput is a key answer put right.
type CorrectionInput struct {
	Answer survey.Answer
	Reason string
}

// VerifyInput are key answers that were checked with the customer.
type VerifyInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Verified        []string
	Corrections     []CorrectionInput
}

// Verify checks key answers with the customer, and puts them right: what had been said
// stays beside it (D3-20). The figures of the campaign go with what is right. Errors:
// response.not_key on verified[i] or corrections[i].answer.question, what is wrong with an
// answer. Records survey_response.verifying, and survey_response.verified once all are.
func Verify(ctx context.Context, tx *ent.Tx, in VerifyInput) (*ent.SurveyResponse, error) {
	act := flow.ResponseActVerify
	was, next, err := takeResponse(ctx, tx, authz.SurveyResponseUpdate, act, in.ID, in.ExpectedVersion)
	if was != nil && was.State == flow.ResponseVerifying { // it goes on
		next, err = flow.SurveyResponse.Next(was.State, flow.ResponseActCorrect)
	}
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	c.many("verified", len(in.Verified), survey.MaxQuestions)
	c.many("corrections", len(in.Corrections), survey.MaxQuestions)
	if len(in.Verified)+len(in.Corrections) == 0 && len(keyAnswers(questionsOf(was))) > 0 {
		c.Fail(fault.Input("verified", "input.required"))
	}
	if c.Err != nil {
		return nil, c.Err
	}
	checked := slices.Clone(was.Checked)
	check := func(at, code string) error {
		q := survey.Find(questionsOf(was), code)
		if q == nil || !q.KeyAnswer {
			return fault.Input(at, "response.not_key").With("code", code)
		}
		if !slices.ContainsFunc(checked, func(v survey.Verified) bool { return v.Question == code }) {
			checked = append(checked, survey.Verified{Question: code, By: viewer.From(ctx).Member, At: c.now})
		}
		return nil
	}
	for i, code := range in.Verified {
		if err := check(fmt.Sprintf("verified[%d]", i), code); err != nil {
			return nil, err
		}
	}
	for i, k := range in.Corrections {
		if err := check(fmt.Sprintf("corrections[%d].answer.question", i), k.Answer.Question); err != nil {
			return nil, err
		}
	}
	change := was.Update().SetState(next).SetChecked(checked)
	if err := correct(ctx, tx, was, change, in.Corrections); err != nil {
		return nil, err
	}
	typ := "survey_response.verifying"
	if was.VerifiedAt == nil && allChecked(questionsOf(was), was.Answers, checked) {
		change.SetVerifiedAt(c.now).SetVerifiedBy(viewer.From(ctx).Member)
		typ = "survey_response.verified"
	}
	return moveResponse(ctx, was, change, typ, "D3-20")
}

// correct puts answers right in a change.
func correct(ctx context.Context, tx *ent.Tx, was *ent.SurveyResponse, change *ent.SurveyResponseUpdateOne, in []CorrectionInput) error {
	if len(in) == 0 {
		return nil
	}
	before, err := AnswersOf(ctx, was)
	if err != nil {
		return err
	}
	c, answers, kept := checking(ctx), slices.Clone(before), slices.Clone(was.Corrections)
	for i, k := range in {
		reason := c.Lines(fmt.Sprintf("corrections[%d].reason", i), k.Reason, 1, maxShort)
		one := survey.Correction{Question: k.Answer.Question, Reason: reason, By: viewer.From(ctx).Member, At: c.now}
		at := slices.IndexFunc(answers, func(a survey.Answer) bool { return a.Question == k.Answer.Question })
		if at < 0 {
			answers = append(answers, k.Answer)
		} else {
			if q := survey.Find(questionsOf(was), k.Answer.Question); q.Type != flow.QuestionContact {
				said := answers[at]
				one.Was = &said
			}
			answers[at] = k.Answer
		}
		kept = append(kept, one)
	}
	if c.Err != nil {
		return c.Err
	}
	right, problems := survey.Validate(questionsOf(was), answers, was.Facts, true)
	for _, p := range problems { // what the customer left out before is not the corrector's fault
		for i, k := range in {
			if k.Answer.Question == p.Question {
				wrong := *p.Fault
				return wrong.On(fmt.Sprintf("corrections[%d].answer", i))
			}
		}
	}
	asked := map[string]bool{}
	for _, step := range survey.Path(questionsOf(was), right, was.Facts) {
		asked[questionsOf(was)[step.Index].Code] = true
	}
	for i, k := range in {
		if !asked[k.Answer.Question] {
			return fault.Input(fmt.Sprintf("corrections[%d].answer", i), "response.not_asked").With("code", k.Answer.Question)
		}
	}
	open, reach := apart(questionsOf(was), right)
	sealed, err := sealReach(ctx, was.ID, reach)
	if err != nil {
		return err
	}
	countAnswers(ctx, was.CampaignID, questionsOf(was), before, was.Facts, -1)
	countAnswers(ctx, was.CampaignID, questionsOf(was), right, was.Facts, 1)
	change.SetAnswers(open).SetCorrections(kept).SetDrafts(proposals(questionsOf(was), right)) // none is decided on before it is tidied
	if err := correctFigures(ctx, tx, was, change, right); err != nil {
		return err
	}
	if sealed != nil {
		change.SetReach(sealed)
	}
	return nil
}

// correctFigures has what was read off the answers, and its figures, go with what is right:
// the customer's rating, and whether the customer is looked after first, which only its own
// end takes back (D3-24). Records customer.flagged and task.open.
func correctFigures(ctx context.Context, tx *ent.Tx, was *ent.SurveyResponse, change *ent.SurveyResponseUpdateOne, right []survey.Answer) error {
	score, recommend := said(questionsOf(was), right, flow.TargetSatisfaction), said(questionsOf(was), right, flow.TargetRecommend)
	countScore(ctx, was.CampaignID, was.Score, -1)
	countScore(ctx, was.CampaignID, score, 1)
	countTags(ctx, was.CampaignID, was.Tags, -1)
	tags := tagsOf(questionsOf(was), right)
	countTags(ctx, was.CampaignID, tags, 1)
	change.ClearScore().SetNillableScore(score).ClearRecommend().SetNillableRecommend(recommend).SetTags(tags)
	c, err := tx.Customer.Get(viewer.SystemOf(ctx), was.CustomerID)
	if err != nil {
		return fmt.Errorf("surveys: reading the customer of %s: %w", was.ID, err)
	}
	f := &filling{response: was, customer: c, template: was.Edges.Template, mode: was.Mode}
	if err := f.rateRight(ctx, tx, score); err != nil {
		return err
	}
	low := survey.Flagged(questionsOf(was), right)
	if len(low) == 0 || was.Warning {
		return nil
	}
	note(ctx, was.CampaignID, "warnings", 1)
	change.SetWarning(true).SetPriority(priorityOf(was.Urgent, true))
	return f.flag(ctx, tx, low, right)
}

// rateRight puts the customer's rating right.
func (f *filling) rateRight(ctx context.Context, tx *ent.Tx, score *int) error {
	if score == nil {
		return nil
	}
	n, err := tx.SatisfactionRating.Update().Where(satisfactionrating.SubjectID(f.response.ID), satisfactionrating.Round(0)).SetScore(*score).
		Save(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("surveys: putting a rating right: %w", err)
	}
	if n == 0 {
		return f.rate(ctx, tx, *score)
	}
	return nil
}

// keyAnswers are the codes of the questions that are to be verified (D3-20).
func keyAnswers(questions []survey.Question) []string {
	var codes []string
	for _, q := range questions {
		if q.KeyAnswer {
			codes = append(codes, q.Code)
		}
	}
	return codes
}

// allChecked tells whether every key answer that was given was verified.
func allChecked(questions []survey.Question, answers []survey.Answer, checked []survey.Verified) bool {
	for _, code := range keyAnswers(questions) {
		given := slices.ContainsFunc(answers, func(a survey.Answer) bool { return a.Question == code })
		if given && !slices.ContainsFunc(checked, func(v survey.Verified) bool { return v.Question == code }) {
			return false
		}
	}
	return true
}
