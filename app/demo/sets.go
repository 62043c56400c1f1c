package demo

import (
	"context"
	"slices"
	"time"

	"heed/app/sets"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// theme is what some requirements have in common, and how far their set has come.
type theme struct {
	name, summary string
	needs         []string            // their titles
	to            flow.DepartmentType // that it is handed over to
	answer        string              // "" while the department owes one
	end           flow.RequirementSetState
}

var themes = []theme{
	{"断网与报警类产品改进", "多家门店提出断网收款、超温报警等要求，建议统一纳入下一版本。", []string{"收银机断网时继续收款", "冷柜温度异常自动报警", "扫码枪识别褶皱标签"}, byRnD, "断网收款与超温报警列入下季度版本，其余进入需求池。", flow.SetHandedOver},
	{"上门服务提速", "维修等待、夜间报修和安装预约反复出现，应一并改进排班。", []string{"缩短上门维修等待时间", "夜间和周末也能报修", "定期上门保养"}, byService, "增设夜班两人，安装统一提前一天短信约定。", flow.SetHandedOver},
	{"交付与包装改进", "破损、延误和可回收包装的意见集中，请物流部门给出方案。", []string{"运输破损要改进包装", "交货时间准时可靠", "提供环保可回收包装"}, byLogistics, "", flow.SetHandedOver},
	{"价格与账期诉求", "重点客户对分级价格和账期的要求，供年度政策参考。", []string{"批量采购价格分级", "延长付款账期"}, bySales, "", flow.SetConfirmed},
	{"培训与资料完善", "新员工培训、说明书和视频资料的要求合并处理。", []string{"新员工操作培训", "说明书增加图示和外文版本"}, byHR, "", flow.SetConfirmed},
	{"数据与对账", "对账、报表和权限相关的功能要求，正在补充样本。", []string{"与财务软件自动对账", "报表按自定义口径导出", "按部门分设账号权限"}, byRnD, "", flow.SetDraft},
	{"客户沟通体验", "回访频率、电话等待与答复完整性，初步归类。", []string{"回访不要过于频繁", "客服电话减少等待", "投诉处理结果要有回音"}, byCare, "", flow.SetDraft},
	{"节能降噪专题", "设备能耗与噪音要求，已随新品发布落实。", []string{"设备用电量再降低", "降低仓储机器人运行噪音"}, byRnD, "新品能耗下降一成八，老型号提供改造套件。", flow.SetArchived},
	{"展会收集的意见", "展会现场意见，已分别立项，不再单独跟踪。", []string{"新品试用机会", "宣传资料与实物一致"}, byMarketing, "", flow.SetArchived},
}

// inSet is how many requirements a set has at most.
const inSet = 6

// gatherings plans the sets, each a few days apart over the last weeks.
func (w *world) gatherings(stories []*story, now time.Time) []*step {
	var all []*step
	used := map[*story]bool{}
	for i, t := range themes {
		at := w.working(now.AddDate(0, 0, -40+3*i), 90)
		var in []*story
		for _, s := range stories {
			open := s.end != flow.RequirementDraft && s.end != flow.RequirementRejected && s.end != flow.RequirementMerged
			if open && slices.Contains(t.needs, s.need.title) && !used[s] && s.received.Before(at.Add(-48*time.Hour)) && len(in) < inSet {
				in, used[s] = append(in, s), true
			}
		}
		if len(in) > 0 {
			all = append(all, w.gathering(t, in, at)...)
		}
	}
	return all
}

func (w *world) gathering(t theme, in []*story, at time.Time) []*step {
	var all []*step
	is, owner := &ent.RequirementSet{}, management
	if t.to == bySales {
		owner = headSales
	}
	add := func(who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.RequirementSet, error)) {
		all = append(all, &step{at: at, who: who, act: act, do: func(ctx context.Context, tx *ent.Tx) (err error) {
			is, err = do(ctx, tx)
			return err
		}})
		at = w.working(at, 200)
	}
	add(owner, "put a set together", func(ctx context.Context, tx *ent.Tx) (*ent.RequirementSet, error) {
		ids := make([]typeid.ID, len(in))
		for i, s := range in {
			ids[i] = s.id
		}
		return sets.Create(ctx, tx, sets.CreateInput{Theme: t.name, Summary: &t.summary, RequirementIDs: ids})
	})
	if t.end == flow.SetDraft {
		return all
	}
	add(owner, "confirm a set", func(ctx context.Context, tx *ent.Tx) (*ent.RequirementSet, error) {
		return sets.Confirm(ctx, tx, sets.ConfirmInput{ID: is.ID, ExpectedVersion: is.Version})
	})
	if t.end == flow.SetHandedOver || t.answer != "" {
		add(management, "hand a set over", func(ctx context.Context, tx *ent.Tx) (*ent.RequirementSet, error) {
			return sets.HandOver(ctx, tx, sets.HandOverInput{ID: is.ID, ExpectedVersion: is.Version, DepartmentID: w.departments[t.to]})
		})
	}
	if t.answer != "" {
		who := management // for departments without a member
		if t.to == byService {
			who = headService
		}
		add(who, "answer a set", func(ctx context.Context, tx *ent.Tx) (*ent.RequirementSet, error) {
			return sets.Answer(ctx, tx, sets.AnswerInput{ID: is.ID, ExpectedVersion: is.Version, Answer: t.answer})
		})
	}
	if t.end == flow.SetArchived {
		add(management, "archive a set", func(ctx context.Context, tx *ent.Tx) (*ent.RequirementSet, error) {
			return sets.Archive(ctx, tx, sets.ArchiveInput{ID: is.ID, ExpectedVersion: is.Version})
		})
	}
	return all
}
