package server_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/server/servertest"
)

// Work costs a known number of statements, however many records a page shows.
func TestStatements(t *testing.T) {
	const (
		counted = `query($first: Int) { requirements(first: $first, orderBy: {field: DUE_AT, direction: ASC}) { totalCount edges { node { id number title state urgency dueAt customer { id name tier { key } } leadDepartment { name } assignee { displayName } availableActions } } pageInfo { hasNextPage endCursor } } }`
		bare    = `query($first: Int) { requirements(first: $first) { edges { node { id number } } pageInfo { hasNextPage } } }`
		deep    = `query($first: Int) { requirements(first: $first) { edges { node { id clocks { state segments { from } } links { other { id } } assistingDepartments { name } } } } }`
		members = `query($first: Int) { members(first: $first) { edges { node { displayName department { name } roles { key grants { scope } } } } } }`
		journal = `query($first: Int) { events(first: $first) { edges { node { cursor actor { displayName } subject { id } } } } }`
		asked   = `query($first: Int) { approvals(first: $first, filter: {awaitingMe: true}) { totalCount edges { node { state requester { displayName } steps { votes { comment } } availableActions } } } }`
		tasks   = `query($first: Int) { tasks(first: $first) { totalCount edges { node { title dueAt overdue availableActions subject { id } customer { name } assignee { displayName } department { name } } } } }`
		talks   = `query($first: Int) { interactions(first: $first) { totalCount edges { node { title occurredAt entryDelayMinutes availableActions customer { name } contact { id } member { displayName } department { name } } } } }`
		filed   = `query($first: Int) { requirements(first: $first) { edges { node { id attachments { id name } } } } }`
		told    = `query($first: Int) { requirements(first: $first) { edges { node { id customersToTell { id name } } } } }`
		found   = `query($first: Int) { researchActivities(first: $first) { totalCount edges { node { id title requirements(first: 2) { totalCount edges { node { id title } } pageInfo { hasNextPage } } } } } }`
		drawn   = `query($first: Int) { interactions(first: $first) { edges { node { id requirements(first: 2) { totalCount edges { node { id title } } pageInfo { hasNextPage } } } } } }`
		griefs  = `query($first: Int) { complaints(first: $first) { totalCount edges { node { number phone customer { name } assignee { displayName } group { name } purchase { orderNo } clocks { kind dueAt } availableActions requirements(first: 2) { edges { node { id } } } progress(first: 2) { edges { node { id } } } } } } }`
		orders  = `query($first: Int) { purchases(first: $first) { totalCount edges { node { orderNo isRepeat late amount exceptions { type } availableActions customer { name } member { displayName } department { name } } } } }`
		points  = `query($first: Int) { touchpoints(first: $first) { totalCount edges { node { name needRelevance availableActions department { name } round { title } effectiveStandard { edition items { metric } } } } } }`
		rounds  = `query($first: Int) { identificationRounds(first: $first) { edges { node { title availableActions departments { department { name } scoredBy { displayName } } scores { needRelevance touchpoint { name } } } } } }`
		looks   = `query($first: Int) { inspections(first: $first) { totalCount edges { node { kind state score results { metric passed } availableActions touchpoint { name } standard { edition } department { name } inspector { displayName } recordedBy { displayName } finding { number } } } } }`
		works   = `query($first: Int) { improvementProjects(first: $first) { edges { node { name progressPercent indicator { code } department { name } owner { displayName } availableActions actions(first: 2) { edges { node { measure project { name } } } } } } } }`
		seenAt  = `query($first: Int) { touchpoints(first: $first) { edges { node { name inspections(first: 2) { totalCount edges { node { state score } } } } } } }`
		behind  = `query($first: Int) { indicatorValue(code: "touchpoint_compliance") { value target inspections(first: $first) { totalCount edges { node { state score touchpoint { name } } } } } }`
		past12  = `query($first: Int) { indicatorSnapshots(first: $first) { edges { node { from value department { name } touchpoint { name } indicator { code touchpointTargets { target } } } } } }`
		often   = `query($first: Int) { inspectionSchedules(first: $first) { edges { node { kind cadence day touchpoint { name } department { name } inspector { displayName } } } } }`
		norms   = `query($first: Int) { touchpointStandards(first: $first) { edges { node { edition reviewDueOn availableActions touchpoint { name } department { name } approval { state } } } } }`
		lament  = `query($first: Int) { complaints(first: $first, orderBy: {field: DUE_AT, direction: ASC}) { totalCount edges { node { id number state channel content history { timely } availableActions customer { name } ownerDepartment { name } assignee { displayName } clocks { state } } } } }`
		board   = `{ complaintDashboard { byState { count } overdue complaintRate { value } onTimeRate { value } recurrenceRate { value } } }`
		bars    = `query($by: ComplaintDimension!) { complaintPareto(by: $by, from: "2015-03-01") { total rows { label count } } }`
		trend   = `query($from: Date) { complaintTrend(from: $from) { month received closed onTime accepted } }`
		past    = `mutation($csv: String!) { complaintsImport(input: {csv: $csv}) { created } }`
		notices = `query($first: Int) { notifications(first: $first, filter: {unread: true}) { edges { node { title body subject { id } } } } }`
		own     = 3 // statements of who one is, when what is kept is kept
		bulls   = `query($first: Int) { governingDocuments(first: $first) { totalCount edges { node { title audienceSize acknowledged mine { acknowledgedAt } availableActions department { name } } } } }`
		unread  = `query($first: Int) { governingDocuments(first: $first, filter: {mine: true}) { edges { node { title audienceSize } } } }`
		readers = `query($first: Int, $id: ID!) { acknowledgements(first: $first, documentId: $id) { totalCount edges { node { post member { displayName } department { name } } } } }`
		judged  = `query($first: Int) { appraisals(first: $first) { totalCount edges { node { score lines { points } availableActions scheme { title } member { displayName } department { name } commenter { displayName } decider { displayName } } } } }`
		nodes   = `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`
	)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, st := s.Token(t, "management"), s.Stage(w.A, "management")
		var ids []any
		for i := range 12 {
			one := s.Stage(w.A, "management")
			ids = append(ids, one.ID(t, "requirement.received"), one.ID(t, "customer"))
			one.ID(t, "notification")
			one.ID(t, "interaction.recorded")
			one.ID(t, "research.running")
			one.ID(t, "purchase.planned")
			one.ID(t, "complaint.grouped")
			one.ID(t, "complaint.received")
			one.ID(t, "round")
			one.ID(t, "standard.effective")
			one.ID(t, "inspection.done")
			one.ID(t, "schedule")
			one.ID(t, "project")
			one.ID(t, "acknowledgement")
			one.ID(t, "appraisal.draft")
			if i == 0 {
				one.ID(t, "link")
			}
			if i < 3 {
				one.ID(t, "approval.asked")
			}
		}
		facts := "CONTENT,RECEIVED,CHANNEL,CUSTOMER,PRODUCT\n"
		for i := range 12 {
			facts += fmt.Sprintf("Words %d,2015-03-02,WEB,Customer %d,Product %d\n", i, i, i)
		}
		if a := s.Do(t, token, past, vars{"csv": facts}); a.Get(t, "complaintsImport.created") != 12.0 {
			t.Fatalf("%s", a.Body)
		}
		id := st.ID(t, "requirement.received")
		// What is kept of the session and the company may be forgotten once more while the
		// feed catches up with what was just made: then a document is asked again, but one only.
		warm := func() {
			t.Helper()
			for range 10 {
				if statements(t, s.Do(t, token, me, nil)) == own {
					return
				}
			}
			t.Fatal("nothing is kept of the session and the company")
		}
		warm()
		again := map[string]bool{}
		for _, c := range []struct {
			name, document string
			variables      []vars
			most           int
		}{
			{"point read", requirement, []vars{{"id": id}}, 1},
			{"ledger", counted, []vars{{"first": 1}, {"first": 50}}, 2},
			{"ledger of the contract", ledger, []vars{{"first": 1}, {"first": 50}}, 2},
			{"page without a count", bare, []vars{{"first": 1}, {"first": 50}}, 1},
			{"customers with their requirements", customersQuery, []vars{{"first": 1}, {"first": 20}}, 3},
			{"requirements with all about them", deep, []vars{{"first": 2}, {"first": 50}}, 4},
			{"members", members, []vars{{"first": 1}, {"first": 50}}, 2},
			{"journal", journal, []vars{{"first": 1}, {"first": 100}}, 3},
			{"approvals", asked, []vars{{"first": 1}, {"first": 50}}, 2},
			{"tasks", tasks, []vars{{"first": 1}, {"first": 50}}, 2},
			{"interactions", talks, []vars{{"first": 1}, {"first": 50}}, 2},
			{"requirements with their files", filed, []vars{{"first": 2}, {"first": 50}}, 2},
			{"requirements with whom to tell", told, []vars{{"first": 2}, {"first": 50}}, 3},
			{"interactions with what was drawn from them", drawn, []vars{{"first": 2}, {"first": 12}}, 3},
			{"research with what it has brought to light", found, []vars{{"first": 2}, {"first": 12}}, 4},
			{"complaints, with all that belongs to them", griefs, []vars{{"first": 1}, {"first": 50}}, 9},
			{"purchases, with which of them are repeated", orders, []vars{{"first": 1}, {"first": 50}}, 3},
			{"touchpoints with what holds", points, []vars{{"first": 1}, {"first": 50}}, 3},
			{"rounds with their scores", rounds, []vars{{"first": 1}, {"first": 50}}, 3},
			{"inspections", looks, []vars{{"first": 1}, {"first": 50}}, 2},
			{"schedules of inspections", often, []vars{{"first": 1}, {"first": 50}}, 1},
			{"touchpoints with their inspections", seenAt, []vars{{"first": 2}, {"first": 50}}, 3},
			{"inspections behind an indicator", behind, []vars{{"first": 1}, {"first": 50}}, 4},
			{"snapshots, of touchpoints too", past12, []vars{{"first": 1}, {"first": 50}}, 1},
			{"projects with their actions", works, []vars{{"first": 1}, {"first": 50}}, 3},
			{"standards", norms, []vars{{"first": 1}, {"first": 50}}, 1},
			{"notices", notices, []vars{{"first": 1}, {"first": 50}}, 1},
			{"what people are told", bulls, []vars{{"first": 1}, {"first": 50}}, 5},
			{"what is to be read", unread, []vars{{"first": 1}, {"first": 50}}, 3},
			{"who has read it", readers, []vars{{"first": 1, "id": st.ID(t, "document.effective")}, {"first": 50, "id": st.ID(t, "document.effective")}}, 2},
			{"appraisals", judged, []vars{{"first": 1}, {"first": 50}}, 2},
			{"nodes", nodes, []vars{{"ids": ids[:2]}, {"ids": ids}}, 2},
			{"dashboard", dashboard, []vars{{}}, 1},
			{"complaints", lament, []vars{{"first": 2}, {"first": 50}}, 6},
			{"dashboard of complaints", board, []vars{{}}, 1},
			{"what complaints are about", bars, []vars{{"by": "CAUSE"}, {"by": "PRODUCT"}}, 1},
			{"complaints by month", trend, []vars{{}, {"from": "2015-03-01"}}, 1},
			{"nobody", login[:0] + `{ __typename }`, []vars{{}}, 0},
		} {
			for _, variables := range c.variables {
				a := s.Do(t, token, c.document, variables)
				n := statements(t, a)
				if n > c.most {
					t.Logf("%s: %d statements, %d are enough: once more", c.name, n, c.most)
					again[c.name] = true
					warm()
					a = s.Do(t, token, c.document, variables)
					n = statements(t, a)
				}
				if n != c.most || a.Code() != "" {
					t.Errorf("%s with %v: %d statements, want %d: %.200s", c.name, fmt.Sprint(variables)[:min(60, len(fmt.Sprint(variables)))], n, c.most, a.Body)
				}
			}
		}
		if len(again) > 1 {
			t.Errorf("more than one was asked again: %v", slices.Sorted(maps.Keys(again)))
		}
	})
}

// The payload of a mutation reads what departments think at once, however many they are.
func TestStatementsOfAPayload(t *testing.T) {
	const (
		assess = `mutation($in: RequirementAssessInput!) { requirementAssess(input: $in) { requirement { %s } } }`
		id     = `id`
		bare   = `id assessments { id kind }`
		deep   = `id assessments { kind department { name } assessor { displayName } requirement { id } value { total } }`
		again  = `id first: assessments { id department { name } } assessments { id assessor { displayName } }`
	)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, st, given := s.Token(t, "management"), s.Stage(w.A, "management"), 0
		which := st.ID(t, "requirement.analyzing")
		factor := vars{"score": 3, "reason": "Known"}
		give := func(fields string) (*servertest.Answer, int) {
			t.Helper()
			in := vars{"id": which, "expectedVersion": st.Version(t, which), "value": vars{
				"growth": factor, "satisfaction": factor, "competitiveness": factor, "judgement": "Worth it", "level": "HIGH",
			}}
			if given > 0 {
				in["expectedValueVersion"] = given
			}
			a := s.Do(t, token, fmt.Sprintf(assess, fields), vars{"in": in})
			if a.Code() != "" {
				t.Fatalf("%s", a.Body)
			}
			given++
			return a, statements(t, a)
		}
		// What is kept of the session and the company may be asked once more: the fewest count.
		fewest := func(fields string) int {
			t.Helper()
			_, least := give(fields)
			for range 4 {
				_, n := give(fields)
				least = min(least, n)
			}
			return least
		}
		give(id)
		none := fewest(id)
		for rows := range 3 {
			for fields, more := range map[string]int{bare: 1, deep: 4, again: 4} {
				if n := fewest(fields) - none; n != more {
					t.Errorf("%d assessments: %s takes %d statements more, want %d", rows+1, fields, n, more)
				}
			}
			d := w.A.Departments[[]flow.DepartmentType{flow.DepartmentSales, flow.DepartmentLogistics, flow.DepartmentService}[rows]]
			w.Client.RequirementAssessment.Create().SetRequirementID(which).SetDepartmentID(d.ID).SetAssessorID(w.A.Members["head.sales"].ID).
				SetKind(flow.AssessFeasibility).SetFeasibility(&flow.FeasibilityAssessment{}).SetAssessedAt(w.Clock.Now()).ExecX(w.A.System())
		}
		a, _ := give(deep)
		if all, ok := a.Get(t, "requirementAssess.requirement.assessments").([]any); !ok || len(all) != 4 ||
			!strings.Contains(string(a.Data), `{"kind":"FEASIBILITY","department":{"name":"销售部"},"assessor":{"displayName":"head.sales"},"requirement":{"id":"`+string(which)+`"},"value":null}`) {
			t.Errorf("the payload: %s", a.Body)
		}
	})
}

func statements(t *testing.T, a *servertest.Answer) int {
	t.Helper()
	n, err := strconv.Atoi(a.Statements(t))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
