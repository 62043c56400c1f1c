package customers_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/authz"
	"heed/ent/role"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// anotherKey stands before the world's: rows were written before the change of keys.
const anotherKey = "next:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=,test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

// A customer is found by how one of its people is reached, whole and however it is
// spelt, by whom may read the contact.
func TestFilterByContact(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		service := w.As("head.service")
		made(t, w, service, customers.CreateInput{Name: "Acme", Contacts: []customers.ContactInput{
			{Name: "Ann", Phone: ptr("138 0013 8000"), Email: ptr("ann@example.com"), WeChat: ptr("ann_wx")},
			{Name: "Bo", Phone: ptr("13900139000")},
		}})
		made(t, w, w.As("head.sales"), customers.CreateInput{Name: "Blue", Contacts: []customers.ContactInput{{Name: "Cy", Phone: ptr("+8613800138000")}}})
		made(t, w, w.B.As("management"), customers.CreateInput{Name: "of another company", Contacts: []customers.ContactInput{{Name: "Di", Phone: ptr("13800138000")}}})
		keys, err := vault.ParseKeys(anotherKey)
		if err != nil {
			t.Fatal(err)
		}
		phone := func(s string) *customers.Filter { return &customers.Filter{ContactPhone: &s} }
		cases := []struct {
			name, as string
			filter   *customers.Filter
			want     string
		}{
			{"phone", "management", phone("13800138000"), "Acme,Blue"},
			{"another spelling", "management", phone("＋86 （１３８）0013-8000"), "Acme,Blue"},
			{"part of it", "management", phone("1380013800"), ""},
			{"unknown", "management", phone("13700137000"), ""},
			{"blank", "management", phone(" "), "Acme,Blue"},
			{"e-mail", "management", &customers.Filter{ContactEmail: ptr("ANN@Example.com")}, "Acme"},
			{"WeChat", "management", &customers.Filter{ContactWeChat: ptr("Ann_WX")}, "Acme"},
			{"of another way", "management", &customers.Filter{ContactWeChat: ptr("13800138000")}, ""},
			{"both, of one", "management", &customers.Filter{ContactPhone: ptr("13800138000"), ContactEmail: ptr("ann@example.com")}, "Acme"},
			{"both, of two", "management", &customers.Filter{ContactPhone: ptr("13900139000"), ContactEmail: ptr("ann@example.com")}, ""},
			{"with another condition", "management", &customers.Filter{ContactPhone: ptr("13800138000"), Text: ptr("blue")}, "Blue"},
			{"scope", "head.sales", phone("13800138000"), "Blue"},
		}
		for _, c := range cases {
			for key, live := range map[string]*vault.Keys{"": w.Keys, ", after a change of keys": keys} {
				if got := strings.Join(found(t, w, vault.With(w.As(c.as), live), c.filter), ","); got != c.want {
					t.Errorf("%s%s: %q, want %q", c.name, key, got, c.want)
				}
			}
		}
		for field, f := range map[string]*customers.Filter{
			"filter.contactPhone": phone("call me"), "filter.contactEmail": {ContactEmail: ptr("ann")}, "filter.contactWechat": {ContactWeChat: ptr("安")},
		} {
			_, err := f.Apply(w.As("management"), w.Client.Customer.Query())
			if e := fault.From(err); e.Code != fault.CodeBadUserInput || e.Field != field || strings.Contains(err.Error(), "ann") {
				t.Errorf("%s: %v", field, err)
			}
		}

		// Contacts within less reach than customers: those beyond it are not found by theirs.
		of := w.Client.Role.Query().Where(role.Key(authz.Management)).OnlyX(w.A.System())
		whole := of.Grants
		narrow := slices.Clone(whole)
		for i, g := range narrow {
			if g.Resource == string(authz.Contact) && g.Verb == string(authz.Read) {
				narrow[i].Scope = string(viewer.Own)
			}
		}
		of.Update().SetGrants(narrow).ExecX(w.A.System())
		w.Who.Forget()
		if got := found(t, w, w.As("management"), phone("13800138000")); len(got) != 0 {
			t.Errorf("beyond the contacts' scope: %v", got)
		}
		if got := found(t, w, w.As("management"), nil); len(got) != 2 {
			t.Errorf("customers: %v", got)
		}
		of.Update().SetGrants(whole).ExecX(w.A.System())

		// What is hidden is not guessed, and refusals use nothing up.
		mask(t, w, authz.Management, authz.Contact, "phone")
		before := w.Client.LoginAttempt.Query().CountX(w.Context())
		_, err = phone("13800138000").Apply(w.As("management"), w.Client.Customer.Query())
		if e := fault.From(err); e.Code != fault.CodeForbidden || e.Key != "field.masked" || e.Field != "filter.contactPhone" {
			t.Errorf("masked: %v", err)
		}
		if err := phone("13800138000").Count(w.As("management"), w.Journal); fault.CodeOf(err) != fault.CodeForbidden {
			t.Errorf("masked: %v", err)
		}
		if n := w.Client.LoginAttempt.Query().CountX(w.Context()); n != before {
			t.Error("a refusal was counted")
		}
	})
}

// Who may not read contacts finds nobody by them.
func TestFilterByContactIsForbidden(t *testing.T) {
	w := apptest.NewWorld(t)
	of := w.Client.Role.Query().Where(role.Key(authz.Staff)).OnlyX(w.A.System())
	without := []flow.Grant{}
	for _, g := range of.Grants {
		if g.Resource != string(authz.Contact) {
			without = append(without, g)
		}
	}
	of.Update().SetGrants(without).ExecX(w.A.System())
	w.Who.Forget()
	_, err := (&customers.Filter{ContactPhone: ptr("13800138000")}).Apply(w.As("staff"), w.Client.Customer.Query())
	if e := fault.From(err); e.Code != fault.CodeForbidden || e.Field != "filter.contactPhone" || e.Extra["action"] != string(authz.ContactRead) {
		t.Errorf("%v", err)
	}
}

// Look-ups are few: nobody tries the digits that a mask leaves out.
func TestLookupsAreLimited(t *testing.T) {
	w := apptest.NewWorld(t)
	f := &customers.Filter{ContactPhone: ptr("13800138000")}
	for range 100 {
		if err := f.Count(w.As("management"), w.Journal); err != nil {
			t.Fatal(err)
		}
	}
	before := w.Count(t)
	if err := f.Count(w.As("management"), w.Journal); fault.CodeOf(err) != fault.CodeRateLimited {
		t.Errorf("one too many: %v", err)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%v, %v", before, after)
	}
	for name, other := range map[string]*customers.Filter{"none": nil, "empty": {}, "a text": {Text: ptr("x")}, "blank": {ContactPhone: ptr("")}} {
		if err := other.Count(w.As("management"), w.Journal); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := f.Count(w.As("head.service"), w.Journal); err != nil {
		t.Errorf("another member: %v", err)
	}
	w.Clock.Advance(time.Hour)
	if err := f.Count(w.As("management"), w.Journal); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}
