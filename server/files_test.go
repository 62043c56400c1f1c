package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/event"
	"heed/server"
	"heed/server/servertest"
)

const addFile = `mutation($in: AttachmentAddInput!) { attachmentAdd(input: $in) { attachment { id name mime size sha256 } } }`

// sent is a multipart request as a client sends it.
type sent struct {
	operations, where string
	files             []servertest.File
	header            http.Header
}

func (x sent) do(t *testing.T, s *servertest.Server, token string) (int, string, string) {
	t.Helper()
	body, contentType, err := servertest.Multipart(x.operations, x.where, x.files...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("GraphQL-Preflight", "1")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for name, values := range x.header {
		if r.Header[name] = values; values == nil {
			r.Header.Del(name)
		}
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var a struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal(b, &a); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	if len(a.Errors) == 0 {
		return resp.StatusCode, "", string(b)
	}
	return resp.StatusCode, a.Errors[0].Extensions.Code, string(b)
}

// Requests that are not as the specification has them are refused and leave
// nothing: no row, no content, no temporary file.
func TestUploads(t *testing.T) {
	w := apptest.NewWorld(t)
	dir := t.TempDir()
	s := servertest.NewWith(t, w, func(o *server.Options) { o.MaxUpload, o.TempDir = 1000, dir })
	token, st := s.Token(t, "management"), s.Stage(w.A, "management")
	operations := func(document, id string) string {
		b, err := json.Marshal(map[string]any{"query": document, "variables": map[string]any{"in": map[string]any{"ownerType": "REQUIREMENT", "ownerId": id, "file": nil}}})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	good := operations(addFile, string(st.ID(t, "requirement.received")))
	const where = `{"0": ["variables.in.file"]}`
	note := servertest.File{Name: "note.txt", Type: "text/plain", Content: []byte("words")}
	big := servertest.File{Name: "note.txt", Type: "text/plain", Content: bytes.Repeat([]byte("w"), 1001)}
	for name, c := range map[string]struct {
		sent   sent
		nobody bool
		status int
		code   string
	}{
		"without the header":   {sent{good, where, []servertest.File{note}, http.Header{"Graphql-Preflight": nil}}, false, 403, "FORBIDDEN"},
		"nobody":               {sent{good, where, []servertest.File{note}, nil}, true, 401, "UNAUTHENTICATED"},
		"too large":            {sent{good, where, []servertest.File{big}, nil}, false, 413, "PAYLOAD_TOO_LARGE"},
		"pressed":              {sent{good, where, []servertest.File{note}, http.Header{"Content-Encoding": {"gzip"}}}, false, 415, "BAD_USER_INPUT"},
		"no boundary":          {sent{good, where, []servertest.File{note}, http.Header{"Content-Type": {"multipart/form-data"}}}, false, 415, "BAD_USER_INPUT"},
		"another boundary":     {sent{good, where, []servertest.File{note}, http.Header{"Content-Type": {"multipart/form-data; boundary=x"}}}, false, 400, "BAD_USER_INPUT"},
		"two files":            {sent{good, where, []servertest.File{note, note}, nil}, false, 400, "BAD_USER_INPUT"},
		"no file":              {sent{good, where, nil, nil}, false, 400, "BAD_USER_INPUT"},
		"a name too long":      {sent{good, where, []servertest.File{{Name: strings.Repeat("n", 300)}}, nil}, false, 400, "BAD_USER_INPUT"},
		"a head too long":      {sent{good, where, []servertest.File{{Name: "a", Type: strings.Repeat("t", 20_000)}}, nil}, false, 400, "BAD_USER_INPUT"},
		"not JSON":             {sent{`{`, where, []servertest.File{note}, nil}, false, 400, "PARSE_FAILED"},
		"a batch":              {sent{`[` + good + `]`, where, []servertest.File{note}, nil}, false, 400, "BAD_USER_INPUT"},
		"a map to nothing":     {sent{good, `{"0": ["variables.in.other"]}`, []servertest.File{note}, nil}, false, 400, "BAD_USER_INPUT"},
		"a map to a value":     {sent{good, `{"0": ["variables.in.ownerId"]}`, []servertest.File{note}, nil}, false, 400, "BAD_USER_INPUT"},
		"a map to two":         {sent{good, `{"0": ["variables.in.file", "variables.in.file"]}`, []servertest.File{note}, nil}, false, 400, "BAD_USER_INPUT"},
		"a map to the query":   {sent{good, `{"0": ["query"]}`, []servertest.File{note}, nil}, false, 400, "BAD_USER_INPUT"},
		"a map of another":     {sent{good, `{"1": ["variables.in.file"]}`, []servertest.File{note}, nil}, false, 400, "BAD_USER_INPUT"},
		"a map too long":       {sent{good, `{"0": ["` + strings.Repeat("v", 5000) + `"]}`, []servertest.File{note}, nil}, false, 400, "BAD_USER_INPUT"},
		"a record of nobody's": {sent{operations(addFile, "req_00000000000000000000000000"), where, []servertest.File{note}, nil}, false, 200, "NOT_FOUND"},
		"a lie":                {sent{good, where, []servertest.File{{Name: "a.png", Type: "image/png", Content: []byte("words")}}, nil}, false, 200, "BAD_USER_INPUT"},
	} {
		before, who := w.Count(t), token
		if c.nobody {
			who = ""
		}
		status, code, body := c.sent.do(t, s, who)
		if code != c.code || status != c.status && (c.status != 400 || status != 422) {
			t.Errorf("%s: %d %s, want %d %s: %s", name, status, code, c.status, c.code, body)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%s: rows were %v, are %v", name, before, after)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%s: left behind %v %v", name, left, err)
		}
	}
	if _, err := w.Bucket.List(nil).Next(t.Context()); !errors.Is(err, io.EOF) {
		t.Errorf("a content is there: %v", err)
	}
	if status, code, body := (sent{good, where, []servertest.File{note}, nil}).do(t, s, token); status != 200 || code != "" {
		t.Errorf("a good one: %d %s", status, body)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind %v %v", left, err)
	}
	in := map[string]any{"ownerType": "REQUIREMENT", "ownerId": st.ID(t, "requirement.received"), "file": "words"}
	if a := s.Do(t, token, addFile, map[string]any{"in": in}); a.Code() != "BAD_USER_INPUT" {
		t.Errorf("a text for a file: %s", a.Body)
	}
}

// A content is read by token or link, whole or in part, as something to be kept.
func TestFiles(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		in := st.Fill(t, `{"ownerType": "REQUIREMENT", "ownerId": "{{requirement.received}}", "file": "file 记录\"; x=.txt:What they said"}`)
		id := s.Do(t, s.Token(t, "management"), addFile, map[string]any{"in": in}).Text(t, "attachmentAdd.attachment.id")
		get := func(method, path string, header map[string]string) (*http.Response, string) {
			t.Helper()
			r, err := http.NewRequestWithContext(context.Background(), method, s.Root+path, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			for k, v := range header {
				r.Header.Set(k, v)
			}
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = resp.Body.Close() }()
			b, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			return resp, string(b)
		}
		auth := func(name string) map[string]string {
			return map[string]string{"Authorization": "Bearer " + s.Token(t, name)}
		}
		read := func() int {
			return w.Client.Event.Query().Where(event.Type("attachment.read")).CountX(w.A.System())
		}
		resp, body := get(http.MethodGet, "/files/"+id, auth("auditor"))
		h := resp.Header
		if resp.StatusCode != 200 || body != "What they said" || h.Get("Content-Type") != "text/plain" || h.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(h.Get("Content-Security-Policy"), "sandbox;") || h.Get("Cache-Control") != "private, no-store" ||
			!strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename*=utf-8''") || strings.Contains(h.Get("Content-Disposition"), `"`) {
			t.Errorf("%d %v %s", resp.StatusCode, h, body)
		}
		part := auth("auditor")
		part["Range"] = "bytes=5-8"
		if resp, body = get(http.MethodGet, "/files/"+id, part); resp.StatusCode != 206 || body != "they" {
			t.Errorf("a part: %d %s", resp.StatusCode, body)
		}
		if n := read(); n != 1 {
			t.Errorf("a reading by pieces is told %d times", n)
		}
		w.Clock.Advance(time.Minute)
		if _, body = get(http.MethodGet, "/files/"+id, part); body != "they" || read() != 2 {
			t.Errorf("a minute later: %s, %d readings", body, read())
		}
		if resp, body = get(http.MethodHead, "/files/"+id, auth("auditor")); resp.StatusCode != 200 || body != "" || read() != 2 {
			t.Errorf("only asked about: %d %q, %d readings", resp.StatusCode, body, read())
		}
		opened := s.Do(t, s.Token(t, "management"), `mutation($id: ID!) { attachmentOpen(input: {id: $id}) { url } }`, map[string]any{"id": id})
		link := opened.Text(t, "attachmentOpen.url")
		if resp, body = get(http.MethodGet, link, nil); resp.StatusCode != 200 || body != "What they said" || read() != 3 {
			t.Errorf("by link: %d %s, %d readings", resp.StatusCode, body, read())
		}
		for name, c := range map[string]struct {
			path   string
			header map[string]string
			status int
		}{
			"nobody":             {"/files/" + id, nil, 401},
			"another department": {"/files/" + id, auth("staff"), 404},
			"nothing":            {"/files/fil_00000000000000000000000000", auth("management"), 404},
			"a path":             {"/files/..%2f..%2fetc%2fpasswd", auth("management"), 404},
			"a broken link":      {link + "A", nil, 404},
		} {
			if resp, body := get(http.MethodGet, c.path, c.header); resp.StatusCode != c.status || strings.Contains(body, "said") {
				t.Errorf("%s: %d %s", name, resp.StatusCode, body)
			}
		}
		if read() != 3 {
			t.Errorf("%d readings are told", read())
		}
	})
}

// A content is charged to the company of who reads it, by token or by link, and to
// the place of who has neither; what is refused is not told.
func TestFilesAreThrottled(t *testing.T) {
	w := apptest.NewWorld(t)
	s := throttled(t, w)
	st := s.Stage(w.A, "management")
	in := st.Fill(t, `{"ownerType": "REQUIREMENT", "ownerId": "{{requirement.received}}", "file": "file a.txt:words"}`)
	token := s.Token(t, "management")
	id := s.Do(t, token, addFile, map[string]any{"in": in}).Text(t, "attachmentAdd.attachment.id")
	link := s.Do(t, token, `mutation($id: ID!) { attachmentOpen(input: {id: $id}) { url } }`, map[string]any{"id": id}).Text(t, "attachmentOpen.url")
	w.Clock.Advance(2 * time.Minute)
	get := func(path, token, from string) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.Root+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Forwarded-For", from)
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		return resp.StatusCode, resp.Header.Get("Retry-After")
	}
	for i := range 10 { // of 100 points
		if status, _ := get("/files/"+id, token, "192.0.2.1"); status != http.StatusOK {
			t.Fatalf("%d: %d", i, status)
		}
	}
	before := w.Count(t)
	if status, again := get("/files/"+id, token, "192.0.2.1"); status != http.StatusTooManyRequests || again == "" {
		t.Errorf("one more: %d, again after %q", status, again)
	}
	for range 6 { // of 60 points
		if status, _ := get(link+"A", "", "192.0.2.2"); status != http.StatusNotFound {
			t.Errorf("a link that does not hold: %d", status)
		}
	}
	if status, again := get(link+"A", "", "192.0.2.2"); status != http.StatusTooManyRequests || again == "" {
		t.Errorf("one more guess: %d, again after %q", status, again)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("rows were %v, are %v", before, after)
	}
	w.Clock.Advance(10 * time.Second)
	if status, _ := get("/files/"+id, token, "192.0.2.1"); status != http.StatusOK {
		t.Errorf("later: %d", status)
	}
}
