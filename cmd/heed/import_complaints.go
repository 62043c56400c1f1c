package main

import (
	"context"
	"io"
	"strings"

	"github.com/urfave/cli/v3"

	"heed/app/complaints"
	"heed/app/customers"
	"heed/rules/table"
)

func importComplaintsCommand() *cli.Command {
	return &cli.Command{
		Name: "complaints", Usage: "read complaints of the past from a table, as facts", ArgsUsage: "FILE.csv",
		Description: "The first line names the columns: 投诉内容/CONTENT, 受理日期/RECEIVED, 渠道/CHANNEL, 产品/PRODUCT, 客户/CUSTOMER,\n" +
			"性质/NATURE, 处理结果/OUTCOME, 答复/RESPONSE, 是否及时/TIMELY, 是否有争议/DISPUTED, 外部编号/EXTERNAL_ID and so on;\n" +
			"--column maps others, COLUMN=IGNORE leaves one aside. What comes in is over: no clock, task or notice starts for it.\n" +
			"Who complained and whose customer it was may be unknown. The import can be repeated: a row is found by its external\n" +
			"id, without one by what stands in it. Rows with mistakes, or a file that breaks off, make it end with an error.",
		Flags: []cli.Flag{
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(),
			&cli.StringFlag{Name: "company", Required: true, Usage: "the company's slug"},
			&cli.StringFlag{Name: "system", Usage: "the system that the external ids and the customers' ids are of"},
			&cli.StringSliceFlag{Name: "column", Usage: "COLUMN=FIELD, e.g. Issue=CONTENT; repeat"},
			&cli.StringFlag{Name: "dates", Value: string(table.YearFirst), Usage: "how dates are written that have the year at the end: MDY or DMY"},
			&cli.BoolFlag{Name: "dry-run", Usage: "only check the file"},
		},
		Action: importComplaints,
	}
}

func importComplaints(ctx context.Context, cmd *cli.Command) error {
	var columns []complaints.ImportColumn
	if err := eachColumn(cmd.StringSlice("column"), func(column, field string) {
		columns = append(columns, complaints.ImportColumn{Name: column, Field: complaints.ImportField(field)})
	}); err != nil {
		return err
	}
	return importFile(ctx, cmd, func(ctx context.Context, p *process, file io.Reader) (customers.ImportResult, error) {
		return complaints.Import(ctx, p.Journal, file, complaints.ImportOptions{
			Columns: columns, System: cmd.String("system"), Dates: table.DateOrder(strings.ToUpper(cmd.String("dates"))),
			DryRun: cmd.Bool("dry-run"), Progress: progress(cmd),
		})
	})
}
