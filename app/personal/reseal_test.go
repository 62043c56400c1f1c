package personal_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/journal"
	"heed/app/personal"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func TestMain(m *testing.M) { apptest.Main(m) }

const (
	oldKey = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" // of apptest's worlds
	newKey = "next:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
)

func ring(t *testing.T, text string) *vault.Keys {
	t.Helper()
	k, err := vault.ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// people makes so many contacts at a customer of each of the two companies.
func people(t *testing.T, w *apptest.World, n int) {
	t.Helper()
	for _, c := range []*apptest.Company{w.A, w.B} {
		ctx := c.As("management")
		var of *ent.Customer
		w.Change(t, ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
			of, err = customers.Create(ctx, tx, customers.CreateInput{Name: "Customer"})
			return err
		})
		for i := range n {
			number, address, name := "138"+strconv.Itoa(10_000_000+i), "p"+strconv.Itoa(i)+"@example.com", "wx_"+strconv.Itoa(i)
			w.Change(t, ctx, func(ctx context.Context, tx *ent.Tx) error {
				_, err := customers.CreateContact(ctx, tx, customers.ContactCreateInput{CustomerID: of.ID, Contact: customers.ContactInput{
					Name: "P" + strconv.Itoa(i), Phone: &number, Email: &address, WeChat: &name,
				}})
				return err
			})
		}
	}
}

// inClear is everything in clear, by contact.
func inClear(t *testing.T, w *apptest.World, keys *vault.Keys) map[typeid.ID][3]string {
	t.Helper()
	all := map[typeid.ID][3]string{}
	for _, company := range []*apptest.Company{w.A, w.B} {
		ctx := vault.With(company.System(), keys)
		for _, c := range w.Client.Contact.Query().AllX(ctx) {
			shown, err := customers.Clear(ctx, c)
			if err != nil {
				t.Fatalf("%s: %v", c.ID, err)
			}
			all[c.ID] = [3]string{*shown.Phone, *shown.Email, *shown.WeChat}
		}
	}
	return all
}

// Everything is sealed with the first key, in all companies, and nothing else
// of it changes: the old key is not needed any more.
func TestReseal(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		people(t, w, 3)
		if _, err := w.Desk.Ring.Signing(w.Context(), w.Clock.Now()); err != nil {
			t.Fatal(err)
		}
		before, version := inClear(t, w, w.Keys), w.Client.Contact.Query().FirstX(w.A.System()).Version
		both, next := ring(t, newKey+","+oldKey), ring(t, newKey)
		done, err := personal.Reseal(w.Context(), w.Client, both, nil)
		if err != nil || done.Values != 18 || done.Secrets != 1 || done.Lost != 0 {
			t.Fatalf("%+v, %v", done, err)
		}
		if after := inClear(t, w, next); len(after) != len(before) {
			t.Errorf("%d contacts, were %d", len(after), len(before))
		} else {
			for id, was := range before {
				if after[id] != was {
					t.Errorf("%s says %v, said %v", id, after[id], was)
				}
			}
		}
		one := w.Client.Contact.Query().FirstX(w.A.System())
		if one.Version != version {
			t.Errorf("the version is %d, was %d", one.Version, version)
		}
		hash := next.Lookup(w.A.ID, vault.Phone, "+8613810000001")
		if n := w.Client.Contact.Query().Where(contact.PhoneHash(hash)).CountX(w.A.System()); n != 1 {
			t.Errorf("the new hash finds %d", n)
		}
		key := w.Client.SigningKey.Query().FirstX(w.Context())
		if _, err := next.OpenSecret(vault.SigningKeys, key.PrivateKey); err != nil {
			t.Errorf("the signing key: %v", err)
		}
		all, err := personal.Holdings(w.Context(), w.Client)
		if err != nil || len(all) != 1 || all["next"] != (personal.Holding{Values: 18, Secrets: 1}) {
			t.Errorf("%v, %v", all, err)
		}
		again, err := personal.Reseal(w.Context(), w.Client, both, nil)
		if err != nil || again != (personal.Resealed{}) {
			t.Errorf("again: %+v, %v", again, err)
		}
	})
}

// Broken off after any transaction, it goes on where it is called again.
func TestResealBrokenOff(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		people(t, w, 2)
		before, both := inClear(t, w, w.Keys), ring(t, newKey+","+oldKey)
		broken := errors.New("killed")
		for range 3 {
			ctx, cancel := context.WithCancelCause(w.Context())
			if _, err := personal.Reseal(ctx, w.Client, both, func(personal.Resealed) { cancel(broken) }); err == nil {
				break
			}
			if half := inClear(t, w, both); len(half) != len(before) {
				t.Fatalf("%d contacts, were %d", len(half), len(before))
			}
		}
		if _, err := personal.Reseal(w.Context(), w.Client, both, nil); err != nil {
			t.Fatal(err)
		}
		for id, is := range inClear(t, w, ring(t, newKey)) {
			if is != before[id] {
				t.Errorf("%s says %v, said %v", id, is, before[id])
			}
		}
	})
}

// Who changes a value meanwhile is not overwritten.
func TestResealBesideChanges(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		people(t, w, 5)
		both := ring(t, newKey+","+oldKey)
		last := map[typeid.ID]string{}
		var changing sync.WaitGroup
		ids := w.Client.Contact.Query().IDsX(w.A.System())
		for i, id := range ids {
			last[id] = "139" + strconv.Itoa(20_000_000+100*i+9)
			ctx := vault.With(w.As("management"), both)
			changing.Go(func() {
				for n := range 10 {
					number := "139" + strconv.Itoa(20_000_000+100*i+n)
					_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
						c := tx.Contact.GetX(ctx, id)
						_, err := customers.UpdateContact(ctx, tx, customers.ContactUpdateInput{ID: id, ExpectedVersion: c.Version, Phone: &number})
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		for range 3 {
			if _, err := personal.Reseal(w.Context(), w.Client, both, nil); err != nil {
				t.Error(err)
			}
		}
		changing.Wait()
		if _, err := personal.Reseal(w.Context(), w.Client, both, nil); err != nil {
			t.Fatal(err)
		}
		for id, is := range inClear(t, w, ring(t, newKey)) {
			if want, ok := last[id]; ok && is[0] != want {
				t.Errorf("%s says %s, want %s", id, is[0], want)
			}
		}
	})
}

// What cannot be opened stays as it is and is told.
func TestResealLost(t *testing.T) {
	w := apptest.NewWorld(t)
	people(t, w, 1)
	sealed := func() []byte { return slices.Clone(w.Client.Contact.Query().FirstX(w.A.System()).Phone) }
	was := sealed()
	done, err := personal.Reseal(w.Context(), w.Client, ring(t, newKey), nil)
	if err != nil || done.Lost != 6 || done.Values != 0 {
		t.Errorf("%+v, %v", done, err)
	}
	if !slices.Equal(was, sealed()) {
		t.Error("a value that cannot be opened was changed")
	}
	damaged := slices.Clone(was)
	damaged[0] = 99
	w.Client.Contact.Update().SetPhone(damaged).ExecX(w.A.System())
	all, err := personal.Holdings(w.Context(), w.Client)
	if err != nil || all[""].Values != 1 || all["test"].Values != 5 {
		t.Errorf("%v, %v", all, err)
	}
}

// More rows than one transaction looks at, and not one more than there are.
func TestResealManyRows(t *testing.T) {
	w := apptest.NewWorld(t)
	people(t, w, 1)
	ctx := w.A.System()
	of := w.Client.Customer.Query().FirstX(ctx)
	sys := viewer.AsSystem(w.Context(), w.A.ID)
	_, err := journal.New(w.Client).Change(sys, func(ctx context.Context, tx *ent.Tx) error {
		for i := range 400 {
			id := typeid.New(ent.Prefixes[ent.TypeContact], viewer.Now(ctx))
			f := vault.Field{Tenant: w.A.ID, Table: contact.Table, Column: contact.FieldWechat, Row: id}
			text := "wx_many_" + strconv.Itoa(i)
			if err := tx.Contact.Create().SetID(id).SetCustomerID(of.ID).SetName("n").SetWechat(w.Keys.Seal(f, text)).
				SetWechatHash(w.Keys.Lookup(w.A.ID, vault.WeChat, text)).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	lots := 0
	done, err := personal.Reseal(w.Context(), w.Client, ring(t, newKey+","+oldKey), func(personal.Resealed) { lots++ })
	if err != nil || done.Values != 406 {
		t.Errorf("%+v, %v", done, err)
	}
	if lots < 4 { // 401 rows of one company take three, the other's one
		t.Errorf("%d transactions", lots)
	}
}
