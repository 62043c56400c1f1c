package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// lockMember loads a member for a change, if the viewer may do the action with
// them: change members, or, with invitations, make them.
func lockMember(ctx context.Context, tx *ent.Tx, a authz.Action, id typeid.ID, expected int) (*ent.Member, error) {
	if err := authz.Require(ctx, a); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	q := tx.Member.Query().Where(member.ID(id))
	q.Modify(database.Lock)
	m, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("id")
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: reading a member: %w", err)
	}
	if err := authz.On(ctx, a, MemberRecord(m)); err != nil {
		return nil, err
	}
	return m, Version(expected, m.Version)
}

func memberEvent(kind string, m *ent.Member, fields []string, detail map[string]any) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: true, Fields: fields, Detail: detail,
		Subject:     journal.Subject{Type: flow.SubjectMember, ID: m.ID},
		Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.ID},
	}
}
