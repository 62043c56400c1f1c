package main

import (
	"context"
	"fmt"
	"io"

	"github.com/urfave/cli/v3"
)

func migrateCommand() *cli.Command {
	flags := func() []cli.Flag { return []cli.Flag{databaseFlag(), dataFlag()} }
	return &cli.Command{
		Name:  "migrate",
		Usage: "bring the tables up to date",
		Description: "Works with a role that owns the tables. On PostgreSQL it also makes the roles of the application\n" +
			"(heed_app, heed_search) where it may, and prints the SQL for an administrator where it may not.",
		Commands: []*cli.Command{
			{Name: "up", Usage: "apply what is missing", Flags: flags(), Action: withMigrations(migrateUp)},
			{Name: "status", Usage: "show what is applied and what is missing", Flags: flags(), Action: withMigrations(migrateStatus)},
			{Name: "down", Usage: "take the newest migration back; its data goes with it", Flags: flags(), Action: withMigrations(migrateDown)},
		},
	}
}

func withMigrations(do func(ctx context.Context, out io.Writer, m *migrationsAt) error) cli.ActionFunc {
	return func(ctx context.Context, cmd *cli.Command) error {
		m, err := openMigrations(ctx, cmd)
		if err != nil {
			return err
		}
		defer func() { _ = m.close() }()
		return do(ctx, cmd.Root().Writer, m)
	}
}

func migrateUp(ctx context.Context, out io.Writer, m *migrationsAt) error {
	done, err := m.up(ctx)
	for _, one := range done {
		fmt.Fprintf(out, "applied %s in %v\n", one.Name, one.Took)
	}
	if err == nil && len(done) == 0 {
		fmt.Fprintln(out, "nothing to do: the database is up to date")
	}
	return err
}

func migrateStatus(ctx context.Context, out io.Writer, m *migrationsAt) error {
	all, err := m.migrator.Status(ctx)
	for _, one := range all {
		if one.Applied {
			fmt.Fprintf(out, "applied  %s  %s\n", one.At.Format("2006-01-02 15:04:05"), one.Name)
		} else {
			fmt.Fprintf(out, "missing  %19s  %s\n", "", one.Name)
		}
	}
	return err
}

func migrateDown(ctx context.Context, out io.Writer, m *migrationsAt) error {
	undone, err := m.migrator.Down(ctx)
	switch {
	case err != nil:
		return err
	case undone == nil:
		fmt.Fprintln(out, "nothing to do: no migration is applied")
	default:
		fmt.Fprintf(out, "took back %s\n", undone.Name)
	}
	return nil
}
