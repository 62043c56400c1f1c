package requirements

import (
	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Record is what scopes look at in a requirement: the leading and the assisting
// departments, and the members whom it concerns. The assisting departments
// count when they are loaded (WithAssisting).
func Record(r *ent.Requirement) authz.Record {
	departments, members := journal.RequirementRecord(r, assisting(r))
	return authz.Record{Departments: departments, Members: members}
}

// work is the record as the scopes of an act look at it: one's own to move is
// what one is assigned to, and to receive also what one wrote down.
func work(act flow.RequirementAct, r *ent.Requirement) authz.Record {
	record := Record(r)
	record.Members = []typeid.ID{r.AssigneeID}
	if act == flow.RequirementActReceive {
		record.Members = append(record.Members, r.CreatedBy)
	}
	return record
}

func assisting(r *ent.Requirement) []typeid.ID {
	ids := make([]typeid.ID, len(r.Edges.Assisting))
	for i, a := range r.Edges.Assisting {
		ids[i] = a.DepartmentID
	}
	return ids
}
