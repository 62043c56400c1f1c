package journal_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/rules/typeid"
)

// full is an event with something in every column.
func full(w *apptest.World, n int) journal.Event {
	e := told(numbered(n))
	e.Departments = []typeid.ID{w.A.Members["head.service"].DepartmentID}
	e.Members = []typeid.ID{w.A.Members["staff"].ID}
	e.Fields, e.Clauses = []string{"title", "urgency"}, []string{"D0-46"}
	e.Detail = map[string]any{"title": []string{"旧", "新"}}
	return e
}

func TestVerify(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		begin := int64(len(w.A.Events(t)))
		at, bare := begin+10, begin+11
		for n := range 20 {
			w.Change(t, w.As("management"), func(ctx context.Context, _ *ent.Tx) error {
				e := full(w, n)
				if begin+1+int64(n) == bare {
					e.Detail = nil
				}
				journal.Record(ctx, e)
				return nil
			})
		}
		last := begin + 20
		sys := w.A.System()
		victim := w.Client.Event.Query().Where(event.Position(at)).OnlyX(sys)
		other := w.Client.Event.Query().Where(event.Position(bare)).OnlyX(sys)
		where := fmt.Sprintf(" WHERE tenant_id = '%s' AND position ", w.A.ID)
		head := fmt.Sprintf(" WHERE company_id = '%s'", w.A.ID)
		const columns = "id, type, kind, subject_type, subject_id, number, from_state, to_state, actor_id, department_ids, member_ids, fields, clause_ids, occurred_at, request_id, commitment, hash, tenant_id"
		changed := func(set string) []string { return []string{"UPDATE events SET " + set + where + fmt.Sprint("= ", at)} }
		// copied is a row like the victim's with another id and position.
		copied := func(position int64) []string {
			return []string{"INSERT INTO events (position, " + columns + ") SELECT " + fmt.Sprint(position) + ", 'evt_x', " +
				strings.TrimPrefix(columns, "id, ") + " FROM events" + where + fmt.Sprint("= ", at)}
		}
		bytes, empty := "x'00'", "x''"
		if w.DB.Dialect == dialect.Postgres {
			bytes, empty = "'\\x00'::bytea", "''::bytea"
		}

		tests := map[string]struct {
			do   []string
			want int64 // the first broken position, 0 for none
		}{
			"nothing":                {nil, 0},
			"id":                     {changed("id = 'evt_00000000000000000000000001'"), at},
			"type":                   {changed("type = 'requirement.closed'"), at},
			"kind":                   {changed("kind = 'ACCESS'"), at},
			"subject type":           {changed("subject_type = 'CUSTOMER'"), at},
			"subject":                {changed("subject_id = 'req_00000000000000000000000002'"), at},
			"number":                 {changed("number = 'n-00000'"), at},
			"no number":              {changed("number = NULL"), at},
			"from":                   {changed("from_state = 'CLOSED'"), at},
			"to":                     {changed("to_state = 'CLOSED'"), at},
			"from and to":            {changed("from_state = to_state, to_state = from_state"), at},
			"actor":                  {changed(fmt.Sprintf("actor_id = '%s'", w.A.Members["staff"].ID)), at},
			"no actor":               {changed("actor_id = NULL"), at},
			"departments":            {changed("department_ids = '[]'"), at},
			"members":                {changed("member_ids = '[]'"), at},
			"members and fields":     {changed("member_ids = department_ids, department_ids = member_ids"), at},
			"fields":                 {changed(`fields = '["title"]'`), at},
			"joined fields":          {changed(`fields = '["titleurgency"]'`), at},
			"clauses":                {changed(`clause_ids = '["D0-47"]'`), at},
			"time":                   {changed("occurred_at = '2026-01-01 00:00:00+00:00'"), at},
			"request":                {changed("request_id = 'r'"), at},
			"commitment":             {changed("commitment = " + bytes), at},
			"no commitment":          {changed("commitment = NULL"), at},
			"hash":                   {changed("hash = " + bytes), at},
			"another company's":      {changed(fmt.Sprintf("tenant_id = '%s', position = 1000", w.B.ID)), at},
			"the first":              {[]string{"UPDATE events SET type = 'x'" + where + "= 1"}, 1},
			"the last":               {[]string{"UPDATE events SET type = 'x'" + where + fmt.Sprint("= ", last)}, last},
			"removed":                {[]string{"DELETE FROM events" + where + fmt.Sprint("= ", at)}, at},
			"removed and moved":      {[]string{"DELETE FROM events" + where + fmt.Sprint("= ", at), "UPDATE events SET position = position + 1000" + where + fmt.Sprint("> ", at), "UPDATE events SET position = position - 1001" + where + "> 1000"}, at},
			"the first removed":      {[]string{"DELETE FROM events" + where + "= 1"}, 1},
			"tail removed":           {[]string{"DELETE FROM events" + where + fmt.Sprint("> ", at)}, at + 1},
			"tail and head":          {[]string{"DELETE FROM events" + where + fmt.Sprint("> ", at), fmt.Sprint("UPDATE company_heads SET config_position = 1, position = ", at) + head}, at},
			"all removed":            {[]string{"DELETE FROM events" + where + "> 0"}, 1},
			"swapped":                {[]string{"UPDATE events SET position = 1000" + where + fmt.Sprint("= ", at), "UPDATE events SET position = " + fmt.Sprint(at) + where + fmt.Sprint("= ", bare), "UPDATE events SET position = " + fmt.Sprint(bare) + where + "= 1000"}, at},
			"head's hash":            {[]string{"UPDATE company_heads SET hash = " + bytes + head}, last},
			"head behind":            {[]string{fmt.Sprint("UPDATE company_heads SET config_position = 1, position = ", last-1) + head}, last - 1},
			"head ahead":             {[]string{fmt.Sprint("UPDATE company_heads SET position = ", last+1) + head}, last + 1},
			"out of reach":           {[]string{fmt.Sprint("UPDATE company_heads SET floor = position, hash = ", empty) + head}, last},
			"the first out of reach": {[]string{"UPDATE company_heads SET floor = 1" + head}, 1},
			"added at the end":       {copied(last + 1), last + 1},
			"added far behind":       {copied(last + 7), last + 7},
			"added in the middle":    {append([]string{"UPDATE events SET position = position + 1000" + where + fmt.Sprint("> ", at), "UPDATE events SET position = position - 999" + where + "> 1000"}, copied(at+1)...), at + 1},
			"detail changed":         {[]string{fmt.Sprintf("UPDATE event_details SET body = '{}' WHERE event_id = '%s'", victim.ID)}, at},
			"salt changed":           {[]string{fmt.Sprintf("UPDATE event_details SET salt = %s WHERE event_id = '%s'", bytes, victim.ID)}, at},
			"detail erased":          {[]string{fmt.Sprintf("DELETE FROM event_details WHERE event_id = '%s'", victim.ID)}, 0},
			"all details erased":     {[]string{"DELETE FROM event_details"}, 0},
			"detail added":           {[]string{fmt.Sprintf("INSERT INTO event_details (id, tenant_id, event_id, salt, body) VALUES ('evd_x', '%s', '%s', %s, '{}')", w.A.ID, other.ID, bytes)}, bare},
			"detail of another":      {[]string{fmt.Sprintf("DELETE FROM event_details WHERE event_id = '%s'", victim.ID), fmt.Sprintf("UPDATE event_details SET event_id = '%s' WHERE event_id = (SELECT id FROM events%s= %d)", victim.ID, where, at-1)}, at},
		}
		if w.DB.Dialect == dialect.SQLite { // PostgreSQL's constraints forbid it to everybody
			tests["added before the first"] = struct {
				do   []string
				want int64
			}{copied(-1), -1}
		}
		tables := []string{"events", "event_details", "company_heads"}
		for _, table := range tables {
			tamper(t, w, "CREATE TABLE saved_"+table+" AS SELECT * FROM "+table)
		}
		for name, test := range tests {
			tamper(t, w, test.do...)
			n, err := journal.Verify(w.Context(), w.Client, w.A.ID)
			var broken *journal.Broken
			switch {
			case test.want == 0:
				if err != nil || n != last {
					t.Errorf("%s: %d events: %v", name, n, err)
				}
			case !errors.As(err, &broken) || broken.Position != test.want:
				t.Errorf("%s: %v, want broken at %d", name, err, test.want)
			case broken.Error() == "" || (broken.ID == "") != (strings.HasSuffix(broken.Why, "missing") || strings.Contains(broken.Why, "head of the journal does not")):
				t.Errorf("%s: %v", name, broken)
			}
			if _, err := journal.Verify(w.Context(), w.Client, w.B.ID); err != nil && name != "another company's" {
				t.Errorf("%s, company b: %v", name, err)
			}
			for _, table := range tables {
				tamper(t, w, "DELETE FROM "+table, "INSERT INTO "+table+" SELECT * FROM saved_"+table)
			}
		}
		h, n, err := journal.VerifyHead(w.Context(), w.Client, w.A.ID)
		if err != nil || n != last || h.Position != last || len(h.Hash) != 32 {
			t.Errorf("restored: %d, %v", n, err)
		}
		// Erasing is something the application itself may do.
		if n, err := w.Client.EventDetail.Delete().Where(eventdetail.EventID(victim.ID)).Exec(sys); n != 1 || err != nil {
			t.Errorf("erasing a detail: %d, %v", n, err)
		}
		for name, change := range map[string]func() error{
			"changing an event": func() error { _, err := w.DB.SQL.ExecContext(sys, "UPDATE events SET type = 'x'"); return err },
			"removing an event": func() error { _, err := w.DB.SQL.ExecContext(sys, "DELETE FROM events"); return err },
			"changing a detail": func() error { _, err := w.DB.SQL.ExecContext(sys, "UPDATE event_details SET body = ''"); return err },
		} {
			if err := change(); err == nil && w.DB.Dialect == dialect.Postgres { // SQLite's triggers were dropped above
				t.Errorf("%s is allowed", name)
			}
		}
	})
}

// What is committed while the chain is walked is no fault.
func TestVerifyOfALiveJournal(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			for ctx.Err() == nil {
				if _, err := w.Journal.Change(w.A.System(), one("live")); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
		for range 15 {
			if _, err := journal.Verify(w.Context(), w.Client, w.A.ID); err != nil {
				t.Error(err)
				break
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}
