package server_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/app/apptest"
	"heed/authz"
	"heed/server/servertest"
)

// Every root field as every account, on records that are the account's own:
// what one of the account's roles allows succeeds; anything else is FORBIDDEN
// and changes nothing. Each account has a world of its own, so that the processors
// share them.
func TestRoles(t *testing.T) {
	for _, account := range apptest.Accounts {
		t.Run(account.Name, func(t *testing.T) {
			t.Parallel()
			s := servertest.New(t, apptest.NewPostgresWorld(t))
			for _, f := range servertest.Roots() {
				// TestLiveRoles and TestNotices have the subscriptions; who changes the password cannot sign in as
				// before, and to a closed company nobody can.
				if !servertest.IsLive(f) && f.Name != "passwordChange" && f.Name != "tenantClose" {
					tryAs(t, s, account.Name, account.Role, f)
				}
			}
			tryAs(t, s, account.Name, account.Role, servertest.Root(t, "tenantClose"))
		})
	}
}

// The same of what ends the account's way in.
func TestRolesOfPasswords(t *testing.T) {
	s := servertest.New(t, apptest.NewPostgresWorld(t))
	for _, account := range apptest.Accounts {
		tryAs(t, s, account.Name, account.Role, servertest.Root(t, "passwordChange"))
	}
}

func tryAs(t *testing.T, s *servertest.Server, name, role string, f *ast.FieldDefinition) {
	t.Helper()
	want := ""
	if !allowed(role, f) {
		want = "FORBIDDEN"
	}
	if role == authz.Staff && (furtherThanStaff(f) || f.Name == "trainingDashboard") { // which is of departments
		want = "FORBIDDEN"
	}
	if role == authz.DepartmentHead && slices.Contains(ofAll, f.Name) {
		want = "FORBIDDEN"
	}
	if (role == authz.Staff || role == authz.DepartmentMember) && slices.Contains(ofOthers, f.Name) {
		want = "FORBIDDEN"
	}
	in, token := s.Stage(s.A, name).Sample(t, f.Name), s.Token(t, name)
	var before map[string]int
	if want != "" {
		before = s.Count(t)
	}
	a := s.Do(t, token, servertest.Operation(f, 1), in)
	if a.Code() != want {
		t.Errorf("%s: %s: %q, want %q: %s", name, f.Name, a.Code(), want, a.Body)
	}
	if want == "" {
		return
	}
	if after := s.Count(t); !maps.Equal(before, after) {
		t.Errorf("%s: %s: refused, but rows were %v, are %v", name, f.Name, before, after)
	}
}

// ofAll are the fields whose permission counts only where it reaches all records: joint
// handling of complaints is led by the management department (D2-62), and schemes of
// appraisals are the company's (D0-79).
var ofAll = []string{
	"complaintGroupForm", "complaintEscalate",
	"appraisalSchemeCreate", "appraisalSchemeUpdate", "appraisalSchemeActivate", "appraisalSchemeRetire",
}

// ofOthers are the fields whose permission counts nothing where it reaches one's own records
// alone: nobody assesses themselves (D0-78).
var ofOthers = []string{"appraisalSchemeUpdate", "appraisalRedraw", "appraisalComment"}

// furtherThanStaff are the moves of a requirement beyond RECEIVED, which staff
// do not make with their own requirements either.
func furtherThanStaff(f *ast.FieldDefinition) bool {
	can := f.Directives.ForName("can")
	return can != nil && len(can.Arguments) > 0 && can.Arguments[0].Value.Raw == string(authz.RequirementTransition) && f.Name != "requirementReceive"
}

// also are permissions that fields ask for beside their directives: those of the
// record that a file belongs to, which is a requirement in the samples, or of the
// research that a requirement comes from.
var also = map[string]authz.Action{
	"attachmentAdd": authz.RequirementUpdate, "attachmentRemove": authz.RequirementUpdate, "researchDraftRequirement": authz.ResearchRead,
	"complaintRequirementCreate": authz.ComplaintRead,
}

// allowed is what the built-in role's grants say about the field's directives.
func allowed(role string, f *ast.FieldDefinition) bool {
	if a, ok := also[f.Name]; ok && !granted(role, a) {
		return false
	}
	can := f.Directives.ForName("can")
	if can == nil || len(can.Arguments) == 0 {
		return true
	}
	for _, arg := range can.Arguments {
		if granted(role, authz.Action(arg.Value.Raw)) {
			return true
		}
	}
	return false
}

func granted(role string, a authz.Action) bool {
	for _, r := range authz.Builtin() {
		if r.Key != role {
			continue
		}
		has := func(effect authz.Effect) bool {
			return slices.ContainsFunc(r.Grants, func(g authz.Grant) bool { return g.Action() == a && g.Effect == effect })
		}
		return has(authz.Allow) && !has(authz.Deny)
	}
	return false
}

// Records of another department are not found by those whose roles reach their
// own department or their own records only, whatever they may do with theirs.
func TestRolesElsewhere(t *testing.T) {
	t.Parallel()
	w := apptest.NewPostgresWorld(t)
	s := servertest.New(t, w)
	for _, account := range apptest.Accounts {
		if !slices.Contains([]string{"head.service", "member.service", "staff"}, account.Name) {
			continue
		}
		for _, f := range servertest.Schema().Mutation.Fields {
			if !strings.HasPrefix(f.Name, "requirement") && !strings.HasPrefix(f.Name, "customerUpdate") && !strings.HasPrefix(f.Name, "contact") ||
				f.Name == "requirementLedgerExport" { // it names no record
				continue
			}
			if f.Name == "requirementHint" { // it may name any customer
				hint(t, s, account.Name)
				continue
			}
			in, token := s.Stage(w.A, "head.sales").Sample(t, f.Name), s.Token(t, account.Name)
			before := w.Count(t)
			a := s.Do(t, token, servertest.Operation(f, 1), in)
			want := "NOT_FOUND"
			if !allowed(account.Role, f) || f.Name == "requirementSetCreate" { // of a department, and all know those
				want = "FORBIDDEN"
			}
			if a.Code() != want {
				t.Errorf("%s: %s: %q, want %q: %s", account.Name, f.Name, a.Code(), want, a.Body)
			}
			if after := w.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: %s: rows were %v, are %v", account.Name, f.Name, before, after)
			}
		}
	}
}
