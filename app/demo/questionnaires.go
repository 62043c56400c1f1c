package demo

import (
	"context"
	"time"

	"heed/app/opportunities"
	"heed/app/surveys"
	"heed/ent"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// editions writes editions of the questionnaires: one that took the place of another, drafts,
// some in review, some that were dropped.
func (w *world) editions(now time.Time) []*step {
	var steps []*step
	add := func(days int, who, code string, do func(ctx context.Context, tx *ent.Tx, written *ent.SurveyTemplate) error) {
		steps = append(steps, &step{at: now.AddDate(0, 0, -days).Add(-2 * time.Hour), who: who, act: "write the questionnaire " + code, do: func(ctx context.Context, tx *ent.Tx) error {
			t, err := tx.SurveyTemplate.Query().Where(surveytemplate.Code(code), surveytemplate.StateIn(flow.TemplateDraft, flow.TemplateInReview)).Only(ctx)
			if err != nil && !ent.IsNotFound(err) {
				return err
			}
			if ent.IsNotFound(err) {
				t = nil
			}
			return do(ctx, tx, t)
		}})
	}
	draft := func(code string) func(context.Context, *ent.Tx, *ent.SurveyTemplate) error {
		return func(ctx context.Context, tx *ent.Tx, _ *ent.SurveyTemplate) error {
			_, err := surveys.DraftTemplate(ctx, tx, surveys.TemplateDraftInput{Code: code, Format: surveys.FormatHeed})
			return err
		}
	}
	submit := func(ctx context.Context, tx *ent.Tx, t *ent.SurveyTemplate) error {
		_, err := surveys.SubmitTemplate(ctx, tx, surveys.TemplateSubmitInput{ID: t.ID, ExpectedVersion: t.Version, Reason: new("年度修订")})
		return err
	}
	retire := func(ctx context.Context, tx *ent.Tx, t *ent.SurveyTemplate) error {
		_, err := surveys.RetireTemplate(ctx, tx, surveys.TemplateRetireInput{ID: t.ID, ExpectedVersion: t.Version, Reason: "暂不修订"})
		return err
	}
	approve := func(ctx context.Context, tx *ent.Tx, t *ent.SurveyTemplate) error {
		return voteOn(ctx, tx, t, flow.DecisionApprove)
	}
	for _, code := range []string{"standard", "experience"} {
		add(250, management, code, draft(code))
		add(249, management, code, submit)
		add(248, committee, code, approve)
		add(120, management, code, draft(code))
		add(118, management, code, retire)
		add(4, management, code, draft(code))
	}
	add(3, management, "standard", submit)
	for i, code := range []string{"visit", "exhibition", "service"} { // of the company's own, after the shipped one
		add(12+i, management, code, w.own(code))
	}
	add(8, management, "visit", submit)
	return steps
}

// own is a questionnaire of the company's own: that on purchase experience under its name.
func (w *world) own(code string) func(context.Context, *ent.Tx, *ent.SurveyTemplate) error {
	return func(ctx context.Context, tx *ent.Tx, _ *ent.SurveyTemplate) error {
		_, err := surveys.DraftTemplate(ctx, tx, surveys.TemplateDraftInput{Code: code, Format: surveys.FormatHeed, Document: experience()})
		return err
	}
}

// experience is the shipped questionnaire as a document.
func experience() []byte {
	document, err := survey.Export(survey.Experience())
	if err != nil { // it is ours
		panic(err)
	}
	return document
}

// chances writes opportunities down, and what became of them.
func (w *world) chances(clients []*client, now time.Time) []*step {
	var steps []*step
	for i, title := range []string{"二期门店网关扩容", "冷链监测全覆盖", "会员系统对接", "新店开业整体方案", "门锁更新换代", "收银终端租赁", "夜间托管服务", "标签打印机集采"} {
		var id typeid.ID
		of := clients[(i*5)%len(clients)]
		at := now.AddDate(0, 0, -90+i*4)
		move := func(after time.Duration, do func(ctx context.Context, tx *ent.Tx, o *ent.Opportunity) error) {
			steps = append(steps, &step{at: at.Add(after), who: management, act: "see to the opportunity " + title, do: func(ctx context.Context, tx *ent.Tx) error {
				o, err := tx.Opportunity.Get(ctx, id)
				if err == nil {
					err = do(ctx, tx, o)
				}
				return err
			}})
		}
		steps = append(steps, &step{at: at, who: management, act: "write down the opportunity " + title, do: func(ctx context.Context, tx *ent.Tx) error {
			o, err := opportunities.Create(ctx, tx, opportunities.CreateInput{CustomerID: of.id, Fields: opportunities.Fields{
				Title: &title, Kinds: []flow.ExpansionKind{flow.ExpansionNewLine}, Budget: new(flow.BudgetW20To50), Decision: new(flow.DecideM1To3),
			}})
			if err == nil {
				id = o.ID
			}
			return err
		}})
		move(26*time.Hour, func(ctx context.Context, tx *ent.Tx, o *ent.Opportunity) error {
			_, err := opportunities.Assess(ctx, tx, opportunities.AssessInput{ID: o.ID, ExpectedVersion: o.Version, Assessment: "产品与研发部门评估：接口齐备，可以实施。"})
			return err
		})
		if i < 2 {
			continue
		}
		if i < 6 {
			move(50*time.Hour, func(ctx context.Context, tx *ent.Tx, o *ent.Opportunity) error {
				_, err := opportunities.Try(ctx, tx, opportunities.TryInput{ID: o.ID, ExpectedVersion: o.Version, From: at.Format(time.DateOnly), To: at.AddDate(0, 1, 0).Format(time.DateOnly)})
				return err
			})
		}
		switch {
		case i >= 6:
			move(80*time.Hour, func(ctx context.Context, tx *ent.Tx, o *ent.Opportunity) error {
				_, err := opportunities.Lose(ctx, tx, opportunities.EndInput{ID: o.ID, ExpectedVersion: o.Version, Reason: new("预算推迟到明年")})
				return err
			})
		case i >= 4:
			move(30*24*time.Hour, func(ctx context.Context, tx *ent.Tx, o *ent.Opportunity) error {
				_, err := opportunities.Win(ctx, tx, opportunities.EndInput{ID: o.ID, ExpectedVersion: o.Version, TrialResult: new("试用期间零故障")})
				return err
			})
		}
	}
	return steps
}
