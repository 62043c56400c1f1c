// Package personal finds what is kept of persons by the annotations of the
// schema (ent.Personal): it seals it anew, gives it out and erases it. An entity
// that is annotated is covered.
package personal

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/interaction"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Erased stands in a text that must be there where a person was erased. Nobody
// can write it: it is a control character.
const Erased = "\x7f"

// querier is a client or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// row is what a table keeps sealed in one row, in the order of its columns.
type row struct {
	id           typeid.ID
	sealed, hash [][]byte
}

// place is where the column's value of a row is sealed for.
func place(ctx context.Context, p ent.PersonalData, column string, id typeid.ID) vault.Field {
	return vault.Field{Tenant: viewer.Tenant(ctx), Table: p.Table, Column: column, Row: id}
}

// kind says how the column's values are looked up: the last word of its name.
func kind(column string) string {
	return column[strings.LastIndexByte(column, '_')+1:]
}

// lookup is the hash of a value of the column, nil where it has none.
func lookup(ctx context.Context, keys *vault.Keys, s ent.Sealed, plain string) ([]byte, error) {
	if s.Hash == "" {
		return nil, nil
	}
	normal, ok := vault.Normal(kind(s.Column), plain)
	if !ok {
		return nil, fmt.Errorf("personal: nobody knows how to look up %s", s.Column)
	}
	return keys.Lookup(viewer.Tenant(ctx), kind(s.Column), normal), nil
}

// read reads rows of the context's company: those after the id, or those of the
// contact where one is given.
func read(ctx context.Context, q querier, p ent.PersonalData, after, contact typeid.ID, limit int) ([]row, error) {
	columns := []string{"id"}
	for _, s := range p.Sealed {
		columns = append(columns, s.Column)
		if s.Hash != "" {
			columns = append(columns, s.Hash)
		}
	}
	args := []any{viewer.Tenant(ctx), string(after)} // an empty id would be NULL
	query := "SELECT " + strings.Join(columns, ", ") + " FROM " + p.Table + " WHERE tenant_id = $1 AND id > $2"
	if contact != "" {
		query += " AND " + p.Person + " = $3"
		args = append(args, contact)
	}
	found, err := q.QueryContext(ctx, query+" ORDER BY id LIMIT "+strconv.Itoa(limit), args...)
	if err != nil {
		return nil, fmt.Errorf("personal: reading %s: %w", p.Table, err)
	}
	defer func() { _ = found.Close() }()
	var all []row
	for found.Next() {
		r := row{sealed: make([][]byte, len(p.Sealed)), hash: make([][]byte, len(p.Sealed))}
		into := []any{&r.id}
		for i, s := range p.Sealed {
			into = append(into, &r.sealed[i])
			if s.Hash != "" {
				into = append(into, &r.hash[i])
			}
		}
		if err := found.Scan(into...); err != nil {
			return nil, fmt.Errorf("personal: reading %s: %w", p.Table, err)
		}
		all = append(all, r)
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("personal: reading %s: %w", p.Table, err)
	}
	return all, nil
}

// Naming is the condition that a row of the table names the contact, whom with the
// company the placeholders stand for: in its column, or in an interaction among those
// who took part. These are of its customer, whose interactions an index finds.
func Naming(table, column, company, contact string) string {
	named := column + " = " + contact
	if table != interaction.Table {
		return named
	}
	return "(" + named + " OR customer_id = (SELECT customer_id FROM contacts WHERE tenant_id = " + company + " AND id = " + contact + ")" +
		" AND CAST(participant_ids AS text) LIKE '%\"' || CAST(" + contact + " AS text) || '\"%')"
}

// companies are all there are.
func companies(ctx context.Context, client *ent.Client) ([]typeid.ID, error) {
	heads, err := client.CompanyHead.Query().Order(companyhead.ByCompanyID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("personal: reading the companies: %w", err)
	}
	all := make([]typeid.ID, len(heads))
	for i, h := range heads {
		all[i] = h.CompanyID
	}
	return all, nil
}
