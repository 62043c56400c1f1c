package demo_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"heed/app/demo"
	"heed/app/journal"
	"heed/app/purchases"
	"heed/app/requirements"
	"heed/app/surveys"
	"heed/app/tenants"
	"heed/ent/counter"
	"heed/ent/event"
	"heed/ent/member"
	"heed/ent/slaclock"
	"heed/ent/task"
	"heed/ent/touchpoint"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func checkAccounts(t *testing.T, p *place, ctx context.Context, made *demo.Made) { //nolint:revive // t comes first in test helpers
	t.Helper()
	names := "admin committee management head.service member.service head.sales staff auditor head.hr"
	for i, name := range strings.Fields(names) {
		email := name + "@demo.example"
		if made.Accounts[i].Email != email {
			t.Errorf("account %d is %s", i, made.Accounts[i].Email)
		}
		u := p.client.User.Query().Where(user.Email(email)).OnlyX(ctx)
		if ok, err := p.tools.Hasher.Verify(ctx, u.PasswordHash, made.Password); !ok || err != nil || u.MustChangePassword {
			t.Errorf("%s: password %t, %v, must change %t", email, ok, err, u.MustChangePassword)
		}
		m := p.client.Member.Query().Where(member.Email(email)).WithMemberRoles().OnlyX(ctx)
		if len(m.Edges.MemberRoles) != 1 || m.Post == "" || m.DisplayName == "" {
			t.Errorf("%s: %d roles, %+v", email, len(m.Edges.MemberRoles), m)
		}
	}
}

func checkCustomers(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	tiers, industries := map[string]int{}, map[flow.Industry]int{}
	for _, c := range p.client.Customer.Query().AllX(ctx) {
		tiers[c.TierKey]++
		industries[*c.Industry]++
	}
	if len(tiers) != 5 || len(industries) != 4 {
		t.Errorf("tiers %v, industries %v", tiers, industries)
	}
}

func checkLedger(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	states := map[flow.RequirementState]int{}
	now := viewer.Now(ctx)
	oldest := now
	for _, r := range p.client.Requirement.Query().AllX(ctx) {
		states[r.State]++
		if r.UpdatedAt.After(now) {
			t.Errorf("%s was changed at %s", r.ID, r.UpdatedAt)
		}
		if r.CreatedAt.Before(oldest) {
			oldest = r.CreatedAt
		}
	}
	for _, state := range flow.RequirementState("").Values() {
		if states[flow.RequirementState(state)] < 10 {
			t.Errorf("%d requirements are %s", states[flow.RequirementState(state)], state)
		}
	}
	if days := now.Sub(oldest).Hours() / 24; days < 330 || days > 380 {
		t.Errorf("the oldest requirement is of %f days ago", days)
	}
	late := p.client.SlaClock.Query().Where(slaclock.StateEQ(sla.ClockBreached), slaclock.StoppedAtIsNil()).CountX(ctx)
	soon := p.client.SlaClock.Query().Where(slaclock.StateEQ(sla.ClockRunning), slaclock.DueAtGTE(now)).CountX(ctx)
	paused := p.client.SlaClock.Query().Where(slaclock.StateEQ(sla.ClockPaused)).CountX(ctx)
	links := p.client.RequirementLink.Query().CountX(ctx)
	if late < 5 || soon < 3 || paused < 3 || links < 25 {
		t.Errorf("%d clocks overdue, %d running, %d paused, %d links", late, soon, paused, links)
	}
}

func checkTasks(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	states := map[flow.TaskState]int{}
	for _, task := range p.client.Task.Query().AllX(ctx) {
		states[task.State]++
	}
	if states[flow.TaskOpen] < 4 || states[flow.TaskDone] < 4 || states[flow.TaskMissed] < 4 {
		t.Errorf("tasks: %v", states)
	}
	telling := map[flow.TaskState]int{}
	for _, one := range p.client.Task.Query().Where(task.DedupeKeyHasPrefix("requirement.customer_tell ")).AllX(ctx) {
		telling[one.State]++
	}
	if telling[flow.TaskOpen] == 0 || telling[flow.TaskDone] == 0 {
		t.Errorf("tasks of telling customers whose requirements were merged: %v", telling)
	}
}

// checkMeetings looks for meetings and reports in each state.
func checkMeetings(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	sat, wrote := map[flow.MeetingState]int{}, map[flow.ReportState]int{}
	for _, m := range p.client.Meeting.Query().AllX(ctx) {
		sat[m.State]++
	}
	for _, r := range p.client.Report.Query().AllX(ctx) {
		wrote[r.State]++
	}
	for _, s := range flow.MeetingState("").Values() {
		if sat[flow.MeetingState(s)] < 2 {
			t.Errorf("%s: meetings %v", s, sat)
		}
	}
	for _, s := range flow.ReportState("").Values() {
		if wrote[flow.ReportState(s)] < 2 {
			t.Errorf("%s: reports %v", s, wrote)
		}
	}
}

// Talks were had, asked for and missed, and some customers wait for a reply.
func checkTalks(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	states, planned := map[flow.InteractionState]int{}, map[flow.TaskState]int{}
	for _, i := range p.client.Interaction.Query().AllX(ctx) {
		states[i.State]++
	}
	for _, one := range p.client.Task.Query().Where(task.PlanIDNotNil()).AllX(ctx) {
		planned[one.State]++
	}
	for _, state := range flow.InteractionState("").Values() {
		if states[flow.InteractionState(state)] < 2 {
			t.Errorf("interactions: %v", states)
		}
	}
	if planned[flow.TaskOpen] < 2 || planned[flow.TaskDone] < 2 || planned[flow.TaskMissed] < 2 {
		t.Errorf("tasks of plans: %v", planned)
	}
	if n := p.client.EngagementPlan.Query().CountX(ctx); n < 5 {
		t.Errorf("%d plans", n)
	}
}

// Orders are in every state, some of them again by the same customer, and everything
// goes wrong with some.
func checkPurchases(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	all := p.client.PurchaseRecord.Query().AllX(ctx)
	states, wrong, open := map[flow.DeliveryState]int{}, map[flow.DeliveryExceptionType]int{}, 0
	for _, one := range all {
		states[one.DeliveryState]++
		for _, e := range one.Exceptions {
			wrong[e.Type]++
			if e.Open() {
				open++
			}
		}
	}
	for _, state := range flow.DeliveryState("").Values() {
		if states[flow.DeliveryState(state)] < 2 {
			t.Errorf("deliveries: %v", states)
		}
	}
	for _, typ := range flow.DeliveryExceptionType("").Values() {
		if wrong[flow.DeliveryExceptionType(typ)] == 0 {
			t.Errorf("exceptions: %v", wrong)
		}
	}
	if repeats, err := purchases.Repeats(ctx, p.client, all); err != nil || len(repeats) == 0 || len(repeats) == len(all) || open == 0 {
		t.Errorf("%d of %d are repeated, %d exceptions are open, %v", len(repeats), len(all), open, err)
	}
}

// Key touchpoints have been scored by several departments; some have a standard in a
// later edition that took an earlier one's place, and somebody is reminded of a review.
func checkTouchpoints(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	renewed := 0
	for _, one := range p.client.Touchpoint.Query().Where(touchpoint.IsKey(true)).AllX(ctx) {
		if one.State != flow.TouchpointConfirmed || one.NeedRelevance == nil || one.DepartmentID == "" || one.ManagementRequirement == "" {
			t.Errorf("on the list is %+v", one)
		}
		editions := map[flow.StandardState]int{}
		for _, s := range one.QueryStandards().AllX(ctx) {
			editions[s.State] = max(editions[s.State], s.Edition)
			if len(s.Items) == 0 {
				t.Errorf("nothing is measured by %+v", s)
			}
		}
		if editions[flow.StandardSuperseded] > 0 && editions[flow.StandardEffective] > editions[flow.StandardSuperseded] {
			renewed++
		}
	}
	if asked := p.client.Task.Query().Where(task.TypeEQ(flow.TaskStandardReview)).CountX(ctx); renewed < 2 || asked == 0 {
		t.Errorf("%d standards were renewed, %d reviews asked for", renewed, asked)
	}
}

func checkJournal(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	tenant := viewer.Tenant(ctx)
	events := p.client.Event.Query().Order(event.ByPosition()).AllX(ctx)
	if n, err := journal.Verify(ctx, p.client, tenant); err != nil || n != int64(len(events)) {
		t.Errorf("%d of %d events, %v", n, len(events), err)
	}
	actors := map[typeid.ID]bool{}
	for i, e := range events {
		if i > 0 && e.OccurredAt.Before(events[i-1].OccurredAt) {
			t.Fatalf("event %d is older than the one before", e.Position)
		}
		actors[e.ActorID] = true
	}
	if len(actors) < 6 {
		t.Errorf("%d actors", len(actors))
	}
}

// checkFigures compares the maintained figures with a recount.
func checkFigures(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	want, err := surveys.Recount(ctx, p.client)
	if err != nil {
		t.Fatal(err)
	}
	want[requirements.Figure{Name: tenants.CustomersFigure}] = p.client.Customer.Query().CountX(ctx)
	for _, a := range p.client.Attachment.Query().AllX(ctx) {
		want[requirements.Figure{Name: flow.FilesFigure}] += int(a.Size)
	}
	for _, c := range p.client.Counter.Query().Where(counter.AmountNEQ(0)).AllX(ctx) {
		f := requirements.Figure{Name: c.Name, Bucket: c.Bucket}
		if want[f] != c.Amount {
			t.Errorf("%v is %d, recounted %d", f, c.Amount, want[f])
		}
		delete(want, f)
	}
	if len(want) > 0 {
		t.Errorf("not counted: %v", want)
	}
}

// checkRate asks that most first answers of the year came in time, not all.
func checkRate(t *testing.T, p *place, ctx context.Context) { //nolint:revive // t comes first in test helpers
	t.Helper()
	now := viewer.Now(ctx)
	from, to := now.AddDate(0, 0, -360).Format(time.DateOnly), now.Format(time.DateOnly)
	f, err := requirements.Dashboard(ctx, p.client, &from, &to)
	if err != nil {
		t.Fatal(err)
	}
	if rate := f.ResponseOnTimeRate; rate.Value == nil || *rate.Value < 0.7 || *rate.Value > 0.95 {
		t.Errorf("%d of %d were in time", rate.Numerator, rate.Denominator)
	}
}
