package customers_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/journal"
	"heed/rules/fault"
)

// A quotation mark that is never closed takes in the rest of the file: that is told.
func TestImportOfAFileThatIsCutOff(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		file := "name,address\na,b\nc,\"d\ne,f\ng,h\n"
		for _, dry := range []bool{true, false} {
			r, err := customers.Import(w.As("management"), w.Journal, strings.NewReader(file), customers.ImportOptions{DryRun: dry})
			if err != nil || counts(r) != "2 rows: 1 created, 0 updated, 0 unchanged, 1 failed" || !r.Truncated {
				t.Fatalf("%s, %v, %v", counts(r), r.Truncated, err)
			}
			if e := r.Errors[0]; e.Line != 3 || *e.Column != "address" || e.Message != "从该行开始的引号没有闭合，其后的内容未导入。" {
				t.Errorf("told %+v", e)
			}
		}
		whole, err := customers.Import(w.As("management"), w.Journal, strings.NewReader(strings.ReplaceAll(file, "\"", "")), customers.ImportOptions{})
		if err != nil || whole.Truncated || whole.Rows != 4 {
			t.Errorf("%s, %v, %v", counts(whole), whole.Truncated, err)
		}
	})
}

func TestImportThatBreaksOff(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.As("management")
	gone := errors.New("gone")
	var file strings.Builder
	file.WriteString("name\n")
	for i := range 250 {
		fmt.Fprintf(&file, "customer %d\n", i)
	}
	r, err := customers.Import(ctx, w.Journal, io.MultiReader(strings.NewReader(file.String()), iotest.ErrReader(gone)), customers.ImportOptions{})
	if !errors.Is(err, gone) || r.Created != 200 || r.Cursor == nil {
		t.Errorf("%s, %v", counts(r), err)
	}
	r, err = customers.Import(ctx, w.Journal, strings.NewReader(file.String()+"\"\n"+strings.Repeat("x\n", 200_000)), customers.ImportOptions{})
	if err != nil || counts(r) != "251 rows: 50 created, 0 updated, 200 unchanged, 1 failed" || r.Errors[0].Line != 252 {
		t.Errorf("%s, %v, %v", counts(r), r.Errors, err)
	}
	// A stream that cannot be read twice stops at the limit.
	r, err = customers.Import(ctx, w.Journal, iotest.OneByteReader(strings.NewReader(file.String())), customers.ImportOptions{MaxRows: 249})
	if fault.From(err).Key != "import.too_many_rows" || r.Rows != 200 {
		t.Errorf("%s, %v", counts(r), err)
	}
}

// rows makes a file of many rows as it is read.
func rows(n int) io.Reader {
	out, in := io.Pipe()
	go func() {
		fmt.Fprintln(in, "external id,name,address,note")
		for i := range n {
			fmt.Fprintf(in, "C-%d,客户 %d,\"上海市 %d %s\",%s\n", i, i, i, strings.Repeat("路", 250), strings.Repeat("注", 100))
		}
		in.Close()
	}()
	return out
}

func TestImportOfAnyLengthInLittleMemory(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	const n = 20_000
	for _, c := range []struct {
		dry  bool
		most uint64 // bytes for a customer
	}{{true, 500}, {false, 800}} {
		// What is alive after each tenth of the file, beyond the journal's feed and the database's own caches.
		var heap []uint64
		in := customers.ImportOptions{System: "S", DryRun: c.dry, Progress: func(p customers.Progress) {
			if p.Rows%(n/10) == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				heap = append(heap, m.HeapAlloc)
			}
		}}
		r, err := customers.Import(w.As("management"), w.Journal, rows(n), in)
		if err != nil || r.Created != n || r.Failed != 0 {
			t.Fatalf("%s, %v", counts(r), err)
		}
		if first, most := heap[0], slices.Max(heap); most > first+n*c.most {
			t.Errorf("dry %v: the heap grew from %d to %d bytes", c.dry, first, most)
		}
	}
}

// A customer of an earlier lot is found again, in a dry run too.
func TestImportOfSeveralLots(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var file strings.Builder
		file.WriteString("name,contact,phone,tier\n")
		for i := range 650 {
			fmt.Fprintf(&file, "customer %d,Ann,1380000%04d,%s\n", i%300, i%300, []string{"KEY", "ORDINARY"}[i/600])
		}
		ctx := w.As("management")
		dry, err := customers.Import(ctx, w.Journal, strings.NewReader(file.String()), customers.ImportOptions{DryRun: true})
		if err != nil {
			t.Fatal(err)
		}
		real, err := customers.Import(ctx, w.Journal, strings.NewReader(file.String()), customers.ImportOptions{MaxRows: 650})
		if err != nil {
			t.Fatal(err)
		}
		const want = "650 rows: 300 created, 50 updated, 300 unchanged, 0 failed"
		if counts(real) != want || counts(dry) != want {
			t.Errorf("%s; the dry run: %s; want %s", counts(real), counts(dry), want)
		}
		events := w.A.Events(t)
		if e := events[len(events)-1]; e.Type != "import.progressed" || *real.Cursor != journal.CursorAt(w.A.ID, e.Position) {
			t.Errorf("the cursor is not at the last event, %+v", e)
		}
	})
}
