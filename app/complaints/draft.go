package complaints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// DraftInput is a requirement to be drawn from a complaint.
type DraftInput struct {
	ComplaintID      typeid.ID
	Title            string
	OriginalText     *string
	Category         flow.RequirementCategory
	Urgency          flow.Urgency
	Nature           *flow.Nature
	Expectation      *string
	LeadDepartmentID *typeid.ID
}

// DraftRequirement draws a requirement from a complaint in one step (D0-11): a draft with
// its customer, time, channel and words, which keeps the complaint as its origin. Who reads
// the complaint need not reach its customer. Errors: complaint.no_customer, NOT_FOUND on
// complaintId, those of requirements.Create. Records requirement.draft.
func DraftRequirement(ctx context.Context, tx *ent.Tx, in DraftInput) (*ent.Requirement, error) {
	if err := begin(ctx, authz.RequirementCreate); err != nil {
		return nil, err
	}
	if authz.Require(ctx, authz.ComplaintRead) != nil {
		return nil, fault.NotFound().On("complaintId")
	}
	c, err := tx.Complaint.Query().Where(complaint.ID(in.ComplaintID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("complaintId")
	}
	if err != nil {
		return nil, fmt.Errorf("complaints: reading what a requirement is drawn from: %w", err)
	}
	if c.CustomerID == "" {
		return nil, fault.Precondition("complaint.no_customer").On("complaintId")
	}
	if c.ErasedAt != nil {
		return nil, fault.Precondition("contact.erased").On("complaintId")
	}
	made := requirements.CreateInput{
		CustomerID: c.CustomerID, Title: in.Title, OriginalText: c.Content, Source: flow.RequirementSourceComplaint, Channel: &c.Channel,
		CollectedAt: c.ComplainedAt, Category: in.Category, Urgency: in.Urgency, Nature: in.Nature, Expectation: in.Expectation,
		LeadDepartmentID: in.LeadDepartmentID,
	}
	if in.OriginalText != nil && *in.OriginalText != "" {
		made.OriginalText = *in.OriginalText
	}
	if in.Expectation == nil && c.RemedySought != "" {
		made.Expectation = &c.RemedySought
	}
	r, err := requirements.CreateFrom(ctx, tx, made, requirements.Origin{Type: flow.SubjectComplaint, ID: c.ID, Clauses: []string{"D0-11"}})
	if err != nil {
		return nil, err
	}
	if err := journal.LoadGroups(ctx, tx.Client(), c); err != nil {
		return nil, err
	}
	happened(ctx, c, "complaint.requirement_drawn", told{clauses: []string{"D0-11"}, detail: map[string]any{"requirement": r.ID}})
	return r, nil
}
