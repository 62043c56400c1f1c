package surveys

import (
	"context"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AssistInput is a questionnaire filled in with the customer.
type AssistInput struct {
	InvitationID      typeid.ID
	Mode              flow.SurveyMode
	Answers           []survey.Answer
	Urgent            *bool
	CooperationExists *bool // whatever band is ticked (A7)
	Submit            bool
}

// Assisted is what was kept of it.
type Assisted struct {
	Response *ent.SurveyResponse
	Asked    []survey.Step
	Problems []survey.Problem
}

// Assist fills a questionnaire in with the customer, on the telephone or on a visit
// (D3-17): the viewer is its interviewer. Errors: NOT_FOUND on invitationId, FORBIDDEN of
// what others filled in and the viewer may not read, survey.self, invitation.declined,
// invitation.too_often of what was not begun before, those of Desk.Save and Desk.Submit.
// Records survey_response.in_progress and survey_response.submitted.
func Assist(ctx context.Context, tx *ent.Tx, in AssistInput) (Assisted, error) {
	if err := begin(ctx, authz.SurveyResponseCreate); err != nil {
		return Assisted{}, err
	}
	c := checking(ctx)
	known(c, "mode", in.Mode)
	c.many("answers", len(in.Answers), survey.MaxQuestions)
	if in.Mode == flow.ModeSelf {
		c.Fail(fault.Input("mode", "survey.self"))
	}
	if c.Err != nil {
		return Assisted{}, c.Err
	}
	i, err := lockInvitation(ctx, tx, in.InvitationID)
	if err != nil {
		return Assisted{}, notThere(err, "invitationId")
	}
	if err := authz.On(ctx, authz.SurveyResponseCreate, InvitationRecord(i)); err != nil {
		return Assisted{}, err
	}
	f, err := hold(ctx, tx, i.ID)
	if err != nil {
		return Assisted{}, err
	}
	if err := mayBeShown(ctx, f.response, in); err != nil {
		return Assisted{}, err
	}
	if err := f.open(viewer.Now(ctx)); err != nil {
		return Assisted{}, err
	}
	if err := welcome(ctx, tx, f.invitation); err != nil {
		return Assisted{}, err
	}
	f.mode, f.urgent, f.cooperates = in.Mode, in.Urgent, in.CooperationExists
	made := Assisted{}
	if in.Submit {
		err = f.submit(ctx, tx, in.Answers)
	} else {
		made.Problems, err = f.keep(ctx, tx, in.Answers)
	}
	if err != nil {
		return Assisted{}, err
	}
	answers, err := AnswersOf(ctx, f.response)
	if err != nil {
		return Assisted{}, err
	}
	made.Response, made.Asked = f.response, survey.Path(f.questions(), answers, f.response.Facts)
	return made, nil
}

// mayBeShown refuses who may fill in and not read what others filled in, and whoever only
// looks: they are shown the response.
func mayBeShown(ctx context.Context, r *ent.SurveyResponse, in AssistInput) error {
	if r == nil || r.InterviewerID == viewer.From(ctx).Member && (in.Submit || len(in.Answers) > 0) {
		return nil
	}
	return authz.On(ctx, authz.SurveyResponseRead, ResponseRecord(r))
}
