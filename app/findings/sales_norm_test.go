package findings

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
)

// A violation of a sales norm is a finding like any other: whoever sees it writes it
// down, of whichever department; it says what happened, and nothing it is drawn from.
func TestD2_24_SalesNorm(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		sales := s.A.Departments[flow.DepartmentSales].ID
		in := CreateInput{Source: flow.FindingSalesNorm, Description: ptr("报价时未说明安装费另计"), DepartmentID: &sales}
		mute := in
		mute.Description = nil
		refused(s, "without words", "staff", Create, mute, fault.Input("description", "input.required"))
		drawn := in
		drawn.RequirementID = &sales
		refused(s, "of a requirement", "staff", Create, drawn, fault.Input("requirementId", "finding.source_needs"))
		made := must(s, "staff", Create, in)
		if made.Source != flow.FindingSalesNorm || made.DepartmentID != sales || made.State != flow.FindingOpen {
			t.Errorf("found is %+v", made)
		}
		events := s.A.Events(t)
		if last := events[len(events)-1]; last.SubjectID != made.ID || !slices.Contains(last.ClauseIds, "D2-24") {
			t.Errorf("told: %+v", last)
		}
		found := must(s, "head.sales", FindCause, FindCauseInput{ID: made.ID, ExpectedVersion: 1, Cause: "话术未更新", RootCauseClass: flow.RootCausePeople, DueToError: ptr(true)})
		if !found.DueToError || found.State != flow.FindingCauseFound {
			t.Errorf("its cause is %+v", found)
		}
	})
}
