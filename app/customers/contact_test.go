package customers_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/authz"
	"heed/ent"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func TestContacts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := made(t, w, w.As("head.service"), customers.CreateInput{Name: "a"})
		other := made(t, w, w.B.As("management"), customers.CreateInput{Name: "b", Contacts: []customers.ContactInput{{Name: "x"}}})
		foreign := other.QueryContacts().OnlyX(w.B.As("management"))
		ctx := w.As("member.service")
		p, err := do(ctx, w, customers.CreateContact, customers.ContactCreateInput{CustomerID: c.ID, Contact: customers.ContactInput{Name: "张伟", Phone: ptr("13800138000")}})
		if err != nil {
			t.Fatal(err)
		}
		if e := last(t, w); e.Type != "contact.created" || e.SubjectID != p.ID || e.SubjectType != flow.SubjectContact || e.Commitment != nil {
			t.Errorf("told %+v", e)
		}
		p, err = do(ctx, w, customers.UpdateContact, customers.ContactUpdateInput{ID: p.ID, ExpectedVersion: 1, Phone: ptr(""), Email: ptr("zhang@example.com"), Title: ptr("经理")})
		if err != nil {
			t.Fatal(err)
		}
		if e := last(t, w); e.Type != "contact.updated" || !slices.Equal(e.Fields, []string{"title", "phone", "email"}) || e.Commitment != nil {
			t.Errorf("told %+v", e)
		}
		now := w.Client.Contact.GetX(ctx, p.ID)
		if number, err := customers.MaskedPhone(ctx, now); number != nil || err != nil || now.PhoneHash != nil {
			t.Errorf("the phone is %v (%v)", number, err)
		}
		if address, err := customers.MaskedEmail(ctx, now); err != nil || *address != "z***@e***.com" || now.Version != 2 {
			t.Errorf("the e-mail is %v (%v)", address, err)
		}
		if same, err := do(ctx, w, customers.UpdateContact, customers.ContactUpdateInput{ID: p.ID, ExpectedVersion: 2, Email: ptr("zhang@example.com")}); err != nil || same.Version != 2 {
			t.Errorf("an update to the same: %v, %v", same, err)
		}
		create := func(id typeid.ID) customers.ContactCreateInput {
			return customers.ContactCreateInput{CustomerID: id, Contact: customers.ContactInput{Name: "n"}}
		}
		refused(t, w, w.As("auditor"), customers.CreateContact, create(c.ID), "FORBIDDEN forbidden")
		refused(t, w, w.As("head.sales"), customers.CreateContact, create(c.ID), "NOT_FOUND not_found customerId")
		refused(t, w, ctx, customers.CreateContact, create(other.ID), "NOT_FOUND not_found customerId")
		refused(t, w, ctx, customers.CreateContact, customers.ContactCreateInput{CustomerID: c.ID}, "BAD_USER_INPUT input.required contact.name")
		update := func(id typeid.ID, version int) customers.ContactUpdateInput {
			return customers.ContactUpdateInput{ID: id, ExpectedVersion: version, Name: ptr("n")}
		}
		refused(t, w, w.As("auditor"), customers.UpdateContact, update(p.ID, 2), "FORBIDDEN forbidden")
		refused(t, w, w.As("head.sales"), customers.UpdateContact, update(p.ID, 2), "NOT_FOUND not_found")
		refused(t, w, ctx, customers.UpdateContact, update(foreign.ID, 1), "NOT_FOUND not_found")
		refused(t, w, ctx, customers.UpdateContact, update(p.ID, 1), "CONFLICT version.conflict expectedVersion")
		refused(t, w, ctx, customers.UpdateContact, customers.ContactUpdateInput{ID: p.ID, ExpectedVersion: 2, Phone: ptr("x")}, "BAD_USER_INPUT input.malformed_phone phone")
	})
}

// without takes an action from a built-in role of company A.
func without(t *testing.T, w *apptest.World, key string, a authz.Action) {
	t.Helper()
	r := w.Client.Role.Query().Where(role.Key(key)).OnlyX(w.A.System())
	grants := slices.DeleteFunc(slices.Clone(r.Grants), func(g flow.Grant) bool {
		return authz.ActionOf(authz.Resource(g.Resource), authz.Verb(g.Verb)) == a
	})
	if len(grants) == len(r.Grants) {
		t.Fatalf("%s has no %s", key, a)
	}
	r.Update().SetGrants(grants).ExecX(w.A.System())
	w.Who.Forget()
}

// People with a new customer take the right to make contacts.
func TestCreateWithContacts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		in := customers.CreateInput{Name: "a", Contacts: []customers.ContactInput{{Name: "Ann"}}}
		for _, as := range []string{"management", "head.service", "member.service", "integration"} {
			if n := made(t, w, w.As(as), in).QueryContacts().CountX(w.A.System()); n != 1 {
				t.Errorf("%s made %d contacts", as, n)
			}
		}
		without(t, w, authz.Management, authz.ContactCreate)
		refused(t, w, w.As("management"), customers.Create, in, "FORBIDDEN forbidden contacts")
		made(t, w, w.As("management"), customers.CreateInput{Name: "a"})
	})
}

// Who may see a person in clear says why, and leaves that they did.
func TestReveal(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		head := w.As("head.service")
		phone := "13812345678"
		var made *ent.Contact
		w.Change(t, head, func(ctx context.Context, tx *ent.Tx) error {
			_, err := customers.Create(ctx, tx, customers.CreateInput{Name: "晨光酒店", Contacts: []customers.ContactInput{{Name: "周敏", Phone: &phone}}})
			return err
		})
		made = w.Client.Contact.Query().OnlyX(w.A.System())
		before := len(w.A.Events(t))
		for name, c := range map[string]struct {
			as, reason string
			code       fault.Code
		}{
			"without a reason":    {"head.service", " ", fault.CodeBadUserInput},
			"an endless reason":   {"head.service", strings.Repeat("长", 501), fault.CodeBadUserInput},
			"the administrator":   {"admin", "好奇", fault.CodeForbidden},
			"the auditor":         {"auditor", "好奇", fault.CodeForbidden},
			"another department":  {"head.sales", "好奇", fault.CodeNotFound},
			"staff who know them": {"staff", "好奇", fault.CodeNotFound},
		} {
			_, err := w.Journal.Change(w.As(c.as), func(ctx context.Context, tx *ent.Tx) error {
				_, err := customers.Reveal(ctx, tx, customers.RevealInput{ID: made.ID, Reason: c.reason})
				return err
			})
			if fault.CodeOf(err) != c.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := len(w.A.Events(t)); n != before {
			t.Errorf("refusals left %d events", n-before)
		}
		w.Change(t, head, func(ctx context.Context, tx *ent.Tx) error {
			c, err := customers.Reveal(ctx, tx, customers.RevealInput{ID: made.ID, Reason: "回访"})
			if err != nil {
				return err
			}
			clear, err := customers.Clear(ctx, c)
			if err != nil || clear.Phone == nil || *clear.Phone != phone || clear.Email != nil || clear.WeChat != nil {
				t.Errorf("in clear: %+v, %v", clear, err)
			}
			return nil
		})
		all := w.A.Events(t)
		e := all[len(all)-1]
		if e.Type != "contact.revealed" || e.Kind != flow.EventAccess || e.SubjectID != made.ID || !slices.Equal(e.Fields, []string{"phone"}) {
			t.Errorf("the event is %+v", e)
		}
		if still := w.Client.Contact.GetX(w.A.System(), made.ID); still.Version != made.Version {
			t.Error("the contact was changed")
		}
	})
}
