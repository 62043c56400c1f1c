// Package tenants is the companies themselves: signing up, departments,
// members, roles, calendars, deadlines and tiers, and the configuration that
// all other work reads.
package tenants

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/ent/customertier"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Config is what a company has set up. It is read once, shared by all requests
// and read again when the journal tells of a change: read only.
type Config struct {
	Tenant      *ent.Tenant
	Zone        *time.Location
	Departments map[typeid.ID]*ent.Department
	Tiers       []*ent.CustomerTier // the most valued first
	Roles       map[typeid.ID]*ent.Role
	Calendars   map[typeid.ID]sla.Calendar // with the statutory days that are published
	CalendarID  typeid.ID                  // of the default calendar
	Policies    []*ent.SlaPolicy
	Access      *authz.Company

	children map[typeid.ID][]typeid.ID
}

// Calendar is the default working calendar.
func (c *Config) Calendar() sla.Calendar { return c.Calendars[c.CalendarID] }

// AtWork tells whether the company works: of one that is suspended or closed
// nothing changes by itself.
func (c *Config) AtWork() bool {
	return c.Tenant.State == flow.TenantOnboarding || c.Tenant.State == flow.TenantActive
}

// Tier finds a tier by its key.
func (c *Config) Tier(key string) (*ent.CustomerTier, bool) {
	i := slices.IndexFunc(c.Tiers, func(t *ent.CustomerTier) bool { return t.Key == key })
	if i < 0 {
		return nil, false
	}
	return c.Tiers[i], true
}

// SortedRoles are the roles, the built-in ones first, then by key.
func (c *Config) SortedRoles() []*ent.Role {
	return slices.SortedFunc(maps.Values(c.Roles), func(a, b *ent.Role) int {
		if a.Builtin != b.Builtin {
			if a.Builtin {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Key, b.Key)
	})
}

// Below is the department and all below it, sorted.
func (c *Config) Below(department typeid.ID) []typeid.ID {
	if department == "" {
		return nil
	}
	all := []typeid.ID{department}
	for i := 0; i < len(all); i++ {
		for _, child := range c.children[all[i]] {
			if !slices.Contains(all, child) {
				all = append(all, child)
			}
		}
	}
	slices.Sort(all)
	return all
}

// Management is the management department that is active, of several the first; "" for
// none. What is nobody else's is its work.
func (c *Config) Management() typeid.ID {
	var first typeid.ID
	for id, d := range c.Departments {
		if d.IsManagement && d.Active && (first == "" || id < first) {
			first = id
		}
	}
	return first
}

// Eve is the beginning of the working day before an instant's, in the company's zone: who is
// to be somewhere then is reminded from it on.
func (c *Config) Eve(of time.Time) time.Time {
	at := sla.WorkingDayBefore(of, c.Calendar()).In(c.Zone)
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, c.Zone)
}

// HumanResources tells whether the department is one of human resources (D2-77).
func (c *Config) HumanResources(department typeid.ID) bool {
	d, ok := c.Departments[department]
	return ok && d.Active && d.Type == flow.DepartmentHR
}

// load reads a company's configuration, in the system's name.
func load(ctx context.Context, client *ent.Client, tenant typeid.ID) (*Config, error) {
	ctx = viewer.AsSystem(ctx, tenant)
	c := &Config{
		Departments: map[typeid.ID]*ent.Department{}, Roles: map[typeid.ID]*ent.Role{},
		Calendars: map[typeid.ID]sla.Calendar{}, children: map[typeid.ID][]typeid.ID{},
	}
	var err error
	if c.Tenant, err = client.Tenant.Get(ctx, tenant); err != nil {
		return nil, fmt.Errorf("tenants: reading company %s: %w", tenant, err)
	}
	if c.Zone, err = time.LoadLocation(c.Tenant.Timezone); err != nil {
		return nil, fmt.Errorf("tenants: time zone of %s: %w", tenant, err)
	}
	departments, err := client.Department.Query().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading departments: %w", err)
	}
	for _, d := range departments {
		c.Departments[d.ID] = d
		if d.ParentID != "" {
			c.children[d.ParentID] = append(c.children[d.ParentID], d.ID)
		}
	}
	if c.Tiers, err = client.CustomerTier.Query().Order(customertier.ByRank(), customertier.ByID()).All(ctx); err != nil {
		return nil, fmt.Errorf("tenants: reading tiers: %w", err)
	}
	if c.Policies, err = client.SlaPolicy.Query().Where(slapolicy.Active(true)).All(ctx); err != nil {
		return nil, fmt.Errorf("tenants: reading deadlines: %w", err)
	}
	if err := c.loadCalendars(ctx, client); err != nil {
		return nil, err
	}
	return c, c.loadRoles(ctx, client)
}

func (c *Config) loadCalendars(ctx context.Context, client *ent.Client) error {
	calendars, err := client.WorkingCalendar.Query().All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading calendars: %w", err)
	}
	for _, row := range calendars {
		calendar, err := sla.NewCalendar(row.Timezone, row.Week, row.Days, row.ValidUntil)
		if err != nil {
			return fmt.Errorf("tenants: calendar %s: %w", row.ID, err)
		}
		c.Calendars[row.ID] = calendar.WithPublished()
		if row.IsDefault {
			c.CalendarID = row.ID
		}
	}
	return nil
}

func (c *Config) loadRoles(ctx context.Context, client *ent.Client) error {
	roles, err := client.Role.Query().All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading roles: %w", err)
	}
	var grants []authz.Grant
	for _, r := range roles {
		c.Roles[r.ID] = r
		grants = append(grants, AccessGrants(r.Key, GrantsOf(r))...)
	}
	c.Access, err = authz.NewCompany(c.Tenant.ID, grants)
	return err
}

type configKey struct{}

// WithConfig puts a company's configuration into the context.
func WithConfig(ctx context.Context, c *Config) context.Context {
	return context.WithValue(ctx, configKey{}, c)
}

// ConfigFrom is the configuration of the context's company. Whoever puts a
// company into a context puts its configuration too.
func ConfigFrom(ctx context.Context) *Config {
	c, ok := ctx.Value(configKey{}).(*Config)
	if !ok {
		panic("tenants: the context carries no configuration (WithConfig)")
	}
	return c
}

// Loader reads companies' configurations for a cache.
func Loader(client *ent.Client) func(ctx context.Context, tenant typeid.ID) (*Config, error) {
	return func(ctx context.Context, tenant typeid.ID) (*Config, error) { return load(ctx, client, tenant) }
}
