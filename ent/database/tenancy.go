package database

import (
	"context"
	"errors"
	"fmt"
	"time"

	entgo "entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/intercept"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ErrNoTenant is work on a company's table without a company.
var ErrNoTenant = errors.New("database: the context names no company")

// errForeignRow is a row made for another company than the context's.
var errForeignRow = errors.New("database: the row belongs to another company than the context")

// install puts tenancy, ids, timestamps and versions on a client: what must
// hold for every row. Every client is made by Open, so no client is without it.
func install(c *ent.Client) {
	c.Intercept(intercept.TraverseFunc(scopeQuery))
	c.Use(scopeMutation, stamp)
}

// scopeQuery limits every query, traversal, eager load, count and aggregate to
// the company of the context.
func scopeQuery(ctx context.Context, q intercept.Query) error {
	if ent.GlobalTypes[q.Type()] {
		return nil
	}
	tenant := viewer.Tenant(ctx)
	if tenant == "" {
		return fmt.Errorf("%w (reading %s)", ErrNoTenant, q.Type())
	}
	q.WhereP(sql.FieldEQ(TenantColumn, tenant))
	return nil
}

// scopeMutation puts new rows under the company of the context and limits
// updates and deletions to it.
func scopeMutation(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		if ent.GlobalTypes[m.Type()] {
			return next.Mutate(ctx, m)
		}
		tenant := viewer.Tenant(ctx)
		if tenant == "" {
			return nil, fmt.Errorf("%w (writing %s)", ErrNoTenant, m.Type())
		}
		if m.Op().Is(ent.OpCreate) {
			switch was, ok := m.Field(TenantColumn); {
			case !ok:
				if err := m.SetField(TenantColumn, tenant); err != nil {
					return nil, err
				}
			case was != ent.Value(tenant):
				return nil, fmt.Errorf("%w (%s)", errForeignRow, m.Type())
			}
			return next.Mutate(ctx, m)
		}
		limited, ok := m.(interface {
			WhereP(...func(*sql.Selector))
		})
		if !ok {
			return nil, fmt.Errorf("database: a mutation of %s cannot be limited to a company", m.Type())
		}
		limited.WhereP(sql.FieldEQ(TenantColumn, tenant))
		return next.Mutate(ctx, m)
	})
}

// stamp gives new rows their id, and rows that have them their times, authors
// and versions.
func stamp(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		var err error
		switch {
		case m.Op().Is(ent.OpCreate):
			err = stampNew(ctx, m)
		case m.Op().Is(ent.OpUpdate | ent.OpUpdateOne):
			err = stampChange(ctx, m)
		}
		if err != nil {
			return nil, err
		}
		return next.Mutate(ctx, m)
	})
}

type identified interface {
	SetID(typeid.ID)
	ID() (typeid.ID, bool)
}

func stampNew(ctx context.Context, m ent.Mutation) error {
	now, v := viewer.Now(ctx), viewer.From(ctx)
	if row, ok := m.(identified); ok {
		if id, set := row.ID(); !set || id == "" {
			row.SetID(typeid.New(ent.Prefixes[m.Type()], now))
		}
	}
	for field, value := range map[string]ent.Value{"created_at": now, "updated_at": now} {
		if err := fill(m, field, value); err != nil {
			return err
		}
	}
	if v.Member == "" {
		return nil
	}
	for _, field := range []string{"created_by", "updated_by"} {
		if err := fill(m, field, v.Member); err != nil {
			return err
		}
	}
	return nil
}

func stampChange(ctx context.Context, m ent.Mutation) error {
	if !has(m, "version") {
		return nil
	}
	if _, set := m.Field("updated_at"); !set {
		if err := m.SetField("updated_at", viewer.Now(ctx)); err != nil {
			return err
		}
	}
	if v := viewer.From(ctx); v.Member != "" {
		if err := m.SetField("updated_by", v.Member); err != nil {
			return err
		}
	}
	return m.AddField("version", 1)
}

// fill sets a field that the entity has and that is not set yet.
func fill(m ent.Mutation, field string, value ent.Value) error {
	if !has(m, field) {
		return nil
	}
	if _, set := m.Field(field); set {
		return nil
	}
	return m.SetField(field, value)
}

// has tells whether the mutated entity has the field: its table's columns are
// what generated code offers for it.
func has(m entgo.Mutation, field string) bool { return ent.HasColumn(m.Type(), field) }

// Never is the due time of records without one. Order columns are never NULL:
// cursors over NULLs repeat rows, and the databases sort them apart.
var Never = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
