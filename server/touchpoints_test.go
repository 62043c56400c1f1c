package server_test

import (
	"testing"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/server/servertest"
)

// From a proposal to a standard that holds, through the API: the list of key touchpoints
// has what departments scored, who answers, and what is measured (D2-47 to D2-52).
func TestD2_49_FromProposalToStandard(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		head, management := s.Token(t, "head.service"), s.Token(t, "management")
		do := func(token, field, selection string, in vars) *servertest.Answer {
			t.Helper()
			a := s.Do(t, token, `mutation($in: `+servertest.Root(t, field).Arguments[0].Type.String()+`) { `+field+`(input: $in) { `+selection+` } }`, vars{"in": in})
			if a.Code() != "" {
				t.Fatalf("%s: %s", field, a.Body)
			}
			return a
		}
		st := s.Stage(w.A, "head.service")
		point := do(head, "touchpointCreate", "touchpoint { id }", vars{"name": "Hotline", "journeyStage": "AFTER_SALES"}).Text(t, "touchpointCreate.touchpoint.id")
		opened := do(management, "identificationRoundOpen", "round { id }", vars{
			"title": "Round", "dueAt": "2026-12-01T01:00:00Z", "departmentIds": []any{w.A.Departments[flow.DepartmentService].ID}, "touchpointIds": []any{point},
		}).Text(t, "identificationRoundOpen.round.id")
		do(head, "identificationRoundScore", "cursor", vars{"id": opened, "expectedVersion": 1, "scores": []any{
			vars{"touchpointId": point, "needRelevance": 5, "behaviourFit": 4, "decisionImpact": 3},
		}})
		do(management, "identificationRoundClose", "cursor", vars{"id": opened, "expectedVersion": 2, "decisions": []any{
			vars{"touchpointId": point, "confirm": true, "isKey": true, "managementRequirement": "Answered at once"},
		}})
		standard := do(head, "standardDraft", "standard { id }", vars{
			"touchpointId": point, "serviceStandard": "Answered within 30 seconds", "operatingProcedure": "Greet, confirm, solve",
			"items": []any{vars{"metric": "First answer", "operator": "AT_MOST", "target": 30, "unit": "s", "method": "By the system"}},
		}).Text(t, "standardDraft.standard.id")
		asked := do(head, "standardSubmit", "standard { approval { id } }", vars{"id": standard, "expectedVersion": 1}).Text(t, "standardSubmit.standard.approval.id")
		do(management, "approvalVote", "cursor", vars{"id": asked, "expectedVersion": 1, "decision": "APPROVE"})
		list := s.Do(t, s.Token(t, "staff"), `{ touchpoints(filter: {states: [CONFIRMED], isKey: true}) { edges { node {
			name needRelevance managementRequirement department { id } effectiveStandard { edition state items { metric operator target unit } } } } } }`, nil)
		want := `{"touchpoints":{"edges":[{"node":{"name":"Hotline","needRelevance":5,"managementRequirement":"Answered at once","department":{"id":"` +
			string(st.ID(t, "department.own")) + `"},"effectiveStandard":{"edition":1,"state":"EFFECTIVE","items":[{"metric":"First answer","operator":"AT_MOST","target":30,"unit":"s"}]}}}]}}`
		if got := string(list.Data); got != want {
			t.Errorf("the list is %s\nwant %s", got, want)
		}
	})
}
