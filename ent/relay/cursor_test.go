package relay_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"heed/ent"
	"heed/ent/relay"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

var (
	instant = time.Date(2026, 3, 1, 9, 30, 0, 123456000, time.UTC)
	record  = typeid.New("cus", instant)
)

// again is the cursor as the client gives it back.
func again(t *testing.T, c relay.Cursor) relay.Cursor {
	t.Helper()
	var b strings.Builder
	c.MarshalGQL(&b)
	var read relay.Cursor
	if err := read.UnmarshalGQL(strings.Trim(b.String(), `"`)); err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return read
}

func TestCursorsComeBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ given, want any }{
		"nothing":      {nil, nil},
		"text":         {"甲|乙 \"&<>\x01", "甲|乙 \"&<>\x01"},
		"empty text":   {"", ""},
		"longest name": {strings.Repeat("🏭", 200), strings.Repeat("🏭", 200)},
		"enum":         {flow.Urgency("HIGH"), "HIGH"},
		"id":           {record, string(record)},
		"number":       {-42, int64(-42)},
		"time":         {instant, instant},
		"time's zone":  {instant.In(time.FixedZone("", 8*3600)), instant},
		"no due time":  {time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)},
	} {
		read := again(t, relay.Cursor{ID: record, Value: c.given}.By("column"))
		if read.ID != record || read.Value != c.want || (read.Column == "") != (c.want == nil) {
			t.Errorf("%s: %+v", name, read)
		}
	}
}

func TestHostileCursors(t *testing.T) {
	t.Parallel()
	encode := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	good := relay.Cursor{ID: record, Value: instant, Column: "created_at"}.String()
	id := string(record)
	for name, v := range map[string]any{
		"null": nil, "number": 7, "bytes": []byte(good), "empty": "", "spaces": " " + good, "line": good[:8] + "\n" + good[8:],
		"padding": good + "=", "cut": good[:len(good)-1], "not base64": "ä", "other alphabet": "+/+/",
		"no id": encode("|screated_at|x"), "id of nothing": encode("x"), "SQL": encode("' OR 1=1 --"),
		"no column": encode(id + "|"), "no kind": encode(id + "||x"), "no value": encode(id + "|sname"), "only a kind": encode(id + "|s|x"),
		"other kind": encode(id + "|xname|x"), "zero kind": encode(id + "|\x00name|x"),
		"NUL": encode(id + "|sname|a\x00b"), "not UTF-8": encode(id + "|sname|\xff"),
		"word for number": encode(id + "|nversion|x"), "great number": encode(id + "|nversion|9223372036854775808"),
		"zeros": encode(id + "|nversion|007"), "plus": encode(id + "|nversion|+7"),
		"word for time": encode(id + "|tcreated_at|yesterday"), "zone": encode(id + "|tcreated_at|2026-03-01T09:30:00+08:00"),
		"year -1": encode(id + "|tcreated_at|0000-01-01T00:00:00+23:00"), "zeros of a second": encode(id + "|tcreated_at|2026-03-01T09:30:00.100Z"),
		"long": relay.Cursor{ID: record, Value: strings.Repeat("x", 1500), Column: "name"}.String(),
		"huge": strings.Repeat("A", 1<<20),
	} {
		var c relay.Cursor
		err := c.UnmarshalGQL(v)
		if fault.CodeOf(err) != fault.CodeBadUserInput || !errors.Is(err, fault.Input("", "input.malformed_cursor")) || c != (relay.Cursor{}) {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
	}
}

// Every field that orders a list has a value that a cursor can hold.
func TestOrderFieldsHaveCursors(t *testing.T) {
	t.Parallel()
	check(t, &ent.Contact{ID: record}, ent.DefaultContactOrder.Field.Value, ent.ContactOrderFieldCreatedAt.Value)
	check(t, &ent.Customer{ID: record}, ent.DefaultCustomerOrder.Field.Value, ent.CustomerOrderFieldName.Value,
		ent.CustomerOrderFieldCreatedAt.Value, ent.CustomerOrderFieldUpdatedAt.Value)
	check(t, &ent.Department{ID: record}, ent.DefaultDepartmentOrder.Field.Value, ent.DepartmentOrderFieldName.Value,
		ent.DepartmentOrderFieldCreatedAt.Value)
	check(t, &ent.Member{ID: record}, ent.DefaultMemberOrder.Field.Value, ent.MemberOrderFieldDisplayName.Value,
		ent.MemberOrderFieldCreatedAt.Value)
	check(t, &ent.Requirement{ID: record}, ent.DefaultRequirementOrder.Field.Value, ent.RequirementOrderFieldUrgency.Value,
		ent.RequirementOrderFieldDueAt.Value, ent.RequirementOrderFieldCreatedAt.Value, ent.RequirementOrderFieldUpdatedAt.Value)
}

func check[T any](t *testing.T, row *T, values ...func(*T) (ent.Value, error)) {
	t.Helper()
	for i, value := range values {
		v, err := value(row)
		if err != nil {
			t.Fatal(err)
		}
		if c := (relay.Cursor{ID: record, Value: v}).By("column"); again(t, c).String() != c.String() {
			t.Errorf("%T, order %d: %+v", row, i, c)
		}
	}
}

func TestOrderDirection(t *testing.T) {
	t.Parallel()
	for d, other := range map[relay.OrderDirection]relay.OrderDirection{
		relay.OrderDirectionAsc: relay.OrderDirectionDesc, relay.OrderDirectionDesc: relay.OrderDirectionAsc,
	} {
		var b strings.Builder
		d.MarshalGQL(&b)
		var read relay.OrderDirection
		if err := read.UnmarshalGQL(strings.Trim(b.String(), `"`)); err != nil || read != d || d.Reverse() != other {
			t.Errorf("%s: %s, %v; reverse %s", d, read, err, d.Reverse())
		}
	}
	for _, v := range []any{nil, 1, "", "asc", "ASC; DROP TABLE customers"} {
		read := relay.OrderDirectionAsc
		if err := read.UnmarshalGQL(v); err == nil || read != relay.OrderDirectionAsc {
			t.Errorf("%v is read as %s, %v", v, read, err)
		}
	}
	if err := relay.OrderDirection("asc").Validate(); err == nil {
		t.Error("a direction in small letters is taken")
	}
}
