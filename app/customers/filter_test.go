package customers_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
)

// found lists the names of the customers that the filter lets through.
func found(t *testing.T, w *apptest.World, ctx context.Context, f *customers.Filter) []string { //nolint:revive // t comes first in test helpers
	t.Helper()
	q, err := f.Apply(ctx, w.Client.Customer.Query().Order(customer.ByName()))
	if err != nil {
		t.Fatal(err)
	}
	names, err := q.Select(customer.FieldName).Strings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

func TestFilter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		service, sales := w.A.Departments[flow.DepartmentService].ID, w.A.Departments[flow.DepartmentSales].ID
		manager := w.A.Members["head.sales"].ID
		for _, in := range []customers.CreateInput{
			{Name: "Acme", Industry: ptr(flow.IndustryRetail), TierKey: ptr("KEY"), DepartmentID: &service, Address: ptr("上海市浦东新区")},
			{Name: "Blue Door", DepartmentID: &sales, AccountManagerID: &manager, ExternalRef: &customers.ExternalRef{System: "S", ID: "CRM-77"}},
			{Name: "Café 浦江", Industry: ptr(flow.IndustryService), TierKey: ptr("STRATEGIC"), DepartmentID: &sales},
		} {
			made(t, w, w.As("management"), in)
		}
		made(t, w, w.B.As("management"), customers.CreateInput{Name: "浦东 of another company"})
		for _, c := range []struct {
			name, as string
			filter   *customers.Filter
			want     string
		}{
			{"none", "management", nil, "Acme,Blue Door,Café 浦江"},
			{"empty", "management", &customers.Filter{}, "Acme,Blue Door,Café 浦江"},
			{"tiers", "management", &customers.Filter{TierKeys: []string{"KEY", "STRATEGIC"}}, "Acme,Café 浦江"},
			{"industries", "management", &customers.Filter{Industries: []flow.Industry{flow.IndustryService}}, "Café 浦江"},
			{"department", "management", &customers.Filter{DepartmentID: &sales}, "Blue Door,Café 浦江"},
			{"manager", "management", &customers.Filter{AccountManagerID: &manager}, "Blue Door"},
			{"a member of another company", "management", &customers.Filter{AccountManagerID: &w.B.Members["staff"].ID}, ""},
			{"one character", "management", &customers.Filter{Text: ptr("浦")}, "Acme,Café 浦江"},
			{"two characters", "management", &customers.Filter{Text: ptr("浦东")}, "Acme"},
			{"a word", "management", &customers.Filter{Text: ptr("CAFE")}, "Café 浦江"},
			{"all words", "management", &customers.Filter{Text: ptr("door blue")}, "Blue Door"},
			{"external id", "management", &customers.Filter{Text: ptr("crm-77")}, "Blue Door"},
			{"operators", "management", &customers.Filter{Text: ptr(`blue" OR "acme`)}, ""},
			{"quotes and braces", "management", &customers.Filter{Text: ptr(`'},"{acme\`)}, "Acme"},
			{"nothing to find", "management", &customers.Filter{Text: ptr(" !")}, ""},
			{"blank", "management", &customers.Filter{Text: ptr(" ")}, "Acme,Blue Door,Café 浦江"},
			{"text and tier", "management", &customers.Filter{Text: ptr("浦"), TierKeys: []string{"KEY"}}, "Acme"},
			{"scope", "head.service", &customers.Filter{Text: ptr("浦")}, "Acme"},
		} {
			if got := strings.Join(found(t, w, w.As(c.as), c.filter), ","); got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
		if _, err := (&customers.Filter{TierKeys: []string{"a\x00"}}).Apply(w.As("management"), w.Client.Customer.Query()); fault.From(err).Key != "input.malformed_text" {
			t.Errorf("NUL: %v", err)
		}
		for field, f := range map[string]*customers.Filter{
			"filter.tierKeys": {TierKeys: make([]string, 51)}, "filter.industries": {Industries: make([]flow.Industry, 51)},
			"filter.text": {Text: ptr(strings.Repeat("长", 201))},
		} {
			if _, err := f.Apply(w.As("management"), w.Client.Customer.Query()); fault.From(err).Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
	})
}
