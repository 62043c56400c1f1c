package server_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/exchange"
	"heed/authz"
	"heed/ent/role"
	"heed/rules/flow"
	"heed/server/servertest"
)

const exportCreate = `mutation($in: TenantExportCreateInput!) { tenantExportCreate(input: $in) { url expiresAt } }`

// furnish gives the company of the stage records of every kind.
func furnish(t *testing.T, st *servertest.Stage) {
	t.Helper()
	for _, name := range []string{
		"customer", "contact", "department.guest", "member.guest", "role.guest", "policy.guest", "tier.guest", "link", "task", "notification", "approval", "meeting.held", "report.published", "attachment", "indicator", "snapshot",
		"requirement.closed", "requirement.merged", "requirement.paused", "requirement.rejected",
	} {
		st.ID(t, name)
	}
}

// fetch fetches what the link gives.
func fetch(t *testing.T, s *servertest.Server, method, path string) (int, http.Header, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.Root+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, body
}

// link asks for a link to the company's data as the administrator.
func link(t *testing.T, s *servertest.Server) string {
	t.Helper()
	return s.Do(t, s.Token(t, "admin"), exportCreate, vars{"in": vars{"password": apptest.Password}}).Text(t, "tenantExportCreate.url")
}

// unzip reads the files of an export.
func unzip(t *testing.T, body []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// The export has everything of the company in clear, nothing of another, and no secret.
func TestExport(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		furnish(t, s.Stage(w.A, "management"))
		furnish(t, s.Stage(w.B, "management"))
		w.Client.Customer.Update().SetName("Only of B").ExecX(w.B.System())
		auditor := w.Client.Role.Query().Where(role.Key(authz.Auditor)).OnlyX(w.A.System()) // of a version without any actions
		auditor.Update().SetGrants([]flow.Grant{}).SetKnownActions([]string{}).ExecX(w.A.System())
		url := link(t, s)
		if status, _, _ := fetch(t, s, http.MethodHead, url); status != http.StatusMethodNotAllowed {
			t.Errorf("HEAD is %d", status)
		}
		status, header, body := fetch(t, s, http.MethodGet, url)
		if status != http.StatusOK || header.Get("Content-Type") != "application/zip" || header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%d %v %s", status, header, body)
		}
		files := unzip(t, body)
		var m exchange.Manifest
		if err := json.Unmarshal([]byte(files["manifest.json"]), &m); err != nil || m.CompanyID != string(w.A.ID) || m.Slug != w.A.Slug {
			t.Fatalf("%v in %s", err, files["manifest.json"])
		}
		for _, f := range m.Files {
			lines := strings.Split(strings.TrimSuffix(files[f.Name], "\n"), "\n")
			if files[f.Name] == "" {
				lines = nil
			}
			if len(lines) != f.Rows {
				t.Errorf("%s has %d lines, the manifest says %d", f.Name, len(lines), f.Rows)
			}
			last := ""
			for _, line := range lines {
				var row map[string]any
				if err := json.Unmarshal([]byte(line), &row); err != nil {
					t.Fatalf("%s: %v in %s", f.Name, err, line)
				}
				if id := fmt.Sprint(row["id"]); f.Name == "users.ndjson" {
					if len(row) != 2 || row["email"] == nil || row["locale"] == nil {
						t.Errorf("a login is %s", line)
					}
				} else if id <= last {
					t.Errorf("%s: %s comes after %s", f.Name, id, last)
				} else {
					last = id
				}
				if of, ok := row["tenant_id"]; ok && of != string(w.A.ID) {
					t.Errorf("%s has a row of %v", f.Name, of)
				}
			}
		}
		for file, want := range map[string][]string{
			"contacts.ndjson":     {`"phone":"13812345678"`, `"email":"wang@customer.example"`, `"name":"Zhou Min"`},
			"requirements.ndjson": {`"original_text":"The door must open without power"`, `"text":"Change the lock"`},
			"users.ndjson":        {`"email":"staff@a.example"`},
			"events.ndjson":       {`"hash":"`, `"type":"requirement.closed"`},
			"members.ndjson":      {`"is_department_head":true`},
			"tenants.ndjson":      {`"slug":"aaa"`},
		} {
			for _, text := range want {
				if !strings.Contains(files[file], text) {
					t.Errorf("%s lacks %s: %.300s", file, text, files[file])
				}
			}
		}
		for line := range strings.Lines(files["roles.ndjson"]) {
			if strings.Contains(line, `"key":"AUDITOR"`) && !strings.Contains(line, `"resource":"APPROVAL"`) || strings.Contains(line, "known_actions") {
				t.Errorf("a role is %s", line)
			}
		}
		all := strings.Join(slices.Collect(maps.Values(files)), "")
		for _, text := range []string{"password_hash", "argon2", "phone_hash", "private_key", "grams", "Only of B", "b.example", strings.TrimPrefix(url, "/export/")} {
			if strings.Contains(all, text) {
				t.Errorf("the export holds %s", text)
			}
		}
		c := w.Client.Tenant.GetX(w.A.System(), w.A.ID)
		if c.ExportedAt == nil || !c.ExportedAt.Equal(w.Clock.Now()) {
			t.Errorf("it was exported at %v", c.ExportedAt)
		}
		var told []string
		for _, e := range w.A.Events(t) {
			if e.Kind == flow.EventAccess {
				told = append(told, e.Type+" by "+string(e.ActorID))
			}
		}
		by := " by " + string(w.A.Members["admin"].ID)
		if !slices.Equal(told, []string{"tenant.export_created" + by, "tenant.exported" + by}) {
			t.Errorf("told is %v", told)
		}
		before, after := link(t, s), link(t, s)
		if status, _, _ := fetch(t, s, http.MethodGet, before); status != http.StatusNotFound {
			t.Errorf("the link before the newest is %d", status)
		}
		if status, _, _ := fetch(t, s, http.MethodGet, after); status != http.StatusOK {
			t.Errorf("the newest link is %d", status)
		}
	})
}

// Whether an address has an account elsewhere is not told before its owner has
// joined.
func TestExportTellsNothingOfAccounts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		known, admin := w.B.Members["staff"], s.Token(t, "admin")
		for _, email := range []string{known.Email, "nobody@new.example"} {
			s.Do(t, admin, `mutation($in: MemberInviteInput!) { memberInvite(input: $in) { cursor } }`,
				vars{"in": vars{"displayName": "受邀", "email": email, "roleKeys": []string{"STAFF"}}}).Text(t, "memberInvite.cursor")
		}
		sys := w.A.System()
		gone := func(name string, state flow.MemberState) {
			w.Client.Member.UpdateOneID(w.A.Members[name].ID).SetState(state).ExecX(sys)
		}
		gone("staff", flow.MemberLeft)
		back := w.A.Members["auditor"]
		w.Client.Invitation.Create().SetMemberID(back.ID).SetExpiresAt(w.Clock.Now()).SetAcceptedAt(w.Clock.Now()).ExecX(sys)
		gone("auditor", flow.MemberInvited) // again
		_, _, body := fetch(t, s, http.MethodGet, link(t, s))
		files := unzip(t, body)
		all := strings.Join(slices.Collect(maps.Values(files)), "")
		for _, id := range w.Client.User.Query().IDsX(w.Context()) {
			if strings.Contains(all, string(id)) {
				t.Errorf("the export has the login %s", id)
			}
		}
		users := files["users.ndjson"]
		for email, want := range map[string]bool{
			known.Email: false, "nobody@new.example": false, apptest.Email("staff", "a"): true, apptest.Email("admin", "a"): true, back.Email: true,
		} {
			if strings.Contains(users, `"`+email+`"`) != want || !strings.Contains(files["members.ndjson"], `"`+email+`"`) {
				t.Errorf("%s: %v among %s", email, want, users)
			}
		}
	})
}

// A link works once, for a quarter of an hour, and for who may still export.
func TestExportLinks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		gone := func(name, url string) {
			t.Helper()
			before := w.Count(t)
			if status, _, body := fetch(t, s, http.MethodGet, url); status != http.StatusNotFound || bytes.Contains(body, []byte("PK")) {
				t.Errorf("%s: %d %s", name, status, body)
			}
			if after := w.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: rows were %v, are %v", name, before, after)
			}
		}
		url := link(t, s)
		statuses := make(chan int, 4)
		for range cap(statuses) {
			go func() {
				resp, err := http.Get(s.Root + url)
				if err != nil {
					statuses <- 0
					return
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
				statuses <- resp.StatusCode
			}()
		}
		served := 0
		for range cap(statuses) {
			if <-statuses == http.StatusOK {
				served++
			}
		}
		if served != 1 {
			t.Errorf("%d of those who came at once got it", served)
		}
		gone("a used link", url)
		gone("no link", "/export/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
		url = link(t, s)
		w.Clock.Advance(15*time.Minute + time.Second)
		gone("an old link", url)
		url = link(t, s)
		w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantClosed).ExecX(w.A.System())
		w.Who.Changed(w.A.ID)
		gone("a closed company", url)
		w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantSuspended).ExecX(w.A.System())
		w.Who.Changed(w.A.ID)
		if status, _, _ := fetch(t, s, http.MethodGet, link(t, s)); status != http.StatusOK {
			t.Errorf("a suspended company cannot take its data along: %d", status)
		}
		a := s.Do(t, s.Token(t, "admin"), exportCreate, vars{"in": vars{"password": "another password"}})
		if a.Code() != "BAD_USER_INPUT" || a.Errors[0].Extensions["field"] != "input.password" {
			t.Errorf("a wrong password: %s", a.Body)
		}
	})
}

// Wrong links count with those of letters, for their address of the network. What
// is too short or too long for one is not looked up.
func TestExportLinksAreLimited(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	url := link(t, s)
	for i, secret := range []string{"A", strings.Repeat("A", 43), strings.Repeat("A", 4000)} {
		for range 20 {
			if status, _, _ := fetch(t, s, http.MethodGet, "/export/"+secret); status != http.StatusNotFound {
				t.Fatalf("%d: %d", i, status)
			}
		}
	}
	before := w.Count(t)
	if status, header, body := fetch(t, s, http.MethodGet, url); status != http.StatusTooManyRequests || header.Get("Retry-After") != "901" {
		t.Errorf("%d %v %s", status, header, body)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("rows were %v, are %v", before, after)
	}
	if status, _, _ := fetch(t, s, http.MethodGet, "/invite/"+strings.Repeat("A", 43)); status != http.StatusTooManyRequests {
		t.Errorf("an invitation: %d", status)
	}
	w.Clock.Advance(15 * time.Minute)
	if status, _, _ := fetch(t, s, http.MethodGet, link(t, s)); status != http.StatusOK {
		t.Errorf("a quarter of an hour later: %d", status)
	}
}
