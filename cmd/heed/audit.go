package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v3"

	"heed/app/journal"
	"heed/ent/companyslug"
)

func auditCommand() *cli.Command {
	return &cli.Command{
		Name:  "audit",
		Usage: "check the journals",
		Commands: []*cli.Command{{
			Name:  "verify",
			Usage: "check the hash chain of the journals and name the first broken event",
			Flags: []cli.Flag{
				databaseFlag(), roleFlag(), loginFlag(), dataFlag(), keyFlag(),
				&cli.StringFlag{Name: "company", Usage: "the slug of one company; all when left out"},
			},
			Action: verifyJournals,
		}},
	}
}

func verifyJournals(ctx context.Context, cmd *cli.Command) (err error) {
	p, err := open(ctx, cmd, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	ctx = p.context(ctx)
	q := p.db.Client.CompanySlug.Query().Order(companyslug.BySlug())
	if slug := cmd.String("company"); slug != "" {
		q.Where(companyslug.Slug(slug))
	}
	companies, err := q.All(ctx)
	if err != nil {
		return err
	}
	if len(companies) == 0 {
		return fmt.Errorf("no company has this slug")
	}
	broken := 0
	for _, c := range companies {
		n, err := journal.Verify(ctx, p.db.Client, c.CompanyID)
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
