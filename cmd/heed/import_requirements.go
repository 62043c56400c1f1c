package main

import (
	"context"
	"io"
	"strings"

	"github.com/urfave/cli/v3"

	"heed/app/customers"
	"heed/app/requirements"
)

func importRequirementsCommand() *cli.Command {
	return &cli.Command{
		Name: "requirements", Usage: "read requirements of the past from a table, as facts", ArgsUsage: "FILE.csv",
		Description: "The first line names the columns: 标题/TITLE, 接收日期/RECEIVED, 客户/CUSTOMER, 转办日期/SENT, 答复日期/ANSWERED,\n" +
			"是否及时/TIMELY, 答复/RESPONSE, 外部编号/EXTERNAL_ID and so on; --column maps others, COLUMN=IGNORE leaves one aside.\n" +
			"What comes in is closed: no clock, task or notice starts for it. The import can be repeated: a row is found by its\n" +
			"external id, without one by what stands in it. Rows with mistakes, or a file that breaks off, make it end with an\n" +
			"error.",
		Flags: []cli.Flag{
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(),
			&cli.StringFlag{Name: "company", Required: true, Usage: "the company's slug"},
			&cli.StringFlag{Name: "system", Usage: "the system that the external ids and the customers' ids are of"},
			&cli.StringSliceFlag{Name: "column", Usage: "COLUMN=FIELD, e.g. Issue=TITLE; repeat"},
			&cli.StringFlag{Name: "dates", Value: string(requirements.YearFirst), Usage: "how dates are written that have the year at the end: MDY or DMY"},
			&cli.BoolFlag{Name: "dry-run", Usage: "only check the file"},
		},
		Action: importRequirements,
	}
}

func importRequirements(ctx context.Context, cmd *cli.Command) error {
	var columns []requirements.HistoryColumn
	if err := eachColumn(cmd.StringSlice("column"), func(column, field string) {
		columns = append(columns, requirements.HistoryColumn{Name: column, Field: requirements.HistoryField(field)})
	}); err != nil {
		return err
	}
	return importFile(ctx, cmd, func(ctx context.Context, p *process, file io.Reader) (customers.ImportResult, error) {
		return requirements.ImportHistory(ctx, p.Journal, file, requirements.HistoryOptions{
			Columns: columns, System: cmd.String("system"), Dates: requirements.DateOrder(strings.ToUpper(cmd.String("dates"))),
			DryRun: cmd.Bool("dry-run"), Progress: progress(cmd),
		})
	})
}
