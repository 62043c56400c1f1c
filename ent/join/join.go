// Package join reads to-one edges in the statement of their owners. Generated
// code asks for it where ent would send a second statement for each edge.
package join

import (
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/rules/typeid"
)

// Edge is a to-one edge to be read with its owners.
type Edge struct {
	Name    string              // the edge's, by which its table goes in the statement
	Key     string              // the owner's column that holds the id
	Table   string              // of the edge's records
	Columns []string            // to be read, the id first
	Where   func(*sql.Selector) // what limits the edge's records (company, scope); nil for nothing
	// Scan makes the places for the columns' values, and Assign hands them over,
	// after the owner's own. It is not called where there is no record.
	Scan   func(columns []string) ([]any, error)
	Assign func(columns []string, values []any) error
}

// Into adds the edges to the statement: as outer joins, so that owners without
// the record, or whose record is out of reach, are read all the same.
func Into(spec *sqlgraph.QuerySpec, edges []Edge) {
	if len(edges) == 0 {
		return
	}
	width := 0
	for _, e := range edges {
		width += len(e.Columns)
	}
	scan, assign := spec.ScanValues, spec.Assign
	spec.Modifiers = append(slices.Clone(spec.Modifiers), func(s *sql.Selector) {
		for _, e := range edges {
			e.join(s)
		}
	})
	spec.ScanValues = func(columns []string) ([]any, error) {
		values, err := scan(columns[:len(columns)-width])
		if err != nil {
			return nil, err
		}
		for _, e := range edges {
			more, err := e.Scan(e.Columns)
			if err != nil {
				return nil, err
			}
			values = append(values, more...)
		}
		return values, nil
	}
	spec.Assign = func(columns []string, values []any) error {
		own := len(columns) - width
		if err := assign(columns[:own], values[:own]); err != nil {
			return err
		}
		for _, e := range edges {
			end := own + len(e.Columns)
			if err := e.assign(values[own:end]); err != nil {
				return err
			}
			own = end
		}
		return nil
	}
}

func (e Edge) join(s *sql.Selector) {
	t := sql.Dialect(s.Dialect()).Table(e.Table).As(e.Name)
	on := sql.ColumnsEQ(s.C(e.Key), t.C(e.Columns[0]))
	if e.Where != nil {
		limited := sql.Dialect(s.Dialect()).Select().From(t).WithContext(s.Context())
		e.Where(limited)
		s.AddError(limited.Err())
		if p := limited.P(); p != nil {
			on = sql.And(on, p)
		}
	}
	s.LeftJoin(t).OnP(on).AppendSelect(t.Columns(e.Columns...)...)
}

func (e Edge) assign(values []any) error {
	id, ok := values[0].(*typeid.ID)
	if !ok {
		return fmt.Errorf("join: the id of %s is a %T", e.Name, values[0])
	}
	if *id == "" {
		return nil
	}
	return e.Assign(e.Columns, values)
}
