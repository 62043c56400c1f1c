package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/postgres"
	atlas "ariga.io/atlas/sql/schema"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"

	tables "heed/ent/migrate"
)

// byHand begins the names of indexes that ent's schema does not know.
const byHand = "heed_"

// draft is a migration not written yet.
type draft struct {
	folder  string
	version string // by the clock
	text    []byte
}

// compare applies the files to an empty database and says what ent's schema has
// beyond it.
func compare(ctx context.Context, files fs.FS, open func(context.Context) (dialect.Driver, func() error, error)) (made *draft, err error) {
	drv, done, err := open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, done()) }()
	if err := apply(ctx, drv, files); err != nil {
		return nil, err
	}
	return plan(ctx, drv)
}

// plan is the migration that turns the tables of the database into those of
// ent's schema; nil when they are the same.
//
// The database is inspected as goose left it: replaying the files by atlas would
// read the hand-written ones differently. What is written by hand is no
// difference: foreign keys and INCLUDE on PostgreSQL, checks, indexes named heed_….
func plan(ctx context.Context, drv dialect.Driver) (*draft, error) {
	dir := &migrate.MemDir{}
	m, err := schema.NewMigrate(
		drv,
		schema.WithDir(dir), schema.WithFormatter(sqltool.GooseFormatter), schema.WithMigrationMode(schema.ModeInspect),
		schema.WithDropColumn(true), schema.WithDropIndex(true), schema.WithIndent("  "),
		schema.WithForeignKeys(drv.Dialect() != dialect.Postgres),
		schema.WithDiffHook(handWritten(drv.Dialect())),
	)
	if err != nil {
		return nil, err
	}
	if err := m.NamedDiff(ctx, "draft", tables.Tables...); err != nil {
		return nil, fmt.Errorf("comparing the tables with the schema: %w", err)
	}
	made, err := dir.Files()
	if err != nil || len(made) == 0 {
		return nil, err
	}
	return &draft{version: versionForm.FindStringSubmatch(made[0].Name())[1], text: made[0].Bytes()}, nil
}

// handWritten gives the text columns of PostgreSQL the order of bytes, which is
// SQLite's, and overlooks what is not ent's. Columns that ent's schema itself
// wants included in an index would be overlooked too.
func handWritten(dialectName string) schema.DiffHook {
	return func(next schema.Differ) schema.Differ {
		return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
			if dialectName == dialect.Postgres {
				orderByBytes(desired)
				keysOnly(current)
				keysOnly(desired)
			}
			changes, err := next.Diff(current, desired)
			if err != nil {
				return nil, err
			}
			return slices.DeleteFunc(changes, func(c atlas.Change) bool {
				table, ok := c.(*atlas.ModifyTable)
				if !ok {
					return false
				}
				table.Changes = slices.DeleteFunc(table.Changes, foreign)
				return len(table.Changes) == 0
			}), nil
		})
	}
}

func orderByBytes(s *atlas.Schema) {
	for _, t := range s.Tables {
		for _, c := range t.Columns {
			switch c.Type.Type.(type) {
			case *atlas.StringType, *atlas.EnumType:
				c.SetCollation("C")
			}
		}
	}
}

// keysOnly forgets the columns that indexes include beside their keys.
func keysOnly(s *atlas.Schema) {
	for _, t := range s.Tables {
		for _, i := range t.Indexes {
			i.Attrs = slices.DeleteFunc(i.Attrs, func(a atlas.Attr) bool {
				_, include := a.(*postgres.IndexInclude)
				return include
			})
		}
	}
}

// foreign tells a change that would take away what is written by hand.
func foreign(c atlas.Change) bool {
	switch c := c.(type) {
	case *atlas.DropCheck:
		return true
	case *atlas.DropIndex:
		return strings.HasPrefix(c.I.Name, byHand)
	default:
		return false
	}
}

// nextVersion is the version by the clock, or the one after the newest file's
// where that is later.
func nextVersion(files fs.FS, now string) (string, error) {
	names, err := fs.Glob(files, "*/*.sql")
	if err != nil {
		return "", err
	}
	for _, n := range names {
		form := versionForm.FindStringSubmatch(path.Base(n))
		if form == nil {
			return "", fmt.Errorf("%s does not begin with a version of 14 digits", n)
		}
		if form[1] >= now {
			if now, err = afterVersion(form[1]); err != nil {
				return "", err
			}
		}
	}
	return now, nil
}
