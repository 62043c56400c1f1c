package tenants

import (
	"context"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MemberInviteInput is a person who is asked to become a member.
type MemberInviteInput struct {
	DisplayName      string
	Email            string
	DepartmentID     *typeid.ID
	Post             *string
	EmployeeNumber   *string
	IsDepartmentHead *bool
	RoleKeys         []string
	Locale           *label.Locale
}

// member is the input as that of a member who is made at once.
func (in MemberInviteInput) member() MemberCreateInput {
	return MemberCreateInput{
		DisplayName: in.DisplayName, Email: in.Email, DepartmentID: in.DepartmentID, Post: in.Post,
		EmployeeNumber: in.EmployeeNumber, IsDepartmentHead: in.IsDepartmentHead, RoleKeys: in.RoleKeys,
	}
}

// InviteMember asks a person to become a member, with the rights and checks of
// CreateMember. Whether the address has an account shows nowhere. It opens its own
// transactions, because letters are counted before.
func InviteMember(ctx context.Context, j *journal.Journal, in MemberInviteInput) (*ent.Member, journal.Cursor, error) {
	if err := authz.Require(ctx, authz.MemberCreate); err != nil {
		return nil, "", err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, "", err
	}
	var err error
	if in.DisplayName, err = text.Line("displayName", in.DisplayName, 1, 100); err != nil {
		return nil, "", err
	}
	if in.Email, err = Email("email", in.Email); err != nil {
		return nil, "", err
	}
	if err := journal.Earlier(ctx, j.Client()); err != nil {
		return nil, "", err
	}
	// Whom the viewer may invite comes before the count: refusals use nothing up.
	_, err = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		_, _, err := newMember(ctx, tx, in.member())
		return err
	})
	if err != nil {
		return nil, "", err
	}
	if err := invitations.Take(ctx, j, string(viewer.Tenant(ctx))); err != nil {
		return nil, "", err
	}
	return journal.Changed(ctx, j, func(ctx context.Context, tx *ent.Tx) (*ent.Member, error) { return inviteMember(ctx, tx, in) })
}

func inviteMember(ctx context.Context, tx *ent.Tx, in MemberInviteInput) (*ent.Member, error) {
	create, roles, err := newMember(ctx, tx, in.member())
	if err != nil {
		return nil, err
	}
	locale := ConfigFrom(ctx).Tenant.Locale
	if in.Locale != nil {
		locale = *in.Locale
	}
	account, err := invited(ctx, tx, in.Email, locale)
	if err != nil {
		return nil, err
	}
	m, err := enroll(ctx, tx, account, create.SetEmail(in.Email).SetState(flow.MemberInvited), roles)
	if err != nil {
		return nil, err
	}
	if err := invite(ctx, tx, m.ID); err != nil {
		return nil, err
	}
	e := memberEvent("member.invited", m, nil, map[string]any{"roles": in.RoleKeys, "post": m.Post})
	e.To = string(m.State)
	journal.Record(ctx, e)
	return m, nil
}
