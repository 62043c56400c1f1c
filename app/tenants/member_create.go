package tenants

import (
	"context"
	"errors"
	"time"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/password"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MemberCreateInput is a new member.
type MemberCreateInput struct {
	DisplayName      string
	Email            string
	Password         string
	DepartmentID     *typeid.ID
	Post             *string
	EmployeeNumber   *string
	IsDepartmentHead *bool
	RoleKeys         []string
}

// CreateMember makes a member with a first password that must be changed. It
// opens its own transaction, because hashing comes before it.
func CreateMember(ctx context.Context, j *journal.Journal, h *password.Hasher, in MemberCreateInput) (*ent.Member, journal.Cursor, error) {
	if err := authz.Require(ctx, authz.MemberCreate); err != nil {
		return nil, "", err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, "", err
	}
	var err error
	if in.DisplayName, err = text.Line("displayName", in.DisplayName, 1, 100); err != nil {
		return nil, "", err
	}
	if in.Email, err = Email("email", in.Email); err != nil {
		return nil, "", err
	}
	if err := password.Check("password", in.Password); err != nil {
		return nil, "", err
	}
	if err := unknownToOthers(ctx, "password", in.Password, in.Email); err != nil {
		return nil, "", err
	}
	if err := journal.Earlier(ctx, j.Client()); err != nil {
		return nil, "", err
	}
	// Whom the viewer may make comes before the hash, and before anything is said
	// about the address.
	_, err = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		_, _, err := newMember(ctx, tx, in)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	l, err := accountFor(ctx, j, h, in)
	if err != nil {
		return nil, "", err
	}
	l.must = true
	return journal.Changed(ctx, j, func(ctx context.Context, tx *ent.Tx) (*ent.Member, error) {
		return createMember(ctx, tx, l, in)
	})
}

// knownAddresses is how often a company is told, at one address, that somebody
// has an account: enough for mistakes, too few to go through a list of people.
var knownAddresses = limit.Limit{Kind: "has account", Most: 20, Window: time.Hour}

// unknownToOthers refuses a password made of what the person's colleagues know.
// The system's own passwords are the operator's matter.
func unknownToOthers(ctx context.Context, field, pass, email string) error {
	if viewer.From(ctx).Kind == viewer.System {
		return nil
	}
	company := ConfigFrom(ctx).Tenant
	return password.Personal(field, pass, password.About{Email: email, Company: company.Name, CompanySlug: company.Slug})
}

// accountFor prepares the account of a new member.
func accountFor(ctx context.Context, j *journal.Journal, h *password.Hasher, in MemberCreateInput) (*login, error) {
	asking := limit.Of(limit.Network(viewer.Address(ctx)), string(viewer.Tenant(ctx)))
	if err := knownAddresses.Check(ctx, j.Client(), asking); err != nil {
		return nil, err
	}
	l, err := newLogin(ctx, j.Client(), h, "email", in.Email, in.Password)
	if errors.Is(err, fault.Conflict("email.has_account")) {
		if err := knownAddresses.Take(ctx, j, asking); err != nil {
			return nil, err
		}
	}
	return l, err
}

func createMember(ctx context.Context, tx *ent.Tx, l *login, in MemberCreateInput) (*ent.Member, error) {
	create, roles, err := newMember(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	m, err := join(ctx, tx, l, create, roles...)
	if err != nil {
		return nil, err
	}
	journal.Record(ctx, memberEvent("member.created", m, nil, map[string]any{"roles": in.RoleKeys, "post": m.Post}))
	return m, nil
}

// newMember is the member to be made, with the roles, if the viewer may make
// them in that department.
func newMember(ctx context.Context, tx *ent.Tx, in MemberCreateInput) (*ent.MemberCreate, []*ent.Role, error) {
	create := tx.Member.Create().SetDisplayName(in.DisplayName)
	if in.DepartmentID != nil && *in.DepartmentID != "" {
		if err := ActiveDepartments(ctx, tx.Client(), Ref{"departmentId", *in.DepartmentID}); err != nil {
			return nil, nil, err
		}
		create.SetDepartmentID(*in.DepartmentID)
		create.SetIsDepartmentHead(in.IsDepartmentHead != nil && *in.IsDepartmentHead)
	}
	var department typeid.ID
	if in.DepartmentID != nil {
		department = *in.DepartmentID
	}
	if err := authz.On(ctx, authz.MemberCreate, authz.Record{Departments: []typeid.ID{department}}); err != nil {
		return nil, nil, fault.Forbidden().On("departmentId").Because(err)
	}
	if err := roomForMember(ctx, tx); err != nil {
		return nil, nil, err
	}
	for _, f := range []struct {
		name string
		from *string
		most int
		set  func(string) *ent.MemberCreate
	}{
		{"post", in.Post, 100, create.SetPost},
		{"employeeNumber", in.EmployeeNumber, 50, create.SetEmployeeNumber},
	} {
		if f.from == nil {
			continue
		}
		s, err := text.Line(f.name, *f.from, 0, f.most)
		if err != nil {
			return nil, nil, err
		}
		f.set(s)
	}
	roles, err := findRoles(ctx, tx, in.RoleKeys)
	return create, roles, err
}
