package surveys

import (
	"context"
	"errors"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/surveycampaign"
	"heed/ent/surveytemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/period"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// runsFor is how long a planned campaign is open.
const runsFor = 21 * 24 * time.Hour

// planned are the programs that come again by themselves (D0-64, D2-35, D2-40, A3).
var planned = []struct {
	program flow.SurveyProgram
	every   flow.Period
	code    string // of the questionnaire
	goals   []flow.SurveyGoal
	clauses []string
}{
	{flow.ProgramRequirementSatisfaction, flow.PeriodQuarter, survey.Standard().Code, []flow.SurveyGoal{flow.GoalSatisfaction, flow.GoalNeed}, []string{"D0-64"}},
	{flow.ProgramExperienceSatisfaction, flow.PeriodHalfYear, survey.Experience().Code, []flow.SurveyGoal{flow.GoalSatisfaction}, []string{"D2-35", "D2-40"}},
}

// Plan drafts the campaigns of the quarter and the half-year that has begun, each once, and
// asks the management department to see to them; of those that ended it asks for the review
// of their effect (D0-64, D2-35, D2-40, D3-31). Records campaign.draft and task.open.
func Plan(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	sys := viewer.SystemOf(ctx)
	for _, p := range planned {
		of := period.Of(p.every, viewer.Now(ctx), tenants.ConfigFrom(ctx).Zone)
		_, err := j.Change(sys, func(ctx context.Context, tx *ent.Tx) error {
			slot := string(p.program) + " " + of.Name
			there, err := tx.SurveyCampaign.Query().Where(surveycampaign.Slot(slot)).Exist(ctx)
			if err != nil || there {
				return err
			}
			is := newCampaign()
			is.Program, is.Period, is.Slot, is.DepartmentID, is.Goals = p.program, of.Name, &slot, managementDepartment(ctx), p.goals
			if err := likeBefore(ctx, tx, &is); err != nil {
				return err
			}
			l := tenants.ConfigFrom(ctx).Tenant.Locale
			is.Name = label.Of(l, "SurveyProgram", string(p.program)) + " " + of.Name
			opens := viewer.Now(ctx)
			is.ClosesAt = opens.Add(runsFor)
			if of.End.Before(is.ClosesAt) {
				is.ClosesAt = of.End
			}
			t, err := tx.SurveyTemplate.Query().Where(surveytemplate.Slot(slotEffective + p.code)).Only(ctx)
			if err == nil {
				is.TemplateID = t.ID
			} else if !ent.IsNotFound(err) {
				return fmt.Errorf("surveys: reading a template: %w", err)
			}
			made, err := plan(ctx, tx, &is, p.clauses...)
			if err != nil {
				return err
			}
			return seeTo(ctx, tx, made, "plan", is.ClosesAt, p.clauses...)
		})
		if err != nil && !errors.Is(err, fault.Conflict("campaign.planned_already")) {
			return err
		}
	}
	return askToReview(sys, j)
}

// likeBefore asks as the campaign of the program before did: its sample, its threshold, whom,
// by which ways and when reminded (D1-39).
func likeBefore(ctx context.Context, tx *ent.Tx, is *ent.SurveyCampaign) error {
	before, err := tx.SurveyCampaign.Query().Where(surveycampaign.ProgramEQ(is.Program), surveycampaign.StateNEQ(flow.CampaignCancelled)).
		Order(surveycampaign.ByClosesAt(sql.OrderDesc()), surveycampaign.ByID()).First(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("surveys: looking for the campaign before: %w", err)
	}
	is.Sampling, is.Audience, is.Channels, is.ReminderWorkday = before.Sampling, before.Audience, before.Channels, before.ReminderWorkday
	return nil
}

// reviewWithin is by when the effect of a campaign is looked at after its end.
const reviewWithin = 14 * 24 * time.Hour

// askToReview asks for the review of campaigns that ended, of the newest when there are many
// (D3-31).
func askToReview(ctx context.Context, j *journal.Journal) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		ended, err := tx.SurveyCampaign.Query().Where(surveycampaign.StateEQ(flow.CampaignClosed)).Order(surveycampaign.ByClosesAt(sql.OrderDesc()), surveycampaign.ByID()).
			Limit(maxValues).All(ctx)
		if err != nil {
			return fmt.Errorf("surveys: looking for campaigns that ended: %w", err)
		}
		for _, c := range ended {
			if c.ClosedAt == nil {
				continue
			}
			if err := seeTo(ctx, tx, c, "review", c.ClosedAt.Add(reviewWithin), "D3-31"); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// seeTo gives who sees to a campaign a task about it, once.
func seeTo(ctx context.Context, tx *ent.Tx, c *ent.SurveyCampaign, what string, due time.Time, clauses ...string) error {
	about := flow.SubjectCampaign
	_, err := tasks.Open(ctx, tx, tasks.OpenInput{
		Type: flow.TaskGeneral, Title: label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Survey", "TASK_"+what) + " " + c.Name,
		SubjectType: &about, SubjectID: c.ID, AssigneeID: c.OwnerID, DepartmentID: departmentOf(ctx, c), DueAt: due, Clauses: clauses,
		Key: campaignKey(c.ID, what),
	})
	return err
}

func campaignKey(id typeid.ID, what string) string { return "campaign." + what + " " + string(id) }

func departmentOf(ctx context.Context, c *ent.SurveyCampaign) typeid.ID {
	if c.DepartmentID != "" {
		return c.DepartmentID
	}
	return managementDepartment(ctx)
}
