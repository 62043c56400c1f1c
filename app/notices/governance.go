package notices

import (
	"context"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/typeid"
)

// ofDocument is a governing document: whom it is for is told, as it stands when they are.
func (a *about) ofDocument(ctx context.Context, tx *ent.Tx) error {
	d, err := tx.GoverningDocument.Get(ctx, a.id)
	if err != nil {
		return err
	}
	a.record = authz.Record{Departments: []typeid.ID{d.DepartmentID}, Members: []typeid.ID{d.CreatedBy}}
	a.creator, a.department = d.CreatedBy, d.DepartmentID
	a.audience = tenants.Audience{Posts: d.Posts, DepartmentIDs: d.DepartmentIds}.Members(ctx)
	return nil
}

// ofAppraisal is an appraisal: of a member, whose head hears of what they say to it.
func (a *about) ofAppraisal(ctx context.Context, tx *ent.Tx) error {
	p, err := tx.Appraisal.Get(ctx, a.id)
	if err != nil {
		return err
	}
	a.record = authz.Record{Departments: []typeid.ID{p.DepartmentID}, Members: []typeid.ID{p.MemberID}}
	a.concerned, a.department = p.MemberID, p.DepartmentID
	return nil
}
