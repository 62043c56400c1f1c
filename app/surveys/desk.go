package surveys

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/tenants"
	"heed/app/token"
	"heed/ent"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// GuessesOfAddress is how many links that do not hold an address may try; those that hold
// cost no count.
var GuessesOfAddress = limit.Limit{Kind: "survey guess", Most: 60, Window: 15 * time.Minute}

// SavesAtLink is how often answers are kept at one link: as one goes, they are with every pause.
var SavesAtLink = limit.Limit{Kind: "survey link", Most: 600, Window: time.Hour}

// Desk serves who fills in a questionnaire at its link, in the name of no member. The public
// pages and the API share it. Requests come with their instant, address and data keys.
type Desk struct {
	Client  *ent.Client
	Journal *journal.Journal
	// Company puts a company and its configuration into a context, for the system's
	// own work.
	Company func(ctx context.Context, tenant typeid.ID) (context.Context, error)
}

// Visit is a questionnaire as whoever has its link sees it.
type Visit struct {
	Invitation *ent.SurveyInvitation
	Campaign   *ent.SurveyCampaign
	Template   *ent.SurveyTemplate
	Response   *ent.SurveyResponse // nil before anything was kept
	Company    string              // its name
	Answers    []survey.Answer     // in clear
	Facts      survey.Facts
}

// Questions are those of the questionnaire.
func (v *Visit) Questions() []survey.Question { return v.Template.Questionnaire.Questions }

// Asked are the questions that are asked by what was answered so far.
func (v *Visit) Asked() []survey.Step { return survey.Path(v.Questions(), v.Answers, v.Facts) }

// Submitted tells that nothing can be changed any more.
func (v *Visit) Submitted() bool {
	return v.Response != nil && v.Response.State != flow.ResponseInProgress && v.Response.State != flow.ResponseDiscarded
}

// Closed tells why it cannot be filled in: survey.over or survey.declined; nil where it can,
// or was.
func (v *Visit) Closed(now time.Time) error {
	f := filling{campaign: v.Campaign, invitation: v.Invitation}
	if v.Submitted() {
		return nil
	}
	return f.open(now)
}

// Look finds what a link is for. The context is the company's from then on. Errors:
// RATE_LIMITED of who guesses, NOT_FOUND alike for every link that does not hold, or was
// taken back.
func (d *Desk) Look(ctx context.Context, secret string) (context.Context, *Visit, error) {
	of, link, err := d.link(ctx, secret)
	if err != nil {
		return ctx, nil, err
	}
	v, err := d.visit(of, link)
	if err != nil {
		return ctx, nil, err
	}
	return of, v, nil
}

// link finds the row of a secret, and the company's context.
func (d *Desk) link(ctx context.Context, secret string) (context.Context, *ent.Token, error) {
	place := limit.Network(viewer.Address(ctx))
	link, err := token.Find(ctx, d.Client, flow.TokenSurvey, secret)
	if errors.Is(err, token.Invalid()) {
		if err := GuessesOfAddress.Take(ctx, d.Journal, place); err != nil {
			return ctx, nil, err
		}
		return ctx, nil, fault.NotFound()
	}
	if err != nil {
		return ctx, nil, err
	}
	of, err := d.Company(ctx, link.CompanyID)
	if err != nil {
		return ctx, nil, err
	}
	if !tenants.ConfigFrom(of).AtWork() {
		return ctx, nil, fault.NotFound()
	}
	return of, link, nil
}

func (d *Desk) visit(ctx context.Context, link *ent.Token) (*Visit, error) {
	sys := viewer.SystemOf(ctx)
	i, err := d.Client.SurveyInvitation.Query().Where(surveyinvitation.ID(link.SubjectID)).
		WithCustomer().WithCampaign(func(q *ent.SurveyCampaignQuery) { q.WithTemplate() }).Only(sys)
	if ent.IsNotFound(err) || err == nil && (i.State == flow.InvitationRevoked || i.Edges.Campaign == nil || i.Edges.Campaign.Edges.Template == nil) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: reading an invitation: %w", err)
	}
	f := &filling{invitation: i, campaign: i.Edges.Campaign, template: i.Edges.Campaign.Edges.Template, customer: i.Edges.Customer}
	f.response, err = d.Client.SurveyResponse.Query().Where(surveyresponse.InvitationID(i.ID)).Only(sys)
	if ent.IsNotFound(err) {
		f.response, err = nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: reading what was filled in: %w", err)
	}
	if f.response != nil && f.response.ErasedAt != nil {
		return nil, fault.NotFound()
	}
	return f.visit(ctx)
}

// visit is how it stands.
func (f *filling) visit(ctx context.Context) (*Visit, error) {
	v := &Visit{
		Invitation: f.invitation, Campaign: f.campaign, Template: f.template, Response: f.response, Company: tenants.ConfigFrom(ctx).Tenant.Name,
		Facts: factsOf(ctx, f.customer), Answers: []survey.Answer{},
	}
	if f.response == nil {
		return v, nil
	}
	v.Facts = f.response.Facts
	var err error
	v.Answers, err = AnswersOf(ctx, f.response)
	return v, err
}

// Opened notes that somebody looks at the questionnaire for the first time (D3-17). Records
// survey_invitation.opened.
func (d *Desk) Opened(ctx context.Context, v *Visit) error {
	if v.Invitation.State != flow.InvitationSent || v.Closed(viewer.Now(ctx)) != nil {
		return nil
	}
	_, err := d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		f, err := hold(ctx, tx, v.Invitation.ID)
		if err != nil {
			return err
		}
		if f.invitation.State != flow.InvitationSent {
			return nil
		}
		return f.opened(ctx)
	})
	return err
}

// Save keeps answers as one goes; what is wrong with them is said, and all else is kept
// (D3-17). Errors: those of Look, RATE_LIMITED of the link, survey.over, survey.declined, survey.submitted.
func (d *Desk) Save(ctx context.Context, secret string, answers []survey.Answer) (context.Context, *Visit, []survey.Problem, error) {
	if len(answers) > survey.MaxQuestions {
		return ctx, nil, nil, fault.Input("answers", "input.too_many").With("max", survey.MaxQuestions)
	}
	of, link, err := d.link(ctx, secret)
	if err == nil {
		err = SavesAtLink.Take(ctx, d.Journal, string(link.ID))
	}
	if err != nil {
		return ctx, nil, nil, err
	}
	var v *Visit
	var problems []survey.Problem
	err = d.change(of, link, func(ctx context.Context, tx *ent.Tx, f *filling) (err error) {
		if problems, err = f.keep(ctx, tx, answers); err == nil {
			v, err = f.visit(ctx)
		}
		return err
	})
	if err != nil {
		return of, nil, nil, err
	}
	return of, v, problems, nil
}

// Submit submits a questionnaire, once (D3-17, D3-20). Errors: those of Save, what is wrong
// or missing, with all of it in extensions.faults.
func (d *Desk) Submit(ctx context.Context, secret string, answers []survey.Answer, urgent bool) (context.Context, *Visit, error) {
	if len(answers) > survey.MaxQuestions {
		return ctx, nil, fault.Input("answers", "input.too_many").With("max", survey.MaxQuestions)
	}
	of, link, err := d.link(ctx, secret)
	if err == nil {
		err = SavesAtLink.Take(ctx, d.Journal, string(link.ID))
	}
	if err != nil {
		return ctx, nil, err
	}
	var v *Visit
	err = d.change(of, link, func(ctx context.Context, tx *ent.Tx, f *filling) (err error) {
		f.urgent = &urgent
		if err = f.submit(ctx, tx, answers); err == nil {
			v, err = f.visit(ctx)
		}
		return err
	})
	if err != nil {
		return of, nil, err
	}
	return of, v, nil
}

// OptOut sends the person no more surveys; again it is the same (D3-19).
func (d *Desk) OptOut(ctx context.Context, secret string) error {
	of, link, err := d.link(ctx, secret)
	if err != nil {
		return err
	}
	return d.change(of, link, func(ctx context.Context, tx *ent.Tx, f *filling) error {
		next, err := flow.SurveyInvitation.Next(f.invitation.State, flow.InvitationActOptOut)
		if err != nil { // it has ended: that they want no more is kept all the same
			if f.invitation.ContactID == "" {
				return nil
			}
			return keepOptOut(ctx, tx, f.invitation.ContactID)
		}
		_, err = optOut(ctx, tx, f.invitation, next)
		return err
	})
}

// change is a change of what a link is for; two first ones at the same moment are made one
// after the other.
func (d *Desk) change(ctx context.Context, link *ent.Token, work func(ctx context.Context, tx *ent.Tx, f *filling) error) error {
	var err error
	for range 2 {
		_, err = d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			f, err := hold(ctx, tx, link.SubjectID)
			if err != nil {
				return err
			}
			if f.invitation.State == flow.InvitationRevoked || f.response != nil && f.response.ErasedAt != nil {
				return fault.NotFound()
			}
			return work(ctx, tx, f)
		})
		if !ent.IsConstraintError(err) {
			break
		}
	}
	return err
}
