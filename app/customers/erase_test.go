package customers_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ann is a person of whom everything is known, at a customer of the service.
func ann(t *testing.T, w *apptest.World) *ent.Contact {
	t.Helper()
	ctx := w.As("head.service")
	c := made(t, w, ctx, customers.CreateInput{Name: "晨光酒店", Address: ptr("上海市")})
	p, err := do(ctx, w, customers.CreateContact, customers.ContactCreateInput{CustomerID: c.ID, Contact: customers.ContactInput{
		Name: "Ann", Title: ptr("Buyer"), Phone: ptr("13812345678"), Email: ptr("ann@example.com"), WeChat: ptr("wx_ann"),
		Wishes: customers.Wishes{
			PreferredFrequency: ptr(flow.ContactMonthly), PreferredChannels: []flow.Channel{flow.ChannelPhone},
			WantedContent: []flow.WantedContent{flow.WantedCase}, DoNotDisturb: ptr(true),
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p.Unwrap()
}

func erase(c *ent.Contact) customers.EraseInput {
	return customers.EraseInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "Asked for it"}
}

// columns are the annotated columns of the contact's row that hold something.
func columns(t *testing.T, w *apptest.World, id typeid.ID) []string {
	t.Helper()
	var held []string
	for _, p := range ent.Personal {
		if p.Type != ent.TypeContact {
			continue
		}
		conditions := map[string]string{}
		for _, s := range p.Sealed {
			conditions[s.Column] = s.Column + " IS NOT NULL"
			if s.Hash != "" {
				conditions[s.Hash] = s.Hash + " IS NOT NULL"
			}
		}
		for _, f := range p.Private {
			conditions[f.Column] = map[string]string{"null": f.Column + " IS NOT NULL", "text": f.Column + " <> '\x7f'", "bool": f.Column}[f.Kind]
		}
		for column, holds := range conditions {
			var n int
			row := w.DB.SQL.QueryRowContext(w.A.System(), "SELECT count(*) FROM "+p.Table+" WHERE id = $1 AND "+holds, string(id))
			if err := row.Scan(&n); err != nil {
				t.Fatal(err)
			}
			if n == 1 {
				held = append(held, column)
			}
		}
	}
	slices.Sort(held)
	return held
}

func TestEraseContact(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		p, management := ann(t, w), w.As("management")
		if held := columns(t, w, p.ID); len(held) != 12 { // three sealed with their hashes, six in clear
			t.Fatalf("before it holds %v: every annotated field must be given", held)
		}
		if _, err := do(management, w, customers.Reveal, customers.RevealInput{ID: p.ID, Reason: "Return call to Ann"}); err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(1)
		erased, err := do(management, w, customers.EraseContact, erase(p))
		if err != nil {
			t.Fatal(err)
		}
		if held := columns(t, w, p.ID); len(held) != 0 {
			t.Errorf("after it %v are still there", held)
		}
		if erased.ErasedAt == nil || erased.Version != p.Version+1 || erased.CustomerID != p.CustomerID {
			t.Errorf("erased: %+v", erased)
		}
		for locale, want := range map[label.Locale]string{label.ZhHans: "已删除的联系人", label.ZhHant: "已刪除的聯繫人", label.En: "Erased contact"} {
			v := *viewer.From(management)
			v.Locale = locale
			if got := customers.ContactName(viewer.With(management, &v), erased); got != want {
				t.Errorf("%s: the name is %q", locale, got)
			}
		}
		e := last(t, w)
		if e.Type != "contact.erased" || e.Kind != flow.EventDomain || e.SubjectID != p.ID || !slices.Contains(e.Fields, "phone") || !slices.Contains(e.Fields, "name") {
			t.Errorf("told %+v", e)
		}
		sys := w.A.System()
		about := w.Client.Event.Query().Where(event.SubjectID(p.ID)).IDsX(sys)
		left := w.Client.EventDetail.Query().Where(eventdetail.EventIDIn(about...)).AllX(sys)
		if len(left) != 1 || left[0].EventID != e.ID || !strings.Contains(left[0].Body, "Asked for it") {
			t.Errorf("details that are left: %v", left)
		}
		if _, err := journal.Verify(w.Context(), w.Client, w.A.ID); err != nil {
			t.Errorf("the chain: %v", err)
		}
		// Once is enough, whatever the version.
		before := w.Count(t)
		again, err := do(management, w, customers.EraseContact, erase(p))
		if err != nil || again.Version != erased.Version {
			t.Errorf("again: %+v, %v", again, err)
		}
		if after := w.Count(t); after["aaa.events"] != before["aaa.events"] {
			t.Error("erasing nobody tells something")
		}
		refused(t, w, management, customers.UpdateContact, customers.ContactUpdateInput{ID: p.ID, ExpectedVersion: erased.Version, Name: ptr("Ann")},
			"FAILED_PRECONDITION contact.erased")
		refused(t, w, management, customers.Reveal, customers.RevealInput{ID: p.ID, Reason: "x"}, "FAILED_PRECONDITION contact.erased")
		// The same person may come again; what was erased stays so.
		file := "name,contact,phone\n晨光酒店,Ann,13812345678\n"
		r, err := customers.Import(management, w.Journal, strings.NewReader(file), customers.ImportOptions{})
		if err != nil || r.Updated != 1 || w.Client.Contact.Query().CountX(sys) != 2 || len(columns(t, w, p.ID)) != 0 {
			t.Errorf("imported anew: %+v, %v", r, err)
		}
	})
}

func TestEraseRefuses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		p := ann(t, w)
		foreign := made(t, w, w.B.As("management"), customers.CreateInput{Name: "b", Contacts: []customers.ContactInput{{Name: "x"}}})
		theirs := foreign.QueryContacts().OnlyX(w.B.System())
		for _, as := range []string{"admin", "committee", "head.service", "member.service", "staff", "auditor", "integration"} {
			refused(t, w, w.As(as), customers.EraseContact, erase(p), "FORBIDDEN forbidden")
			refused(t, w, w.As(as), customers.ExportContact, customers.ExportInput{ID: p.ID, Reason: "x"}, "FORBIDDEN forbidden")
		}
		management := w.As("management")
		refused(t, w, management, customers.EraseContact, erase(theirs), "NOT_FOUND not_found")
		refused(t, w, management, customers.ExportContact, customers.ExportInput{ID: theirs.ID, Reason: "x"}, "NOT_FOUND not_found")
		old := erase(p)
		old.ExpectedVersion = 9
		refused(t, w, management, customers.EraseContact, old, "CONFLICT version.conflict expectedVersion")
		old.Reason = " "
		refused(t, w, management, customers.EraseContact, old, "BAD_USER_INPUT input.required reason")
		refused(t, w, management, customers.ExportContact, customers.ExportInput{ID: p.ID, Reason: strings.Repeat("长", 501)}, "BAD_USER_INPUT input.too_long reason")
		if held := columns(t, w, p.ID); len(held) != 12 {
			t.Errorf("a refusal left %v", held)
		}
	})
}

// A change with a key does not bring back whom it made.
func TestEraseAndKeys(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		of := made(t, w, w.As("management"), customers.CreateInput{Name: "a"})
		key := journal.Key{Text: "k", Operation: "contactCreate", Input: []byte(`{"name":"Ann"}`)}
		create := func() (*ent.Contact, error) {
			return do(journal.WithKey(w.As("management"), key), w, customers.CreateContact,
				customers.ContactCreateInput{CustomerID: of.ID, Contact: customers.ContactInput{Name: "Ann"}})
		}
		p, err := create()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := do(w.As("management"), w, customers.EraseContact, erase(p)); err != nil {
			t.Fatal(err)
		}
		if _, err := create(); fault.CodeOf(err) != fault.CodeIdempotencyMismatch {
			t.Errorf("made again: %v", err)
		}
		if n := w.Client.Contact.Query().CountX(w.A.System()); n != 1 {
			t.Errorf("%d contacts", n)
		}
		var repeated *journal.Repeated
		erasing := journal.WithKey(w.As("management"), journal.Key{Text: "e", Operation: "contactErase", Input: []byte("{}")})
		for range 2 {
			if _, err = do(erasing, w, customers.EraseContact, erase(p)); err != nil && !errors.As(err, &repeated) {
				t.Errorf("erasing with a key: %v", err)
			}
		}
	})
}

func TestExportContact(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		p, management := ann(t, w), w.As("management")
		if _, err := do(w.As("head.service"), w, customers.Reveal, customers.RevealInput{ID: p.ID, Reason: "Return call"}); err != nil {
			t.Fatal(err)
		}
		given, err := do(management, w, customers.ExportContact, customers.ExportInput{ID: p.ID, Reason: "Asked for it"})
		if err != nil {
			t.Fatal(err)
		}
		e := last(t, w)
		if e.Type != "contact.exported" || e.Kind != flow.EventAccess || e.SubjectID != p.ID || given.Version != p.Version {
			t.Errorf("told %+v", e)
		}
		d, err := customers.Document(management, w.Client, given.Unwrap())
		if err != nil || !d.Complete || d.Person != p.ID || len(d.Records) != 1 {
			t.Fatalf("%+v, %v", d, err)
		}
		is := d.Records[0].Fields
		for field, want := range map[string]any{
			"name": "Ann", "title": "Buyer", "phone": "13812345678", "email": "ann@example.com", "wechat": "wx_ann",
			"preferredFrequency": "MONTHLY", "doNotDisturb": true, "customerId": string(p.CustomerID),
		} {
			if is[field] != want {
				t.Errorf("%s is %v, want %v", field, is[field], want)
			}
		}
		var happened []string
		for _, h := range d.Events {
			happened = append(happened, h.Type+" "+string(h.Detail))
		}
		if len(happened) != 3 || happened[0] != "contact.created " || !strings.Contains(happened[1], "Return call") || !strings.HasPrefix(happened[2], "contact.exported") {
			t.Errorf("events: %q", happened)
		}
		// Of somebody erased there is nothing to give.
		if _, err := do(management, w, customers.EraseContact, erase(p)); err != nil {
			t.Fatal(err)
		}
		d, err = customers.Document(management, w.Client, given)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{"name", "title", "phone", "email", "wechat", "preferredFrequency"} {
			if v, ok := d.Records[0].Fields[field]; ok {
				t.Errorf("%s is %v", field, v)
			}
		}
	})
}

// mask gives a role of the member's a denial of the fields.
func mask(t *testing.T, w *apptest.World, key string, r authz.Resource, fields ...string) {
	t.Helper()
	of := w.Client.Role.Query().Where(role.Key(key)).OnlyX(w.A.System())
	grants := append(slices.Clone(of.Grants), flow.Grant{
		Resource: string(r), Verb: string(authz.Read), Scope: string(viewer.All), Effect: string(authz.Deny), Mask: flow.MaskOf(fields),
	})
	of.Update().SetGrants(grants).ExecX(w.A.System())
	w.Who.Forget()
}

// What a role hides is neither shown nor given out, neither found nor guessed.
func TestMasks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		p := ann(t, w)
		of := w.Client.Customer.GetX(w.A.System(), p.CustomerID)
		mask(t, w, authz.Management, authz.Contact, "phone", "title")
		mask(t, w, authz.Management, authz.Customer, "address")
		management := w.As("management")
		shown, err := do(management, w, customers.Reveal, customers.RevealInput{ID: p.ID, Reason: "x"})
		if err != nil {
			t.Fatal(err)
		}
		if e := last(t, w); !slices.Equal(e.Fields, []string{"email", "wechat"}) {
			t.Errorf("told that it showed %v", e.Fields)
		}
		clear, err := customers.Clear(management, shown.Unwrap())
		if err != nil || clear.Phone != nil || *clear.Email != "ann@example.com" {
			t.Errorf("in clear: %+v, %v", clear, err)
		}
		given, err := do(management, w, customers.ExportContact, customers.ExportInput{ID: p.ID, Reason: "x"})
		if err != nil {
			t.Fatal(err)
		}
		d, err := customers.Document(management, w.Client, given.Unwrap())
		if err != nil {
			t.Fatal(err)
		}
		if is := d.Records[0].Fields; is["phone"] != nil || is["title"] != nil || is["email"] != "ann@example.com" {
			t.Errorf("given out: %v", is)
		}
		find := func(ctx context.Context, text string) int {
			t.Helper()
			q, err := (&customers.Filter{Text: &text}).Apply(ctx, w.Client.Customer.Query())
			if err != nil {
				t.Fatal(err)
			}
			return q.CountX(ctx)
		}
		for text, want := range map[string][2]int{"上海": {1, 0}, "晨光": {1, 1}, "晨光 上海": {1, 0}, "": {1, 1}, "，": {0, 0}, "%": {0, 0}} {
			if got := [2]int{find(w.As("head.service"), text), find(management, text)}; got != want {
				t.Errorf("%q finds %v, want %v", text, got, want)
			}
		}
		refused(t, w, management, customers.Update, customers.UpdateInput{ID: of.ID, ExpectedVersion: of.Version, Address: ptr("上海市")}, "FORBIDDEN field.masked address")
		refused(t, w, management, customers.UpdateContact, customers.ContactUpdateInput{ID: p.ID, ExpectedVersion: p.Version, Phone: ptr("13812345678")}, "FORBIDDEN field.masked phone")
		for _, dry := range []bool{true, false} {
			_, err = customers.Import(management, w.Journal, strings.NewReader("name,address\n晨光酒店,上海市\n"), customers.ImportOptions{DryRun: dry})
			if f := fault.From(err); f.Key != "field.masked" || f.Field != "csv" {
				t.Errorf("imported: %v", err)
			}
		}
		if _, err := do(management, w, customers.Update, customers.UpdateInput{ID: of.ID, ExpectedVersion: of.Version, Name: ptr("晨光大酒店")}); err != nil {
			t.Errorf("what is not hidden: %v", err)
		}
	})
}
