package authz

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"heed/rules/typeid"
	"heed/rules/viewer"
)

// rules is the Casbin model. The cheap comparisons stand first: the matcher
// runs once for every policy of the roles that are asked about.
const rules = `
[request_definition]
r = sub, dom, obj, act

[policy_definition]
p = role, dom, obj, act, scope, eft

[role_definition]
g = _, _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.obj == p.obj && r.act == p.act && r.dom == p.dom && g(r.sub, p.role, r.dom)
`

// roleKey is what role keys look like. Subjects are role keys joined with "+",
// and Casbin joins the words of a policy with ",", so neither may occur.
var roleKey = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$`)

// Company is the enforcer of one company at one version of its roles. It is
// never changed: new grants make a new Company. Safe for concurrent use.
type Company struct {
	tenant typeid.ID
	grants map[string][]Grant // by role, of known actions
	hiding map[string][]Grant // by role: denials of fields only, which Casbin does not see
	prints map[string]string  // by role: what is decided depends on
}

// NewCompany is the enforcer of a company from the grants of its roles.
// Grants of actions that this release does not know are left out; a grant
// that cannot be understood is an error, because it might be a denial.
func NewCompany(tenant typeid.ID, grants []Grant) (*Company, error) {
	c := &Company{tenant: tenant, grants: map[string][]Grant{}, hiding: map[string][]Grant{}, prints: map[string]string{}}
	seen, lines := map[Grant]bool{}, map[string][]string{}
	for _, g := range grants {
		if err := g.check(); err != nil {
			return nil, err
		}
		if seen[g] || !g.Action().Known() {
			continue
		}
		seen[g] = true
		lines[g.Role] = append(lines[g.Role], g.line())
		if g.hides() {
			c.hiding[g.Role] = append(c.hiding[g.Role], g)
			continue
		}
		c.grants[g.Role] = append(c.grants[g.Role], g)
	}
	for role, of := range lines {
		c.prints[role] = hash(of)
	}
	return c, nil
}

// check tells whether the grant can be understood.
func (g Grant) check() error {
	known := g.Effect == Deny || g.Effect == Allow && g.Scope.Rank() > viewer.None.Rank()
	if g.Mask != "" && g.Verb != Read {
		known = false
	}
	if !known || !roleKey.MatchString(g.Role) {
		return fmt.Errorf("authz: grant of role %q on %s: effect %q, scope %q", g.Role, g.Action(), g.Effect, g.Scope)
	}
	return nil
}

// Grants is what a member with these roles may do: the widest scope of each
// action that some role allows and none denies. Roles that the company does
// not have count for nothing. The text is the id of the set: members with equal
// grants share it. The result is read only.
func (c *Company) Grants(roleKeys []string) (viewer.Grants, string, error) {
	set, err := c.set(roleKeys)
	return set.grants, set.id, err
}

// set is the answer for the roles, worked out on first use.
func (c *Company) set(roleKeys []string) (roleSet, error) {
	roles := slices.Clone(roleKeys)
	slices.Sort(roles)
	roles = slices.DeleteFunc(slices.Compact(roles), func(key string) bool { return c.prints[key] == "" })
	return decided.of(c.print(roles), func() (roleSet, error) {
		grants, err := c.decide("+"+strings.Join(roles, "+"), roles)
		if err != nil {
			return roleSet{}, err
		}
		masked := c.masks(roles, grants)
		return roleSet{grants: grants, masked: masked, id: setID(grants, masked)}, nil
	})
}

// decide asks Casbin for every action that some of the roles allows.
func (c *Company) decide(subject string, roles []string) (viewer.Grants, error) {
	grants := viewer.Grants{}
	if len(roles) == 0 {
		return grants, nil
	}
	enforcer, err := c.enforcer(subject, roles)
	if err != nil {
		return nil, err
	}
	widest := map[Action]viewer.Scope{}
	for _, role := range roles {
		for _, g := range c.grants[role] {
			if g.Effect == Allow && g.Scope.Rank() > widest[g.Action()].Rank() {
				widest[g.Action()] = g.Scope
			}
		}
	}
	for action, scope := range widest {
		allowed, err := enforcer.Enforce(subject, string(c.tenant), string(action.Resource()), string(action.Verb()))
		if err != nil {
			return nil, fmt.Errorf("authz: casbin: %w", err)
		}
		if allowed {
			grants[string(action)] = scope
		}
	}
	return grants, nil
}

// enforcer is Casbin with the policies of these roles, which the subject has. It knows no others: it looks
// at every policy for every question.
func (c *Company) enforcer(subject string, roles []string) (*casbin.Enforcer, error) {
	m, err := model.NewModelFromString(rules)
	if err != nil {
		return nil, fmt.Errorf("authz: casbin model: %w", err)
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, fmt.Errorf("authz: casbin: %w", err)
	}
	var policies [][]string
	links := make([][]string, len(roles))
	for i, role := range roles {
		links[i] = []string{subject, role, string(c.tenant)}
		known := map[Grant]bool{} // masks do not concern Casbin
		for _, g := range c.grants[role] {
			if g.Mask = ""; known[g] {
				continue
			}
			known[g] = true
			policies = append(policies, []string{
				g.Role, string(c.tenant), string(g.Resource), string(g.Verb), string(g.Scope), strings.ToLower(string(g.Effect)),
			})
		}
	}
	if len(policies) > 0 {
		if _, err := e.AddPolicies(policies); err != nil {
			return nil, fmt.Errorf("authz: casbin policies: %w", err)
		}
	}
	if _, err := e.AddGroupingPolicies(links); err != nil {
		return nil, fmt.Errorf("authz: casbin roles: %w", err)
	}
	return e, nil
}
