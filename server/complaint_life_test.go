package server_test

import (
	"fmt"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/server/servertest"
)

// A major complaint through the API, from its receipt to the committee's decision, the
// reply, the customer's word and what it leaves; each state is told to who lives on it
// (D2-56 to D2-63).
func TestD2_63_FromComplaintToCommittee(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "member.service")
		token := func(name string) string { return s.Token(t, name) }
		version, id := 1, ""
		do := func(who, field string, in vars) *servertest.Answer {
			t.Helper()
			if id != "" && field != "progressAdd" {
				in["id"], in["expectedVersion"] = id, version
			}
			selection := "complaint { id version state }"
			if field == "progressAdd" {
				selection = "entry { id complaint { version } }"
			}
			a := s.Do(t, token(who), `mutation($in: `+servertest.Root(t, field).Arguments[0].Type.String()+`) { `+field+`(input: $in) { `+selection+` } }`, vars{"in": in})
			if a.Code() != "" {
				t.Fatalf("%s: %s", field, a.Body)
			}
			version++
			return a
		}
		id = do("member.service", "complaintCreate", vars{
			"complainantName": "王女士", "phone": "13800138000", "content": "客人被锁在屋里", "complainedAt": "2026-09-01T01:00:00Z", "channel": "PHONE",
			"promisedAt": "2026-12-20T01:00:00Z", "customerId": st.ID(t, "customer"),
		}).Text(t, "complaintCreate.complaint.id")
		version = 1
		do("head.service", "complaintTriage", vars{"nature": "PRODUCT_QUALITY", "severity": "MAJOR", "crossDepartment": true})
		mine := s.Do(t, token("head.service"), `query($id: ID!) { node(id: $id) { ... on Complaint { path level availableActions } } }`, vars{"id": id})
		if acts := fmt.Sprint(mine.Get(t, "node.availableActions")); acts != "[UPDATE ASSIGN PAUSE]" {
			t.Errorf("the department of a joint complaint may %s", acts)
		}
		do("management", "complaintGroupForm", vars{"leaderId": st.ID(t, "member.head.sales"), "members": []any{
			vars{"memberId": st.ID(t, "member.head.sales"), "capacity": "HEAD"}, vars{"memberId": st.ID(t, "member.member.service"), "capacity": "SPECIALIST"},
		}})
		do("management", "complaintInvestigate", vars{})
		do("head.sales", "complaintProcess", vars{
			"background": "同一批次", "cause": "锁舌过长", "rootCause": "PRODUCT", "measures": []any{vars{"text": "更换锁舌"}},
			"steps": []any{vars{"text": "上门更换", "ownerId": st.ID(t, "member.member.service"), "dueAt": "2026-12-19T01:00:00Z"}},
		})
		do("management", "complaintEscalate", vars{"reason": "人身安全"})
		do("committee", "complaintDecide", vars{"decision": "全部更换"})
		do("member.service", "progressAdd", vars{"complaintId": id, "kind": "CUSTOMER_NOTICE", "text": "明天上门", "channel": "PHONE"})
		do("member.service", "complaintStepDone", vars{"step": 1})
		do("head.sales", "complaintReply", vars{"decision": "已全部更换", "channel": "VISIT"})
		do("head.sales", "complaintClose", vars{"outcome": "ACCEPTED", "score": 5})
		got := s.Do(t, token("auditor"), `query($id: ID!) { node(id: $id) { ... on Complaint {
			state outcome level group { name members { member { id } } } plans { steps { doneAt } } decision { text } answer { acceptance score }
			progress { edges { node { kind text } } } clocks { kind state } phone } } findings(filter: {sources: [COMPLAINT]}) { edges { node { severity rootCauseClass subject { id number } } } } }`, vars{"id": id})
		if got.Code() != "" || got.Get(t, "node.state") != "CLOSED" || got.Get(t, "node.level") != "COMMITTEE" || got.Get(t, "node.decision.text") != "全部更换" ||
			got.Get(t, "node.progress.edges.0.node.text") != "明天上门" || got.Get(t, "node.phone") != "138****8000" ||
			got.Get(t, "findings.edges.0.node.rootCauseClass") != "PRODUCT" || got.Get(t, "findings.edges.0.node.subject.id") != id {
			t.Errorf("in the end: %s", got.Body)
		}
		var types []string
		for _, e := range w.A.Events(t) {
			if string(e.SubjectID) == id {
				types = append(types, e.Type)
			}
		}
		want := []string{
			"complaint.received", "complaint.acknowledged", "complaint.triaged", "complaint.handed_over", "complaint.group_formed", "complaint.investigating",
			"complaint.processing", "complaint.planned", "complaint.escalated", "complaint.decided", "complaint.progressed", "complaint.step_done", "complaint.feedback", "complaint.closed",
		}
		types = slices.DeleteFunc(types, func(typ string) bool { return typ == "clock.recomputed" })
		if !slices.Equal(types, want) {
			t.Errorf("events %v", types)
		}
	})
}
