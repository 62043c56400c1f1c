package customers

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/width"

	"heed/ent"
	"heed/ent/contact"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// reach is a way to reach a person: a value that is sealed at rest, shown as a
// mask, and found by its hash.
type reach struct {
	field        string // its name in the API
	column, hash string // where the sealed value and its hash are kept
	kind         string // of the hash
	check        func(field, s string) (string, error)
	mask         func(string) string
	kept         func(*ent.Contact) (sealed, hash []byte)
}

const (
	byPhone = iota
	byEmail
	byWeChat
	ways // how many there are
)

var reaches = [ways]reach{
	byPhone: {
		"phone", contact.FieldPhone, contact.FieldPhoneHash, vault.Phone, CheckPhone, vault.MaskPhone,
		func(c *ent.Contact) ([]byte, []byte) { return c.Phone, c.PhoneHash },
	},
	byEmail: {
		"email", contact.FieldEmail, contact.FieldEmailHash, vault.Email, CheckEmail, vault.MaskEmail,
		func(c *ent.Contact) ([]byte, []byte) { return c.Email, c.EmailHash },
	},
	byWeChat: {
		"wechat", contact.FieldWechat, contact.FieldWechatHash, vault.WeChat, weChat, vault.MaskWeChat,
		func(c *ent.Contact) ([]byte, []byte) { return c.Wechat, c.WechatHash },
	},
}

// seal gives the two columns of a value: sealed for the row, and its hash.
func (r reach) seal(ctx context.Context, row typeid.ID, plain string) (sealed, hash []byte) {
	keys := vault.From(ctx)
	return keys.Seal(r.place(ctx, row), plain), keys.Lookup(viewer.Tenant(ctx), r.kind, r.normal(plain))
}

// normal is the form in which values are compared.
func (r reach) normal(plain string) string {
	same, _ := vault.Normal(r.kind, plain) // it knows all of reaches
	return same
}

// hashes are those under which rows may hold the value, the current key's first.
func (r reach) hashes(ctx context.Context, plain string) [][]byte {
	return vault.From(ctx).Lookups(viewer.Tenant(ctx), r.kind, r.normal(plain))
}

// open is the clear text that a contact keeps, "" for none.
func (r reach) open(ctx context.Context, c *ent.Contact) (string, error) {
	sealed, _ := r.kept(c)
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := vault.From(ctx).Open(r.place(ctx, c.ID), sealed)
	if err != nil {
		return "", fmt.Errorf("customers: %s of contact %s: %w", r.column, c.ID, err)
	}
	return plain, nil
}

// EmailOf is the address of mail that a contact has, "" for none, for letters to them.
func EmailOf(ctx context.Context, c *ent.Contact) (string, error) {
	return reaches[byEmail].open(ctx, c)
}

func (r reach) place(ctx context.Context, row typeid.ID) vault.Field {
	return vault.Field{Tenant: viewer.Tenant(ctx), Table: contact.Table, Column: r.column, Row: row}
}

// set puts a value into a row that is made or changed; "" clears it.
func (r reach) set(ctx context.Context, m *ent.ContactMutation, row typeid.ID, plain string) error {
	if plain == "" {
		return errors.Join(m.ClearField(r.column), m.ClearField(r.hash))
	}
	sealed, hash := r.seal(ctx, row, plain)
	return errors.Join(m.SetField(r.column, sealed), m.SetField(r.hash, hash))
}

var phoneForm = regexp.MustCompile(`^\+?[0-9 ()-]+$`)

// CheckPhone checks a telephone number: digits, spaces, -, (, ), a leading +; also
// in their full-width forms.
func CheckPhone(field, s string) (string, error) {
	s, err := text.Line(field, s, 0, 40)
	if err != nil || s == "" {
		return s, err
	}
	digits := len(strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, width.Fold.String(s)))
	if !phoneForm.MatchString(width.Fold.String(s)) || digits < 3 || digits > 20 {
		return "", fault.Input(field, "input.malformed_phone")
	}
	return s, nil
}

// CheckEmail checks an e-mail address of a person.
func CheckEmail(field, s string) (string, error) {
	s, err := text.Line(field, s, 0, 254)
	if err != nil || s == "" {
		return s, err
	}
	normal := vault.NormalizeEmail(s)
	_, domain, _ := strings.Cut(normal, "@")
	if normal == "" || strings.ContainsAny(normal, `<>(),;:"\[]`) || !strings.Contains(strings.Trim(domain, "."), ".") {
		return "", fault.Input(field, "input.malformed_email")
	}
	return s, nil
}

var weChatForm = regexp.MustCompile(`^[a-z0-9_-]+$`)

// weChat checks a WeChat id: letters, digits, - and _; people also give numbers
// by which they are found there.
func weChat(field, s string) (string, error) {
	s, err := text.Line(field, s, 0, 64)
	if err == nil && s != "" && !weChatForm.MatchString(vault.NormalizeWeChat(s)) {
		return "", fault.Input(field, "input.malformed")
	}
	return s, err
}
