package sessions

import (
	"context"
	"errors"
	"fmt"

	"heed/app/journal"
	"heed/app/password"
	"heed/app/token"
	"heed/ent"
	"heed/ent/user"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ChangePassword changes the viewer's password, ends their other sessions and
// takes links to reset it back, in one transaction: nobody who knew the old
// password alone stays, whenever they came.
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
	u, err := d.confirm(ctx, v.User, current)
	if err != nil {
		return 0, err
	}
	if _, company, err := d.company(ctx, v.Tenant); err != nil {
		return 0, err
	} else if err := strong("newPassword", next, u.Email, company); err != nil {
		return 0, err
	}
	hash, err := d.Hasher.Hash(ctx, next)
	if err != nil {
		return 0, err
	}
	var (
		sessions  []*ent.Session
		elsewhere map[typeid.ID][]*ent.Session
	)
	const reason = "password changed"
	_, err = d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		// The account first: from here on nobody begins a session with the old password.
		changed, err := tx.User.Update().Where(user.ID(u.ID), user.PasswordHash(u.PasswordHash)).
			SetPasswordHash(hash).SetMustChangePassword(false).Save(ctx)
		if err != nil {
			return err
		}
		if changed == 0 { // changed meanwhile
			return fault.Input("currentPassword", "password.wrong")
		}
		// Nor does anybody set another by a link that was asked for before.
		if err := token.Revoke(ctx, tx, flow.TokenPasswordReset, u.ID); err != nil {
			return err
		}
		if sessions, err = finish(ctx, tx, reason, living(viewer.Now(ctx), v.User, v.Session)...); err != nil {
			return err
		}
		journal.Record(ctx, journal.Event{
			Type: "member.password_changed", Kind: flow.EventAdmin, Config: true,
			Subject: journal.Subject{Type: flow.SubjectMember, ID: v.Member}, Members: []typeid.ID{v.Member},
		})
		elsewhere = tellEnded(ctx, sessions, reason)
		return nil
	})
	if err != nil {
		if f := fault.From(err); f.Code != fault.CodeInternal {
			return 0, f
		}
		return 0, fmt.Errorf("sessions: changing the password: %w", err)
	}
	return len(sessions), d.tellElsewhere(ctx, elsewhere, reason)
}

// tellElsewhere records the end of sessions in the journals of other companies.
// They are over already: what cannot be told does not undo that.
func (d *Desk) tellElsewhere(ctx context.Context, ended map[typeid.ID][]*ent.Session, reason string) error {
	var failed []error
	for company, sessions := range ended {
		_, err := d.Journal.Change(within(ctx, company), func(ctx context.Context, _ *ent.Tx) error {
			tellEnded(ctx, sessions, reason)
			return nil
		})
		if err != nil {
			failed = append(failed, fmt.Errorf("sessions: telling %s of ended sessions: %w", company, err))
		}
	}
	if len(failed) > 0 {
		return fault.From(errors.Join(failed...)).Committed()
	}
	return nil
}

// Confirm asks who is signed in for their password again, before something that
// a session alone must not be enough for. The field names it in errors.
func (d *Desk) Confirm(ctx context.Context, field, pass string) error {
	v := viewer.From(ctx)
	if v.User == "" {
		return fault.Unauthenticated()
	}
	_, err := d.confirm(ctx, v.User, pass)
	if errors.Is(err, fault.Input("", "password.wrong")) {
		return fault.From(err).On(field)
	}
	return err
}

// confirm checks the password of who is signed in. It has a limit of its own:
// nobody who guesses at the sign-in keeps its owner from changing it.
func (d *Desk) confirm(ctx context.Context, person typeid.ID, pass string) (*ent.User, error) {
	leave, err := d.turns.enter(ctx, string(person))
	if err != nil {
		return nil, err
	}
	defer leave()
	if err := perChange.Check(ctx, d.Journal.Client(), string(person)); err != nil {
		return nil, err
	}
	u, err := d.Journal.Client().User.Get(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading the account: %w", err)
	}
	ok, err := d.Hasher.Verify(ctx, u.PasswordHash, pass)
	if err != nil {
		return nil, err
	}
	if !ok {
		if err := perChange.Count(ctx, d.Journal, string(person)); err != nil {
			return nil, err
		}
		return nil, fault.Input("currentPassword", "password.wrong")
	}
	return u, nil
}
