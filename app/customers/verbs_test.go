package customers_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func ptr[T any](v T) *T { return &v }

// do runs a verb in a change of its own and gives the record, read again.
func do[In any, Out any](ctx context.Context, w *apptest.World, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) {
	made, _, err := journal.Changed(ctx, w.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) {
		return verb(ctx, tx, in)
	})
	return made, err
}

// refused checks that a verb is refused with the code on the field and that
// nothing changed.
func refused[In any, Out any](t *testing.T, w *apptest.World, ctx context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want string) { //nolint:revive // t comes first in test helpers
	t.Helper()
	before := w.Count(t)
	_, err := do(ctx, w, verb, in)
	f := fault.From(err)
	if got := strings.TrimSpace(string(f.Code) + " " + f.Key + " " + f.Field); err == nil || got != want {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("a refusal changed something: %v, %v", before, after)
	}
}

func made(t *testing.T, w *apptest.World, ctx context.Context, in customers.CreateInput) *ent.Customer { //nolint:revive // t comes first in test helpers
	t.Helper()
	c, err := do(ctx, w, customers.Create, in)
	if err != nil {
		t.Fatal(err)
	}
	return c.Unwrap()
}

// last is the newest event of company A.
func last(t *testing.T, w *apptest.World) *ent.Event {
	t.Helper()
	events := w.A.Events(t)
	return events[len(events)-1]
}

func TestCreate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		service, sales := w.A.Departments[flow.DepartmentService].ID, w.A.Departments[flow.DepartmentSales].ID
		c := made(t, w, w.As("member.service"), customers.CreateInput{
			Name: "  " + strings.Repeat("长", 200) + " ", Industry: ptr(flow.IndustryOther), IndustryOther: ptr("航天"),
			SizeBand: ptr(flow.SizeGT200), CooperationBand: ptr(flow.CooperationNew), Address: ptr("上海市"),
			AccountManagerID: ptr(w.A.Members["head.sales"].ID), ExternalRef: &customers.ExternalRef{System: "ZOHO_CRM", ID: "C-1"},
			Contacts: []customers.ContactInput{
				{Name: "张伟", Title: ptr("经理"), Phone: ptr("138 0013 8000"), Email: ptr("Zhang@Example.com")}, {Name: "Jane"},
			},
		})
		if c.Name != strings.Repeat("长", 200) || c.Kind != flow.CustomerCompany || c.TierKey != "ORDINARY" || c.DepartmentID != service ||
			c.CreatedBy != w.A.Members["member.service"].ID || c.Version != 1 || *c.ExternalID != "C-1" || c.IndustryOther != "航天" {
			t.Errorf("made %+v", c)
		}
		e := last(t, w)
		if e.Type != "customer.created" || e.SubjectID != c.ID || !slices.Contains(e.DepartmentIds, service) ||
			!slices.Contains(e.MemberIds, w.A.Members["head.sales"].ID) || e.Commitment == nil { // its detail is the tier, of which figures are counted
			t.Errorf("told %+v", e)
		}
		people := c.QueryContacts().AllX(w.As("member.service"))
		if len(people) != 2 {
			t.Fatalf("%d contacts", len(people))
		}
		slices.SortFunc(people, func(a, b *ent.Contact) int { return strings.Compare(b.Name, a.Name) })
		number, err := customers.MaskedPhone(w.As("member.service"), people[0])
		if err != nil || *number != "138****8000" {
			t.Errorf("phone %v, %v", number, err)
		}
		address, err := customers.MaskedEmail(w.As("member.service"), people[0])
		if err != nil || *address != "Z***@E***.com" {
			t.Errorf("e-mail %v, %v", address, err)
		}
		if none, err := customers.MaskedPhone(w.As("member.service"), people[1]); none != nil || err != nil {
			t.Errorf("phone %v, %v", none, err)
		}

		plain := made(t, w, w.As("management"), customers.CreateInput{Name: "王小明", Kind: ptr(flow.CustomerIndividual), DepartmentID: &sales})
		if plain.DepartmentID != sales || plain.IndustryOther != "" || plain.ExternalID != nil {
			t.Errorf("made %+v", plain)
		}
		// The external id is the company's own.
		made(t, w, w.B.As("management"), customers.CreateInput{Name: "b", ExternalRef: &customers.ExternalRef{System: "ZOHO_CRM", ID: "C-1"}})
		other, err := do(w.B.As("management"), w, customers.Create, customers.CreateInput{Name: "b2"})
		if err != nil {
			t.Fatal(err)
		}
		if w.Client.Customer.Query().Where(customer.ID(other.ID)).ExistX(w.As("management")) {
			t.Error("a customer of another company is seen")
		}
	})
}

func TestCreateRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		made(t, w, w.As("management"), customers.CreateInput{Name: "x", ExternalRef: &customers.ExternalRef{System: "S", ID: "1"}})
		left := w.A.Members["head.sales"]
		w.Client.Member.UpdateOneID(left.ID).SetState(flow.MemberLeft).ExecX(w.A.System())
		in := func(change func(*customers.CreateInput)) customers.CreateInput {
			i := customers.CreateInput{Name: "a customer"}
			change(&i)
			return i
		}
		for _, c := range []struct {
			as, want string
			in       customers.CreateInput
		}{
			{"staff", "FORBIDDEN forbidden", in(func(*customers.CreateInput) {})},
			{"auditor", "FORBIDDEN forbidden", in(func(*customers.CreateInput) {})},
			{"admin", "FORBIDDEN forbidden", in(func(*customers.CreateInput) {})},
			{"member.service", "FORBIDDEN forbidden departmentId", in(func(i *customers.CreateInput) { i.DepartmentID = &w.A.Departments[flow.DepartmentSales].ID })},
			{"member.service", "NOT_FOUND not_found departmentId", in(func(i *customers.CreateInput) { i.DepartmentID = &w.B.Departments[flow.DepartmentService].ID })},
			{"management", "NOT_FOUND not_found departmentId", in(func(i *customers.CreateInput) { i.DepartmentID = ptr(typeid.ID("dep_x")) })},
			{"management", "NOT_FOUND not_found accountManagerId", in(func(i *customers.CreateInput) { i.AccountManagerID = &w.B.Members["head.sales"].ID })},
			{"management", "FAILED_PRECONDITION member.left accountManagerId", in(func(i *customers.CreateInput) { i.AccountManagerID = &left.ID })},
			{"management", "BAD_USER_INPUT tier.unknown tierKey", in(func(i *customers.CreateInput) { i.TierKey = ptr("GOLD") })},
			{"management", "BAD_USER_INPUT input.required name", in(func(i *customers.CreateInput) { i.Name = " \t" })},
			{"management", "BAD_USER_INPUT input.too_long name", in(func(i *customers.CreateInput) { i.Name = strings.Repeat("长", 201) })},
			{"management", "BAD_USER_INPUT input.malformed_text name", in(func(i *customers.CreateInput) { i.Name = "a\x00b" })},
			{"management", "BAD_USER_INPUT input.malformed_text name", in(func(i *customers.CreateInput) { i.Name = "a\nb" })},
			{"management", "BAD_USER_INPUT input.malformed_text name", in(func(i *customers.CreateInput) { i.Name = "a\u202eb" })},
			{"management", "BAD_USER_INPUT input.malformed_text externalRef.system", in(func(i *customers.CreateInput) { i.ExternalRef = &customers.ExternalRef{System: "S\tT", ID: "1"} })},
			{"management", "BAD_USER_INPUT input.malformed_text contacts[0].name", in(func(i *customers.CreateInput) { i.Contacts = []customers.ContactInput{{Name: "a\nb"}} })},
			{"management", "BAD_USER_INPUT input.too_long address", in(func(i *customers.CreateInput) { i.Address = ptr(strings.Repeat("长", 301)) })},
			{"management", "BAD_USER_INPUT customer.size_of_person sizeBand", in(func(i *customers.CreateInput) {
				i.Kind, i.SizeBand = ptr(flow.CustomerIndividual), ptr(flow.SizeLT50)
			})},
			{"management", "BAD_USER_INPUT customer.industry_in_words industryOther", in(func(i *customers.CreateInput) {
				i.Industry, i.IndustryOther = ptr(flow.IndustryRetail), ptr("航天")
			})},
			{"management", "BAD_USER_INPUT input.required externalRef.id", in(func(i *customers.CreateInput) { i.ExternalRef = &customers.ExternalRef{System: "S"} })},
			{"management", "CONFLICT customer.external_taken externalRef", in(func(i *customers.CreateInput) { i.ExternalRef = &customers.ExternalRef{System: "S", ID: "1"} })},
			{"management", "BAD_USER_INPUT input.too_many contacts", in(func(i *customers.CreateInput) { i.Contacts = make([]customers.ContactInput, 21) })},
			{"management", "BAD_USER_INPUT input.malformed_phone contacts[1].phone", in(func(i *customers.CreateInput) {
				i.Contacts = []customers.ContactInput{{Name: "a"}, {Name: "b", Phone: ptr("call me")}}
			})},
			{"management", "BAD_USER_INPUT input.malformed_email contacts[0].email", in(func(i *customers.CreateInput) {
				i.Contacts = []customers.ContactInput{{Name: "a", Email: ptr("a@b")}}
			})},
		} {
			t.Run(c.as+" "+c.want, func(t *testing.T) { refused(t, w, w.As(c.as), customers.Create, c.in, c.want) })
		}
		refused(t, w, w.Context(), customers.Create, customers.CreateInput{Name: "x"}, "UNAUTHENTICATED unauthenticated")
		w.Client.Department.UpdateOneID(w.A.Departments[flow.DepartmentHR].ID).SetActive(false).ExecX(w.A.System())
		refused(t, w, w.As("management"), customers.Create, in(func(i *customers.CreateInput) { i.DepartmentID = &w.A.Departments[flow.DepartmentHR].ID }),
			"FAILED_PRECONDITION department.inactive departmentId")
	})
}

func TestUpdate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		service, sales := w.A.Departments[flow.DepartmentService].ID, w.A.Departments[flow.DepartmentSales].ID
		c := made(t, w, w.As("member.service"), customers.CreateInput{
			Name: "北极星", Industry: ptr(flow.IndustryOther), IndustryOther: ptr("航天"), AccountManagerID: ptr(w.A.Members["member.service"].ID),
		})
		head := w.As("head.service")
		c, err := do(head, w, customers.Update, customers.UpdateInput{
			ID: c.ID, ExpectedVersion: 1, Name: ptr("北极星科技"), Industry: ptr(flow.IndustryRetail), TierKey: ptr("KEY"), AccountManagerID: ptr(typeid.ID("")),
		})
		if err != nil {
			t.Fatal(err)
		}
		if c.Version != 2 || c.Name != "北极星科技" || *c.Industry != flow.IndustryRetail || c.IndustryOther != "" || c.TierKey != "KEY" ||
			c.AccountManagerID != "" || c.DepartmentID != service || c.UpdatedBy != w.A.Members["head.service"].ID {
			t.Errorf("changed to %+v", c)
		}
		e := last(t, w)
		if e.Type != "customer.updated" || !slices.Equal(e.Fields, []string{"name", "industry", "industryOther", "tierKey", "accountManagerId"}) || e.Commitment == nil {
			t.Errorf("told %+v", e)
		}
		events := len(w.A.Events(t))
		if c, err = do(head, w, customers.Update, customers.UpdateInput{ID: c.ID, ExpectedVersion: 2, Name: ptr("北极星科技")}); err != nil || c.Version != 2 {
			t.Errorf("an update to the same: %v, %v", c, err)
		}
		if n := len(w.A.Events(t)); n != events {
			t.Errorf("%d events of an update to the same", n-events)
		}
		// Found under its new name only.
		for text, want := range map[string]int{"科技": 1, "星": 1, "航天": 0} {
			if n := found(t, w, head, &customers.Filter{Text: &text}); len(n) != want {
				t.Errorf("%q finds %v", text, n)
			}
		}
		if c, err = do(w.As("management"), w, customers.Update, customers.UpdateInput{ID: c.ID, ExpectedVersion: 2, DepartmentID: &sales, Industry: ptr(flow.Industry(""))}); err != nil {
			t.Fatal(err)
		}
		if e := last(t, w); c.Industry != nil || !slices.Contains(e.DepartmentIds, service) || !slices.Contains(e.DepartmentIds, sales) {
			t.Errorf("told %+v of %+v", e, c)
		}
	})
}

func TestUpdateRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := made(t, w, w.As("head.service"), customers.CreateInput{Name: "a"})
		person := made(t, w, w.As("management"), customers.CreateInput{Name: "p", Kind: ptr(flow.CustomerIndividual)})
		other := made(t, w, w.B.As("management"), customers.CreateInput{Name: "b"})
		name := ptr("c")
		for _, one := range []struct {
			as, want string
			in       customers.UpdateInput
		}{
			{"auditor", "FORBIDDEN forbidden", customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, Name: name}},
			{"head.sales", "NOT_FOUND not_found", customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, Name: name}},
			{"management", "NOT_FOUND not_found", customers.UpdateInput{ID: other.ID, ExpectedVersion: 1, Name: name}},
			{"management", "CONFLICT version.conflict expectedVersion", customers.UpdateInput{ID: c.ID, ExpectedVersion: 2, Name: name}},
			{"management", "BAD_USER_INPUT input.required name", customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, Name: ptr("")}},
			{"management", "BAD_USER_INPUT tier.unknown tierKey", customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, TierKey: ptr("")}},
			{"management", "BAD_USER_INPUT customer.size_of_person sizeBand", customers.UpdateInput{ID: person.ID, ExpectedVersion: 1, SizeBand: ptr(flow.SizeLT50)}},
			{"management", "BAD_USER_INPUT customer.industry_in_words industryOther", customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, IndustryOther: ptr("航天")}},
			{"management", "NOT_FOUND not_found accountManagerId", customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, AccountManagerID: &w.B.Members["staff"].ID}},
			{"head.service", "FORBIDDEN forbidden departmentId", customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, DepartmentID: &w.A.Departments[flow.DepartmentSales].ID}},
		} {
			t.Run(one.as+" "+one.want, func(t *testing.T) { refused(t, w, w.As(one.as), customers.Update, one.in, one.want) })
		}
		if now := w.Client.Customer.GetX(w.As("management"), c.ID); now.Name != "a" || now.Version != 1 {
			t.Errorf("changed to %+v", now)
		}
	})
}

// Who works for a department does not take a customer away from all others.
func TestOutOfEveryDepartment(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		none := ptr(typeid.ID(""))
		theirs := made(t, w, w.As("head.service"), customers.CreateInput{Name: "a"})
		out := customers.UpdateInput{ID: theirs.ID, ExpectedVersion: 1, DepartmentID: none}
		refused(t, w, w.As("member.service"), customers.Update, out, "FORBIDDEN forbidden departmentId")
		out.AccountManagerID = ptr(w.A.Members["head.service"].ID)
		refused(t, w, w.As("member.service"), customers.Update, out, "FORBIDDEN forbidden departmentId")
		// It stays the member's own who manages it, or who made it.
		out.AccountManagerID = ptr(w.A.Members["member.service"].ID)
		c, err := do(w.As("member.service"), w, customers.Update, out)
		if err != nil || c.DepartmentID != "" {
			t.Errorf("%+v, %v", c, err)
		}
		own := made(t, w, w.As("member.service"), customers.CreateInput{Name: "b"})
		if _, err := do(w.As("member.service"), w, customers.Update, customers.UpdateInput{ID: own.ID, ExpectedVersion: 1, DepartmentID: none}); err != nil {
			t.Error(err)
		}
		all := made(t, w, w.As("head.service"), customers.CreateInput{Name: "c"})
		if _, err := do(w.As("management"), w, customers.Update, customers.UpdateInput{ID: all.ID, ExpectedVersion: 1, DepartmentID: none}); err != nil {
			t.Error(err)
		}
	})
}

func TestSuspended(t *testing.T) {
	w := apptest.NewWorld(t)
	c := made(t, w, w.As("head.service"), customers.CreateInput{Name: "a"})
	w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantSuspended).ExecX(w.A.System())
	w.Who.Forget()
	refused(t, w, w.As("head.service"), customers.Create, customers.CreateInput{Name: "b"}, "FAILED_PRECONDITION tenant.suspended")
	refused(t, w, w.As("head.service"), customers.Update, customers.UpdateInput{ID: c.ID}, "FAILED_PRECONDITION tenant.suspended")
	refused(t, w, w.As("head.service"), customers.CreateContact, customers.ContactCreateInput{CustomerID: c.ID}, "FAILED_PRECONDITION tenant.suspended")
	refused(t, w, w.As("head.service"), customers.UpdateContact, customers.ContactUpdateInput{}, "FAILED_PRECONDITION tenant.suspended")
}
