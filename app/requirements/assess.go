package requirements

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirementassessment"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxAssessing is how many departments assess a requirement before it is planned; the plan's
// own assessment always has a place.
const maxAssessing = 49

// AssessInput is what a department thinks of a requirement; what is left out stays as it was.
// The versions of the department's own assessments are those that were looked at: none where it
// had given none.
type AssessInput struct {
	ID                         typeid.ID
	ExpectedVersion            int
	Feasibility                *FeasibilityInput
	ExpectedFeasibilityVersion *int
	Value                      *ValueInput
	ExpectedValueVersion       *int
}

// Assess gives, or replaces, what the viewer's department thinks of a requirement before it is
// planned (D0-34 to D0-37). The requirement's version stays, so that departments that assess at
// the same time do not refuse each other; two of one department do, by the version of its own
// (version.conflict). Errors: requirement.assess_nothing, requirement.assess_no_department,
// requirement.feasibility_incomplete, requirement.value_incomplete, and
// requirement.assessments_too_many. Records requirement.assessed with what stood there before.
func Assess(ctx context.Context, tx *ent.Tx, in AssessInput) (*ent.Requirement, error) {
	r, _, err := take(ctx, tx, flow.RequirementActAssess, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	by := assessing(ctx)
	given, err := in.given(ctx, by)
	if err != nil {
		return nil, err
	}
	if by.department == "" {
		return nil, fault.Precondition("requirement.assess_no_department")
	}
	if err := placeToAssess(ctx, tx, r.ID, by.department); err != nil {
		return nil, err
	}
	own, err := ownAssessments(ctx, tx, r.ID, by)
	if err != nil {
		return nil, err
	}
	if err := in.looked(own); err != nil {
		return nil, err
	}
	t := told{fields: []string{"assessments"}, detail: map[string]any{"department": by.department, "kinds": given.kinds()}}
	if before := own.before(given); before != nil {
		t.detail["before"] = before
	}
	if err := keepAssessments(ctx, tx, r.ID, by, given, own); err != nil {
		return nil, err
	}
	for _, kind := range given.kinds() {
		t.clauses = append(t.clauses, assessmentClauses[kind]...)
	}
	happened(ctx, r, "requirement.assessed", t)
	return r, nil
}

// assessmentClauses are what a kind of assessments answers to.
var assessmentClauses = map[flow.AssessmentKind][]string{
	flow.AssessFeasibility: {"D0-34", "D0-35"},
	flow.AssessValue:       {"D0-36", "D0-37"},
}

// assessing is who assesses now.
func assessing(ctx context.Context) assessor {
	v := viewer.From(ctx)
	return assessor{member: v.Member, department: v.Department, at: viewer.Now(ctx)}
}

// given looks at the input and makes assessments of it. What the caller points to stays.
func (in AssessInput) given(ctx context.Context, by assessor) (assessments, error) {
	if in.Feasibility == nil && in.Value == nil {
		return assessments{}, fault.Input("feasibility", "requirement.assess_nothing")
	}
	var (
		c     checks
		given assessments
	)
	if in.Feasibility != nil {
		one := *in.Feasibility
		one.check(&c, "feasibility")
		given.feasibility = one.assessment(by)
	}
	if in.Value != nil {
		one := *in.Value
		one.check(&c, "value")
		given.value = one.assessment(by, tenants.ConfigFrom(ctx).Tenant.Settings)
	}
	return given, c.err
}

// looked refuses what somebody of the department gave meanwhile.
func (in AssessInput) looked(own standing) error {
	if in.Feasibility != nil {
		if err := own.expect(flow.AssessFeasibility, in.ExpectedFeasibilityVersion, "expectedFeasibilityVersion"); err != nil {
			return err
		}
	}
	if in.Value != nil {
		return own.expect(flow.AssessValue, in.ExpectedValueVersion, "expectedValueVersion")
	}
	return nil
}

// placeToAssess refuses one department too many.
func placeToAssess(ctx context.Context, tx *ent.Tx, id, department typeid.ID) error {
	var others []struct {
		DepartmentID typeid.ID `json:"department_id"`
	}
	err := tx.RequirementAssessment.Query().
		Where(requirementassessment.RequirementID(id), requirementassessment.DepartmentIDNEQ(department)).
		GroupBy(requirementassessment.FieldDepartmentID).Scan(ctx, &others)
	switch {
	case err != nil:
		return fmt.Errorf("requirements: counting who assesses %s: %w", id, err)
	case len(others) >= maxAssessing:
		return fault.Conflict("requirement.assessments_too_many").With("max", maxAssessing)
	}
	return nil
}
