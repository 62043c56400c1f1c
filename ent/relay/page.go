package relay

import (
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/rules/fault"
	"heed/rules/typeid"
)

// Between is the conditions of the records after the one cursor and before the
// other, both optional, in a list ordered by a column and then by the id, both
// in the direction. cursorOf makes the list's cursors: from it the type of the
// column is known. A cursor of a list in another order is BAD_USER_INPUT.
func Between[T any](after, before *Cursor, idColumn, column string, cursorOf func(*T) Cursor, direction OrderDirection) ([]func(*sql.Selector), error) {
	var conditions []func(*sql.Selector)
	for _, end := range []struct {
		name      string
		cursor    *Cursor
		direction OrderDirection
	}{
		{"after", after, direction},
		{"before", before, direction.Reverse()},
	} {
		if end.cursor == nil {
			continue
		}
		if !sameOrder(*end.cursor, cursorOf(new(T)).By(column)) {
			return nil, fault.Input(end.name, "input.malformed_cursor")
		}
		conditions = append(conditions, beyond(*end.cursor, idColumn, end.direction))
	}
	return conditions, nil
}

func sameOrder(a, b Cursor) bool {
	kindA, _ := written(a.Value)
	kindB, _ := written(b.Value)
	return kindA == kindB && a.Column == b.Column
}

// beyond is the condition of the records behind the cursor. A comparison of
// rows lets the index on both columns find the first of them.
func beyond(c Cursor, idColumn string, direction OrderDirection) func(*sql.Selector) {
	compare, alone := sql.CompositeGT, sql.GT
	if direction == OrderDirectionDesc {
		compare, alone = sql.CompositeLT, sql.LT
	}
	return func(s *sql.Selector) {
		if c.Value == nil {
			s.Where(alone(s.C(idColumn), c.ID))
			return
		}
		s.Where(compare([]string{s.C(c.Column), s.C(idColumn)}, c.Value, c.ID))
	}
}

// LimitPerRow keeps the first records of each owner, where a plain limit would
// keep the first of all: one statement reads the pages below all records of a
// list. The owner is named by a column; the order is that within an owner, and
// the records come in it.
func LimitPerRow(owner string, limit int, order ...sql.Querier) func(*sql.Selector) {
	const place = "place"
	return func(s *sql.Selector) {
		columns := s.UnqualifiedColumns()
		placed := s.Clone().SetDistinct(false).As(s.TableName()).
			AppendSelectExprAs(sql.RowNumber().PartitionBy(owner).OrderExpr(order...), place)
		kept := sql.Dialect(s.Dialect()).Select(columns...).From(placed).WithContext(s.Context())
		kept.Where(sql.LTE(placed.C(place), limit)).OrderBy(placed.C(place))
		kept.AddError(s.Err())
		*s = *kept
	}
}

// NotFound is the error of a record that is not there or not shown.
func NotFound(id typeid.ID) error {
	return fault.NotFound().Because(fmt.Errorf("relay: no record %q", string(id)))
}
