// Package journal is the one event log of a company: timeline, audit trail,
// outbox, and source of subscriptions and webhooks (docs/adr/0005). Verbs record
// events; a change writes them as its last statement before the commit.
package journal

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/ent/workgroup"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Subject is the record an event is about.
type Subject struct {
	Type   flow.SubjectType
	ID     typeid.ID
	Number string
}

// Event is what a verb tells: ids, states and names of fields. Free values and
// personal text go into Detail, which can be erased.
type Event struct {
	Type        string // "requirement.received"
	Kind        flow.EventKind
	Subject     Subject
	From, To    string
	Departments []typeid.ID // that the record belongs to, for scopes
	Members     []typeid.ID // whom the record concerns: creator, assignee, manager
	Fields      []string    // that changed
	Clauses     []string    // of the company's rules, e.g. "D0-46"
	Detail      map[string]any
	// Config marks events that change the company itself or who may do what:
	// every replica reads the company's configuration again.
	Config bool
}

// RequirementRecord is what scopes look at in a requirement, and what its
// events carry.
func RequirementRecord(r *ent.Requirement, assisting []typeid.ID) (departments, members []typeid.ID) {
	return ids(append([]typeid.ID{r.LeadDepartmentID}, assisting...)...),
		ids(append([]typeid.ID{r.CreatedBy, r.AssigneeID, r.CollectedByID}, Team(r)...)...)
}

// Team are the members of the team that answers a requirement, when they are
// loaded (D0-43).
func Team(r *ent.Requirement) []typeid.ID {
	if r.Edges.Team == nil {
		return nil
	}
	all := make([]typeid.ID, len(r.Edges.Team.Edges.Memberships))
	for i, m := range r.Edges.Team.Edges.Memberships {
		all[i] = m.MemberID
	}
	return all
}

// LoadTeams loads the teams of requirements with their members, in one statement
// for all and one for their members; none for requirements without a team.
func LoadTeams(ctx context.Context, client *ent.Client, all ...*ent.Requirement) error {
	var of []typeid.ID
	for _, r := range all {
		if r.TeamID != "" && r.Edges.Team == nil {
			of = append(of, r.TeamID)
		}
	}
	teams, err := groupsWithMembers(ctx, client, of)
	if err != nil {
		return err
	}
	for _, r := range all {
		for _, t := range teams {
			if t.ID == r.TeamID {
				r.Edges.Team = t
			}
		}
	}
	return nil
}

// ComplaintRecord is what scopes look at in a complaint, and what its events carry: the
// department that answers, who wrote it down, works on it, and the group that handles it,
// when that is loaded.
func ComplaintRecord(c *ent.Complaint) (departments, members []typeid.ID) {
	return ids(c.OwnerDepartmentID), ids(append([]typeid.ID{c.CreatedBy, c.AssigneeID}, HandlingGroup(c)...)...)
}

// HandlingGroup are the members of the group that handles a complaint, when they are
// loaded (D2-62).
func HandlingGroup(c *ent.Complaint) []typeid.ID {
	if c.Edges.Group == nil {
		return nil
	}
	all := make([]typeid.ID, len(c.Edges.Group.Edges.Memberships))
	for i, m := range c.Edges.Group.Edges.Memberships {
		all[i] = m.MemberID
	}
	return all
}

// LoadGroups loads the groups that handle complaints with their members, as LoadTeams does.
func LoadGroups(ctx context.Context, client *ent.Client, all ...*ent.Complaint) error {
	var of []typeid.ID
	for _, c := range all {
		if c.GroupID != "" && c.Edges.Group == nil {
			of = append(of, c.GroupID)
		}
	}
	groups, err := groupsWithMembers(ctx, client, of)
	if err != nil {
		return err
	}
	for _, c := range all {
		for _, g := range groups {
			if g.ID == c.GroupID {
				c.Edges.Group = g
			}
		}
	}
	return nil
}

// groupsWithMembers are read in the system's name: who works on something need not reach
// the group that handles it.
func groupsWithMembers(ctx context.Context, client *ent.Client, of []typeid.ID) ([]*ent.WorkGroup, error) {
	if len(of) == 0 {
		return nil, nil
	}
	groups, err := client.WorkGroup.Query().Where(workgroup.IDIn(of...)).WithMemberships().All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("journal: reading groups: %w", err)
	}
	return groups, nil
}

// CustomerRecord is what scopes look at in a customer, and what its events carry.
func CustomerRecord(c *ent.Customer) (departments, members []typeid.ID) {
	return ids(c.DepartmentID), ids(c.CreatedBy, c.AccountManagerID)
}

// TaskRecord is what scopes look at in a task, and what its events carry.
func TaskRecord(t *ent.Task) (departments, members []typeid.ID) {
	return ids(t.DepartmentID), ids(t.AssigneeID, t.CreatedBy)
}

// ApprovalRecord is what scopes look at in an approval: it is of who asked and of
// all whom its steps ask, by name or by role.
func ApprovalRecord(a *ent.Approval) authz.Record {
	members, roles := []typeid.ID{a.RequesterID}, []string{}
	for _, step := range a.Steps {
		if step.RoleKey != "" {
			roles = append(roles, step.RoleKey)
			continue
		}
		members = append(members, step.MemberIDs...)
	}
	return authz.Record{Departments: ids(a.DepartmentID), Members: ids(members...), Roles: roles}
}

// ids leaves out empty ids and repetitions.
func ids(all ...typeid.ID) []typeid.ID {
	kept := make([]typeid.ID, 0, len(all))
	for _, id := range all {
		if id != "" && !contains(kept, id) {
			kept = append(kept, id)
		}
	}
	return kept
}

func contains(all []typeid.ID, id typeid.ID) bool {
	for _, one := range all {
		if one == id {
			return true
		}
	}
	return false
}

// MeetingRecord is what scopes look at in a meeting, and what its events carry.
func MeetingRecord(m *ent.Meeting, attendees []typeid.ID) (departments, members []typeid.ID) {
	return ids(m.DepartmentID), ids(append([]typeid.ID{m.OrganizerID, m.CreatedBy}, attendees...)...)
}

// ReportRecord is what scopes look at in a report, and what its events carry.
func ReportRecord(r *ent.Report, addressed []typeid.ID) (departments, members []typeid.ID) {
	return ids(append([]typeid.ID{r.DepartmentID}, addressed...)...), ids(r.CreatedBy)
}
