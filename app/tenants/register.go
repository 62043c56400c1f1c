package tenants

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"heed/app/journal"
	"heed/app/password"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/score"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RegisterInput is a company and its first administrator.
type RegisterInput struct {
	Company CompanyInput
	Admin   AdminInput
}

// CompanyInput is the company that signs up.
type CompanyInput struct {
	Name     string
	Slug     *string
	Locale   *label.Locale
	Timezone *string
}

// AdminInput is the first administrator.
type AdminInput struct {
	Name     string
	Email    string
	Password string
}

// Registered is what sign-up made.
type Registered struct {
	Tenant *ent.Tenant
	Member *ent.Member
}

// Register signs a company up whose administrator has no account yet.
func Register(ctx context.Context, j *journal.Journal, h *password.Hasher, in RegisterInput) (*Registered, error) {
	return RegisterFor(ctx, j, h, in, nil)
}

// RegisterFor signs a company up, in one transaction: the company with what
// every company starts with, and its first administrator, who is the account's
// owner where they have proven it (whoever made it may not be whom the company
// means, for addresses are not verified yet), or else gets a new account. The
// administrator is given the management department's role too, so that a company
// of one can work.
func RegisterFor(ctx context.Context, j *journal.Journal, h *password.Hasher, in RegisterInput, proven *ent.User) (*Registered, error) {
	in, err := in.Check()
	if err != nil {
		return nil, err
	}
	admin := &login{email: in.Admin.Email, existing: proven}
	if proven == nil {
		if admin, err = newLogin(ctx, j.Client(), h, "admin.email", in.Admin.Email, in.Admin.Password); err != nil {
			return nil, err
		}
	}
	admin.locale = *in.Company.Locale
	// The company's id is there before the transaction begins, for the
	// connection must know the company by then.
	tenant := typeid.New(ent.Prefixes[ent.TypeTenant], viewer.Now(ctx))
	ctx = viewer.AsSystem(ctx, tenant)
	var made Registered
	for _, slug := range slugs(in.Company, tenant) {
		_, err = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			var err error
			made, err = register(ctx, tx, tenant, slug, in, admin)
			return err
		})
		if !errors.Is(err, fault.Conflict("slug.taken")) {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	made.Tenant, made.Member = made.Tenant.Unwrap(), made.Member.Unwrap()
	return &made, nil
}

// slugs are the short names to try for a company: the one it asks for, or what
// its name gives, with an ending when that is taken.
func slugs(in CompanyInput, tenant typeid.ID) []string {
	if in.Slug != nil {
		return []string{*in.Slug}
	}
	id := strings.ToLower(string(tenant))
	slug := slugOf(in.Name)
	if slug == "" {
		return []string{"c-" + id[len(id)-10:]}
	}
	return []string{slug, slug + "-" + id[len(id)-6:]}
}

// Check gives the input in the form it is stored in, with what is left out
// filled in.
func (in RegisterInput) Check() (RegisterInput, error) {
	var err error
	if in.Company.Name, err = text.Line("company.name", in.Company.Name, 1, 200); err != nil {
		return in, err
	}
	if in.Admin.Name, err = text.Line("admin.name", in.Admin.Name, 1, 100); err != nil {
		return in, err
	}
	if in.Admin.Email, err = Email("admin.email", in.Admin.Email); err != nil {
		return in, err
	}
	if err := password.Check("admin.password", in.Admin.Password); err != nil {
		return in, err
	}
	if in.Company.Locale == nil {
		in.Company.Locale = ptr(label.Default)
	}
	if in.Company.Timezone == nil {
		in.Company.Timezone = ptr("Asia/Shanghai")
	}
	if err := zone("company.timezone", *in.Company.Timezone); err != nil {
		return in, err
	}
	if in.Company.Slug == nil {
		return in, nil
	}
	in.Company.Slug = ptr(strings.ToLower(strings.TrimSpace(*in.Company.Slug)))
	return in, checkSlug("company.slug", *in.Company.Slug)
}

func register(ctx context.Context, tx *ent.Tx, tenant typeid.ID, slug string, in RegisterInput, admin *login) (Registered, error) {
	none := Registered{}
	// A row of a policy-bound table comes first: the company, then what refers to it.
	company, err := tx.Tenant.Create().SetID(tenant).SetSlug(slug).SetName(in.Company.Name).
		SetTimezone(*in.Company.Timezone).SetLocale(*in.Company.Locale).Save(ctx)
	if err != nil {
		return none, fmt.Errorf("tenants: making the company: %w", err)
	}
	if err := tx.CompanySlug.Create().SetSlug(slug).SetCompanyID(tenant).Exec(ctx); ent.IsConstraintError(err) {
		return none, fault.Conflict("slug.taken").On("company.slug").Because(err)
	} else if err != nil {
		return none, fmt.Errorf("tenants: taking the slug: %w", err)
	}
	if err := tx.CompanyHead.Create().SetCompanyID(tenant).SetHash([]byte{}).SetNextDueAt(database.Never).Exec(ctx); err != nil {
		return none, fmt.Errorf("tenants: beginning the journal: %w", err)
	}
	roles, err := start(ctx, tx, *in.Company.Locale, *in.Company.Timezone)
	if err != nil {
		return none, err
	}
	member, err := join(ctx, tx, admin, tx.Member.Create().SetDisplayName(in.Admin.Name),
		roles[authz.TenantAdmin], roles[authz.Management])
	if err != nil {
		return none, err
	}
	journal.Record(ctx, journal.Event{
		Type: "tenant.onboarding", Kind: flow.EventAdmin, Config: true, To: string(company.State),
		Subject: journal.Subject{Type: flow.SubjectTenant, ID: tenant}, Members: []typeid.ID{member.ID},
	})
	return Registered{company, member}, nil
}

// start makes what every company starts with.
func start(ctx context.Context, tx *ent.Tx, l label.Locale, zone string) (map[string]*ent.Role, error) {
	roles, err := makeRoles(ctx, tx, l)
	if err != nil {
		return nil, fmt.Errorf("tenants: making roles: %w", err)
	}
	for what, make := range map[string]func() error{
		"departments": func() error { return makeDepartments(ctx, tx, l) },
		"tiers":       func() error { return makeTiers(ctx, tx, l) },
		"calendar":    func() error { return makeCalendar(ctx, tx, l, zone) },
		"deadlines":   func() error { return makePolicies(ctx, tx, l) },
		"templates":   func() error { return makeTemplates(ctx, tx, l) },
		"plans":       func() error { return makePlans(ctx, tx, l) },
		"form":        func() error { return makeForm(ctx, tx) },
		"questions":   func() error { return makeQuestionnaires(ctx, tx) },
		"indicators":  func() error { return MakeIndicators(ctx, tx, l, score.All()) },
	} {
		if err := make(); err != nil {
			return nil, fmt.Errorf("tenants: making %s: %w", what, err)
		}
	}
	return roles, nil
}

// join makes the member of a login, with roles and the entry in the directory.
func join(ctx context.Context, tx *ent.Tx, l *login, create *ent.MemberCreate, roles ...*ent.Role) (*ent.Member, error) {
	account, err := l.save(ctx, tx)
	if err != nil {
		return nil, err
	}
	return enroll(ctx, tx, account, create.SetEmail(l.email), roles)
}

// enroll makes the member of an account, with roles and the entry in the
// directory, which leads nowhere before the member is active.
func enroll(ctx context.Context, tx *ent.Tx, account typeid.ID, create *ent.MemberCreate, roles []*ent.Role) (*ent.Member, error) {
	member, err := create.SetUserID(account).Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("member.exists").On("email").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: making a member: %w", err)
	}
	if err := giveRoles(ctx, tx, member.ID, roles); err != nil {
		return nil, err
	}
	err = tx.UserCompany.Create().SetUserID(account).SetCompanyID(member.TenantID).SetMemberID(member.ID).
		SetActive(member.State == flow.MemberActive).SetLastUsedAt(viewer.Now(ctx)).Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: entering a member in the directory: %w", err)
	}
	return member, nil
}

func giveRoles(ctx context.Context, tx *ent.Tx, member typeid.ID, roles []*ent.Role) error {
	rows := make([]*ent.MemberRoleCreate, len(roles))
	for i, r := range roles {
		rows[i] = tx.MemberRole.Create().SetMemberID(member).SetRoleID(r.ID)
	}
	err := tx.MemberRole.CreateBulk(rows...).Exec(ctx)
	if ent.IsConstraintError(err) { // deleted at the same moment
		return fault.Input("roleKeys", "role.unknown").Because(err)
	}
	if err != nil {
		return fmt.Errorf("tenants: giving roles: %w", err)
	}
	return nil
}

func ptr[T any](v T) *T { return &v }
