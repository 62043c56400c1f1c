package surveys

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/surveytemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// revisionAhead is how many days before its day a revision is asked for.
const revisionAhead = 30

// revisionKey is what opens the task to revise a questionnaire: once for a day, and again
// for the same day where it was looked at in the meantime.
func revisionKey(t *ent.SurveyTemplate, day string) string {
	key := "template.revision " + string(t.ID) + " " + day
	if t.ReviewedAt != nil {
		key += t.ReviewedAt.UTC().Format(" 20060102T150405.000000")
	}
	return key
}

// RemindRevisions asks the management department to revise the questionnaires whose day is
// near, or has passed: by a task until the end of the day, once for each day (D3-33). What
// holds goes on until it is replaced. The first customer of a new industry asks as well. Records template.revision_due, and task.open.
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
		if err := askToRevise(ctx, tx, due, ""); err != nil {
			return err
		}
		industry, err := newIndustry(ctx, tx)
		if err != nil || industry == "" {
			return err
		}
		return askAll(ctx, tx, label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Industry", string(industry)))
	})
	return err
}

// RevisionAskInput is a questionnaire, and why it is to be revised.
type RevisionAskInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// AskRevision asks for a questionnaire that holds to be revised before its day: a new
// product, a new industry (D3-33). Errors: template.revision_asked. Records
// template.revision_due, and task.open.
func AskRevision(ctx context.Context, tx *ent.Tx, in RevisionAskInput) (*ent.SurveyTemplate, error) {
	was, _, err := takeTemplate(ctx, tx, flow.TemplateActReview, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxShort)
	if c.Err != nil {
		return nil, c.Err
	}
	if was.RevisionAskedFor != "" {
		return nil, fault.Precondition("template.revision_asked").With("day", was.RevisionAskedFor)
	}
	one := []*ent.SurveyTemplate{was}
	err = askSoon(ctx, tx, one, reason)
	return one[0], err
}

// newIndustry is an industry whose first customer came after all questionnaires that hold
// were last looked at, where others were there before; "" for none.
func newIndustry(ctx context.Context, tx *ent.Tx) (flow.Industry, error) {
	all, err := tx.SurveyTemplate.Query().Where(surveytemplate.StateEQ(flow.TemplateEffective)).Limit(maxValues).All(ctx)
	if err != nil {
		return "", fmt.Errorf("surveys: looking for questionnaires: %w", err)
	}
	var last time.Time
	for _, t := range all {
		for _, at := range []*time.Time{t.EffectiveAt, t.ReviewedAt} {
			if at != nil && at.After(last) {
				last = *at
			}
		}
	}
	var came []struct {
		Industry flow.Industry `json:"industry"`
		Before   int           `json:"before"`
	}
	err = tx.Customer.Query().Where(customer.IndustryNotNil()).Modify(func(s *sql.Selector) {
		s.Select(sql.As(s.C(customer.FieldIndustry), "industry")).AppendSelectExprAs(sql.ExprFunc(func(b *sql.Builder) {
			b.WriteString("SUM(CASE WHEN " + s.C(customer.FieldCreatedAt) + " <= ").Arg(last).WriteString(" THEN 1 ELSE 0 END)")
		}), "before").GroupBy(s.C(customer.FieldIndustry)).OrderBy(s.C(customer.FieldIndustry))
	}).Scan(ctx, &came)
	if err != nil {
		return "", fmt.Errorf("surveys: looking at industries: %w", err)
	}
	is, known := flow.Industry(""), false
	for _, one := range came {
		if known = known || one.Before > 0; one.Before == 0 && is == "" {
			is = one.Industry
		}
	}
	if !known { // a company that begins has nothing but new ones
		return "", nil
	}
	return is, nil
}

// askAll asks for all questionnaires that hold to be revised before their day.
func askAll(ctx context.Context, tx *ent.Tx, reason string) error {
	q := tx.SurveyTemplate.Query().Where(surveytemplate.StateEQ(flow.TemplateEffective), surveytemplate.RevisionAskedForIsNil()).
		Order(surveytemplate.ByID()).Limit(maxValues)
	q.Modify(database.Lock)
	all, err := q.All(ctx)
	if err != nil {
		return fmt.Errorf("surveys: looking for questionnaires: %w", err)
	}
	return askSoon(ctx, tx, all, reason)
}

func askSoon(ctx context.Context, tx *ent.Tx, all []*ent.SurveyTemplate, reason string) error {
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
			DueAt: endOfDay(t.RevisionDueOn, viewer.Now(ctx), config.Zone), Clauses: []string{"D3-33"}, Key: revisionKey(t, t.RevisionDueOn),
		}
	}
	if err := tasks.OpenAll(ctx, tx, asked); err != nil {
		return err
	}
	for i, was := range due {
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
		due[i] = t
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
