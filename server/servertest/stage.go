package servertest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/reports"
	"heed/app/sessions"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customertier"
	"heed/ent/indicator"
	"heed/ent/requirementform"
	"heed/ent/role"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Stage has records of a company, made on first use, by names that stand in
// braces in the variables of documents:
//
//	onboarding  exported      the company, ready for the end of its onboarding, or to be closed
//	policy.guest  tier.guest  group                   made for the stage
//	template
//	tenant  slug  calendar  policy  tier.KEY  role.STAFF  department.service  member.head.service
//	department.own  member.own  email  refresh        of the stage's member
//	department.guest  member.guest  role.guest        made for the stage
//	member.invited
//	secret.invitation  secret.verification  secret.reset  of the link of a letter to somebody new
//	customer  contact  link  clock
//	requirement.draft … requirement.merged  requirement.paused  requirement.untold
//	approval.asked  approval.own                      asks the stage's member; was asked for by them
//	form                                              a draft
//	set.draft  set.confirmed  set.handed_over         to the stage's member's department
//	task  notification                                of the member's own
//	meeting  meeting.held  report  report.published   of the member's department
//	interaction.recorded  interaction.open  plan      of the member's own; made for the stage
//	attachment                                        of requirement.received
//	research.planned  research.running  research.done
//	recognition.proposed  recognition.decided         of the customer, proposed by the management
//	check  check.item                                 a weekly check of the member, and what it covers
//	entry                                             about the progress of a requirement
//	finding.open … finding.closed  action.planned …   of the member's department
//	indicator  snapshot                               the first by code; of the department of the stage's member
//	cursor                                            the company's newest place in the journal
//	now                                               the clock's time
//	n                                                 a number used once
//
// What is made belongs to the stage's member: their department leads it, they
// are assigned to it or manage it. A last word makes another of the kind
// (requirement.received.other); ":version" is the version of a record.
type Stage struct {
	Server  *Server
	Company *apptest.Company
	Owner   string // the member's name
	made    map[string]typeid.ID
}

// Stage is an empty stage of the company's member.
func (s *Server) Stage(c *apptest.Company, owner string) *Stage {
	return &Stage{Server: s, Company: c, Owner: owner, made: map[string]typeid.ID{}}
}

// numbers are used once in a test binary.
var numbers atomic.Int64

var name = regexp.MustCompile(`\{\{([a-zA-Z_.:0-9]+)\}\}`)

// Fill puts the records' values for their names into a JSON text. A version
// that is a whole value becomes a number.
func (st *Stage) Fill(t testing.TB, text string) map[string]any {
	t.Helper()
	filled := name.ReplaceAllStringFunc(text, func(found string) string {
		return st.Value(t, strings.Trim(found, "{}"))
	})
	var raw any
	if err := json.Unmarshal([]byte(filled), &raw); err != nil {
		t.Fatalf("%v in %s", err, filled)
	}
	values, ok := numbered(raw).(map[string]any)
	if !ok {
		t.Fatalf("no object: %s", filled)
	}
	return values
}

// versionMark tells versions from texts until the JSON is read.
const versionMark = "version "

func numbered(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			v[key] = numbered(value)
		}
	case []any:
		for i, value := range v {
			v[i] = numbered(value)
		}
	case string:
		if f, ok := marked(v); ok {
			return f
		}
		if digits, ok := strings.CutPrefix(v, versionMark); ok {
			if n, err := strconv.Atoi(digits); err == nil {
				return n
			}
		}
	}
	return v
}

// Sample is the variables with which Operation succeeds for the root field.
func (st *Stage) Sample(t testing.TB, field string) map[string]any {
	t.Helper()
	text, ok := samples[field]
	if !ok {
		t.Fatalf("the root field %s has no sample", field)
	}
	in := st.Fill(t, text)
	if kindOf(Root(t, field)) == "mutation" {
		return map[string]any{"input": in}
	}
	return in
}

// ID is the id of the record of the name.
func (st *Stage) ID(t testing.TB, name string) typeid.ID {
	t.Helper()
	if id, ok := st.made[name]; ok {
		return id
	}
	id := st.find(t, name)
	st.made[name] = id
	return id
}

// Names are the names in braces of the stage's records, and of its company's
// members and departments, by id.
func (st *Stage) Names() map[string]string {
	names := map[string]string{string(st.Company.ID): "{{tenant}}"}
	for name, m := range st.Company.Members {
		names[string(m.ID)] = "{{member." + name + "}}"
	}
	for kind, d := range st.Company.Departments {
		names[string(d.ID)] = "{{department." + strings.ToLower(string(kind)) + "}}"
	}
	for _, name := range slices.Sorted(maps.Keys(st.made)) {
		if id := string(st.made[name]); names[id] == "" {
			names[id] = "{{" + name + "}}"
		}
	}
	return names
}

// Value is the text that stands for the name.
func (st *Stage) Value(t testing.TB, name string) string {
	t.Helper()
	if record, ok := strings.CutSuffix(name, ":version"); ok {
		return versionMark + strconv.Itoa(st.Version(t, st.ID(t, record)))
	}
	switch name {
	case "n":
		return strconv.FormatInt(numbers.Add(1), 10)
	case "now":
		return st.Server.Clock.Now().Format(time.RFC3339)
	case "slug":
		return st.Company.Slug
	case "email":
		return apptest.Email(st.Owner, st.Company.Slug[:1])
	case "refresh":
		return st.Server.tokens(t, st.Company, st.Owner).RefreshToken
	case "secret.invitation", "secret.verification", "secret.reset":
		return st.secret(t, strings.TrimPrefix(name, "secret."))
	case "cursor":
		h, err := journal.Head(st.Company.System(), st.Server.Client, st.Company.ID)
		if err != nil {
			t.Fatal(err)
		}
		return string(journal.CursorAt(st.Company.ID, h.Position))
	}
	return string(st.ID(t, name))
}

// Version is the version of the record.
func (st *Stage) Version(t testing.TB, id typeid.ID) int {
	t.Helper()
	n, err := st.Server.Client.Noder(st.Company.System(), id, ent.WithNodeType(ent.TableOf))
	if err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	switch n := n.(type) {
	case *ent.Tenant:
		return n.Version
	case *ent.WorkingCalendar:
		return n.Version
	case *ent.SlaPolicy:
		return n.Version
	case *ent.CustomerTier:
		return n.Version
	case *ent.Department:
		return n.Version
	case *ent.Member:
		return n.Version
	case *ent.Role:
		return n.Version
	case *ent.Customer:
		return n.Version
	case *ent.Contact:
		return n.Version
	case *ent.Requirement:
		return n.Version
	case *ent.RequirementLink:
		return n.Version
	case *ent.Approval:
		return n.Version
	case *ent.RequirementForm:
		return n.Version
	case *ent.RequirementSet:
		return n.Version
	case *ent.Task:
		return n.Version
	case *ent.Meeting:
		return n.Version
	case *ent.Report:
		return n.Version
	case *ent.Interaction:
		return n.Version
	case *ent.EngagementPlan:
		return n.Version
	case *ent.Attachment:
		return n.Version
	case *ent.ResearchActivity:
		return n.Version
	case *ent.Recognition:
		return n.Version
	case *ent.Finding:
		return n.Version
	case *ent.ImprovementAction:
	case *ent.Indicator:
		return n.Version
	}
	t.Fatalf("%s has no version", id)
	return 0
}

func (st *Stage) find(t testing.TB, name string) typeid.ID {
	t.Helper()
	sys, client := st.Company.System(), st.Server.Client
	kind, which, _ := strings.Cut(name, ".")
	switch kind {
	case "tenant":
		return st.Company.ID
	case "onboarding":
		st.onboard(t)
		return st.Company.ID
	case "exported":
		client.Tenant.UpdateOneID(st.Company.ID).SetExportedAt(st.Server.Clock.Now()).ExecX(sys)
		return st.Company.ID
	case "calendar":
		return client.WorkingCalendar.Query().FirstIDX(sys)
	case "group":
		return st.runAs(t, "management", "workGroupCreate", "workGroup")
	case "template":
		return client.ResponseTemplate.Query().FirstIDX(sys)
	case "policy":
		if which == "guest" {
			return st.runAs(t, "admin", "slaPolicyCreate", "policy")
		}
		if which != "" {
			return client.SlaPolicy.Query().Where(slapolicy.UrgencyEQ(flow.Urgency(which)), slapolicy.TierKeyIsNil()).FirstIDX(sys)
		}
		return client.SlaPolicy.Query().FirstIDX(sys)
	case "tier":
		if which == "guest" {
			return st.run(t, "customerTierCreate", "tier")
		}
		return client.CustomerTier.Query().Where(customertier.Key(which)).OnlyIDX(sys)
	case "role":
		if which == "guest" {
			return st.runAs(t, "admin", "roleCreate", "role")
		}
		return client.Role.Query().Where(role.Key(which)).OnlyIDX(sys)
	case "department":
		return st.department(t, which)
	case "member":
		return st.member(t, which)
	case "customer":
		return st.run(t, "customerCreate", "customer")
	case "contact":
		return st.runAs(t, "integration", "contactCreate", "contact")
	case "link":
		return st.run(t, "requirementLinkCreate", "link")
	case "form":
		return st.form(t)
	case "set":
		return st.set(t, which)
	case "attachment":
		return st.run(t, "attachmentAdd", "attachment")
	case "research":
		return st.research(t, which)
	case "recognition":
		return st.recognition(t, which)
	case "task":
		return st.task(t)
	case "meeting":
		if strings.HasPrefix(which, "held") {
			return st.below(t).run(t, "meetingHold", "meeting")
		}
		return st.run(t, "meetingCreate", "meeting")
	case "report":
		if strings.HasPrefix(which, "published") {
			return st.published(t)
		}
		return st.run(t, "reportGenerate", "report")
	case "check":
		if which == "item" {
			return st.requirement(t, "received")
		}
		return st.check(t)
	case "finding":
		state, _, _ := strings.Cut(which, ".")
		return st.finding(t, flow.FindingState(strings.ToUpper(state)))
	case "action":
		state, _, _ := strings.Cut(which, ".")
		return st.action(t, "", flow.ActionImprovement, flow.ActionState(strings.ToUpper(state)))
	case "entry":
		return st.run(t, "progressAdd", "entry")
	case "indicator":
		return client.Indicator.Query().Order(indicator.ByCode()).FirstIDX(sys)
	case "snapshot":
		return st.snapshot(t)
	case "notification":
		return st.notification(t)
	case "interaction":
		return st.interaction(t, which)
	case "plan":
		return st.run(t, "engagementPlanCreate", "engagementPlan")
	case "clock":
		return client.Requirement.GetX(sys, st.ID(t, "requirement.received")).QueryClocks().FirstIDX(sys)
	case "approval":
		return st.approval(t, which)
	case "requirement":
		state, _, _ := strings.Cut(which, ".")
		if state == "untold" {
			return st.untold(t)
		}
		return st.requirement(t, state)
	}
	t.Fatalf("nothing is called %s", name)
	return ""
}

// research is the member's own, in the state.
func (st *Stage) research(t testing.TB, state string) typeid.ID {
	t.Helper()
	switch state {
	case "planned":
		return st.run(t, "researchCreate", "research")
	case "running":
		return st.run(t, "researchStart", "research")
	case "done":
		return st.run(t, "researchFinish", "research")
	}
	t.Fatalf("no research is %s", state)
	return ""
}

func (st *Stage) recognition(t testing.TB, state string) typeid.ID {
	t.Helper()
	switch state {
	case "proposed":
		return st.run(t, "recognitionPropose", "recognition")
	case "decided":
		return st.runAs(t, "committee", "recognitionDecide", "recognition")
	}
	t.Fatalf("no recognition is %s", state)
	return ""
}

// snapshot is one of the department of the stage's member.
func (st *Stage) snapshot(t testing.TB) typeid.ID {
	t.Helper()
	now := st.Server.Clock.Now()
	return st.Server.Client.IndicatorSnapshot.Create().SetIndicatorID(st.ID(t, "indicator")).SetDepartmentID(st.ID(t, "department.own")).
		SetScopeKey(string(st.ID(t, "department.own"))).SetPeriod(flow.PeriodMonth).SetPeriodStart(now).SetPeriodEnd(now).
		SetNumerator(1).SetDenominator(2).SetValue(0.5).SetSample(2).SetDefinition(1).SetComputedAt(now).
		SetRevision(st.Server.Client.IndicatorSnapshot.Query().CountX(st.Company.System()) + 1).SaveX(st.Company.System()).ID
}

// onboard takes the company to the end of its onboarding, whatever it was before.
func (st *Stage) onboard(t testing.TB) {
	t.Helper()
	client, sys := st.Server.Client, st.Company.System()
	client.User.UpdateOneID(st.Company.Members["admin"].UserID).SetEmailVerifiedAt(st.Server.Clock.Now()).ExecX(sys)
	client.Tenant.UpdateOneID(st.Company.ID).SetState(flow.TenantOnboarding).ClearActivatedAt().ExecX(sys)
	st.Server.Change(t, sys, func(ctx context.Context, tx *ent.Tx) error {
		for _, step := range flow.OnboardingStep("").Values() {
			_, err := tenants.ConfirmStep(ctx, tx, tenants.OnboardingStepConfirmInput{
				Step: flow.OnboardingStep(step), Meant: []flow.OnboardingGap{flow.GapNoHead},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (st *Stage) department(t testing.TB, which string) typeid.ID {
	t.Helper()
	switch which {
	case "own":
		if id := st.Company.Members[st.Owner].DepartmentID; id != "" {
			return id
		}
		return st.Company.Departments[flow.DepartmentService].ID
	case "guest":
		return st.runAs(t, "admin", "departmentCreate", "department")
	}
	d, ok := st.Company.Departments[flow.DepartmentType(strings.ToUpper(which))]
	if !ok {
		t.Fatalf("no department is called %s", which)
	}
	return d.ID
}

func (st *Stage) member(t testing.TB, which string) typeid.ID {
	t.Helper()
	switch which {
	case "own":
		which = st.Owner
	case "guest":
		return st.runAs(t, "admin", "memberCreate", "member")
	case "invited":
		return st.runAs(t, "admin", "memberInvite", "member")
	}
	m, ok := st.Company.Members[which]
	if !ok {
		t.Fatalf("nobody is called %s", which)
	}
	return m.ID
}

// untold is a rejected requirement of which the customer does not know yet, as after
// an approval.
func (st *Stage) untold(t testing.TB) typeid.ID {
	t.Helper()
	id, sys := st.requirement(t, "rejected"), st.Company.System()
	was := *st.Server.Client.Requirement.GetX(sys, id).Rejection
	was.ToldAt, was.Channel = nil, nil
	st.Server.Client.Requirement.UpdateOneID(id).SetRejection(&was).ExecX(sys)
	return id
}

// approval asks the stage's member about a report of their department, or asks
// another in their name.
func (st *Stage) approval(t testing.TB, which string) typeid.ID {
	t.Helper()
	asks, asked := "integration", st.Owner
	if asked == asks {
		asks = "staff"
	}
	if strings.HasPrefix(which, "own") {
		asks, asked = asked, asks
	}
	department, about := st.ID(t, "department.own"), st.ID(t, "requirement.received."+which)
	var made *ent.Approval
	st.Server.Change(t, st.Company.As(asks), func(ctx context.Context, tx *ent.Tx) (err error) {
		made, err = tasks.RequestApproval(ctx, tx, tasks.Ask{
			Kind: flow.ApprovalReport, Subject: journal.Subject{Type: flow.SubjectRequirement, ID: about},
			DepartmentID: department, Reason: "The report of the quarter",
			Steps:   []flow.ApprovalStep{{MemberIDs: []typeid.ID{st.Company.Members[asked].ID}, Rule: flow.ApprovalAny}},
			Clauses: []string{"D0-45"},
		})
		return err
	})
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// requirement brings a new requirement to the state.
func (st *Stage) requirement(t testing.TB, state string) typeid.ID {
	t.Helper()
	if state == "draft" {
		id := st.run(t, "requirementCreate", "requirement")
		st.Server.Change(t, st.Company.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Requirement.UpdateOneID(id).SetAssigneeID(st.ID(t, "member.own")).Exec(ctx)
		})
		return id
	}
	step, ok := road[state]
	if !ok {
		t.Fatalf("no requirement is ever %s", state)
	}
	// A stage of its own: what this one names stays where it is.
	below := &Stage{Server: st.Server, Company: st.Company, Owner: st.Owner, made: map[string]typeid.ID{"customer": st.ID(t, "customer")}}
	id := below.ID(t, "requirement."+step.from)
	below.run(t, step.by, "requirement")
	return id
}

// below is a stage of its own: what this one names stays where it is.
func (st *Stage) below(t testing.TB) *Stage {
	t.Helper()
	return &Stage{Server: st.Server, Company: st.Company, Owner: st.Owner, made: map[string]typeid.ID{"customer": st.ID(t, "customer")}}
}

// published is a report that the committee has approved, addressed to the
// stage's department.
func (st *Stage) published(t testing.TB) typeid.ID {
	t.Helper()
	id := st.below(t).run(t, "reportSubmit", "report")
	client, sys := st.Server.Client, st.Company.System()
	a := client.Approval.GetX(sys, client.Report.GetX(sys, id).ApprovalID)
	st.Server.Change(t, st.Company.As("committee"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := reports.Consequences.Vote(ctx, tx, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove})
		return err
	})
	return id
}

// form is the draft of the company's form, made when there is none.
func (st *Stage) form(t testing.TB) typeid.ID {
	t.Helper()
	id, err := st.Server.Client.RequirementForm.Query().Where(requirementform.StateEQ(flow.FormDraft)).OnlyID(st.Company.System())
	if err == nil {
		return id
	}
	return st.run(t, "requirementFormDraft", "form")
}

// set brings a new set to the state.
func (st *Stage) set(t testing.TB, state string) typeid.ID {
	t.Helper()
	state, _, _ = strings.Cut(state, ".")
	below := &Stage{Server: st.Server, Company: st.Company, Owner: st.Owner, made: map[string]typeid.ID{"customer": st.ID(t, "customer")}}
	switch state {
	case "draft":
		return below.run(t, "requirementSetCreate", "set")
	case "confirmed":
		below.made["set.draft"] = below.ID(t, "set.draft")
		return below.run(t, "requirementSetConfirm", "set")
	case "handed_over":
		below.made["set.confirmed"] = below.ID(t, "set.confirmed")
		return below.run(t, "requirementSetHandOver", "set")
	}
	t.Fatalf("no set is ever %s", state)
	return ""
}

// task is one that the stage's member asks of themself.
func (st *Stage) task(t testing.TB) typeid.ID {
	t.Helper()
	me := st.Company.Members[st.Owner]
	made := st.Server.Client.Task.Create().SetType(flow.TaskGeneral).SetTitle("Task").SetAssigneeID(me.ID).
		SetDepartmentID(me.DepartmentID).SetCreatedBy(me.ID).SetDueAt(st.Server.Clock.Now().Add(24 * time.Hour)).SetClauseIds([]string{}).
		SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// interaction is one of the stage's member with their customer, recorded or open.
func (st *Stage) interaction(t testing.TB, which string) typeid.ID {
	t.Helper()
	me := st.Company.Members[st.Owner]
	q := st.Server.Client.Interaction.Create().SetType(flow.InteractionVisit).SetDirection(flow.DirectionOutbound).SetCustomerID(st.ID(t, "customer")).
		SetMemberID(me.ID).SetDepartmentID(st.ID(t, "department.own")).SetCreatedBy(me.ID).SetTitle("Talk").SetOccurredAt(st.Server.Clock.Now()).
		SetParticipantIds([]typeid.ID{}).SetNeeds("The door must open without power")
	if strings.HasPrefix(which, "open") {
		q.SetType(flow.InteractionInquiry).SetDirection(flow.DirectionInbound).SetQuestion("Does it open without power?").SetState(flow.InteractionOpen)
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// notification is one that tells the stage's member of a task.
func (st *Stage) notification(t testing.TB) typeid.ID {
	t.Helper()
	var id typeid.ID
	of := st.ID(t, "task")
	st.Server.Change(t, st.Company.System(), func(ctx context.Context, tx *ent.Tx) error {
		place, err := journal.Places(ctx, tx, 1)
		if err != nil {
			return err
		}
		made, err := tx.Notification.Create().SetMemberID(st.Company.Members[st.Owner].ID).SetType("task.open").
			SetSubjectType(flow.SubjectTask).SetSubjectID(of).SetParams(flow.NoticeParams{"task": "GENERAL", "dueAt": "2026-09-10T02:00:00Z"}).
			SetClauseIds([]string{"D0-57"}).SetDedupeKey(strconv.FormatInt(numbers.Add(1), 10)).SetCreatedAt(st.Server.Clock.Now()).
			SetPosition(place).Save(ctx)
		if err == nil {
			id = made.ID
		}
		return err
	})
	st.Server.Clock.Advance(time.Second)
	return id
}

// run runs the root field's sample as the management and gives the id of what came.
func (st *Stage) run(t testing.TB, field, record string) typeid.ID {
	t.Helper()
	return st.runAs(t, "management", field, record)
}

func (st *Stage) runAs(t testing.TB, who, field, record string) typeid.ID {
	t.Helper()
	in, token := st.Sample(t, field), st.Server.TokenOf(t, st.Company, who)
	a := st.Server.Do(t, token, fmt.Sprintf("mutation($input: %s) { %s(input: $input) { %s { id } } }",
		Root(t, field).Arguments[0].Type, field, record), in)
	if len(a.Errors) > 0 {
		t.Fatalf("%s with %v: %s", field, in, a.Body)
	}
	st.Server.Clock.Advance(time.Second) // no two are of one time, so that their order is certain
	return typeid.ID(a.Text(t, field+"."+record+".id"))
}

// tokens signs the member in.
func (s *Server) tokens(t testing.TB, c *apptest.Company, name string) sessions.Tokens {
	t.Helper()
	tokens, err := s.Desk.Create(s.Context(), sessions.CreateInput{
		Email: apptest.Email(name, c.Slug[:1]), Password: apptest.Password, TenantSlug: &c.Slug,
	})
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}
