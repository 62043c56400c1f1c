package tenants

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/password"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/ent/role"
	"heed/ent/usercompany"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxRoles is how many roles a member may have.
const maxRoles = 20

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
	var err error
	if in.DisplayName, err = Text("displayName", in.DisplayName, 1, 100); err != nil {
		return nil, "", err
	}
	if in.Email, err = Email("email", in.Email); err != nil {
		return nil, "", err
	}
	if err := password.Check("password", in.Password); err != nil {
		return nil, "", err
	}
	l, err := findLogin(ctx, j.Client(), h, in.Email, in.Password, false)
	if err != nil {
		return nil, "", err
	}
	l.must = true
	return journal.Changed(ctx, j, func(ctx context.Context, tx *ent.Tx) (*ent.Member, error) {
		return createMember(ctx, tx, l, in)
	})
}

func createMember(ctx context.Context, tx *ent.Tx, l *login, in MemberCreateInput) (*ent.Member, error) {
	create := tx.Member.Create().SetDisplayName(in.DisplayName)
	if in.DepartmentID != nil && *in.DepartmentID != "" {
		if err := activeDepartment(ctx, tx, "departmentId", *in.DepartmentID); err != nil {
			return nil, err
		}
		create.SetDepartmentID(*in.DepartmentID)
		create.SetIsDepartmentHead(in.IsDepartmentHead != nil && *in.IsDepartmentHead)
	}
	var department typeid.ID
	if in.DepartmentID != nil {
		department = *in.DepartmentID
	}
	if err := authz.On(ctx, authz.MemberCreate, authz.Record{Departments: []typeid.ID{department}}); err != nil {
		return nil, fault.Forbidden().On("departmentId").Because(err)
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
		s, err := Text(f.name, *f.from, 0, f.most)
		if err != nil {
			return nil, err
		}
		f.set(s)
	}
	roles, err := findRoles(ctx, tx, in.RoleKeys)
	if err != nil {
		return nil, err
	}
	m, err := join(ctx, tx, l, create, roles...)
	if err != nil {
		return nil, err
	}
	journal.Record(ctx, memberEvent("member.created", m, nil, map[string]any{"roles": in.RoleKeys}))
	return m, nil
}

// MemberUpdateInput is a member's changes; nil stays, empty clears.
type MemberUpdateInput struct {
	ID               typeid.ID
	ExpectedVersion  int
	DisplayName      *string
	DepartmentID     *typeid.ID
	Post             *string
	EmployeeNumber   *string
	IsDepartmentHead *bool
	State            *flow.MemberState
}

// UpdateMember changes a member. Nobody who leaves is the last administrator.
func UpdateMember(ctx context.Context, tx *ent.Tx, in MemberUpdateInput) (*ent.Member, error) {
	m, err := lockMember(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	update, fields, err := memberChanges(ctx, tx, m, in)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if in.State != nil {
		if err := changeState(ctx, tx, m, *in.State); err != nil {
			return nil, err
		}
		update.SetState(*in.State)
	}
	from := m.State
	if m, err = update.Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing a member: %w", err)
	}
	e := memberEvent("member.updated", m, fields, nil)
	if from != m.State {
		e.From, e.To = string(from), string(m.State)
	}
	journal.Record(ctx, e)
	return m, nil
}

func memberChanges(ctx context.Context, tx *ent.Tx, m *ent.Member, in MemberUpdateInput) (*ent.MemberUpdateOne, []string, error) {
	update := m.Update()
	var fields []string
	for _, f := range []struct {
		name        string
		from        *string
		least, most int
		set         func(string) *ent.MemberUpdateOne
	}{
		{"displayName", in.DisplayName, 1, 100, update.SetDisplayName},
		{"post", in.Post, 0, 100, update.SetPost},
		{"employeeNumber", in.EmployeeNumber, 0, 50, update.SetEmployeeNumber},
	} {
		if f.from == nil {
			continue
		}
		s, err := Text(f.name, *f.from, f.least, f.most)
		if err != nil {
			return nil, nil, err
		}
		f.set(s)
		fields = append(fields, f.name)
	}
	if in.DepartmentID != nil {
		if *in.DepartmentID == "" {
			update.ClearDepartmentID()
		} else {
			if err := activeDepartment(ctx, tx, "departmentId", *in.DepartmentID); err != nil {
				return nil, nil, err
			}
			update.SetDepartmentID(*in.DepartmentID)
		}
		fields = append(fields, "department")
	}
	if in.IsDepartmentHead != nil {
		update.SetIsDepartmentHead(*in.IsDepartmentHead)
		fields = append(fields, "isDepartmentHead")
	}
	if in.State != nil {
		fields = append(fields, "state")
	}
	return update, fields, nil
}

func changeState(ctx context.Context, tx *ent.Tx, m *ent.Member, to flow.MemberState) error {
	if to == flow.MemberInvited {
		return fault.Input("state", "input.unknown_key").With("value", string(to))
	}
	if to == flow.MemberLeft {
		if err := keepAnAdmin(ctx, tx, m.ID); err != nil {
			return err
		}
	}
	err := tx.UserCompany.Update().Where(usercompany.MemberID(m.ID)).SetActive(to == flow.MemberActive).Exec(ctx)
	if err != nil {
		return fmt.Errorf("tenants: changing the directory: %w", err)
	}
	return nil
}

// MemberRolesUpdateInput is all the roles of a member from now on.
type MemberRolesUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	RoleKeys        []string
}

// UpdateMemberRoles gives a member other roles.
func UpdateMemberRoles(ctx context.Context, tx *ent.Tx, in MemberRolesUpdateInput) (*ent.Member, error) {
	m, err := lockMember(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	roles, err := findRoles(ctx, tx, in.RoleKeys)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(in.RoleKeys, authz.TenantAdmin) {
		if err := keepAnAdmin(ctx, tx, m.ID); err != nil {
			return nil, err
		}
	}
	if _, err := tx.MemberRole.Delete().Where(memberrole.MemberID(m.ID)).Exec(ctx); err != nil {
		return nil, fmt.Errorf("tenants: taking roles: %w", err)
	}
	if err := giveRoles(ctx, tx, m.ID, roles); err != nil {
		return nil, err
	}
	if m, err = m.Update().Save(ctx); err != nil { // counts the version
		return nil, fmt.Errorf("tenants: changing a member: %w", err)
	}
	journal.Record(ctx, memberEvent("member.roles_updated", m, []string{"roles"}, map[string]any{"roles": in.RoleKeys}))
	return m, nil
}

// lockMember loads a member for a change, if the viewer may change members.
func lockMember(ctx context.Context, tx *ent.Tx, id typeid.ID, expected int) (*ent.Member, error) {
	if err := authz.Require(ctx, authz.MemberUpdate); err != nil {
		return nil, err
	}
	q := tx.Member.Query().Where(member.ID(id))
	q.Modify(database.Lock)
	m, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("id")
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: reading a member: %w", err)
	}
	if err := authz.On(ctx, authz.MemberUpdate, authz.Record{Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.ID}}); err != nil {
		return nil, err
	}
	return m, Version(expected, m.Version)
}

// findRoles finds roles by their keys. Who is no administrator gives no role
// that allows more than they may do themselves.
func findRoles(ctx context.Context, tx *ent.Tx, keys []string) ([]*ent.Role, error) {
	if len(keys) == 0 {
		return nil, fault.Input("roleKeys", "input.required")
	}
	if len(keys) > maxRoles {
		return nil, fault.Input("roleKeys", "input.too_many").With("max", maxRoles)
	}
	found, err := tx.Role.Query().Where(role.KeyIn(keys...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading roles: %w", err)
	}
	for i, key := range keys {
		if slices.Contains(keys[:i], key) {
			return nil, fault.Input(fmt.Sprintf("roleKeys[%d]", i), "input.duplicate").With("value", key)
		}
		j := slices.IndexFunc(found, func(r *ent.Role) bool { return r.Key == key })
		if j < 0 {
			return nil, fault.Input(fmt.Sprintf("roleKeys[%d]", i), "role.unknown")
		}
		if !mayGive(viewer.From(ctx), found[j]) {
			return nil, fault.Forbidden().On(fmt.Sprintf("roleKeys[%d]", i))
		}
	}
	return found, nil
}

// mayGive tells whether the viewer may give the role: whoever may change roles
// may give any (model §7: "TA can give roles"), others what they have themselves.
func mayGive(v *viewer.Viewer, r *ent.Role) bool {
	if v.Scope(string(authz.RoleUpdate)) == viewer.All {
		return true
	}
	for _, g := range r.Grants {
		if g.Effect == string(authz.Deny) {
			continue
		}
		mine := v.Scope(string(authz.ActionOf(authz.Resource(g.Resource), authz.Verb(g.Verb))))
		if mine.Rank() < viewer.Scope(g.Scope).Rank() {
			return false
		}
	}
	return true
}

// keepAnAdmin refuses to take the last active administrator away.
func keepAnAdmin(ctx context.Context, tx *ent.Tx, leaving typeid.ID) error {
	// The role's row stands for "the administrators": two who leave at once wait for each other.
	q := tx.Role.Query().Where(role.Key(authz.TenantAdmin))
	q.Modify(database.Lock)
	admin, err := q.Only(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading the administrators' role: %w", err)
	}
	others, err := tx.Member.Query().Where(
		member.IDNEQ(leaving), member.StateEQ(flow.MemberActive),
		member.HasMemberRolesWith(memberrole.RoleID(admin.ID)),
	).Exist(ctx)
	if err != nil {
		return fmt.Errorf("tenants: counting administrators: %w", err)
	}
	if !others {
		return fault.Precondition("member.last_admin")
	}
	return nil
}

func activeDepartment(ctx context.Context, tx *ent.Tx, field string, id typeid.ID) error {
	d, err := tx.Department.Get(ctx, id)
	if ent.IsNotFound(err) {
		return fault.NotFound().On(field)
	}
	if err != nil {
		return fmt.Errorf("tenants: reading a department: %w", err)
	}
	if !d.Active {
		return fault.Precondition("department.inactive").On(field)
	}
	return nil
}

func memberEvent(kind string, m *ent.Member, fields []string, detail map[string]any) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: true, Fields: fields, Detail: detail,
		Subject:     journal.Subject{Type: flow.SubjectMember, ID: m.ID, Number: m.EmployeeNumber},
		Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.ID},
	}
}
