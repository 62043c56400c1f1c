package graph

import (
	"fmt"
	"strings"
	"testing"
)

// state is an error of PostgreSQL.
type state string

func (s state) Error() string    { return "pq: " + string(s) }
func (s state) SQLState() string { return string(s) }

// What the database says of a value is a mistake of the client's; anything else is ours.
func TestErrorsOfTheDatabase(t *testing.T) {
	for code, want := range map[state]string{
		"22021": "BAD_USER_INPUT", "22P02": "BAD_USER_INPUT", "57014": "TIMEOUT", "23505": "INTERNAL",
	} {
		e := Present(t.Context(), fmt.Errorf("reading: %w", code))
		if e.Extensions["code"] != want || strings.Contains(e.Message, "pq") {
			t.Errorf("%s is %v: %s", code, e.Extensions["code"], e.Message)
		}
	}
}

// The log learns where a panic came from, the client does not.
func TestRecover(t *testing.T) {
	err := Recover(t.Context(), "broken")
	if !strings.Contains(err.Error(), "broken") || !strings.Contains(err.Error(), "errors_test.go") {
		t.Errorf("%v", err)
	}
	if e := Present(t.Context(), err); e.Extensions["code"] != "INTERNAL" || strings.Contains(e.Message, "broken") || strings.Contains(e.Message, "goroutine") {
		t.Errorf("%s", e.Message)
	}
}
