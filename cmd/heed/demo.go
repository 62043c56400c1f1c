package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v3"

	"heed/app/demo"
)

func demoPasswordFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "demo-password", Sources: cli.EnvVars("HEED_DEMO_PASSWORD"),
		Usage: "the password of the demo accounts; random and printed once when left out",
	}
}

func demoCommand() *cli.Command {
	return &cli.Command{
		Name:  "demo",
		Usage: "make the demo company",
		Flags: []cli.Flag{
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(), demoPasswordFlag(),
			&cli.BoolFlag{Name: "migrate", Sources: cli.EnvVars("HEED_MIGRATE"), Usage: "bring PostgreSQL's tables up to date first"},
		},
		Action: func(ctx context.Context, cmd *cli.Command) (err error) {
			p, err := open(ctx, cmd, cmd.Bool("migrate"))
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, p.close()) }()
			return makeDemo(ctx, cmd, p)
		},
	}
}

func makeDemo(ctx context.Context, cmd *cli.Command, p *process) error {
	made, err := demo.Make(p.context(ctx), demo.Tools{Journal: p.journal, Who: p.who, Hasher: p.desk.Hasher}, cmd.String("demo-password"))
	if err != nil {
		return fmt.Errorf("making the demo company: %w", err)
	}
	out := cmd.Root().Writer
	if made == nil {
		fmt.Fprintln(out, "The database is not empty: no demo company was made.")
		return nil
	}
	fmt.Fprintf(out, "Demo company %s: %d customers, %d requirements. Accounts:\n", made.Slug, made.Customers, made.Requirements)
	for _, a := range made.Accounts {
		fmt.Fprintf(out, "  %-30s %s\n", a.Email, a.Name)
	}
	if cmd.String("demo-password") == "" {
		fmt.Fprintf(out, "Password of all, shown this once: %s\n", made.Password)
	}
	return nil
}
