package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"heed/app/exchange"
	"heed/app/requirements"
	"heed/app/sessions"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// What becomes of a file of the ledger.
const (
	fetched   = iota
	broken    // off, in the middle
	unfetched // nobody fetches it
)

// exports plans the files of the ledger that were asked for in the last weeks.
func (w *world) exports(now time.Time) []*step {
	var all []*step
	for i, x := range []struct {
		who    string
		days   int
		format flow.ExportFormat
		filter *requirements.Filter
		end    int
	}{
		{management, 30, flow.ExportXLSX, nil, fetched},
		{management, 23, flow.ExportCSV, &requirements.Filter{States: []flow.RequirementState{flow.RequirementClosed}}, fetched},
		{management, 16, flow.ExportCSV, nil, broken},
		{management, 16, flow.ExportXLSX, nil, fetched},
		{management, 9, flow.ExportCSV, nil, broken},
		{management, 2, flow.ExportXLSX, &requirements.Filter{Overdue: new(true)}, unfetched},
		{management, 1, flow.ExportCSV, nil, unfetched},
	} {
		at := now.AddDate(0, 0, -x.days).Add(-time.Duration(i) * 20 * time.Minute)
		all = append(all, &step{at: at, who: x.who, act: "export the ledger", alone: func(ctx context.Context) error {
			return w.export(ctx, exchange.LedgerInput{Format: x.format, Filter: x.filter}, x.end)
		}})
	}
	return until(all, now)
}

// export asks for a file of the ledger, and fetches it.
func (w *world) export(ctx context.Context, in exchange.LedgerInput, end int) error {
	asked, _, err := exchange.CreateLedger(ctx, w.Journal, in)
	if err != nil || end == unfetched {
		return err
	}
	link, err := exchange.LedgerLink(ctx, w.Journal.Client(), asked)
	if err != nil {
		return err
	}
	asker, export, err := exchange.OpenLedger(ctx, &sessions.Desk{Journal: w.Journal, Hasher: w.Hasher}, w.Who, strings.TrimPrefix(link, "/ledger/"))
	if err != nil {
		return err
	}
	now := func() time.Time { return viewer.Now(asker) }
	if end == fetched {
		return exchange.WriteLedger(asker, w.Journal, export, io.Discard, now)
	}
	if err := exchange.WriteLedger(asker, w.Journal, export, gone{}, now); !errors.Is(err, errGone) {
		return fmt.Errorf("demo: an export to nobody: %w", err)
	}
	return nil
}

// gone is a reader who has hung up.
type gone struct{}

var errGone = errors.New("the reader has hung up")

func (gone) Write([]byte) (int, error) { return 0, errGone }
