package server_test

import (
	"testing"

	"heed/app/apptest"
	"heed/ent/event"
	"heed/rules/flow"
	"heed/server/servertest"
)

// An inspection is planned, made where there is no network, and sent when there is: with
// the same key, and later with the phone's own reference, it is recorded once; its
// pictures are files of it, and what has failed is a finding (D2-53, D2-54).
func TestD2_53_FromAPhone(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "head.service")
		head := s.Token(t, "head.service")
		ask := func(field, selection, key string, in vars) *servertest.Answer {
			t.Helper()
			headers := map[string]string{"Authorization": "Bearer " + head}
			if key != "" {
				headers["Idempotency-Key"] = key
			}
			return s.DoWith(t, `mutation($in: `+servertest.Root(t, field).Arguments[0].Type.String()+`) { `+field+`(input: $in) { `+selection+` cursor } }`, vars{"in": in}, headers)
		}
		on := st.ID(t, "touchpoint.standard")
		made := s.Clock.Now().Format("2006-01-02T15:04:05Z")
		id := ask("inspectionPlan", "inspection { id }", "", vars{
			"touchpointId": on, "kind": "SELF", "plannedOn": "2026-12-01", "inspectorId": w.A.Members["head.service"].ID,
		}).Text(t, "inspectionPlan.inspection.id")
		picture := vars{"in": vars{
			"ownerType": flow.SubjectInspection, "ownerId": id, "file": servertest.File{Name: "counter.txt", Type: "text/plain", Content: []byte("Forty-five seconds")},
		}}
		if file := s.Do(t, head, addFile, picture); file.Code() != "" {
			t.Fatalf("a file: %s", file.Body)
		}
		in := vars{"id": id, "expectedVersion": 1, "clientRef": "phone-7/42", "doneAt": made, "results": []any{vars{"number": 1, "value": 45, "evidence": "Heard"}}, "finding": vars{}}
		const seen = "inspection { version state score doneAt finding { source } }"
		first := ask("inspectionRecord", seen, "upload-1", in)
		if first.Code() != "" || first.Get(t, "inspectionRecord.inspection.score") != 0.0 || first.Text(t, "inspectionRecord.inspection.doneAt") != made ||
			first.Text(t, "inspectionRecord.inspection.finding.source") != "INSPECTION" {
			t.Fatalf("recorded: %s", first.Body)
		}
		told := func() int {
			return s.Client.Event.Query().Where(event.TypeIn("inspection.done", "finding.open")).CountX(w.A.System())
		}
		before := told()
		if again := ask("inspectionRecord", seen, "upload-1", in); string(again.Data) != string(first.Data) {
			t.Errorf("with the same key: %s\nwant %s", again.Body, first.Body)
		}
		if again := ask("inspectionRecord", seen, "upload-2", in); again.Code() != "" || again.Get(t, "inspectionRecord.inspection.version") != first.Get(t, "inspectionRecord.inspection.version") {
			t.Errorf("with the same reference: %s", again.Body)
		}
		if after := told(); before != 2 || after != before {
			t.Errorf("%d events, then %d", before, after)
		}
		in["remark"] = "Corrected"
		if other := ask("inspectionRecord", seen, "upload-3", in); other.Code() != "IDEMPOTENCY_MISMATCH" {
			t.Errorf("another input with the same reference: %s", other.Body)
		}
		in["clientRef"] = "phone-7/43"
		if other := ask("inspectionRecord", seen, "upload-1", in); other.Code() != "IDEMPOTENCY_MISMATCH" {
			t.Errorf("another input with the same key: %s", other.Body)
		}
		if late := s.Do(t, head, addFile, picture); late.Code() != "FAILED_PRECONDITION" {
			t.Errorf("a file of what is done: %s", late.Body)
		}
		list := `query($id: ID!) { attachments(ownerType: INSPECTION, ownerId: $id) { totalCount } }`
		if n := s.Do(t, s.Token(t, "auditor"), list, vars{"id": id}).Get(t, "attachments.totalCount"); n != 1.0 {
			t.Errorf("%v files", n)
		}
		if code := s.Do(t, s.Token(t, "head.sales"), list, vars{"id": id}).Code(); code != "NOT_FOUND" {
			t.Errorf("another department sees files: %q", code)
		}
	})
}
