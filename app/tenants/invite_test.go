package tenants_test

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/invitation"
	"heed/ent/usercompany"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
)

// ask is an invitation into a department.
func ask(w *apptest.World, email string, d flow.DepartmentType, roles ...string) tenants.MemberInviteInput {
	return tenants.MemberInviteInput{DisplayName: "周敏", Email: email, DepartmentID: &w.A.Departments[d].ID, RoleKeys: roles}
}

func invite(t *testing.T, w *apptest.World, as string, in tenants.MemberInviteInput) *ent.Member {
	t.Helper()
	m, _, err := tenants.InviteMember(w.As(as), w.Journal, in)
	if err != nil {
		t.Fatal(err)
	}
	return m.Unwrap()
}

// linkOf makes the link that the letter of the member's open invitation has.
func linkOf(t *testing.T, w *apptest.World, m typeid.ID) string {
	t.Helper()
	var secret string
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		open, err := tx.Invitation.Query().Where(invitation.MemberID(m), invitation.RevokedAtIsNil(), invitation.AcceptedAtIsNil()).OnlyID(ctx)
		if err != nil {
			return err
		}
		secret, err = token.Issue(ctx, tx, token.For{Kind: flow.TokenInvitation, Company: w.A.ID, Subject: open, Life: tenants.InvitationLife})
		return err
	})
	return secret
}

func works(w *apptest.World, secret string) bool {
	_, err := token.Find(w.Context(), w.Client, flow.TokenInvitation, secret)
	return err == nil
}

func TestInvite(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		in := ask(w, " Min@New.example", flow.DepartmentSales, authz.Staff)
		in.Locale = new(label.En)
		m := invite(t, w, "admin", in)
		account := w.Client.User.GetX(w.Context(), m.UserID)
		if m.State != flow.MemberInvited || m.Email != "min@new.example" || account.PasswordHash != "" || account.Locale != label.En {
			t.Errorf("%+v, %+v", m, account)
		}
		if place := w.Client.UserCompany.Query().Where(usercompany.MemberID(m.ID)).OnlyX(w.Context()); place.Active {
			t.Error("the directory leads to an invited member")
		}
		if e := w.A.Events(t); e[len(e)-1].Type != "member.invited" || e[len(e)-1].ToState != "INVITED" || e[len(e)-1].SubjectID != m.ID {
			t.Errorf("%+v", e[len(e)-1])
		}
		// An address with an account is invited in the same way, and its account stays.
		known := w.B.Members["staff"]
		before := w.Client.User.GetX(w.Context(), known.UserID)
		m = invite(t, w, "admin", ask(w, known.Email, flow.DepartmentSales, authz.Staff))
		after := w.Client.User.GetX(w.Context(), known.UserID)
		if m.UserID != known.UserID || after.PasswordHash != before.PasswordHash || after.Version != before.Version {
			t.Errorf("%+v", m)
		}
		// A head invites into the own department, with what they have themselves.
		invite(t, w, "head.service", ask(w, "own@new.example", flow.DepartmentService, authz.Staff))
	})
}

func TestInviteRefuses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		invite(t, w, "admin", ask(w, "there@new.example", flow.DepartmentSales, authz.Staff))
		before, users := w.Count(t), w.Client.User.Query().CountX(w.Context())
		for name, test := range map[string]struct {
			as   string
			in   tenants.MemberInviteInput
			code fault.Code
		}{
			"by staff":                {"staff", ask(w, "n@new.example", flow.DepartmentLogistics, authz.Staff), fault.CodeForbidden},
			"into another department": {"head.service", ask(w, "n@new.example", flow.DepartmentSales, authz.Staff), fault.CodeForbidden},
			"beyond the own rights":   {"head.service", ask(w, "n@new.example", flow.DepartmentService, authz.TenantAdmin), fault.CodeForbidden},
			"an unknown role":         {"admin", ask(w, "n@new.example", flow.DepartmentSales, "NO_ROLE"), fault.CodeBadUserInput},
			"no role":                 {"admin", ask(w, "n@new.example", flow.DepartmentSales), fault.CodeBadUserInput},
			"no address":              {"admin", ask(w, "new.example", flow.DepartmentSales, authz.Staff), fault.CodeBadUserInput},
			"a member":                {"admin", ask(w, apptest.Email("staff", "a"), flow.DepartmentSales, authz.Staff), fault.CodeConflict},
			"somebody invited":        {"admin", ask(w, "there@new.example", flow.DepartmentSales, authz.Staff), fault.CodeConflict},
		} {
			if _, _, err := tenants.InviteMember(w.As(test.as), w.Journal, test.in); fault.CodeOf(err) != test.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		if n := w.Client.User.Query().CountX(w.Context()); n != users {
			t.Errorf("%d accounts were made", n-users)
		}
	})
}

// A link is void when another is sent, when the invitation is taken back, and when
// the member is made to leave.
func TestInviteAgainAndRevoke(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		m := invite(t, w, "head.service", ask(w, "n@new.example", flow.DepartmentService, authz.Staff))
		first := linkOf(t, w, m.ID)
		again := func(as string) (err error) {
			var changed *ent.Member
			changed, _, err = tenants.InviteMemberAgain(w.As(as), w.Journal, tenants.MemberInviteAgainInput{ID: m.ID, ExpectedVersion: m.Version})
			if err == nil {
				m = changed.Unwrap()
			}
			return err
		}
		if err := again("head.service"); err != nil || m.State != flow.MemberInvited {
			t.Fatalf("%s, %v", m.State, err)
		}
		second := linkOf(t, w, m.ID)
		if works(w, first) || !works(w, second) {
			t.Errorf("the first link works: %v, the second: %v", works(w, first), works(w, second))
		}
		revoke := func(as string, m *ent.Member) (*ent.Member, error) {
			var changed *ent.Member
			_, err := w.Journal.Change(w.As(as), func(ctx context.Context, tx *ent.Tx) (err error) {
				changed, err = tenants.RevokeInvitation(ctx, tx, tenants.MemberInviteRevokeInput{ID: m.ID, ExpectedVersion: m.Version})
				return err
			})
			if err != nil {
				return nil, err
			}
			return changed.Unwrap(), nil
		}
		before := w.Count(t)
		if _, err := revoke("head.sales", m); fault.CodeOf(err) != fault.CodeForbidden {
			t.Errorf("by another head: %v", err)
		}
		if _, err := revoke("head.service", w.A.Members["member.service"]); !errors.Is(err, fault.Precondition("member.not_invited")) {
			t.Errorf("who works here: %v", err)
		}
		if err := again("head.sales"); fault.CodeOf(err) != fault.CodeForbidden {
			t.Errorf("asked by another head: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) || !works(w, second) {
			t.Errorf("refusals changed something: %v, %v", before, after)
		}
		m, err := revoke("head.service", m)
		if err != nil || m.State != flow.MemberLeft || works(w, second) {
			t.Fatalf("%+v, %v", m, err)
		}
		// Nobody comes back without a word of their own, but by another invitation.
		_, err = w.Journal.Change(w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: m.Version, State: new(flow.MemberActive)})
			return err
		})
		if !errors.Is(err, fault.Precondition("member.never_joined")) {
			t.Errorf("returned: %v", err)
		}
		current := w.Client.Member.GetX(w.A.System(), m.ID)
		if _, _, err := tenants.InviteMemberAgain(w.As("head.service"), w.Journal, tenants.MemberInviteAgainInput{ID: m.ID, ExpectedVersion: current.Version}); err != nil {
			t.Fatal(err)
		}
		third, current := linkOf(t, w, m.ID), w.Client.Member.GetX(w.A.System(), m.ID)
		w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: current.Version, State: new(flow.MemberLeft)})
			return err
		})
		if works(w, third) {
			t.Error("the link of who was made to leave works")
		}
	})
}

// An administrator's invitation that was taken back is not for a head to renew.
func TestInviteAgainBeyondOwnRights(t *testing.T) {
	w := apptest.NewWorld(t)
	m := invite(t, w, "admin", ask(w, "n@new.example", flow.DepartmentService, authz.TenantAdmin))
	_, _, err := tenants.InviteMemberAgain(w.As("head.service"), w.Journal, tenants.MemberInviteAgainInput{ID: m.ID, ExpectedVersion: m.Version})
	if fault.CodeOf(err) != fault.CodeForbidden {
		t.Error(err)
	}
}

// Letters to one person are few.
func TestInviteAgainIsLimited(t *testing.T) {
	w := apptest.NewWorld(t)
	m := invite(t, w, "admin", ask(w, "n@new.example", flow.DepartmentService, authz.Staff))
	again := func() error {
		current := w.Client.Member.GetX(w.A.System(), m.ID)
		_, _, err := tenants.InviteMemberAgain(w.As("admin"), w.Journal, tenants.MemberInviteAgainInput{ID: m.ID, ExpectedVersion: current.Version})
		return err
	}
	for range 5 {
		if err := again(); err != nil {
			t.Fatal(err)
		}
	}
	before := w.Count(t)
	if err := again(); fault.CodeOf(err) != fault.CodeRateLimited {
		t.Error(err)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%v, %v", before, after)
	}
	w.Clock.Advance(time.Hour)
	if err := again(); err != nil {
		t.Error(err)
	}
	// They are letters of the company, too.
	ctx := w.As("admin")
	for {
		if err := tenants.Invitations.Take(ctx, w.Journal, string(w.A.ID)); fault.CodeOf(err) == fault.CodeRateLimited {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	before = w.Count(t)
	if err := again(); fault.CodeOf(err) != fault.CodeRateLimited {
		t.Errorf("beyond the company's letters: %v", err)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%v, %v", before, after)
	}
}

// An account that waits for its owner is none yet: whoever signs up or is made a
// member with the address takes it.
func TestWaitingAccounts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		m := invite(t, w, "admin", ask(w, "n@new.example", flow.DepartmentSales, authz.Staff))
		made, err := tenants.Register(w.Context(), w.Journal, w.Desk.Hasher, tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "New", Slug: new("new-company")},
			Admin:   tenants.AdminInput{Name: "N", Email: "n@new.example", Password: apptest.Password},
		})
		if err != nil || made.Member.UserID != m.UserID {
			t.Fatalf("%+v, %v", made, err)
		}
		if u := w.Client.User.GetX(w.Context(), m.UserID); u.PasswordHash == "" || u.EmailVerifiedAt != nil {
			t.Errorf("%+v", u)
		}
	})
}

// What a viewer may do with a membership: heads with who is invited into their
// department, administrators with all.
func TestActionsOfInvited(t *testing.T) {
	w := apptest.NewWorld(t)
	m := invite(t, w, "admin", ask(w, "n@new.example", flow.DepartmentService, authz.Staff))
	for name, test := range map[string]struct {
		as    string
		state flow.MemberState
		want  int
	}{
		"an administrator":               {"admin", flow.MemberInvited, 2},
		"the head":                       {"head.service", flow.MemberInvited, 2},
		"another head":                   {"head.sales", flow.MemberInvited, 0},
		"the head, of who works":         {"head.service", flow.MemberActive, 0},
		"an administrator, of who works": {"admin", flow.MemberActive, 1},
		"an administrator, of who left":  {"admin", flow.MemberLeft, 2},
		"the head, of who left":          {"head.service", flow.MemberLeft, 1},
		"a colleague":                    {"member.service", flow.MemberInvited, 0},
	} {
		of := *m
		of.State = test.state
		acts := tenants.AvailableActions(w.As(test.as), &of)
		if len(acts) != test.want {
			t.Errorf("%s: %v", name, acts)
		}
		for _, act := range acts {
			if act == flow.MemberActAccept {
				t.Errorf("%s accepts for another", name)
			}
		}
	}
}
