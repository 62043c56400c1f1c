package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v3"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/companyslug"
	"heed/rules/typeid"
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
				databaseFlag(), roleFlag(), dataFlag(),
				&cli.StringFlag{Name: "company", Usage: "the slug of one company; all when left out"},
			},
			Action: verifyJournals,
		}},
	}
}

func verifyJournals(ctx context.Context, cmd *cli.Command) (err error) {
	if err := existing(cmd); err != nil {
		return err
	}
	db, err := openDatabase(ctx, cmd, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	ctx = viewer.WithNow(ctx, time.Now())
	companies, err := journals(ctx, db.Client, cmd.String("company"))
	if err != nil {
		return err
	}
	if len(companies) == 0 {
		fmt.Fprintln(cmd.Root().Writer, "no company is there, and no journal")
	}
	bad := 0
	for _, c := range companies {
		h, n, err := journal.VerifyHead(ctx, db.Client, c.id)
		var b *journal.Broken
		switch {
		case errors.As(err, &b):
			bad++
			fmt.Fprintf(cmd.Root().Writer, "%s: BROKEN at %v\n", c.name, b)
		case err != nil: // no reason to leave the others unread
			bad++
			fmt.Fprintf(cmd.Root().Writer, "%s: CANNOT BE READ: %v\n", c.name, err)
		default:
			fmt.Fprintf(cmd.Root().Writer, "%s: %d events, the chain holds; head %d %x\n", c.name, n, h.Position, h.Hash)
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d journals are broken or cannot be read", bad, len(companies))
	}
	return nil
}

// audited is a company whose journal is checked, by its slug.
type audited struct {
	id   typeid.ID
	name string
}

// journals are the companies with a journal or a slug, all or the one of the
// slug: what was taken out of one of the two lists is missed in the other.
func journals(ctx context.Context, client *ent.Client, slug string) ([]audited, error) {
	q := client.CompanySlug.Query().Order(companyslug.BySlug())
	if slug != "" {
		q.Where(companyslug.Slug(slug))
	}
	slugs, err := q.All(ctx)
	if err != nil {
		return nil, err
	}
	if slug != "" && len(slugs) == 0 {
		return nil, noCompany(slug)
	}
	all, named := []audited{}, map[typeid.ID]bool{}
	for _, s := range slugs {
		all, named[s.CompanyID] = append(all, audited{s.CompanyID, s.Slug}), true
	}
	if slug != "" {
		return all, nil
	}
	heads, err := client.CompanyHead.Query().Order(companyhead.ByCompanyID()).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, h := range heads {
		if !named[h.CompanyID] {
			all = append(all, audited{h.CompanyID, string(h.CompanyID)})
		}
	}
	return all, nil
}
