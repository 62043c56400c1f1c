package requirements

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirementassessment"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// assessments are what is given at once: at least one of the two.
type assessments struct {
	feasibility *flow.FeasibilityAssessment
	value       *flow.ValueAssessment
	deciding    bool // with the plan
}

// kinds are those that are given, in their order.
func (a assessments) kinds() []flow.AssessmentKind {
	var kinds []flow.AssessmentKind
	if a.feasibility != nil {
		kinds = append(kinds, flow.AssessFeasibility)
	}
	if a.value != nil {
		kinds = append(kinds, flow.AssessValue)
	}
	return kinds
}

// standing is what a department has given so far.
type standing map[flow.AssessmentKind]*ent.RequirementAssessment

// ownAssessments reads what the assessor's department has given. The requirement is locked, so
// nobody of the department writes it at the same time. An assessor without a department replaces
// nothing.
func ownAssessments(ctx context.Context, tx *ent.Tx, requirement typeid.ID, by assessor) (standing, error) {
	own := standing{}
	if by.department == "" {
		return own, nil
	}
	all, err := tx.RequirementAssessment.Query().
		Where(requirementassessment.RequirementID(requirement), requirementassessment.DepartmentID(by.department)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading what a department thinks of %s: %w", requirement, err)
	}
	for _, a := range all {
		own[a.Kind] = a
	}
	return own, nil
}

// expect refuses another version than the one that was looked at; none counts as 0.
func (own standing) expect(kind flow.AssessmentKind, version *int, field string) error {
	actual := 0
	if a := own[kind]; a != nil {
		actual = a.Version
	}
	return tenants.VersionOf(field, optional.Value(version), actual)
}

// before is what gives way, as an event keeps it; nil for nothing.
func (own standing) before(given assessments) map[string]any {
	var before map[string]any
	for _, kind := range given.kinds() {
		a := own[kind]
		if a == nil {
			continue
		}
		if before == nil {
			before = map[string]any{}
		}
		if kind == flow.AssessFeasibility {
			before["feasibility"] = a.Feasibility
		} else {
			before["value"] = a.Value
		}
	}
	return before
}

// keepAssessments writes what a department gives in the place of what it gave before.
func keepAssessments(ctx context.Context, tx *ent.Tx, requirement typeid.ID, by assessor, given assessments, own standing) error {
	for _, kind := range given.kinds() {
		if err := keepAssessment(ctx, tx, requirement, by, given.only(kind), own[kind]); err != nil {
			return fmt.Errorf("requirements: writing what a department thinks of %s: %w", requirement, err)
		}
	}
	return nil
}

// only is what is given of the kind.
func (a assessments) only(kind flow.AssessmentKind) assessments {
	if kind == flow.AssessFeasibility {
		a.value = nil
	} else {
		a.feasibility = nil
	}
	return a
}

func keepAssessment(ctx context.Context, tx *ent.Tx, requirement typeid.ID, by assessor, one assessments, was *ent.RequirementAssessment) error {
	if was != nil {
		change := was.Update().SetAssessorID(by.member).SetAssessedAt(by.at).SetDeciding(one.deciding)
		if one.feasibility != nil {
			change.SetFeasibility(one.feasibility)
		} else {
			change.SetValue(one.value)
		}
		return change.Exec(ctx)
	}
	made := tx.RequirementAssessment.Create().SetRequirementID(requirement).SetDepartmentID(by.department).
		SetAssessorID(by.member).SetAssessedAt(by.at).SetDeciding(one.deciding).SetKind(one.kinds()[0])
	if one.feasibility != nil {
		made.SetFeasibility(one.feasibility)
	} else {
		made.SetValue(one.value)
	}
	return made.Exec(ctx)
}

// InOrder are assessments in the order in which they were first given.
func InOrder(all []*ent.RequirementAssessment) []*ent.RequirementAssessment {
	return slices.SortedFunc(slices.Values(all), func(a, b *ent.RequirementAssessment) int {
		return strings.Compare(string(a.ID), string(b.ID))
	})
}
