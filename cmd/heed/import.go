package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v3"

	"heed/app/customers"
)

func importCommand() *cli.Command {
	return &cli.Command{
		Name:  "import",
		Usage: "read records from files",
		Commands: []*cli.Command{{
			Name: "customers", Usage: "read customers from a table", ArgsUsage: "FILE.csv",
			Description: "The first line names the columns: 名称/NAME, 行业/INDUSTRY, 客户等级/TIER, 外部编号/EXTERNAL_ID and so on;\n" +
				"--column maps others, COLUMN=IGNORE leaves one aside. With an external id the import can be repeated: what is\n" +
				"there is changed, not doubled. Rows with mistakes, or a file that breaks off, make it end with an error.",
			Flags: []cli.Flag{
				databaseFlag(), roleFlag(), dataFlag(), keyFlag(),
				&cli.StringFlag{Name: "company", Required: true, Usage: "the company's slug"},
				&cli.StringFlag{Name: "system", Usage: "the system that the external ids are of, e.g. ZOHO_CRM"},
				&cli.StringSliceFlag{Name: "column", Usage: "COLUMN=FIELD, e.g. Company=NAME; repeat"},
				&cli.BoolFlag{Name: "dry-run", Usage: "only check the file"},
			},
			Action: importCustomers,
		}, importRequirementsCommand(), importPurchasesCommand(), importComplaintsCommand()},
	}
}

func importCustomers(ctx context.Context, cmd *cli.Command) error {
	columns, err := columnsOf(cmd.StringSlice("column"))
	if err != nil {
		return err
	}
	return importFile(ctx, cmd, func(ctx context.Context, p *process, file io.Reader) (customers.ImportResult, error) {
		return customers.Import(ctx, p.Journal, file, customers.ImportOptions{
			Columns: columns, System: cmd.String("system"), DryRun: cmd.Bool("dry-run"), Progress: progress(cmd),
		})
	})
}

// importFile lets the import read the file that the command names, in the name of the
// company's system, and tells what came of it.
func importFile(ctx context.Context, cmd *cli.Command, read func(context.Context, *process, io.Reader) (customers.ImportResult, error)) (err error) {
	if cmd.Args().Len() != 1 {
		return fmt.Errorf("import %s takes one FILE.csv; --help tells more", cmd.Name)
	}
	file, err := os.Open(cmd.Args().First())
	if err != nil {
		return fmt.Errorf("the table: %w", err)
	}
	defer func() { _ = file.Close() }()
	p, err := openExisting(ctx, cmd)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	if ctx, err = p.in(ctx, cmd.String("company")); err != nil {
		return err
	}
	result, err := read(ctx, p, file)
	return tell(cmd, result, err)
}

// progress shows how far an import is.
func progress(cmd *cli.Command) func(customers.Progress) {
	return func(now customers.Progress) {
		fmt.Fprintf(cmd.Root().ErrWriter, "\r%d rows: %d new, %d changed, %d as they were, %d with mistakes", now.Rows, now.Created, now.Updated, now.Unchanged, now.Failed)
	}
}

// tell shows the mistakes of an import and what became of its rows.
func tell(cmd *cli.Command, result customers.ImportResult, err error) error {
	out := cmd.Root().Writer
	fmt.Fprintln(cmd.Root().ErrWriter)
	for _, e := range result.Errors {
		column := ""
		if e.Column != nil {
			column = ", " + *e.Column
		}
		fmt.Fprintf(out, "line %d%s: %s\n", e.Line, column, e.Message)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d rows: %d new, %d changed, %d as they were, %d with mistakes\n", result.Rows, result.Created, result.Updated, result.Unchanged, result.Failed)
	return complete(result)
}

// complete is an error unless every row of the file was taken: who runs an
// import from a script looks at nothing but that.
func complete(result customers.ImportResult) error {
	switch {
	case result.Truncated:
		return errors.New("the file could not be read to its end")
	case result.Failed > 0:
		return fmt.Errorf("%d of %d rows were left out for their mistakes", result.Failed, result.Rows)
	default:
		return nil
	}
}

func columnsOf(given []string) ([]customers.Column, error) {
	var columns []customers.Column
	err := eachColumn(given, func(column, field string) {
		columns = append(columns, customers.Column{Name: column, Field: customers.Field(field)})
	})
	return columns, err
}

// eachColumn takes the pairs of --column apart.
func eachColumn(given []string, take func(column, field string)) error {
	for _, pair := range given {
		at := strings.LastIndex(pair, "=") // a column's name may have one
		if at < 0 {
			return fmt.Errorf("--column wants COLUMN=FIELD, not %q", pair)
		}
		take(pair[:at], pair[at+1:])
	}
	return nil
}
