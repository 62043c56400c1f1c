package complaints

import (
	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Record is what scopes look at in a complaint: the department that answers, who wrote it
// down, who works on it, and the group that handles it jointly, when it is loaded.
func Record(c *ent.Complaint) authz.Record {
	departments, members := journal.ComplaintRecord(c)
	return authz.Record{Departments: departments, Members: members}
}

// joint tells whether a group of several departments handles the complaint (D2-62).
func joint(c *ent.Complaint) bool { return c.Path != nil && *c.Path == flow.PathJoint }

// leader is who leads the group, when it is loaded.
func leader(c *ent.Complaint) typeid.ID {
	if c.Edges.Group == nil {
		return ""
	}
	return c.Edges.Group.LeaderID
}
