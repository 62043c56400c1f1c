package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// world is the company while it is being made.
type world struct {
	Tools
	config      *tenants.Config
	departments map[flow.DepartmentType]typeid.ID
	viewers     map[string]*viewer.Viewer
	passed      time.Time // up to where time has passed
}

// past is how long the company has worked with Heed.
const past = 365 * 24 * time.Hour

// founding is when the company signed up: before its year, with time for
// getting to know its customers.
func founding(now time.Time) time.Time { return now.Add(-past - 14*24*time.Hour) }

// found signs the company up and makes its members. The context that it gives
// is of the system's work in the company.
func found(ctx context.Context, t Tools, password string) (context.Context, *world, error) {
	first := people[0]
	made, err := tenants.Register(ctx, t.Journal, t.Hasher, tenants.RegisterInput{
		Company: tenants.CompanyInput{Name: "海纳客户关怀示范公司", Slug: new(Slug), Locale: new(label.ZhHans)},
		Admin:   tenants.AdminInput{Name: first.name, Email: first.email(), Password: password},
	})
	if err != nil {
		return ctx, nil, fmt.Errorf("demo: signing up: %w", err)
	}
	if ctx, err = t.Who.AsSystem(ctx, made.Tenant.ID); err != nil {
		return ctx, nil, err
	}
	w := newWorld(ctx, t)
	if err := w.settle(ctx, made.Member); err != nil {
		return ctx, nil, err
	}
	for _, p := range slices.Concat(people[1:], former) {
		if err := w.employ(ctx, p, password); err != nil {
			return ctx, nil, fmt.Errorf("demo: making the account of %s: %w", p.key, err)
		}
	}
	if err := w.introduce(ctx); err != nil {
		return ctx, nil, err
	}
	if err := w.ready(ctx); err != nil {
		return ctx, nil, err
	}
	ctx, err = w.arrange(ctx, viewer.Now(ctx).Add(time.Hour))
	return ctx, w, err
}

// newWorld is the context's company before there is anybody in it.
func newWorld(ctx context.Context, t Tools) *world {
	w := &world{
		Tools: t, config: tenants.ConfigFrom(ctx),
		departments: map[flow.DepartmentType]typeid.ID{}, viewers: map[string]*viewer.Viewer{},
	}
	for _, d := range w.config.Departments {
		w.departments[d.Type] = d.ID
	}
	return w
}

// settle completes the administrator, who administers only: the management
// department has its own people.
func (w *world) settle(ctx context.Context, m *ent.Member) error {
	_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		changed, err := tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{
			ID: m.ID, ExpectedVersion: m.Version, RoleKeys: []string{authz.TenantAdmin},
		})
		if err != nil {
			return err
		}
		_, err = tenants.UpdateMember(ctx, tx, tenants.MemberUpdateInput{
			ID: m.ID, ExpectedVersion: changed.Version, Post: &people[0].post, EmployeeNumber: &people[0].number,
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("demo: settling the administrator: %w", err)
	}
	return nil
}

func (w *world) employ(ctx context.Context, p person, password string) error {
	in := tenants.MemberCreateInput{
		DisplayName: p.name, Email: p.email(), Password: password, Post: &p.post, EmployeeNumber: &p.number,
		IsDepartmentHead: &p.head, RoleKeys: []string{p.role},
	}
	if p.department != "" {
		in.DepartmentID = new(w.departments[p.department])
	}
	_, _, err := tenants.CreateMember(ctx, w.Journal, w.Hasher, in)
	return err
}

// introduce lets the members work: nobody must change the password that is given to
// visitors, the addresses are known to be theirs, and so are their viewers.
func (w *world) introduce(ctx context.Context) error {
	var emails []string
	for _, p := range slices.Concat(people, former) {
		emails = append(emails, p.email())
	}
	client := w.Journal.Client()
	err := client.User.Update().Where(user.EmailIn(emails...)).
		SetMustChangePassword(false).SetEmailVerifiedAt(viewer.Now(ctx)).Exec(ctx) // no letters go to them
	if err != nil {
		return fmt.Errorf("demo: keeping the passwords: %w", err)
	}
	members, err := client.Member.Query().Where(member.EmailIn(emails...)).WithMemberRoles().All(ctx)
	if err != nil {
		return fmt.Errorf("demo: reading the members: %w", err)
	}
	byEmail := map[string]*ent.Member{}
	for _, m := range members {
		byEmail[m.Email] = m
	}
	for _, p := range people {
		if w.viewers[p.key], err = sessions.Viewer(w.config, byEmail[p.email()]); err != nil {
			return fmt.Errorf("demo: the rights of %s: %w", p.key, err)
		}
	}
	return nil
}

// ready ends the onboarding: everything is as it should be.
func (w *world) ready(ctx context.Context) error {
	now := viewer.Now(ctx)
	_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		if err := w.enterDays(ctx, tx, now); err != nil {
			return err
		}
		_, err := tenants.SettleOnboarding(ctx, tx)
		return err
	})
	if err != nil {
		return fmt.Errorf("demo: ending the onboarding: %w", err)
	}
	return nil
}

// enterDays says that the calendar is complete up to the end of the year, where
// this version is older than the year and knows none of its holidays.
func (w *world) enterDays(ctx context.Context, tx *ent.Tx, now time.Time) error {
	if w.config.Calendar().Knows(now) {
		return nil
	}
	row, err := tx.WorkingCalendar.Get(ctx, w.config.CalendarID)
	if err != nil {
		return err
	}
	end := now.In(w.config.Zone).Format("2006") + "-12-31"
	_, err = tenants.UpdateCalendar(ctx, tx, tenants.WorkingCalendarUpdateInput{ID: row.ID, ExpectedVersion: row.Version, ValidUntil: &end})
	return err
}

// as is the context of a member at an instant, or of the system's work.
func (w *world) as(ctx context.Context, key string, at time.Time) context.Context {
	if key == system {
		return viewer.WithNow(viewer.AsSystem(ctx, w.config.Tenant.ID), at)
	}
	return viewer.WithNow(viewer.With(ctx, w.viewers[key]), at)
}

// id is the member's id.
func (w *world) id(key string) typeid.ID { return w.viewers[key].Member }
