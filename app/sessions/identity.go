package sessions

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"entgo.io/ent/dialect/sql"

	"heed/app/cache"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Who says who is behind a session: the viewer with effective grants, and the
// company's configuration. Answers are kept until the journal tells of a change
// of the company's sessions, members or roles.
type Who struct {
	client  *ent.Client
	configs *cache.Cache[typeid.ID, *tenants.Config]
	known   *cache.Cache[typeid.ID, *identity]

	generation atomic.Uint64
	mu         sync.Mutex
	watched    map[typeid.ID]map[*watch]struct{} // by company
}

// identity is a session with its viewer.
type identity struct {
	session *ent.Session
	viewer  *viewer.Viewer
	config  *tenants.Config
}

// How much is kept.
const (
	keptCompanies  = 1000
	keptIdentities = 20000
)

// NewWho makes the process's knowledge of sessions.
func NewWho(client *ent.Client) (*Who, error) {
	w := &Who{client: client, watched: map[typeid.ID]map[*watch]struct{}{}}
	w.generation.Store(1) // so that who has never looked does
	var err error
	if w.configs, err = cache.New(keptCompanies, tenants.Loader(client)); err != nil {
		return nil, err
	}
	w.known, err = cache.New(keptIdentities, w.identify)
	return w, err
}

// Authenticate puts the viewer of the claims into the context, with the
// company's configuration. It is UNAUTHENTICATED when the session has ended, the
// member has left, or the company is closed.
func (w *Who) Authenticate(ctx context.Context, c Claims) (context.Context, error) {
	// The company's configuration is kept as long as its sessions are used, for
	// only companies that are kept are followed. Where it was forgotten, what
	// was known of the session is too.
	config, err := w.configs.Get(ctx, c.Tenant)
	if err != nil {
		return nil, err
	}
	id, err := w.known.Get(ctx, c.Session)
	if err == nil && id.config != config {
		w.known.Drop(c.Session)
		id, err = w.known.Get(ctx, c.Session)
	}
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	switch {
	case id.session.UserID != c.User, id.session.CompanyID != c.Tenant:
		return nil, fault.Unauthenticated()
	case id.session.EndedAt != nil, !now.Before(id.session.CreatedAt.Add(fullLife)):
		return nil, fault.New(fault.CodeUnauthenticated, "session.ended")
	case id.viewer == nil:
		return nil, left()
	case id.config.Tenant.State == flow.TenantClosed: // refreshing says so too
		return nil, fault.New(fault.CodeUnauthenticated, "company.closed")
	}
	v := *id.viewer
	v.RequestID = viewer.From(ctx).RequestID
	return tenants.WithConfig(viewer.With(ctx, &v), id.config), nil
}

// AsSystem puts the company and its configuration into the context, for the
// system's own work.
func (w *Who) AsSystem(ctx context.Context, tenant typeid.ID) (context.Context, error) {
	config, err := w.configs.Get(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return System(ctx, config), nil
}

// System puts the company of the configuration into the context, for the system's
// own work: in the company's time zone and language.
func System(ctx context.Context, config *tenants.Config) context.Context {
	ctx = viewer.AsSystem(ctx, config.Tenant.ID)
	v := *viewer.From(ctx)
	v.Zone, v.Locale = config.Zone, config.Tenant.Locale
	return tenants.WithConfig(viewer.With(ctx, &v), config)
}

// Member puts the member, with roles loaded, into the context of their company's
// own work: for what they asked for and is done without their session.
func (w *Who) Member(ctx context.Context, m *ent.Member) (context.Context, error) {
	config := tenants.ConfigFrom(ctx)
	v, err := Viewer(config, m)
	if err != nil {
		return nil, err
	}
	v.RequestID = viewer.From(ctx).RequestID
	return tenants.WithConfig(viewer.With(ctx, v), config), nil
}

// identify reads who is behind a session.
func (w *Who) identify(ctx context.Context, session typeid.ID) (*identity, error) {
	s, err := w.client.Session.Get(ctx, session)
	if ent.IsNotFound(err) {
		return nil, fault.Unauthenticated()
	}
	if err != nil {
		return nil, fmt.Errorf("sessions: reading a session: %w", err)
	}
	config, err := w.configs.Get(ctx, s.CompanyID)
	if err != nil {
		return nil, err
	}
	id := &identity{session: s, config: config}
	u, err := w.client.User.Get(ctx, s.UserID)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading an account: %w", err)
	}
	m, err := w.client.Member.Query().Where(member.ID(s.MemberID)).WithMemberRoles().Only(viewer.AsSystem(ctx, s.CompanyID))
	if err != nil {
		return nil, fmt.Errorf("sessions: reading a member: %w", err)
	}
	if m.State != flow.MemberActive || u.Disabled {
		return id, nil
	}
	id.viewer, err = Viewer(config, m)
	if err != nil {
		return nil, err
	}
	id.viewer.User, id.viewer.Session, id.viewer.Locale = u.ID, s.ID, u.Locale
	id.viewer.MustChangePassword = u.MustChangePassword
	return id, nil
}

// Viewer is the member, with roles loaded, as the one who asks.
func Viewer(config *tenants.Config, m *ent.Member) (*viewer.Viewer, error) {
	var roles []string
	for _, r := range m.Edges.MemberRoles {
		if role, ok := config.Roles[r.RoleID]; ok {
			roles = append(roles, role.Key)
		}
	}
	slices.Sort(roles)
	grants, set, err := config.Access.Grants(roles)
	if err != nil {
		return nil, err
	}
	masked, err := config.Access.Masks(roles)
	if err != nil {
		return nil, err
	}
	departments := config.Below(m.DepartmentID)
	if slices.ContainsFunc(departments, config.HumanResources) {
		grants, set = authz.Widened(grants), set+"+hr"
	}
	return &viewer.Viewer{
		Kind: viewer.Member, Tenant: config.Tenant.ID, Member: m.ID, User: m.UserID,
		Department: m.DepartmentID, Departments: departments, Roles: roles,
		Grants: grants, GrantSet: set, Masked: masked, Locale: config.Tenant.Locale, Zone: config.Zone, TenantState: string(config.Tenant.State),
	}, nil
}

// Changed forgets what is known of the company and tells who watches its
// sessions; the journal's feed calls it.
func (w *Who) Changed(tenant typeid.ID) {
	w.configs.Drop(tenant)
	w.known.DropIf(func(_ typeid.ID, id *identity) bool { return id.session.CompanyID == tenant })
	w.generation.Add(1) // before anybody is woken, who would look whether it has moved
	w.mu.Lock()
	defer w.mu.Unlock()
	for one := range w.watched[tenant] {
		one.wake()
	}
}

// Ended forgets sessions of the company that have ended, and tells who watches
// them; all others know nothing new. The journal's feed calls it.
func (w *Who) Ended(tenant typeid.ID, sessions []typeid.ID) {
	for _, session := range sessions {
		w.known.Drop(session)
	}
	w.generation.Add(1)
	w.mu.Lock()
	defer w.mu.Unlock()
	for one := range w.watched[tenant] {
		if slices.Contains(sessions, one.session) {
			one.wake()
		}
	}
}

// Generation counts the times that something was forgotten: while it stands,
// Authenticate gives what it gave before, but for the passing of time.
func (w *Who) Generation() uint64 { return w.generation.Load() }

// Companies lists the companies of which something is kept.
func (w *Who) Companies() []typeid.ID {
	all := w.configs.Keys()
	w.mu.Lock()
	defer w.mu.Unlock()
	for tenant := range w.watched {
		if !slices.Contains(all, tenant) {
			all = append(all, tenant)
		}
	}
	return all
}

// Forget forgets everything, for when news may have been missed.
func (w *Who) Forget() {
	defer w.generation.Add(1)
	w.configs.Purge()
	w.known.Purge()
}

func desc() sql.OrderTermOption { return sql.OrderDesc() }

func normalise(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
