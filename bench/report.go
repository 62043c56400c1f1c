package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

// report writes the figures in Markdown.
func report(ctx context.Context, w io.Writer, s settings, st *store, results []result) error {
	var version string
	if err := st.admin.QueryRowContext(ctx, "SHOW server_version").Scan(&version); err != nil {
		return err
	}
	z := sizes[s.size]
	var b strings.Builder
	fmt.Fprintf(&b, "%d companies, %d customers, %d requirements. %s. PostgreSQL %s, %s, %d processors (%s). ",
		z.Companies, z.Customers, z.Requirements, time.Now().UTC().Format(time.DateOnly), version, runtime.Version(), runtime.NumCPU(), processor())
	fmt.Fprintf(&b, "%d connections, %d × %v each side, in turns.\n\n", s.children, s.rounds, s.seconds)
	b.WriteString("| Work | Side | Requests/s | p50 | p99 | Server CPU | Database CPU | Both | Statements | CPU against it | Requests/s against it |\n")
	b.WriteString("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, res := range results {
		for i, one := range res.sides {
			row(&b, res, i, one)
		}
	}
	for _, res := range results {
		if res.name == liveWork {
			fmt.Fprintf(&b, "\nOf the last work a request is a delivery: %d subscribers, %d × %d changes, one every %v. ", s.sockets, s.rounds, s.changes, between)
			b.WriteString("Its p50 and p99 are from asking for the change to the arrival of its frame.\n")
		}
	}
	b.WriteString("\nCPU in microseconds a request. \"Against it\" is Heed's figure divided by the line's.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func row(b *strings.Builder, res result, i int, s *side) {
	heed, name := res.sides[0], res.name
	if i > 0 {
		name = ""
	}
	db, against, rate := "–", "", ""
	if s.db > 0 {
		db = fmt.Sprintf("%.1f", s.each(s.db))
	}
	both := s.each(s.cpu + s.db)
	if i > 0 {
		against = fmt.Sprintf("**%.2f×**", heed.each(heed.cpu+heed.db)/both)
		rate = fmt.Sprintf("%.2f", heed.rate()/s.rate())
	}
	statements := fmt.Sprintf("%.1f", float64(s.statements)/float64(max(s.done(), 1)))
	if res.name == liveWork {
		statements, rate = "", ""
	}
	fmt.Fprintf(b, "| %s | %s | %.0f | %s | %s | %.1f | %s | %.1f | %s | %s | %s |\n", name, s.name, s.rate(),
		milliseconds(s.at(0.5)), milliseconds(s.at(0.99)), s.each(s.cpu), db, both, statements, against, rate)
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
}

// processor is the name of the machine's processor, as Linux tells it.
func processor() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}
