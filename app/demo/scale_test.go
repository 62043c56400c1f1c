package demo_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
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
	"heed/ent/event"
	"heed/ent/member"
	"heed/ent/numberseries"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
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
		checkLives(t, p, ctx)
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

// checkLives walks the journal of a company: each requirement goes from DRAFT,
// act by legal act, into the state of its row, and the row holds what its state
// demands.
func checkLives(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	lives := map[typeid.ID][]*ent.Event{}
	absorbed := map[typeid.ID]int{}
	for _, e := range p.client.Event.Query().Where(event.SubjectTypeEQ(flow.SubjectRequirement)).Order(event.ByPosition()).AllX(ctx) {
		if e.Type == "requirement.absorbed" {
			absorbed[e.SubjectID]++
			continue
		}
		lives[e.SubjectID] = append(lives[e.SubjectID], e)
	}
	merged := map[typeid.ID]int{}
	for _, r := range p.client.Requirement.Query().WithLinks().WithCustomer().AllX(ctx) {
		events := lives[r.ID]
		if len(events) != r.Version {
			t.Errorf("%s has %d events and the version %d", r.ID, len(events), r.Version)
		}
		if at := events[len(events)-1].OccurredAt; !at.Equal(r.UpdatedAt) {
			t.Errorf("%s was changed at %s, its last event is of %s", r.ID, r.UpdatedAt, at)
		}
		checkLife(t, r, events)
		checkDemands(t, r)
		if r.State == flow.RequirementMerged {
			merged[r.MergedIntoID]++
		}
	}
	if !maps.Equal(absorbed, merged) || len(merged) == 0 {
		t.Errorf("absorbed %v, merged %v", absorbed, merged)
	}
}

func checkLife(t *testing.T, r *ent.Requirement, events []*ent.Event) {
	t.Helper()
	var state flow.RequirementState
	for i, e := range events {
		if i > 0 && e.OccurredAt.Before(events[i-1].OccurredAt) {
			t.Errorf("%s: %s came before %s", r.ID, e.Type, events[i-1].Type)
		}
		if e.Type == "requirement.responded" {
			if _, err := flow.Requirement.Next(state, flow.RequirementActRecordResponse); err != nil {
				t.Errorf("%s was answered in %s", r.ID, state)
			}
			continue
		}
		if e.FromState != string(state) || !leads(state, flow.RequirementState(e.ToState)) {
			t.Errorf("%s went from %s to %s, was %s", r.ID, e.FromState, e.ToState, state)
		}
		state = flow.RequirementState(e.ToState)
	}
	if state != r.State {
		t.Errorf("%s is %s, by its events %s", r.ID, r.State, state)
	}
}

// leads tells whether an act leads from one state to another.
func leads(from, to flow.RequirementState) bool {
	if from == "" {
		return to == flow.RequirementDraft
	}
	for _, act := range flow.Requirement.Allowed(from) {
		if next, err := flow.Requirement.Next(from, act); err == nil && next == to && next != from {
			return true
		}
	}
	return false
}

// checkDemands asks for what the verbs would have asked for.
func checkDemands(t *testing.T, r *ent.Requirement) {
	t.Helper()
	lacks := func(what string, there bool) {
		if !there {
			t.Errorf("%s is %s and has no %s", r.ID, r.State, what)
		}
	}
	if r.State != flow.RequirementDraft {
		lacks("number", r.Number != nil && r.ReceivedAt != nil)
	}
	switch r.State {
	case flow.RequirementClosed:
		lacks("outcome", r.Outcome != nil && r.ClosedAt != nil && (r.Outcome.Rating == nil) == r.Outcome.NoReply)
		fallthrough
	case flow.RequirementFeedback:
		lacks("result", r.Result != nil && r.Plans[len(r.Plans)-1].Steps[0].DoneAt != nil)
		fallthrough
	case flow.RequirementProcessing:
		lacks("response", r.Response != nil && len([]rune(r.Response.Text)) >= map[flow.Urgency]int{flow.UrgencyImportant: 20}[r.Urgency] &&
			(r.Urgency != flow.UrgencyUrgent || r.Response.Solution != "" && r.Response.MilestoneAt != nil))
		fallthrough
	case flow.RequirementPlanned:
		lacks("plan", len(r.Plans) > 0 && r.AssigneeID != "" && r.Feasibility != nil && r.Value != nil && r.Value.Total >= 1)
		fallthrough
	case flow.RequirementAnalyzing:
		lacks("nature", r.Nature != nil && r.LeadDepartmentID != "")
	case flow.RequirementRejected:
		lacks("rejection", r.Rejection != nil && r.Edges.Customer.TierKey == "ORDINARY")
	case flow.RequirementMerged:
		lacks("link", len(r.Edges.Links) == 1 && r.Edges.Links[0].OtherID == r.MergedIntoID && r.Edges.Links[0].Type == flow.LinkDuplicate)
	case flow.RequirementDraft, flow.RequirementReceived:
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
