package exchange_test

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/exchange"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

func ask(ctx context.Context, w *apptest.World, format flow.ExportFormat) (*ent.LedgerExport, error) {
	export, _, err := exchange.CreateLedger(ctx, w.Journal, exchange.LedgerInput{Format: format})
	return export, err
}

// slow is a reader at the end of a slow line, who may hang up.
type slow struct {
	clock *apptest.Clock
	err   error
}

func (s slow) Write(p []byte) (int, error) {
	s.clock.Advance(10 * time.Minute)
	return len(p), s.err
}

// An export ends when it ends, not when it began.
func TestLedgerEnds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		broken := errors.New("the reader has hung up")
		for _, c := range []struct {
			err  error
			want flow.ExportState
		}{{nil, flow.ExportDone}, {broken, flow.ExportFailed}} {
			ctx, begun := w.As("management"), w.Clock.Now()
			export, err := ask(ctx, w, flow.ExportCSV)
			if err != nil {
				t.Fatal(err)
			}
			if err := exchange.WriteLedger(ctx, w.Journal, export, slow{w.Clock, c.err}, w.Clock.Now); !errors.Is(err, c.err) {
				t.Fatal(err)
			}
			is := w.Client.LedgerExport.GetX(w.A.System(), export.ID)
			if is.State != c.want || is.EndedAt == nil || !is.EndedAt.Equal(w.Clock.Now()) || !is.EndedAt.After(begun) || !is.CreatedAt.Equal(begun) {
				t.Errorf("it is %v, begun %s, now %s", is, begun, w.Clock.Now())
			}
		}
	})
}

// A member may ask for twenty links an hour; what is refused uses none up.
func TestLedgersAreLimited(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for range 21 {
			if _, err := ask(w.As("management"), w, "PDF"); !errors.Is(err, fault.Input("format", "input.unknown_key")) {
				t.Fatal(err)
			}
			if _, err := ask(w.As("staff"), w, flow.ExportCSV); fault.CodeOf(err) != fault.CodeForbidden {
				t.Fatal(err)
			}
		}
		for range 20 {
			if _, err := ask(w.As("management"), w, flow.ExportCSV); err != nil {
				t.Fatal(err)
			}
		}
		before := w.Count(t)
		if _, err := ask(w.As("management"), w, flow.ExportCSV); fault.CodeOf(err) != fault.CodeRateLimited {
			t.Errorf("one too many: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("rows were %v, are %v", before, after)
		}
		if _, err := ask(w.As("head.service"), w, flow.ExportCSV); err != nil {
			t.Errorf("another member: %v", err)
		}
		w.Clock.Advance(time.Hour)
		if _, err := ask(w.As("management"), w, flow.ExportCSV); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}
