package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MemberInviteAgainInput is a member to be asked again.
type MemberInviteAgainInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// InviteMemberAgain sends an invited person another link, with which the one
// before is void, or asks back who has left. It opens its own transactions,
// because letters are counted before.
func InviteMemberAgain(ctx context.Context, j *journal.Journal, in MemberInviteAgainInput) (*ent.Member, journal.Cursor, error) {
	if err := journal.Earlier(ctx, j.Client()); err != nil {
		return nil, "", err
	}
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		_, _, err := askedAgain(ctx, tx, in)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	// The person's first: what it refuses takes nothing of the company's.
	if err := invitedAgain.Take(ctx, j, string(in.ID)); err != nil {
		return nil, "", err
	}
	if err := invitations.Take(ctx, j, string(viewer.Tenant(ctx))); err != nil {
		return nil, "", err
	}
	return journal.Changed(ctx, j, func(ctx context.Context, tx *ent.Tx) (*ent.Member, error) {
		m, next, err := askedAgain(ctx, tx, in)
		if err != nil {
			return nil, err
		}
		if err := withdraw(ctx, tx, m.ID); err != nil {
			return nil, err
		}
		if err := invite(ctx, tx, m.ID); err != nil {
			return nil, err
		}
		from := m.State
		if m, err = m.Update().SetState(next).Save(ctx); err != nil {
			return nil, fmt.Errorf("tenants: changing a member: %w", err)
		}
		e := memberEvent("member.invited_again", m, nil, nil)
		e.From, e.To = string(from), string(m.State)
		journal.Record(ctx, e)
		return m, nil
	})
}

// askedAgain is the member, and where they stand when they are asked again.
func askedAgain(ctx context.Context, tx *ent.Tx, in MemberInviteAgainInput) (*ent.Member, flow.MemberState, error) {
	m, err := lockMember(ctx, tx, authz.MemberCreate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, "", err
	}
	next, err := flow.Member.Next(m.State, flow.MemberActInvite)
	if err != nil {
		return nil, "", err
	}
	if err := mayAsk(ctx, tx, m.ID); err != nil {
		return nil, "", err
	}
	if m.State == flow.MemberLeft { // who is invited counts already
		return m, next, roomForMember(ctx, tx)
	}
	return m, next, nil
}
