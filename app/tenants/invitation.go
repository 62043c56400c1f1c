package tenants

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/limit"
	"heed/app/token"
	"heed/ent"
	"heed/ent/invitation"
	"heed/ent/memberrole"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// InvitationLife is how long the link of an invitation is good, from the writing
// of its letter.
const InvitationLife = 24 * time.Hour

// How many letters a company may have sent: to all, and to one person.
var (
	invitations  = limit.Limit{Kind: "invitations", Most: 300, Window: time.Hour}
	invitedAgain = limit.Limit{Kind: "invited again", Most: 5, Window: time.Hour}
)

// invite asks the member in: the letter is written when the event is told.
func invite(ctx context.Context, tx *ent.Tx, m typeid.ID) error {
	err := tx.Invitation.Create().SetMemberID(m).SetExpiresAt(viewer.Now(ctx).Add(InvitationLife)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("tenants: inviting: %w", err)
	}
	return nil
}

// withdraw takes the open invitations of a member back, and their links.
func withdraw(ctx context.Context, tx *ent.Tx, m typeid.ID) error {
	open, err := tx.Invitation.Query().Where(invitation.MemberID(m), invitation.AcceptedAtIsNil(), invitation.RevokedAtIsNil()).IDs(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading invitations: %w", err)
	}
	if len(open) == 0 {
		return nil
	}
	err = tx.Invitation.Update().Where(invitation.IDIn(open...)).SetRevokedAt(viewer.Now(ctx)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("tenants: taking an invitation back: %w", err)
	}
	return token.Revoke(ctx, tx, flow.TokenInvitation, open...)
}

// joined refuses a member who was asked and has never come.
func joined(ctx context.Context, tx *ent.Tx, m typeid.ID) error {
	var count []struct{ Asked, Came int }
	came := func(s *sql.Selector) string { return sql.Count(s.C(invitation.FieldAcceptedAt)) }
	err := tx.Invitation.Query().Where(invitation.MemberID(m)).
		Aggregate(ent.As(ent.Count(), "asked"), ent.As(came, "came")).Scan(ctx, &count)
	if err != nil {
		return fmt.Errorf("tenants: counting invitations: %w", err)
	}
	if count[0].Asked > 0 && count[0].Came == 0 {
		return fault.Precondition("member.never_joined").On("state")
	}
	return nil
}

// mayAsk refuses who could not give the roles that the member would come with.
func mayAsk(ctx context.Context, tx *ent.Tx, m typeid.ID) error {
	given, err := tx.MemberRole.Query().Where(memberrole.MemberID(m)).WithRole().All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading roles: %w", err)
	}
	for _, g := range given {
		if !mayGive(viewer.From(ctx), g.Edges.Role) {
			return fault.Forbidden().On("id")
		}
	}
	return nil
}
