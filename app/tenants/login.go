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
// it, or one to be made inside the transaction. Hashing takes long, so it is done
// before.
type login struct {
	email    string
	existing *ent.User
	hash     string
	must     bool // change the password
	locale   label.Locale
}

// newLogin prepares an account with a password, for an address that has none.
// The field names the address in errors.
func newLogin(ctx context.Context, client *ent.Client, h *password.Hasher, field, email, pass string) (*login, error) {
	taken, err := client.User.Query().Where(user.Email(email)).Exist(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: looking an account up: %w", err)
	}
	if taken {
		return nil, fault.Conflict("email.has_account").On(field)
	}
	hash, err := h.Hash(ctx, pass)
	if err != nil {
		return nil, err
	}
	return &login{email: email, hash: hash, locale: viewer.From(ctx).Language()}, nil
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
