package personal

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of a document: beyond them it is not complete, and says so.
const (
	maxRecords = 1_000 // of each type
	maxEvents  = 5_000
)

// Format is the form of documents.
const Format = "heed.person/1"

// Document is everything that is kept of a person, in clear.
type Document struct {
	Format   string    `json:"format"`
	MadeAt   time.Time `json:"madeAt"`
	Person   typeid.ID `json:"person"`
	Complete bool      `json:"complete"` // nothing was left out for being too much
	// Records are the rows about the person, the contact first.
	Records []Record `json:"records"`
	// NamedIn are other records that refer to the person.
	NamedIn []Ref `json:"namedIn"`
	// Events are what happened to the records, the oldest first.
	Events []Happened `json:"events"`
}

// Record is a row about the person: its fields by the names of the API.
type Record struct {
	Type   string         `json:"type"`
	ID     typeid.ID      `json:"id"`
	Fields map[string]any `json:"fields"`
}

// Ref names a record.
type Ref struct {
	Type string    `json:"type"`
	ID   typeid.ID `json:"id"`
}

// Happened is an event about one of the records. Fields are the names of those
// that were concerned; Detail is what else is kept of it, until it is erased.
type Happened struct {
	Type   string          `json:"type"`
	At     time.Time       `json:"at"`
	Record typeid.ID       `json:"record"`
	Fields []string        `json:"fields,omitempty"`
	Detail json.RawMessage `json:"detail,omitempty"`
}

// Of gathers what is kept of the contact, as the system sees it. Fields of
// contacts whose names are left out, by the names of the API, are not in it.
func Of(ctx context.Context, client *ent.Client, contact typeid.ID, leftOut ...string) (*Document, error) {
	sys := viewer.AsSystem(ctx, viewer.Tenant(ctx))
	d := &Document{
		Format: Format, MadeAt: viewer.Now(ctx), Person: contact, Complete: true,
		Records: []Record{}, NamedIn: []Ref{}, Events: []Happened{},
	}
	about := map[typeid.ID]bool{}
	for _, p := range contactFirst() {
		rows, err := read(sys, client, p, "", contact, maxRecords+1)
		if err != nil {
			return nil, err
		}
		if len(rows) > maxRecords {
			rows, d.Complete = rows[:maxRecords], false
		}
		for _, one := range rows {
			r, err := record(sys, client, p, one)
			if err != nil {
				return nil, err
			}
			if p.Type == ent.TypeContact {
				maps.DeleteFunc(r.Fields, func(name string, _ any) bool { return slices.Contains(leftOut, name) })
			}
			d.Records, about[one.id] = append(d.Records, r), true
		}
	}
	if err := d.named(sys, client, contact, about); err != nil {
		return nil, err
	}
	return d, d.events(sys, client, slices.Sorted(maps.Keys(about)))
}

// contactFirst are the annotated tables, the contacts' first.
func contactFirst() []ent.PersonalData {
	return slices.SortedStableFunc(slices.Values(ent.Personal), func(a, b ent.PersonalData) int {
		switch ent.TypeContact {
		case a.Type:
			return -1
		case b.Type:
			return 1
		}
		return 0
	})
}

// record is a row whole, with its sealed values in clear.
func record(ctx context.Context, client *ent.Client, p ent.PersonalData, one row) (Record, error) {
	r := Record{Type: p.Type, ID: one.id, Fields: map[string]any{}}
	whole, err := client.Record(ctx, one.id)
	if err != nil {
		return r, fmt.Errorf("personal: reading %s: %w", one.id, err)
	}
	b, err := json.Marshal(whole) // what is sealed and its hashes are not in it
	if err != nil {
		return r, fmt.Errorf("personal: %s: %w", one.id, err)
	}
	columns := map[string]any{}
	if err := json.Unmarshal(b, &columns); err != nil {
		return r, fmt.Errorf("personal: %s: %w", one.id, err)
	}
	for column, value := range columns {
		if !slices.Contains([]string{"id", "tenant_id", "edges", "grams"}, column) && value != Erased {
			r.Fields[apiName(column)] = value
		}
	}
	for i, s := range p.Sealed {
		if len(one.sealed[i]) == 0 {
			continue
		}
		plain, err := vault.From(ctx).Open(place(ctx, p, s.Column, one.id), one.sealed[i])
		if err != nil {
			return r, fmt.Errorf("personal: %s of %s: %w", s.Column, one.id, err)
		}
		r.Fields[apiName(s.Column)] = plain
	}
	return r, nil
}

// apiName is the name of a column in the API: preferred_frequency is
// preferredFrequency.
func apiName(column string) string {
	words := strings.Split(column, "_")
	for i, word := range words[1:] {
		switch {
		case word == "id":
			words[i+1] = "Id"
		case word != "":
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// named adds the records that name the person and are not about them.
func (d *Document) named(ctx context.Context, client *ent.Client, contact typeid.ID, about map[typeid.ID]bool) error {
	for _, kind := range slices.Sorted(maps.Keys(ent.NamesContact)) {
		query := "SELECT id FROM " + ent.NamesContact[kind] + " WHERE tenant_id = $1 AND " +
			Naming(ent.NamesContact[kind], "contact_id", "$1", "$2") + " ORDER BY id LIMIT " + strconv.Itoa(maxRecords+1)
		ids, err := idsOf(ctx, client, query, viewer.Tenant(ctx), contact)
		if err != nil {
			return err
		}
		if len(ids) > maxRecords {
			ids, d.Complete = ids[:maxRecords], false
		}
		for _, id := range ids {
			if !about[id] {
				d.NamedIn = append(d.NamedIn, Ref{Type: kind, ID: id})
			}
		}
	}
	return nil
}

func idsOf(ctx context.Context, q querier, query string, args ...any) (ids []typeid.ID, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("personal: reading ids: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id typeid.ID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("personal: reading ids: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// events adds what happened to the records.
func (d *Document) events(ctx context.Context, client *ent.Client, about []typeid.ID) error {
	all, err := client.Event.Query().Where(event.SubjectIDIn(about...)).Order(event.ByPosition(sql.OrderDesc())).Limit(maxEvents + 1).All(ctx)
	if err != nil {
		return fmt.Errorf("personal: reading events: %w", err)
	}
	if len(all) > maxEvents { // the newest are kept
		all, d.Complete = all[:maxEvents], false
	}
	details := map[typeid.ID]string{}
	for lot := range slices.Chunk(all, atOnce) {
		ids := make([]typeid.ID, len(lot))
		for i, e := range lot {
			ids[i] = e.ID
		}
		rows, err := client.EventDetail.Query().Where(eventdetail.EventIDIn(ids...)).All(ctx)
		if err != nil {
			return fmt.Errorf("personal: reading details: %w", err)
		}
		for _, row := range rows {
			details[row.EventID] = row.Body
		}
	}
	slices.Reverse(all)
	for _, e := range all {
		h := Happened{Type: e.Type, At: e.OccurredAt, Record: e.SubjectID, Fields: e.Fields}
		if body, ok := details[e.ID]; ok {
			h.Detail = json.RawMessage(body)
		}
		d.Events = append(d.Events, h)
	}
	return nil
}
