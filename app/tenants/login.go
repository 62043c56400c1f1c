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

// login is the account behind a member: an existing one, or one to be made
// inside the transaction. Hashing takes long, so it is done before.
type login struct {
	email    string
	existing *ent.User
	hash     string
	must     bool // change the password
	locale   label.Locale
}

// findLogin looks the address up. A new account gets the password. An existing
// one joins only when its owner proves it with the password: whoever made it may
// not be whom the company means, for addresses are not verified yet.
func findLogin(ctx context.Context, client *ent.Client, h *password.Hasher, email, pass string, prove bool) (*login, error) {
	l := &login{email: email, locale: viewer.From(ctx).Language()}
	found, err := client.User.Query().Where(user.Email(email)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		l.hash, err = h.Hash(ctx, pass)
		return l, err
	case err != nil:
		return nil, fmt.Errorf("tenants: looking an account up: %w", err)
	}
	if !prove {
		return nil, fault.Conflict("email.has_account").On("email")
	}
	l.existing = found
	ok, err := h.Verify(ctx, found.PasswordHash, pass)
	if err != nil {
		return nil, err
	}
	if !ok || found.Disabled {
		return nil, fault.Conflict("email.wrong_password").On("admin.password")
	}
	return l, nil
}

// save makes the account if it is new and gives its id.
func (l *login) save(ctx context.Context, tx *ent.Tx) (typeid.ID, error) {
	if l.existing != nil {
		return l.existing.ID, nil
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
