package tenants

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// maxCompanyRoles is how many roles a company may have, the built-in ones with
// them: all are kept in memory.
const maxCompanyRoles = 50

// roles are the company's.
type roles []*ent.Role

// lockRoles reads all roles and keeps them, so that two changes at once make
// neither too many nor two of a name, if the viewer may do the action.
func lockRoles(ctx context.Context, tx *ent.Tx, a authz.Action) (roles, error) {
	if err := authz.On(ctx, a, authz.Record{}); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	q := tx.Role.Query().Order(role.ByID())
	kept := q.Clone()
	kept.Modify(database.Lock)
	if _, err := kept.IDs(ctx); err != nil {
		return nil, fmt.Errorf("tenants: keeping roles: %w", err)
	}
	// Whoever waited was given the rows of before; what was made meanwhile shows at a second look. That one keeps
	// nothing more: new ids may stand before those that are held, and two who wait crosswise wait for ever.
	all, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading roles: %w", err)
	}
	return all, nil
}

// find finds a role for a change of its version.
func (all roles) find(id typeid.ID, expected int) (*ent.Role, error) {
	i := slices.IndexFunc(all, func(r *ent.Role) bool { return r.ID == id })
	if i < 0 {
		return nil, fault.NotFound().On("id")
	}
	return all[i], Version(expected, all[i].Version)
}

// freeName refuses a name that another role has.
func (all roles) freeName(name string, mine typeid.ID) error {
	if slices.ContainsFunc(all, func(r *ent.Role) bool { return r.Name == name && r.ID != mine }) {
		return fault.Conflict("role.name_taken").On("name")
	}
	return nil
}

func (all roles) has(key string) bool {
	return slices.ContainsFunc(all, func(r *ent.Role) bool { return r.Key == key })
}

var keyForm = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,59}$`)

// newKey checks the key of a new role, or makes one of its name.
func (all roles) newKey(given *string, name string) (string, error) {
	if given != nil {
		switch {
		case !keyForm.MatchString(*given):
			return "", fault.Input("key", "input.malformed")
		case all.has(*given):
			return "", fault.Conflict("role.key_taken").On("key")
		}
		return *given, nil
	}
	base := strings.ToUpper(strings.ReplaceAll(slugOf(name), "-", "_"))
	if keyForm.MatchString(base) && !all.has(base) {
		return base, nil
	}
	if base == "" {
		base = "ROLE"
	}
	for n := 1; ; n++ {
		if key := base + "_" + strconv.Itoa(n); !all.has(key) {
			return key, nil
		}
	}
}

func roleEvent(kind string, r *ent.Role, fields []string, was, is []flow.Grant) journal.Event {
	detail := map[string]any{"key": r.Key}
	added, removed := changedLines(was, is)
	if len(added) > 0 {
		detail["added"] = added
	}
	if len(removed) > 0 {
		detail["removed"] = removed
	}
	return journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: true, Fields: fields, Detail: detail,
		Subject: journal.Subject{Type: flow.SubjectRole, ID: r.ID},
	}
}
