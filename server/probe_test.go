package server_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/session"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/server"
	"heed/server/servertest"
)

// canary is a word of all texts of company B.
const canary = "canary"

// foreign are ids of company B's records, at least one of every type.
func foreign(t *testing.T, s *servertest.Server) map[string]typeid.ID {
	t.Helper()
	st := s.Stage(s.B, "management")
	ids := map[string]typeid.ID{}
	for _, name := range []string{
		"tenant", "calendar", "policy", "tier.KEY", "role.STAFF", "department.service", "department.guest", "member.staff", "member.guest",
		"customer", "contact", "requirement.draft", "requirement.received", "requirement.analyzing", "requirement.planned",
		"requirement.processing", "requirement.feedback", "requirement.closed", "link", "clock", "approval.asked", "approval.own", "task", "notification",
		"meeting.held", "report.published",
		"interaction.recorded", "interaction.open", "purchase.planned", "purchase.troubled", "complaint.received", "complaint.feedback", "plan", "indicator", "snapshot",
		"touchpoint.confirmed", "touchpoint.scored", "round", "standard.draft", "standard.effective",
		"inspection.planned", "inspection.content", "inspection.done", "schedule", "project",
		"questionnaire.draft", "questionnaire.effective", "campaign.draft", "campaign.running", "surveyinvitation.sent", "response.submitted", "opportunity.identified",
		"trainingplan.draft", "trainingplan.running", "trainingsession.open", "trainingrecord.attended",
		"document.draft", "document.effective", "acknowledgement", "scheme.draft", "scheme.active", "appraisal.draft", "appraisal.commented", "appraisal.appealed",
	} {
		ids[name] = st.ID(t, name)
	}
	sys := s.B.System()
	ids["event"] = s.Client.Event.Query().FirstIDX(sys)
	for name, id := range ids {
		switch n := node(t, s, id).(type) {
		case *ent.Customer:
			s.Client.Customer.UpdateOne(n).SetName(canary + name).SetAddress(canary).ExecX(sys)
		case *ent.Contact:
			s.Client.Contact.UpdateOne(n).SetName(canary).ExecX(sys)
		case *ent.Requirement:
			s.Client.Requirement.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.Approval:
			s.Client.Approval.UpdateOne(n).SetVotes([]flow.ApprovalVote{{Comment: canary}}).ExecX(sys)
		case *ent.Department:
			s.Client.Department.UpdateOne(n).SetName(canary + name).ExecX(sys)
		case *ent.Member:
			s.Client.Member.UpdateOne(n).SetDisplayName(canary).ExecX(sys)
		case *ent.Indicator:
			s.Client.Indicator.UpdateOne(n).SetName(canary).ExecX(sys)
		case *ent.Task:
			s.Client.Task.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.Meeting:
			s.Client.Meeting.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.Report:
			s.Client.Report.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.Interaction:
			s.Client.Interaction.UpdateOne(n).SetTitle(canary).SetNeeds(canary).ExecX(sys)
		case *ent.PurchaseRecord:
			s.Client.PurchaseRecord.UpdateOne(n).SetProduct(canary).ExecX(sys)
		case *ent.Complaint:
			s.Client.Complaint.UpdateOne(n).SetComplainantName(canary).SetProduct(canary).ExecX(sys)
		case *ent.Touchpoint:
			s.Client.Touchpoint.UpdateOne(n).SetName(canary + name).ExecX(sys)
		case *ent.TouchpointStandard:
			s.Client.TouchpointStandard.UpdateOne(n).SetServiceStandard(canary).ExecX(sys)
		case *ent.ImprovementProject:
			s.Client.ImprovementProject.UpdateOne(n).SetGoal(canary).ExecX(sys)
		case *ent.Inspection:
			s.Client.Inspection.UpdateOne(n).SetRemark(canary).ExecX(sys)
		case *ent.SurveyCampaign:
			s.Client.SurveyCampaign.UpdateOne(n).SetName(canary).ExecX(sys)
		case *ent.SurveyInvitation:
			s.Client.SurveyInvitation.UpdateOne(n).SetReason(canary).ExecX(sys)
		case *ent.SurveyResponse:
			s.Client.SurveyResponse.UpdateOne(n).SetFollowUpNote(canary).ExecX(sys)
		case *ent.Opportunity:
			s.Client.Opportunity.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.TrainingPlan:
			s.Client.TrainingPlan.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.TrainingSession:
			s.Client.TrainingSession.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.TrainingRecord:
			s.Client.TrainingRecord.UpdateOne(n).SetFeedbackComment(canary).ExecX(sys)
		case *ent.GoverningDocument:
			s.Client.GoverningDocument.UpdateOne(n).SetTitle(canary).SetBody(canary).ExecX(sys)
		case *ent.AppraisalScheme:
			s.Client.AppraisalScheme.UpdateOne(n).SetTitle(canary).ExecX(sys)
		case *ent.Appraisal:
			s.Client.Appraisal.UpdateOne(n).SetComment(canary).ExecX(sys)
		case *ent.EngagementPlan:
			s.Client.EngagementPlan.UpdateOne(n).SetName(canary + name).ExecX(sys)
		}
	}
	// Nobody reads these by id.
	ids["session"] = s.Client.Session.Query().Where(session.CompanyID(s.B.ID)).FirstIDX(s.Context())
	ids["user"] = s.B.Members["staff"].UserID
	return ids
}

// node is the record, nil for one of a kind that is no Node.
func node(t *testing.T, s *servertest.Server, id typeid.ID) ent.Noder {
	t.Helper()
	if slices.Contains([]string{ent.Prefixes[ent.TypeSession], ent.Prefixes[ent.TypeUser], ent.Prefixes[ent.TypeEvent]}, id.Prefix()) {
		return nil
	}
	ctx := s.B.System()
	n, err := s.Client.Noder(ctx, id, ent.WithNodeType(ent.TableOf))
	if err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	return n
}

// versions are those of B's records that have one, and the newest event.
func versions(t *testing.T, s *servertest.Server, ids map[string]typeid.ID) map[string]int {
	t.Helper()
	st, all := s.Stage(s.B, "management"), map[string]int{}
	for name, id := range ids {
		switch node(t, s, id).(type) {
		case *ent.Department, *ent.Member, *ent.Customer, *ent.Contact, *ent.Requirement, *ent.RequirementLink, *ent.Approval, *ent.Task, *ent.Meeting,
			*ent.Report, *ent.Interaction, *ent.PurchaseRecord, *ent.Complaint, *ent.EngagementPlan, *ent.Touchpoint, *ent.IdentificationRound, *ent.TouchpointStandard,
			*ent.Inspection, *ent.InspectionSchedule, *ent.ImprovementProject,
			*ent.SurveyTemplate, *ent.SurveyCampaign, *ent.SurveyInvitation, *ent.SurveyResponse, *ent.Opportunity,
			*ent.TrainingPlan, *ent.TrainingSession, *ent.TrainingRecord,
			*ent.GoverningDocument, *ent.AppraisalScheme, *ent.Appraisal:
			all[name] = st.Version(t, id)
		}
	}
	events := s.B.Events(t)
	all["events"] = int(events[len(events)-1].Position)
	return all
}

// Every place for an id in the schema, with the ids of another company's
// records of every type: none is found, and nothing changes.
func TestForeignIDs(t *testing.T) {
	t.Parallel()
	s := servertest.New(t, apptest.NewPostgresWorld(t))
	ids := foreign(t, s)
	counts, seen := s.Count(t), versions(t, s, ids)
	places, r := 0, &rota{ids: ids, names: slices.Sorted(maps.Keys(ids))}
	for _, f := range servertest.Roots() {
		if servertest.IsLive(f) {
			continue // TestForeignSubscription
		}
		for _, place := range idPlaces(f) {
			places++
			st := s.Stage(s.A, "head.service")
			token := s.Token(t, actor(f))
			in := st.Sample(t, f.Name) // one for all: whatever is refused changes nothing of it
			own, ok := put(in, place, nil)
			if !ok {
				t.Fatalf("%s: the sample has no %s to put an id into", f.Name, strings.Join(place, "."))
			}
			for _, name := range r.of(f, place, own) {
				put(in, place, string(ids[name]))
				s.Client.LoginAttempt.Delete().ExecX(s.Context()) // no place uses up the tries of another
				depth := 2
				if strings.HasPrefix(f.Name, "node") { // of every type what it has itself: more is too long a document
					depth = 1
				}
				a := s.Do(t, token, servertest.Operation(f, depth), in)
				where := fmt.Sprintf("%s %s = B's %s", f.Name, strings.Join(place, "."), name)
				if !refusesForeign(f, a) {
					t.Errorf("%s: %s", where, a.Body)
				}
				if strings.Contains(string(a.Body), canary) {
					t.Errorf("%s tells what is B's: %s", where, a.Body)
				}
			}
		}
	}
	if places < 50 {
		t.Errorf("only %d places for ids were found", places)
	}
	after := s.Count(t)
	for name := range after {
		if strings.HasPrefix(name, s.B.Slug+".") && after[name] != counts[name] {
			t.Errorf("%s were %d, are %d", name, counts[name], after[name])
		}
	}
	if now := versions(t, s, ids); !maps.Equal(seen, now) {
		t.Errorf("B's records were %v, are %v", seen, now)
	}
}

// rota picks the ids that a place is tried with.
type rota struct {
	ids   map[string]typeid.ID
	names []string
	next  int
}

// anyKind are the places that take records of several kinds.
var anyKind = []string{"ids[]", "subjectId", "otherId", "recordId", "recordIds[]", "causeId", "ownerId"}

// of are all ids of the kind that the sample has there and four of other kinds, each in its turn; all, where
// several kinds are taken or the sample has none. Of a kind that B has nothing of it is the four.
func (r *rota) of(f *ast.FieldDefinition, place []string, own any) []string {
	if list, ok := own.([]any); ok && len(list) > 0 {
		own = list[0]
	}
	kind := typeid.ID(fmt.Sprint(own)).Prefix()
	if kind == "" || strings.HasPrefix(f.Name, "node") || slices.Contains(anyKind, place[len(place)-1]) {
		return r.names
	}
	var picked []string
	for _, name := range r.names {
		if r.ids[name].Prefix() == kind {
			picked = append(picked, name)
		}
	}
	for range 4 {
		picked = append(picked, r.names[r.next%len(r.names)])
		r.next++
	}
	return picked
}

// actor is an account whose role allows the field.
func actor(f *ast.FieldDefinition) string {
	for _, name := range []string{"management", "admin", "integration", "head.service", "committee"} {
		for _, a := range apptest.Accounts {
			if a.Name == name && allowed(a.Role, f) {
				return name
			}
		}
	}
	return "management"
}

// somethingCounted finds a figure above 0 in an answer of figures.
var somethingCounted = regexp.MustCompile(`"(requirements|customers|count)":[1-9]`)

// refusesForeign tells whether the answer is what a stranger gets: no such record, or
// an empty list from a filter.
func refusesForeign(f *ast.FieldDefinition, a *servertest.Answer) bool {
	switch a.Code() {
	case "NOT_FOUND", "BAD_USER_INPUT":
		return true
	case "":
		if strings.HasSuffix(f.Type.Name(), "Connection") {
			return !strings.Contains(string(a.Data), `"edges":[{`)
		}
		switch f.Name {
		case "requirementLedgerExport": // its file is empty
			return true
		case "requirementNeeds", "requirementCross": // nothing is counted
			return !somethingCounted.Match(a.Data)
		}
		return f.Name == "nodes" && strings.Contains(string(a.Data), "null") && !strings.Contains(string(a.Data), "__typename")
	}
	return false
}

// idPlaces are the paths to the places of type ID in the field's arguments.
func idPlaces(f *ast.FieldDefinition) [][]string {
	var all [][]string
	for _, a := range f.Arguments {
		all = append(all, idsIn(a.Name, a.Type, nil)...)
	}
	return all
}

func idsIn(name string, t *ast.Type, above []string) [][]string {
	path := append(slices.Clone(above), name)
	if t.Elem != nil {
		path[len(path)-1] += "[]"
	}
	if t.Name() == "ID" {
		return [][]string{path}
	}
	d := servertest.Schema().Types[t.Name()]
	if d.Kind != ast.InputObject {
		return nil
	}
	var all [][]string
	for _, f := range d.Fields {
		all = append(all, idsIn(f.Name, f.Type, path)...)
	}
	return all
}

// put sets the place, in the first item of lists, and gives what was there. Objects above it must be there.
func put(in map[string]any, path []string, value any) (was any, ok bool) {
	name, list := strings.CutSuffix(path[0], "[]")
	if len(path) == 1 {
		if list {
			value = []any{value}
		}
		was, in[name] = in[name], value
		return was, true
	}
	below := in[name]
	if list {
		items, ok := below.([]any)
		if !ok || len(items) == 0 {
			return nil, false
		}
		below = items[0]
	}
	object, ok := below.(map[string]any)
	if !ok {
		return nil, false
	}
	return put(object, path[1:], value)
}

// All of B's ids at once, with records of A between them.
func TestForeignNodes(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		ids := slices.Collect(maps.Values(foreign(t, s)))
		mine := s.Stage(w.A, "management").ID(t, "customer")
		for _, who := range []string{"management", "admin", "auditor"} {
			a := s.Do(t, s.Token(t, who), `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, vars{"ids": append([]typeid.ID{mine}, ids...)})
			var got struct{ Nodes []*struct{ ID typeid.ID } }
			a.Into(t, &got)
			for i, n := range got.Nodes {
				if i == 0 && (n == nil || n.ID != mine) {
					t.Errorf("%s: their own is missing", who)
				}
				if i > 0 && n != nil {
					t.Errorf("%s reads %s of company B", who, n.ID)
				}
			}
			if len(got.Nodes) != len(ids)+1 {
				t.Errorf("%s: %d nodes for %d ids", who, len(got.Nodes), len(ids)+1)
			}
		}
	})
}

// A place in B's journal means nothing in A's.
func TestForeignCursors(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		cursor := s.Stage(w.B, "management").Value(t, "cursor")
		a := s.Do(t, s.Token(t, "management"), syncQuery, vars{"after": cursor})
		if a.Code() != "BAD_USER_INPUT" || a.Errors[0].Extensions["field"] != "after" {
			t.Errorf("events: %s", a.Body)
		}
		c := s.Dial(t, s.Token(t, "management"))
		c.Subscribe("1", liveQuery, vars{"after": cursor})
		if m := c.Next(); m.Type != "error" || m.Code() != "BAD_USER_INPUT" {
			t.Errorf("statusChanged: %s", m.Payload)
		}
	})
}

// A live filter with another company's ids picks nothing, whatever happens to
// the records there, for those who see everything here and for those who see
// little; and it is no way to learn whether the records exist.
func TestForeignSubscription(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Heartbeat = 20 * time.Millisecond })
	theirs, ours := s.Stage(w.B, "management"), s.Stage(w.A, "management")
	begin, subject := ours.Value(t, "cursor"), theirs.ID(t, "requirement.received")
	department := w.B.Departments[flow.DepartmentService].ID
	for _, who := range []string{"management", "staff", "admin", "auditor"} {
		for what, filter := range map[string]vars{
			"a record":      {"subjectId": subject},
			"no record":     {"subjectId": "req_00000000000000000000000009"},
			"a department":  {"departmentIds": []typeid.ID{department}},
			"both, and all": {"subjectId": subject, "departmentIds": []typeid.ID{department}, "types": []string{"requirement.*"}},
		} {
			c := s.Dial(t, s.Token(t, who))
			c.Subscribe("1", liveQuery, vars{"after": begin, "filter": filter})
			c.Event()
			tell(t, w, w.B, journal.Event{
				Type: "requirement.updated", Departments: []typeid.ID{department},
				Subject: journal.Subject{Type: flow.SubjectRequirement, ID: subject},
			})
			tell(t, w, w.A, journal.Event{Type: "requirement.updated", Departments: []typeid.ID{w.A.Departments[flow.DepartmentService].ID}})
			newest := ours.Value(t, "cursor")
			for i := range 1001 {
				e := c.Event()
				if e.Kind != "HEARTBEAT" {
					t.Fatalf("%s, by %s: %+v", who, what, e)
				}
				if e.Cursor == newest {
					break
				}
				if i == 1000 {
					t.Errorf("%s, by %s: heartbeats stay at %s", who, what, e.Cursor)
				}
			}
			c.Hang()
		}
	}
}
