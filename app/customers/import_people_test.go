package customers_test

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
)

// People in a table take the rights to make and change contacts.
func TestImportOfContacts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for _, a := range []authz.Action{authz.ContactUpdate, authz.ContactCreate} {
			without(t, w, authz.Integration, a)
			before := w.Count(t)
			for _, dry := range []bool{false, true} {
				_, err := customers.Import(w.As("integration"), w.Journal, strings.NewReader("name,contact\na,Ann\n"), customers.ImportOptions{DryRun: dry})
				if fault.CodeOf(err) != fault.CodeForbidden {
					t.Errorf("without %s: %v", a, err)
				}
			}
			if after := w.Count(t); !maps.Equal(before, after) {
				t.Errorf("a refusal changed something: %v, %v", before, after)
			}
		}
		in := customers.ImportOptions{Columns: []customers.Column{{Name: "contact", Field: customers.FieldIgnore}}}
		r, err := customers.Import(w.As("integration"), w.Journal, strings.NewReader("name,contact\na,Ann\n"), in)
		if err != nil || r.Created != 1 || w.Client.Contact.Query().ExistX(w.A.System()) {
			t.Errorf("without people: %s, %v", counts(r), err)
		}
	})
}

// What somebody changes of a contact while an import is under way stays, but for
// what the import says itself.
func TestImportBesideAChange(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := made(t, w, w.As("management"), customers.CreateInput{Name: "Acme", Contacts: []customers.ContactInput{
			{Name: "Ann", Title: ptr("Boss"), Phone: ptr("13800138000"), Email: ptr("ann@acme.example")},
		}})
		ann := c.QueryContacts().OnlyX(w.A.System())
		done := make(chan error)
		w.Change(t, w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := customers.UpdateContact(ctx, tx, customers.ContactUpdateInput{
				ID: ann.ID, ExpectedVersion: 1, Title: ptr("Chair"), Phone: ptr("13900139000"),
			})
			if err != nil {
				return err
			}
			as := w.As("management")
			go func() {
				_, err := customers.Import(as, w.Journal, strings.NewReader("name,contact,title,email\nAcme,Ann,Boss,a@acme.example\n"), customers.ImportOptions{})
				done <- err
			}()
			return waited(t, w)
		})
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		ann = w.Client.Contact.GetX(w.A.System(), ann.ID)
		number, err := customers.MaskedPhone(w.As("management"), ann)
		if err != nil || number == nil || *number != "139****9000" || ann.Title != "Boss" || ann.Version != 3 {
			t.Errorf("%+v, %v, %v", ann, number, err)
		}
		if address, err := customers.MaskedEmail(w.As("management"), ann); err != nil || *address != "***@a***.example" {
			t.Errorf("%v, %v", address, err)
		}
	})
}

// waited comes back when another transaction waits for a lock of this one. On
// SQLite it waits for its turn before it reads anything.
func waited(t *testing.T, w *apptest.World) error {
	t.Helper()
	if w.DB.Dialect == dialect.SQLite {
		return nil
	}
	for range 100_000 {
		var n int
		if err := w.DB.SQL.QueryRowContext(w.A.System(), "SELECT count(*) FROM pg_locks WHERE NOT granted").Scan(&n); err != nil || n > 0 {
			return err
		}
	}
	return errors.New("nobody waits")
}

// A dry run tells of people what the import will do with them, in later lots too.
func TestDryRunOfPeople(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.As("management")
		made(t, w, ctx, customers.CreateInput{Name: "Acme", Contacts: []customers.ContactInput{
			{Name: "Ann", Title: ptr("Boss"), Phone: ptr("13800138000")}, {Name: "Bob"},
		}})
		fill := func(n int) string { return strings.Repeat("Blue,,,,\n", n) }
		file := "name,address,contact,title,phone\n" +
			"Acme,here,,,\nNew,there,Cy,Clerk,13700137000\n" + fill(250) +
			"Acme,here,Ann,Boss,138 0013 8000\nAcme,,Bob,,\nNew,there,Cy,Clerk,13700137000\n" + // as they were
			"Acme,,Ann,Chair,\nNew,,Cy,,13700137001\nNew,,Di,,\n" + fill(250) +
			"Acme,,Ann,Chair,13800138000\nNew,there,Di,,\nNew,elsewhere,Cy,Clerk,13700137001\n"
		dry, err := customers.Import(ctx, w.Journal, strings.NewReader(file), customers.ImportOptions{DryRun: true})
		if err != nil {
			t.Fatal(err)
		}
		real, err := customers.Import(ctx, w.Journal, strings.NewReader(file), customers.ImportOptions{})
		if err != nil {
			t.Fatal(err)
		}
		const want = "511 rows: 2 created, 5 updated, 504 unchanged, 0 failed"
		if counts(real) != want || counts(dry) != want {
			t.Errorf("%s; the dry run: %s; want %s", counts(real), counts(dry), want)
		}
	})
}
