package authz

import (
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// InspectionWork is what scopes look at in an inspection for who writes down what was
// seen, and has its files: who is inspected does neither of a supervisory one, and where
// somebody is named to check content, colleagues do not in their place.
func InspectionWork(i *ent.Inspection) Record {
	r := Record{}
	if i.DepartmentID != "" {
		r.Departments = []typeid.ID{i.DepartmentID}
	}
	if i.InspectorID != "" {
		r.Members = []typeid.ID{i.InspectorID}
	}
	if i.Kind == flow.InspectionSupervisory || i.Kind == flow.InspectionContent && i.InspectorID != "" {
		r.Departments = nil
	}
	return r
}

// InspectionOver tells whether nothing is written down of an inspection any more: it is
// done, or a member has given it up.
func InspectionOver(i *ent.Inspection) bool {
	return i.State == flow.InspectionDone || i.State == flow.InspectionCancelled && i.LapsedAt == nil
}
