package notices

import (
	"context"

	"heed/app/journal"
	"heed/ent"
)

// ofComplaint is the complaint with the group that handles it.
func (a *about) ofComplaint(ctx context.Context, tx *ent.Tx) error {
	c, err := tx.Complaint.Get(ctx, a.id)
	if err == nil {
		err = journal.LoadGroups(ctx, tx.Client(), c)
	}
	if err != nil {
		return err
	}
	a.number, a.facts.Level = c.Number, string(c.Level)
	a.record.Departments, a.record.Members = journal.ComplaintRecord(c)
	a.creator, a.assignee, a.department = c.CreatedBy, c.AssigneeID, c.OwnerDepartmentID
	if c.Edges.Group != nil {
		a.leader, a.group = c.Edges.Group.LeaderID, journal.HandlingGroup(c)
	}
	a.due(c.DueAt)
	return nil
}
