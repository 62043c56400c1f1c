package sessions

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/password"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ChangePassword changes the viewer's password and ends their other sessions.
func (d *Desk) ChangePassword(ctx context.Context, current, next string) (ended int, err error) {
	v := viewer.From(ctx)
	if v.User == "" {
		return 0, fault.Unauthenticated()
	}
	if err := password.Check("newPassword", next); err != nil {
		return 0, err
	}
	if next == current {
		return 0, fault.Input("newPassword", "password.unchanged")
	}
	u, err := d.Journal.Client().User.Get(ctx, v.User)
	if err != nil {
		return 0, fmt.Errorf("sessions: reading the account: %w", err)
	}
	if _, err := d.prove(ctx, u.Email, current); err != nil {
		if fault.CodeOf(err) == fault.CodeUnauthenticated {
			return 0, fault.Input("currentPassword", "password.wrong")
		}
		return 0, err
	}
	hash, err := d.Hasher.Hash(ctx, next)
	if err != nil {
		return 0, err
	}
	_, err = d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		journal.Record(ctx, journal.Event{
			Type: "member.password_changed", Kind: flow.EventAdmin, Config: true,
			Subject: journal.Subject{Type: flow.SubjectMember, ID: v.Member}, Members: []typeid.ID{v.Member},
		})
		return tx.User.UpdateOneID(u.ID).SetPasswordHash(hash).SetMustChangePassword(false).Exec(ctx)
	})
	if err != nil {
		return 0, fmt.Errorf("sessions: changing the password: %w", err)
	}
	return d.EndAll(ctx, v.User, v.Session, "password changed")
}
