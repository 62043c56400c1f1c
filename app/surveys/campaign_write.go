package surveys

import (
	"context"
	"reflect"
	"slices"
	"time"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CampaignCreateInput is a new campaign.
type CampaignCreateInput struct {
	Program flow.SurveyProgram
	CampaignFields
}

// CreateCampaign plans a campaign (D3-06 to D3-08); a special one says why (D0-25). Who
// plans it sees to it, for their department, when nobody else is named. Errors:
// campaign.no_reason, campaign.template_not_effective, campaign.closes_past, NOT_FOUND,
// FORBIDDEN on departmentId where the viewer's permission does not reach the department. Records
// campaign.draft.
func CreateCampaign(ctx context.Context, tx *ent.Tx, in CampaignCreateInput) (*ent.SurveyCampaign, error) {
	if err := begin(ctx, authz.CampaignCreate); err != nil {
		return nil, err
	}
	c := checking(ctx)
	known(c, "program", in.Program)
	if c.Err != nil {
		return nil, c.Err
	}
	v := viewer.From(ctx)
	is := newCampaign()
	is.Program, is.DepartmentID, is.OwnerID = in.Program, v.Department, v.Member
	is, _, err := in.on(ctx, tx, is)
	if err != nil {
		return nil, err
	}
	if in.Program == flow.ProgramSpecial && is.Reason == "" {
		return nil, fault.Input("reason", "campaign.no_reason")
	}
	if err := within(ctx, authz.CampaignCreate, is.DepartmentID); err != nil {
		return nil, err
	}
	return plan(ctx, tx, &is, "D3-06", "D3-07", "D3-08")
}

// within refuses to give a campaign to a department that the viewer's scope does not reach.
func within(ctx context.Context, a authz.Action, department typeid.ID) error {
	v := viewer.From(ctx)
	if v.Scope(string(a)) == viewer.All || department == v.Department || slices.Contains(v.Departments, department) {
		return nil
	}
	return fault.Forbidden().On("departmentId").Extend("action", string(a))
}

// plan writes a new campaign, and tells it.
func plan(ctx context.Context, tx *ent.Tx, is *ent.SurveyCampaign, clauses ...string) (*ent.SurveyCampaign, error) {
	q := tx.SurveyCampaign.Create().SetProgram(is.Program).SetName(is.Name).SetGoals(is.Goals).SetTemplateID(is.TemplateID).
		SetDepartmentID(is.DepartmentID).SetOwnerID(is.OwnerID).SetContacts(is.Contacts).SetAudience(is.Audience).SetSampling(is.Sampling).
		SetChannels(is.Channels).SetNillableOpensAt(is.OpensAt).SetClosesAt(is.ClosesAt).SetReminderWorkday(is.ReminderWorkday).SetNillableSlot(is.Slot)
	if is.Objective != "" {
		q.SetObjective(is.Objective)
	}
	if is.Reason != "" {
		q.SetReason(is.Reason)
	}
	if is.Period != "" {
		q.SetPeriod(is.Period)
	}
	made, err := q.Save(ctx)
	if err != nil {
		return nil, campaignWritten(err)
	}
	if is.Program == flow.ProgramSpecial {
		clauses = append(clauses, "D0-25")
	}
	journal.Record(ctx, campaignEvent(made, "campaign.draft", "", clauses...))
	return made, nil
}

// CampaignUpdateInput is a campaign's changes; nil stays.
type CampaignUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	CampaignFields
}

// UpdateCampaign changes a campaign that is planned. An update to what already is changes
// nothing and tells nothing. Errors: those of CreateCampaign. Records campaign.updated.
func UpdateCampaign(ctx context.Context, tx *ent.Tx, in CampaignUpdateInput) (*ent.SurveyCampaign, error) {
	was, _, err := takeCampaign(ctx, tx, flow.CampaignActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if reflect.ValueOf(in.CampaignFields).IsZero() {
		return nil, fault.Input("", "input.empty_update")
	}
	is, fields, err := in.on(ctx, tx, *was)
	if err != nil {
		return nil, err
	}
	switch {
	case was.Program == flow.ProgramSpecial && is.Reason == "":
		return nil, fault.Input("reason", "campaign.no_reason")
	case len(fields) == 0:
		return was, nil
	}
	if is.DepartmentID != was.DepartmentID { // nobody gives away what they could not have made
		if err := within(ctx, authz.CampaignUpdate, is.DepartmentID); err != nil {
			return nil, err
		}
	}
	c, err := was.Update().SetName(is.Name).SetObjective(is.Objective).SetReason(is.Reason).SetGoals(is.Goals).SetTemplateID(is.TemplateID).
		SetDepartmentID(is.DepartmentID).SetOwnerID(is.OwnerID).SetContacts(is.Contacts).SetAudience(is.Audience).SetSampling(is.Sampling).
		SetChannels(is.Channels).SetNillableOpensAt(is.OpensAt).SetClosesAt(is.ClosesAt).SetReminderWorkday(is.ReminderWorkday).Save(ctx)
	if err != nil {
		return nil, campaignWritten(err)
	}
	e := campaignEvent(c, "campaign.updated", was.State, "D3-06", "D3-07", "D3-08")
	e.Fields, e.Departments = fields, present(append(e.Departments, was.DepartmentID)...)
	journal.Record(ctx, e)
	return c, nil
}

// differing names what is not the same of two campaigns.
func differing(was, is *ent.SurveyCampaign) []string {
	var fields []string
	for _, f := range []struct {
		name    string
		was, is any
	}{
		{"name", was.Name, is.Name},
		{"objective", was.Objective, is.Objective},
		{"reason", was.Reason, is.Reason},
		{"goals", was.Goals, is.Goals},
		{"template", was.TemplateID, is.TemplateID},
		{"department", was.DepartmentID, is.DepartmentID},
		{"owner", was.OwnerID, is.OwnerID},
		{"contacts", was.Contacts, is.Contacts},
		{"audience", was.Audience, is.Audience},
		{"sampling", was.Sampling, is.Sampling},
		{"channels", was.Channels, is.Channels},
		{"reminderWorkday", was.ReminderWorkday, is.ReminderWorkday},
	} {
		if !reflect.DeepEqual(f.was, f.is) {
			fields = append(fields, f.name)
		}
	}
	if !same(was.OpensAt, is.OpensAt) {
		fields = append(fields, "opensAt")
	}
	if !was.ClosesAt.Equal(is.ClosesAt) {
		fields = append(fields, "closesAt")
	}
	return fields
}

// same tells whether two instants are, in whatever zone they are said.
func same(a, b *time.Time) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}
