package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// with runs a command with other data keys.
func (p *place) with(t *testing.T, keys string, args ...string) ran {
	t.Helper()
	line := append(append([]string{"heed"}, args...), "--data-dir", p.dir)
	if p.url != "" {
		line = append(line, "--database-url", p.url)
	}
	if keys != "" {
		line = append(line, "--data-key", keys)
	}
	var out, errs bytes.Buffer
	code := run(t.Context(), line, &out, &errs)
	return ran{code, out.String(), errs.String()}
}

// newKeyOfTheEmbedded changes the data key as docs/operations.md says.
func (p *place) newKeyOfTheEmbedded(t *testing.T) {
	t.Helper()
	r := p.with(t, "", "keys", "new").well(t)
	r.says(t, "k2 seals from the next start on")
	if !strings.Contains(r.errs, "Start heed serve again") {
		t.Errorf("nothing is said of the server that runs: %s", r.errs)
	}
	p.with(t, "", "keys", "status").well(t).says(t, "k2   0", "seals")
	p.with(t, "", "keys", "rotate").well(t).says(t, "sealed with k2: ", "k1   0", "nothing is sealed with it")
	p.with(t, "", "keys", "rotate").well(t).says(t, "sealed with k2: 0 values of persons, 0 signing keys")

	path := filepath.Join(p.dir, dataKeyFile)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	newest, _, _ := strings.Cut(string(text), "\n")
	if err := os.WriteFile(path, []byte(newest+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r = p.with(t, "", "keys", "status").well(t)
	if strings.Contains(r.out, "k1") || strings.Contains(r.out+r.errs, newest) {
		t.Errorf("without the old key: %s%s", r.out, r.errs)
	}
	s := p.serve(t, "")
	s.end(t)
}

// newKeyOfPostgres does so where the key is told.
func (p *place) newKeyOfPostgres(t *testing.T) {
	t.Helper()
	r := p.with(t, dataKey, "keys", "new").well(t)
	made := strings.TrimSpace(r.out)
	if !strings.HasPrefix(made, "k1:") {
		t.Fatalf("made %q", made)
	}
	p.with(t, "", "keys", "rotate").refused(t, "HEED_DATA_KEY is not set")
	p.with(t, made, "keys", "rotate").refused(t, "cannot be opened")
	p.with(t, made+","+dataKey, "keys", "status").well(t).says(t, "test  ", "seals")
	p.with(t, made+","+dataKey, "keys", "rotate").well(t).says(t, "sealed with k1: ", "nothing is sealed with it")
	r = p.with(t, made, "keys", "rotate").well(t)
	r.says(t, "sealed with k1: 0 values of persons")
	if strings.Contains(r.out, "test") {
		t.Errorf("the old key is still needed: %s", r.out)
	}
}
