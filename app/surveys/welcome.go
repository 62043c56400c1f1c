package surveys

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/contact"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Why a person is not asked.
const (
	erased   = "erased"
	declined = "declined"
	tooMany  = "too_often"
)

// unasked tells why the person of an invitation is not to be asked, whichever way (D3-19); ""
// for one who may be. One that was sent before was counted when it was.
func unasked(who *ent.Contact, i *ent.SurveyInvitation, often map[typeid.ID]bool) string {
	switch {
	case who == nil || who.ErasedAt != nil:
		return erased
	case who.DoNotDisturb || who.SurveyOptOutAt != nil:
		return declined
	case i.State == flow.InvitationPending && i.SentAt == nil && often[who.ID]:
		return tooMany
	}
	return ""
}

// welcome refuses to ask by hand whom no letter would be sent to: invitation.declined,
// invitation.too_often.
func welcome(ctx context.Context, tx *ent.Tx, i *ent.SurveyInvitation) error {
	who, err := tx.Contact.Query().Where(contact.ID(i.ContactID)).Only(viewer.SystemOf(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("surveys: reading the person of an invitation: %w", err)
	}
	var often map[typeid.ID]bool
	if who != nil {
		if often, err = askedOften(ctx, tx, map[typeid.ID][]*ent.Contact{i.CustomerID: {who}}); err != nil {
			return err
		}
	}
	switch unasked(who, i, often) {
	case "":
		return nil
	case tooMany:
		return fault.Precondition("invitation.too_often").With("days", flow.SurveyCapDays)
	default:
		return fault.Precondition("invitation.declined")
	}
}
