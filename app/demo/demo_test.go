package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"gocloud.dev/blob/memblob"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/demo"
	"heed/app/journal"
	"heed/app/password"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/ent/complaint"
	"heed/ent/indicatorsnapshot"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func TestMain(m *testing.M) { apptest.Main(m) }

// place is an empty database with what making companies takes.
type place struct {
	client *ent.Client
	tools  demo.Tools
	ctx    context.Context
}

func at(t *testing.T, db *apptest.Database, now string) *place {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := vault.ParseKeys("test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
	if err != nil {
		t.Fatal(err)
	}
	who, err := sessions.NewWho(db.Client)
	if err != nil {
		t.Fatal(err)
	}
	return &place{
		client: db.Client,
		tools: demo.Tools{
			Journal: journal.New(db.Client, who.Changed), Who: who,
			Hasher: password.NewHasher(password.Cost{Memory: 64, Time: 1, Threads: 1}, 2), Files: attachments.NewStore(memblob.OpenBucket(nil)),
		},
		ctx: viewer.WithNow(vault.With(t.Context(), keys), instant),
	}
}

// company is a context of the system's work in the company.
func (p *place) company(t *testing.T, slug string) context.Context {
	t.Helper()
	found := p.client.CompanySlug.Query().Where(companyslug.Slug(slug)).OnlyX(p.ctx)
	ctx, err := p.tools.Who.AsSystem(p.ctx, found.CompanyID)
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

func TestMake(t *testing.T) {
	for name, test := range map[string]struct {
		fresh func(testing.TB) *apptest.Database
		now   string
	}{
		"sqlite, in the holidays":         {apptest.SQLite, "2026-10-05T15:00:00Z"},
		"postgres, after known calendars": {apptest.Postgres, "2029-03-01T00:00:01Z"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := at(t, test.fresh(t), test.now)
			var early demo.Made
			made, err := demo.Make(p.ctx, p.tools, "", func(made *demo.Made) {
				early = *made
				checkAccounts(t, p, p.company(t, demo.Slug), made)
			})
			if err != nil {
				t.Fatal(err)
			}
			if early.Password != made.Password || early.Requirements != 0 {
				t.Errorf("told at first: %+v", early)
			}
			if made.Customers != 60 || made.Requirements < 200 || len(made.Accounts) != 9 || len(made.Password) < 20 {
				t.Errorf("%+v", made)
			}
			ctx := p.company(t, demo.Slug)
			checkAccounts(t, p, ctx, made)
			checkCustomers(t, p, ctx)
			checkLedger(t, p, ctx)
			checkDecisions(t, p, ctx)
			checkTasks(t, p, ctx)
			checkMeetings(t, p, ctx)
			checkTalks(t, p, ctx)
			checkPurchases(t, p, ctx)
			checkTouchpoints(t, p, ctx)
			if again := p.client.Complaint.Query().Where(complaint.RecurrenceOfIDNotNil()).CountX(ctx); again == 0 {
				t.Error("no complaint came again")
			}
			checkJournal(t, p, ctx)
			checkFigures(t, p, ctx)
			checkRate(t, p, ctx)
			checkIndicators(t, p, ctx)
			walkEntities(t, p.client, ctx)
			again, err := demo.Make(p.ctx, p.tools, "another password", func(*demo.Made) { t.Error("founded anew") })
			if again != nil || err != nil {
				t.Errorf("a second time: %+v, %v", again, err)
			}
		})
	}
}

// Months of snapshots lie behind every indicator, of the company and of departments,
// and each has an aim and an owner.
func checkIndicators(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	for _, row := range p.client.Indicator.Query().AllX(ctx) {
		kept := p.client.IndicatorSnapshot.Query().Where(indicatorsnapshot.IndicatorID(row.ID), indicatorsnapshot.PeriodEQ(row.Period)).AllX(ctx)
		least := map[flow.Period]int{flow.PeriodMonth: 6, flow.PeriodQuarter: 2, flow.PeriodHalfYear: 1}[row.Period]
		switch row.Code { // the orders of the demo company are of the last weeks, its complaints of the last months
		case score.ComplaintOnTimeRate, score.ComplaintAcceptanceRate:
			least = 3
		case score.ComplaintRecurrenceRate:
			least = 0
		case score.DeliveryPerfectRate:
			least = 2
		case score.TrainingPassRate, score.TrainingScore, score.TrainingFeedback: // and its trainings, in the holidays
			least = 1
		case score.Tidy48hRate, score.WarnFollowUp24h, score.MaintenancePlanRate: // its campaigns are few
			least = 2
		case score.RepurchaseRate, score.NeedConversionRate, score.SatisfactionChange, score.ExperienceSatisfaction, score.Loyalty, score.RetrainingOverdueRate:
			least = 0
		}
		months := map[typeid.ID]map[time.Time]bool{}
		for _, s := range kept {
			if s.Value == nil {
				continue
			}
			if months[s.DepartmentID] == nil {
				months[s.DepartmentID] = map[time.Time]bool{}
			}
			months[s.DepartmentID][s.PeriodStart] = true
		}
		most := 0
		for department, known := range months {
			if department != "" {
				most = max(most, len(known))
			}
		}
		if row.Target == nil || row.OwnerID == "" || len(months[""]) < least || most < least {
			t.Errorf("%s: aim %v, owner %q, %d periods known of the company, %d of a department", row.Code, row.Target, row.OwnerID, len(months[""]), most)
		}
	}
}

// Others are asked about rejections of customers who are not ordinary ones, and
// customers have rated, at the link and by word of mouth.
func checkDecisions(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	states := map[flow.ApprovalState]int{}
	for _, a := range p.client.Approval.Query().AllX(ctx) {
		if a.Kind != flow.ApprovalRejection {
			continue
		}
		states[a.State]++
		r := p.client.Requirement.GetX(ctx, a.SubjectID)
		pending := a.State == flow.ApprovalPending
		if pending != (r.PendingApprovalID == a.ID) || (a.State == flow.ApprovalApproved) != (r.State == flow.RequirementRejected) || pending && !a.ExpiresAt.After(viewer.Now(ctx)) {
			t.Errorf("%s is %s, and %s %s", a.ID, a.State, *r.Number, r.State)
		}
	}
	if states[flow.ApprovalPending] != 2 || states[flow.ApprovalApproved] != 3 || len(states) != 5 {
		t.Errorf("approvals are %v", states)
	}
	given := map[bool]int{}
	for _, r := range p.client.SatisfactionRating.Query().AllX(ctx) {
		given[r.ByCustomer]++
	}
	if given[true] < 20 || given[false] < 20 {
		t.Errorf("ratings by the customers' own hand: %v", given)
	}
}

// An interrupted making leaves accounts that work, and is told of.
func TestMakeIsInterrupted(t *testing.T) {
	t.Parallel()
	p := at(t, apptest.SQLite(t), "2026-10-05T15:00:00Z")
	ctx, interrupt := context.WithCancel(p.ctx)
	if _, err := demo.Make(ctx, p.tools, "", func(*demo.Made) { interrupt() }); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	sys := p.company(t, demo.Slug)
	before := p.client.Event.Query().CountX(sys)
	made, err := demo.Make(p.ctx, p.tools, "", func(*demo.Made) { t.Error("founded anew") })
	if made != nil || !errors.Is(err, demo.ErrUnfinished) {
		t.Errorf("%+v, %v", made, err)
	}
	if after := p.client.Event.Query().CountX(sys); after != before {
		t.Errorf("%d events, then %d", before, after)
	}
}

// Another company of that name is nobody's demo.
func TestMakeBesideAnother(t *testing.T) {
	t.Parallel()
	p := at(t, apptest.SQLite(t), "2026-10-05T15:00:00Z")
	slug := demo.Slug
	if _, err := tenants.Register(p.ctx, p.tools.Journal, p.tools.Hasher, tenants.RegisterInput{
		Company: tenants.CompanyInput{Name: "演示公司", Slug: &slug},
		Admin:   tenants.AdminInput{Name: "admin", Email: "admin@elsewhere.example", Password: apptest.Password},
	}); err != nil {
		t.Fatal(err)
	}
	if made, err := demo.Make(p.ctx, p.tools, "", func(*demo.Made) { t.Error("founded") }); made != nil || err != nil {
		t.Errorf("%+v, %v", made, err)
	}
}
