package tenants

import (
	"context"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/viewer"
)

// What a company starts with, in its language. It is a proposal: onboarding
// asks for every number the documents leave open.

func makeDepartments(ctx context.Context, tx *ent.Tx, l label.Locale) error {
	var rows []*ent.DepartmentCreate
	for _, kind := range flow.DepartmentType("").Values() {
		if flow.DepartmentType(kind) == flow.DepartmentOther {
			continue
		}
		rows = append(rows, tx.Department.Create().
			SetName(label.Of(l, "Department", kind)).SetType(flow.DepartmentType(kind)).
			SetIsManagement(flow.DepartmentType(kind) == flow.DepartmentExperienceManagement))
	}
	return tx.Department.CreateBulk(rows...).Exec(ctx)
}

func makeRoles(ctx context.Context, tx *ent.Tx, l label.Locale) (map[string]*ent.Role, error) {
	var rows []*ent.RoleCreate
	for _, role := range authz.Builtin() {
		rows = append(rows, tx.Role.Create().SetKey(role.Key).SetName(label.Of(l, "Role", role.Key)).SetBuiltin(true).
			SetGrants(storedGrants(role.Grants)).SetKnownActions(authz.Action("").Values()))
	}
	made, err := tx.Role.CreateBulk(rows...).Save(ctx)
	if err != nil {
		return nil, err
	}
	byKey := map[string]*ent.Role{}
	for _, r := range made {
		byKey[r.Key] = r
	}
	return byKey, nil
}

func makeTiers(ctx context.Context, tx *ent.Tx, l label.Locale) error {
	proposal := []struct {
		key         string
		collection  flow.CollectionClass
		maintenance flow.MaintenanceClass
	}{
		{"STRATEGIC", flow.CollectionKey, flow.MaintenanceHigh},
		{"KEY", flow.CollectionKey, flow.MaintenanceMedium},
		{"ORDINARY", flow.CollectionGeneral, flow.MaintenancePotential},
	}
	rows := make([]*ent.CustomerTierCreate, len(proposal))
	for i, p := range proposal {
		rows[i] = tx.CustomerTier.Create().SetKey(p.key).SetLabel(label.Of(l, "CustomerTier", p.key)).SetRank(i + 1).
			SetCollectionClass(p.collection).SetMaintenanceClass(p.maintenance)
	}
	return tx.CustomerTier.CreateBulk(rows...).Exec(ctx)
}

// makeCalendar is a usual week. Statutory days are not copied: those of every
// year that is published join the calendar when it is read (Config).
func makeCalendar(ctx context.Context, tx *ent.Tx, l label.Locale, zone string) error {
	return tx.WorkingCalendar.Create().SetName(label.Of(l, "WorkingCalendar", "DEFAULT")).SetTimezone(zone).
		SetIsDefault(true).SetWeek(sla.DefaultWeek()).SetDays([]sla.Day{}).SetValidUntil("").Exec(ctx)
}

func makePolicies(ctx context.Context, tx *ent.Tx, l label.Locale) error {
	var rows []*ent.SlaPolicyCreate
	for _, p := range sla.DefaultPolicies() {
		key, urgency := string(p.Kind), (*flow.Urgency)(nil)
		if u := flow.Urgency(p.Match.Urgency); u != "" {
			key, urgency = p.Match.Urgency, &u
		}
		severity := (*flow.Severity)(nil)
		if s := flow.Severity(p.Match.Severity); s != "" {
			key, severity = "COMPLAINT_"+p.Match.Severity, &s
		}
		row := tx.SlaPolicy.Create().SetName(label.Of(l, "SlaPolicy", key)).
			SetTarget(flow.SubjectType(p.Target)).SetClockKind(p.Kind).SetNillableUrgency(urgency).SetNillableSeverity(severity).
			SetAmount(p.Limit.Amount).SetUnit(p.Limit.Unit).SetPauseOn(p.PauseOn).SetWarnAtPercent(p.WarnAtPercent).
			SetValidFrom(viewer.Now(ctx))
		if severity != nil && *severity == flow.SeverityMajor { // the committee hears of what is still late two working days after
			row.SetEscalateTo(append(sla.DefaultEscalation(), sla.Escalation{To: sla.EscalateCommittee, AfterDays: 2}))
		}
		rows = append(rows, row)
	}
	return tx.SlaPolicy.CreateBulk(rows...).Exec(ctx)
}

// makePlans are the two cadences of need collection: an in-depth talk with each key
// customer a calendar month (D0-23), and one with each general customer a calendar
// quarter (D0-24). They begin with the next period.
func makePlans(ctx context.Context, tx *ent.Tx, l label.Locale) error {
	proposal := []struct {
		class   flow.CollectionClass
		cadence flow.Period
		inDepth bool
		clause  string
	}{
		{flow.CollectionKey, flow.PeriodMonth, true, "D0-23"},
		{flow.CollectionGeneral, flow.PeriodQuarter, false, "D0-24"},
	}
	rows := make([]*ent.EngagementPlanCreate, len(proposal))
	for i, p := range proposal {
		rows[i] = tx.EngagementPlan.Create().SetName(label.Of(l, "EngagementPlan", string(p.class))).
			SetKind(flow.EngagementNeedCollection).SetCollectionClass(p.class).
			SetRules([]flow.EngagementRule{{Key: "COLLECTION", TaskType: flow.TaskCollection, Cadence: p.cadence, MinCount: 1, InDepth: p.inDepth}}).
			SetValidFrom(viewer.Now(ctx)).SetClauseIds([]string{p.clause})
	}
	return tx.EngagementPlan.CreateBulk(append(rows, maintenancePlans(ctx, tx, l)...)...).Exec(ctx)
}

// maintenancePlans are how customers are looked after by their value: a visit of the
// executives and a service plan of their own a quarter, a talk and news of the industry a
// month, a trial a half-year (D3-27 to D3-29). They are switched on by the company, which
// decides first who is of which class (D3-26).
func maintenancePlans(ctx context.Context, tx *ent.Tx, l label.Locale) []*ent.EngagementPlanCreate {
	proposal := []struct {
		class  flow.MaintenanceClass
		clause string
		rules  []flow.EngagementRule
	}{
		{flow.MaintenanceHigh, "D3-27", []flow.EngagementRule{
			{Key: "EXEC_VISIT", TaskType: flow.TaskExecVisit, Cadence: flow.PeriodQuarter, MinCount: 1, Types: []flow.InteractionType{flow.InteractionExecVisit}},
			{Key: "SERVICE_PLAN", TaskType: flow.TaskServicePlan, Cadence: flow.PeriodQuarter, MinCount: 1},
		}},
		{flow.MaintenanceMedium, "D3-28", []flow.EngagementRule{
			{Key: "MANAGER_TALK", TaskType: flow.TaskManagerTalk, Cadence: flow.PeriodMonth, MinCount: 1},
			{Key: "NEWS_PUSH", TaskType: flow.TaskNewsPush, Cadence: flow.PeriodMonth, MinCount: 1},
		}},
		{flow.MaintenancePotential, "D3-29", []flow.EngagementRule{
			{Key: "TRIAL", TaskType: flow.TaskTrial, Cadence: flow.PeriodHalfYear, MinCount: 1},
		}},
	}
	rows := make([]*ent.EngagementPlanCreate, len(proposal))
	for i, p := range proposal {
		class := p.class
		rows[i] = tx.EngagementPlan.Create().SetName(label.Of(l, "EngagementPlan", string(p.class))).SetKind(flow.EngagementMaintenance).
			SetMaintenanceClass(class).SetRules(p.rules).SetValidFrom(viewer.Now(ctx)).SetClauseIds([]string{"D3-26", p.clause}).SetActive(false)
	}
	return rows
}

// makeQuestionnaires are the standard questionnaire and that on purchase experience, in
// force from the first day and to be revised in a year (D3-01, D3-33, D2-36).
func makeQuestionnaires(ctx context.Context, tx *ent.Tx) error {
	rows := []*ent.SurveyTemplateCreate{}
	for _, q := range survey.Shipped() {
		rows = append(rows, tx.SurveyTemplate.Create().SetCode(q.Code).SetEdition(1).SetScenario(q.Scenario).SetQuestionnaire(q).
			SetDecisions([]survey.Decision{}).SetState(flow.TemplateEffective).SetEffectiveAt(viewer.Now(ctx)).
			SetRevisionDueOn(viewer.Now(ctx).AddDate(1, 0, 0).Format(time.DateOnly)).SetSlot("effective "+q.Code))
	}
	return tx.SurveyTemplate.CreateBulk(rows...).Exec(ctx)
}

// makeForm is the requirement form, with no fields of the company's own (D0-26).
func makeForm(ctx context.Context, tx *ent.Tx) error {
	return tx.RequirementForm.Create().SetNumber(1).SetState(flow.FormEffective).SetFields([]flow.FormField{}).
		SetPublishedAt(viewer.Now(ctx)).Exec(ctx)
}
