package surveys

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveyinvitation"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Posted is what became of a letter that was taken in hand.
type Posted int

// What becomes of a letter.
const (
	PostedSent    Posted = iota
	PostedRefused        // for good: the address takes no letters
	PostedNot            // it was not taken, and may be later
	PostedUnsure         // it was handed over, and nobody knows whether it was taken
)

// NoteLetter keeps what became of a letter. The one reminder of an invitation is due on the
// campaign's working day after it (D3-18). What was certainly not taken is due again; what
// may have been is not sent twice. Records survey_invitation.sent, .reminded and .bounced.
func NoteLetter(ctx context.Context, j *journal.Journal, l Letter, what Posted, why string) error {
	_, err := j.Change(viewer.SystemOf(ctx), func(ctx context.Context, tx *ent.Tx) error {
		was, err := lockInvitation(ctx, tx, l.Invitation)
		if err != nil {
			return err
		}
		if l.Reminder {
			return noteReminder(ctx, was, what, why)
		}
		if was.State != flow.InvitationPending { // declined or taken back while it was on its way
			return nil
		}
		if what == PostedNot {
			return was.Update().ClearClaimedAt().Exec(ctx)
		}
		is, err := sent(ctx, tx, was, what == PostedUnsure)
		if err != nil || what != PostedRefused {
			return err
		}
		return bounce(ctx, is, why)
	})
	return err
}

func bounce(ctx context.Context, was *ent.SurveyInvitation, why string) error {
	next, err := flow.SurveyInvitation.Next(was.State, flow.InvitationActBounce)
	if err != nil {
		return err
	}
	_, err = moveInvitation(ctx, was, was.Update().SetState(next).SetReason(clip(why)).SetEndedAt(viewer.Now(ctx)).ClearRemindAt(), "D3-17")
	return err
}

// inHand tells that a reminder is on its way: it was taken, and is due still.
func inHand(i *ent.SurveyInvitation) bool { return i.RemindAt != nil && i.RemindedAt != nil }

func noteReminder(ctx context.Context, was *ent.SurveyInvitation, what Posted, why string) error {
	switch _, err := flow.SurveyInvitation.Next(was.State, flow.InvitationActBounce); {
	case !inHand(was): // nothing was heard of it for too long, or it has ended: it counts as sent
		return nil
	case what == PostedNot:
		_, err := changeReminder(ctx, was, was.Update().ClearRemindedAt().SetRemindAt(viewer.Now(ctx).Add(againAfter)))
		return err
	case what == PostedRefused && err == nil: // who has opened the first got that
		return bounce(ctx, was, why)
	}
	return endReminder(ctx, was)
}

// endReminder writes that the one reminder went out, or that nobody knows whether it did.
func endReminder(ctx context.Context, was *ent.SurveyInvitation) error {
	is, err := changeReminder(ctx, was, was.Update().ClearRemindAt())
	if err == nil {
		tellReminded(ctx, is)
	}
	return err
}

func changeReminder(ctx context.Context, was *ent.SurveyInvitation, change *ent.SurveyInvitationUpdateOne) (*ent.SurveyInvitation, error) {
	is, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("surveys: writing a reminder: %w", err)
	}
	countMove(ctx, was, is)
	return is, nil
}

func tellReminded(ctx context.Context, i *ent.SurveyInvitation) {
	journal.Record(ctx, invitationEvent(i, "survey_invitation.reminded", i.State, "D3-18", "D3-19"))
}

// remindersInDoubt ends the waiting for reminders of which nothing was heard.
func remindersInDoubt(ctx context.Context, tx *ent.Tx, campaign typeid.ID) error {
	now := viewer.Now(ctx)
	q := tx.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(campaign), surveyinvitation.RemindAtLTE(now),
		surveyinvitation.RemindedAtLT(now.Add(-doubtAfter))).Limit(endedAtOnce)
	q.Modify(database.Lock)
	lost, err := q.All(ctx)
	if err != nil {
		return fmt.Errorf("surveys: looking for reminders in doubt: %w", err)
	}
	for _, was := range lost {
		if err := endReminder(ctx, was); err != nil {
			return err
		}
	}
	return nil
}
