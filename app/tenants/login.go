package tenants

import (
	"context"
	"fmt"

	"heed/app/password"
	"heed/ent"
	"heed/ent/user"
	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// login is the account behind a member: an existing one whose owner has proven
// it, one that was made for an invitation and that nobody has taken yet, or one
// to be made inside the transaction. Hashing takes long, so it is done before.
type login struct {
	email    string
	existing *ent.User
	waiting  *ent.User // without a password
	hash     string
	must     bool // change the password
	locale   label.Locale
}

// newLogin prepares an account with a password, for an address that has none.
// The field names the address in errors.
func newLogin(ctx context.Context, client *ent.Client, h *password.Hasher, field, email, pass string) (*login, error) {
	known, err := client.User.Query().Where(user.Email(email)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		known = nil
	case err != nil:
		return nil, fmt.Errorf("tenants: looking an account up: %w", err)
	case known.PasswordHash != "":
		return nil, fault.Conflict("email.has_account").On(field)
	}
	hash, err := h.Hash(ctx, pass)
	if err != nil {
		return nil, err
	}
	return &login{email: email, waiting: known, hash: hash, locale: viewer.From(ctx).Language()}, nil
}

// save makes the account if it is new and gives its id.
func (l *login) save(ctx context.Context, tx *ent.Tx) (typeid.ID, error) {
	if l.existing != nil {
		return l.existing.ID, nil
	}
	if l.waiting != nil {
		return l.take(ctx, tx)
	}
	made, err := tx.User.Create().SetEmail(l.email).SetPasswordHash(l.hash).SetMustChangePassword(l.must).SetLocale(l.locale).Save(ctx)
	if ent.IsConstraintError(err) {
		return "", fault.Conflict("email.taken").Because(err) // made by another request meanwhile
	}
	if err != nil {
		return "", fmt.Errorf("tenants: making an account: %w", err)
	}
	return made.ID, nil
}

// take gives the waiting account its password. Invitations to it stay good: they
// ask for this password from now on.
func (l *login) take(ctx context.Context, tx *ent.Tx) (typeid.ID, error) {
	taken, err := tx.User.Update().Where(user.ID(l.waiting.ID), user.PasswordHash("")).
		SetPasswordHash(l.hash).SetMustChangePassword(l.must).SetLocale(l.locale).Save(ctx)
	if err != nil {
		return "", fmt.Errorf("tenants: taking an account: %w", err)
	}
	if taken == 0 {
		return "", fault.Conflict("email.taken")
	}
	return l.waiting.ID, nil
}

// invited is the account of an address that is invited: the one it has, or one
// that waits for its owner. Whether there was one is not told.
func invited(ctx context.Context, tx *ent.Tx, email string, locale label.Locale) (typeid.ID, error) {
	known, err := tx.User.Query().Where(user.Email(email)).OnlyID(ctx)
	if err == nil {
		return known, nil
	}
	if !ent.IsNotFound(err) {
		return "", fmt.Errorf("tenants: looking an account up: %w", err)
	}
	made, err := tx.User.Create().SetEmail(email).SetPasswordHash("").SetLocale(locale).Save(ctx)
	if ent.IsConstraintError(err) {
		return "", fault.Conflict("email.taken").On("email").Because(err) // made by another request meanwhile
	}
	if err != nil {
		return "", fmt.Errorf("tenants: making an account: %w", err)
	}
	return made.ID, nil
}
