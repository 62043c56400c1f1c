package surveys

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveycampaign"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CampaignRecord is what scopes look at in a campaign: the department that has it done,
// who sees to it, and who planned it.
func CampaignRecord(c *ent.SurveyCampaign) authz.Record {
	return authz.Record{Departments: present(c.DepartmentID), Members: present(c.OwnerID, c.CreatedBy)}
}

// campaignActionOf is the permission that an act takes. Whoever speaks for a campaign says
// so: they need only read it.
func campaignActionOf(act flow.CampaignAct) authz.Action {
	switch act {
	case flow.CampaignActConfirm:
		return authz.CampaignRead
	case flow.CampaignActUpdate, flow.CampaignActInvite:
		return authz.CampaignUpdate
	default:
		return authz.CampaignTransition
	}
}

// takeCampaign holds a campaign for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state. The state after the
// act comes with it. Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a
// suspended company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func takeCampaign(ctx context.Context, tx *ent.Tx, act flow.CampaignAct, id typeid.ID, version int) (*ent.SurveyCampaign, flow.CampaignState, error) {
	if err := begin(ctx, campaignActionOf(act)); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.CampaignRead); err != nil {
		return nil, "", err
	}
	c, err := lockCampaign(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.On(ctx, campaignActionOf(act), CampaignRecord(c)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, c.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Campaign.Next(c.State, act)
	return c, next, err
}

func lockCampaign(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SurveyCampaign, error) {
	q := tx.SurveyCampaign.Query().Where(surveycampaign.ID(id))
	q.Modify(database.Lock)
	c, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: locking a campaign: %w", err)
	}
	return c, nil
}

// campaignEvent is what the journal tells of a campaign.
func campaignEvent(c *ent.SurveyCampaign, typ string, from flow.CampaignState, clauses ...string) journal.Event {
	record := CampaignRecord(c)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectCampaign, ID: c.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
		Detail: map[string]any{"program": c.Program},
	}
	if from != c.State {
		e.From, e.To = string(from), string(c.State)
	}
	return e
}

// saveCampaign writes a change, and tells it: campaign.<state>.
func saveCampaign(ctx context.Context, was *ent.SurveyCampaign, change *ent.SurveyCampaignUpdateOne, clauses ...string) (*ent.SurveyCampaign, error) {
	return savedCampaign(ctx, was, change, "", clauses...)
}

// savedCampaign is saveCampaign with a name of its own for what happened.
func savedCampaign(ctx context.Context, was *ent.SurveyCampaign, change *ent.SurveyCampaignUpdateOne, typ string, clauses ...string) (*ent.SurveyCampaign, error) {
	c, err := change.Save(ctx)
	if err != nil {
		return nil, campaignWritten(err)
	}
	if c.NextTickAt != nil {
		journal.DueBy(ctx, *c.NextTickAt)
	}
	if typ == "" {
		typ = "campaign." + strings.ToLower(string(c.State))
	}
	e := campaignEvent(c, typ, was.State, clauses...)
	e.Departments = present(append(e.Departments, was.DepartmentID)...)
	journal.Record(ctx, e)
	return c, nil
}

func campaignWritten(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("campaign.planned_already").Because(err)
	}
	return fmt.Errorf("surveys: writing a campaign: %w", err)
}

// AvailableCampaign lists what the viewer may do with the campaign now. It asks no database.
func AvailableCampaign(ctx context.Context, c *ent.SurveyCampaign) []flow.CampaignAct {
	acts := []flow.CampaignAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	me := viewer.From(ctx).Member
	for _, act := range flow.Campaign.Allowed(c.State) {
		if authz.On(ctx, campaignActionOf(act), CampaignRecord(c)) != nil {
			continue
		}
		speaks := slices.ContainsFunc(c.Contacts, func(k flow.CampaignContact) bool { return k.Member == me && k.ConfirmedAt == nil })
		if act == flow.CampaignActConfirm && !speaks || act == flow.CampaignActStart && c.PreparedAt == nil {
			continue
		}
		acts = append(acts, act)
	}
	return acts
}

// holding refuses an edition that a campaign cannot ask with: it has to hold.
func holding(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	t, err := tx.SurveyTemplate.Get(viewer.SystemOf(ctx), id)
	switch {
	case ent.IsNotFound(err):
		return fault.NotFound().On("templateId")
	case err != nil:
		return fmt.Errorf("surveys: reading a template: %w", err)
	case t.State != flow.TemplateEffective:
		return fault.Precondition("campaign.template_not_effective").On("templateId")
	}
	return nil
}

// notThere says which field names a record that is not there.
func notThere(err error, field string) error {
	if errors.Is(err, fault.NotFound()) {
		return fault.NotFound().On(field)
	}
	return err
}
