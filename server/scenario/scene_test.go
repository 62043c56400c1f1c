// Package scenario is the first document, D0, chapter by chapter: what a company
// does by the API alone, with its members in their roles, on both databases. Time
// stands still but where the story moves it, and then what time asks for is done.
package scenario

import (
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/rules/flow"
	"heed/server/delivery"
	"heed/server/jobs"
	"heed/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

type vars = map[string]any

// scene is company A of a world, seen through the API.
type scene struct {
	*servertest.Server
	t       *testing.T
	works   *jobs.Works
	done    int64 // the position up to which what follows from events is done
	letters []delivery.Letter
	tokens  map[string]string // by member, of the time since which they are
	since   time.Time
}

// chapter plays a story on both databases.
func chapter(t *testing.T, story func(s *scene)) {
	t.Helper()
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &scene{Server: servertest.New(t, w), t: t}
		s.works = &jobs.Works{
			Client: w.Client, Journal: w.Journal, Keys: w.Keys, Files: attachments.NewStore(w.Bucket), PublicURL: servertest.PublicURL,
			Now: w.Clock.Now, Company: w.Who.AsSystem,
			Post: func(_ context.Context, l delivery.Letter) error {
				s.letters = append(s.letters, l)
				return nil
			},
		}
		story(s)
	})
}

// shanghai is the company's zone.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// at moves the clock to a minute of the company's time, and does what time asks for then.
func (s *scene) at(minute string) {
	s.t.Helper()
	s.Clock.Set(on(s.t, minute))
	s.work()
}

// work does what time asks for, and what follows from events.
func (s *scene) work() {
	s.t.Helper()
	done, err := jobs.Now(context.Background(), s.works, s.A.ID, s.done)
	if err != nil {
		s.t.Fatal(err)
	}
	s.done = done
}

// on is a minute of the company's time.
func on(t *testing.T, minute string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", minute, shanghai)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}

// in is so much later than now, as the API writes it.
func (s *scene) in(d time.Duration) string { return s.Clock.Now().Add(d).Format(time.RFC3339) }

// member is a member's id, department that of the department of a type.
func (s *scene) member(name string) string { return string(s.A.Members[name].ID) }

func (s *scene) department(of flow.DepartmentType) string { return string(s.A.Departments[of].ID) }

// token is the member's, who signs in again when time has passed.
func (s *scene) token(who string) string {
	s.t.Helper()
	if now := s.Clock.Now(); !now.Equal(s.since) {
		s.since, s.tokens = now, map[string]string{}
	}
	if s.tokens[who] == "" {
		s.tokens[who] = s.Token(s.t, who)
	}
	return s.tokens[who]
}

// asks runs a document as the member, and gives its data.
func (s *scene) asks(who, document string, v vars) node {
	s.t.Helper()
	var data any
	s.Do(s.t, s.token(who), document, v).Into(s.t, &data)
	return node{s.t, data}
}

// mutation is the document of a root field with the selection of what it gives, and the
// field of its payload that holds the record.
func (s *scene) mutation(field, selection string) (document, record string) {
	f := servertest.Root(s.t, field)
	payload := servertest.Schema().Types[f.Type.Name()]
	i := slices.IndexFunc(payload.Fields, func(f *ast.FieldDefinition) bool { return servertest.Schema().Types[f.Type.Name()].Kind == ast.Object })
	of := payload.Fields[i]
	inner := "__typename id "
	if servertest.Schema().Types[of.Type.Name()].Fields.ForName("version") != nil {
		inner += "version "
	}
	own, beside, _ := strings.Cut(selection, "|") // what stands beside the record comes behind a bar
	return "mutation($in: " + f.Arguments[0].Type.String() + ") { " + field + "(input: $in) { " + of.Name + " { " + inner + own + " } " + beside + " } }", of.Name
}

// does runs a mutation as the member, and gives the record that it is about.
func (s *scene) does(who, field string, in vars, selection string) node {
	s.t.Helper()
	document, record := s.mutation(field, selection)
	return s.asks(who, document, vars{"in": in}).at(field, record)
}

// whole is does, with all that the mutation gives.
func (s *scene) whole(who, field string, in vars, selection string) node {
	s.t.Helper()
	document, _ := s.mutation(field, selection)
	return s.asks(who, document, vars{"in": in}).at(field)
}

// refuses finds that the mutation is refused with the code, on the field if one is
// named, and that nothing has changed.
func (s *scene) refuses(who, field string, in vars, code, on string) {
	s.t.Helper()
	token := s.token(who) // signing in writes, too
	before := s.Count(s.t)
	document, _ := s.mutation(field, "")
	a := s.Do(s.t, token, document, vars{"in": in})
	got := ""
	if len(a.Errors) > 0 {
		got, _ = a.Errors[0].Extensions["field"].(string)
		got = strings.TrimPrefix(got, "input.")
	}
	if a.Code() != code || got != on && on != "" {
		s.t.Errorf("%s: %s on %q, want %s on %q: %s", field, a.Code(), got, code, on, a.Body)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s was refused, but rows were %v, are %v", field, before, after)
	}
}

// again is the record as it stands now.
func (s *scene) again(who string, n node, selection string) node {
	s.t.Helper()
	kind := n.text("__typename")
	return s.asks(who, "query($id: ID!) { node(id: $id) { __typename id ... on "+kind+" { version "+selection+" } } }", vars{"id": n.id()}).at("node")
}

// told are the types of the events about a record, as the auditor reads them.
func (s *scene) told(id string) []string {
	s.t.Helper()
	var types []string
	for _, e := range s.asks("auditor", `query($id: ID!) { events(first: 100, filter: {subjectId: $id}) { edges { node { type } } } }`, vars{"id": id}).list("events", "edges") {
		types = append(types, e.text("node", "type"))
	}
	return types
}

// with is the input of a mutation on a record at the version that was read.
func with(n node, more vars) vars {
	in := vars{"id": n.id(), "expectedVersion": n.at("version").v}
	maps.Copy(in, more)
	return in
}

// merged is an input with more, or other, values.
func merged(in, more vars) vars {
	all := maps.Clone(in)
	maps.Copy(all, more)
	return all
}

// fetch reads what is behind a link, as whoever has it.
func (s *scene) fetch(link string) string {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.Root+strings.TrimPrefix(link, servertest.PublicURL), http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %d, %v", link, resp.StatusCode, err)
	}
	return string(body)
}

// node is a part of an answer.
type node struct {
	t *testing.T
	v any
}

// at walks names and places.
func (n node) at(path ...any) node {
	n.t.Helper()
	v := n.v
	for _, step := range path {
		switch step := step.(type) {
		case string:
			m, ok := v.(map[string]any)
			if _, there := m[step]; !ok || !there {
				n.t.Fatalf("%v: %s is not in %v", path, step, n.v)
			}
			v = m[step]
		case int:
			all, ok := v.([]any)
			if !ok || step >= len(all) {
				n.t.Fatalf("%v: %d is not in %v", path, step, n.v)
			}
			v = all[step]
		}
	}
	return node{n.t, v}
}

func (n node) id() string { n.t.Helper(); return n.text("id") }

func (n node) text(path ...any) string {
	n.t.Helper()
	text, ok := n.at(path...).v.(string)
	if !ok {
		n.t.Fatalf("%v is no text in %v", path, n.v)
	}
	return text
}

// list are the elements there.
func (n node) list(path ...any) []node {
	n.t.Helper()
	all, ok := n.at(path...).v.([]any)
	if !ok {
		n.t.Fatalf("%v is no list in %v", path, n.v)
	}
	nodes := make([]node, len(all))
	for i, v := range all {
		nodes[i] = node{n.t, v}
	}
	return nodes
}

// is finds that there are these values at the paths, with dots between names.
func (n node) is(want vars) {
	n.t.Helper()
	for path, value := range want {
		if got := n.find(path); got != value {
			n.t.Errorf("%s is %v, want %v, in %v", path, got, value, n.v)
		}
	}
}

// find is the value at a path with dots; numbers are places of lists.
func (n node) find(path string) any {
	n.t.Helper()
	var steps []any
	for _, step := range strings.Split(path, ".") {
		if len(step) == 1 && step[0] >= '0' && step[0] <= '9' {
			steps = append(steps, int(step[0]-'0'))
		} else {
			steps = append(steps, step)
		}
	}
	return n.at(steps...).v
}
