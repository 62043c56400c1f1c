package groups

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/groupmember"
	"heed/ent/workgroup"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Record is what scopes look at in a group: its department, its leader and all
// who are in it, when they are loaded.
func Record(g *ent.WorkGroup) authz.Record {
	members := []typeid.ID{g.LeaderID}
	for _, m := range g.Edges.Memberships {
		members = append(members, m.MemberID)
	}
	return authz.Record{Departments: []typeid.ID{g.DepartmentID}, Members: members}
}

// take holds a group that is at work for an act. Errors, in this order:
// FORBIDDEN by role, FAILED_PRECONDITION of a suspended company, NOT_FOUND,
// FORBIDDEN on this record, CONFLICT version.conflict, work_group.retired.
func take(ctx context.Context, tx *ent.Tx, action authz.Action, id typeid.ID, version int) (*ent.WorkGroup, error) {
	if err := begin(ctx, action); err != nil {
		return nil, err
	}
	q := tx.WorkGroup.Query().Where(workgroup.ID(id)).WithMemberships(ordered)
	q.Modify(database.Lock)
	g, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("groups: locking: %w", err)
	}
	if err := authz.On(ctx, action, Record(g)); err != nil {
		return nil, err
	}
	if err := tenants.Version(version, g.Version); err != nil {
		return nil, err
	}
	if !g.Active {
		return nil, fault.Precondition("work_group.retired")
	}
	return g, nil
}

// begin refuses whom no role allows the action, and changes of a company that
// is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

func ordered(q *ent.GroupMemberQuery) { q.Order(groupmember.ByID()) }

// Members are the parts in a group, in the order in which they were given.
func Members(ctx context.Context, client *ent.Client, g *ent.WorkGroup) ([]*ent.GroupMember, error) {
	all, err := client.GroupMember.Query().Where(groupmember.GroupID(g.ID)).Order(groupmember.ByID()).WithMember().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("groups: reading members: %w", err)
	}
	return all, nil
}

// Available lists what the viewer may do with the group now.
func Available(ctx context.Context, client *ent.Client, g *ent.WorkGroup) ([]flow.WorkGroupAct, error) {
	acts := []flow.WorkGroupAct{}
	if !g.Active || authz.Writable(ctx) != nil {
		return acts, nil
	}
	if g.Edges.Memberships == nil {
		rows, err := Members(ctx, client, g)
		if err != nil {
			return nil, err
		}
		one := *g
		one.Edges.Memberships, g = rows, &one
	}
	if authz.On(ctx, authz.WorkGroupUpdate, Record(g)) == nil {
		acts = append(acts, flow.WorkGroupActUpdate)
	}
	if authz.On(ctx, authz.WorkGroupDelete, Record(g)) == nil {
		acts = append(acts, flow.WorkGroupActRetire)
	}
	return acts, nil
}

func tell(ctx context.Context, typ string, g *ent.WorkGroup, fields []string, detail map[string]any, also ...typeid.ID) {
	record := Record(g)
	journal.Record(ctx, journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectWorkGroup, ID: g.ID},
		Departments: record.Departments, Members: append(record.Members, also...), Fields: fields, Detail: detail,
		Clauses: []string{"D0-43", "D0-44"},
	})
}
