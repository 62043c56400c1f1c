package servertest

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/ent"
	"heed/ent/customertier"
	"heed/ent/indicator"
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
//	complaintform                                     a page for complaints
//	secret.page  secret.status  secret.replied        of the links of those who complain
//	customer  contact  link  clock
//	requirement.draft … requirement.merged  requirement.paused  requirement.untold
//	approval.asked  approval.own                      asks the stage's member; was asked for by them
//	form  form.effective                              a draft; the one in force, without a draft
//	set.draft  set.confirmed  set.handed_over         to the stage's member's department
//	task  notification                                of the member's own
//	meeting  meeting.held  report  report.published   of the member's department
//	interaction.recorded  interaction.open  plan      of the member's own; made for the stage
//	purchase.planned … purchase.told                  of the customer, looked after by the member
//	complaint.received … complaint.paused             of the customer, that the member works on
//	touchpoint.candidate … touchpoint.scored  round   of the member's department; the round scores touchpoint.scored
//	standard.draft  standard.effective                of touchpoints of their own, begun by the member
//	touchpoint.standard                               that standard.effective is of
//	inspection.planned  inspection.done               self-inspections by standard.effective, made by the member
//	inspection.supervisory  inspection.content        planned by the management and by the admin, made by the member
//	schedule                                          of touchpoint.standard, made by the member
//	project  project.other                            of the member's department, begun by the member; seen to by the member, by the admin
//	questionnaire.draft  questionnaire.effective      of few questions, each of its own
//	campaign.draft … campaign.closed                  of the member's department, that the member sees to and speaks for
//	surveyinvitation.pending … surveyinvitation.bounced  of running campaigns, to the customer
//	response.submitted … response.tidied              of the customer
//	opportunity.identified … opportunity.lost         with the customer, seen to by the member
//	trainingplan.draft  trainingplan.running          of the member's department
//	trainingsession.planned … trainingsession.held    of trainingplan.running; "running" since an hour
//	trainingrecord.invited … trainingrecord.attended  the member's own
//	trainingsession.paper  trainingrecord.asked  trainingrecord.writing  trainingrecord.passed
//	learner  secret.attendance                        who came to trainingsession.held; the code of trainingsession.running
//	document.draft  document.effective                that the member's department answers for
//	acknowledgement                                   the member's, of document.effective
//	scheme.draft  scheme.active                       of appraisals, of each month
//	appraisal.draft … appraisal.appealed              of a colleague; appraisal.mine is shown to the member
//	customer.flagged                                  to be looked after first
//	secret.survey                                     of the link of surveyinvitation.sent
//	attachment                                        of requirement.received
//	research.planned  research.running  research.done  research.visited
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
	case "secret.invitation", "secret.verification", "secret.reset", "secret.page", "secret.status", "secret.replied", "secret.survey", "secret.attendance":
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
	if v := reflect.ValueOf(n).Elem().FieldByName("Version"); v.IsValid() {
		return int(v.Int())
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
		if strings.HasPrefix(which, "flagged") {
			return st.flagged(t)
		}
		return st.run(t, "customerCreate", "customer")
	case "contact":
		return st.runAs(t, "integration", "contactCreate", "contact")
	case "link":
		return st.run(t, "requirementLinkCreate", "link")
	case "complaintform":
		return st.run(t, "complaintFormCreate", "form")
	case "form":
		return st.form(t, which)
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
	case "complaint":
		return st.complaint(t, which)
	case "purchase":
		return st.purchase(t, which)
	case "touchpoint":
		return st.touchpoint(t, which)
	case "round":
		return st.round(t)
	case "standard":
		return st.standard(t, which)
	case "inspection":
		return st.inspection(t, which)
	case "schedule":
		return st.schedule(t)
	case "project":
		return st.project(t, which)
	case "questionnaire":
		return st.questionnaire(t, which)
	case "campaign":
		return st.campaign(t, which)
	case "surveyinvitation":
		return st.surveyInvitation(t, which)
	case "response":
		return st.response(t, which)
	case "opportunity":
		return st.opportunity(t, which)
	case "trainingplan":
		return st.trainingPlan(t, which)
	case "trainingsession":
		return st.trainingSession(t, which)
	case "trainingrecord":
		return st.trainingRecord(t, which)
	case "learner":
		return st.learner(t)
	case "document":
		return st.document(t, which)
	case "acknowledgement":
		return st.acknowledgement(t)
	case "scheme":
		return st.scheme(t, which)
	case "appraisal":
		return st.appraisal(t, which)
	case "plan":
		st.Server.Clock.Advance(time.Second) // after those of the beginning
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
