package demo

import (
	"context"
	"time"

	"heed/app/tasks"
	"heed/app/touchpoints"
	"heed/ent"
	"heed/ent/touchpoint"
	"heed/ent/touchpointstandard"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// point is a place where the demo company meets its customers.
type point struct {
	name    string
	stage   flow.JourneyStage
	of      string // who answers for it
	need    string // what is asked of it; "" for what is not on the list
	reason  string // why it was retired
	key     bool
	proceed int // days before now on which it was proposed
}

var points = []point{
	{"售后热线", flow.StageAfterSales, headService, "三十秒内接听，一次问清，不转接超过一次", "", true, 255},
	{"上门维修", flow.StageUse, headService, "预约准时，着装统一，修后试用给客户看", "", true, 254},
	{"在线客服", flow.StageInformation, headService, "工作时间一分钟内回复", "", true, 253},
	{"官网商品页", flow.StageInformation, headSales, "参数、价格与实物一致，每周核对", "", false, 252},
	{"门店接待", flow.StageSelection, headSales, "进店三分钟内问候，按需求推荐", "", true, 251},
	{"报价与签约", flow.StageTransaction, headSales, "一日内报价，合同条款逐条说明", "", true, 250},
	{"展会咨询", flow.StageInformation, headSales, "", "两年未参展", false, 249},
	{"传真订货", flow.StageTransaction, headSales, "", "客户已改用线上订货", false, 248},
	{"安装预约", flow.StageDelivery, headService, "", "", false, 130},
	{"客户回访", flow.StageAfterSales, headService, "", "", false, 129},
}

// inquiry is a round of identification.
type inquiry struct {
	title string
	days  int // before now
	of    []string
	end   flow.RoundState
}

var inquiries = []inquiry{
	{"首轮接触点识别", 240, []string{"售后热线", "上门维修", "在线客服", "官网商品页", "门店接待", "报价与签约", "展会咨询", "传真订货"}, flow.RoundClosed},
	{"补充识别（安装）", 120, []string{"安装预约", "客户回访"}, flow.RoundCancelled},
	{"补充识别（安装与回访）", 100, []string{"安装预约", "客户回访"}, flow.RoundCancelled},
	{"半年复评", 60, []string{"售后热线", "门店接待"}, flow.RoundClosed},
	{"安装环节识别", 6, []string{"安装预约"}, flow.RoundOpen},
	{"回访环节识别", 5, []string{"客户回访"}, flow.RoundOpen},
}

// norm is an edition of a touchpoint's standard, and how far it came.
type norm struct {
	of      string
	days    int // before now, when it was begun
	review  int // days after now, when it is looked at again
	major   bool
	retired int // days before now, of what was given up
	end     flow.StandardState
}

var norms = []norm{
	{"售后热线", 230, 30, false, 0, flow.StandardEffective},
	{"售后热线", 40, 200, false, 0, flow.StandardEffective},
	{"在线客服", 175, 60, false, 0, flow.StandardEffective},
	{"在线客服", 50, 180, false, 0, flow.StandardEffective},
	{"在线客服", 4, 300, false, 0, flow.StandardDraft},
	{"上门维修", 170, 5, false, 0, flow.StandardEffective},
	{"上门维修", 3, 300, false, 0, flow.StandardInReview},
	{"官网商品页", 165, 90, false, 90, flow.StandardRetired},
	{"官网商品页", 8, 300, false, 0, flow.StandardDraft},
	{"门店接待", 2, 300, false, 0, flow.StandardInReview},
	{"报价与签约", 160, 300, true, 155, flow.StandardRetired},
	{"报价与签约", 150, 120, true, 0, flow.StandardEffective},
}

// touchpoints finds out where customers meet the company, and writes standards for it.
func (w *world) touchpoints(now time.Time) []*step {
	var all []*step
	add := func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
		all = append(all, &step{at: at, who: who, act: act, do: do})
	}
	for _, p := range points {
		add(now.AddDate(0, 0, -p.proceed), p.of, "propose a touchpoint", func(ctx context.Context, tx *ent.Tx) error {
			_, err := touchpoints.Create(ctx, tx, touchpoints.CreateInput{Name: p.name, JourneyStage: p.stage})
			return err
		})
	}
	for i := range inquiries {
		w.inquire(inquiries[i], now, add)
	}
	for i := range norms {
		w.standardise(norms[i], now, add)
	}
	return until(all, now)
}

type doing func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) error)

// inquire takes a round as far as it came.
func (w *world) inquire(q inquiry, now time.Time, add doing) {
	begun, is := now.AddDate(0, 0, -q.days), new(ent.IdentificationRound)
	keep := func(r *ent.IdentificationRound, err error) error {
		if err == nil {
			*is = *r.Unwrap()
		}
		return err
	}
	add(begun, management, "open a round", func(ctx context.Context, tx *ent.Tx) error {
		ids, err := named(ctx, tx, q.of)
		if err != nil {
			return err
		}
		return keep(touchpoints.OpenRound(ctx, tx, touchpoints.RoundOpenInput{
			Title: q.title, DueAt: begun.AddDate(0, 0, 14), TouchpointIDs: ids,
			DepartmentIDs: []typeid.ID{w.departments[byService], w.departments[bySales]},
		}))
	})
	if q.end == flow.RoundCancelled {
		add(begun.AddDate(0, 0, 2), management, "cancel a round", func(ctx context.Context, tx *ent.Tx) error {
			return keep(touchpoints.CancelRound(ctx, tx, touchpoints.RoundCancelInput{ID: is.ID, ExpectedVersion: is.Version, Reason: "安装流程正在调整，稍后再评"}))
		})
		return
	}
	for i, who := range []string{headService, headSales} {
		add(begun.AddDate(0, 0, 1+i), who, "score touchpoints", func(ctx context.Context, tx *ent.Tx) error {
			ids, err := named(ctx, tx, q.of)
			if err != nil {
				return err
			}
			in := touchpoints.RoundScoreInput{ID: is.ID, ExpectedVersion: is.Version}
			for k, id := range ids {
				in.Scores = append(in.Scores, touchpoints.ScoreInput{
					TouchpointID: id, NeedRelevance: 5 - (k+i)%3, BehaviourFit: 4 - k%2, DecisionImpact: 3 + (k+i)%3,
				})
			}
			return keep(touchpoints.ScoreRound(ctx, tx, in))
		})
		if q.end == flow.RoundOpen {
			return // the others have still to score
		}
	}
	add(begun.AddDate(0, 0, 7), management, "close a round", func(ctx context.Context, tx *ent.Tx) error {
		in := touchpoints.RoundCloseInput{ID: is.ID, ExpectedVersion: is.Version, Conclusion: new("按评分结果确定清单")}
		ids, err := named(ctx, tx, q.of)
		if err != nil {
			return err
		}
		for i, id := range ids {
			for _, p := range points {
				if p.name == q.of[i] {
					in.Decisions = append(in.Decisions, touchpoints.DecisionInput{
						TouchpointID: id, Confirm: p.need != "", IsKey: new(p.key), ManagementRequirement: new(p.need), Reason: new(p.reason),
					})
				}
			}
		}
		return keep(touchpoints.CloseRound(ctx, tx, in))
	})
}

// named are the touchpoints of the names, in their order.
func named(ctx context.Context, tx *ent.Tx, names []string) ([]typeid.ID, error) {
	ids := make([]typeid.ID, len(names))
	for i, name := range names {
		id, err := tx.Touchpoint.Query().Where(touchpoint.Name(name)).OnlyID(ctx)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// standardise takes an edition as far as it came.
func (w *world) standardise(n norm, now time.Time, add doing) {
	begun, id, who := now.AddDate(0, 0, -n.days), new(typeid.ID), headSales
	for _, p := range points {
		if p.name == n.of {
			who = p.of
		}
	}
	read := func(ctx context.Context, tx *ent.Tx) (*ent.TouchpointStandard, error) {
		return tx.TouchpointStandard.Query().Where(touchpointstandard.ID(*id)).Only(ctx)
	}
	add(begun, who, "draft a standard", func(ctx context.Context, tx *ent.Tx) error {
		ids, err := named(ctx, tx, []string{n.of})
		if err != nil {
			return err
		}
		s, err := touchpoints.Draft(ctx, tx, touchpoints.DraftInput{
			TouchpointID: ids[0], ServiceStandard: new(n.of + "：响应及时、说明清楚、结果可查"), OperatingProcedure: new("问候 → 确认需求 → 处理 → 复述结果 → 记录"),
			Post: new(frontPost), Major: new(n.major), ReviewDueOn: new(now.AddDate(0, 0, n.review).In(w.config.Zone).Format(time.DateOnly)),
			Items: []touchpoints.ItemInput{
				{Metric: "首次响应时间", Operator: flow.OperatorAtMost, Target: 60, Unit: "秒", Method: "系统记录，每月统计"},
				{Metric: "一次解决率", Operator: flow.OperatorAtLeast, Target: 85, Unit: "%", Method: "每月抽查五十单"},
				{Metric: "客户评分", Operator: flow.OperatorAtLeast, Target: 4.5, Unit: "分", Method: "服务后邀请评分"},
			},
		})
		if err == nil {
			*id = s.ID
		}
		return err
	})
	if n.end == flow.StandardDraft {
		return
	}
	if n.end == flow.StandardEffective || n.end == flow.StandardInReview || !n.major {
		add(begun.Add(26*time.Hour), who, "submit a standard", func(ctx context.Context, tx *ent.Tx) error {
			s, err := read(ctx, tx)
			if err != nil {
				return err
			}
			_, err = touchpoints.Submit(ctx, tx, touchpoints.SubmitInput{ID: s.ID, ExpectedVersion: s.Version, Comment: new("请审核。")})
			return err
		})
	}
	if n.end == flow.StandardEffective || n.end == flow.StandardRetired && !n.major {
		voter := management
		if n.major {
			voter = committee
		}
		add(begun.Add(50*time.Hour), voter, "approve a standard", func(ctx context.Context, tx *ent.Tx) error {
			s, err := read(ctx, tx)
			if err != nil {
				return err
			}
			a, err := s.QueryApproval().Only(ctx)
			if err != nil {
				return err
			}
			_, err = touchpoints.Consequences.Vote(ctx, tx, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove})
			return err
		})
	}
	if n.end == flow.StandardRetired {
		add(now.AddDate(0, 0, -n.retired), who, "retire a standard", func(ctx context.Context, tx *ent.Tx) error {
			s, err := read(ctx, tx)
			if err != nil {
				return err
			}
			_, err = touchpoints.RetireStandard(ctx, tx, touchpoints.StandardRetireInput{ID: s.ID, ExpectedVersion: s.Version, Reason: "内容改版，另行制定"})
			return err
		})
	}
}
