package complaint_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/attachment"
	"heed/rules/flow"
	"heed/server/servertest"
)

// Another system sends the files of its complaint to the status link: as many as the form
// takes in all, while the complaint is open. What is refused keeps nothing.
func TestD2_56_FilesOfOtherSystems(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		made, status := c.sent(c.filled())
		note := []byte("The lock")
		send := func(at string, files map[string][]byte) shown { return c.uploadTo(at, url.Values{}, files) }
		refused := func(name, at string, files map[string][]byte, want int, code string) {
			t.Helper()
			before := w.Client.Attachment.Query().CountX(w.A.System())
			if p := send(at, files); p.status != want || !strings.Contains(p.body, code) {
				t.Errorf("%s: %d %s, want %d %s", name, p.status, p.body, want, code)
			}
			if n := w.Client.Attachment.Query().CountX(w.A.System()); n != before {
				t.Errorf("%s: refused, and there are %d files, not %d", name, n, before)
			}
		}
		refused("none", status+"/files", nil, http.StatusUnprocessableEntity, "BAD_USER_INPUT")
		refused("a page", status+"/files", map[string][]byte{"a.html": []byte("<!doctype html><html></html>")}, http.StatusUnprocessableEntity, "BAD_USER_INPUT")
		refused("at the form", c.path+"/files", map[string][]byte{"a.txt": note}, http.StatusNotFound, "NOT_FOUND")
		refused("at a guess", "/c/guess/files", map[string][]byte{"a.txt": note}, http.StatusNotFound, "NOT_FOUND")
		if p := send(status+"/files", map[string][]byte{"a.txt": note, "b.txt": note}); p.status != http.StatusCreated || p.body != "{\"kept\":2}\n" {
			t.Errorf("%d %s", p.status, p.body)
		}
		refused("two more", status+"/files", map[string][]byte{"c.txt": note, "d.txt": note}, http.StatusUnprocessableEntity, "BAD_USER_INPUT")
		w.Client.Complaint.UpdateOneID(made.ID).SetState(flow.ComplaintClosed).ExecX(w.A.System())
		refused("closed", status+"/files", map[string][]byte{"c.txt": note}, http.StatusUnprocessableEntity, "FAILED_PRECONDITION")
		if n := w.Client.Attachment.Query().Where(attachment.OwnerID(made.ID)).CountX(w.A.System()); n != 2 {
			t.Errorf("%d files", n)
		}
	})
}

// A page takes so many files a day, and none where the room is left that is the members'.
func TestRoomForTheirFiles(t *testing.T) {
	w := apptest.NewWorld(t)
	c := pageOf(t, servertest.New(t, w), w.A)
	_, status := c.sent(c.filled())
	limits := flow.LimitsOf(w.Client.Tenant.GetX(w.A.System(), w.A.ID).Plan)
	w.Change(t, w.A.System(), func(ctx context.Context, _ *ent.Tx) error {
		tenants.CountFiles(ctx, int64(limits.FileBytes-limits.FileBytes/5))
		return nil
	})
	if p := c.uploadTo(status+"/files", url.Values{}, map[string][]byte{"a.txt": []byte("x")}); p.status != http.StatusServiceUnavailable {
		t.Errorf("with a fifth left: %d %s", p.status, p.body)
	}
	p := c.upload(c.filled(), map[string][]byte{"a.txt": []byte("x")})
	if p.status != http.StatusSeeOther || !strings.Contains(p.header.Get("Location"), "files=lost") {
		t.Errorf("%d to %q", p.status, p.header.Get("Location"))
	}
	if n := w.Client.Attachment.Query().CountX(w.A.System()); n != 0 {
		t.Errorf("%d files", n)
	}
}
