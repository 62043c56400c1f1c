package jobs

import (
	"fmt"
	"time"

	"heed/app/requirements"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// expected are the refusals that people run into who try what the rules do not let
// them.
var expected = map[string]bool{
	"sla.clock_overdue": true, "sla.clock_not_running": true, "sla.clock_not_paused": true, "clock.none": true,
	"requirement.response_already_recorded": true, "requirement.no_response": true, "requirement.unmerge_target_closed": true,
	"approval.already_pending": true, "transition.illegal": true, "requirement.customer_rated": true,
}

// life is what becomes of one requirement.
type life struct {
	y       *year
	id      typeid.ID
	lead    flow.DepartmentType
	hearer  string
	worker  string // who works on it; "" before somebody does
	urgency flow.Urgency
	waits   time.Time // since when the customer waits for an answer
	rounds  int
}

// arrivals is how many needs are heard today.
func (y *year) arrivals() int {
	n := y.world.needs / 100
	if y.in(y.world.needs % 100) {
		n++
	}
	return n
}

// hear writes a need down, and takes it on.
func (y *year) hear() {
	c := oneOf(y, y.clients)
	l := &life{y: y, lead: oneOf(y, leading), hearer: c.manager, urgency: oneOf(y, []flow.Urgency{
		flow.UrgencyUrgent, flow.UrgencyImportant, flow.UrgencyImportant, flow.UrgencyGeneral, flow.UrgencyGeneral, flow.UrgencyGeneral,
	})}
	if y.in(20) {
		l.hearer = "management"
	}
	now := y.Clock.Now()
	collected := now.Add(-time.Duration(y.between(5, 20*60)) * time.Minute)
	if y.in(15) {
		collected = now.Add(-time.Duration(y.between(20*60, 60*60)) * time.Minute)
	}
	categories := flow.RequirementCategory("").Values()
	category := flow.RequirementCategory(categories[y.rng.IntN(len(categories))])
	r := made(y, l.hearer, "write a need down", requirements.Create, requirements.CreateInput{
		CustomerID: c.id, Title: fmt.Sprintf("需求 %d", y.acts["write a need down"]+1), OriginalText: "客户的原话", Source: oneOf(y, sources), CollectedAt: collected,
		Category: category, Aspects: []flow.Aspect{oneOf(y, category.Aspects())}, Urgency: l.urgency,
		LeadDepartmentID: &y.A.Departments[l.lead].ID,
	})
	if l.id = r.ID; y.in(3) {
		return // it stays a draft
	}
	y.later(y.between(0, 120), l.receive)
}

var sources = []flow.RequirementSource{
	flow.RequirementSourceVisit, flow.RequirementSourceCallEmail, flow.RequirementSourceCustomerFeedback, flow.RequirementSourceEmployee,
}

// row is the requirement as it stands.
func (l *life) row() *ent.Requirement {
	return l.y.Client.Requirement.Query().Where(requirement.ID(l.id)).OnlyX(l.y.A.System())
}

// stands tells whether the requirement is in one of the states, and its version.
func (l *life) stands(states ...flow.RequirementState) (r *ent.Requirement, is bool) {
	r = l.row()
	for _, s := range states {
		is = is || r.State == s
	}
	return r, is
}

// actor is who moves it: who works on it, or the head.
func (l *life) actor() string {
	if l.worker != "" && l.y.in(70) {
		return l.worker
	}
	return teams[l.lead].head
}

func (l *life) receive() {
	y, r := l.y, l.row()
	if made(y, l.hearer, "receive", requirements.Receive, requirements.ReceiveInput{ID: l.id, ExpectedVersion: r.Version}) == nil {
		return
	}
	l.waits = y.Clock.Now()
	l.answerInTime()
	y.later(y.between(10, 240), l.triage)
}

// triage decides who takes it up, or that nobody does.
func (l *life) triage() {
	y := l.y
	r, ok := l.stands(flow.RequirementReceived)
	if !ok {
		return
	}
	switch roll := y.rng.IntN(100); {
	case roll < 4:
		l.reject()
	case roll < 10:
		l.merge()
	default:
		l.takeUp(r)
	}
}

func (l *life) takeUp(r *ent.Requirement) {
	y := l.y
	worker := oneOf(y, teams[l.lead].members)
	in := requirements.AssignInput{ID: l.id, ExpectedVersion: r.Version, AssigneeID: &y.A.Members[worker].ID}
	if y.in(12) {
		in.AssistingDepartmentIDs = []typeid.ID{y.A.Departments[oneOf(y, leading)].ID}
	}
	if made(y, teams[l.lead].head, "assign", requirements.Assign, in) != nil {
		l.worker = worker
	}
	if y.in(8) {
		y.later(y.between(10, 200), l.judgeAnew)
	}
	if y.in(15) {
		y.later(y.between(20, 600), l.pause)
	}
	y.later(y.between(20, 400), l.analyze)
}

// judgeAnew finds that the need is of another urgency.
func (l *life) judgeAnew() {
	r, ok := l.stands(flow.RequirementReceived, flow.RequirementAnalyzing, flow.RequirementPlanned)
	if !ok {
		return
	}
	urgency := oneOf(l.y, []flow.Urgency{flow.UrgencyUrgent, flow.UrgencyImportant, flow.UrgencyGeneral})
	if urgency == r.Urgency {
		return
	}
	done := made(l.y, l.actor(), "judge the urgency anew", requirements.Update, requirements.UpdateInput{
		ID: l.id, ExpectedVersion: r.Version, Urgency: &urgency, UrgencyReason: new("客户说明了影响范围"),
	})
	if done != nil {
		l.urgency = urgency
	}
}

// analyze finds out what the need is; now and then, that another department leads.
func (l *life) analyze() {
	y := l.y
	r, ok := l.stands(flow.RequirementReceived)
	if !ok {
		return
	}
	in, who, lead := requirements.AnalyzeInput{ID: l.id, ExpectedVersion: r.Version, Nature: new(oneOf(y, []flow.Nature{flow.NatureFunctional, flow.NatureNonFunctional}))}, l.actor(), l.lead
	if other := oneOf(y, leading); other != l.lead && y.in(8) {
		in.LeadDepartmentID, who, lead = &y.A.Departments[other].ID, "management", other
	}
	if r = made(y, who, "analyze", requirements.Analyze, in); r == nil {
		return
	}
	if lead != l.lead {
		l.lead, l.worker = lead, oneOf(y, teams[lead].members)
		made(y, teams[lead].head, "assign", requirements.Assign, requirements.AssignInput{ID: l.id, ExpectedVersion: r.Version, AssigneeID: &y.A.Members[l.worker].ID})
	}
	y.later(y.between(60, 900), l.plan)
}

func (l *life) plan() {
	y := l.y
	r, ok := l.stands(flow.RequirementAnalyzing)
	if !ok {
		return
	}
	factor := func() requirements.AssessmentFactorInput {
		return requirements.AssessmentFactorInput{Score: y.between(1, 5), Reason: "已核实"}
	}
	in := requirements.PlanInput{
		ID: l.id, ExpectedVersion: r.Version, AssigneeID: &y.A.Members[l.worker].ID, Steps: l.steps(),
		Feasibility: requirements.FeasibilityInput{Technical: factor(), Economic: factor(), Time: factor(), Conclusion: flow.FeasibilityFeasible},
		Value:       requirements.ValueInput{Growth: factor(), Satisfaction: factor(), Competitiveness: factor(), Judgement: "值得处理", Level: flow.ValueMedium},
	}
	if made(y, teams[l.lead].head, "plan", requirements.Plan, in) != nil {
		y.later(y.between(60, 900), l.start)
	}
}

// steps are one to three pieces of work.
func (l *life) steps() []requirements.PlanStepInput {
	y, at := l.y, l.y.Clock.Now()
	all := make([]requirements.PlanStepInput, y.between(1, 3))
	for i := range all {
		at = y.almanac.due(promise{y.between(300, 1800), unitWorkingMinute}, at, nil)
		owner := l.worker
		if y.in(30) {
			owner = teams[l.lead].head
		}
		all[i] = requirements.PlanStepInput{Text: fmt.Sprintf("步骤 %d", i+1), OwnerID: y.A.Members[owner].ID, DueAt: at}
	}
	return all
}

// start begins the work; without an answer only for a reason.
func (l *life) start() {
	y := l.y
	r, ok := l.stands(flow.RequirementPlanned)
	if !ok {
		return
	}
	in := requirements.StartInput{ID: l.id, ExpectedVersion: r.Version}
	if y.in(15) {
		in.WithoutResponseReason = new("客户要求先行处理")
	}
	if made(y, l.actor(), "start", requirements.Start, in) == nil {
		y.later(y.between(200, 700), l.start)
		return
	}
	l.work()
}

// reject does not take it up; of a key customer's others have to agree.
func (l *life) reject() {
	y, r := l.y, l.row()
	now := y.Clock.Now()
	in := requirements.RejectInput{ID: l.id, ExpectedVersion: r.Version, Reason: "超出服务范围", ToldAt: &now, Channel: new(flow.ChannelPhone)}
	r = made(y, teams[l.lead].head, "reject", requirements.Reject, in)
	if r != nil && r.State != flow.RequirementRejected {
		y.later(y.between(60, 2000), l.vote)
	}
}
