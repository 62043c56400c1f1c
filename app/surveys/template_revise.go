package surveys

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// revisionAhead is how many days before its day a revision is asked for.
const revisionAhead = 30

// revisionKey is what opens the task to revise a questionnaire.
func revisionKey(template typeid.ID, day string) string {
	return "template.revision " + string(template) + " " + day
}

// RemindRevisions asks the management department to revise the questionnaires whose day is
// near, or has passed: by a task until the end of the day, once for each day (D3-33). What
// holds goes on until it is replaced. Records template.revision_due, and task.open.
func RemindRevisions(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	_, err := j.Change(viewer.SystemOf(ctx), func(ctx context.Context, tx *ent.Tx) error {
		until := viewer.Now(ctx).In(tenants.ConfigFrom(ctx).Zone).AddDate(0, 0, revisionAhead).Format(time.DateOnly)
		q := tx.SurveyTemplate.Query().Where(surveytemplate.StateEQ(flow.TemplateEffective), surveytemplate.RevisionDueOnLTE(until),
			surveytemplate.RevisionAskedForIsNil()).Order(surveytemplate.ByID()).Limit(maxValues)
		q.Modify(database.Lock)
		due, err := q.All(ctx)
		if err != nil {
			return fmt.Errorf("surveys: looking for revisions: %w", err)
		}
		return askToRevise(ctx, tx, due, "")
	})
	return err
}

// AskToRevise asks for all questionnaires that hold to be revised before their day, for the
// reason that is given: a new product, a new industry (D3-33).
func AskToRevise(ctx context.Context, tx *ent.Tx, reason string) error {
	q := tx.SurveyTemplate.Query().Where(surveytemplate.StateEQ(flow.TemplateEffective), surveytemplate.RevisionAskedForIsNil()).
		Order(surveytemplate.ByID()).Limit(maxValues)
	q.Modify(database.Lock)
	all, err := q.All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("surveys: looking for questionnaires: %w", err)
	}
	soon := viewer.Now(ctx).In(tenants.ConfigFrom(ctx).Zone).AddDate(0, 0, revisionAhead).Format(time.DateOnly)
	for _, t := range all {
		if t.RevisionDueOn == "" || t.RevisionDueOn > soon {
			t.RevisionDueOn = soon
		}
	}
	return askToRevise(ctx, tx, all, reason)
}

func askToRevise(ctx context.Context, tx *ent.Tx, due []*ent.SurveyTemplate, reason string) error {
	if len(due) == 0 {
		return nil
	}
	config, about := tenants.ConfigFrom(ctx), flow.SubjectSurveyTemplate
	asked := make([]tasks.OpenInput, len(due))
	for i, t := range due {
		asked[i] = tasks.OpenInput{
			Type: flow.TaskTemplateRevision, Title: label.Of(config.Tenant.Locale, "TaskType", string(flow.TaskTemplateRevision)),
			SubjectType: &about, SubjectID: t.ID, DepartmentID: managementDepartment(ctx),
			DueAt: endOfDay(t.RevisionDueOn, viewer.Now(ctx), config.Zone), Clauses: []string{"D3-33"}, Key: revisionKey(t.ID, t.RevisionDueOn),
		}
	}
	if err := tasks.OpenAll(ctx, tx, asked); err != nil {
		return err
	}
	for _, was := range due {
		t, err := was.Update().SetRevisionDueOn(was.RevisionDueOn).SetRevisionAskedFor(was.RevisionDueOn).Save(ctx)
		if err != nil {
			return templateWritten(err)
		}
		e := templateEvent(t, "template.revision_due", was.State, "D3-33")
		e.Detail["revisionDueOn"] = t.RevisionDueOn
		if reason != "" {
			e.Detail["reason"] = reason
		}
		journal.Record(ctx, e)
	}
	return nil
}

// endOfDay is when a day of the company ends; of one that has passed, when today does.
func endOfDay(day string, now time.Time, zone *time.Location) time.Time {
	if today := now.In(zone).Format(time.DateOnly); day < today {
		day = today
	}
	at, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil { // it was looked at when it was written
		return now
	}
	return at.AddDate(0, 0, 1)
}
