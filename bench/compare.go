package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// fetch sends a request and reads its answer.
func fetch(ctx context.Context, address string, r request) (_ []byte, err error) {
	method := http.MethodGet
	if r.body != nil {
		method = http.MethodPost
	}
	req, err := http.NewRequestWithContext(ctx, method, "http://"+address+r.path, bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if r.token != nil {
		req.Header.Set("Authorization", "Bearer "+*r.token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	b, err := io.ReadAll(resp.Body)
	if err == nil && (resp.StatusCode != http.StatusOK || bytes.Contains(b, []byte(`"errors":`))) {
		err = fmt.Errorf("%s: %s\nof %s", resp.Status, b, r.body)
	}
	return b, err
}

func fetchInto(ctx context.Context, address string, r request, v any) error {
	b, err := fetch(ctx, address, r)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// compared is how many tasks of a work are asked of both sides beforehand.
const compared = 25

// compare fails unless both sides answer a work's tasks with the same content.
func compare(ctx context.Context, w work, heed, raw *serving) error {
	for _, t := range w.tasks[:min(compared, len(w.tasks))] {
		want, err := fetch(ctx, heed.address, t.heed)
		if err != nil {
			return err
		}
		for i, r := range t.raw {
			got, err := fetch(ctx, raw.address, r)
			if err != nil {
				return err
			}
			if err := same(want, got); err != nil {
				return fmt.Errorf("%s: Heed and %s differ: %w", w.name, w.raws[i], err)
			}
		}
	}
	return nil
}

// same compares the data of two answers, of which cursors, the ids and instants of
// what was just made, and numbers given to it may differ. What Heed tells of the
// cost of its answer (extensions) raw does not.
func same(heed, raw []byte) error {
	var a, b struct{ Data any }
	if err := errors.Join(json.Unmarshal(heed, &a), json.Unmarshal(raw, &b)); err != nil {
		return err
	}
	if a.Data, b.Data = plain(a.Data, ""), plain(b.Data, ""); !reflect.DeepEqual(a, b) {
		x, _ := json.MarshalIndent(a.Data, "", " ")
		y, _ := json.MarshalIndent(b.Data, "", " ")
		return fmt.Errorf("\n%s", difference(string(x), string(y)))
	}
	return nil
}

// plain takes out what may differ; made is the field above that says that
// something was made or changed.
func plain(v any, made string) any {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			below := made
			if key == "requirementCreate" || key == "statusChanged" {
				below = key
			}
			_, text := value.(string)
			switch {
			case text && (key == "cursor" || key == "endCursor"), text && made != "" && (key == "id" || key == "number" || key == "occurredAt"):
				v[key] = "…"
			default:
				v[key] = plain(value, below)
			}
		}
	case []any:
		for i := range v {
			v[i] = plain(v[i], made)
		}
	}
	return v
}

// difference shows the first lines that differ.
func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			from, to := max(i-6, 0), i+6
			return "Heed:\n" + strings.Join(x[from:min(to, len(x))], "\n") + "\nraw:\n" + strings.Join(y[from:min(to, len(y))], "\n")
		}
	}
	return fmt.Sprintf("one answer has %d lines, the other %d", len(x), len(y))
}
