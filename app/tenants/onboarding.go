package tenants

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/requirementform"
	"heed/ent/responsetemplate"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Onboarding is how far a company is with setting itself up.
type Onboarding struct {
	Tenant *ent.Tenant
	Steps  []flow.OnboardingProgress
}

// Progress looks at everything that the steps of the onboarding ask for, as it
// stands in the database.
func Progress(ctx context.Context, client *ent.Client) (*Onboarding, error) {
	now := viewer.Now(ctx)
	ctx = viewer.AsSystem(ctx, viewer.Tenant(ctx)) // members out of the viewer's sight count too
	config, err := load(ctx, client, viewer.Tenant(ctx))
	if err != nil {
		return nil, err
	}
	facts := configFacts(config)
	if err := peopleFacts(ctx, client, config, &facts); err != nil {
		return nil, err
	}
	if err := templateFacts(ctx, client, &facts); err != nil {
		return nil, err
	}
	return &Onboarding{config.Tenant, flow.OnboardingOf(facts, config.Tenant.Onboarding, now.In(config.Zone))}, nil
}

// configFacts are what the configuration tells.
func configFacts(c *Config) flow.OnboardingFacts {
	f := flow.OnboardingFacts{Name: c.Tenant.Name, Timezone: c.Tenant.Timezone, Locale: string(c.Tenant.Locale)}
	for _, d := range c.Departments {
		f.Management = f.Management || d.Active && d.IsManagement
	}
	calendar, ok := c.Calendars[c.CalendarID]
	f.Calendar = ok
	if ok {
		f.WorkingTime = works(calendar.Week())
		f.DaysUntil = calendar.ValidUntil()
	}
	f.Deadlines = covered(c.Policies)
	f.KeyTier = slices.ContainsFunc(c.Tiers, func(t *ent.CustomerTier) bool { return t.CollectionClass == flow.CollectionKey })
	return f
}

// templateFacts are what forms and templates tell.
func templateFacts(ctx context.Context, client *ent.Client, f *flow.OnboardingFacts) (err error) {
	if f.Template, err = client.ResponseTemplate.Query().Where(responsetemplate.Active(true)).Exist(ctx); err == nil {
		f.FormDrafted, err = client.RequirementForm.Query().Exist(ctx)
	}
	if err == nil {
		f.FormPublished, err = client.RequirementForm.Query().Where(requirementform.StateEQ(flow.FormEffective)).Exist(ctx)
	}
	if err != nil {
		return fmt.Errorf("tenants: reading templates: %w", err)
	}
	return nil
}

func works(week sla.Week) bool {
	return slices.ContainsFunc(week[:], func(frames []sla.Frame) bool { return len(frames) > 0 })
}

// covered are the urgencies whose requirements always have a deadline for a
// first answer, whoever the customer is.
func covered(policies []*ent.SlaPolicy) []flow.Urgency {
	var all []flow.Urgency
	for _, u := range []flow.Urgency{flow.UrgencyUrgent, flow.UrgencyImportant, flow.UrgencyGeneral} {
		if slices.ContainsFunc(policies, func(p *ent.SlaPolicy) bool {
			return p.Active && p.ClockKind == sla.ClockFirstResponse && p.TierKey == "" && p.DepartmentID == "" && (p.Urgency == nil || *p.Urgency == u)
		}) {
			all = append(all, u)
		}
	}
	return all
}

// needed are the roles that somebody must have.
var needed = []string{authz.TenantAdmin, authz.Management, authz.Committee}

// peopleFacts are what the members tell.
func peopleFacts(ctx context.Context, client *ent.Client, c *Config, f *flow.OnboardingFacts) error {
	members, err := client.Member.Query().Where(member.StateIn(flow.MemberActive, flow.MemberInvited)).WithMemberRoles().All(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading members: %w", err)
	}
	held, headed := map[string]bool{}, map[typeid.ID]bool{}
	var admins []typeid.ID
	for _, m := range members {
		headed[m.DepartmentID] = headed[m.DepartmentID] || m.IsDepartmentHead
		for _, g := range m.Edges.MemberRoles {
			role, ok := c.Roles[g.RoleID]
			if !ok {
				continue
			}
			held[role.Key] = true
			if role.Key == authz.TenantAdmin && m.State == flow.MemberActive {
				admins = append(admins, m.UserID)
			}
		}
	}
	f.Others = len(members) - 1
	for _, d := range c.Departments {
		if d.Active && !headed[d.ID] {
			f.Headless = append(f.Headless, d.Name)
		}
	}
	slices.SortFunc(f.Headless, strings.Compare)
	for _, key := range needed {
		if !held[key] {
			f.Unheld = append(f.Unheld, key)
		}
	}
	f.AdminVerified, err = client.User.Query().Where(user.IDIn(admins...), user.EmailVerifiedAtNotNil()).Exist(ctx)
	if err != nil {
		return fmt.Errorf("tenants: reading accounts: %w", err)
	}
	return nil
}
