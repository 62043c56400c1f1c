package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v3"

	"heed/app/journal"
	"heed/ent/companyslug"
	"heed/rules/viewer"
)

func auditCommand() *cli.Command {
	return &cli.Command{
		Name:  "audit",
		Usage: "check the journals",
		Commands: []*cli.Command{{
			Name:  "verify",
			Usage: "check the hash chain of the journals and name the first broken event",
			Flags: []cli.Flag{
				databaseFlag(), roleFlag(), loginFlag(), dataFlag(),
				&cli.StringFlag{Name: "company", Usage: "the slug of one company; all when left out"},
			},
			Action: verifyJournals,
		}},
	}
}

func verifyJournals(ctx context.Context, cmd *cli.Command) (err error) {
	db, err := openDatabase(ctx, cmd, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	ctx = viewer.WithNow(ctx, time.Now())
	q := db.Client.CompanySlug.Query().Order(companyslug.BySlug())
	if slug := cmd.String("company"); slug != "" {
		q.Where(companyslug.Slug(slug))
	}
	companies, err := q.All(ctx)
	switch slug := cmd.String("company"); {
	case err != nil:
		return err
	case len(companies) > 0:
	case slug != "":
		return noCompany(slug)
	default:
		fmt.Fprintln(cmd.Root().Writer, "no company is there, and no journal")
	}
	broken := 0
	for _, c := range companies {
		n, err := journal.Verify(ctx, db.Client, c.CompanyID)
		var b *journal.Broken
		switch {
		case errors.As(err, &b):
			broken++
			fmt.Fprintf(cmd.Root().Writer, "%s: BROKEN at %v\n", c.Slug, b)
		case err != nil:
			return err
		default:
			fmt.Fprintf(cmd.Root().Writer, "%s: %d events, the chain holds\n", c.Slug, n)
		}
	}
	if broken > 0 {
		return fmt.Errorf("%d of %d journals are broken", broken, len(companies))
	}
	return nil
}
