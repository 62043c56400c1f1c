package server_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/server/servertest"
)

// got is what a GET or HEAD answers, with the token if there is one.
func got(t *testing.T, s *servertest.Server, method, path, token, language string) (status int, header http.Header, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.Root+strings.TrimPrefix(path, servertest.PublicURL), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	r.Header.Set("Accept-Language", language)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(b)
}

// A certificate is read by who reads its record, with a token or a link of some minutes,
// while it holds; whoever has the check link sees that it holds, and nobody's name (D2-79).
func TestD2_79_CertificateIsReadAndChecked(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		owner := s.Stage(w.A, "head.service")
		id, token := string(owner.ID(t, "trainingrecord.passed")), s.Token(t, "head.service")
		a := s.Do(t, token, `query($id: ID!) { node(id: $id) { ... on TrainingRecord { certificateUrl certificateCheckUrl } } }`, vars{"id": id})
		link, check := a.Text(t, "node.certificateUrl"), a.Text(t, "node.certificateCheckUrl")
		direct := "/certificates/" + id
		for name, c := range map[string]struct {
			path, token string
			status      int
		}{
			"with a token":        {direct, token, 200},
			"by a link":           {link, "", 200},
			"by who reads all":    {direct, s.Token(t, "auditor"), 200},
			"by nobody":           {direct, "", 401},
			"by one of elsewhere": {direct, s.Token(t, "staff"), 404},
			"of another record":   {"/certificates/trr_06aw0000000000000000000000" + link[strings.Index(link, "?"):], "", 404},
			"a changed link":      {link + "A", "", 404},
			"without one":         {"/certificates/" + string(owner.ID(t, "trainingrecord.attended")), token, 410},
		} {
			status, header, body := got(t, s, http.MethodGet, c.path, c.token, "")
			pdf := strings.HasPrefix(body, "%PDF-") && header.Get("Content-Type") == "application/pdf" && strings.Contains(header.Get("Content-Disposition"), "TC-2025-00007.pdf")
			if status != c.status || (status == 200) != pdf || !strings.Contains(header.Get("Cache-Control"), "no-store") {
				t.Errorf("%s: %d, %v, %.200s", name, status, header, body)
			}
		}
		if status, header, body := got(t, s, http.MethodHead, direct, token, ""); status != 200 || body != "" || header.Get("Content-Length") == "" {
			t.Errorf("HEAD: %d, %v", status, header)
		}
		page := func(path, language string, status int, want string) {
			t.Helper()
			is, _, body := got(t, s, http.MethodGet, path, "", language)
			if is != status || !strings.Contains(body, want) || strings.Contains(body, "head.service") {
				t.Errorf("%s: %d, %s", path, is, body)
			}
		}
		page(check, "zh-CN", 200, "证书有效")
		page(check, "zh-TW", 200, "證書有效")
		page(check, "en", 200, "This certificate is valid")
		page(check, "en", 200, "TC-2025-00007")
		page(strings.Replace(check, "00007", "00008", 1), "en", 404, "There is no such certificate")
		page(strings.Replace(check, "/aaa/", "/nobody/", 1), "en", 404, "There is no such certificate")
		page("/t/aaa", "zh-CN", 404, "查无此证书")
		s.Clock.Advance(6 * time.Minute)
		if status, _, _ := got(t, s, http.MethodGet, link, "", ""); status != 404 {
			t.Errorf("an old link: %d", status)
		}
		s.Clock.Set(time.Date(2027, 12, 1, 1, 0, 0, 0, time.UTC))
		page(check, "zh-CN", 200, "证书已过期")
		if status, _, body := got(t, s, http.MethodGet, direct, s.Token(t, "head.service"), "zh-CN"); status != 410 || !strings.Contains(body, "2027-11-30") {
			t.Errorf("past its time: %d, %s", status, body)
		}
		w.Client.TrainingRecord.UpdateOneID(owner.ID(t, "trainingrecord.passed")).SetOutdatedAt(w.Clock.Now()).ExecX(w.A.System())
		page(check, "zh-CN", 200, "证书已失效")
	})
}

// Who guesses is slowed down.
func TestCertificateChecksAreLimited(t *testing.T) {
	s := servertest.New(t, apptest.NewWorld(t))
	last := 0
	for range 121 {
		last, _, _ = got(t, s, http.MethodGet, "/t/aaa/TC-2026-00001/AAAAAAAAAAAAAAAAAAAAAA", "", "")
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("after 120: %d", last)
	}
}
