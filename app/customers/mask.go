package customers

import (
	"context"

	"heed/ent"
	"heed/ent/contact"
	"heed/ent/vault"
)

// MaskedPhone is the contact's phone number as the API shows it, 138****5678;
// nil for none.
func MaskedPhone(ctx context.Context, c *ent.Contact) (*string, error) {
	plain, err := opened(ctx, c, contact.FieldPhone, c.Phone)
	return masked(plain, vault.MaskPhone), err
}

// MaskedEmail is the contact's e-mail address as the API shows it,
// z***@e***.com; nil for none.
func MaskedEmail(ctx context.Context, c *ent.Contact) (*string, error) {
	plain, err := opened(ctx, c, contact.FieldEmail, c.Email)
	return masked(plain, vault.MaskEmail), err
}

func masked(plain string, mask func(string) string) *string {
	if plain == "" {
		return nil
	}
	s := mask(plain)
	return &s
}
