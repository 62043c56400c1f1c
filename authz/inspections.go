package authz

import (
	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/inspection"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
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

// InspectionFiles tells whether the files of an inspection are the viewer's: of those who
// write down what is seen, and of who asks for a check of content.
func InspectionFiles(v *viewer.Viewer, i *ent.Inspection) bool {
	asks := i.Kind == flow.InspectionContent && v.Member != "" && v.Member == i.CreatedBy
	return asks || Covers(v, v.Scope(string(InspectionUpdate)), InspectionWork(i))
}

// inspectionWork limits to the inspections whose files are the viewer's, as
// InspectionFiles does to one.
func inspectionWork(v *viewer.Viewer, a Action) func(*sql.Selector) {
	scope := v.Scope(string(a))
	if scope == viewer.All {
		return nil
	}
	return func(s *sql.Selector) {
		kind, named := s.C(inspection.FieldKind), s.C(inspection.FieldInspectorID)
		arms := []*sql.Predicate{sql.And(sql.EQ(kind, string(flow.InspectionContent)), sql.EQ(s.C(inspection.FieldCreatedBy), v.Member))}
		if scope != viewer.None {
			arms = append(arms, sql.EQ(named, v.Member))
		}
		if scope == viewer.Department {
			open := sql.Or(sql.EQ(kind, string(flow.InspectionSelf)), sql.And(sql.EQ(kind, string(flow.InspectionContent)), sql.IsNull(named)))
			arms = append(arms, sql.And(among(s.C(inspection.FieldDepartmentID), v.Departments), open))
		}
		s.Where(sql.Or(arms...))
	}
}
