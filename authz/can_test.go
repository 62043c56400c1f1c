package authz

import (
	"context"
	"errors"
	"testing"

	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func member(t *testing.T, grants viewer.Grants) (context.Context, *viewer.Viewer) {
	t.Helper()
	v := &viewer.Viewer{
		Kind: viewer.Member, Tenant: tenantA, Member: "mem_me", Department: "dep_b",
		Departments: []typeid.ID{"dep_b", "dep_c"}, Grants: grants, TenantState: "ACTIVE",
	}
	return viewer.With(t.Context(), v), v
}

func TestCovers(t *testing.T) {
	_, v := member(t, nil)
	nobody := &viewer.Viewer{Departments: []typeid.ID{""}}
	mine := Record{Members: []typeid.ID{"mem_x", "mem_me"}}
	ours := Record{Departments: []typeid.ID{"dep_z", "dep_c"}, Members: []typeid.ID{"mem_x"}}
	foreign := Record{Departments: []typeid.ID{"dep_a"}, Members: []typeid.ID{"mem_x", ""}}
	empty := Record{Departments: []typeid.ID{""}, Members: []typeid.ID{""}}
	for _, tt := range []struct {
		name   string
		v      *viewer.Viewer
		scope  viewer.Scope
		record Record
		want   bool
	}{
		{"all, foreign", v, viewer.All, foreign, true},
		{"department, ours", v, viewer.Department, ours, true},
		{"department, mine elsewhere", v, viewer.Department, mine, true},
		{"department, foreign", v, viewer.Department, foreign, false},
		{"own, mine", v, viewer.Own, mine, true},
		{"own, ours", v, viewer.Own, ours, false},
		{"own, foreign", v, viewer.Own, foreign, false},
		{"none, mine", v, viewer.None, mine, false},
		{"unknown scope", v, "GALAXY", mine, false},
		{"department, record without one", v, viewer.Department, Record{}, false},
		{"nobody, empty ids", nobody, viewer.Department, empty, false},
		{"nobody, own", nobody, viewer.Own, empty, false},
	} {
		if got := Covers(tt.v, tt.scope, tt.record); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestRequire(t *testing.T) {
	ctx, _ := member(t, viewer.Grants{"CUSTOMER_READ": viewer.Own})
	noMember := viewer.With(t.Context(), &viewer.Viewer{Kind: viewer.Member, Grants: viewer.Grants{"CUSTOMER_READ": viewer.All}})
	for _, tt := range []struct {
		name   string
		ctx    context.Context
		action Action
		want   fault.Code
	}{
		{"granted", ctx, CustomerRead, ""},
		{"not granted", ctx, CustomerUpdate, fault.CodeForbidden},
		{"unknown action", ctx, "CUSTOMER_FLY", fault.CodeForbidden},
		{"nobody", t.Context(), CustomerRead, fault.CodeUnauthenticated},
		{"no membership", noMember, CustomerRead, fault.CodeUnauthenticated},
		{"system", viewer.AsSystem(t.Context(), tenantA), CustomerUpdate, ""},
	} {
		if got := fault.CodeOf(Require(tt.ctx, tt.action)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	var f *fault.Error
	if err := Require(ctx, CustomerUpdate); !errors.As(err, &f) || f.Extra["action"] != "CUSTOMER_UPDATE" {
		t.Errorf("the refusal does not name the action: %v", err)
	}
}

func TestOn(t *testing.T) {
	ctx, _ := member(t, viewer.Grants{
		"REQUIREMENT_READ": viewer.Department, "REQUIREMENT_TRANSITION": viewer.Own,
		"REQUIREMENT_DECISION_CREATE": viewer.Own, "CUSTOMER_UPDATE": viewer.Own,
	})
	mine := Record{Members: []typeid.ID{"mem_me"}}
	ours := Record{Departments: []typeid.ID{"dep_b"}}
	foreign := Record{Departments: []typeid.ID{"dep_z"}}
	for _, tt := range []struct {
		name   string
		action Action
		record Record
		want   fault.Code
	}{
		{"in scope", RequirementTransition, mine, ""},
		{"readable, out of scope", RequirementTransition, ours, fault.CodeForbidden},
		{"not readable", RequirementTransition, foreign, fault.CodeNotFound},
		{"reading", RequirementRead, ours, ""},
		{"reading what is not readable", RequirementRead, foreign, fault.CodeNotFound},
		{"role lacks the action", RequirementUpdate, foreign, fault.CodeForbidden},
		{"a decision is read as its requirement", RequirementDecisionCreate, ours, fault.CodeForbidden},
		{"a decision on what is not readable", RequirementDecisionCreate, foreign, fault.CodeNotFound},
		{"no reading right", CustomerUpdate, foreign, fault.CodeNotFound},
	} {
		if got := fault.CodeOf(On(ctx, tt.action, tt.record)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if err := On(viewer.AsSystem(t.Context(), tenantA), RequirementUpdate, foreign); err != nil {
		t.Errorf("system: %v", err)
	}
	if got := fault.CodeOf(On(t.Context(), RequirementRead, mine)); got != fault.CodeUnauthenticated {
		t.Errorf("nobody: %q", got)
	}
}

func TestWritable(t *testing.T) {
	for state, want := range map[string]error{
		"ONBOARDING": nil, "ACTIVE": nil,
		"SUSPENDED": fault.Precondition("tenant.suspended"), "CLOSED": fault.Precondition("tenant.closed"),
		"": fault.Precondition("tenant.suspended"), "NEW_STATE": fault.Precondition("tenant.suspended"),
	} {
		ctx, v := member(t, nil)
		v.TenantState = state
		if err := Writable(ctx); !errors.Is(err, want) {
			t.Errorf("%q: %v", state, err)
		}
	}
	if err := Writable(viewer.AsSystem(t.Context(), tenantA)); err != nil {
		t.Errorf("system: %v", err)
	}
	if err := Writable(t.Context()); fault.CodeOf(err) != fault.CodeUnauthenticated {
		t.Errorf("nobody: %v", err)
	}
}
