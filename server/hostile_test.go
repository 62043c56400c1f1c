package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/graph"
	"heed/server"
	"heed/server/servertest"
)

// secret stands in every hostile document; no answer repeats it.
const secret = "geheim"

// hostile is an operation that is meant to do harm, and what becomes of it.
type hostile struct {
	name, document string
	code           string
}

func repeated(text string, n int) string { return strings.Repeat(text, n) }

func series(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// spreading is a document of fragments each of which spreads the next one twice.
func spreading(head, on, each, last string, levels int) string {
	for i := range levels {
		head += fmt.Sprintf(" fragment F%d on %s { %s }", i, on, strings.ReplaceAll(each, "NEXT", fmt.Sprint("...F", i+1)))
	}
	return head + fmt.Sprintf(" fragment F%d on %s { %s }", levels, on, last)
}

// chain is a document of fragments each of which spreads the next one.
func chain(links int, last string) string {
	return spreading("{ departments { edges { node { ...F0 } } } }", "Department", "... { NEXT }", last, links)
}

// hostiles are the operations that are known to end or to stop servers like
// this one.
func hostiles() []hostile {
	const tooMuch = "COST_EXCEEDED"
	typeOf := func(levels int) string {
		return `{ __schema { types { ` + repeated("fields { type { ", levels) + "name" + repeated(" } }", levels) + " } } }"
	}
	all := []hostile{
		{"nested lists", `{ node(id: ` + repeated("[", 30_000) + `"geheim"` + repeated("]", 30_000) + `) { id } }`, tooMuch},
		{"nested lists that stay open", `{ geheim(id: ` + repeated("[", 60_000), tooMuch},
		{"nested objects", `{ node(id: ` + repeated("{a: ", 5_000) + `"geheim"` + repeated("}", 5_000) + `) { id } }`, tooMuch},
		{"nested types", `query($geheim: ` + repeated("[", 30_000) + "ID" + repeated("]", 30_000) + `) { node(id: $geheim) { id } }`, tooMuch},
		{"nested fields", "{ " + repeated("geheim { ", 5_000) + "id" + repeated(" }", 5_000) + " }", tooMuch},
		{"nested fragments without a name", "{ " + repeated("... { ", 6_000) + "geheim" + repeated(" }", 6_000) + " }", tooMuch},
		{"8,000 of a field", "{ geheim " + repeated("__typename ", 5_000) + "}", tooMuch},
		{"1,400 of a field", "{ departments { edges { node { geheim " + repeated("id ", 1400) + "} } } }", tooMuch},
		{"1,400 of a field at the root", "{ geheim " + repeated("__typename ", 1400) + "}", tooMuch},
		{"460 of a field with a field", "{ departments { edges { node { geheim " + repeated("parent { id } ", 360) + "} } } }", tooMuch},
		{"460 spreads of a fragment", "{ departments { edges { node { geheim " + repeated("...A ", 460) + "} } } } fragment A on Department { id }", tooMuch},
		{"a field in 1,000 fragments without a name", "{ departments { edges { node { geheim " + repeated("... { id } ", 290) + "} } } }", tooMuch},
		{"18 doubling fragments", spreading("{ geheim ...F0 }", "Query", "NEXT NEXT", "__typename", 18), tooMuch},
		{"40 doubling fragments", spreading("mutation { geheim ...F0 }", "Mutation", "NEXT NEXT", "__typename", 40), tooMuch},
		{"doubling schemas", spreading("{ geheim ...F0 }", "Query", "NEXT NEXT", "__schema { description }", 40), tooMuch},
		{"doubling parents", spreading("{ departments { edges { node { geheim ...F0 } } } }", "Department", "a: parent { NEXT } b: parent { NEXT }", "id", 14), tooMuch},
		{"doubling without an operation that spreads", spreading("{ geheim }", "Query", "NEXT NEXT", "__typename", 40), tooMuch},
		{"a fragment that spreads itself", "{ geheim ...A } fragment A on Query { ...A }", "VALIDATION_FAILED"},
		{"fragments that spread each other", "{ geheim ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "VALIDATION_FAILED"},
		{"101 aliases", "{ departments { edges { node { geheim " + series("a%d: name ", 101) + "} } } }", tooMuch},
		{"signing in by 100 aliases", "mutation { " + series(`a%d: sessionCreate(input: {email: "geheim", password: "geheim"}) { session { expiresAt } } `, 60) + "}", tooMuch},
		{"signing in by 20 aliases", "mutation { " + series(`a%d: sessionCreate(input: {email: "geheim", password: "geheim"}) { session { expiresAt } } `, 20) + "}", "BAD_USER_INPUT"},
		{"500 fields of the root", "{ geheim " + repeated("viewer { mustChangePassword } ", 300) + "}", tooMuch},
		{"1,000 directives", "{ geheim " + repeated("@a", 700) + "}", tooMuch},
		{"100 operations", series("query Geheim%d { geheim }", 100), tooMuch},
		{"200 fragments", "{ geheim }" + series("fragment F%d on Query { geheim }", 200), tooMuch},
		{"introspection in a circle", typeOf(9), tooMuch},
		{"introspection in a small circle", typeOf(4), "VALIDATION_FAILED"},
		{"13 descriptions of everything", "{ __schema { " + series("geheim%d: types { fields { type { "+repeated("ofType { ", 9)+"name"+repeated(" }", 9)+" } } } ", 13) + "} }", tooMuch},
		{"1,400 unknown fields", "{ departments { edges { node { " + series("geheim%d ", 1400) + "} } } }", "VALIDATION_FAILED"},
		{"1,400 unknown arguments", "{ departments(" + series("geheim%d: 1 ", 480) + ") { totalCount } }", "VALIDATION_FAILED"},
		{"300 unknown variables", "query(" + series("$geheim%d: Geheim ", 300) + ") { departments { totalCount } }", "VALIDATION_FAILED"},
		{"a name of 60 kB", "{ " + repeated(secret, 10_000) + " }", tooMuch},
		{"a text of 60 kB", `{ node(id: "` + repeated(secret, 10_000) + `") { id } }`, "NOT_FOUND"},
		{"a document of 70 kB", "{ " + repeated("# geheim\n", 8_000) + "}", "PAYLOAD_TOO_LARGE"},
		{"a comment of 60 kB", "{ geheim } #" + repeated(secret, 10_000), "VALIDATION_FAILED"},
		{"10,000 comments", "{ geheim " + repeated("#\n", 20_000) + "}", tooMuch},
		// What just passes the guard: validation works as hard as it ever can.
		{"a chain of fragments", chain(95, repeated("... { ", 4)+"geheim "+repeated("id ", 32)+repeated("} ", 4)), "VALIDATION_FAILED"},
		{"a chain of some fragments", chain(23, repeated("... { ", 4)+"geheim "+repeated("id ", 62)+repeated("} ", 4)), "VALIDATION_FAILED"},
		{"a chain of fragments that repeat more", chain(95, repeated("... { ", 35)+"geheim "+repeated("id ", 60)+repeated("} ", 35)), tooMuch},
		{"braces in braces", "{ departments { edges { node { " + repeated("... { ", 4) + "geheim " + repeated("id ", 60) + repeated("} ", 4) + "} } } }", "VALIDATION_FAILED"},
		{"braces in braces at every level", "{ departments { edges { node { " + repeated(repeated("... { ", 4)+"parent { ", 15) + "geheim id " + repeated(repeated("} ", 4)+"} ", 15) + "} } } }", "VALIDATION_FAILED"},
		{"60 of a field with fields", "{ departments { edges { node { geheim " + repeated("parent { id name path: name } ", 28) + "} } } }", "VALIDATION_FAILED"},
		{"38 spreads of as many fragments", "{ departments { edges { node { geheim " + series("...F%d ", 38) + "} } } }" + series(" fragment F%d on Department { id }", 38), "VALIDATION_FAILED"},
		{"ten operations of everything", series("query Q%d { departments { edges { node { ...F } } } } ", 10) + "fragment F on Department { geheim " + series("p%d: parent { id name } ", 30) + "}", "VALIDATION_FAILED"},
		{"200 variables, used 200 times", "query(" + series("$a%d: ID ", 150) + ") { departments { edges { node { geheim(a: [" + series("$a%d ", 150) + repeated("$a149 ", 150) + "]) } } } }", "VALIDATION_FAILED"},
		{"pages in pages", `{ customers(first: 100) { edges { node { requirements(first: 100) { edges { node { customer { requirements(first: 100) { edges { node { id } } } } } } } } } } }`, tooMuch},
	}
	for _, name := range []string{"__schema", "__type", "__typename", "query", "Query"} {
		all = append(all,
			hostile{"depth under the name " + name, "{ departments { edges { node { geheim ..." + name + " } } } } fragment " + name + " on Department { " + repeated("parent { ", 30) + "id" + repeated(" }", 31), tooMuch},
			hostile{"doubling under the name " + name, strings.ReplaceAll(strings.ReplaceAll(spreading("{ geheim ...F0 }", "Query", "NEXT NEXT", "__typename", 40), "...F0", "..."+name), "fragment F0", "fragment "+name), tooMuch})
	}
	return all
}

// guarded is a server as it comes.
func guarded(t testing.TB) *servertest.Server {
	t.Helper()
	return servertest.NewWith(t, apptest.NewWorld(t), func(o *server.Options) { o.Limits = graph.Limits{} })
}

// Every hostile operation is refused at once, by whatever way it comes and
// whoever sends it; what is told repeats nothing of it and is short; and the
// server answers as before. That its work is bounded is counted in graph/guard,
// without a clock; BenchmarkHostile measures it.
func TestHostile(t *testing.T) {
	s := guarded(t)
	token := s.Token(t, "management")
	socket := s.Dial(t, token)
	for i, h := range hostiles() {
		check := func(way, code string, body []byte) {
			t.Helper()
			if code != h.code {
				t.Errorf("%s by %s: %q, want %q: %.300s", h.name, way, code, h.code, body)
			}
			if bytes.Contains(bytes.ToLower(body), []byte(secret)) {
				t.Errorf("%s by %s: it is repeated: %.300s", h.name, way, body)
			}
			if len(body) > 8<<10 {
				t.Errorf("%s by %s: an answer of %d bytes", h.name, way, len(body))
			}
		}
		for who, token := range map[string]string{"nobody": "", "a member": token} {
			a := s.Do(t, token, h.document, nil)
			check("POST of "+who, a.Code(), a.Body)
			if _, told := a.Errors[0].Extensions["detail"]; !told && h.code == "VALIDATION_FAILED" {
				t.Errorf("%s: no detail: %s", h.name, a.Body)
			}
		}
		if len(url.QueryEscape(h.document)) < 8_000 && !strings.HasPrefix(h.document, "mutation") {
			a := s.Get(t, h.document)
			check("GET", a.Code(), a.Body)
		}
		socket.Subscribe(fmt.Sprint(i), h.document, nil)
		if m := socket.Next(); m.Type == "error" {
			check("socket", m.Code(), m.Payload)
		} else if socket.Next(); h.code != "NOT_FOUND" { // a resolver's, in an answer
			t.Errorf("%s by socket: %s %s", h.name, m.Type, m.Payload)
		}
		e := s.Events(t, token, h.document, nil)
		_, data := e.Read()
		var a servertest.Answer
		if err := json.Unmarshal([]byte(data), &a); err != nil {
			t.Fatalf("%s by events: %d %s", h.name, e.Status, data)
		}
		check("events", a.Code(), []byte(data))
		e.Hang()
	}
	if name := s.Do(t, token, me, nil).Text(t, "viewer.tenant.slug"); name != s.A.Slug {
		t.Errorf("afterwards the company is %s", name)
	}
	c := s.Dial(t, token)
	c.Subscribe("1", liveQuery, nil)
	c.Event()
}

// Hostile requests, whose documents are not read at all.
func TestHostileRequests(t *testing.T) {
	s := guarded(t)
	for name, c := range map[string]struct {
		method, contentType, body string
		status                    int
	}{
		"nested JSON":             {http.MethodPost, "application/json", `{"query":"{ geheim }","variables":` + repeated("[", 200_000) + repeated("]", 200_000) + `}`, 400},
		"JSON that breaks off":    {http.MethodPost, "application/json", `{"query":"` + repeated(secret, 100_000), 400},
		"a body of 5 MB":          {http.MethodPost, "application/json", `{"query":"` + repeated(secret, 900_000) + `"}`, 413},
		"1,000 operations":        {http.MethodPost, "application/json", "[" + repeated(`{"query":"{ geheim }"},`, 999) + `{"query":"{ geheim }"}]`, 400},
		"a form":                  {http.MethodPost, "application/x-www-form-urlencoded", "query=" + url.QueryEscape("{ geheim }"), 415},
		"a form of several parts": {http.MethodPost, "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"{ geheim }\"}\r\n--x--\r\n", 403},
		"text":                    {http.MethodPost, "text/plain", `{"query":"{ geheim }"}`, 415},
		"half of a pair":          {http.MethodPost, "application/json", `{"query":"{ geheim }","variables":{"a":"\ud800"}}`, 400},
		"another method":          {http.MethodPut, "application/json", `{"query":"{ geheim }"}`, 405},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		r, err := http.NewRequestWithContext(ctx, c.method, s.URL, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", c.contentType)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		cancel()
		if err != nil || resp.StatusCode != c.status || bytes.Contains(body, []byte(secret)) || len(body) > 2<<10 {
			t.Errorf("%s: %d %v %.300s", name, resp.StatusCode, err, body)
		}
	}
	if a := s.Get(t, `mutation { sessionEnd(input: {}) { ended } }`); a.Status != http.StatusMethodNotAllowed {
		t.Errorf("a mutation by GET: %d", a.Status)
	}
	if a := s.Do(t, "", "{ __typename }", nil); a.Code() != "" {
		t.Errorf("afterwards: %s", a.Body)
	}
}

// BenchmarkHostile prints what each hostile operation takes of the machine, the
// client's part with it: time, processor and memory.
//
//	go test ./server -run '^$' -bench Hostile -benchtime 5x
func BenchmarkHostile(b *testing.B) {
	s := guarded(b)
	for _, h := range hostiles() {
		b.Run(strings.ReplaceAll(h.name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start, longest := processor(b), time.Duration(0)
			for b.Loop() {
				from := time.Now()
				if a := s.Do(b, "", h.document, nil); a.Code() == "" {
					b.Fatalf("%s", a.Body)
				}
				longest = max(longest, time.Since(from))
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64((processor(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(longest.Microseconds())/1000, "max-ms")
			b.ReportMetric(float64(after.HeapSys-min(after.HeapSys, before.HeapSys))/(1<<20), "heap-MiB")
		})
	}
}

// processor is the time that this process has had of the processors.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
