package server_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/server/servertest"
)

// The log has a line for each operation and nothing that people wrote.
func TestLog(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	a := s.Do(t, s.Token(t, "management"), `mutation Secret($n: String!) { customerCreate(input: {name: $n, contacts: [{name: "周敏", phone: "13812345678"}]}) { cursor } }`, vars{"n": "晨光酒店"})
	text, err := json.Marshal(a.Log())
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Log()) != 1 || a.Log()[0].Values["field"] != "customerCreate" || a.Log()[0].Values["tenant"] != string(w.A.ID) {
		t.Errorf("%s", text)
	}
	for _, private := range []string{"晨光酒店", "周敏", "13812", "Secret", "management"} {
		if strings.Contains(string(text), private) {
			t.Errorf("the log has %q: %s", private, text)
		}
	}
}

// What is not executed has a line too, and a subscription has one when it ends;
// operations of one socket are told apart. No line has a word of the client's.
func TestLogOfTheRest(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	for name, test := range map[string]struct {
		document, message, code, key, is string
	}{
		"not parsed":  {`{ "geheim`, "operation", "PARSE_FAILED", "kind", "none"},
		"not valid":   {`{ geheim }`, "operation", "VALIDATION_FAILED", "kind", "none"},
		"no document": {``, "refused", "BAD_USER_INPUT", "status", "400"},
		"by HTTP":     {`subscription Geheim { statusChanged { cursor } }`, "refused", "BAD_USER_INPUT", "status", "400"},
	} {
		a := s.Do(t, token, test.document, nil)
		lines := a.Log()
		if len(lines) != 1 || lines[0].Message != test.message || lines[0].Values["code"] != test.code || lines[0].Values[test.key] != test.is {
			t.Errorf("%s: %+v", name, lines)
		}
		if strings.Contains(strings.ToLower(fmt.Sprint(lines, string(a.Body))), "geheim") {
			t.Errorf("%s: the client's word is repeated: %+v %s", name, lines, a.Body)
		}
	}
	c := s.Dial(t, token)
	for _, id := range []string{"1", "2"} {
		c.Subscribe(id, me, nil)
		for c.Next().Type != "complete" {
		}
	}
	c.Subscribe("3", liveQuery, nil)
	c.Event()
	c.Send(vars{"id": "3", "type": "complete"})
	var ended []servertest.Line
	for deadline := time.Now().Add(time.Minute); len(ended) == 0 && time.Now().Before(deadline); {
		s.Do(t, token, me, nil)
		ended = s.Logged("subscription ended", w.A)
	}
	if len(ended) != 1 || ended[0].Values["field"] != "statusChanged" || ended[0].Values["events"] != "1" || ended[0].Values["code"] != "ok" {
		t.Errorf("%+v", ended)
	}
	s.Do(t, token, me, nil)
	ids := map[string]bool{}
	var counts []int
	for _, line := range s.Logged("operation", w.A) {
		if line.Values["field"] == "viewer" {
			n, err := strconv.Atoi(line.Values["statements"])
			if ids[line.Values["requestId"]] || err != nil {
				t.Errorf("%+v, %v", line, err)
			}
			ids[line.Values["requestId"]], counts = true, append(counts, n)
		}
	}
	// Two by the socket, the others by HTTP: one of either may meet the company just forgotten.
	if len(counts) < 4 || slices.Min(counts[:2]) != slices.Min(counts[2:]) {
		t.Errorf("the same operation takes %v statements", counts)
	}
}
