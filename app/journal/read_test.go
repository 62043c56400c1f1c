package journal_test

import (
	"context"
	"errors"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// tell writes events of the numbers, made by the function.
func tell(t *testing.T, w *apptest.World, ctx context.Context, n int, event func(n int) journal.Event) int64 { //nolint:revive // t comes first in test helpers
	t.Helper()
	return positionOf(t, w.Change(t, ctx, func(ctx context.Context, _ *ent.Tx) error {
		for i := range n {
			journal.Record(ctx, event(i))
		}
		return nil
	}), w.A.ID)
}

func TestRead(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		begin := int64(len(w.A.Events(t)))
		service, sales := w.A.Departments[flow.DepartmentService].ID, w.A.Departments[flow.DepartmentSales].ID
		end := tell(t, w, w.As("management"), 30, func(n int) journal.Event {
			e := told(numbered(n))
			e.Departments = []typeid.ID{sales}
			if n%3 == 0 {
				e.Departments = []typeid.ID{service}
			}
			if n%10 == 0 {
				e.Members = []typeid.ID{w.A.Members["staff"].ID}
			}
			if n%2 == 0 {
				e.Type, e.Subject.ID = "requirement.planned", "req_00000000000000000000000002"
			}
			return e
		})
		read := func(as string, after int64, limit int, f *journal.Filter) journal.Page {
			t.Helper()
			p, err := journal.Read(w.As(as), w.Client, after, limit, f)
			if err != nil {
				t.Errorf("%s after %d: %v", as, after, err)
			}
			return p
		}
		for name, test := range map[string]struct {
			as    string
			after int64
			limit int
			f     *journal.Filter
			n     int
			last  int64
			more  bool
		}{
			"all":                            {"management", begin, 100, nil, 30, end, false},
			"a page":                         {"management", begin, 10, nil, 10, begin + 10, true},
			"the last page":                  {"management", begin + 20, 10, nil, 10, end, false},
			"the end":                        {"management", end, 10, nil, 0, end, false},
			"nothing asked for":              {"management", begin, 0, nil, 0, begin, true},
			"a department":                   {"member.service", begin, 100, nil, 10, end, false},
			"a department's page":            {"member.service", begin, 4, nil, 4, begin + 10, true},
			"own":                            {"staff", begin, 100, nil, 3, end, false},
			"administration is another":      {"management", 0, 5, nil, 5, begin + 5, true},
			"administration":                 {"admin", 0, 100, nil, int(begin), end, false},
			"the audit sees both":            {"auditor", 0, 100, nil, int(end), end, false},
			"type":                           {"management", begin, 100, &journal.Filter{Types: []string{"requirement.planned"}}, 15, end, false},
			"family":                         {"management", begin, 100, &journal.Filter{Types: []string{"requirement.*"}}, 30, end, false},
			"subject":                        {"management", begin, 100, &journal.Filter{SubjectID: new(typeid.ID("req_00000000000000000000000002"))}, 15, end, false},
			"a page of a subject":            {"management", begin, 3, &journal.Filter{SubjectID: new(typeid.ID("req_00000000000000000000000002"))}, 3, begin + 5, true},
			"a subject out of scope":         {"member.service", begin, 100, &journal.Filter{SubjectID: new(typeid.ID("req_00000000000000000000000002"))}, 5, end, false},
			"subject type":                   {"auditor", 0, 100, &journal.Filter{SubjectType: new(flow.SubjectMember)}, int(begin) - 1, end, false},
			"departments":                    {"management", begin, 100, &journal.Filter{DepartmentIDs: []typeid.ID{service}}, 10, end, false},
			"a department out of scope":      {"member.service", begin, 100, &journal.Filter{DepartmentIDs: []typeid.ID{sales}}, 0, end, false},
			"mine":                           {"staff", begin, 100, &journal.Filter{Mine: new(true)}, 3, end, false},
			"mine, of one to whom it is not": {"management", begin, 100, &journal.Filter{Mine: new(true)}, 0, end, false},
		} {
			p := read(test.as, test.after, test.limit, test.f)
			if len(p.Entries) != test.n || p.Last != test.last || p.More != test.more {
				t.Errorf("%s: %d events up to %d, more %t; want %d, %d, %t", name, len(p.Entries), p.Last, p.More, test.n, test.last, test.more)
			}
			for i, e := range p.Entries {
				if i > 0 && e.Position <= p.Entries[i-1].Position {
					t.Errorf("%s: %d after %d", name, e.Position, p.Entries[i-1].Position)
				}
				if e.Type != "requirement.planned" && e.Type != "requirement.received" {
					continue
				}
				if e.Actor != "management" || e.ActorID != w.A.Members["management"].ID {
					t.Errorf("%s: by %q %s", name, e.Actor, e.ActorID)
				}
			}
		}
		// Another company's journal is its own.
		p, err := journal.Read(w.B.As("auditor"), w.Client, 0, 100, nil)
		if err != nil || len(p.Entries) != len(w.B.Events(t)) || p.Entries[0].TenantID != w.B.ID {
			t.Errorf("company b: %d events, %v", len(p.Entries), err)
		}
		if _, err := journal.Read(w.As("admin"), w.Client, 0, 1, &journal.Filter{Types: make([]string, 101)}); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("a long filter: %v", err)
		}
	})
}

// A page looks at so many events and no more, unless it has found none.
func TestReadLooksSoFar(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		begin := int64(len(w.A.Events(t)))
		special := map[int]string{0: "a", 2400: "b"}
		end := tell(t, w, w.A.System(), 2700, func(n int) journal.Event {
			e := told(numbered(n))
			if special[n] != "" {
				e.Type = "requirement." + special[n]
			}
			return e
		})
		ctx := w.As("management")
		for _, test := range []struct {
			types []string
			after int64
			found int
			last  int64
			more  bool
		}{
			{[]string{"requirement.a", "requirement.b"}, begin, 1, begin + 2000, true},
			{[]string{"requirement.a", "requirement.b"}, begin + 2000, 1, end, false},
			{[]string{"requirement.b"}, begin, 1, begin + 2500, true}, // none in the first 2,000: it went on
			{[]string{"requirement.c"}, begin, 0, end, false},
		} {
			p, err := journal.Read(ctx, w.Client, test.after, 10, &journal.Filter{Types: test.types})
			if err != nil || len(p.Entries) != test.found || p.Last != test.last || p.More != test.more {
				t.Errorf("%v after %d: %d events up to %d, more %t, %v; want %d, %d, %t",
					test.types, test.after, len(p.Entries), p.Last, p.More, err, test.found, test.last, test.more)
			}
		}
		// Whoever goes on from the last gets everything, once.
		after, got := begin, 0
		for {
			p, err := journal.Read(ctx, w.Client, after, 97, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range p.Entries {
				if after++; e.Position != after {
					t.Fatalf("%d, want %d", e.Position, after)
				}
			}
			if got += len(p.Entries); !p.More {
				break
			}
		}
		if got != 2700 {
			t.Errorf("%d events", got)
		}
	})
}

// Reads of one operation look at no more together than one may.
func TestReadTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		begin := int64(len(w.A.Events(t)))
		end := tell(t, w, w.A.System(), 2700, func(n int) journal.Event { return told(numbered(n)) })
		ctx := journal.WithBudget(w.As("management"))
		journal.Leave(ctx, 3500)
		none := &journal.Filter{Types: []string{"requirement.none"}}
		for i, last := range []int64{end, begin + 500, begin, begin} {
			p, err := journal.Read(ctx, w.Client, begin, 10, none)
			if err != nil || len(p.Entries) != 0 || p.Last != last || p.More != (last < end) {
				t.Errorf("read %d: up to %d, more %t, %v; want %d", i, p.Last, p.More, err, last)
			}
		}
		if p, err := journal.Read(w.As("management"), w.Client, begin, 10, none); err != nil || p.Last != end {
			t.Errorf("another operation: up to %d, %v", p.Last, err)
		}
	})
}

// What has passed retention, and what is not there yet, is refused.
func TestReadOutOfReach(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		n := int64(len(w.A.Events(t)))
		w.Client.CompanyHead.Update().Where(companyhead.CompanyID(w.A.ID)).SetFloor(5).ExecX(w.A.System())
		for after, want := range map[int64]int{-1: -1, 0: int(n) - 5, 1: -1, 4: -1, 5: int(n) - 5, n: 0, n + 1: -1, 1 << 62: -1} {
			p, err := journal.Read(w.As("auditor"), w.Client, after, 100, nil)
			switch {
			case want >= 0 && (err != nil || len(p.Entries) != want):
				t.Errorf("after %d: %d events, %v", after, len(p.Entries), err)
			case want < 0 && !errors.Is(err, fault.Precondition("cursor.expired")):
				t.Errorf("after %d: %v", after, err)
			}
		}
	})
}
