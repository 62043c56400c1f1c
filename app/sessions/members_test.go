package sessions_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// update changes a member of company A as its administrator.
func update(w *apptest.World, name string, change func(*tenants.MemberUpdateInput)) error {
	m := w.Client.Member.GetX(w.A.System(), w.A.Members[name].ID)
	in := tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: m.Version}
	change(&in)
	_, err := w.Journal.Change(w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.UpdateMember(ctx, tx, in)
		return err
	})
	return err
}

// Who is suspended (made to leave) is out at once and cannot come in; who is
// taken back signs in again; who is moved and made head has the rights of the place.
func TestMembersLife(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		tokens := signIn(t, w, "member.service")
		if err := update(w, "member.service", func(in *tenants.MemberUpdateInput) { in.State = new(flow.MemberLeft) }); err != nil {
			t.Fatal(err)
		}
		if !ended(t, w, tokens) {
			t.Error("a session goes on")
		}
		in := sessions.CreateInput{Email: apptest.Email("member.service", "a"), Password: apptest.Password}
		if _, err := w.Desk.Create(w.Context(), in); !refused(err, fault.CodeUnauthenticated, "session.wrong_credentials") {
			t.Errorf("signed in: %v", err)
		}
		if err := w.Desk.RequestReset(w.Context(), in.Email); err != nil { // by nobody's company
			t.Error(err)
		}
		if e := lastEvents(t, w.A, 1)[0]; e.Type == "member.password_reset_requested" {
			t.Error("who has left gets letters")
		}
		if err := update(w, "member.service", func(in *tenants.MemberUpdateInput) { in.State = new(flow.MemberActive) }); err != nil {
			t.Fatal(err)
		}
		ctx := enter(t, w, signIn(t, w, "member.service"))
		sales := w.A.Departments[flow.DepartmentSales].ID
		err := update(w, "member.service", func(in *tenants.MemberUpdateInput) {
			in.DepartmentID, in.IsDepartmentHead = &sales, new(true)
		})
		if err != nil {
			t.Fatal(err)
		}
		c, err := w.Who.Authenticate(w.Context(), sessions.Claims{
			User: viewer.From(ctx).User, Tenant: w.A.ID, Session: viewer.From(ctx).Session, Expires: w.Clock.Now(),
		})
		if err != nil {
			t.Fatal(err)
		}
		if v := viewer.From(c); v.Department != sales || !slices.Contains(v.Departments, sales) {
			t.Errorf("%+v", v)
		}
		if m := w.Client.Member.GetX(w.A.System(), viewer.From(ctx).Member); !m.IsDepartmentHead {
			t.Error("no head")
		}
	})
}

// An administrator who was only invited does not count: the last one who works stays.
func TestInvitedIsNoLastAdmin(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		_, _, err := tenants.InviteMember(w.As("admin"), w.Journal, tenants.MemberInviteInput{
			DisplayName: "N", Email: "n@new.example", RoleKeys: []string{authz.TenantAdmin},
		})
		if err != nil {
			t.Fatal(err)
		}
		before := w.Count(t)
		err = update(w, "admin", func(in *tenants.MemberUpdateInput) { in.State = new(flow.MemberLeft) })
		if !errors.Is(err, fault.Precondition("member.last_admin")) {
			t.Error(err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v, %v", before, after)
		}
	})
}

// Whoever sets a password is told when it is weak, everywhere.
func TestWeakPasswords(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := enter(t, w, signIn(t, w, "staff"))
	for pass, key := range map[string]string{
		"Password-2026": "password.too_common", "my heed kettle": "password.personal", "staff of kettles": "password.personal", "in company a kettle": "password.personal",
	} {
		if _, err := w.Desk.ChangePassword(ctx, apptest.Password, pass); !refused(err, fault.CodeBadUserInput, key) || fault.From(err).Field != "newPassword" {
			t.Errorf("changed to %s: %v", pass, err)
		}
		_, _, err := tenants.CreateMember(w.As("admin"), w.Journal, w.Desk.Hasher, tenants.MemberCreateInput{
			DisplayName: "N", Email: "staff@new.example", Password: pass, RoleKeys: []string{authz.Staff},
		})
		if !refused(err, fault.CodeBadUserInput, key) || fault.From(err).Field != "password" {
			t.Errorf("made with %s: %v", pass, err)
		}
		_, _, err = w.Desk.SignUp(w.Context(), tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "Company A", Slug: new("company-a")},
			Admin:   tenants.AdminInput{Name: "N", Email: "staff@newer.example", Password: pass},
		})
		if !refused(err, fault.CodeBadUserInput, key) || fault.From(err).Field != "admin.password" {
			t.Errorf("signed up with %s: %v", pass, err)
		}
	}
}
