package requirements

import (
	"context"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// AnalyzeInput is a requirement to assess.
type AnalyzeInput struct {
	ID               typeid.ID
	ExpectedVersion  int
	Nature           *flow.Nature
	LeadDepartmentID *typeid.ID
}

// Analyze begins to assess. It needs a leading department and the nature, given
// here or before: requirement.no_lead_department, requirement.no_nature. With another
// leading department the first-response clock is counted anew, as by Assign. Records
// requirement.analyzing, also for the departments before, and what became of the clock.
func Analyze(ctx context.Context, tx *ent.Tx, in AnalyzeInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActAnalyze, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{}
	knownOr(&c, "nature", in.Nature)
	if c.err != nil {
		return nil, c.err
	}
	change, t := was.Update().SetState(next), told{was: was}
	lead, nature := was.LeadDepartmentID, optional.Value(was.Nature)
	if given := set(in.LeadDepartmentID); given != nil {
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "leadDepartmentId", ID: *given}); err != nil {
			return nil, err
		}
		differ(&t, "leadDepartment", lead, *given)
		lead = *given
		change.SetLeadDepartmentID(lead)
	}
	if given := set(in.Nature); given != nil {
		differ(&t, "nature", nature, *given)
		nature = *given
		change.SetNature(nature)
	}
	switch {
	case lead == "":
		return nil, fault.Precondition("requirement.no_lead_department").On("leadDepartmentId")
	case nature == "":
		return nil, fault.Precondition("requirement.no_nature").On("nature")
	}
	clock, err := reclockLead(ctx, tx, was, lead, change)
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, change)
	if err != nil {
		return nil, err
	}
	if r.Edges.Assisting, err = setAssisting(ctx, tx, was, without(assisting(was), lead)); err != nil {
		return nil, err
	}
	t.clauses = []string{"D0-45", natureClause[nature]}
	moved(ctx, r, was.State, t)
	clock.happened(ctx, r)
	return r, nil
}
