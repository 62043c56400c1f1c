package tasks_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/approval"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// desk is a world in which others are asked about a report, of which nothing hangs.
type desk struct {
	*apptest.World
	t *testing.T
	n int
}

func newDesk(t *testing.T, w *apptest.World) *desk { return &desk{World: w, t: t} }

func try[I, O any](w *apptest.World, ctx context.Context, verb func(context.Context, *ent.Tx, I) (O, error), in I) (O, error) { //nolint:revive // the world is what is acted on
	made, _, err := journal.Changed(ctx, w.Journal, func(ctx context.Context, tx *ent.Tx) (O, error) { return verb(ctx, tx, in) })
	return made, err
}

func (d *desk) ids(names ...string) []typeid.ID {
	var ids []typeid.ID
	for _, name := range names {
		ids = append(ids, d.A.Members[name].ID)
	}
	return ids
}

func (d *desk) ask(steps ...flow.ApprovalStep) tasks.Ask {
	d.n++
	return tasks.Ask{
		Kind: flow.ApprovalReport, Subject: journal.Subject{Type: flow.SubjectDepartment, ID: typeid.ID("dep_" + strings.Repeat("0", 25) + string(rune('a'+d.n)))},
		DepartmentID: d.A.Departments[flow.DepartmentService].ID, Reason: "季度报告", Steps: steps, Plan: map[string]string{"x": "y"}, Clauses: []string{"D0-45"},
	}
}

func (d *desk) asked(who string, steps ...flow.ApprovalStep) *ent.Approval {
	d.t.Helper()
	a, err := try(d.World, d.As(who), tasks.RequestApproval, d.ask(steps...))
	if err != nil {
		d.t.Fatal(err)
	}
	return d.read(a)
}

func (d *desk) read(a *ent.Approval) *ent.Approval { return d.Client.Approval.GetX(d.A.System(), a.ID) }

func (d *desk) vote(who string, a *ent.Approval, decision flow.Decision) (*ent.Approval, error) {
	comment := "理由"
	return try(d.World, d.As(who), tasks.Consequences{}.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: decision, Comment: &comment})
}

func (d *desk) refused(name string, want *fault.Error, act func() error) {
	d.t.Helper()
	before := d.Count(d.t)
	err := act()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != want.Code || f.Key != want.Key || f.Field != want.Field {
		d.t.Errorf("%s: %v, want %v", name, err, want)
	}
	if after := d.Count(d.t); !maps.Equal(before, after) {
		d.t.Errorf("%s: rows were %v, are %v", name, before, after)
	}
}

func (d *desk) last() *ent.Event {
	d.t.Helper()
	events := d.A.Events(d.t)
	return events[len(events)-1]
}

// Steps follow one another, each by its rule; every vote tells one event, to those
// who are asked next and to who asked.
func TestSteps(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		d := newDesk(t, w)
		const approve, reject = flow.DecisionApprove, flow.DecisionReject
		a := d.asked("staff",
			flow.ApprovalStep{MemberIDs: d.ids("management", "committee", "head.service", "staff"), Rule: flow.ApprovalMajority},
			flow.ApprovalStep{MemberIDs: d.ids("management", "committee"), Rule: flow.ApprovalAll},
			flow.ApprovalStep{RoleKey: authz.Committee, Rule: flow.ApprovalAny})
		for _, c := range []struct {
			who      string
			decision flow.Decision
			event    string
			step     int
			state    flow.ApprovalState
			next     []string // whom the event is for
		}{
			{"management", reject, "approval.voted", 0, flow.ApprovalPending, []string{"management", "committee", "head.service"}},
			{"head.service", approve, "approval.voted", 0, flow.ApprovalPending, []string{"management", "committee", "head.service"}},
			{"committee", approve, "approval.pending", 1, flow.ApprovalPending, []string{"management", "committee"}},
			{"committee", approve, "approval.voted", 1, flow.ApprovalPending, []string{"management", "committee"}},
			{"management", approve, "approval.pending", 2, flow.ApprovalPending, []string{"committee"}},
			{"committee", approve, "approval.approved", 2, flow.ApprovalApproved, []string{"committee"}},
		} {
			d.Clock.Advance(time.Minute)
			events := len(d.A.Events(t))
			if _, err := d.vote(c.who, a, c.decision); err != nil {
				t.Fatalf("%s: %v", c.who, err)
			}
			was := a
			a = d.read(a)
			if a.Step != c.step || a.State != c.state || a.Version != was.Version+1 || len(a.Votes) != len(was.Votes)+1 {
				t.Errorf("%s: step %d, %s, %v", c.who, a.Step, a.State, a.Votes)
			}
			e := d.last()
			want := append(d.ids(c.next...), d.A.Members["staff"].ID)
			slices.Sort(want)
			got := slices.Sorted(slices.Values(e.MemberIds))
			if len(d.A.Events(t)) != events+1 || e.Type != c.event || e.SubjectID != a.ID || e.ActorID != d.A.Members[c.who].ID ||
				!slices.Equal(got, want) || !slices.Equal(e.ClauseIds, []string{"D0-45"}) || (e.ToState != "") != (c.state != flow.ApprovalPending) {
				t.Errorf("%s: the event is %v, for %v, want %v", c.who, e, got, want)
			}
		}
		views := tasks.Steps(a)
		if len(views) != 3 || *views[0].State != flow.ApprovalApproved || *views[2].State != flow.ApprovalApproved || len(views[0].Votes) != 3 ||
			len(views[1].Votes) != 2 || len(views[2].Votes) != 1 || views[2].RoleKey != authz.Committee {
			t.Errorf("it shows %v", views)
		}

		// One who rejects ends a step of all; the steps after it have no turn.
		a = d.asked("staff", flow.ApprovalStep{MemberIDs: d.ids("management", "committee"), Rule: flow.ApprovalAll}, flow.ApprovalStep{RoleKey: authz.Committee, Rule: flow.ApprovalAny})
		if _, err := d.vote("management", a, reject); err != nil {
			t.Fatal(err)
		}
		a = d.read(a)
		if views = tasks.Steps(a); a.State != flow.ApprovalRejected || a.Step != 0 || *views[0].State != flow.ApprovalRejected || views[1].State != nil || a.DecidedAt == nil {
			t.Errorf("rejected, it is %v", a)
		}
		d.refused("after the end", fault.Precondition("transition.illegal"), func() error { _, err := d.vote("committee", a, approve); return err })

		// Who votes again changes their vote, as long as the step is open.
		a = d.asked("staff", flow.ApprovalStep{MemberIDs: d.ids("management", "committee", "head.service"), Rule: flow.ApprovalMajority})
		for _, c := range []struct {
			who      string
			decision flow.Decision
			state    flow.ApprovalState
		}{{"management", reject, flow.ApprovalPending}, {"management", approve, flow.ApprovalPending}, {"committee", approve, flow.ApprovalApproved}} {
			if _, err := d.vote(c.who, a, c.decision); err != nil {
				t.Fatal(err)
			}
			if a = d.read(a); a.State != c.state {
				t.Errorf("%s: %s", c.who, a.State)
			}
		}
		if len(a.Votes) != 2 {
			t.Errorf("the votes are %v", a.Votes)
		}
	})
}

// Whom nobody asks has no vote, and who leaves or loses the role is no longer asked.
func TestWhoIsAsked(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		d := newDesk(t, w)
		role := func(key string) flow.ApprovalStep { return flow.ApprovalStep{RoleKey: key, Rule: flow.ApprovalAll} }
		roles := func(who string, keys ...string) {
			t.Helper()
			w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
				m := tx.Member.GetX(ctx, w.A.Members[who].ID)
				_, err := tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{ID: m.ID, ExpectedVersion: m.Version, RoleKeys: keys})
				return err
			})
			w.Who.Changed(w.A.ID)
		}
		request := func(who string, steps ...flow.ApprovalStep) func() error {
			return func() error {
				_, err := try(w, d.As(who), tasks.RequestApproval, d.ask(steps...))
				return err
			}
		}
		d.refused("only oneself", fault.Precondition("approval.nobody_to_ask"), request("management", role(authz.Management)))
		d.refused("only oneself, later", fault.Precondition("approval.nobody_to_ask"), request("management", role(authz.Committee), role(authz.Management)))
		d.refused("nobody has the role", fault.Precondition("approval.nobody_to_ask"), request("staff", role("NOBODY")))
		theirs := flow.ApprovalStep{MemberIDs: []typeid.ID{w.B.Members["management"].ID}, Rule: flow.ApprovalAny}
		d.refused("another company's member", fault.Precondition("approval.nobody_to_ask"), request("staff", theirs))

		ask := d.ask(role(authz.Management))
		first, err := try(w, d.As("staff"), tasks.RequestApproval, ask)
		if err != nil {
			t.Fatal(err)
		}
		d.refused("asked twice", fault.Precondition("approval.already_pending"), func() error {
			_, err := try(w, d.As("committee"), tasks.RequestApproval, ask)
			return err
		})
		a := d.read(first)
		vote := func(who string) func() error {
			return func() error { _, err := d.vote(who, a, flow.DecisionApprove); return err }
		}
		d.refused("not asked", fault.New(fault.CodeForbidden, "approval.not_asked"), vote("committee"))
		d.refused("one's own", fault.Forbidden(), vote("staff"))
		d.refused("another department", fault.NotFound(), vote("head.sales"))
		d.refused("may not vote", fault.Forbidden(), vote("auditor"))
		d.refused("another company", fault.NotFound(), func() error {
			_, err := try(w, w.B.As("management"), tasks.Consequences{}.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove})
			return err
		})
		d.refused("another version", fault.Conflict("version.conflict").On("expectedVersion"), func() error {
			_, err := try(w, d.As("management"), tasks.Consequences{}.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version + 1, Decision: flow.DecisionApprove})
			return err
		})
		d.refused("no decision", fault.Input("decision", "input.unknown_key"), func() error {
			_, err := try(w, d.As("management"), tasks.Consequences{}.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: "MAYBE"})
			return err
		})
		long := strings.Repeat("字", 2001)
		d.refused("a long comment", fault.Input("comment", "input.too_long"), func() error {
			_, err := try(w, d.As("management"), tasks.Consequences{}.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove, Comment: &long})
			return err
		})

		// All of the role are asked: who gets it is too, who has left no longer.
		roles("committee", authz.Committee, authz.Management)
		if _, err := d.vote("management", a, flow.DecisionApprove); err != nil {
			t.Fatal(err)
		}
		if a = d.read(a); a.State != flow.ApprovalPending {
			t.Errorf("one of two: %s", a.State)
		}
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Member.UpdateOneID(w.A.Members["committee"].ID).SetState(flow.MemberLeft).Exec(ctx)
		})
		if _, err := d.vote("management", a, flow.DecisionApprove); err != nil {
			t.Fatal(err)
		}
		if a = d.read(a); a.State != flow.ApprovalApproved {
			t.Errorf("the one who is left: %s", a.State)
		}
	})
}

// The filter finds what waits for the viewer: by name or by role, in the present
// step, until they have voted.
func TestApprovalFilter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		d := newDesk(t, w)
		yes := true
		list := func(who string, f tasks.ApprovalFilter) []typeid.ID {
			t.Helper()
			ctx := d.As(who)
			q, err := f.Apply(ctx, w.Client.Approval.Query())
			if err != nil {
				t.Fatal(err)
			}
			return q.IDsX(ctx)
		}
		awaiting := func(who string, want ...*ent.Approval) {
			t.Helper()
			got := list(who, tasks.ApprovalFilter{AwaitingMe: &yes})
			if len(got) != len(want) {
				t.Errorf("%s: %v", who, got)
			}
			for _, a := range want {
				if !slices.Contains(got, a.ID) {
					t.Errorf("%s: %s does not wait", who, a.ID)
				}
				if acts := tasks.ApprovalActs(d.As(who), d.read(a)); !slices.Contains(acts, flow.ApprovalActVote) {
					t.Errorf("%s may %v", who, acts)
				}
			}
		}
		byRole := d.asked("staff", flow.ApprovalStep{RoleKey: authz.Management, Rule: flow.ApprovalAny})
		later := d.asked("staff", flow.ApprovalStep{MemberIDs: d.ids("committee", "head.service"), Rule: flow.ApprovalAll}, flow.ApprovalStep{RoleKey: authz.Management, Rule: flow.ApprovalAny})
		own := d.asked("management", flow.ApprovalStep{MemberIDs: d.ids("management", "committee"), Rule: flow.ApprovalAny})
		awaiting("management", byRole)
		awaiting("committee", later, own)
		awaiting("head.service", later)
		awaiting("staff")
		if _, err := d.vote("committee", later, flow.DecisionApprove); err != nil {
			t.Fatal(err)
		}
		awaiting("committee", own)
		if _, err := d.vote("head.service", d.read(later), flow.DecisionApprove); err != nil {
			t.Fatal(err)
		}
		awaiting("management", byRole, later)
		awaiting("head.service")

		subject := byRole.SubjectID
		for name, c := range map[string]struct {
			f    tasks.ApprovalFilter
			want int
		}{
			"all":      {tasks.ApprovalFilter{}, 3},
			"mine":     {tasks.ApprovalFilter{RequestedByMe: &yes}, 1},
			"subject":  {tasks.ApprovalFilter{SubjectID: &subject}, 1},
			"states":   {tasks.ApprovalFilter{States: []flow.ApprovalState{flow.ApprovalApproved, flow.ApprovalExpired}}, 0},
			"pending":  {tasks.ApprovalFilter{States: []flow.ApprovalState{flow.ApprovalPending}, Kinds: []flow.ApprovalKind{flow.ApprovalReport}}, 3},
			"rejected": {tasks.ApprovalFilter{Kinds: []flow.ApprovalKind{flow.ApprovalRejection}}, 0},
		} {
			if got := list("management", c.f); len(got) != c.want {
				t.Errorf("%s: %d, want %d", name, len(got), c.want)
			}
		}
		for who, want := range map[string]int{"head.service": 3, "member.service": 0, "head.sales": 0, "staff": 2, "auditor": 3} {
			if got := list(who, tasks.ApprovalFilter{}); len(got) != want {
				t.Errorf("%s reads %d, want %d", who, len(got), want)
			}
		}
		if acts := tasks.ApprovalActs(d.As("staff"), byRole); !slices.Equal(acts, []flow.ApprovalAct{flow.ApprovalActWithdraw}) {
			t.Errorf("who asked may %v", acts)
		}
		if _, err := (&tasks.ApprovalFilter{States: make([]flow.ApprovalState, 51)}).Apply(d.As("staff"), w.Client.Approval.Query()); fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("too many: %v", err)
		}
	})
}

// Whom a step asks reads it and votes, though their roles reach neither the
// department nor who asked: by name, and by a role as long as they have it.
func TestVotersFromElsewhere(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		d := newDesk(t, w)
		reads := func(who string, a *ent.Approval) bool {
			t.Helper()
			ctx := d.As(who)
			return w.Client.Approval.Query().Where(approval.ID(a.ID)).ExistX(ctx) // as node and lists do
		}
		named := d.asked("management",
			flow.ApprovalStep{MemberIDs: d.ids("management", "head.sales", "staff"), Rule: flow.ApprovalAll},
			flow.ApprovalStep{MemberIDs: d.ids("member.service"), Rule: flow.ApprovalAny})
		byRole := d.asked("management", flow.ApprovalStep{RoleKey: authz.DepartmentHead, Rule: flow.ApprovalMajority})
		other := d.asked("management", flow.ApprovalStep{MemberIDs: d.ids("committee"), Rule: flow.ApprovalAny})
		for _, c := range []struct {
			who                  string
			named, byRole, other bool
		}{
			{"head.sales", true, true, false},
			{"staff", true, false, false},
			{"member.service", true, false, false}, // of a later step
			{"head.service", true, true, true},     // by the department
		} {
			if got := [3]bool{reads(c.who, named), reads(c.who, byRole), reads(c.who, other)}; got != [3]bool{c.named, c.byRole, c.other} {
				t.Errorf("%s reads %v, want %v", c.who, got, c)
			}
		}
		if acts := tasks.ApprovalActs(d.As("head.sales"), named); !slices.Contains(acts, flow.ApprovalActVote) {
			t.Errorf("who is named may %v", acts)
		}
		if _, err := d.vote("head.sales", named, flow.DecisionApprove); err != nil {
			t.Errorf("who is named: %v", err)
		}
		if _, err := d.vote("head.sales", byRole, flow.DecisionApprove); err != nil {
			t.Errorf("who has the role: %v", err)
		}
		d.refused("who is named, but may not vote", fault.Forbidden(), func() error { _, err := d.vote("staff", d.read(named), flow.DecisionApprove); return err })
		d.refused("who is not asked", fault.NotFound(), func() error { _, err := d.vote("head.sales", other, flow.DecisionApprove); return err })
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			m := tx.Member.GetX(ctx, w.A.Members["head.sales"].ID)
			_, err := tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{ID: m.ID, ExpectedVersion: m.Version, RoleKeys: []string{authz.DepartmentMember}})
			return err
		})
		w.Who.Changed(w.A.ID)
		if reads("head.sales", byRole) || !reads("head.sales", named) {
			t.Error("without the role it is read by the name only")
		}
		if w.Client.Approval.Query().Where(approval.ID(named.ID)).ExistX(w.B.As("management")) {
			t.Error("another company reads it")
		}
	})
}
