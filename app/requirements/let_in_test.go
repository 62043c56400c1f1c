package requirements

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/requirementdepartment"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// salesAssists tells whether sales assists in the requirement.
func (s *stage) salesAssists(r *ent.Requirement) bool {
	s.t.Helper()
	return s.Client.RequirementDepartment.Query().Where(
		requirementdepartment.RequirementID(r.ID), requirementdepartment.DepartmentID(s.A.Departments[flow.DepartmentSales].ID),
	).ExistX(s.A.System())
}

func (s *stage) unmerged(r *ent.Requirement) {
	s.t.Helper()
	must(s, management, Unmerge, UnmergeInput{r.ID, s.read(r.ID).Version, "两回事"})
}

// Who led what was merged assists in the other, until the last merge that brought them is undone;
// who assisted before goes on (D0-38, D0-58).
func TestD0_38_WhoLedTheMergedAssists(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sales := s.A.Departments[flow.DepartmentSales].ID
		r := s.received(flow.UrgencyGeneral)
		first := s.mergedOf(s.key, r, "head.sales", flow.DepartmentSales)
		if !s.salesAssists(r) || !slices.Equal(first.Merge.LetIn, []typeid.ID{sales}) {
			t.Errorf("merged, %v came", first.Merge.LetIn)
		}
		if !slices.ContainsFunc(s.A.Events(t), func(e *ent.Event) bool {
			return e.Type == "requirement.assigned" && e.SubjectID == r.ID && slices.Contains(e.DepartmentIds, sales)
		}) {
			t.Error("nobody is told that sales assists")
		}
		if _, err := w.Client.Requirement.Get(s.As("head.sales"), r.ID); err != nil {
			t.Errorf("who is to tell its customer does not read it: %v", err)
		}
		second := s.mergedOf(s.key, r, "", flow.DepartmentSales)
		s.unmerged(first)
		if !s.salesAssists(r) {
			t.Error("another one of sales is still merged, and it is gone")
		}
		s.unmerged(second)
		if s.salesAssists(r) {
			t.Error("nothing of sales is merged, and it is there")
		}
		r = s.read(r.ID)
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{sales}})
		s.unmerged(s.mergedOf(s.key, r, "", flow.DepartmentSales))
		if !s.salesAssists(r) {
			t.Error("it assisted by itself, and is gone")
		}
	})
}

// Who may not assign the other lets nobody into it by merging: what assists may do more than read.
func TestWhoMayNotAssignLetsNobodyIn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r, one := s.received(flow.UrgencyGeneral), s.of(s.key, "head.sales", flow.DepartmentSales)
		before := s.read(r.ID).Version
		s.give("head.sales", "DEPARTMENT_HEAD", "AUDITOR")
		one = must(s, "head.sales", Merge, MergeInput{ID: one.ID, ExpectedVersion: s.read(one.ID).Version, IntoID: r.ID})
		if s.salesAssists(r) || len(one.Merge.LetIn) > 0 || s.read(r.ID).Version != before {
			t.Errorf("%v came", one.Merge.LetIn)
		}
		s.unmerged(one)
	})
}

// Merged on, its departments come along, and leave together with it.
func TestD0_38_WhoLedTheMergedComesAlong(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r, middle := s.received(flow.UrgencyGeneral), s.received(flow.UrgencyGeneral)
		one := s.mergedOf(s.key, middle, "", flow.DepartmentSales)
		middle = s.merged(middle, r)
		if !s.salesAssists(r) || !s.salesAssists(middle) {
			t.Error("merged on, it does not assist")
		}
		s.unmerged(one)
		if s.salesAssists(r) || s.salesAssists(middle) {
			t.Error("undone, it assists")
		}
	})
}
