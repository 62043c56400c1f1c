package authz

import (
	"entgo.io/ent/dialect/sql"

	"heed/ent/acknowledgement"
	"heed/ent/appraisal"
	"heed/ent/governingdocument"
	"heed/rules/flow"
	"heed/rules/viewer"
)

var ofDocuments = place{
	departments: []string{governingdocument.FieldDepartmentID},
	members:     []string{governingdocument.FieldCreatedBy},
}

// documents are read by all who may read any, but for what was never published, which is of
// those who may change it.
func documents(v *viewer.Viewer) func(*sql.Selector) {
	read, changed := ofDocuments.limit(v, GoverningDocumentRead), ofDocuments.limit(v, GoverningDocumentUpdate)
	if changed == nil {
		return read
	}
	return func(s *sql.Selector) {
		if read != nil {
			read(s)
		}
		s.Where(sql.Or(sql.NotNull(s.C(governingdocument.FieldEffectiveAt)), alone(s, changed))) // a draft that is dropped stays one
	}
}

// acknowledgements are the member's own, and of the departments whose documents one may
// change: who has not read something is for their head to know.
func acknowledgements(v *viewer.Viewer) func(*sql.Selector) {
	at := place{departments: []string{acknowledgement.FieldDepartmentID}, members: []string{acknowledgement.FieldMemberID}}
	switch {
	case v.Scope(string(GoverningDocumentRead)) == viewer.None:
		return nothing
	case v.Scope(string(GoverningDocumentUpdate)) != viewer.None:
		return at.limit(v, GoverningDocumentUpdate)
	}
	return func(s *sql.Selector) { s.Where(sql.Or(at.mine(s, v)...)) }
}

// appraisals are of the person and their department; before one is shown to the person it
// is read by others alone.
func appraisals(v *viewer.Viewer) func(*sql.Selector) {
	read := place{departments: []string{appraisal.FieldDepartmentID}, members: []string{appraisal.FieldMemberID}}.limit(v, AppraisalRead)
	return func(s *sql.Selector) {
		if read != nil {
			read(s)
		}
		s.Where(sql.Or(
			sql.NEQ(s.C(appraisal.FieldMemberID), v.Member),
			sql.In(s.C(appraisal.FieldState), flow.AppraisalShown, flow.AppraisalAppealed, flow.AppraisalFinal),
		))
	}
}
