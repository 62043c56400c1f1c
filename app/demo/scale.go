package demo

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"entgo.io/ent/dialect"

	"heed/app/password"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/ent/user"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Size is how much Scale makes, altogether.
type Size struct{ Companies, Customers, Requirements int }

// ScalePassword is the password of all accounts that Scale makes:
// admin@SLUG.example and management@SLUG.example, the slugs being scale-001 and so on.
const ScalePassword = "benchmark password"

// ErrNotPostgres refuses bulk data for the embedded database.
var ErrNotPostgres = errors.New("demo: bulk data is made on PostgreSQL only")

// ErrSize refuses a size that cannot be made.
var ErrSize = errors.New("demo: there must be companies, no fewer customers than companies and no requirements without customers")

// cheap makes few passwords that everybody knows; a login replaces their hashes.
var cheap = password.Cost{Memory: 64, Time: 1, Threads: 1}

// Scale makes companies for measuring, in equal shares: with valid journals,
// counters, search grams, numbers and clocks, over the year before the context's
// instant. Each company is made in one go; progress, which may be nil, is told
// after each. Errors: ErrNotPostgres, ErrSize, CONFLICT slug.taken where the
// database has them already.
func Scale(ctx context.Context, db *database.DB, t Tools, size Size, progress func(string)) error {
	switch {
	case db.Dialect != dialect.Postgres:
		return ErrNotPostgres
	case size.Companies < 1, size.Customers < size.Companies, size.Requirements < 0:
		return ErrSize
	}
	t.Hasher = password.NewHasher(cheap, runtime.GOMAXPROCS(0))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		work = make(chan int)
		mu   sync.Mutex
		wg   sync.WaitGroup
		done int
	)
	for range min(runtime.GOMAXPROCS(0)+1, size.Companies) { // one more than processors: the database works too
		wg.Go(func() {
			for i := range work {
				if err := scaleCompany(ctx, t, i, size.part(i)); err != nil {
					cancel(fmt.Errorf("demo: company %d: %w", i+1, err))
					return
				}
				mu.Lock()
				done++
				if progress != nil {
					progress(fmt.Sprintf("%d of %d companies", done, size.Companies))
				}
				mu.Unlock()
			}
		})
	}
	for i := 0; i < size.Companies && ctx.Err() == nil; i++ {
		select {
		case work <- i:
		case <-ctx.Done():
		}
	}
	close(work)
	wg.Wait()
	return context.Cause(ctx)
}

// part is the share of the i-th company.
func (s Size) part(i int) Size {
	share := func(all int) int { return all*(i+1)/s.Companies - all*i/s.Companies }
	return Size{Companies: 1, Customers: share(s.Customers), Requirements: share(s.Requirements)}
}

// scaled is a company that is being filled.
type scaled struct {
	*world
	number  int
	tenant  typeid.ID
	member  typeid.ID // of the management department, in whose name all is done
	founded time.Time
	now     time.Time
}

func scaleCompany(ctx context.Context, t Tools, i int, size Size) error {
	now := viewer.Now(ctx)
	ctx, s, err := establish(viewer.WithNow(ctx, founding(now)), t, i)
	if err != nil {
		return err
	}
	s.number, s.tenant, s.founded, s.now = i, viewer.Tenant(ctx), viewer.Now(ctx), now
	bulk, err := s.generate(size)
	if err != nil {
		return err
	}
	tx, err := t.Journal.Client().Tx(ctx)
	if err != nil {
		return err
	}
	if err := s.fill(ctx, tx, bulk); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	t.Who.Changed(s.tenant)
	return nil
}

// establish signs the i-th company up and makes its second member. The context
// that it gives is of the system's work in the company.
func establish(ctx context.Context, t Tools, i int) (context.Context, *scaled, error) {
	slug := fmt.Sprintf("scale-%03d", i+1)
	made, err := tenants.Register(ctx, t.Journal, t.Hasher, tenants.RegisterInput{
		Company: tenants.CompanyInput{Name: fmt.Sprintf("测量公司 %03d", i+1), Slug: &slug, Locale: new(label.ZhHans)},
		Admin:   tenants.AdminInput{Name: "管理员", Email: "admin@" + slug + ".example", Password: ScalePassword},
	})
	if err != nil {
		return ctx, nil, err
	}
	if ctx, err = t.Who.AsSystem(ctx, made.Tenant.ID); err != nil {
		return ctx, nil, err
	}
	s := &scaled{world: newWorld(ctx, t)}
	department, email := s.departments[byCare], "management@"+slug+".example"
	m, _, err := tenants.CreateMember(ctx, t.Journal, t.Hasher, tenants.MemberCreateInput{
		DisplayName: "体验管理专员", Email: email, Password: ScalePassword, DepartmentID: &department, RoleKeys: []string{authz.Management},
	})
	if err != nil {
		return ctx, nil, err
	}
	s.member = m.ID
	client := t.Journal.Client()
	if err := client.User.Update().Where(user.Email(email)).SetMustChangePassword(false).Exec(ctx); err != nil {
		return ctx, nil, err
	}
	if m, err = client.Member.Query().Where(member.ID(m.ID)).WithMemberRoles().Only(ctx); err != nil {
		return ctx, nil, err
	}
	s.viewers[management], err = sessions.Viewer(s.config, m)
	return ctx, s, err
}

// fill writes what was generated, in the order in which rows refer to one
// another, then the journal, then what is counted from the rows.
func (s *scaled) fill(ctx context.Context, tx *ent.Tx, b *bulk) error {
	for _, part := range []struct {
		table   string
		columns []column
		rows    [][]any
	}{
		{"customers", customerColumns, b.customers},
		{"requirements", requirementColumns, b.requirements},
		{"requirement_links", linkColumns, b.links},
		{"sla_clocks", clockColumns, b.clocks},
		{"number_series", seriesColumns, s.series(b)},
	} {
		if err := insert(ctx, tx, part.table, part.columns, part.rows); err != nil {
			return fmt.Errorf("writing %s: %w", part.table, err)
		}
	}
	if err := s.record(ctx, tx, b); err != nil {
		return err
	}
	return s.count(ctx, tx)
}
