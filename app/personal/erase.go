package personal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Erase empties what is kept of the contact: every annotated field of every row
// about them, a talk in which they took part among them, look-up hashes with them, and the details of the contact's events,
// whose chain holds without them. What it empties is told by the names of the
// API. The digests of changes that clients gave keys, which could be tried
// against values, are made useless too: the contact's and those of the others.
func Erase(ctx context.Context, tx *ent.Tx, contact typeid.ID, others ...typeid.ID) ([]string, error) {
	var fields []string
	for _, p := range contactFirst() {
		if err := empty(ctx, tx, p, contact); err != nil {
			return nil, err
		}
		if p.Type == ent.TypeContact {
			fields = names(p)
		}
	}
	if err := eraseFiles(ctx, tx, contact); err != nil {
		return nil, err
	}
	if err := eraseTraces(ctx, tx, contact, others...); err != nil {
		return nil, err
	}
	return fields, nil
}

// EraseRecord is Erase for one record of a person who is no contact of the company's
// books: its annotated fields, its files, and the details of its events.
func EraseRecord(ctx context.Context, tx *ent.Tx, typ string, id typeid.ID) ([]string, error) {
	i := slices.IndexFunc(ent.Personal, func(p ent.PersonalData) bool { return p.Type == typ })
	if i < 0 {
		return nil, fmt.Errorf("personal: %s says nothing of a person", typ)
	}
	p := ent.Personal[i]
	set, args := emptied(ctx, p)
	args = append(args, viewer.Tenant(ctx), id)
	query := fmt.Sprintf("UPDATE %s SET %s WHERE tenant_id = $%d AND id = $%d", p.Table, set, len(args)-1, len(args))
	if _, err := tx.ExecContext(ctx, query, args...); err != nil {
		return nil, fmt.Errorf("personal: emptying %s: %w", id, err)
	}
	if err := eraseFilesOf(ctx, tx, " = $2", id); err != nil {
		return nil, err
	}
	return names(p), eraseTraces(ctx, tx, id)
}

// eraseTraces takes the details of the record's events away, and makes the digests of
// changes that clients gave keys useless: the record's and those of the others.
func eraseTraces(ctx context.Context, tx *ent.Tx, id typeid.ID, others ...typeid.ID) error {
	tenant := viewer.Tenant(ctx)
	_, err := tx.ExecContext(ctx, `DELETE FROM event_details WHERE tenant_id = $1
		AND event_id IN (SELECT id FROM events WHERE tenant_id = $1 AND subject_id = $2)`, tenant, id)
	if err != nil {
		return fmt.Errorf("personal: erasing details: %w", err)
	}
	for _, made := range append([]typeid.ID{id}, others...) {
		digest := make([]byte, 32)
		if _, err := rand.Read(digest); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE idempotency_records SET digest = $1 WHERE tenant_id = $2 AND made_id = $3", digest, tenant, made)
		if err != nil {
			return fmt.Errorf("personal: erasing digests: %w", err)
		}
	}
	return nil
}

// empty empties the table's rows about the contact.
func empty(ctx context.Context, tx *ent.Tx, p ent.PersonalData, contact typeid.ID) error {
	set, args := emptied(ctx, p)
	args = append(args, viewer.Tenant(ctx), contact)
	company, person := "$"+strconv.Itoa(len(args)-1), "$"+strconv.Itoa(len(args))
	query := fmt.Sprintf("UPDATE %s SET %s WHERE tenant_id = %s AND %s", p.Table, set, company, Naming(p.Table, p.Person, company, person))
	if _, err := tx.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("personal: emptying %s: %w", p.Table, err)
	}
	return nil
}

// eraseFiles takes away the files of the records about the contact, with their
// names; their contents go by what follows from the event.
func eraseFiles(ctx context.Context, tx *ent.Tx, contact typeid.ID) error {
	for _, table := range slices.Sorted(maps.Values(ent.NamesContact)) {
		of := " IN (SELECT id FROM " + table + " WHERE tenant_id = $1 AND " + Naming(table, "contact_id", "$1", "$2") + ")"
		if err := eraseFilesOf(ctx, tx, of, contact); err != nil {
			return err
		}
	}
	return nil
}

// eraseFilesOf takes the files away of the records that the condition names, $2 being the id.
func eraseFilesOf(ctx context.Context, tx *ent.Tx, owners string, id typeid.ID) error {
	tenant, of := viewer.Tenant(ctx), " WHERE tenant_id = $1 AND removed_at IS NULL AND owner_id"+owners
	bytes, err := sum(ctx, tx, "SELECT coalesce(sum(size), 0) FROM attachments"+of, tenant, id)
	if err != nil || bytes == 0 {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE attachments SET removed_at = $3, updated_at = $3, name = $4, version = version + 1"+of,
		tenant, id, viewer.Now(ctx), Erased)
	if err != nil {
		return fmt.Errorf("personal: erasing files: %w", err)
	}
	journal.Count(ctx, flow.FilesFigure, "", -bytes)
	return nil
}

func sum(ctx context.Context, tx *ent.Tx, query string, args ...any) (n int, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, fmt.Errorf("personal: adding up: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, fmt.Errorf("personal: adding up: %w", err)
		}
	}
	return n, rows.Err()
}

// emptied is what a statement sets to empty a row, and that it was changed.
func emptied(ctx context.Context, p ent.PersonalData) (set string, args []any) {
	null := func(column string) {
		if column != "" {
			set += column + " = NULL, "
		}
	}
	for _, s := range p.Sealed {
		null(s.Column)
		null(s.Hash)
	}
	for _, f := range p.Private {
		switch f.Kind {
		case "text":
			args = append(args, Erased)
			set += f.Column + " = $" + strconv.Itoa(len(args)) + ", "
		case "bool":
			args = append(args, false)
			set += f.Column + " = $" + strconv.Itoa(len(args)) + ", "
		default:
			null(f.Column)
		}
	}
	for _, column := range []string{"erased_at", "updated_at"} {
		if ent.HasColumn(p.Type, column) {
			args = append(args, viewer.Now(ctx))
			set += column + " = $" + strconv.Itoa(len(args)) + ", "
		}
	}
	args = append(args, orNobody(viewer.From(ctx).Member))
	return set + "updated_by = $" + strconv.Itoa(len(args)) + ", version = version + 1", args
}

func orNobody(member typeid.ID) any {
	if member == "" {
		return nil
	}
	return member
}

// names are the annotated fields by the names of the API.
func names(p ent.PersonalData) []string {
	var all []string
	for _, f := range p.Private {
		all = append(all, apiName(f.Column))
	}
	for _, s := range p.Sealed {
		all = append(all, apiName(s.Column))
	}
	return all
}
