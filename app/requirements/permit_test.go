package requirements

import (
	"context"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Who may do what with a requirement that the management wrote down for the
// service department: "y" may, "f" is forbidden, "n" is not found.
func TestRoles(t *testing.T) {
	const table = `
	role           RECEIVE ASSIGN UPDATE REJECT
	admin          f       f      f      f
	committee      f       f      f      f
	management     y       y      y      y
	head.service   y       y      y      y
	member.service y       f      y      f
	head.sales     n       n      n      n
	staff          n       n      f      f
	auditor        f       f      f      f
	integration    f       f      f      f`
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		draft, received := s.draft(flow.UrgencyGeneral), s.received(flow.UrgencyGeneral)
		rows := fieldsOf(table)
		for _, row := range rows[1:] {
			for i, cell := range row[1:] {
				act := flow.RequirementAct(rows[0][i+1])
				r := received
				if act == flow.RequirementActReceive {
					r = draft
				}
				verb := s.verbs()[act]
				run := func() error { return verb(s.As(row[0]), r.ID, r.Version) }
				switch cell {
				case "f":
					s.refused(row[0]+" "+string(act), r, fault.Forbidden(), run)
				case "n":
					s.refused(row[0]+" "+string(act), r, fault.NotFound(), run)
				default:
					if err := run(); err != nil {
						t.Errorf("%s %s: %v", row[0], act, err)
					}
					draft, received = s.draft(flow.UrgencyGeneral), s.received(flow.UrgencyGeneral)
				}
			}
		}
	})
}

// Staff report and receive their own, members move what they are assigned to;
// writing something down gives no further right.
func TestOwn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := s.input(flow.UrgencyGeneral)
		in.LeadDepartmentID = nil
		mine := must(s, "staff", Create, in)
		if mine.LeadDepartmentID != s.A.Departments[flow.DepartmentLogistics].ID || mine.CreatedBy != s.member("staff") {
			t.Errorf("staff's is %v", mine)
		}
		verbs := s.verbs()
		s.refused("staff updates", mine, fault.Forbidden(), func() error {
			return verbs[flow.RequirementActUpdate](s.As("staff"), mine.ID, mine.Version)
		})
		mine = must(s, "staff", Receive, ReceiveInput{mine.ID, mine.Version})
		for _, act := range []flow.RequirementAct{flow.RequirementActAssign, flow.RequirementActAnalyze, flow.RequirementActPause, flow.RequirementActRecordResponse} {
			s.refused("staff "+string(act), mine, fault.Forbidden(), func() error { return verbs[act](s.As("staff"), mine.ID, mine.Version) })
		}
		if got := s.available(s.As("staff"), mine); len(got) != 0 {
			t.Errorf("staff may %v", got)
		}

		// Members take on what was written down for their department, and no more.
		theirs := must(s, "member.service", Receive, ReceiveInput{ID: s.draft(flow.UrgencyGeneral).ID, ExpectedVersion: 1})
		s.refused("a member analyses for the department", theirs, fault.Forbidden(), func() error {
			return verbs[flow.RequirementActAnalyze](s.As("member.service"), theirs.ID, theirs.Version)
		})
		elsewhere := s.input(flow.UrgencyGeneral)
		elsewhere.LeadDepartmentID = &s.A.Departments[flow.DepartmentSales].ID
		foreign := must(s, management, Create, elsewhere)
		s.refused("a member receives for another department", foreign, fault.NotFound(), func() error {
			return verbs[flow.RequirementActReceive](s.As("member.service"), foreign.ID, foreign.Version)
		})

		made := must(s, "member.service", Create, s.input(flow.UrgencyGeneral))
		made = must(s, "member.service", Receive, ReceiveInput{made.ID, made.Version})
		s.refused("a member's own without being assigned", made, fault.Forbidden(), func() error {
			return verbs[flow.RequirementActAnalyze](s.As("member.service"), made.ID, made.Version)
		})
		made = must(s, "head.service", Assign, AssignInput{ID: made.ID, ExpectedVersion: made.Version, AssigneeID: ptr(s.member("member.service"))})
		for _, act := range []flow.RequirementAct{
			flow.RequirementActAnalyze, flow.RequirementActPlan, flow.RequirementActRecordResponse, flow.RequirementActStart, flow.RequirementActDeliver,
		} {
			if err := verbs[act](s.As("member.service"), made.ID, made.Version); err != nil {
				t.Fatalf("%s: %v", act, err)
			}
			made = s.read(made.ID)
		}
		low := CloseInput{ID: made.ID, ExpectedVersion: made.Version, Rating: ptr(2), Decision: ptr("客户同意")}
		s.refused("a member decides on a low rating", made, fault.Forbidden(), func() error {
			return only(try(w, s.As("member.service"), Close, low))
		})
		made = must(s, "head.service", Close, low)
		if made.Outcome.Decision == "" || *made.Outcome.Rating != 2 {
			t.Errorf("the outcome is %v", made.Outcome)
		}
		s.refused("a member takes up what was closed", made, fault.Forbidden(), func() error {
			return verbs[flow.RequirementActReopen](s.As("member.service"), made.ID, made.Version)
		})
		if err := verbs[flow.RequirementActReopen](s.As("head.service"), made.ID, made.Version); err != nil {
			t.Error(err)
		}

		// An assisting department reaches it as the leading one does.
		sales := s.A.Departments[flow.DepartmentSales].ID
		r := s.received(flow.UrgencyGeneral)
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{sales, r.LeadDepartmentID}})
		if len(r.Edges.Assisting) != 1 || r.Edges.Assisting[0].DepartmentID != sales {
			t.Errorf("assisting are %v", r.Edges.Assisting)
		}
		if e := s.lastEvent(); !slices.Contains(e.DepartmentIds, sales) || !slices.Equal(e.Fields, []string{"assistingDepartments"}) {
			t.Errorf("the event is %v", e)
		}
		if err := verbs[flow.RequirementActAnalyze](s.As("head.sales"), r.ID, r.Version); err != nil {
			t.Error(err)
		}
		r = s.read(r.ID)
		// What it loses, it is told, and sees no more.
		must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{}})
		if e := s.lastEvent(); !slices.Contains(e.DepartmentIds, sales) {
			t.Errorf("the event is %v", e)
		}
		s.refused("no longer assisting", nil, fault.NotFound(), func() error {
			return verbs[flow.RequirementActPlan](s.As("head.sales"), r.ID, r.Version+1)
		})
	})
}

// available is Available that succeeds.
func (s *stage) available(ctx context.Context, r *ent.Requirement) []flow.RequirementAct {
	s.t.Helper()
	acts, err := Available(ctx, s.Client, r)
	if err != nil {
		s.t.Fatal(err)
	}
	return acts
}

// What is available is what is not refused, in every state and for every role,
// whether or not the edges are loaded.
func TestAvailable(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.target()
		// Who reads more than they may change, and whose department assists.
		for name, roles := range map[string][]string{"auditor": {"AUDITOR", "DEPARTMENT_MEMBER"}, "admin": {"TENANT_ADMIN", "DEPARTMENT_HEAD"}} {
			w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
				m, err := tx.Member.UpdateOneID(s.member(name)).SetDepartmentID(s.A.Departments[flow.DepartmentSales].ID).Save(ctx)
				if err != nil {
					return err
				}
				_, err = tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{ID: m.ID, ExpectedVersion: m.Version, RoleKeys: roles})
				return err
			})
		}
		look := func(name string, r *ent.Requirement) {
			t.Helper()
			for _, who := range []string{"admin", management, "head.service", "member.service", "head.sales", "staff", "auditor", "committee"} {
				ctx := s.As(who)
				bare, err := s.Client.Requirement.Get(ctx, r.ID)
				if ent.IsNotFound(err) {
					continue
				} else if err != nil {
					t.Fatal(err)
				}
				full, err := s.Client.Requirement.Query().Where(requirement.ID(r.ID)).WithAssisting().WithClocks().WithCustomer().Only(ctx)
				if err != nil {
					t.Fatal(err)
				}
				got := s.available(ctx, full)
				if quick := s.available(ctx, bare); !slices.Equal(got, quick) {
					t.Errorf("%s, %s: with edges %v, without %v", who, name, got, quick)
				}
				for _, act := range flow.RequirementAct("").Values() {
					_, err := try(w, ctx, func(ctx context.Context, tx *ent.Tx, act flow.RequirementAct) (int, error) {
						_, _, err := take(ctx, tx, act, r.ID, r.Version)
						return 0, err
					}, flow.RequirementAct(act))
					able := err == nil
					if paused := slices.ContainsFunc(s.clocks(r), func(c *ent.SlaClock) bool { return c.State == sla.ClockPaused }); act == "RESUME" && !paused {
						able = false
					}
					if running := slices.ContainsFunc(s.clocks(r), func(c *ent.SlaClock) bool { return c.State == sla.ClockRunning }); act == "PAUSE" && !running {
						able = false
					}
					if act == "TELL" && toldRejection(full) {
						able = false
					}
					if able != slices.Contains(got, flow.RequirementAct(act)) {
						t.Errorf("%s, %s: %s is %v, available are %v", who, name, act, err, got)
					}
				}
			}
		}
		sales := []typeid.ID{s.A.Departments[flow.DepartmentSales].ID}
		for _, state := range flow.RequirementState("").Values() {
			r := s.at(flow.RequirementState(state), flow.UrgencyGeneral)
			look(state, r)
			if slices.Contains(flow.Requirement.Allowed(r.State), flow.RequirementActAssign) {
				look(state+", assisted", must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: sales}))
			}
		}
		r := s.received(flow.UrgencyGeneral)
		look("paused", must(s, management, Pause, PauseInput{ID: r.ID, ExpectedVersion: r.Version, Reason: sla.PauseWaitingCustomer}))
		// One writes it down for another department, and is asked to assist.
		in := s.input(flow.UrgencyGeneral)
		in.LeadDepartmentID = &s.A.Departments[flow.DepartmentLogistics].ID
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Customer.UpdateOneID(in.CustomerID).SetDepartmentID(sales[0]).Exec(ctx)
		})
		r = must(s, "head.sales", Create, in)
		r = must(s, management, Receive, ReceiveInput{r.ID, r.Version})
		look("one's own elsewhere", r)
		look("one's own, assisted", must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: sales}))
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.SlaPolicy.Update().SetActive(false).Exec(ctx)
		})
		w.Who.Changed(s.A.ID)
		look("without a clock", s.received(flow.UrgencyGeneral))
	})
}

// Every permission that an act takes makes the assisting departments count.
func TestAssistingCounts(t *testing.T) {
	w := apptest.NewWorld(t)
	actions := []authz.Action{authz.RequirementApprove}
	for _, act := range flow.RequirementAct("").Values() {
		actions = append(actions, actionOf(flow.RequirementAct(act)))
	}
	for _, action := range actions {
		for scope, want := range map[viewer.Scope]bool{viewer.All: false, viewer.Department: true, viewer.Own: false} {
			v := &viewer.Viewer{Kind: viewer.Member, Tenant: w.A.ID, Member: "mem_x", Grants: viewer.Grants{string(action): scope}}
			if got := ent.AssistingCounts(viewer.With(t.Context(), v)); got != want {
				t.Errorf("%s %s: %t", action, scope, got)
			}
		}
	}
}

// Nothing is offered on what a verb has just given away.
func TestAvailableAfterHandingOver(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sales := s.A.Departments[flow.DepartmentSales].ID
		r := s.received(flow.UrgencyGeneral)
		given := must(s, "head.service", Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &sales}).Unwrap()
		if got := s.available(s.As("head.service"), given); len(got) != 0 {
			t.Errorf("offered are %v", got)
		}
		if got := s.available(s.As("head.sales"), given); len(got) == 0 {
			t.Error("nothing is offered to who has it now")
		}
	})
}

// An overdue clock is not paused: that would hide it.
func TestAvailableOverdue(t *testing.T) {
	w := apptest.NewWorld(t)
	s := newStage(t, w)
	r := s.received(flow.UrgencyUrgent)
	for at, want := range map[time.Time]bool{r.DueAt.Add(-time.Microsecond): true, r.DueAt: false, r.DueAt.Add(time.Hour): false} {
		s.Clock.Set(at)
		if got := slices.Contains(s.available(s.As(management), r), flow.RequirementActPause); got != want {
			t.Errorf("at %v pausing is offered: %t", at, got)
		}
	}
}

// Rejecting is offered whoever the customer is, until others are asked about it.
func TestAvailableOfKeyCustomer(t *testing.T) {
	w := apptest.NewWorld(t)
	s := newStage(t, w)
	for _, from := range []*ent.Customer{s.key, s.ordinary} {
		in := s.input(flow.UrgencyGeneral)
		in.CustomerID, in.LeadDepartmentID = from.ID, &s.A.Departments[flow.DepartmentSales].ID
		r := must(s, management, Create, in)
		must(s, management, Receive, ReceiveInput{r.ID, r.Version})
		offered := func(want bool) {
			t.Helper()
			for _, who := range []string{management, "head.sales"} {
				if got := slices.Contains(s.available(s.As(who), s.read(r.ID)), flow.RequirementActReject); got != want {
					t.Errorf("%s, %s: rejecting is offered: %t", who, from.TierKey, got)
				}
			}
		}
		offered(true)
		if from == s.key {
			must(s, "head.sales", Reject, RejectInput{r.ID, s.read(r.ID).Version, "不可行", ptr(s.Clock.Now()), ptr(flow.ChannelPhone)})
			offered(false)
		}
	}
}

// Ids of another company are not found, wherever they stand.
func TestOtherCompany(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r, draft := s.received(flow.UrgencyGeneral), s.draft(flow.UrgencyGeneral)
		analyzing := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral)
		s.target()
		foreign := w.B.As(management)
		for act, verb := range s.verbs() {
			s.refused(string(act)+" by another company", r, fault.NotFound(), func() error { return verb(foreign, r.ID, r.Version) })
		}
		theirs := s.customer(w.B, "别家", "ORDINARY")
		dep, mem := w.B.Departments[flow.DepartmentService].ID, w.B.Members["head.service"].ID
		other, err := try(w, foreign, Create, CreateInput{
			CustomerID: theirs.ID, Title: "别家的", OriginalText: "x", Source: flow.RequirementSourceVisit, CollectedAt: s.Clock.Now(),
			Category: flow.RequirementCategoryOther, Urgency: flow.UrgencyGeneral,
		})
		if err != nil {
			t.Fatal(err)
		}
		if other, err = try(w, foreign, Receive, ReceiveInput{other.ID, other.Version}); err != nil {
			t.Fatal(err)
		}
		if *other.Number != "REQ-2026-00001" {
			t.Errorf("another company's first number is %s", *other.Number)
		}
		as := s.As(management)
		for name, c := range map[string]struct {
			field string
			act   func() error
		}{
			"customer": {"customerId", func() error {
				in := s.input(flow.UrgencyGeneral)
				in.CustomerID = theirs.ID
				return only(try(w, as, Create, in))
			}},
			"lead of a new one": {"leadDepartmentId", func() error {
				in := s.input(flow.UrgencyGeneral)
				in.LeadDepartmentID = &dep
				return only(try(w, as, Create, in))
			}},
			"lead": {"leadDepartmentId", func() error {
				return only(try(w, as, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &dep}))
			}},
			"assisting": {"assistingDepartmentIds[0]", func() error {
				return only(try(w, as, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{dep}}))
			}},
			"assignee": {"assigneeId", func() error {
				return only(try(w, as, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssigneeID: &mem}))
			}},
			"analyzing department": {"leadDepartmentId", func() error {
				return only(try(w, as, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &dep}))
			}},
			"owner": {"steps[0].ownerId", func() error {
				in := s.planInput(analyzing.ID, analyzing.Version)
				in.Steps[0].OwnerID = mem
				return only(try(w, as, Plan, in))
			}},
			"planned assignee": {"assigneeId", func() error {
				in := s.planInput(analyzing.ID, analyzing.Version)
				in.AssigneeID = &mem
				return only(try(w, as, Plan, in))
			}},
			"merge": {"intoId", func() error {
				return only(try(w, as, Merge, MergeInput{ID: r.ID, ExpectedVersion: r.Version, IntoID: other.ID}))
			}},
			"link": {"otherId", func() error { return only(try(w, as, LinkCreate, LinkCreateInput{r.ID, other.ID, flow.LinkRelated})) }},
			"from": {"", func() error {
				return only(try(w, as, LinkCreate, LinkCreateInput{other.ID, draft.ID, flow.LinkRelated}))
			}},
		} {
			s.refused(name, r, fault.NotFound().On(c.field), c.act)
		}
	})
}
