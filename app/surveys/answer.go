package surveys

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveyresponse"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// filling is a questionnaire while it is filled in, locked.
type filling struct {
	campaign   *ent.SurveyCampaign
	template   *ent.SurveyTemplate
	invitation *ent.SurveyInvitation
	response   *ent.SurveyResponse // nil before anything was kept
	customer   *ent.Customer
	mode       flow.SurveyMode
	urgent     *bool // as who fills it in says
	cooperates *bool
}

func (f *filling) questions() []survey.Question { return f.template.Questionnaire.Questions }

// open tells whether it can be filled in: survey.over, survey.declined, survey.submitted.
func (f *filling) open(now time.Time) error {
	switch {
	case f.response != nil && f.response.State != flow.ResponseInProgress && f.response.State != flow.ResponseDiscarded:
		return fault.Precondition("survey.submitted")
	case f.invitation.State == flow.InvitationOptedOut:
		return fault.Precondition("survey.declined")
	case f.campaign.State != flow.CampaignRunning || !now.Before(f.campaign.ClosesAt) || f.campaign.OpensAt == nil || now.Before(*f.campaign.OpensAt):
		return fault.Precondition("survey.over")
	}
	return nil
}

// hold locks the invitation and what was filled in on it.
func hold(ctx context.Context, tx *ent.Tx, invitation typeid.ID) (*filling, error) {
	sys := viewer.SystemOf(ctx)
	i, err := lockInvitation(sys, tx, invitation)
	if err != nil {
		return nil, err
	}
	f := &filling{invitation: i, mode: flow.ModeSelf}
	if f.campaign, err = tx.SurveyCampaign.Query().Where(idOfCampaign(i.CampaignID)).WithTemplate().Only(sys); err != nil {
		return nil, fmt.Errorf("surveys: reading the campaign of %s: %w", i.ID, err)
	}
	f.template = f.campaign.Edges.Template
	if f.customer, err = tx.Customer.Get(sys, i.CustomerID); err != nil {
		return nil, fmt.Errorf("surveys: reading the customer of %s: %w", i.ID, err)
	}
	q := tx.SurveyResponse.Query().Where(surveyresponse.InvitationID(i.ID))
	q.Modify(database.Lock)
	f.response, err = q.Only(sys)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("surveys: reading what was filled in on %s: %w", i.ID, err)
	}
	if ent.IsNotFound(err) {
		f.response = nil
	}
	return f, nil
}

// factsOf is what is known besides the answers: kept with the response when it is begun, so
// that its questions stay the same (D3-41, A6, A7).
func factsOf(ctx context.Context, c *ent.Customer) survey.Facts {
	return survey.Facts{
		flow.FactAskRelationOfNew:   tenants.ConfigFrom(ctx).Tenant.Settings.AskRelationOfNew,
		flow.FactCooperationExists:  c.CooperationSince != nil && *c.CooperationSince != "",
		flow.FactCustomerIndividual: c.Kind == flow.CustomerIndividual,
	}
}

func (f *filling) facts(ctx context.Context) survey.Facts {
	facts := factsOf(ctx, f.customer)
	if f.response != nil {
		facts = f.response.Facts
	}
	if f.cooperates != nil {
		facts[flow.FactCooperationExists] = *f.cooperates
	}
	return facts
}

// merged are the answers with those of the input in place of the ones before.
func (f *filling) merged(ctx context.Context, given []survey.Answer) ([]survey.Answer, error) {
	var all []survey.Answer
	if f.response != nil {
		before, err := AnswersOf(ctx, f.response)
		if err != nil {
			return nil, err
		}
		all = slices.Clone(before)
	}
	for _, a := range given {
		if i := slices.IndexFunc(all, func(b survey.Answer) bool { return b.Question == a.Question }); i >= 0 {
			all[i] = a
			continue
		}
		all = append(all, a)
	}
	return all, nil
}

// keep writes what counts of the answers, and moves the invitation on; what is wrong is not
// kept, nor what stood there before, and said (D3-17). Records survey_invitation.opened and
// survey_response.in_progress, each once.
func (f *filling) keep(ctx context.Context, tx *ent.Tx, given []survey.Answer) ([]survey.Problem, error) {
	now := viewer.Now(ctx)
	if err := f.open(now); err != nil {
		return nil, err
	}
	all, err := f.merged(ctx, given)
	if err != nil {
		return nil, err
	}
	facts := f.facts(ctx)
	kept, problems := survey.Validate(f.questions(), all, facts, false)
	if err := f.opened(ctx); err != nil {
		return nil, err
	}
	return problems, f.write(ctx, tx, kept, facts)
}

// opened moves an invitation on that somebody fills in.
func (f *filling) opened(ctx context.Context) error {
	if f.invitation.State == flow.InvitationOpened {
		return nil
	}
	next, err := flow.SurveyInvitation.Next(f.invitation.State, flow.InvitationActOpen)
	if err != nil {
		return fault.Precondition("survey.over").Because(err)
	}
	f.invitation, err = moveInvitation(ctx, f.invitation, f.invitation.Update().SetState(next).SetOpenedAt(viewer.Now(ctx)), "D3-17")
	return err
}

func (f *filling) write(ctx context.Context, tx *ent.Tx, kept []survey.Answer, facts survey.Facts) error {
	now := viewer.Now(ctx)
	open, reach := apart(f.questions(), kept)
	last := ""
	if len(open) > 0 {
		last = open[len(open)-1].Question
	}
	if f.response == nil {
		id := typeid.New(ent.Prefixes[ent.TypeSurveyResponse], now)
		sealed, err := sealReach(ctx, id, reach)
		if err != nil {
			return err
		}
		q := tx.SurveyResponse.Create().SetID(id).SetCampaignID(f.campaign.ID).SetInvitationID(f.invitation.ID).SetTemplateID(f.template.ID).
			SetCustomerID(f.customer.ID).SetContactID(f.invitation.ContactID).SetDepartmentID(f.customer.DepartmentID).SetMemberID(f.customer.AccountManagerID).
			SetInterviewerID(viewer.From(ctx).Member).SetMode(f.mode).SetAnswers(open).SetFacts(facts).SetLastQuestion(last).SetStartedAt(now).
			SetSubmittedAt(database.Never).SetDueAt(database.Never).SetTags([]flow.ResponseTag{}).SetNillableUrgent(f.urgent)
		if sealed != nil {
			q.SetReach(sealed)
		}
		if f.response, err = q.Save(ctx); err != nil {
			return fmt.Errorf("surveys: beginning a response: %w", err)
		}
		note(ctx, f.campaign.ID, "begun", 1)
		f.response.Edges.Template = f.template
		journal.Record(ctx, responseEvent(f.response, "survey_response.in_progress", "", "D3-17"))
		return nil
	}
	sealed, err := sealReach(ctx, f.response.ID, reach)
	if err != nil {
		return err
	}
	change := f.response.Update().SetState(flow.ResponseInProgress).SetAnswers(open).SetFacts(facts).SetLastQuestion(last).SetNillableUrgent(f.urgent)
	if sealed == nil {
		change.ClearReach()
	} else {
		change.SetReach(sealed)
	}
	if m := viewer.From(ctx).Member; m != "" { // a member goes on with it
		change.SetInterviewerID(m).SetMode(f.mode)
	}
	if f.response, err = change.Save(ctx); err != nil {
		return fmt.Errorf("surveys: going on with a response: %w", err)
	}
	f.response.Edges.Template = f.template
	return nil
}

// submit keeps the last answers and submits them, once: every question that is asked and
// required is answered (D3-17). Errors: what is wrong or missing, with all of it in
// extensions.faults.
func (f *filling) submit(ctx context.Context, tx *ent.Tx, given []survey.Answer) error {
	if err := f.open(viewer.Now(ctx)); err != nil {
		return err
	}
	all, err := f.merged(ctx, given)
	if err != nil {
		return err
	}
	facts := f.facts(ctx)
	kept, problems := survey.Validate(f.questions(), all, facts, true)
	if err := wrongAnswers(ctx, problems); err != nil {
		return err
	}
	if err := f.opened(ctx); err != nil {
		return err
	}
	if err := f.write(ctx, tx, kept, facts); err != nil {
		return err
	}
	return f.submitted(ctx, tx, kept)
}

// wrongAnswers is the first of what is wrong with answers, nil for nothing; all of it, with
// the codes of the questions as fields, stands in extensions.faults.
func wrongAnswers(ctx context.Context, problems []survey.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	first := *problems[0].Fault
	return first.Extend("faults", Wrong(ctx, problems))
}

// Wrong is what is wrong with answers, in the viewer's language; its fields are the codes
// of the questions.
func Wrong(ctx context.Context, problems []survey.Problem) []Problem {
	said := make([]Problem, len(problems))
	for i, p := range problems {
		said[i] = Problem{Field: p.Question, Code: p.Fault.Key, Message: p.Fault.Message(viewer.From(ctx).Locale)}
	}
	return said
}
