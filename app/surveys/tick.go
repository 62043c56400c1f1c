package surveys

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/predicate"
	"heed/ent/surveycampaign"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	// endedAtOnce is how many invitations of a campaign that is over one change ends.
	endedAtOnce = 500
	// againAfter is when a campaign is looked at again whose letters could not be sent.
	againAfter = time.Minute
	// doubtAfter is after how long a letter that was taken in hand, and of which nothing
	// was heard, is in doubt: longer than any mail server is waited for.
	doubtAfter = 10 * time.Minute
)

func idOfCampaign(id typeid.ID) predicate.SurveyCampaign { return surveycampaign.ID(id) }

// Send hands a letter to a mail server.
type Send func(ctx context.Context, l Letter) (Posted, string)

// Tick does what is due for the company's campaigns, until its time is over:
// makes invitations, sends letters and reminders, and ends what is over. To tick again
// changes nothing; what is left is still due.
func Tick(ctx context.Context, j *journal.Journal, client *ent.Client, send Send, over func() bool, between func(string) error) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	t := &ticking{j: j, send: send, over: over, between: between}
	sys := viewer.SystemOf(ctx)
	due, err := client.SurveyCampaign.Query().Where(surveycampaign.NextTickAtLTE(viewer.Now(ctx))).Order(surveycampaign.ByNextTickAt(), surveycampaign.ByID()).
		Limit(maxValues).All(sys)
	if err != nil {
		return fmt.Errorf("surveys: looking for campaigns: %w", err)
	}
	for _, c := range due {
		if err := t.campaign(sys, c); err != nil {
			return err
		}
	}
	return nil
}

// NextDue is when a campaign next has something to do, Never for none.
func NextDue(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	c, err := tx.SurveyCampaign.Query().Where(surveycampaign.NextTickAtNotNil()).Order(surveycampaign.ByNextTickAt()).
		Select(surveycampaign.FieldNextTickAt).First(viewer.SystemOf(ctx))
	switch {
	case ent.IsNotFound(err):
		return database.Never, nil
	case err != nil:
		return database.Never, fmt.Errorf("surveys: looking for the next campaign: %w", err)
	}
	return *c.NextTickAt, nil
}

// ticking is one run.
type ticking struct {
	j       *journal.Journal
	send    Send
	over    func() bool
	between func(string) error // tests stop here
}

func (t *ticking) campaign(ctx context.Context, c *ent.SurveyCampaign) error {
	switch c.State {
	case flow.CampaignReady:
		for done := false; !done && !t.over(); {
			if _, err := t.j.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
				done, err = prepareSome(ctx, tx, c.ID)
				return err
			}); err != nil {
				return err
			}
			if err := t.between("prepared"); err != nil {
				return err
			}
		}
		return nil
	case flow.CampaignRunning:
		return t.run(ctx, c)
	case flow.CampaignClosed, flow.CampaignReviewed:
		for done := false; !done && !t.over(); {
			if _, err := t.j.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
				done, err = endSome(ctx, tx, c.ID)
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	default:
		return t.next(ctx, c.ID, nil)
	}
}

// run sends what is to be sent, and says when the campaign is to be looked at again.
func (t *ticking) run(ctx context.Context, c *ent.SurveyCampaign) error {
	if !viewer.Now(ctx).Before(c.ClosesAt) {
		_, err := t.j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			was, err := lockCampaign(ctx, tx, c.ID)
			if err != nil {
				return err
			}
			next, err := flow.Campaign.Next(was.State, flow.CampaignActClose)
			if err != nil || viewer.Now(ctx).Before(was.ClosesAt) { // somebody was faster
				return nil //nolint:nilerr // it has ended, or was extended
			}
			_, err = closeCampaign(ctx, was, next)
			return err
		})
		return err
	}
	if err := t.doubt(ctx, c.ID); err != nil {
		return err
	}
	held := false
	for _, reminders := range []bool{false, true} {
		for more := true; more && !held && !t.over(); {
			var letters []Letter
			var err error
			if letters, more, err = TakeLetters(ctx, t.j, c.ID, reminders); err != nil {
				return err
			}
			if err := t.between("taken"); err != nil {
				return err
			}
			for _, l := range letters {
				what, why := PostedNot, ""
				if !held { // a mail server that is away is not asked for each letter
					what, why = t.send(ctx, l)
				}
				held = held || what == PostedNot
				if err := t.between("posted"); err != nil {
					return err
				}
				if err := NoteLetter(context.WithoutCancel(ctx), t.j, l, what, why); err != nil {
					return err
				}
			}
		}
	}
	if held || t.over() {
		at := viewer.Now(ctx).Add(againAfter)
		if !held {
			at = viewer.Now(ctx)
		}
		return t.next(ctx, c.ID, &at)
	}
	return t.next(ctx, c.ID, nil)
}

// doubt ends the waiting for letters of which nothing was heard: they may have gone out,
// and are not sent again.
func (t *ticking) doubt(ctx context.Context, campaign typeid.ID) error {
	_, err := t.j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		q := tx.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(campaign), surveyinvitation.StateEQ(flow.InvitationPending),
			surveyinvitation.ClaimedAtLT(viewer.Now(ctx).Add(-doubtAfter))).Limit(endedAtOnce)
		q.Modify(database.Lock)
		lost, err := q.All(ctx)
		if err != nil {
			return fmt.Errorf("surveys: looking for letters in doubt: %w", err)
		}
		for _, was := range lost {
			if _, err := sent(ctx, tx, was, true); err != nil {
				return err
			}
		}
		return remindersInDoubt(ctx, tx, campaign)
	})
	return err
}

// next writes when the campaign is to be looked at again: at the instant, or when its opening,
// its next reminder, its end or a letter in doubt asks for it.
func (t *ticking) next(ctx context.Context, campaign typeid.ID, at *time.Time) error {
	_, err := t.j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		c, err := lockCampaign(ctx, tx, campaign)
		if err != nil {
			return err
		}
		next := at
		if next == nil && c.State == flow.CampaignRunning {
			if next, err = nextOf(ctx, tx, c); err != nil {
				return err
			}
		}
		if next == nil {
			return quietly(c.Update().ClearNextTickAt()).Exec(ctx)
		}
		journal.DueBy(ctx, *next)
		return quietly(c.Update().SetNextTickAt(*next)).Exec(ctx)
	})
	return err
}

// quietly changes what nobody has written: who has read the campaign may still change it.
func quietly(u *ent.SurveyCampaignUpdateOne) *ent.SurveyCampaignUpdateOne { return u.AddVersion(-1) }

func nextOf(ctx context.Context, tx *ent.Tx, c *ent.SurveyCampaign) (*time.Time, error) {
	at := c.ClosesAt
	if c.OpensAt != nil && viewer.Now(ctx).Before(*c.OpensAt) {
		return c.OpensAt, nil
	}
	sooner := func(t time.Time) {
		if t.Before(at) {
			at = t
		}
	}
	mine := tx.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(c.ID))
	first, err := mine.Clone().Where(surveyinvitation.RemindAtNotNil(), surveyinvitation.RemindedAtIsNil()).
		Order(surveyinvitation.ByRemindAt()).Select(surveyinvitation.FieldRemindAt).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("surveys: looking for the next reminder: %w", err)
	}
	if err == nil {
		sooner(*first.RemindAt)
	}
	now := viewer.Now(ctx)
	pending := surveyinvitation.StateEQ(flow.InvitationPending)
	waiting := surveyinvitation.And(pending, surveyinvitation.ClaimedAtIsNil(), surveyinvitation.ChannelEQ(flow.ChannelEmail)) // made meanwhile
	posted := surveyinvitation.Or(surveyinvitation.And(pending, surveyinvitation.ClaimedAtNotNil()),
		surveyinvitation.And(surveyinvitation.RemindAtLTE(now), surveyinvitation.RemindedAtNotNil()))
	for _, of := range []struct {
		which predicate.SurveyInvitation
		at    time.Time
	}{{waiting, now}, {posted, now.Add(doubtAfter + time.Second)}} {
		there, err := mine.Clone().Where(of.which).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("surveys: looking for letters on their way: %w", err)
		}
		if there {
			sooner(of.at)
		}
	}
	return &at, nil
}

// endSome ends some invitations of a campaign that is over, and what was never submitted;
// true when nothing is left. That the campaign ended was told: they are not told one by one.
func endSome(ctx context.Context, tx *ent.Tx, campaign typeid.ID) (bool, error) {
	q := tx.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(campaign),
		surveyinvitation.StateIn(flow.InvitationPending, flow.InvitationSent, flow.InvitationOpened)).Order(surveyinvitation.ByID()).Limit(endedAtOnce)
	q.Modify(database.Lock)
	some, err := q.All(ctx)
	if err != nil {
		return false, fmt.Errorf("surveys: looking for what is over: %w", err)
	}
	ids, now := make([]typeid.ID, len(some)), viewer.Now(ctx)
	for i, was := range some {
		ids[i] = was.ID
		if inHand(was) {
			tellReminded(ctx, was)
		}
		count(ctx, campaign, was.State, -1)
	}
	if len(ids) > 0 {
		if err := tx.SurveyInvitation.Update().Where(surveyinvitation.IDIn(ids...)).SetState(flow.InvitationExpired).SetEndedAt(now).ClearRemindAt().Exec(ctx); err != nil {
			return false, fmt.Errorf("surveys: ending invitations: %w", err)
		}
		count(ctx, campaign, flow.InvitationExpired, len(ids))
		if err := discard(ctx, tx, campaign, ids...); err != nil {
			return false, err
		}
	}
	if len(some) == endedAtOnce {
		return false, nil
	}
	c, err := lockCampaign(ctx, tx, campaign)
	if err != nil {
		return false, err
	}
	return true, quietly(c.Update().ClearNextTickAt()).Exec(ctx)
}

// discard ends what was begun on invitations and never submitted.
func discard(ctx context.Context, tx *ent.Tx, campaign typeid.ID, invitations ...typeid.ID) error {
	sys := viewer.SystemOf(ctx)
	begun := surveyresponse.And(surveyresponse.InvitationIDIn(invitations...), surveyresponse.StateEQ(flow.ResponseInProgress))
	left, err := tx.SurveyResponse.Query().Where(begun).All(sys)
	if err != nil {
		return fmt.Errorf("surveys: looking for what was not submitted: %w", err)
	}
	for _, r := range left {
		note(ctx, campaign, "left "+r.LastQuestion, 1)
	}
	if err := tx.SurveyResponse.Update().Where(begun).SetState(flow.ResponseDiscarded).Exec(sys); err != nil {
		return fmt.Errorf("surveys: discarding what was not submitted: %w", err)
	}
	return nil
}
