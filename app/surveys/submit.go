package surveys

import (
	"context"
	"fmt"
	"math"
	"time"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The limits of the document, in hours that pass (A9).
const (
	replyWithin = 24 * time.Hour // D3-25
	tidyWithin  = 48 * time.Hour // D3-65
)

// submitted writes that a response is there, with all that follows from it at once: what it
// says in figures and tags, the clocks of 48 hours and, where the customer presses, of 24,
// the task to verify it, and the customer to be looked after first (D3-20 to D3-25, D3-65).
// Records survey_response.submitted, survey_invitation.completed, customer.flagged and
// task.open.
func (f *filling) submitted(ctx context.Context, tx *ent.Tx, kept []survey.Answer) error {
	now, was := viewer.Now(ctx), f.response
	next, err := flow.SurveyResponse.Next(was.State, flow.ResponseActSubmit)
	if err != nil {
		return err
	}
	low := survey.Flagged(f.questions(), kept)
	is := was.Update().SetState(next).SetSubmittedAt(now).SetDurationSeconds(int(now.Sub(was.StartedAt).Seconds())).
		SetTags(tagsOf(f.questions(), kept)).SetDrafts(proposals(f.questions(), kept)).SetWarning(len(low) > 0).
		SetPriority(priorityOf(was.Urgent, len(low) > 0)).SetTierKey(f.customer.TierKey).SetNillableIndustry(f.customer.Industry).
		SetDepartmentID(f.customer.DepartmentID).SetMemberID(f.customer.AccountManagerID)
	score, recommend := said(f.questions(), kept, flow.TargetSatisfaction), said(f.questions(), kept, flow.TargetRecommend)
	is.SetNillableScore(score).SetNillableRecommend(recommend)
	subject := clocks.OfResponse(was)
	subject.Lead, subject.Assignee = f.customer.DepartmentID, f.customer.AccountManagerID
	var running []*ent.SlaClock
	for _, c := range []struct {
		kind   sla.ClockKind
		within time.Duration
		wanted bool
	}{{sla.ClockSurveyTidy, tidyWithin, true}, {sla.ClockSurveyInitialReply, replyWithin, was.Urgent}} {
		if !c.wanted {
			continue
		}
		planned, err := clocks.Plan(ctx, tx, subject, c.kind, now, now.Add(c.within))
		if err != nil {
			return err
		}
		clock, err := planned.Begin(ctx, tx, subject)
		if err != nil {
			return err
		}
		running = append(running, clock)
	}
	if f.response, err = moveResponse(ctx, was, is.SetDueAt(clocks.Earliest(running...)), "", "D3-17", "D3-20", "D3-21", "D3-25", "D3-65"); err != nil {
		return err
	}
	if err := f.completed(ctx); err != nil {
		return err
	}
	f.countSubmitted(ctx, kept)
	if score != nil {
		if err := f.rate(ctx, tx, *score); err != nil {
			return err
		}
	}
	if err := f.askToVerify(ctx, tx); err != nil {
		return err
	}
	return f.flag(ctx, tx, low, kept)
}

func (f *filling) completed(ctx context.Context) error {
	next, err := flow.SurveyInvitation.Next(f.invitation.State, flow.InvitationActComplete)
	if err != nil {
		return err
	}
	change := f.invitation.Update().SetState(next).SetEndedAt(viewer.Now(ctx)).ClearRemindAt()
	if f.invitation.SentAt == nil { // filled in with a member: it has reached the customer by that
		change.SetSentAt(viewer.Now(ctx))
	}
	f.invitation, err = moveInvitation(ctx, f.invitation, change, "D3-17")
	return err
}

// countSubmitted keeps the figures of the campaign.
func (f *filling) countSubmitted(ctx context.Context, kept []survey.Answer) {
	id, r := f.campaign.ID, f.response
	countAnswers(ctx, id, f.questions(), kept, r.Facts, 1)
	note(ctx, id, "responses", 1)
	note(ctx, id, "begun", -1)
	note(ctx, id, "seconds", r.DurationSeconds)
	if r.Warning {
		note(ctx, id, "warnings", 1)
	}
	if r.Urgent {
		note(ctx, id, "urgent", 1)
	}
	countScore(ctx, id, r.Score, 1)
	countTags(ctx, id, r.Tags, 1)
}

// rate keeps satisfaction on the whole among the ratings of the customer (D3-48, D1-35).
func (f *filling) rate(ctx context.Context, tx *ent.Tx, score int) error {
	method := flow.RatingQuestionnaire
	err := tx.SatisfactionRating.Create().SetSubjectType(flow.SubjectSurveyResponse).SetSubjectID(f.response.ID).SetCustomerID(f.customer.ID).
		SetScore(score).SetMethod(method).SetByCustomer(f.mode == flow.ModeSelf).SetRatedAt(viewer.Now(ctx)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("surveys: keeping a rating: %w", err)
	}
	return nil
}

// askToVerify gives whoever looks after the customer the task to check key answers and to
// tidy the response within its 48 hours (D3-20, D3-65).
func (f *filling) askToVerify(ctx context.Context, tx *ent.Tx) error {
	about := flow.SubjectSurveyResponse
	_, err := tasks.Open(ctx, tx, tasks.OpenInput{
		Type: flow.TaskAnswerVerification, Title: taskTitle(ctx, flow.TaskAnswerVerification), SubjectType: &about, SubjectID: f.response.ID,
		CustomerID: f.customer.ID, AssigneeID: f.customer.AccountManagerID, DepartmentID: f.department(ctx), Priority: flow.PriorityNormal,
		DueAt: viewer.Now(ctx).Add(tidyWithin), Clauses: []string{"D3-20", "D3-65"}, Key: verifyKey(f.response),
	})
	return err
}

func verifyKey(r *ent.SurveyResponse) string { return "survey.verify " + string(r.ID) }

// department is whose the customer is, else the management department's.
func (f *filling) department(ctx context.Context) (id departmentID) {
	if f.customer.DepartmentID != "" {
		return f.customer.DepartmentID
	}
	return managementDepartment(ctx)
}

func taskTitle(ctx context.Context, typ flow.TaskType) string {
	return label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "TaskType", string(typ))
}

// lockCustomer is a customer as it stands, and as it stays until the change is over.
func lockCustomer(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Customer, error) {
	q := tx.Customer.Query().Where(customer.ID(id))
	q.Modify(database.Lock)
	c, err := q.Only(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("surveys: locking the customer %s: %w", id, err)
	}
	return c, nil
}

// flag has the customer looked after first whose rating is below three, or who has a need
// that is overdue: the account manager gets a task that presses (D3-24, A11). Records
// customer.flagged and task.open.
func (f *filling) flag(ctx context.Context, tx *ent.Tx, low []string, kept []survey.Answer) error {
	// Another response, or who ended it, may have changed the customer since it was read.
	var err error
	if f.customer, err = lockCustomer(ctx, tx, f.customer.ID); err != nil {
		return err
	}
	now, reasons := viewer.Now(ctx), f.customer.FollowUpReasons
	before := len(reasons)
	for _, code := range low {
		for _, a := range kept {
			if a.Question == code && a.Number != nil {
				score := int(*a.Number)
				reasons = append(reasons, flow.FollowUpReason{Kind: flow.FollowUpLowRating, Subject: flow.SubjectSurveyResponse, ID: f.response.ID, Score: &score, Question: code, At: now})
			}
		}
	}
	late, err := tx.Requirement.Query().Where(requirement.CustomerID(f.customer.ID), requirement.DueAtLT(now),
		requirement.StateIn(flow.RequirementReceived, flow.RequirementAnalyzing, flow.RequirementPlanned, flow.RequirementProcessing)).
		Order(requirement.ByDueAt()).Limit(maxReasons).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("surveys: looking for needs that are overdue: %w", err)
	}
	for _, id := range late {
		if !names(reasons, id) {
			reasons = append(reasons, flow.FollowUpReason{Kind: flow.FollowUpUnresolvedNeed, Subject: flow.SubjectRequirement, ID: id, At: now})
		}
	}
	if len(reasons) == before {
		return nil
	}
	if len(reasons) > maxReasons {
		reasons = reasons[len(reasons)-maxReasons:]
	}
	change := f.customer.Update().SetFollowUp(true).SetFollowUpReasons(reasons)
	if !f.customer.FollowUp {
		change.SetFollowUpSince(now)
	}
	c, err := change.Save(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("surveys: marking a customer: %w", err)
	}
	e := customerEvent(c, "customer.flagged", "D3-24")
	e.Detail = map[string]any{"response": f.response.ID, "overdueNeeds": len(late)} // no rating: whoever reads the customer reads it
	journal.Record(ctx, e)
	about := flow.SubjectSurveyResponse
	_, err = tasks.Open(ctx, tx, tasks.OpenInput{
		Type: flow.TaskFollowUp, Title: taskTitle(ctx, flow.TaskFollowUp), SubjectType: &about, SubjectID: f.response.ID, CustomerID: c.ID,
		AssigneeID: c.AccountManagerID, DepartmentID: f.department(ctx), Priority: flow.PriorityHigh, DueAt: now.Add(replyWithin),
		Clauses: []string{"D3-24"}, Key: followKey(c.ID, f.response.ID),
	})
	f.customer = c
	return err
}

// tagsOf are the tags that answers give by rule (D3-21).
func tagsOf(questions []survey.Question, kept []survey.Answer) []flow.ResponseTag {
	tags := []flow.ResponseTag{}
	for _, t := range survey.Tags(questions, kept) {
		tags = append(tags, flow.ResponseTag{Group: t.Group, Code: t.Code, Question: t.Question})
	}
	return tags
}

// proposals are what may be made of the words, to be decided on when the response is tidied.
func proposals(questions []survey.Question, kept []survey.Answer) []survey.Proposal {
	all := []survey.Proposal{}
	for _, d := range survey.Drafts(questions, kept) {
		all = append(all, survey.Proposal{Draft: d, State: survey.ProposalOpen})
	}
	if c, ok := survey.Opportunity(questions, kept); ok {
		all = append(all, survey.Proposal{Draft: survey.Draft{Kind: survey.DraftOpportunity, Text: c.Support}, State: survey.ProposalOpen})
	}
	return all
}

// priorityOf is how much the needs of a response press (D3-22).
func priorityOf(urgent, warning bool) flow.Urgency {
	switch {
	case urgent:
		return flow.UrgencyUrgent
	case warning:
		return flow.UrgencyImportant
	default:
		return flow.UrgencyGeneral
	}
}

// said is the number of the first answer with the target; nil for none.
func said(questions []survey.Question, kept []survey.Answer, target flow.SurveyTarget) *int {
	for _, v := range survey.Mapped(questions, kept) {
		if v.Target == target && v.Answer.Number != nil {
			n := int(math.Round(*v.Answer.Number))
			return &n
		}
	}
	return nil
}
