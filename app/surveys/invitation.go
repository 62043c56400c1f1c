package surveys

import (
	"context"
	"fmt"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveyinvitation"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// InvitationRecord is what scopes look at in an invitation: the department and the member
// who look after the customer.
func InvitationRecord(i *ent.SurveyInvitation) authz.Record {
	return authz.Record{Departments: present(i.DepartmentID), Members: present(i.MemberID, i.CreatedBy)}
}

// takeInvitation is takeCampaign of an invitation.
func takeInvitation(ctx context.Context, tx *ent.Tx, act flow.SurveyInvitationAct, id typeid.ID, version int) (*ent.SurveyInvitation, flow.SurveyInvitationState, error) {
	if err := begin(ctx, authz.CampaignUpdate); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.CampaignRead); err != nil {
		return nil, "", err
	}
	i, err := lockInvitation(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.On(ctx, authz.CampaignUpdate, InvitationRecord(i)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, i.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.SurveyInvitation.Next(i.State, act)
	return i, next, err
}

func lockInvitation(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SurveyInvitation, error) {
	q := tx.SurveyInvitation.Query().Where(surveyinvitation.ID(id))
	q.Modify(database.Lock)
	i, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: locking an invitation: %w", err)
	}
	return i, nil
}

// moveInvitation writes a change, counts it, and tells it: survey_invitation.<state>.
func moveInvitation(ctx context.Context, was *ent.SurveyInvitation, change *ent.SurveyInvitationUpdateOne, clauses ...string) (*ent.SurveyInvitation, error) {
	is, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("surveys: writing an invitation: %w", err)
	}
	countMove(ctx, was, is)
	if inHand(was) && !inHand(is) { // it ends while its reminder is on its way, which may have gone out
		tellReminded(ctx, was)
	}
	journal.Record(ctx, invitationEvent(is, "survey_invitation."+strings.ToLower(string(is.State)), was.State, clauses...))
	return is, nil
}

// countMove keeps the figures of the campaign.
func countMove(ctx context.Context, was, is *ent.SurveyInvitation) {
	if was.State != is.State {
		count(ctx, is.CampaignID, was.State, -1)
		count(ctx, is.CampaignID, is.State, 1)
	}
	if was.SentAt == nil && is.SentAt != nil {
		note(ctx, is.CampaignID, "out", 1)
	}
	if !was.InDoubt && is.InDoubt {
		note(ctx, is.CampaignID, "doubt", 1)
	}
	if was.InDoubt && !is.InDoubt {
		note(ctx, is.CampaignID, "doubt", -1)
	}
	if was.RemindedAt == nil && is.RemindedAt != nil {
		note(ctx, is.CampaignID, "reminded", 1)
	}
	if was.RemindedAt != nil && is.RemindedAt == nil {
		note(ctx, is.CampaignID, "reminded", -1)
	}
}

// invitationEvent is what the journal tells of an invitation: no names, no addresses.
func invitationEvent(i *ent.SurveyInvitation, typ string, from flow.SurveyInvitationState, clauses ...string) journal.Event {
	record := InvitationRecord(i)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectSurveyInvitation, ID: i.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
		Detail: map[string]any{"campaign": i.CampaignID, "channel": i.Channel},
	}
	if from != i.State {
		e.From, e.To = string(from), string(i.State)
	}
	return e
}

// AvailableInvitation lists what the viewer may do with the invitation now. It asks no
// database.
func AvailableInvitation(ctx context.Context, i *ent.SurveyInvitation) []flow.SurveyInvitationAct {
	acts := []flow.SurveyInvitationAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	may := authz.On(ctx, authz.CampaignUpdate, InvitationRecord(i)) == nil
	fill := authz.On(ctx, authz.SurveyResponseCreate, InvitationRecord(i)) == nil
	for _, act := range flow.SurveyInvitation.Allowed(i.State) {
		switch act {
		case flow.InvitationActRemind, flow.InvitationActExpire: // the system's alone
			continue
		case flow.InvitationActOpen, flow.InvitationActComplete:
			if !fill {
				continue
			}
		case flow.InvitationActSend:
			if !may || !resendable(i) {
				continue
			}
		default:
			if !may {
				continue
			}
		}
		acts = append(acts, act)
	}
	return acts
}

// InvitationInput is which invitation.
type InvitationInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// InvitationReasonInput is which invitation, and why.
type InvitationReasonInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// SendInvitation has a letter sent again that came back, once the address is right, or that
// may not have gone out (D3-17). Errors: invitation.sent_already, campaign.not_running.
// Records survey_invitation.pending.
func SendInvitation(ctx context.Context, tx *ent.Tx, in InvitationInput) (*ent.SurveyInvitation, error) {
	if err := begin(ctx, authz.CampaignUpdate); err != nil {
		return nil, err
	}
	was, err := lockInvitation(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := authz.On(ctx, authz.CampaignUpdate, InvitationRecord(was)); err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, was.Version); err != nil {
		return nil, err
	}
	next, err := flow.SurveyInvitation.Next(was.State, flow.InvitationActSend)
	if err != nil {
		return nil, err
	}
	if !resendable(was) {
		return nil, fault.Precondition("invitation.sent_already")
	}
	c, err := running(ctx, tx, was.CampaignID)
	if err != nil {
		return nil, err
	}
	journal.DueBy(ctx, viewer.Now(ctx))
	if err := quietly(c.Update().SetNextTickAt(viewer.Now(ctx))).Exec(viewer.SystemOf(ctx)); err != nil {
		return nil, campaignWritten(err)
	}
	return moveInvitation(ctx, was, was.Update().SetState(next).ClearClaimedAt().SetInDoubt(false).ClearRemindAt().ClearReason().ClearEndedAt(), "D3-17")
}

// resendable tells whether an invitation may be sent anew: it came back, or may not have gone
// out. One that waits for its letter has that to come.
func resendable(i *ent.SurveyInvitation) bool {
	return i.State == flow.InvitationBounced || i.State == flow.InvitationSent && i.InDoubt
}

// running is a campaign that runs, as the system sees it.
func running(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SurveyCampaign, error) {
	c, err := tx.SurveyCampaign.Get(viewer.SystemOf(ctx), id)
	switch {
	case err != nil:
		return nil, fmt.Errorf("surveys: reading the campaign of an invitation: %w", err)
	case c.State != flow.CampaignRunning:
		return nil, fault.Precondition("campaign.not_running")
	}
	return c, nil
}

// BounceInvitation says that an invitation came back; it is no longer waited for. Records
// survey_invitation.bounced.
func BounceInvitation(ctx context.Context, tx *ent.Tx, in InvitationReasonInput) (*ent.SurveyInvitation, error) {
	return endInvitation(ctx, tx, flow.InvitationActBounce, in)
}

// RevokeInvitation takes an invitation back: its link is good no longer. Records
// survey_invitation.revoked.
func RevokeInvitation(ctx context.Context, tx *ent.Tx, in InvitationReasonInput) (*ent.SurveyInvitation, error) {
	return endInvitation(ctx, tx, flow.InvitationActRevoke, in)
}

func endInvitation(ctx context.Context, tx *ent.Tx, act flow.SurveyInvitationAct, in InvitationReasonInput) (*ent.SurveyInvitation, error) {
	was, next, err := takeInvitation(ctx, tx, act, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxShort)
	if c.Err != nil {
		return nil, c.Err
	}
	if err := discard(ctx, tx, was.CampaignID, was.ID); err != nil {
		return nil, err
	}
	return moveInvitation(ctx, was, was.Update().SetState(next).SetReason(reason).SetEndedAt(viewer.Now(ctx)).ClearRemindAt(), "D3-17")
}

// OptOutInvitation says for a customer that they want no more surveys (D3-19). Records
// survey_invitation.opted_out.
func OptOutInvitation(ctx context.Context, tx *ent.Tx, in InvitationInput) (*ent.SurveyInvitation, error) {
	was, next, err := takeInvitation(ctx, tx, flow.InvitationActOptOut, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return optOut(ctx, tx, was, next)
}

// optOut ends the invitation, and keeps that the person wants no more of them.
func optOut(ctx context.Context, tx *ent.Tx, was *ent.SurveyInvitation, next flow.SurveyInvitationState) (*ent.SurveyInvitation, error) {
	if was.ContactID != "" {
		if err := keepOptOut(ctx, tx, was.ContactID); err != nil {
			return nil, err
		}
	}
	if err := discard(ctx, tx, was.CampaignID, was.ID); err != nil {
		return nil, err
	}
	return moveInvitation(ctx, was, was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)).ClearRemindAt(), "D3-19")
}

func keepOptOut(ctx context.Context, tx *ent.Tx, person typeid.ID) error {
	if err := tx.Contact.UpdateOneID(person).SetSurveyOptOutAt(viewer.Now(ctx)).Exec(viewer.SystemOf(ctx)); err != nil {
		return fmt.Errorf("surveys: keeping that a person wants no surveys: %w", err)
	}
	return nil
}
