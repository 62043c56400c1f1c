package surveys

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/surveyinvitation"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// preparedAtOnce is how many customers of an audience one change looks at: whatever the
// audience, no more of it is in memory, and a process that ends loses no more than one.
const preparedAtOnce = 500

// prepareSome makes the invitations of some more customers of the audience, in the order of
// their ids; true when it has come to the end (D3-07).
func prepareSome(ctx context.Context, tx *ent.Tx, id typeid.ID) (done bool, err error) {
	c, err := lockCampaign(ctx, tx, id)
	if err != nil {
		return false, err
	}
	if c.State != flow.CampaignReady || c.PreparedAt != nil || c.FrozenAt == nil {
		return true, nil
	}
	q := tx.Customer.Query().Where(ofCampaign(ctx, c)...).Where(customer.CreatedAtLTE(*c.FrozenAt))
	if c.FrozenThrough != "" {
		q.Where(customer.IDGT(typeid.ID(c.FrozenThrough)))
	}
	some, err := q.Order(customer.ByID()).Limit(preparedAtOnce).All(ctx)
	if err != nil {
		return false, fmt.Errorf("surveys: reading an audience: %w", err)
	}
	rows, err := choose(ctx, tx, c, some)
	if err != nil {
		return false, err
	}
	if len(rows) > 0 {
		if err := tx.SurveyInvitation.CreateBulk(rows...).Exec(ctx); err != nil {
			return false, fmt.Errorf("surveys: making invitations: %w", err)
		}
		count(ctx, c.ID, flow.InvitationPending, len(rows))
	}
	change := c.Update().SetInvited(c.Invited + len(rows)).SetSkipped(c.Skipped + len(some) - len(rows))
	if done = len(some) < preparedAtOnce; !done {
		return false, quietly(change.SetFrozenThrough(string(some[len(some)-1].ID))).Exec(ctx)
	}
	_, err = savedCampaign(ctx, c, change.SetPreparedAt(viewer.Now(ctx)).ClearNextTickAt(), "campaign.prepared", "D3-07")
	return true, err
}

// choose gives the invitations of the customers that can be asked: by whom and which way
// they would rather be (D3-17), not too often, and not against their will (D3-19).
func choose(ctx context.Context, tx *ent.Tx, c *ent.SurveyCampaign, some []*ent.Customer) ([]*ent.SurveyInvitationCreate, error) {
	people, err := peopleOf(ctx, tx, some)
	if err != nil {
		return nil, err
	}
	often, err := askedOften(ctx, tx, people)
	if err != nil {
		return nil, err
	}
	rows := make([]*ent.SurveyInvitationCreate, 0, len(some))
	for _, one := range some {
		if !drawn(c.ID, one.ID, c.Sampling.Percent) {
			continue
		}
		who, channel, ok := whom(c.Channels, people[one.ID], often)
		if ok {
			rows = append(rows, invitationOf(tx, c, one, who, channel))
		}
	}
	return rows, nil
}

func invitationOf(tx *ent.Tx, c *ent.SurveyCampaign, of *ent.Customer, who *ent.Contact, channel flow.Channel) *ent.SurveyInvitationCreate {
	return tx.SurveyInvitation.Create().SetCampaignID(c.ID).SetCustomerID(of.ID).SetContactID(who.ID).SetDepartmentID(of.DepartmentID).
		SetMemberID(of.AccountManagerID).SetChannel(channel)
}

// whom chooses the person of a customer and the way: the first who can be asked by the way
// that they prefer, else by the first of the campaign's that reaches them.
func whom(channels []flow.Channel, people []*ent.Contact, often map[typeid.ID]bool) (*ent.Contact, flow.Channel, bool) {
	reaches := func(p *ent.Contact, by flow.Channel) bool { return by != flow.ChannelEmail || len(p.Email) > 0 }
	for _, p := range people {
		if p.ErasedAt != nil || p.DoNotDisturb || p.SurveyOptOutAt != nil || often[p.ID] {
			continue
		}
		for _, by := range slices.Concat(p.PreferredChannels, channels) {
			if slices.Contains(channels, by) && reaches(p, by) {
				return p, by, true
			}
		}
	}
	return nil, "", false
}

// peopleOf are the contacts of customers, the oldest first, by customer.
func peopleOf(ctx context.Context, tx *ent.Tx, some []*ent.Customer) (map[typeid.ID][]*ent.Contact, error) {
	ids := make([]typeid.ID, len(some))
	for i, c := range some {
		ids[i] = c.ID
	}
	all, err := tx.Contact.Query().Where(contact.CustomerIDIn(ids...)).Order(contact.ByCreatedAt(), contact.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("surveys: reading contacts: %w", err)
	}
	people := map[typeid.ID][]*ent.Contact{}
	for _, p := range all {
		people[p.CustomerID] = append(people[p.CustomerID], p)
	}
	return people, nil
}

// askedOften tells who was asked as often as surveys may, over all campaigns (D3-19).
func askedOften(ctx context.Context, tx *ent.Tx, people map[typeid.ID][]*ent.Contact) (map[typeid.ID]bool, error) {
	var ids []typeid.ID
	for _, of := range people {
		for _, p := range of {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []struct {
		ContactID typeid.ID `sql:"contact_id"`
		Count     int       `sql:"count"`
	}
	since := viewer.Now(ctx).Add(-flow.SurveyCapDays * 24 * time.Hour)
	err := tx.SurveyInvitation.Query().Where(surveyinvitation.ContactIDIn(ids...), surveyinvitation.SentAtGT(since)).
		GroupBy(surveyinvitation.FieldContactID).Aggregate(ent.Count()).Scan(viewer.SystemOf(ctx), &rows)
	if err != nil {
		return nil, fmt.Errorf("surveys: counting how often people were asked: %w", err)
	}
	most := tenants.ConfigFrom(ctx).Tenant.Settings.SurveyMost()
	often := map[typeid.ID]bool{}
	for _, r := range rows {
		often[r.ContactID] = r.Count >= most
	}
	return often, nil
}

// InviteInput is a customer to be asked too.
type InviteInput struct {
	CampaignID typeid.ID
	CustomerID typeid.ID
	ContactID  *typeid.ID
	Channel    *flow.Channel
}

// Invite asks one more customer in a campaign that runs (D3-17). Errors: NOT_FOUND on
// campaignId, customerId or contactId, campaign.not_running, invitation.asked_already,
// invitation.declined where nobody of the customer wants surveys or can be reached,
// invitation.too_often. Records survey_invitation.pending.
func Invite(ctx context.Context, tx *ent.Tx, in InviteInput) (*ent.SurveyInvitation, error) {
	if err := begin(ctx, authz.CampaignUpdate); err != nil {
		return nil, err
	}
	c, err := lockCampaign(ctx, tx, in.CampaignID)
	if err != nil {
		return nil, notThere(err, "campaignId")
	}
	if err := authz.On(ctx, authz.CampaignUpdate, CampaignRecord(c)); err != nil {
		return nil, err
	}
	if _, err := flow.Campaign.Next(c.State, flow.CampaignActInvite); err != nil {
		return nil, fault.Precondition("campaign.not_running").Because(err)
	}
	of, err := tx.Customer.Query().Where(customer.ID(in.CustomerID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("customerId")
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: reading a customer: %w", err)
	}
	who, channel, err := in.whom(ctx, tx, c, of)
	if err != nil {
		return nil, err
	}
	there, err := tx.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(c.ID), surveyinvitation.CustomerID(of.ID)).Exist(viewer.SystemOf(ctx))
	switch {
	case err != nil:
		return nil, fmt.Errorf("surveys: looking for an invitation: %w", err)
	case there:
		return nil, fault.Conflict("invitation.asked_already").On("customerId")
	}
	made, err := invitationOf(tx, c, of, who, channel).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("surveys: making an invitation: %w", err)
	}
	count(ctx, c.ID, flow.InvitationPending, 1)
	now := viewer.Now(ctx)
	if err := quietly(c.Update().SetInvited(c.Invited + 1).SetNextTickAt(now)).Exec(ctx); err != nil {
		return nil, campaignWritten(err)
	}
	journal.DueBy(ctx, now)
	journal.Record(ctx, invitationEvent(made, "survey_invitation.pending", "", "D3-17"))
	return made, nil
}

// whom is who is asked, and by which way.
func (in *InviteInput) whom(ctx context.Context, tx *ent.Tx, c *ent.SurveyCampaign, of *ent.Customer) (*ent.Contact, flow.Channel, error) {
	people, err := peopleOf(ctx, tx, []*ent.Customer{of})
	if err != nil {
		return nil, "", err
	}
	if id := optional.Value(in.ContactID); id != "" {
		i := slices.IndexFunc(people[of.ID], func(p *ent.Contact) bool { return p.ID == id })
		if i < 0 {
			return nil, "", fault.NotFound().On("contactId")
		}
		people[of.ID] = people[of.ID][i : i+1]
	}
	channels := c.Channels
	if in.Channel != nil {
		check := checking(ctx)
		known(check, "channel", *in.Channel)
		if check.Err != nil {
			return nil, "", check.Err
		}
		channels = []flow.Channel{*in.Channel}
	}
	if _, _, ok := whom(channels, people[of.ID], nil); !ok {
		return nil, "", fault.Precondition("invitation.declined").On("customerId")
	}
	often, err := askedOften(ctx, tx, people)
	if err != nil {
		return nil, "", err
	}
	who, channel, ok := whom(channels, people[of.ID], often)
	if !ok {
		return nil, "", fault.Precondition("invitation.too_often").On("customerId").With("days", flow.SurveyCapDays)
	}
	return who, channel, nil
}

// never is when nothing is due.
var never = database.Never
