package apptest

import (
	"context"
	"errors"
	"maps"
	"testing"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// Join makes one more member of company A, who works in the department of the type and
// signs in as the others do.
func (w *World) Join(t testing.TB, name, role string, of flow.DepartmentType, post string, head bool) {
	t.Helper()
	department := w.A.Departments[of].ID
	made, _, err := tenants.CreateMember(w.A.System(), w.Journal, w.Desk.Hasher, tenants.MemberCreateInput{
		DisplayName: name, Email: Email(name, "a"), Password: Password, RoleKeys: []string{role},
		DepartmentID: &department, IsDepartmentHead: &head, Post: &post,
	})
	if err != nil {
		t.Fatal(err)
	}
	w.A.Members[name] = made.Unwrap()
}

// Try runs a verb in a change.
func Try[In, Out any](w *World, who context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) { //nolint:revive // the world comes first in test helpers
	out, _, err := journal.Changed(who, w.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	return out, err
}

// Must runs a verb that goes through.
func Must[In any, Out interface{ Unwrap() Out }](t testing.TB, w *World, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	t.Helper()
	out, err := Try(w, w.As(who), verb, in)
	if err != nil {
		t.Fatalf("%s: %v", who, err)
	}
	return out.Unwrap()
}

// Refused is a verb that must fail with the key or code, on the field, and change nothing.
func Refused[In, Out any](t testing.TB, w *World, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want error, field string) {
	t.Helper()
	before := w.Count(t)
	_, err := Try(w, w.As(who), verb, in)
	var f *fault.Error
	if !errors.Is(err, want) || errors.As(err, &f) && f.Field != field {
		t.Errorf("%s: %v, want %v on %q", who, err, want, field)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%s: refused, and it changed %v to %v", who, before, after)
	}
}
