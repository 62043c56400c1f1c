package server_test

import (
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/ent/user"
	"heed/rules/label"
	"heed/server/servertest"
)

// Messages are in the viewer's language, for nobody in the request's.
func TestLanguages(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		for accepted, want := range map[string]string{
			"": "请先登录。", "en-GB,zh;q=0.5": "Please sign in.", "zh-TW": "請先登錄。", "zh-Hant-HK;q=0.9, en;q=0.1": "請先登錄。", "zh-CN": "请先登录。", "fr": "请先登录。",
		} {
			a := s.DoWith(t, me, nil, map[string]string{"Accept-Language": accepted})
			if len(a.Errors) != 1 || a.Errors[0].Message != want {
				t.Errorf("%q: %s, want %s", accepted, a.Body, want)
			}
		}
		for locale, want := range map[label.Locale]string{label.ZhHans: "未找到该记录。", label.ZhHant: "未找到該記錄。", label.En: "not found"} {
			w.Client.User.Update().Where(user.Email("staff@a.example")).SetLocale(locale).ExecX(w.Context())
			w.Who.Changed(w.A.ID)
			a := s.DoWith(t, requirement, vars{"id": "req_00000000000000000000000000"},
				map[string]string{"Authorization": "Bearer " + s.Token(t, "staff"), "Accept-Language": "fr"})
			if a.Code() != "NOT_FOUND" || !strings.Contains(a.Errors[0].Message, want) {
				t.Errorf("%s: %s", locale, a.Body)
			}
		}
	})
}

// Errors have what clients need to act on them.
func TestExtensions(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "head.service")
	id := s.Stage(w.A, "head.service").ID(t, "requirement.draft")
	a := s.DoWith(t, `mutation($in: RequirementReceiveInput!) { requirementReceive(input: $in) { cursor } }`,
		vars{"in": vars{"id": id, "expectedVersion": 99}}, map[string]string{"Authorization": "Bearer " + token, "X-Request-Id": "my-request_1"})
	e := a.Errors[0].Extensions
	if e["code"] != "CONFLICT" || e["retryable"] != false || e["requestId"] != "my-request_1" || a.Header.Get("X-Request-Id") != "my-request_1" {
		t.Errorf("%s", a.Body)
	}
	for _, bad := range []string{"a b", strings.Repeat("a", 65), "<x>"} {
		a := s.DoWith(t, me, nil, map[string]string{"X-Request-Id": bad})
		if got := a.Header.Get("X-Request-Id"); got == bad || got == "" || a.Errors[0].Extensions["requestId"] != got {
			t.Errorf("a request id %q is taken: %s", bad, a.Body)
		}
	}
	a = s.Do(t, token, `{ nonsense }`, nil)
	if a.Code() != "VALIDATION_FAILED" || strings.Contains(string(a.Body), "Did you mean") || a.Data != nil {
		t.Errorf("%s", a.Body)
	}
	if a = s.Do(t, token, `{ requirement }`, nil); strings.Contains(string(a.Body), "Did you mean") {
		t.Errorf("it helps to guess: %s", a.Body)
	}
	if a = s.Do(t, token, `{ nonsense`, nil); a.Code() != "PARSE_FAILED" {
		t.Errorf("%s", a.Body)
	}
}

// What goes wrong inside is the log's, with the request's id; clients see the id.
func TestInternal(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	s.Do(t, token, me, nil).Get(t, "viewer.member.id")
	if err := w.DB.SQL.Close(); err != nil {
		t.Fatal(err)
	}
	for _, document := range []string{`{ requirements { totalCount } }`, `mutation { customerCreate(input: {name: "x"}) { cursor } }`} {
		a := s.Do(t, token, document, nil)
		if a.Code() != "INTERNAL" || len(a.Errors) != 1 {
			t.Fatalf("%s", a.Body)
		}
		for _, detail := range []string{"sql", "database", "closed", "ent:", "goroutine", "heed/"} {
			if strings.Contains(string(a.Body), detail) {
				t.Errorf("the client learns of %q: %s", detail, a.Body)
			}
		}
		if a.Errors[0].Extensions["committed"] != nil {
			t.Errorf("nothing is committed: %s", a.Body)
		}
		told := 0
		for _, line := range a.Log() {
			if line.Message == "internal error" && strings.Contains(line.Values["error"], "closed") {
				told++
			}
		}
		if told != 1 {
			t.Errorf("the log tells it %d times: %v", told, a.Log())
		}
	}
}

// A payload that cannot be shown does not undo the change, and says so.
func TestCommitted(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		// Whoever may create customers and not read contacts: the payload's contacts are refused.
		role := w.Client.Role.Query().AllX(w.A.System())
		for _, r := range role {
			kept := r.Grants[:0:0]
			for _, g := range r.Grants {
				if g.Resource != "CONTACT" {
					kept = append(kept, g)
				}
			}
			w.Client.Role.UpdateOne(r).SetGrants(kept).ExecX(w.A.System())
		}
		w.Who.Changed(w.A.ID)
		before := w.Count(t)[w.A.Slug+".customers"]
		a := s.Do(t, token, `mutation { customerCreate(input: {name: "云上"}) { customer { name contacts { totalCount } } cursor } }`, nil)
		if a.Code() != "FORBIDDEN" || a.Errors[0].Extensions["committed"] != true {
			t.Errorf("%s", a.Body)
		}
		if after := w.Count(t)[w.A.Slug+".customers"]; after != before+1 {
			t.Errorf("customers were %d, are %d", before, after)
		}
	})
}
