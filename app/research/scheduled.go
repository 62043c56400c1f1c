package research

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/researchactivity"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/period"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// planned are the methods that come again every quarter (D2-41).
var planned = []struct {
	method  flow.ResearchMethod
	form    flow.ResearchForm
	clauses []string
}{
	{flow.ResearchInterview, flow.ResearchOneOnOne, []string{"D2-37", "D2-41"}},
	{flow.ResearchMystery, flow.ResearchOneOnOne, []string{"D2-38", "D2-41"}},
}

func planKey(id typeid.ID) string { return "research.plan " + string(id) }

// Plan plans the interviews and the mystery visits of the quarter that has begun, each once,
// and asks the management department to see to them until its end: what is not done by then
// is a missed task (D2-41). Records research.planned and task.open.
func Plan(ctx context.Context, j *journal.Journal) error {
	config := tenants.ConfigFrom(ctx)
	if !config.AtWork() || config.Management() == "" {
		return nil
	}
	quarter := period.Of(flow.PeriodQuarter, viewer.Now(ctx), config.Zone)
	for _, p := range planned {
		slot := string(p.method) + " " + quarter.Name
		_, err := j.Change(viewer.SystemOf(ctx), func(ctx context.Context, tx *ent.Tx) error {
			there, err := tx.ResearchActivity.Query().Where(researchactivity.Slot(slot)).Exist(ctx)
			if err != nil || there {
				return err
			}
			l := config.Tenant.Locale
			r, err := tx.ResearchActivity.Create().SetTitle(label.Of(l, "ResearchMethod", string(p.method)) + " " + quarter.Name).
				SetMethod(p.method).SetMode(flow.ResearchSelf).SetForm(p.form).SetSampleRule(label.Of(l, "ResearchSample", string(p.method))).
				SetDepartmentID(config.Management()).SetPlannedOn(quarter.Start.Add(quarter.End.Sub(quarter.Start) / 2)).
				SetInsights([]flow.Insight{}).SetSlot(slot).Save(ctx)
			if err != nil {
				return fmt.Errorf("research: planning: %w", err)
			}
			moved(ctx, r, "")
			about := flow.SubjectResearch
			_, err = tasks.Open(ctx, tx, tasks.OpenInput{
				Type: flow.TaskGeneral, Title: r.Title, SubjectType: &about, SubjectID: r.ID, DepartmentID: r.DepartmentID,
				DueAt: quarter.Due(), Clauses: p.clauses, Key: planKey(r.ID),
			})
			return err
		})
		if err != nil && !ent.IsConstraintError(err) { // another process planned it at the same moment
			return err
		}
	}
	return nil
}
