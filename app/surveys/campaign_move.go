package surveys

import (
	"context"
	"fmt"
	"time"

	"heed/app/tasks"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/surveyinvitation"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CampaignInput is which campaign.
type CampaignInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// ConfirmCampaign says, as one who speaks for the campaign, that one knows its
// questionnaire (D3-08). Errors: campaign.not_contact, campaign.confirmed. Records
// campaign.confirmed.
func ConfirmCampaign(ctx context.Context, tx *ent.Tx, in CampaignInput) (*ent.SurveyCampaign, error) {
	was, _, err := takeCampaign(ctx, tx, flow.CampaignActConfirm, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.TemplateID == "" {
		return nil, fault.Precondition("campaign.incomplete").On("templateId")
	}
	contacts, now := append([]flow.CampaignContact{}, was.Contacts...), viewer.Now(ctx)
	for i := range contacts {
		if contacts[i].Member != viewer.From(ctx).Member {
			continue
		}
		if contacts[i].ConfirmedAt != nil {
			return nil, fault.Precondition("campaign.confirmed")
		}
		contacts[i].ConfirmedAt = &now
		return savedCampaign(ctx, was, was.Update().SetContacts(contacts), "campaign.confirmed", "D3-08")
	}
	return nil, fault.Precondition("campaign.not_contact")
}

// PrepareCampaign fixes the audience as it is now; the invitations are made in the
// background, for the customers that are in it then (D3-07). It wants an objective
// (D3-06), an owner and who speaks for it (D3-08), a questionnaire that holds, a way and an
// end. Errors: campaign.incomplete on what is missing, campaign.unconfirmed,
// campaign.template_not_effective, campaign.closes_past, campaign.nobody. Records
// campaign.ready.
func PrepareCampaign(ctx context.Context, tx *ent.Tx, in CampaignInput) (*ent.SurveyCampaign, error) {
	was, next, err := takeCampaign(ctx, tx, flow.CampaignActPrepare, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	for _, f := range []struct {
		field string
		there bool
	}{
		{"objective", was.Objective != ""},
		{"goals", len(was.Goals) > 0},
		{"templateId", was.TemplateID != ""},
		{"ownerId", was.OwnerID != ""},
		{"contactIds", len(was.Contacts) > 0},
		{"channels", len(was.Channels) > 0},
		{"closesAt", was.ClosesAt.Before(database.Never)},
	} {
		if !f.there {
			return nil, fault.Precondition("campaign.incomplete").On(f.field)
		}
	}
	for _, k := range was.Contacts {
		if k.ConfirmedAt == nil {
			return nil, fault.Precondition("campaign.unconfirmed").On("contactIds")
		}
	}
	if err := holding(ctx, tx, was.TemplateID); err != nil {
		return nil, err
	}
	if !was.ClosesAt.After(viewer.Now(ctx)) {
		return nil, fault.Precondition("campaign.closes_past").On("closesAt")
	}
	size, err := tx.Customer.Query().Where(ofCampaign(ctx, was)...).Where(customer.CreatedAtLTE(viewer.Now(ctx))).Count(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("surveys: counting an audience: %w", err)
	}
	if size == 0 {
		return nil, nobody()
	}
	now := viewer.Now(ctx)
	return saveCampaign(ctx, was, was.Update().SetState(next).SetFrozenAt(now).SetAudienceSize(size).SetInvited(0).SetSkipped(0).
		ClearFrozenThrough().ClearPreparedAt().SetNextTickAt(now), "D3-06", "D3-07", "D3-08")
}

// RecallCampaign takes a campaign that has not begun back to planning, and its invitations
// away: nobody has heard of them. Records campaign.draft.
func RecallCampaign(ctx context.Context, tx *ent.Tx, in CampaignInput) (*ent.SurveyCampaign, error) {
	was, next, err := takeCampaign(ctx, tx, flow.CampaignActRecall, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := dropInvitations(ctx, tx, was.ID); err != nil {
		return nil, err
	}
	return saveCampaign(ctx, was, was.Update().SetState(next).ClearFrozenAt().SetAudienceSize(0).SetInvited(0).SetSkipped(0).
		ClearFrozenThrough().ClearPreparedAt().ClearNextTickAt(), "D3-07")
}

// dropInvitations takes invitations away that nobody has heard of. They go state by state,
// for some may have been taken back or declined, and in the order of the states: one that
// ends meanwhile is met where it has come to.
func dropInvitations(ctx context.Context, tx *ent.Tx, campaign typeid.ID) error {
	for _, state := range flow.SurveyInvitationState("").Values() {
		of := flow.SurveyInvitationState(state)
		n, err := tx.SurveyInvitation.Delete().Where(surveyinvitation.CampaignID(campaign), surveyinvitation.StateEQ(of)).Exec(viewer.SystemOf(ctx))
		if err != nil {
			return fmt.Errorf("surveys: dropping invitations: %w", err)
		}
		count(ctx, campaign, of, -n)
	}
	return nil
}

// StartCampaign begins to ask: at the campaign's opening, or now (D3-17). Errors:
// campaign.unprepared, campaign.closes_past. Records campaign.running.
func StartCampaign(ctx context.Context, tx *ent.Tx, in CampaignInput) (*ent.SurveyCampaign, error) {
	was, next, err := takeCampaign(ctx, tx, flow.CampaignActStart, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	switch {
	case was.PreparedAt == nil:
		return nil, fault.Precondition("campaign.unprepared")
	case !was.ClosesAt.After(now):
		return nil, fault.Precondition("campaign.closes_past").On("closesAt")
	}
	if err := tasks.Settle(ctx, tx, campaignKey(was.ID, "plan"), ""); err != nil {
		return nil, err
	}
	opens := now
	if was.OpensAt != nil && was.OpensAt.After(now) {
		opens = *was.OpensAt
	}
	return saveCampaign(ctx, was, was.Update().SetState(next).SetOpensAt(opens).SetNextTickAt(opens), "D3-17")
}

// ExtendInput is another end of a running campaign.
type ExtendInput struct {
	ID              typeid.ID
	ExpectedVersion int
	ClosesAt        time.Time
}

// ExtendCampaign moves the end of a campaign that runs. Errors: campaign.closes_past.
// Records campaign.extended.
func ExtendCampaign(ctx context.Context, tx *ent.Tx, in ExtendInput) (*ent.SurveyCampaign, error) {
	was, next, err := takeCampaign(ctx, tx, flow.CampaignActExtend, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if !in.ClosesAt.After(viewer.Now(ctx)) {
		return nil, fault.Input("closesAt", "campaign.closes_past")
	}
	return savedCampaign(ctx, was, was.Update().SetState(next).SetClosesAt(in.ClosesAt).SetNextTickAt(viewer.Now(ctx)), "campaign.extended", "D3-17")
}

// CloseCampaign ends a campaign that runs: nobody can answer any more, and who has not
// ended is not counted as an answer. Records campaign.closed.
func CloseCampaign(ctx context.Context, tx *ent.Tx, in CampaignInput) (*ent.SurveyCampaign, error) {
	was, next, err := takeCampaign(ctx, tx, flow.CampaignActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return closeCampaign(ctx, was, next)
}

// closeCampaign ends it; what is left of its invitations ends in the background.
func closeCampaign(ctx context.Context, was *ent.SurveyCampaign, next flow.CampaignState) (*ent.SurveyCampaign, error) {
	now := viewer.Now(ctx)
	return saveCampaign(ctx, was, was.Update().SetState(next).SetClosedAt(now).SetNextTickAt(now), "D3-17")
}

// CancelInput is a campaign that came to nothing.
type CancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// CancelCampaign drops a campaign that has not begun. Records campaign.cancelled.
func CancelCampaign(ctx context.Context, tx *ent.Tx, in CancelInput) (*ent.SurveyCampaign, error) {
	was, next, err := takeCampaign(ctx, tx, flow.CampaignActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	if err := dropInvitations(ctx, tx, was.ID); err != nil {
		return nil, err
	}
	if err := tasks.Retract(ctx, tx, campaignKey(was.ID, "plan"), ""); err != nil {
		return nil, err
	}
	return saveCampaign(ctx, was, was.Update().SetState(next).SetEndReason(reason).ClearSlot().ClearNextTickAt(), "D3-06")
}
