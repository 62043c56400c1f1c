package main

import (
	"testing"

	"heed/app/customers"
)

func TestComplete(t *testing.T) {
	for _, c := range []struct {
		result customers.ImportResult
		want   string
	}{
		{customers.ImportResult{Rows: 2, Created: 1, Unchanged: 1}, ""},
		{customers.ImportResult{Rows: 2, Created: 1, Failed: 1}, "1 of 2 rows were left out for their mistakes"},
		{customers.ImportResult{Rows: 2, Failed: 1, Truncated: true}, "the file could not be read to its end"},
		{customers.ImportResult{Rows: 2, Failed: 1, DryRun: true}, "1 of 2 rows were left out for their mistakes"},
	} {
		got := ""
		if err := complete(c.result); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.result, got, c.want)
		}
	}
}
