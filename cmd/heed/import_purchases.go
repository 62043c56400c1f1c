package main

import (
	"context"
	"io"
	"strings"

	"github.com/urfave/cli/v3"

	"heed/app/customers"
	"heed/app/purchases"
	"heed/rules/table"
)

func importPurchasesCommand() *cli.Command {
	return &cli.Command{
		Name: "purchases", Usage: "read purchases and their deliveries from a table", ArgsUsage: "FILE.csv",
		Description: "The first line names the columns: 订单号/ORDER_NO, 客户/CUSTOMER, 产品/PRODUCT, 金额/AMOUNT, 订购日期/ORDERED_ON,\n" +
			"承诺交付时间/PROMISED_DELIVERY, 交付时间/DELIVERED, 交付状态/STATE, 异常类型/EXCEPTION and so on; --column maps others,\n" +
			"COLUMN=IGNORE leaves one aside. The import can be repeated: an order is found by its number, and an empty cell\n" +
			"leaves what is there. Customers are known before. Rows with mistakes, or a file that breaks off, make it end with\n" +
			"an error.",
		Flags: []cli.Flag{
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(),
			&cli.StringFlag{Name: "company", Required: true, Usage: "the company's slug"},
			&cli.StringFlag{Name: "system", Usage: "the system that the customers' ids are of"},
			&cli.StringSliceFlag{Name: "column", Usage: "COLUMN=FIELD, e.g. Item=PRODUCT; repeat"},
			&cli.StringFlag{Name: "dates", Value: string(table.YearFirst), Usage: "how dates are written that have the year at the end: MDY or DMY"},
			&cli.BoolFlag{Name: "dry-run", Usage: "only check the file"},
		},
		Action: importPurchases,
	}
}

func importPurchases(ctx context.Context, cmd *cli.Command) error {
	var columns []purchases.ImportColumn
	if err := eachColumn(cmd.StringSlice("column"), func(column, field string) {
		columns = append(columns, purchases.ImportColumn{Name: column, Field: purchases.ImportField(field)})
	}); err != nil {
		return err
	}
	return importFile(ctx, cmd, func(ctx context.Context, p *process, file io.Reader) (customers.ImportResult, error) {
		return purchases.Import(ctx, p.Journal, file, purchases.ImportOptions{
			Columns: columns, System: cmd.String("system"), Dates: table.DateOrder(strings.ToUpper(cmd.String("dates"))),
			DryRun: cmd.Bool("dry-run"), Progress: progress(cmd),
		})
	})
}
