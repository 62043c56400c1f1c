package surveys

import (
	"context"
	"fmt"
	"time"

	"heed/app/customers"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveyinvitation"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	// sentAtOnce is how many letters are taken in hand together. They are in doubt if the
	// process ends there: few, so that few people are.
	sentAtOnce = 20
	// linkUse is what the secrets of the links to questionnaires are made for.
	linkUse = "survey"
	// linkLife is as good as for ever: whether a questionnaire can be answered is its
	// campaign's to say.
	linkLife = 5 * 365 * 24 * time.Hour
	// reminderHour is when reminders go out, on the company's clock.
	reminderHour = 9
)

// Letter is an invitation on its way: what its letter is made of.
type Letter struct {
	Invitation typeid.ID
	Reminder   bool
	To         string // an address of mail
	Locale     label.Locale
	Title      survey.Text
	Purpose    survey.Text
	Minutes    int
	Secret     string
	ClosesAt   time.Time
}

// TakeLetters takes some letters of a campaign in hand: invitations that were never sent,
// or, of a campaign that reminds, those whose one reminder is due (D3-17, D3-18). Whatever
// becomes of the process from here on, none of them is taken in hand again before NoteLetter
// says that it was not taken: a letter is lost rather than sent twice. What cannot be sent any more ends here. More tells that
// there may be others.
func TakeLetters(ctx context.Context, j *journal.Journal, campaign typeid.ID, reminders bool) (letters []Letter, more bool, err error) {
	_, err = j.Change(viewer.SystemOf(ctx), func(ctx context.Context, tx *ent.Tx) (err error) {
		letters, more, err = takeLetters(ctx, tx, campaign, reminders)
		return err
	})
	return letters, more, err
}

func takeLetters(ctx context.Context, tx *ent.Tx, campaign typeid.ID, reminders bool) ([]Letter, bool, error) {
	c, err := tx.SurveyCampaign.Query().Where(idOfCampaign(campaign)).WithTemplate().Only(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("surveys: reading a campaign: %w", err)
	}
	now := viewer.Now(ctx)
	if c.State != flow.CampaignRunning || !now.Before(c.ClosesAt) || c.OpensAt == nil || now.Before(*c.OpensAt) {
		return nil, false, nil
	}
	q := tx.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(campaign), surveyinvitation.ChannelEQ(flow.ChannelEmail))
	if reminders {
		q.Where(surveyinvitation.RemindAtLTE(now), surveyinvitation.RemindedAtIsNil())
	} else {
		q.Where(surveyinvitation.StateEQ(flow.InvitationPending), surveyinvitation.ClaimedAtIsNil())
	}
	q.Modify(database.Lock)
	some, err := q.Order(surveyinvitation.ByID()).Limit(sentAtOnce).WithContact().WithCustomer().All(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("surveys: looking for letters: %w", err)
	}
	often, err := tooOften(ctx, tx, some, reminders)
	if err != nil {
		return nil, false, err
	}
	var letters []Letter
	for _, i := range some {
		l, err := take(ctx, tx, c, i, reminders, often)
		if err != nil {
			return nil, false, err
		}
		if l != nil {
			letters = append(letters, *l)
		}
	}
	return letters, len(some) == sentAtOnce, nil
}

// tooOften looks at the cap again, for what other campaigns have sent meanwhile. A
// reminder belongs to its invitation and is not held up by others.
func tooOften(ctx context.Context, tx *ent.Tx, some []*ent.SurveyInvitation, reminders bool) (map[typeid.ID]bool, error) {
	people := map[typeid.ID][]*ent.Contact{}
	for _, i := range some {
		if i.Edges.Contact != nil {
			people[i.CustomerID] = append(people[i.CustomerID], i.Edges.Contact)
		}
	}
	if reminders || len(people) == 0 {
		return nil, nil
	}
	return askedOften(ctx, tx, people)
}

// take takes one letter in hand; nil for one that is not to be sent any more.
func take(ctx context.Context, tx *ent.Tx, c *ent.SurveyCampaign, was *ent.SurveyInvitation, reminder bool, often map[typeid.ID]bool) (*Letter, error) {
	now, who := viewer.Now(ctx), was.Edges.Contact
	if reason := unasked(who, was, often); reason != "" {
		act := flow.InvitationActRevoke
		if reason == declined {
			act, reason = flow.InvitationActOptOut, ""
		}
		next, err := flow.SurveyInvitation.Next(was.State, act)
		if err != nil {
			return nil, err
		}
		_, err = moveInvitation(ctx, was, was.Update().SetState(next).SetReason(reason).SetEndedAt(now).ClearRemindAt(), "D3-19")
		return nil, err
	}
	to, err := customers.EmailOf(ctx, who)
	if err != nil {
		return nil, err
	}
	link, err := linkOf(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	l := &Letter{
		Invitation: was.ID, Reminder: reminder, To: to, Locale: tenants.ConfigFrom(ctx).Tenant.Locale, Secret: link.Secret, ClosesAt: c.ClosesAt,
		Title: c.Edges.Template.Questionnaire.Title, Purpose: c.Edges.Template.Questionnaire.Purpose, Minutes: c.Edges.Template.Questionnaire.Minutes,
	}
	if reminder {
		_, err := changeReminder(ctx, was, was.Update().SetRemindedAt(now)) // it stays due: that is what makes it in hand
		return l, err
	}
	return l, was.Update().SetClaimedAt(now).Exec(ctx)
}

// linkOf is the link of an invitation; one that is sent anew has the same.
func linkOf(ctx context.Context, tx *ent.Tx, invitation typeid.ID) (*token.Link, error) {
	of := token.For{Kind: flow.TokenSurvey, Company: viewer.Tenant(ctx), Subject: invitation, Life: linkLife}
	link, err := token.Derived(ctx, tx.Client(), of, linkUse)
	if err != nil || link != nil {
		return link, err
	}
	return token.IssueDerived(ctx, tx, of, linkUse)
}

// sent writes that an invitation went out, or that nobody knows whether it did.
func sent(ctx context.Context, tx *ent.Tx, was *ent.SurveyInvitation, inDoubt bool) (*ent.SurveyInvitation, error) {
	next, err := flow.SurveyInvitation.Next(was.State, flow.InvitationActSend)
	if err != nil {
		return nil, err
	}
	c, err := tx.SurveyCampaign.Get(viewer.SystemOf(ctx), was.CampaignID)
	if err != nil {
		return nil, fmt.Errorf("surveys: reading a campaign: %w", err)
	}
	now := viewer.Now(ctx)
	change := was.Update().SetState(next).SetSentAt(now).SetInDoubt(inDoubt)
	if at, ok := remindAt(now, c.ReminderWorkday, tenants.ConfigFrom(ctx).Calendar()); ok && was.RemindedAt == nil && at.Before(c.ClosesAt) && was.Channel == flow.ChannelEmail {
		change.SetRemindAt(at)
	}
	return moveInvitation(ctx, was, change, "D3-17")
}

// remindAt is the morning of the n-th working day after the letter (D3-18, A10); false for
// a campaign that does not remind.
func remindAt(sent time.Time, n int, cal sla.Calendar) (time.Time, bool) {
	if n < 1 {
		return time.Time{}, false
	}
	day := sent.In(cal.Zone())
	for left := n; left > 0; {
		day = day.AddDate(0, 0, 1)
		if cal.Works(day) {
			left--
		}
		if day.Sub(sent) > 60*24*time.Hour { // a calendar without working days
			return time.Time{}, false
		}
	}
	return time.Date(day.Year(), day.Month(), day.Day(), reminderHour, 0, 0, 0, cal.Zone()), true
}

// clip keeps a mail server's words from filling a field.
func clip(s string) string {
	if r := []rune(s); len(r) > maxShort {
		return string(r[:maxShort])
	}
	return s
}

// ReadLink gives the link of an invitation to a member, who hands it to the customer by
// another way than a letter (D3-17): it counts as sent. Errors: campaign.not_running,
// invitation.declined, invitation.too_often. Records survey_invitation.link_read.
func ReadLink(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SurveyInvitation, *token.Link, error) {
	if err := begin(ctx, authz.CampaignUpdate); err != nil {
		return nil, nil, err
	}
	was, err := lockInvitation(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	if _, _, err := takeInvitation(ctx, tx, flow.InvitationActOpen, id, was.Version); err != nil {
		return nil, nil, err
	}
	if _, err := running(ctx, tx, was.CampaignID); err != nil {
		return nil, nil, err
	}
	if err := welcome(ctx, tx, was); err != nil {
		return nil, nil, err
	}
	link, err := linkOf(ctx, tx, was.ID)
	if err != nil {
		return nil, nil, err
	}
	if was.State == flow.InvitationPending && was.ClaimedAt == nil {
		if was, err = sent(ctx, tx, was, false); err != nil {
			return nil, nil, err
		}
	}
	e := invitationEvent(was, "survey_invitation.link_read", was.State, "D3-17")
	e.Kind = flow.EventAccess
	journal.Record(ctx, e)
	return was, link, nil
}

// PathOf is where a link of a questionnaire leads.
func PathOf(secret string) string { return "/s/" + secret }

// LinkOf is the live link of an invitation, nil for none; the system's alone.
func LinkOf(ctx context.Context, client *ent.Client, invitation typeid.ID) (*token.Link, error) {
	return token.Derived(ctx, client, token.For{Kind: flow.TokenSurvey, Company: viewer.Tenant(ctx), Subject: invitation}, linkUse)
}
