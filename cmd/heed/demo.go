package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

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
		Usage: "make the demo company, or companies for measuring",
		Description: "Without --scale, a company with eight accounts and a year of work, in an empty database.\n" +
			"With --scale, e.g. --scale 100,100000,500000, as many companies with customers and requirements in equal\n" +
			"shares, on PostgreSQL: slugs scale-001 and so on, accounts admin@SLUG.example and management@SLUG.example,\n" +
			"password \"" + demo.ScalePassword + "\".",
		Flags: []cli.Flag{
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(), filesFlag(), demoPasswordFlag(),
			&cli.StringFlag{Name: "scale", Usage: "COMPANIES,CUSTOMERS,REQUIREMENTS to make for measuring, on PostgreSQL"},
			&cli.BoolFlag{Name: "migrate", Sources: cli.EnvVars("HEED_MIGRATE"), Usage: "bring PostgreSQL's tables up to date first"},
		},
		Action: func(ctx context.Context, cmd *cli.Command) (err error) {
			p, err := open(ctx, cmd, cmd.Bool("migrate"))
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, p.close()) }()
			if cmd.IsSet("scale") {
				return makeScale(ctx, cmd, p)
			}
			return makeDemo(ctx, cmd, p)
		},
	}
}

// makeDemo tells the accounts as soon as they work: who stops it while the year
// is being made is not locked out.
func makeDemo(ctx context.Context, cmd *cli.Command, p *process) error {
	out, given := cmd.Root().Writer, cmd.String("demo-password")
	if err := p.openFiles(ctx, cmd); err != nil {
		return err
	}
	tools := demo.Tools{Journal: p.Journal, Who: p.Who, Hasher: p.Desk.Hasher, Files: p.files}
	made, err := demo.Make(p.context(ctx), tools, given, func(made *demo.Made) {
		fmt.Fprintf(out, "Demo company %s. Accounts:\n", made.Slug)
		for _, a := range made.Accounts {
			fmt.Fprintf(out, "  %-30s %s\n", a.Email, a.Name)
		}
		if given == "" {
			fmt.Fprintf(out, "Password of all, shown this once: %s\n", made.Password)
		}
		fmt.Fprintln(out, "Making a year of work …")
	})
	if err != nil {
		return fmt.Errorf("making the demo company: %w", err)
	}
	if made == nil {
		fmt.Fprintln(out, "The database is not empty: no demo company was made.")
		return nil
	}
	fmt.Fprintf(out, "Made %d customers and %d requirements.\n", made.Customers, made.Requirements)
	return nil
}

func makeScale(ctx context.Context, cmd *cli.Command, p *process) error {
	size, err := sizeOf(cmd.String("scale"))
	if err != nil {
		return err
	}
	out := cmd.Root().Writer
	tools := demo.Tools{Journal: p.Journal, Who: p.Who, Hasher: p.Desk.Hasher}
	if err := demo.Scale(p.context(ctx), p.db, tools, size, func(line string) { fmt.Fprintln(out, line) }); err != nil {
		return fmt.Errorf("making companies: %w", err)
	}
	fmt.Fprintf(out, "Password of all accounts: %s\nRun VACUUM (ANALYZE) before measuring.\n", demo.ScalePassword)
	return nil
}

// sizeOf reads COMPANIES,CUSTOMERS,REQUIREMENTS.
func sizeOf(text string) (demo.Size, error) {
	var n [3]int
	parts := strings.Split(text, ",")
	if len(parts) != len(n) {
		return demo.Size{}, fmt.Errorf("--scale wants COMPANIES,CUSTOMERS,REQUIREMENTS, not %q", text)
	}
	for i, part := range parts {
		var err error
		if n[i], err = strconv.Atoi(strings.TrimSpace(part)); err != nil {
			return demo.Size{}, fmt.Errorf("--scale wants three numbers, not %q", text)
		}
	}
	return demo.Size{Companies: n[0], Customers: n[1], Requirements: n[2]}, nil
}
