package demo

import (
	"context"
	"time"

	"heed/app/recognitions"
	"heed/app/research"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/money"
)

// study is a piece of research, planned; and what becomes of it.
type study struct {
	by            string
	title, agency string
	method        flow.ResearchMethod
	rule          string
	cost          money.Amount
	secret        bool
	end           flow.ResearchState
	found         []flow.Insight
	words         string // of its conclusion, or why it was given up
}

var studies = []study{
	{
		management, "零售与冷链行业年度市场调研", "华信市场研究有限公司", flow.ResearchMarket, "六个城市各取五十户", 8_600_000, false, flow.ResearchDone,
		[]flow.Insight{{Kind: flow.InsightMarket, Text: "离线收款与温度报警的询价比去年多三成"}, {Kind: flow.InsightCompetitor, Text: "两家同行已承诺四十八小时上门"}},
		"产品规划应把离线收款列为必选项",
	},
	{
		headService, "售后客户焦点小组", "", flow.ResearchFocusGroup, "近半年报修两次以上的客户八位", 320_000, false, flow.ResearchDone,
		[]flow.Insight{{Kind: flow.InsightPainPoint, Text: "预约时间段太宽，客户要请半天假"}},
		"把上门时间段缩短到两小时",
	},
	{management, "需求数据分析", "", flow.ResearchDataAnalysis, "全年已关闭的需求", 0, false, flow.ResearchRunning, nil, ""},
	{headSales, "经销商深度访谈", "", flow.ResearchInterview, "每个大区两家", 150_000, false, flow.ResearchRunning, nil, ""},
	{management, "门店神秘顾客检查", "正观咨询", flow.ResearchMystery, "抽取十家门店", 2_400_000, true, flow.ResearchPlanned, nil, ""},
	{management, "新品试用问卷", "", flow.ResearchSurvey, "试用客户全体", 0, false, flow.ResearchPlanned, nil, ""},
	{headSales, "展会现场观察", "", flow.ResearchObservation, "三天展期", 60_000, false, flow.ResearchCancelled, nil, "展会延期"},
	{headService, "配送环节观察", "", flow.ResearchObservation, "随车十趟", 0, false, flow.ResearchCancelled, nil, "人手不足，改为下季度"},
}

// research plans the studies of the last months.
func (w *world) research(now time.Time) []*step {
	var all []*step
	for i, s := range studies {
		var is *ent.ResearchActivity
		at := now.Add(-time.Duration(60-5*i) * 24 * time.Hour)
		add := func(after time.Duration, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.ResearchActivity, error)) {
			all = append(all, &step{at: at.Add(after), who: s.by, act: act, do: func(ctx context.Context, tx *ent.Tx) (err error) {
				is, err = do(ctx, tx)
				return err
			}})
		}
		in := research.CreateInput{
			Title: s.title, Method: s.method, Mode: flow.ResearchSelf, SampleRule: &s.rule, PlannedOn: at.Add(7 * 24 * time.Hour), Confidential: &s.secret,
		}
		if s.agency != "" {
			in.Mode, in.Agency = flow.ResearchOutsourced, &s.agency
		}
		if s.cost > 0 {
			in.Cost = &s.cost
		}
		add(0, "research", func(ctx context.Context, tx *ent.Tx) (*ent.ResearchActivity, error) {
			return research.Create(ctx, tx, in)
		})
		if s.end == flow.ResearchRunning || s.end == flow.ResearchDone {
			add(24*time.Hour, "begin research", func(ctx context.Context, tx *ent.Tx) (*ent.ResearchActivity, error) {
				return research.Start(ctx, tx, research.StartInput{ID: is.ID, ExpectedVersion: is.Version})
			})
		}
		switch s.end {
		case flow.ResearchDone:
			add(20*24*time.Hour, "finish research", func(ctx context.Context, tx *ent.Tx) (*ent.ResearchActivity, error) {
				return research.Finish(ctx, tx, research.FinishInput{ID: is.ID, ExpectedVersion: is.Version, Insights: s.found, Conclusion: &s.words})
			})
		case flow.ResearchCancelled:
			add(5*24*time.Hour, "give research up", func(ctx context.Context, tx *ent.Tx) (*ent.ResearchActivity, error) {
				return research.Cancel(ctx, tx, research.CancelInput{ID: is.ID, ExpectedVersion: is.Version, Reason: s.words})
			})
		case flow.ResearchPlanned, flow.ResearchRunning:
		}
	}
	return all
}

// rewards are recognitions for requirements whose customers were told a result: two or
// more in each state, of customers and of members in turn.
func (w *world) rewards(stories []*story, now time.Time) []*step {
	var all []*step
	ends := []flow.RecognitionState{flow.RecognitionDone, flow.RecognitionDecided, flow.RecognitionProposed, flow.RecognitionCancelled}
	n := 0
	for _, s := range stories {
		if s.end != flow.RequirementFeedback && s.end != flow.RequirementClosed {
			continue
		}
		if n == 3*len(ends) {
			break
		}
		var is *ent.Recognition
		end, ofCustomer, praised, at := ends[n/2%len(ends)], n%2 == 0, n >= 2*len(ends), now.Add(-time.Duration(30-n)*time.Hour)
		add := func(after time.Duration, who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Recognition, error)) {
			all = append(all, &step{at: at.Add(after), who: who, act: act, do: func(ctx context.Context, tx *ent.Tx) (err error) {
				is, err = do(ctx, tx)
				return err
			}})
		}
		add(0, management, "propose", func(ctx context.Context, tx *ent.Tx) (*ent.Recognition, error) {
			in := recognitions.ProposeInput{Kind: flow.RecognitionReward, CauseID: s.id, Reason: "客户及时、完整地反馈了使用中的问题"}
			if praised { // by name, without a reward
				in.Kind, in.Reason = flow.RecognitionCommend, "处理主动、沟通到位，客户来函感谢"
			}
			if !ofCustomer {
				in.MemberID = new(w.id(s.worker))
				if !praised {
					in.Kind, in.Reason = flow.RecognitionUrge, "答复拖延，请改进"
				}
				return recognitions.Propose(ctx, tx, in)
			}
			r, err := tx.Requirement.Get(ctx, s.id)
			if err != nil {
				return nil, err
			}
			if in.CustomerID = &r.CustomerID; praised {
				in.Reason = "多次提出有价值的改进意见"
			} else {
				in.Amount = new(money.Amount(20_000))
			}
			return recognitions.Propose(ctx, tx, in)
		})
		if end == flow.RecognitionDecided || end == flow.RecognitionDone {
			add(2*time.Hour, committee, "decide", func(ctx context.Context, tx *ent.Tx) (*ent.Recognition, error) {
				return recognitions.Decide(ctx, tx, recognitions.DecideInput{ID: is.ID, ExpectedVersion: is.Version, Decision: flow.DecisionApprove})
			})
		}
		switch end {
		case flow.RecognitionDone:
			add(5*time.Hour, management, "carry out", func(ctx context.Context, tx *ent.Tx) (*ent.Recognition, error) {
				return recognitions.Finish(ctx, tx, recognitions.FinishInput{ID: is.ID, ExpectedVersion: is.Version, Result: "已执行"})
			})
		case flow.RecognitionCancelled:
			add(3*time.Hour, management, "drop", func(ctx context.Context, tx *ent.Tx) (*ent.Recognition, error) {
				return recognitions.Cancel(ctx, tx, recognitions.CancelInput{ID: is.ID, ExpectedVersion: is.Version, Reason: "与事实不符"})
			})
		case flow.RecognitionProposed, flow.RecognitionDecided:
		}
		n++
	}
	return all
}
