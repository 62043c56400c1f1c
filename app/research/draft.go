package research

import (
	"context"
	"fmt"

	"heed/app/requirements"
	"heed/authz"
	"heed/ent"
	"heed/ent/researchactivity"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// DraftInput is a requirement that research has brought to light.
type DraftInput struct {
	ID               typeid.ID
	CustomerID       typeid.ID
	Title            string
	OriginalText     string
	Content          *string
	Category         flow.RequirementCategory
	Urgency          flow.Urgency
	Nature           *flow.Nature
	Expectation      *string
	LeadDepartmentID *typeid.ID
}

// DraftRequirement writes a requirement down that research has brought to light:
// whoever reads the research and writes requirements. Its origin is the research;
// what the company's form requires is asked for when it is received.
// Errors: research.not_begun, and those of requirements.Create. Records
// requirement.draft.
func DraftRequirement(ctx context.Context, tx *ent.Tx, in DraftInput) (*ent.Requirement, error) {
	if err := begin(ctx, authz.ResearchRead); err != nil {
		return nil, err
	}
	r, err := tx.ResearchActivity.Query().Where(researchactivity.ID(in.ID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("research: reading %s: %w", in.ID, err)
	}
	if r.State != flow.ResearchRunning && r.State != flow.ResearchDone {
		return nil, fault.Precondition("research.not_begun")
	}
	collected := viewer.Now(ctx)
	if r.DoneOn != nil {
		collected = *r.DoneOn
	}
	made, err := requirements.Create(ctx, tx, requirements.CreateInput{
		CustomerID: in.CustomerID, Title: in.Title, OriginalText: in.OriginalText, Content: in.Content, Source: sourceOf(r),
		CollectedAt: collected, Category: in.Category, Urgency: in.Urgency, Nature: in.Nature, Expectation: in.Expectation,
		LeadDepartmentID: in.LeadDepartmentID, Drawn: true,
	})
	if err != nil {
		return nil, err
	}
	made, err = made.Update().SetOriginType(flow.SubjectResearch).SetOriginID(r.ID).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("research: keeping the origin: %w", err)
	}
	return made, nil
}

// sourceOf is the source of requirements that the research brings.
func sourceOf(r *ent.ResearchActivity) flow.RequirementSource {
	switch {
	case r.Mode == flow.ResearchOutsourced:
		return flow.RequirementSourceOutsourcedResearch
	case r.Method == flow.ResearchDataAnalysis:
		return flow.RequirementSourceDataAnalysis
	default:
		return flow.RequirementSourceSelfResearch
	}
}
