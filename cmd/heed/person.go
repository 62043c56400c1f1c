package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/urfave/cli/v3"

	"heed/app/customers"
	"heed/app/journal"
	"heed/app/surveys"
	"heed/ent"
	"heed/ent/contact"
	"heed/rules/typeid"
)

func personCommand() *cli.Command {
	flags := func() []cli.Flag {
		return []cli.Flag{
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(),
			&cli.StringFlag{Name: "company", Required: true, Usage: "the company's slug"},
			&cli.StringFlag{Name: "contact", Required: true, Usage: "the contact's id"},
			&cli.StringFlag{Name: "reason", Required: true, Usage: "what for; the company's journal keeps it"},
		}
	}
	return &cli.Command{
		Name:  "person",
		Usage: "give out or erase what is kept of a person, as the system",
		Commands: []*cli.Command{
			{Name: "export", Usage: "print all that is kept of a contact, as JSON", Flags: flags(), Action: exportPerson},
			{Name: "erase", Usage: "take out all that is kept of a contact; it cannot be undone", Flags: flags(), Action: erasePerson},
		},
	}
}

// onPerson opens what commands about a contact need, in the company's context.
func onPerson(ctx context.Context, cmd *cli.Command, work func(ctx context.Context, p *process, id typeid.ID) error) (err error) {
	p, err := openExisting(ctx, cmd)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	if ctx, err = p.in(ctx, cmd.String("company")); err != nil {
		return err
	}
	id := typeid.ID(cmd.String("contact"))
	there, err := p.db.Client.Contact.Query().Where(contact.ID(id)).Exist(ctx)
	if err != nil {
		return err
	}
	if !there {
		return fmt.Errorf("the company %s has no contact %q", cmd.String("company"), id)
	}
	return inWords(work(ctx, p, id))
}

func exportPerson(ctx context.Context, cmd *cli.Command) error {
	return onPerson(ctx, cmd, func(ctx context.Context, p *process, id typeid.ID) error {
		in := customers.ExportInput{ID: id, Reason: cmd.String("reason")}
		c, _, err := journal.Changed(ctx, p.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Contact, error) {
			return customers.ExportContact(ctx, tx, in)
		})
		if err != nil {
			return err
		}
		document, err := customers.Document(ctx, p.db.Client, c.Unwrap())
		if err != nil {
			return err
		}
		out := json.NewEncoder(cmd.Root().Writer)
		out.SetIndent("", "  ")
		return out.Encode(document)
	})
}

func erasePerson(ctx context.Context, cmd *cli.Command) error {
	return onPerson(ctx, cmd, func(ctx context.Context, p *process, id typeid.ID) error {
		_, err := p.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			c, err := tx.Contact.Get(ctx, id)
			if err != nil {
				return err
			}
			_, err = surveys.EraseContact(ctx, tx, customers.EraseInput{ID: id, ExpectedVersion: c.Version, Reason: cmd.String("reason")})
			return err
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.Root().Writer, "%s: nothing of the person is kept\n", id)
		return nil
	})
}
