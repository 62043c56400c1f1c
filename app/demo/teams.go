package demo

import (
	"context"
	"time"

	"heed/app/groups"
	"heed/app/responses"
	"heed/ent"
	"heed/rules/flow"
)

// part is somebody's part in a demo group.
type part struct {
	who      string
	capacity flow.GroupCapacity
	duty     string
}

// demoGroups are the groups that management makes when the company begins; the
// first of the parts leads.
var demoGroups = []struct {
	kind          flow.WorkGroupKind
	name, purpose string
	department    flow.DepartmentType
	parts         []part
	retired       bool
}{
	{flow.GroupResponseTeam, "紧急需求快速响应组", "二十四小时内给出方案和时间节点", flow.DepartmentService, []part{
		{headService, flow.CapacityHead, "统筹响应，对外承诺时间"}, {memberService, flow.CapacitySpecialist, "联系客户，记录响应"}, {headSales, flow.CapacityCoordinator, "协调销售与客户"},
	}, false},
	{flow.GroupResponseTeam, "重点客户响应组", "为重点客户制定详细方案", flow.DepartmentSales, []part{
		{headSales, flow.CapacityHead, "负责方案"}, {memberService, flow.CapacitySpecialist, "落实服务步骤"},
	}, false},
	{flow.GroupResponseTeam, "配送问题响应组", "处理延误和破损", flow.DepartmentLogistics, []part{
		{headService, flow.CapacityHead, "受理"}, {staff, flow.CapacitySpecialist, "查询物流，安排补发"},
	}, false},
	{flow.GroupCommittee, "客户关怀委员会", "审议重大事项", "", []part{
		{committee, flow.CapacityHead, "主持"}, {management, flow.CapacityCoordinator, "秘书"}, {headSales, flow.CapacityHead, "委员"},
	}, false},
	{flow.GroupJointHandling, "安装质量联合处理组", "跨部门整改安装问题", flow.DepartmentService, []part{
		{management, flow.CapacityHead, "牵头"}, {headService, flow.CapacityHead, "整改"}, {memberService, flow.CapacitySpecialist, "回访"},
	}, false},
	{flow.GroupResponseTeam, "展会临时响应组", "展会期间现场答复", flow.DepartmentSales, []part{{headSales, flow.CapacityHead, "现场负责"}}, true},
	{flow.GroupJointHandling, "旧系统迁移小组", "迁移期间的问题处理", flow.DepartmentService, []part{{headService, flow.CapacityHead, "负责"}, {headSales, flow.CapacitySpecialist, "协助"}}, true},
}

// gather makes the groups, and two texts that are no longer used.
func (w *world) gather(at time.Time) []*step {
	made := make([]*ent.WorkGroup, len(demoGroups))
	var all []*step
	for i, g := range demoGroups {
		in := groups.CreateInput{Kind: g.kind, Name: g.name, Purpose: &g.purpose, LeaderID: w.viewers[g.parts[0].who].Member}
		if g.department != "" {
			department := w.departments[g.department]
			in.DepartmentID = &department
		}
		for _, p := range g.parts {
			in.Members = append(in.Members, groups.MemberInput{MemberID: w.viewers[p.who].Member, Capacity: p.capacity, Duty: &p.duty})
		}
		all = append(all, &step{at: at, who: management, act: "makes a group", do: func(ctx context.Context, tx *ent.Tx) (err error) {
			made[i], err = groups.Create(ctx, tx, in)
			return err
		}})
		if g.retired {
			all = append(all, &step{at: at.Add(90 * 24 * time.Hour), who: management, act: "retires a group", do: func(ctx context.Context, tx *ent.Tx) error {
				_, err := groups.Retire(ctx, tx, groups.RetireInput{ID: made[i].ID, ExpectedVersion: made[i].Version})
				return err
			}})
		}
	}
	for _, t := range []responses.CreateInput{
		{Name: "春节问候（旧）", ZhHans: "{customer}您好，祝您新春愉快！", ZhHant: "{customer}您好，祝您新春愉快！", En: "Dear {customer}, a happy new year!"},
		{Name: "传真回复（旧）", ZhHans: "{customer}：“{title}”已收到。", ZhHant: "{customer}：「{title}」已收到。", En: "{customer}: “{title}” has been received."},
	} {
		all = append(all, &step{at: at, who: management, act: "leaves a text aside", do: func(ctx context.Context, tx *ent.Tx) error {
			made, err := responses.Create(ctx, tx, t)
			if err == nil {
				_, err = responses.Update(ctx, tx, responses.UpdateInput{ID: made.ID, ExpectedVersion: made.Version, Active: new(bool)})
			}
			return err
		}})
	}
	return all
}
