package jobs

import (
	"context"

	"heed/app/findings"
	"heed/ent"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// cure is a finding and its two actions.
type cure struct {
	y           *year
	head, owner string
	id          typeid.ID
	version     int
	actions     []*ent.ImprovementAction
}

// fault looks into a delay: what lies behind it, what is done against it, and, by
// somebody else, whether that helped (D0-65).
func (y *year) fault() {
	sys := y.A.System()
	late := y.Client.SlaClock.Query().Where(slaclock.KindEQ(sla.ClockFirstResponse), slaclock.StateEQ(sla.ClockBreached)).
		Order(ent.Desc(slaclock.FieldDueAt), ent.Desc(slaclock.FieldStartedAt)).Limit(50).AllX(sys)
	for _, c := range late {
		if y.faulted[c.RequirementID] {
			continue
		}
		y.faulted[c.RequirementID] = true
		r := y.Client.Requirement.Query().Where(requirement.ID(c.RequirementID)).OnlyX(sys)
		for of, t := range teams {
			if y.A.Departments[of].ID == r.LeadDepartmentID {
				(&cure{y: y, head: t.head, owner: t.members[0]}).find(r)
			}
		}
		return
	}
}

func (c *cure) find(r *ent.Requirement) {
	f := made(c.y, c.head, "find a delay", findings.Create, findings.CreateInput{Source: flow.FindingDelay, RequirementID: &r.ID, OwnerID: &c.y.A.Members[c.head].ID})
	c.id, c.version = f.ID, f.Version
	c.y.later(c.y.between(200, 900), func() {
		c.move("find a cause", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
			return findings.FindCause(ctx, tx, findings.FindCauseInput{ID: c.id, ExpectedVersion: c.version, Cause: "无人值守", RootCauseClass: flow.RootCauseProcess})
		})
		now := c.y.Clock.Now()
		for _, kind := range []flow.ActionKind{flow.ActionCorrective, flow.ActionPreventive} {
			c.actions = append(c.actions, made(c.y, c.head, "plan an action", findings.CreateAction, findings.ActionCreateInput{
				FindingID: &c.id, Kind: kind, Measure: "安排轮值", OwnerID: c.y.A.Members[c.owner].ID, DueAt: now.AddDate(0, 0, 10), CheckOn: now.AddDate(0, 0, 20),
				Criterion: "一个月没有同类问题",
			}))
		}
		c.move("begin actions", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
			return findings.Act(ctx, tx, findings.ActInput{ID: c.id, ExpectedVersion: c.version})
		})
		c.y.at(now.AddDate(0, 0, c.y.between(5, 14)), c.finish)
	})
}

func (c *cure) finish() {
	for i, a := range c.actions {
		a = made(c.y, c.owner, "begin an action", findings.StartAction, findings.ActionStartInput{ID: a.ID, ExpectedVersion: a.Version})
		c.actions[i] = made(c.y, c.owner, "finish an action", findings.FinishAction, findings.ActionFinishInput{ID: a.ID, ExpectedVersion: a.Version})
	}
	c.move("look at actions", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		return findings.Verify(ctx, tx, findings.VerifyInput{ID: c.id, ExpectedVersion: c.version})
	})
	c.y.at(c.actions[0].CheckOn.AddDate(0, 0, 1), func() {
		for _, a := range c.actions {
			made(c.y, "management", "verify an action", findings.VerifyAction, findings.ActionVerifyInput{ID: a.ID, ExpectedVersion: a.Version, Effect: "没有再发生"})
		}
		c.move("close a finding", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
			return findings.Close(ctx, tx, findings.CloseInput{ID: c.id, ExpectedVersion: c.version})
		})
	})
}

func (c *cure) move(what string, do func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error)) {
	c.y.act(c.head, what, func(ctx context.Context, tx *ent.Tx) error {
		f, err := do(ctx, tx)
		if err == nil {
			c.version = f.Version
		}
		return err
	})
}
