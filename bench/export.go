package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	exportWork = "export of the ledger"
	exportRows = 100_000
)

// exports has the largest company fetch its ledger of a hundred thousand rows in each
// form, and tells how long that took and the most memory that Heed's process held.
func (r *runner) exports(ctx context.Context) (string, error) {
	c := r.sample.companies[0]
	if err := r.sample.signIn(r.heed); err != nil {
		return "", err
	}
	// The rows that are missing are copies of one, which has all that rows have.
	_, err := r.sample.db.ExecContext(ctx, `INSERT INTO requirements SELECT copies.*
		FROM (SELECT to_jsonb(q) AS row FROM requirements q WHERE q.tenant_id = $1 AND q.state = 'CLOSED' ORDER BY q.id LIMIT 1) one,
			generate_series((SELECT count(*) FROM requirements q WHERE q.tenant_id = $1) + 1, $2) n,
			jsonb_populate_record(NULL::requirements,
				one.row || jsonb_build_object('id', 'req_' || lpad(n::text, 26, '0'), 'number', 'COPY-' || n)) copies`, c.id, exportRows)
	if err != nil {
		return "", fmt.Errorf("copying requirements: %w", err)
	}
	var b strings.Builder
	for _, format := range []string{"CSV", "XLSX"} {
		before, err := resident(r.heed.cmd.Process.Pid, true)
		if err != nil {
			return "", err
		}
		began := time.Now()
		size, err := fetchLedger(ctx, r.heed.address, c.token, format)
		if err != nil {
			return "", err
		}
		took := time.Since(began)
		peak, err := resident(r.heed.cmd.Process.Pid, false)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "\n%s, %d rows as %s: %v, %d MiB; the process held %d MiB before and %d MiB at most.\n",
			exportWork, exportRows, format, took.Round(time.Millisecond), size>>20, before>>20, peak>>20)
	}
	return b.String(), nil
}

// fetchLedger asks for the ledger and reads it to its end.
func fetchLedger(ctx context.Context, address, token, format string) (int64, error) {
	body, err := json.Marshal(map[string]any{
		"query":     `mutation($in: RequirementLedgerExportInput!) { requirementLedgerExport(input: $in) { url } }`,
		"variables": map[string]any{"in": map[string]any{"format": format}},
	})
	if err != nil {
		return 0, err
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/graphql", bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	ask.Header.Set("Content-Type", "application/json")
	ask.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	var made struct {
		Data struct {
			Export struct {
				URL string `json:"url"`
			} `json:"requirementLedgerExport"`
		} `json:"data"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&made); err != nil {
		return 0, err
	}
	if made.Data.Export.URL == "" {
		return 0, errors.New("no link to the ledger was given")
	}
	get, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+made.Data.Export.URL, http.NoBody)
	if err != nil {
		return 0, err
	}
	file, err := http.DefaultClient.Do(get)
	if err != nil {
		return 0, err
	}
	defer func() { _ = file.Body.Close() }()
	if file.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("the ledger is %s", file.Status)
	}
	return io.Copy(io.Discard, file.Body)
}

// resident is the most memory that a process has held since it was asked anew, where the
// system tells.
func resident(pid int, anew bool) (int64, error) {
	place := "/proc/" + strconv.Itoa(pid)
	if anew {
		if err := os.WriteFile(place+"/clear_refs", []byte("5"), 0o200); err != nil {
			return 0, err
		}
	}
	status, err := os.ReadFile(place + "/status") //nolint:gosec // G304: of a process of ours
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kib << 10, err
		}
	}
	return 0, errors.New("the system does not tell how much memory a process holds")
}
