package notices

import (
	"context"

	"heed/authz"
	"heed/ent"
	"heed/ent/trainingrecord"
	"heed/rules/typeid"
)

// ofTrainingSession is a session: whom the event names is told, when it begins.
func (a *about) ofTrainingSession(ctx context.Context, tx *ent.Tx) error {
	s, err := tx.TrainingSession.Get(ctx, a.id)
	if err != nil {
		return err
	}
	a.record = authz.Record{Departments: []typeid.ID{s.DepartmentID}, Members: []typeid.ID{s.TrainerID, s.CreatedBy}}
	a.creator, a.assignee, a.department = s.CreatedBy, s.TrainerID, s.DepartmentID
	a.due(s.StartsAt)
	return nil
}

// ofTrainingRecord is a record: of a member, whose head hears of what is to be done.
func (a *about) ofTrainingRecord(ctx context.Context, tx *ent.Tx) error {
	r, err := tx.TrainingRecord.Query().Where(trainingrecord.ID(a.id)).WithSession().Only(ctx)
	if err != nil {
		return err
	}
	a.record = authz.Record{Departments: []typeid.ID{r.DepartmentID}, Members: []typeid.ID{r.MemberID}}
	a.concerned, a.department = r.MemberID, r.DepartmentID
	a.due(r.Edges.Session.StartsAt)
	return nil
}
