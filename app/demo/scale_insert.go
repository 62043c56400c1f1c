package demo

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"heed/ent"
	"heed/rules/typeid"
)

// column is a column of a table in PostgreSQL, with its type.
type column struct{ name, kind string }

// insertAtOnce is how many rows one statement writes.
const insertAtOnce = 2000

// insert writes very many rows on PostgreSQL, set by set: each column comes as
// one array. Values are text, ids, whole numbers, instants, bytes, or nil for
// NULL; the empty id is NULL too.
func insert(ctx context.Context, tx *ent.Tx, table string, columns []column, rows [][]any) error {
	names, places := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		names[i] = strconv.Quote(c.name)
		places[i] = fmt.Sprintf("$%d::%s[]", i+1, c.kind)
	}
	query := "INSERT INTO " + strconv.Quote(table) + " (" + strings.Join(names, ", ") + ") SELECT * FROM unnest(" + strings.Join(places, ", ") + ")"
	for len(rows) > 0 {
		n := min(len(rows), insertAtOnce)
		args := make([]any, len(columns))
		for i, c := range columns {
			list, err := array(rows[:n], i)
			if err != nil {
				return fmt.Errorf("demo: column %s of %s: %w", c.name, table, err)
			}
			args[i] = list
		}
		if _, err := tx.ExecContext(ctx, query, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

var inQuotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// array is a column of the rows as PostgreSQL writes arrays.
func array(rows [][]any, at int) (string, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, row := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		text, ok, err := element(row[at])
		if err != nil {
			return "", err
		}
		if !ok {
			b.WriteString("NULL")
			continue
		}
		b.WriteByte('"')
		if _, err := inQuotes.WriteString(&b, text); err != nil {
			return "", err
		}
		b.WriteByte('"')
	}
	b.WriteByte('}')
	return b.String(), nil
}

// element is a value as text; ok is false for NULL.
func element(v any) (text string, ok bool, err error) {
	switch v := v.(type) {
	case nil:
		return "", false, nil
	case string:
		return v, true, nil
	case typeid.ID:
		return string(v), v != "", nil
	case int:
		return strconv.Itoa(v), true, nil
	case int64:
		return strconv.FormatInt(v, 10), true, nil
	case time.Time:
		return v.UTC().Format("2006-01-02T15:04:05.999999Z"), true, nil
	case []byte:
		return `\x` + hex.EncodeToString(v), v != nil, nil
	default:
		return "", false, fmt.Errorf("a value of the type %T", v)
	}
}
