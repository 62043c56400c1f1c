package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/flow"
)

// former are members who have left in the year.
var former = []person{
	{"lin.qiu", "邱琳", "客户服务专员", "HN-0221", authz.DepartmentMember, flow.DepartmentService, false},
	{"bo.han", "韩博", "销售代表", "HN-0317", authz.DepartmentMember, flow.DepartmentSales, false},
}

// newcomers are asked to become members and have not come yet.
var newcomers = []person{
	{"yue.fang", "方悦", "客户服务专员", "HN-0231", authz.DepartmentMember, flow.DepartmentService, false},
	{"kai.luo", "罗凯", "产品经理", "HN-0511", authz.DepartmentHead, flow.DepartmentRnD, true},
	{"ting.shen", "申婷", "市场专员", "HN-0606", authz.DepartmentMember, flow.DepartmentMarketing, false},
}

// staffing plans who leaves and who is asked in; two are asked again.
func (w *world) staffing(now time.Time) []*step {
	var all []*step
	for i, p := range former {
		all = append(all, &step{at: now.AddDate(0, 0, -120+30*i), who: admin, act: "let a member go", do: func(ctx context.Context, tx *ent.Tx) error {
			m, err := tx.Member.Query().Where(member.Email(p.email())).Only(ctx)
			if err == nil {
				_, err = tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: m.Version, State: new(flow.MemberLeft)})
			}
			return err
		}})
	}
	for i, p := range newcomers {
		at := now.Add(-time.Duration(52-i) * time.Hour)
		all = append(all, &step{at: at, who: admin, act: "ask a member in", alone: func(ctx context.Context) error {
			_, _, err := tenants.InviteMember(ctx, w.Journal, tenants.MemberInviteInput{
				DisplayName: p.name, Email: p.email(), Post: &p.post, EmployeeNumber: &p.number,
				DepartmentID: new(w.departments[p.department]), IsDepartmentHead: &p.head, RoleKeys: []string{p.role},
			})
			return err
		}})
		if i == 0 {
			continue
		}
		all = append(all, &step{at: at.Add(30 * time.Hour), who: admin, act: "ask a member in again", alone: func(ctx context.Context) error {
			m, err := w.Journal.Client().Member.Query().Where(member.Email(p.email())).Only(ctx)
			if err != nil {
				return fmt.Errorf("demo: reading a newcomer: %w", err)
			}
			_, _, err = tenants.InviteMemberAgain(ctx, w.Journal, tenants.MemberInviteAgainInput{ID: m.ID, ExpectedVersion: m.Version})
			return err
		}})
	}
	return all
}
