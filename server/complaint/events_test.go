package complaint_test

import (
	"bufio"
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/complaints"
	"heed/rules/flow"
	"heed/server"
	"heed/server/servertest"
)

// stream is what a status page listens to.
type stream struct {
	t      *testing.T
	status int
	header http.Header
	body   *bufio.Reader
	leave  context.CancelFunc
}

func (c *complained) stream(path, seen string) *stream {
	c.t.Helper()
	ctx, leave := context.WithTimeout(c.t.Context(), time.Minute)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Root+path+"/events?seen="+seen, http.NoBody)
	if err != nil {
		c.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { leave(); _ = resp.Body.Close() })
	return &stream{c.t, resp.StatusCode, resp.Header, bufio.NewReader(resp.Body), leave}
}

// next is the next event's name, "" at the end.
func (s *stream) next() (name, data string) {
	for {
		line, err := s.body.ReadString('\n')
		if err != nil {
			return "", ""
		}
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "event: "):
			name = line[len("event: "):]
		case strings.HasPrefix(line, "data: "):
			data = line[len("data: "):]
		case line == "" && name != "":
			return name, data
		}
	}
}

var seen = regexp.MustCompile(`data-seen="([0-9a-f]{16})"`)

// look is the status page, and the mark of what it shows.
func (c *complained) look(path string) (shown, string) {
	c.t.Helper()
	p := browse(c.t, http.MethodGet, c.Root+path+"?lang=en", nil, nil)
	found := seen.FindStringSubmatch(p.body)
	if p.status != http.StatusOK || found == nil {
		c.t.Fatalf("%d: %s", p.status, p.body)
	}
	return p, found[1]
}

// Every change of what the complainant may see reaches their page; what they may not see
// makes no event; the stream ends with the link.
func TestD2_64_Live(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		now, status := c.sent(c.filled())
		page, mark := c.look(status)
		page.has(t, http.StatusOK, `<script src="/c/follow.js" defer="defer"></script>`)
		if csp := page.header.Get("Content-Security-Policy"); !strings.Contains(csp, "script-src 'self'; connect-src 'self'") {
			t.Errorf("the policy is %q", csp)
		}
		live := c.stream(status, mark)
		if live.status != http.StatusOK || !strings.HasPrefix(live.header.Get("Content-Type"), "text/event-stream") {
			t.Fatalf("%d %v", live.status, live.header)
		}
		changed := func(state string) {
			t.Helper()
			name, data := live.next()
			page, mark := c.look(status)
			if name != "changed" || data != `"`+mark+`"` || !strings.Contains(page.body, state) {
				t.Errorf("%s %s, want %s with %s: %s", name, data, mark, state, page.body)
			}
		}
		// Who works on it is nobody's outside: the next event is of the state.
		member := w.A.Members["member.service"].ID
		now = as(c, "head.service", complaints.Assign, complaints.AssignInput{ID: now.ID, ExpectedVersion: now.Version, AssigneeID: &member})
		now = as(c, "head.service", complaints.Triage, complaints.TriageInput{ID: now.ID, ExpectedVersion: now.Version, Nature: flow.ComplaintOfQuality, Severity: flow.SeverityGeneral})
		changed("Assessed")
		now = as(c, "head.service", complaints.Investigate, complaints.InvestigateInput{ID: now.ID, ExpectedVersion: now.Version})
		changed("Under investigation")
		now = as(c, "head.service", complaints.Process, complaints.ProcessInput{
			ID: now.ID, ExpectedVersion: now.Version, Background: "同一批次", Cause: "锁舌过长", RootCause: flow.RootCauseProduct,
			Measures: []complaints.MeasureInput{{Text: "更换锁舌"}},
		})
		changed("Being handled")
		now = as(c, "head.service", complaints.Reply, complaints.ReplyInput{ID: now.ID, ExpectedVersion: now.Version, Decision: "更换", Channel: flow.ChannelPhone})
		changed("Do you accept this answer?")
		if name, _ := c.stream(status, mark).next(); name != "changed" { // what came before it listened
			t.Errorf("who comes late hears %q", name)
		}
		as(c, "head.service", complaints.RenewLink, complaints.LinkInput{ID: now.ID})
		if name, _ := live.next(); name != "ended" {
			t.Errorf("after another link was made: %q", name)
		}
		if name, _ := live.next(); name != "" {
			t.Errorf("after the end: %q", name)
		}
		if p := browse(t, http.MethodGet, c.Root+c.path+"/events", nil, nil); p.status != http.StatusNotFound {
			t.Errorf("of a page: %d", p.status)
		}
		script := browse(t, http.MethodGet, c.Root+"/c/follow.js", nil, nil)
		if script.status != http.StatusOK || script.header.Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(script.body, "EventSource") {
			t.Errorf("the script: %d %v", script.status, script.header)
		}
	})
}

// A link that is over ends its stream at the next beat, and an address has so many and no
// more.
func TestStreamsEndAndAreBounded(t *testing.T) {
	w := apptest.NewWorld(t)
	c := pageOf(t, servertest.NewWith(t, w, func(o *server.Options) { o.Heartbeat, o.MaxOfAddress = 50*time.Millisecond, 2 }), w.A)
	_, status := c.sent(c.filled())
	_, mark := c.look(status)
	first, second := c.stream(status, mark), c.stream(status, mark)
	third := browse(t, http.MethodGet, c.Root+status+"/events?lang=en", nil, nil)
	third.has(t, http.StatusServiceUnavailable)
	if third.header.Get("Retry-After") == "" {
		t.Errorf("%v", third.header)
	}
	w.Clock.Advance(366 * 24 * time.Hour)
	for _, s := range []*stream{first, second} {
		if name, _ := s.next(); name != "ended" {
			t.Errorf("over: %q", name)
		}
	}
}
