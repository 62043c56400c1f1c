package demo

import (
	"context"
	"time"

	"heed/app/sets"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// theme is what some requirements have in common, and how far their set has come.
type theme struct {
	name, summary string
	category      flow.RequirementCategory
	to            flow.DepartmentType // that it is handed over to
	answer        string              // "" while the department owes one
	end           flow.RequirementSetState
}

var themes = []theme{
	{"断网与报警类产品改进", "多家门店提出断网收款、超温报警等要求，建议统一纳入下一版本。", product, byRnD, "断网收款与超温报警列入下季度版本，其余进入需求池。", flow.SetHandedOver},
	{"上门服务提速", "维修等待、夜间报修和安装预约反复出现，应一并改进排班。", service, byService, "增设夜班两人，安装统一提前一天短信约定。", flow.SetHandedOver},
	{"交付与包装改进", "破损、延误和可回收包装的意见集中，请物流部门给出方案。", product, byLogistics, "", flow.SetHandedOver},
	{"价格与账期诉求", "重点客户对分级价格和账期的要求，供年度政策参考。", price, bySales, "", flow.SetConfirmed},
	{"培训与资料完善", "新员工培训、说明书和视频资料的要求合并处理。", service, byHR, "", flow.SetConfirmed},
	{"数据与对账", "对账、报表和权限相关的功能要求，正在补充样本。", product, byRnD, "", flow.SetDraft},
	{"客户沟通体验", "回访频率、电话等待与答复完整性，初步归类。", service, byCare, "", flow.SetDraft},
	{"上半年节能专题", "设备能耗与噪音要求，已随新品发布落实。", product, byRnD, "新品能耗下降一成八，老型号提供改造套件。", flow.SetArchived},
	{"去年展会收集的意见", "展会现场意见，已分别立项，不再单独跟踪。", other, byMarketing, "", flow.SetArchived},
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
			if open && s.need.category == t.category && !used[s] && s.received.Before(at.Add(-48*time.Hour)) && len(in) < inSet {
				in, used[s] = append(in, s), true
			}
		}
		all = append(all, w.gathering(t, in, at)...)
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
