// Command diff writes the next migration of both databases: what turns the
// tables that the files make into the tables of ent's schema. Run it from the
// root of the module, through make:
//
//	make migration name=add_tags
//
// Row-level security, composite keys, triggers and search are not ent's: they
// are written by hand into the new file or one after it, and the tests of
// package migrations say what is missing.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"time"

	"entgo.io/ent/dialect"
)

// root is the folder of the migrations, seen from the root of the module.
const root = "ent/migrations"

var (
	nameForm    = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	versionForm = regexp.MustCompile(`^(\d{14})_`)
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "diff:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 2 || !nameForm.MatchString(os.Args[1]) {
		return fmt.Errorf("give one name of lower-case letters, digits and underscores: diff add_tags")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	files := os.DirFS(root)
	var drafts []draft
	for _, d := range []struct {
		folder string
		open   func(context.Context) (dialect.Driver, func() error, error)
	}{{"sqlite", openSQLite}, {"postgres", openPostgres}} {
		made, err := compare(ctx, files, d.open)
		if err != nil {
			return fmt.Errorf("%s: %w", d.folder, err)
		}
		if made != nil {
			made.folder = d.folder
			drafts = append(drafts, *made)
		}
	}
	if len(drafts) == 0 {
		fmt.Println("The migrations make the tables of the schema already.")
		return nil
	}
	version, err := nextVersion(files, drafts[0].version)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		name := filepath.Join(root, d.folder, version+"_"+os.Args[1]+".sql")
		if err := os.WriteFile(name, d.text, 0o644); err != nil { //nolint:gosec // source code is for all to read
			return err
		}
		fmt.Println(name)
	}
	return nil
}

// versionLayout is a version as an instant in UTC.
const versionLayout = "20060102150405"

// afterVersion is a second later than the version.
func afterVersion(version string) (string, error) {
	at, err := time.Parse(versionLayout, version)
	if err != nil {
		return "", fmt.Errorf("the version %s is not an instant: %w", version, err)
	}
	return at.Add(time.Second).Format(versionLayout), nil
}
