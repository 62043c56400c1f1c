package relay_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/relay"
	"heed/rules/fault"
	"heed/rules/typeid"
)

func TestMain(m *testing.M) { apptest.Main(m) }

const (
	people = 4
	needs  = 3
)

// fill makes eleven customers with three names and few times, and people with
// two times for each of the first four.
func fill(t *testing.T, w *apptest.World) []*ent.Customer {
	t.Helper()
	var made []*ent.Customer
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		made = nil
		for i := range 11 {
			at := w.Clock.Now().Add(time.Duration(i%needs) * time.Microsecond)
			c, err := tx.Customer.Create().SetName(fmt.Sprintf("甲%d", i*7%needs)).SetTierKey("ORDINARY").SetCreatedAt(at).Save(ctx)
			if err != nil {
				return err
			}
			made = append(made, c)
			for j := range people {
				if i >= people {
					break
				}
				if err := tx.Contact.Create().SetCustomerID(c.ID).SetName(fmt.Sprint(j)).
					SetCreatedAt(at.Add(time.Duration(j%2) * time.Second)).Exec(ctx); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return made
}

// walk reads a list page by page, forward or backward, and gives the ids in the list's order.
func walk(t *testing.T, w *apptest.World, order *ent.CustomerOrder, size int, forward bool) (ids []typeid.ID) {
	t.Helper()
	var at *relay.Cursor
	for range 20 {
		var (
			page *ent.CustomerConnection
			err  error
		)
		q := w.Client.Customer.Query()
		if forward {
			page, err = q.Paginate(w.A.System(), at, &size, nil, nil, ent.WithCustomerOrder(order))
		} else {
			page, err = q.Paginate(w.A.System(), nil, nil, at, &size, ent.WithCustomerOrder(order))
		}
		if err != nil {
			t.Fatal(err)
		}
		var found []typeid.ID
		for _, e := range page.Edges {
			found = append(found, e.Node.ID)
		}
		more, end := page.PageInfo.HasNextPage, page.PageInfo.EndCursor
		if forward {
			ids = append(ids, found...)
		} else {
			ids = append(found, ids...)
			more, end = page.PageInfo.HasPreviousPage, page.PageInfo.StartCursor
		}
		if !more {
			return ids
		}
		back := again(t, *end)
		at = &back
	}
	t.Fatal("the pages have no end")
	return nil
}

func TestPagesOverTies(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		made := fill(t, w)
		for name, o := range map[string]struct {
			field   *ent.CustomerOrderField
			compare func(a, b *ent.Customer) int
		}{
			"id":      {ent.DefaultCustomerOrder.Field, func(_, _ *ent.Customer) int { return 0 }},
			"name":    {ent.CustomerOrderFieldName, func(a, b *ent.Customer) int { return cmp.Compare(a.Name, b.Name) }},
			"created": {ent.CustomerOrderFieldCreatedAt, func(a, b *ent.Customer) int { return a.CreatedAt.Compare(b.CreatedAt) }},
		} {
			want := slices.Clone(made)
			slices.SortFunc(want, func(a, b *ent.Customer) int { return cmp.Or(o.compare(a, b), cmp.Compare(a.ID, b.ID)) })
			for _, direction := range []relay.OrderDirection{relay.OrderDirectionAsc, relay.OrderDirectionDesc} {
				ids := idsOf(want)
				if direction == relay.OrderDirectionDesc {
					slices.Reverse(ids)
				}
				order := &ent.CustomerOrder{Field: o.field, Direction: direction}
				for _, size := range []int{1, 2, 3, 10, 11, 12} {
					if got := walk(t, w, order, size, true); !slices.Equal(got, ids) {
						t.Errorf("%s %s, forward by %d:\n%v\nwant\n%v", name, direction, size, got, ids)
					}
					if got := walk(t, w, order, size, false); !slices.Equal(got, ids) {
						t.Errorf("%s %s, backward by %d:\n%v\nwant\n%v", name, direction, size, got, ids)
					}
				}
				between(t, w, order, ids)
			}
		}
	})
}

func idsOf(customers []*ent.Customer) []typeid.ID {
	ids := make([]typeid.ID, len(customers))
	for i, c := range customers {
		ids[i] = c.ID
	}
	return ids
}

// between checks that after and before are the two ends of a page, whichever way it is read.
func between(t *testing.T, w *apptest.World, order *ent.CustomerOrder, ids []typeid.ID) {
	t.Helper()
	const all, few = 100, 3
	every, err := w.Client.Customer.Query().Paginate(w.A.System(), nil, new(all), nil, nil, ent.WithCustomerOrder(order))
	if err != nil {
		t.Fatal(err)
	}
	after, before := again(t, every.Edges[1].Cursor), again(t, every.Edges[8].Cursor)
	for name, p := range map[string]struct {
		first, last *int
		want        []typeid.ID
	}{
		"all": {new(all), nil, ids[2:8]}, "first": {new(few), nil, ids[2:5]}, "last": {nil, new(few), ids[5:8]},
	} {
		page, err := w.Client.Customer.Query().Paginate(w.A.System(), &after, p.first, &before, p.last, ent.WithCustomerOrder(order))
		if err != nil {
			t.Fatal(err)
		}
		var got []typeid.ID
		for _, e := range page.Edges {
			got = append(got, e.Node.ID)
		}
		if !slices.Equal(got, p.want) {
			t.Errorf("%s between two cursors:\n%v\nwant\n%v", name, got, p.want)
		}
	}
}

func TestLimitPerRow(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		owners := fill(t, w)[:people]
		ctx := w.A.System()
		first := w.Client.Contact.Query().Where(contact.CustomerID(owners[0].ID)).Order(contact.ByCreatedAt(sql.OrderDesc()), contact.ByID(sql.OrderDesc())).AllX(ctx)
		for limit := 1; limit <= people+1; limit++ {
			q := w.Client.Contact.Query().Where(contact.CustomerIDIn(idsOf(owners)...))
			q.Modify(relay.LimitPerRow(contact.FieldCustomerID, limit, sql.ExprFunc(func(b *sql.Builder) {
				b.Ident(contact.FieldCreatedAt).WriteString(" DESC, ").Ident(contact.FieldID).WriteString(" DESC")
			})))
			found := map[typeid.ID][]typeid.ID{}
			for _, c := range q.AllX(ctx) {
				found[c.CustomerID] = append(found[c.CustomerID], c.ID)
			}
			for _, o := range owners {
				if n := len(found[o.ID]); n != min(limit, people) {
					t.Errorf("limit %d: %d people", limit, n)
				}
			}
			for i, id := range found[owners[0].ID] {
				if id != first[i].ID {
					t.Errorf("limit %d: %s at %d, want %s", limit, id, i, first[i].ID)
				}
			}
		}
	})
}

// A cursor whose column or type is not that of the list is a mistake of the
// client, not of the database.
func TestCursorsOfOtherOrders(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		fill(t, w)
		for name, c := range map[string]relay.Cursor{
			"none":           {ID: record},
			"other column":   {ID: record, Value: instant, Column: "updated_at"},
			"text for time":  {ID: record, Value: "yesterday", Column: "created_at"},
			"number":         {ID: record, Value: int64(1), Column: "created_at"},
			"unknown column": {ID: record, Value: instant, Column: `created_at" --`},
		} {
			c = again(t, c)
			order := ent.WithCustomerOrder(&ent.CustomerOrder{Field: ent.CustomerOrderFieldCreatedAt, Direction: relay.OrderDirectionAsc})
			_, after := w.Client.Customer.Query().Paginate(w.A.System(), &c, new(5), nil, nil, order)
			_, before := w.Client.Customer.Query().Paginate(w.A.System(), nil, nil, &c, new(5), order)
			for field, err := range map[string]error{"after": after, "before": before} {
				if f := fault.From(err); !errors.Is(err, fault.Input("", "input.malformed_cursor")) || f.Field != field {
					t.Errorf("%s as %s: %v", name, field, err)
				}
			}
		}
		// The list without an order takes no cursor of one that has.
		c := relay.Cursor{ID: record, Value: "x", Column: "name"}
		if _, err := w.Client.Customer.Query().Paginate(w.A.System(), &c, new(5), nil, nil); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("a cursor of names in the order of ids: %v", err)
		}
	})
}
