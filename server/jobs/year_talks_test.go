package jobs

import (
	"slices"
	"strings"
	"time"

	"heed/app/engagement"
	"heed/app/progress"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/interaction"
	"heed/ent/requirement"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// month plans the talks that the plans ask for in the month, and in the quarter that
// begins with it: most come to be, some without what was asked for, some are written
// down when the period is over, some are left out.
func (y *year) month() {
	now := y.Clock.Now().In(y.zone)
	by := map[typeid.ID][]*ent.Task{}
	for _, t := range y.Client.Task.Query().Where(task.PlanIDNotNil(), task.StateEQ(flow.TaskOpen)).Order(task.ByDueAt()).AllX(y.A.System()) {
		if t.PeriodStart.In(y.zone).Month() == now.Month() {
			by[t.CustomerID] = append(by[t.CustomerID], t)
		}
	}
	for _, c := range y.clients {
		for _, t := range by[c.id] {
			y.meant(c, t)
		}
	}
}

// meant plans what becomes of a talk that a plan asks for.
func (y *year) meant(c *client, t *ent.Task) {
	now := y.Clock.Now()
	long := int(t.DueAt.Sub(now).Hours()/24) - 1
	when := func() time.Time { return instantOf(dayOf(now)+y.between(0, long), y.between(9*60, 18*60)) }
	switch roll := y.rng.IntN(100); {
	case roll < 72:
		y.at(when(), func() { y.visit(c, y.Clock.Now(), true) })
	case roll < 82:
		y.at(when(), func() { y.visit(c, y.Clock.Now(), false) })
	case roll < 88: // written down when the month is over
		at := when()
		y.at(t.DueAt.Add(time.Duration(y.between(10, 120))*time.Hour), func() { y.visit(c, at, true) })
	case roll < 92: // and found to have been in depth a day later
		y.at(when(), func() {
			if i := y.visit(c, y.Clock.Now(), false); i != nil {
				y.at(y.Clock.Now().Add(20*time.Hour), func() { y.deepen(i) })
			}
		})
	}
}

// visit writes down a talk of the account manager with a customer; now and then a need
// comes of it.
func (y *year) visit(c *client, at time.Time, inDepth bool) *ent.Interaction {
	in := engagement.CreateInput{
		Type: oneOf(y, []flow.InteractionType{flow.InteractionVisit, flow.InteractionPhone, flow.InteractionOnlineMeeting}), Direction: flow.DirectionOutbound,
		CustomerID: c.id, Title: "沟通", OccurredAt: at, InDepth: &inDepth, Needs: new("希望更快"), Opinions: new("总体满意"),
	}
	i := made(y, c.manager, "talk", engagement.Create, in)
	if i != nil && !c.staff && y.in(6) {
		l := &life{y: y, lead: c.of, hearer: c.manager, urgency: flow.UrgencyGeneral}
		r := made(y, c.manager, "draw a need from a talk", engagement.DraftRequirement, engagement.DraftInput{
			ID: i.ID, ExpectedVersion: i.Version, Category: flow.RequirementCategoryService, LeadDepartmentID: &y.A.Departments[c.of].ID,
		})
		if r != nil {
			l.id = r.ID
			y.later(y.between(0, 300), l.receive)
		}
	}
	return i
}

// deepen corrects what is written of a talk.
func (y *year) deepen(i *ent.Interaction) {
	row := y.Client.Interaction.Query().Where(interaction.ID(i.ID)).OnlyX(y.A.System())
	made(y, "management", "correct a talk", engagement.Update, engagement.UpdateInput{ID: i.ID, ExpectedVersion: row.Version, InDepth: new(true)})
}

// ask is a customer asking or suggesting something, who is mostly replied to.
func (y *year) ask() {
	c := oneOf(y, y.clients)
	i := made(y, c.manager, "be asked", engagement.Create, engagement.CreateInput{
		Type: oneOf(y, []flow.InteractionType{flow.InteractionInquiry, flow.InteractionSuggestion}), Direction: flow.DirectionInbound,
		CustomerID: c.id, Title: "来电", OccurredAt: y.Clock.Now(), Question: new("何时可以上门？"),
	})
	if i == nil || y.in(15) {
		return
	}
	y.later(y.between(10, 900), func() {
		row := y.Client.Interaction.Query().Where(interaction.ID(i.ID)).OnlyX(y.A.System())
		made(y, c.manager, "reply", engagement.Reply, engagement.ReplyInput{ID: i.ID, ExpectedVersion: row.Version, Reply: "明天上午", Channel: flow.ChannelPhone})
	})
}

// weekly makes some of the weekly checks that are open; those that nobody makes in the
// week are missed.
func (y *year) weekly() {
	sys := y.A.System()
	open := y.Client.Task.Query().Where(task.TypeEQ(flow.TaskWeeklyCheck), task.StateEQ(flow.TaskOpen)).AllX(sys)
	slices.SortFunc(open, func(a, b *ent.Task) int { return strings.Compare(y.names[a.AssigneeID], y.names[b.AssigneeID]) })
	for _, t := range open {
		if !y.in(40) {
			continue
		}
		in := progress.CheckInput{TaskID: t.ID, ExpectedVersion: t.Version}
		ids := y.Client.Requirement.Query().Where(requirement.AssigneeID(t.AssigneeID), requirement.StateIn(requirements.OpenStates()...)).
			Order(requirement.ByNumber()).IDsX(sys)
		for _, id := range ids {
			e := progress.CheckEntryInput{RequirementID: id, Text: "进展正常"}
			if y.in(10) {
				e.Problem = new("供应商延期")
			}
			in.Entries = append(in.Entries, e)
		}
		made(y, y.names[t.AssigneeID], "check the week", progress.Check, in)
	}
}
