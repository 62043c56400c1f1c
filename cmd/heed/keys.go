package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v3"

	"heed/app/personal"
	"heed/ent/database"
	"heed/ent/vault"
	"heed/rules/viewer"
)

func keysCommand() *cli.Command {
	return &cli.Command{
		Name:  "keys",
		Usage: "change the data key",
		Description: "1. heed keys new     a new key; with the embedded database it is put in front in data.key\n" +
			"2. give it to all processes (docs/operations.md tells in which order), and start them again\n" +
			"3. heed keys rotate  seals everything with the first key; it may run while Heed serves\n" +
			"4. heed keys status  tells which keys nothing needs any more",
		Commands: []*cli.Command{
			{
				Name: "new", Usage: "make a key: in front of those of data.key, or, with PostgreSQL or HEED_DATA_KEY, on standard output",
				Flags:  []cli.Flag{databaseFlag(), dataFlag(), keyFlag()},
				Action: newKey,
			},
			{
				Name: "rotate", Usage: "seal with the first key what was sealed with another",
				Description: "It takes short transactions and may be broken off and run again. All processes must have all the keys.",
				Flags:       []cli.Flag{databaseFlag(), roleFlag(), dataFlag(), keyFlag()},
				Action:      rotateKeys,
			},
			{
				Name: "status", Usage: "tell how much is sealed with which key",
				Flags:  []cli.Flag{databaseFlag(), roleFlag(), dataFlag(), keyFlag()},
				Action: keyStatus,
			},
		},
	}
}

func newKey(_ context.Context, cmd *cli.Command) error {
	out, errs := cmd.Root().Writer, cmd.Root().ErrWriter
	text := cmd.String("data-key")
	if text == "" && !database.IsPostgres(cmd.String("database-url")) {
		return newKeyInFile(cmd, filepath.Join(cmd.String("data-dir"), dataKeyFile))
	}
	var have *vault.Keys
	if text != "" {
		var err error
		if have, err = vault.ParseKeys(text); err != nil {
			return err
		}
	}
	made, err := vault.NewKey(have)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, made)
	if have != nil {
		fmt.Fprintln(errs, "Add it at the end of HEED_DATA_KEY on all replicas, then move it to the front on all, then run: heed keys rotate")
	}
	return nil
}

// newKeyInFile puts a key in front of the file's; where there is no file it is
// the first.
func newKeyInFile(cmd *cli.Command, path string) error {
	keys, err := vault.AddKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fmt.Errorf("the data directory: %w", err)
		}
		keys, err = vault.LoadOrCreate(path)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.Root().Writer, "%s: %s seals from the next start on\n", path, keys.Current())
	if len(keys.IDs()) > 1 {
		fmt.Fprintln(cmd.Root().ErrWriter, "Start heed serve again, so that it seals with the new key, then run: heed keys rotate")
	}
	return nil
}

func rotateKeys(ctx context.Context, cmd *cli.Command) (err error) {
	ctx, db, keys, err := openSealed(ctx, cmd)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	errs := cmd.Root().ErrWriter
	done, err := personal.Reseal(ctx, db.Client, keys, func(now personal.Resealed) {
		fmt.Fprintf(errs, "\r%d values sealed anew", now.Values+now.Secrets)
	})
	fmt.Fprintln(errs)
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.Root().Writer, "sealed with %s: %d values of persons, %d signing keys\n", keys.Current(), done.Values, done.Secrets)
	if err := printHoldings(ctx, cmd.Root().Writer, db, keys); err != nil {
		return err
	}
	if done.Lost > 0 {
		return fmt.Errorf("%d values cannot be opened: the key they were sealed with is not here, or they are damaged", done.Lost)
	}
	return nil
}

func keyStatus(ctx context.Context, cmd *cli.Command) (err error) {
	ctx, db, keys, err := openSealed(ctx, cmd)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return printHoldings(ctx, cmd.Root().Writer, db, keys)
}

// openSealed opens the database and the keys, without starting anything.
func openSealed(ctx context.Context, cmd *cli.Command) (context.Context, *database.DB, *vault.Keys, error) {
	if err := existing(cmd); err != nil {
		return nil, nil, nil, err
	}
	keys, err := dataKeys(cmd)
	if err != nil {
		return nil, nil, nil, err
	}
	db, err := openDatabase(ctx, cmd, false)
	if err != nil {
		return nil, nil, nil, err
	}
	return viewer.WithNow(vault.With(ctx, keys), time.Now()), db, keys, nil
}

// printHoldings tells how much is sealed with which key: those of the ring, in
// their order, then those that are missing.
func printHoldings(ctx context.Context, out io.Writer, db *database.DB, keys *vault.Keys) error {
	all, err := personal.Holdings(ctx, db.Client)
	if err != nil {
		return err
	}
	ids := keys.IDs()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "key\tvalues of persons\tsigning keys\t")
	for i, id := range ids {
		h, note := all[id], ""
		switch {
		case i == 0:
			note = "seals"
		case id == "":
			id, note = "?", "damaged"
		case i >= len(keys.IDs()):
			note = "NOT HERE: what it sealed cannot be opened"
		case h == personal.Holding{}:
			note = "nothing is sealed with it"
		}
		fmt.Fprintf(t, "%s\t%d\t%d\t%s\n", id, h.Values, h.Secrets, note)
	}
	return t.Flush()
}
