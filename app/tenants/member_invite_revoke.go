package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// MemberInviteRevokeInput is an invited member whose invitation is taken back.
type MemberInviteRevokeInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// RevokeInvitation takes an invitation back: its link is void, and the member
// has left before they came.
func RevokeInvitation(ctx context.Context, tx *ent.Tx, in MemberInviteRevokeInput) (*ent.Member, error) {
	m, err := lockMember(ctx, tx, authz.MemberCreate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if m.State != flow.MemberInvited { // who works here leaves by memberUpdate
		return nil, fault.Precondition("member.not_invited").On("id")
	}
	if err := changeState(ctx, tx, m, flow.MemberLeft); err != nil {
		return nil, err
	}
	from := m.State
	if m, err = m.Update().SetState(flow.MemberLeft).Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing a member: %w", err)
	}
	e := memberEvent("member.invitation_revoked", m, nil, nil)
	e.From, e.To = string(from), string(m.State)
	journal.Record(ctx, e)
	return m, nil
}
