package customers

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/dialect"

	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/rules/viewer"
)

// customerColumns are the columns of sheet.values, in its order, and those that follow
// from them.
var customerColumns = []string{
	customer.FieldKind, customer.FieldName, customer.FieldIndustry, customer.FieldIndustryOther, customer.FieldSizeBand,
	customer.FieldCooperationBand, customer.FieldCooperationSince, customer.FieldCooperationProducts, customer.FieldValueAmount,
	customer.FieldGrowthPotential, customer.FieldRelationshipStage, customer.FieldRenewalDueOn, customer.FieldChurnReason, customer.FieldAddress, customer.FieldTierKey, customer.FieldDepartmentID,
	customer.FieldAccountManagerID, customer.FieldGrams, customer.FieldTierSince, customer.FieldFromHistory,
}

// contactColumns are the columns of bulk.contact, in its order.
var contactColumns = func() []string {
	columns := []string{contact.FieldTitle}
	for _, r := range reaches {
		columns = append(columns, r.column, r.hash)
	}
	return columns
}()

// bulk is one UPDATE of many rows, each with values of its own, which ent's
// builders cannot say. What ent's hooks do for single rows stands in it: the
// company, the version, the time and the author. Both databases read it: a
// table of VALUES has the columns column1, column2, … in both.
type bulk struct {
	table    string
	columns  []string
	keeps    bool // NULL leaves what is there
	postgres bool
	rows     []string
	args     []any
}

func newBulk(ctx context.Context, tx *ent.Tx, table string, columns []string) *bulk {
	return &bulk{
		table: table, columns: columns, postgres: tx.Dialect() == dialect.Postgres,
		args: []any{viewer.Now(ctx), viewer.From(ctx).Member},
	}
}

// customer adds the row of a customer.
func (b *bulk) customer(ctx context.Context, d *draft) {
	b.begin(d.id)
	for _, v := range d.is.values() {
		b.value(v)
	}
	b.add(d.is.grams(ctx), "")
	var since any
	switch {
	case d.is.tier != d.was.tier:
		since = viewer.Now(ctx)
	case !d.was.tierSince.IsZero():
		since = d.was.tierSince
	}
	b.add(since, b.typed("timestamptz"))
	b.add(false, b.typed("boolean")) // from_history: somebody has changed it
	b.end()
}

// typed is a type for PostgreSQL, which cannot tell it of a value that may be NULL.
func (b *bulk) typed(kind string) string {
	if b.postgres {
		return kind
	}
	return ""
}

// value adds a field of a customer. Numbers and lists need their type on
// PostgreSQL.
func (b *bulk) value(v value) {
	shown, kind := v.shown(), ""
	switch v.v.(type) {
	case list:
		if all, ok := shown.([]string); ok {
			shown = jsonText(all)
		}
		kind = "jsonb"
	case number:
		kind = "bigint"
	}
	if !b.postgres {
		kind = ""
	}
	b.add(shown, kind)
}

func jsonText(all []string) string {
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts always marshal
	}
	return string(text)
}

// contact adds the row of a contact: what changed of it, for an import never
// empties a field. Bytes in a table of VALUES need their type on PostgreSQL.
func (b *bulk) contact(ctx context.Context, c *contactDraft) {
	var title any
	if slices.Contains(c.fields, "title") {
		title = c.person.title
	}
	kind := ""
	if b.postgres {
		kind = "bytea"
	}
	b.begin(c.id)
	b.add(title, "")
	for way, r := range reaches {
		var sealed, hash []byte
		if slices.Contains(c.fields, r.field) {
			sealed, hash = r.seal(ctx, c.id, c.person.reach[way])
		}
		b.add(sealed, kind)
		b.add(hash, kind)
	}
	b.end()
}

func (b *bulk) begin(id any) {
	b.rows = append(b.rows, "(")
	b.add(id, "")
}

// add puts a value at the end of the row; the type is for databases that cannot
// tell it.
func (b *bulk) add(v any, kind string) {
	b.args = append(b.args, v)
	place := b.place(len(b.args))
	if kind != "" {
		place = "CAST(" + place + " AS " + kind + ")"
	}
	last := len(b.rows) - 1
	if !strings.HasSuffix(b.rows[last], "(") {
		place = ", " + place
	}
	b.rows[last] += place
}

// place is the placeholder of an argument; they follow one another in the text.
// SQLite looks numbered ones up one by one, which is slow for thousands.
func (b *bulk) place(n int) string {
	if b.postgres {
		return fmt.Sprintf("$%d", n)
	}
	return "?"
}

func (b *bulk) end() { b.rows[len(b.rows)-1] += ")" }

// run sends the statement, if there is anything to change.
func (b *bulk) run(ctx context.Context, tx *ent.Tx) error {
	if len(b.rows) == 0 {
		return nil
	}
	var set strings.Builder
	for i, column := range b.columns {
		if b.keeps {
			fmt.Fprintf(&set, ", %[1]s = coalesce(v.column%[2]d, %[3]s.%[1]s)", column, i+2, b.table)
		} else {
			fmt.Fprintf(&set, ", %s = v.column%d", column, i+2)
		}
	}
	args := append(slices.Clip(b.args), viewer.Tenant(ctx))
	query := fmt.Sprintf(`UPDATE %[1]s SET updated_at = %[4]s, updated_by = %[5]s, version = %[1]s.version + 1%[2]s FROM (VALUES %[3]s) AS v WHERE %[1]s.id = v.column1 AND %[1]s.tenant_id = %[6]s`,
		b.table, set.String(), strings.Join(b.rows, ", "), b.place(1), b.place(2), b.place(len(args)))
	result, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n != int64(len(b.rows)) {
		return fmt.Errorf("%d rows changed instead of %d", n, len(b.rows))
	}
	return err
}
