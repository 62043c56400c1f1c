package jobs

import (
	"maps"
	"time"

	"heed/app/requirements"
	"heed/app/surveys"
	"heed/app/tenants"
	"heed/ent/slaclock"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/sla"
)

// rows are the requirements and clocks as they stand.
func (y *year) rows(f *fold) {
	sys := y.A.System()
	all := y.Client.Requirement.Query().AllX(sys)
	if len(all) != len(f.requirements) {
		y.t.Errorf("%d requirements, the journal knows %d", len(all), len(f.requirements))
	}
	for _, r := range all {
		if n := f.requirements[r.ID]; n == nil || n.state != string(r.State) || n.urgency != string(r.Urgency) || n.lead != r.LeadDepartmentID || n.round != r.ReopenCount {
			y.t.Errorf("%s is %s, %s, in the journal %v", r.ID, r.State, r.Urgency, n)
		}
	}
	clocks := y.Client.SlaClock.Query().Where(slaclock.KindEQ(sla.ClockFirstResponse)).AllX(sys)
	if len(clocks) != len(f.clocks) {
		y.t.Errorf("%d clocks, the journal knows %d", len(clocks), len(f.clocks))
	}
	for _, c := range clocks {
		m := f.clocks[c.ID]
		if m == nil || m.due.Sub(c.DueAt).Abs() > time.Millisecond && !m.cancelled || (m.stopped == nil) != (c.StoppedAt == nil || m.cancelled) {
			y.amiss("clock %s of %s is %s, due at %s, in the journal %+v", c.ID, c.RequirementID, c.State, c.DueAt, m)
		}
	}
	figures, err := surveys.Recount(sys, y.Client)
	y.check("recounting the counters", err)
	stored := map[requirements.Figure]int{}
	for _, c := range y.Client.Counter.Query().AllX(sys) {
		if figure := (requirements.Figure{Name: c.Name, Bucket: c.Bucket}); c.Amount != 0 && c.Name != tenants.CustomersFigure {
			stored[figure] = c.Amount
		}
	}
	if !maps.Equal(figures, stored) {
		y.t.Errorf("the counters are %v, the rows come to %v", stored, figures)
	}
}

// errands are the tasks of plans, and the weekly checks.
func (y *year) errands(f *fold) {
	states := map[string]int{}
	rows := y.Client.Task.Query().AllX(y.A.System())
	if len(rows) != len(f.tasks) {
		y.t.Errorf("%d tasks, the journal knows %d", len(rows), len(f.tasks))
	}
	checks := 0
	for _, t := range rows {
		is := f.tasks[t.ID]
		if is == nil || is.state != string(t.State) {
			y.t.Errorf("task %s is %s, in the journal %v", t.ID, t.State, is)
			continue
		}
		if t.Type == flow.TaskWeeklyCheck && t.State == flow.TaskMissed {
			checks++
		}
		if t.PlanID == "" {
			continue
		}
		should := is.should
		if should == "MISSED" && yearEnd.Before(is.due) {
			should = "OPEN"
		}
		if string(t.State) != should {
			y.t.Errorf("%s with %s from %s is %s, by the talks it should be %s", t.ID, is.with, is.from, t.State, should)
		}
		states[should]++
	}
	if checks != f.missed || checks == 0 {
		y.t.Errorf("%d weekly checks were missed, %d were told", checks, f.missed)
	}
	missed := y.Client.Task.Query().Where(task.PlanIDNotNil(), task.StateEQ(flow.TaskMissed)).CountX(y.A.System())
	if missed != states["MISSED"] || missed == 0 || states["DONE"] == 0 {
		y.t.Errorf("%d tasks of plans are missed, by the talks %v", missed, states)
	}
	y.t.Logf("tasks of plans: %v", states)
}

// tables are where the records are that events are about.
var tables = map[flow.SubjectType]string{
	flow.SubjectTenant: "tenants", flow.SubjectDepartment: "departments", flow.SubjectMember: "members", flow.SubjectRole: "roles",
	flow.SubjectSession: "sessions", flow.SubjectCalendar: "working_calendars", flow.SubjectSLAPolicy: "sla_policies", flow.SubjectTier: "customer_tiers",
	flow.SubjectCustomer: "customers", flow.SubjectRequirement: "requirements", flow.SubjectTask: "tasks", flow.SubjectApproval: "approvals",
	flow.SubjectInteraction: "interactions", flow.SubjectEngagementPlan: "engagement_plans", flow.SubjectReport: "reports",
	flow.SubjectFinding: "findings", flow.SubjectAction: "improvement_actions", flow.SubjectIndicator: "indicators", flow.SubjectMeeting: "meetings",
	flow.SubjectTouchpoint: "touchpoints", flow.SubjectIdentification: "identification_rounds", flow.SubjectStandard: "touchpoint_standards",
	flow.SubjectTrainingPlan: "training_plans", flow.SubjectTrainingSession: "training_sessions", flow.SubjectTrainingRecord: "training_records",
	flow.SubjectSurveyTemplate: "survey_templates", flow.SubjectCampaign: "survey_campaigns", flow.SubjectResearch: "research_activities",
}

// subjects looks for events without the record that they are about.
func (y *year) subjects() {
	sys := y.A.System()
	seen := map[flow.SubjectType]bool{}
	for _, e := range y.A.Events(y.t) {
		seen[e.SubjectType] = true
	}
	for of := range seen {
		table, ok := tables[of]
		if !ok {
			y.t.Errorf("where is a %s?", of)
			continue
		}
		var lost int
		err := y.DB.SQL.QueryRowContext(sys, "SELECT count(*) FROM events e WHERE e.tenant_id = $1 AND e.subject_type = $2 AND NOT EXISTS (SELECT 1 FROM "+
			table+" r WHERE r.id = e.subject_id)", string(y.A.ID), string(of)).Scan(&lost)
		if err != nil || lost > 0 {
			y.t.Errorf("%d events are about a %s that is not there: %v", lost, of, err)
		}
	}
}
