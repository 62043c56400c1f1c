package demo_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/demo"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/customer"
	"heed/ent/member"
	"heed/ent/numberseries"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

func TestScale(t *testing.T) {
	t.Parallel()
	db := apptest.Postgres(t)
	p := at(t, db, "2026-11-20T03:10:00Z")
	told := 0
	size := demo.Size{Companies: 3, Customers: 100, Requirements: 1000}
	if err := demo.Scale(p.ctx, db.DB, p.tools, size, func(string) { told++ }); err != nil {
		t.Fatal(err)
	}
	if told != size.Companies {
		t.Errorf("progress was told %d times", told)
	}
	customers, all := 0, 0
	for i := range size.Companies {
		slug := fmt.Sprintf("scale-%03d", i+1)
		ctx := p.company(t, slug)
		if n, err := journal.Verify(ctx, p.client, viewer.Tenant(ctx)); err != nil || n < int64(size.Requirements/size.Companies)*2 {
			t.Errorf("%s: %d events, %v", slug, n, err)
		}
		checkFigures(t, p, ctx)
		customers += p.client.Customer.Query().CountX(ctx)
		all += p.client.Requirement.Query().CountX(ctx)
		checkScaled(t, p, ctx)
		checkHead(t, p, ctx)
		checkLogin(t, p, ctx, slug)
	}
	if customers != size.Customers || all != size.Requirements {
		t.Errorf("%d customers, %d requirements", customers, all)
	}
	if err := demo.Scale(p.ctx, db.DB, p.tools, size, nil); err == nil {
		t.Error("the same companies were made twice")
	}
	workOn(t, p)
}

// checkScaled looks at the rows of a company.
func checkScaled(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	closed, numbered := 0, map[int]int{}
	all := p.client.Requirement.Query().Order(requirement.ByID()).WithClocks().AllX(ctx)
	for _, r := range all {
		clocks := r.Edges.Clocks
		switch {
		case (r.State == flow.RequirementDraft) != (len(clocks) == 0), len(clocks) > 1:
			t.Errorf("%s is %s and has %d clocks", r.ID, r.State, len(clocks))
		case len(clocks) == 1 && (clocks[0].State == sla.ClockRunning) != r.DueAt.Equal(clocks[0].DueAt):
			t.Errorf("%s: the clock is %s, due %s; the requirement is due %s", r.ID, clocks[0].State, clocks[0].DueAt, r.DueAt)
		case r.UpdatedAt.After(viewer.Now(ctx)), r.UpdatedAt.Before(r.CreatedAt):
			t.Errorf("%s: %s to %s", r.ID, r.CreatedAt, r.UpdatedAt)
		}
		if r.State == flow.RequirementClosed {
			closed++
		}
		if r.Number != nil {
			numbered[r.ReceivedAt.In(tenants.ConfigFrom(ctx).Zone).Year()]++
		}
	}
	if share := closed * 100 / len(all); share < 50 || share > 75 {
		t.Errorf("%d %% are closed", share)
	}
	for _, s := range p.client.NumberSeries.Query().Order(numberseries.ByYear()).AllX(ctx) {
		if s.Last != numbered[s.Year] {
			t.Errorf("the series of %d is at %d after %d", s.Year, s.Last, numbered[s.Year])
		}
	}
}

// checkHead compares the company's next due time with its clocks.
func checkHead(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	first := p.client.SlaClock.Query().Where(slaclock.StateEQ(sla.ClockRunning)).Order(slaclock.ByDueAt()).FirstX(ctx)
	head := p.client.CompanyHead.Query().Where(companyhead.CompanyID(viewer.Tenant(ctx))).OnlyX(ctx)
	if !head.NextDueAt.Equal(first.DueAt) {
		t.Errorf("due at %s, the first clock at %s", head.NextDueAt, first.DueAt)
	}
}

func checkLogin(t *testing.T, p *place, ctx context.Context, slug string) { //nolint:revive // t comes first in test helpers
	t.Helper()
	for _, name := range []string{"admin", "management"} {
		u := p.client.User.Query().Where(user.Email(name + "@" + slug + ".example")).OnlyX(ctx)
		if ok, err := p.tools.Hasher.Verify(ctx, u.PasswordHash, demo.ScalePassword); !ok || err != nil || u.MustChangePassword {
			t.Errorf("%s of %s: %t, %v, must change %t", name, slug, ok, err, u.MustChangePassword)
		}
	}
}

// workOn lets the verbs go on where the bulk data ends: grams, numbers, the
// journal and the counters are as they would have left them.
func workOn(t *testing.T, p *place) {
	t.Helper()
	sys := p.company(t, "scale-002")
	m := p.client.Member.Query().Where(member.Email("management@scale-002.example")).WithMemberRoles().OnlyX(sys)
	v, err := sessions.Viewer(tenants.ConfigFrom(sys), m)
	if err != nil {
		t.Fatal(err)
	}
	ctx := viewer.WithNow(viewer.With(sys, v), viewer.Now(sys).Add(time.Hour))
	draft := p.client.Requirement.Query().Where(requirement.StateEQ(flow.RequirementDraft)).FirstX(ctx)
	received := p.client.Requirement.Query().Where(requirement.StateEQ(flow.RequirementReceived)).FirstX(ctx)
	_, err = p.tools.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		r, err := requirements.Receive(ctx, tx, requirements.ReceiveInput{ID: draft.ID, ExpectedVersion: draft.Version})
		if err != nil {
			return err
		}
		if taken := p.client.Requirement.Query().Where(requirement.Number(*r.Number)).CountX(sys); taken > 0 {
			t.Errorf("the number %s is taken", *r.Number)
		}
		other := received.Title + "!"
		r, err = requirements.Update(ctx, tx, requirements.UpdateInput{ID: received.ID, ExpectedVersion: received.Version, Title: &other})
		if err != nil {
			return err
		}
		r, err = requirements.Update(ctx, tx, requirements.UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Title: &received.Title})
		if err == nil && r.Grams != received.Grams {
			t.Errorf("the verb writes the grams %q, bulk data has %q", r.Grams, received.Grams)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Verify(sys, p.client, viewer.Tenant(sys)); err != nil {
		t.Error(err)
	}
	checkFigures(t, p, sys)
	if n := p.client.Customer.Query().Where(customer.Grams("")).CountX(sys); n > 0 {
		t.Errorf("%d customers have no grams", n)
	}
}

func TestScaleRefuses(t *testing.T) {
	t.Parallel()
	file, server := apptest.SQLite(t), apptest.Postgres(t)
	for name, test := range map[string]struct {
		db   *apptest.Database
		size demo.Size
		want error
	}{
		"sqlite":                {file, demo.Size{Companies: 1, Customers: 1, Requirements: 1}, demo.ErrNotPostgres},
		"no companies":          {server, demo.Size{Customers: 1}, demo.ErrSize},
		"companies without any": {server, demo.Size{Companies: 2, Customers: 1}, demo.ErrSize},
		"negative":              {server, demo.Size{Companies: 1, Customers: 1, Requirements: -1}, demo.ErrSize},
	} {
		p := at(t, test.db, "2026-11-20T03:10:00Z")
		if err := demo.Scale(p.ctx, test.db.DB, p.tools, test.size, nil); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
		if n := p.client.CompanySlug.Query().CountX(p.ctx); n > 0 {
			t.Errorf("%s: %d companies were made", name, n)
		}
	}
}
