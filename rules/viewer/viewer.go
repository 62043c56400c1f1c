// Package viewer is who asks, and when: every context of a request, a job or a
// command carries one Viewer and one instant.
package viewer

import (
	"context"
	"slices"
	"time"

	"heed/rules/label"
	"heed/rules/typeid"
)

// Scope is how far a grant reaches. Wider scopes contain the narrower ones.
type Scope string

// The scopes, from none to all.
const (
	None       Scope = ""
	Own        Scope = "OWN"
	Department Scope = "DEPARTMENT"
	All        Scope = "ALL"
)

// Values lists the scopes a grant may have.
func (Scope) Values() []string { return []string{string(All), string(Department), string(Own)} }

// Rank orders scopes by width.
func (s Scope) Rank() int { return slices.Index([]Scope{None, Own, Department, All}, s) }

// Grants is what a set of roles may do: the widest scope of each action
// (the constants of package authz). It is shared between requests: read only.
type Grants map[string]Scope

// Kind tells members from the system's own work.
type Kind uint8

// The kinds of viewers.
const (
	// Global may touch tables without a company only.
	Global Kind = iota
	// System works for one company, with every right in it.
	System
	// Member is a person signed in.
	Member
)

// Viewer is who asks. The zero Viewer is nobody: it may touch global tables only.
type Viewer struct {
	Kind        Kind
	Tenant      typeid.ID
	Member      typeid.ID // the membership; empty for the system
	User        typeid.ID
	Session     typeid.ID
	Department  typeid.ID   // the member's own department
	Departments []typeid.ID // it and all below it; sorted
	Roles       []string    // keys, sorted
	Grants      Grants
	GrantSet    string // equal for members with equal grants and masks
	// Masked are the fields that the roles hide, e.g. "CUSTOMER.address"; nil for
	// none. It is shared like Grants.
	Masked      map[string]bool
	Locale      label.Locale
	Zone        *time.Location // the company's time zone
	TenantState string         // the company's status
	// MustChangePassword keeps the member from all but changing it.
	MustChangePassword bool
	RequestID          string
}

// Scope is how far the viewer may do the action.
func (v *Viewer) Scope(action string) Scope {
	if v.Kind == System {
		return All
	}
	return v.Grants[action]
}

// Language is the viewer's, or the default.
func (v *Viewer) Language() label.Locale {
	if v.Locale == "" {
		return label.Default
	}
	return v.Locale
}

type (
	viewerKey struct{}
	clockKey  struct{}
)

var nobody = &Viewer{}

// With puts the viewer into the context.
func With(ctx context.Context, v *Viewer) context.Context {
	return context.WithValue(ctx, viewerKey{}, v)
}

// From is the viewer of the context, never nil.
func From(ctx context.Context) *Viewer {
	if v, ok := ctx.Value(viewerKey{}).(*Viewer); ok && v != nil {
		return v
	}
	return nobody
}

// AsSystem is a context for the system's own work in one company.
func AsSystem(ctx context.Context, tenant typeid.ID) context.Context {
	was := From(ctx)
	return With(ctx, &Viewer{Kind: System, Tenant: tenant, Locale: was.Locale, Zone: was.Zone, RequestID: was.RequestID})
}

// SystemOf is AsSystem in the company of the context.
func SystemOf(ctx context.Context) context.Context { return AsSystem(ctx, Tenant(ctx)) }

// Tenant is the company of the context, "" for none.
func Tenant(ctx context.Context) typeid.ID { return From(ctx).Tenant }

// WithNow fixes the instant of a request, job or command, in UTC and in
// microseconds, which both databases keep as they are.
func WithNow(ctx context.Context, now time.Time) context.Context {
	return context.WithValue(ctx, clockKey{}, Instant(now))
}

// Instant is a client's time as both databases keep it: in UTC and in microseconds.
func Instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// InstantOr is Instant of a time that may be left out.
func InstantOr(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	at := Instant(*t)
	return &at
}

// Now is the instant of the request, job or command. A context without one is
// a mistake in the program.
func Now(ctx context.Context) time.Time {
	now, ok := ctx.Value(clockKey{}).(time.Time)
	if !ok {
		panic("viewer: the context carries no instant (WithNow)")
	}
	return now
}

type addressKey struct{}

// WithAddress puts the network address that a request came from into the context.
func WithAddress(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, addressKey{}, address)
}

// Address is where the request came from, "" for none.
func Address(ctx context.Context) string {
	address, _ := ctx.Value(addressKey{}).(string)
	return address
}
