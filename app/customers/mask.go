package customers

import (
	"context"

	"heed/ent"
)

// MaskedPhone is the contact's phone number as the API shows it, 138****5678;
// nil for none.
func MaskedPhone(ctx context.Context, c *ent.Contact) (*string, error) {
	return reaches[byPhone].masked(ctx, c)
}

// MaskedEmail is the contact's e-mail address as the API shows it,
// z***@e***.com; nil for none.
func MaskedEmail(ctx context.Context, c *ent.Contact) (*string, error) {
	return reaches[byEmail].masked(ctx, c)
}

// MaskedWeChat is the contact's WeChat id as the API shows it, wx****; nil for
// none.
func MaskedWeChat(ctx context.Context, c *ent.Contact) (*string, error) {
	return reaches[byWeChat].masked(ctx, c)
}

func (r reach) masked(ctx context.Context, c *ent.Contact) (*string, error) {
	plain, err := r.open(ctx, c)
	if err != nil || plain == "" {
		return nil, err
	}
	s := r.mask(plain)
	return &s, nil
}
