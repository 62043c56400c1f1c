package surveys

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/customers"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// maxReminder is the last working day on which who was silent may be reminded (D3-18).
const maxReminder = 3

// AudienceInput is which customers a campaign asks; nothing is all (D3-07).
type AudienceInput struct {
	CustomerIDs        []typeid.ID
	TierKeys           []string
	Industries         []flow.Industry
	SizeBands          []flow.SizeBand
	CooperationBands   []flow.CooperationBand
	DepartmentIDs      []typeid.ID
	MaintenanceClasses []flow.MaintenanceClass
	RenewalFrom        *string // YYYY-MM-DD
	RenewalTo          *string
	FollowUpOnly       *bool
}

// SamplingInput is how many of the audience are asked, and what is good enough (D1-39).
type SamplingInput struct {
	Percent      *int
	LeastAnswers *int
	ScaleMin     *int
	ScaleMax     *int
	Threshold    *float64
}

// CampaignFields are what a campaign says of itself; nil stays.
type CampaignFields struct {
	Name            *string
	Objective       *string
	Reason          *string
	Goals           []flow.SurveyGoal
	TemplateID      *typeid.ID
	DepartmentID    *typeid.ID
	OwnerID         *typeid.ID
	ContactIDs      []typeid.ID
	Audience        *AudienceInput
	Sampling        *SamplingInput
	Channels        []flow.Channel
	OpensAt         *time.Time
	ClosesAt        *time.Time
	ReminderWorkday *int
}

// on is the campaign after the changes, with the names of those that differ; what is wrong
// is refused.
func (in *CampaignFields) on(ctx context.Context, tx *ent.Tx, was ent.SurveyCampaign) (is ent.SurveyCampaign, fields []string, err error) {
	c := checking(ctx)
	is = was
	is.Name = c.Line("name", optional.Or(in.Name, was.Name), 1, maxName)
	is.Objective = c.Lines("objective", optional.Or(in.Objective, was.Objective), 0, maxObjective)
	is.Reason = c.Lines("reason", optional.Or(in.Reason, was.Reason), 0, maxReason)
	if in.Goals != nil {
		known(c, "goals", in.Goals...)
		is.Goals = in.Goals
	}
	if in.Channels != nil {
		known(c, "channels", in.Channels...)
		is.Channels = in.Channels
	}
	is.TemplateID, is.DepartmentID, is.OwnerID = optional.Or(in.TemplateID, was.TemplateID), optional.Or(in.DepartmentID, was.DepartmentID), optional.Or(in.OwnerID, was.OwnerID)
	is.ReminderWorkday = optional.Or(in.ReminderWorkday, was.ReminderWorkday)
	c.within("reminderWorkday", is.ReminderWorkday, 0, maxReminder)
	if in.OpensAt != nil {
		is.OpensAt = in.OpensAt
	}
	is.ClosesAt = optional.Or(in.ClosesAt, was.ClosesAt)
	if in.ClosesAt != nil && !is.ClosesAt.After(c.now) || is.OpensAt != nil && !is.OpensAt.Before(is.ClosesAt) {
		c.Fail(fault.Input("closesAt", "campaign.closes_past"))
	}
	if in.Audience != nil {
		is.Audience = in.Audience.audience(c)
	}
	if in.Sampling != nil {
		is.Sampling = in.Sampling.on(c, was.Sampling)
	}
	if in.ContactIDs != nil {
		is.Contacts = contactsOf(c, in.ContactIDs, was.Contacts)
	}
	if c.Err != nil {
		return is, nil, c.Err
	}
	if is.TemplateID != was.TemplateID {
		for i := range is.Contacts { // who knew another questionnaire does not know this one
			is.Contacts[i].ConfirmedAt = nil
		}
	}
	return is, differing(&was, &is), in.references(ctx, tx, &is)
}

// references refuses what is named and not there.
func (in *CampaignFields) references(ctx context.Context, tx *ent.Tx, is *ent.SurveyCampaign) error {
	if in.TemplateID != nil && is.TemplateID != "" {
		if err := holding(ctx, tx, is.TemplateID); err != nil {
			return err
		}
	}
	if in.DepartmentID != nil && is.DepartmentID != "" {
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: is.DepartmentID}); err != nil {
			return err
		}
	}
	members := []tenants.Ref{}
	if in.OwnerID != nil {
		members = append(members, tenants.Ref{Field: "ownerId", ID: is.OwnerID})
	}
	for i, id := range in.ContactIDs {
		members = append(members, tenants.Ref{Field: fmt.Sprintf("contactIds[%d]", i), ID: id})
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), members...); err != nil {
		return err
	}
	if in.Audience == nil {
		return nil
	}
	config := tenants.ConfigFrom(ctx)
	for i, key := range is.Audience.TierKeys {
		if _, ok := config.Tier(key); !ok {
			return fault.Input(fmt.Sprintf("audience.tierKeys[%d]", i), "customer.unknown_tier").With("tier", key)
		}
	}
	for i, id := range is.Audience.Departments {
		if _, ok := config.Departments[id]; !ok {
			return fault.NotFound().On(fmt.Sprintf("audience.departmentIds[%d]", i))
		}
	}
	return customers.There(ctx, tx.Client(), "audience.customerIds", is.Audience.Customers)
}

func (in *AudienceInput) audience(c *checks) flow.CampaignAudience {
	a := flow.CampaignAudience{
		Customers: present(in.CustomerIDs...), TierKeys: in.TierKeys, Industries: in.Industries, SizeBands: in.SizeBands,
		CooperationBands: in.CooperationBands, Departments: present(in.DepartmentIDs...), Maintenance: in.MaintenanceClasses,
		RenewalFrom: optional.Value(in.RenewalFrom), RenewalTo: optional.Value(in.RenewalTo), FlaggedOnly: optional.Value(in.FollowUpOnly),
	}
	c.many("audience.customerIds", len(in.CustomerIDs), maxNamed)
	c.many("audience.tierKeys", len(in.TierKeys), maxValues)
	c.many("audience.departmentIds", len(in.DepartmentIDs), maxValues)
	known(c, "audience.industries", in.Industries...)
	known(c, "audience.sizeBands", in.SizeBands...)
	known(c, "audience.cooperationBands", in.CooperationBands...)
	known(c, "audience.maintenanceClasses", in.MaintenanceClasses...)
	for _, day := range []struct{ field, value string }{{"audience.renewalFrom", a.RenewalFrom}, {"audience.renewalTo", a.RenewalTo}} {
		if _, err := time.Parse(time.DateOnly, day.value); day.value != "" && err != nil {
			c.Fail(fault.Input(day.field, "sla.date_format").With("value", day.value))
		}
	}
	if a.RenewalFrom != "" && a.RenewalTo != "" && a.RenewalTo < a.RenewalFrom {
		c.Fail(fault.Input("audience.renewalTo", "campaign.renewal_order"))
	}
	return a
}

func (in *SamplingInput) on(c *checks, was flow.CampaignSampling) flow.CampaignSampling {
	is := flow.CampaignSampling{
		Percent: optional.Or(in.Percent, was.Percent), LeastAnswers: optional.Or(in.LeastAnswers, was.LeastAnswers),
		ScaleMin: optional.Or(in.ScaleMin, was.ScaleMin), ScaleMax: optional.Or(in.ScaleMax, was.ScaleMax), Threshold: optional.Or(in.Threshold, was.Threshold),
	}
	c.within("sampling.percent", is.Percent, 1, 100)
	c.within("sampling.leastAnswers", is.LeastAnswers, 1, 1_000_000)
	c.within("sampling.scaleMin", is.ScaleMin, 0, 10)
	c.within("sampling.scaleMax", is.ScaleMax, is.ScaleMin+1, 100)
	if is.Threshold != 0 && !(is.Threshold >= float64(is.ScaleMin) && is.Threshold <= float64(is.ScaleMax)) {
		c.Fail(fault.Input("sampling.threshold", "input.out_of_range").With("min", is.ScaleMin).With("max", is.ScaleMax))
	}
	return is
}

// contactsOf are the members who speak for a campaign; who has said that they know the
// questionnaire goes on to.
func contactsOf(c *checks, ids []typeid.ID, was []flow.CampaignContact) []flow.CampaignContact {
	c.many("contactIds", len(ids), maxContacts)
	is := []flow.CampaignContact{}
	for _, id := range present(ids...) {
		one := flow.CampaignContact{Member: id}
		if i := slices.IndexFunc(was, func(k flow.CampaignContact) bool { return k.Member == id }); i >= 0 {
			one = was[i]
		}
		is = append(is, one)
	}
	return is
}

// usualSampling asks everybody, on the scale of the document (D3-48).
var usualSampling = flow.CampaignSampling{Percent: 100, LeastAnswers: 5, ScaleMin: 1, ScaleMax: 5}

// newCampaign is a campaign that says nothing yet.
func newCampaign() ent.SurveyCampaign {
	return ent.SurveyCampaign{
		Goals: []flow.SurveyGoal{}, Contacts: []flow.CampaignContact{}, Channels: []flow.Channel{flow.ChannelEmail},
		Sampling: usualSampling, ClosesAt: database.Never, ReminderWorkday: maxReminder,
	}
}
