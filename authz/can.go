package authz

import (
	"context"
	"slices"

	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Can is how far the viewer of the context may do the action, None for not at all.
func Can(ctx context.Context, a Action) viewer.Scope { return viewer.From(ctx).Scope(string(a)) }

// Require refuses who may not do the action on any record: UNAUTHENTICATED
// without a member, FORBIDDEN when no role allows it.
func Require(ctx context.Context, a Action) error {
	v := viewer.From(ctx)
	switch {
	case v.Kind == viewer.Global, v.Kind == viewer.Member && v.Member == "":
		return fault.Unauthenticated()
	case v.Scope(string(a)) == viewer.None:
		return forbidden(a)
	}
	return nil
}

// Record is what scopes look at in a record.
type Record struct {
	Departments []typeid.ID // the record's and the assisting ones
	Members     []typeid.ID // creator, assignee, account manager, subject, whom it asks
	Roles       []string    // keys: whoever has one of them is asked by it
}

// Covers tells whether the scope of the viewer reaches the record. DEPARTMENT
// reaches records of the viewer's department and all below it, and their own; their
// own are those of which they are a member, or which ask them.
func Covers(v *viewer.Viewer, scope viewer.Scope, r Record) bool {
	switch scope {
	case viewer.All:
		return true
	case viewer.Department:
		return own(v, r) || slices.ContainsFunc(r.Departments, func(id typeid.ID) bool {
			_, found := slices.BinarySearch(v.Departments, id)
			return found && id != ""
		})
	case viewer.Own:
		return own(v, r)
	case viewer.None:
	}
	return false
}

func own(v *viewer.Viewer, r Record) bool {
	return v.Member != "" && (slices.Contains(r.Members, v.Member) ||
		slices.ContainsFunc(r.Roles, func(key string) bool { return slices.Contains(v.Roles, key) }))
}

// On refuses the action on a record. What Require refuses is refused alike;
// a record that the viewer may not read is NOT_FOUND; one that they may read
// but not do this with is FORBIDDEN.
func On(ctx context.Context, a Action, r Record) error {
	if err := Require(ctx, a); err != nil {
		return err
	}
	v := viewer.From(ctx)
	if Covers(v, v.Scope(string(a)), r) {
		return nil
	}
	if Covers(v, v.Scope(string(a.reading())), r) {
		return forbidden(a).Extend("scope", string(v.Scope(string(a))))
	}
	return fault.NotFound()
}

// Begin refuses whom no role allows the action, who may not read such records, and changes
// of a company that is not at work: what every change of a topic begins with.
func Begin(ctx context.Context, action, read Action) error {
	if err := Require(ctx, action); err != nil {
		return err
	}
	if err := Require(ctx, read); err != nil {
		return err
	}
	return Writable(ctx)
}

// Permit refuses the action on a record that was read, and is out of the viewer's reach
// for it.
func Permit(ctx context.Context, a Action, r Record) error {
	v := viewer.From(ctx)
	if scope := v.Scope(string(a)); !Covers(v, scope, r) {
		return forbidden(a).Extend("scope", string(scope))
	}
	return nil
}

func forbidden(a Action) *fault.Error { return fault.Forbidden().Extend("action", string(a)) }

// Writable refuses changes by members of a company that is suspended or closed;
// a state that is not known counts as suspended. The system's own work goes on.
func Writable(ctx context.Context) error {
	v := viewer.From(ctx)
	switch v.Kind {
	case viewer.System:
		return nil
	case viewer.Global:
		return fault.Unauthenticated()
	case viewer.Member:
	}
	switch v.TenantState {
	case "ONBOARDING", "ACTIVE":
		return nil
	case "CLOSED":
		return fault.Precondition("tenant.closed")
	default:
		return fault.Precondition("tenant.suspended")
	}
}
