package inspections

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/findings"
	"heed/ent/finding"
	"heed/rules/fault"
	"heed/rules/flow"
)

// What was seen of all items is written down at once: each passes by its operator and
// its target, what does not apply is not counted.
func TestD2_53_Record(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		holds := s.edition(on, 1, flow.StandardEffective)
		s.Clock.Advance(time.Hour)
		made := s.planned(on)
		for name, c := range map[string]struct {
			who    string
			change func(*RecordInput)
			want   error
			field  string
		}{
			"of one item":             {"member.service", func(in *RecordInput) { in.Results = in.Results[:1] }, fault.Input("", "inspection.incomplete"), "results"},
			"of nothing":              {"member.service", func(in *RecordInput) { in.Results = nil }, fault.Input("", "inspection.incomplete"), "results"},
			"of an item twice":        {"member.service", func(in *RecordInput) { in.Results[1].Number = 2 }, fault.Input("", "input.duplicate"), "results[1].number"},
			"of an unknown item":      {"member.service", func(in *RecordInput) { in.Results[1].Number = 3 }, fault.Input("", "input.unknown_key"), "results[1].number"},
			"without a value":         {"member.service", func(in *RecordInput) { in.Results[0].Value = nil }, fault.Input("", "input.required"), "results[0].value"},
			"of no number":            {"member.service", func(in *RecordInput) { in.Results[0].Value = ptr(math.NaN()) }, fault.Input("", "input.out_of_range"), "results[0].value"},
			"too large":               {"member.service", func(in *RecordInput) { in.Results[0].Value = ptr(2e12) }, fault.Input("", "input.out_of_range"), "results[0].value"},
			"not applicable, a value": {"member.service", func(in *RecordInput) { in.Results[0].NotApplicable = ptr(true) }, fault.Input("", "inspection.value_of_nothing"), "results[0].value"},
			"not applicable, no why": {"member.service", func(in *RecordInput) {
				in.Results[0].Value, in.Results[0].NotApplicable = nil, ptr(true)
			}, fault.Input("", "input.required"), "results[0].reason"},
			"of nothing that applies": {"member.service", func(in *RecordInput) {
				for k := range in.Results {
					in.Results[k] = ItemResultInput{Number: k + 1, NotApplicable: ptr(true), Reason: ptr("停业")}
				}
			}, fault.Precondition("inspection.nothing_checked"), "results"},
			"of too much evidence":    {"member.service", func(in *RecordInput) { in.Results[0].Evidence = ptr(strings.Repeat("x", maxEvidence+1)) }, fault.Input("", "input.too_long"), "results[0].evidence"},
			"in the future":           {"member.service", func(in *RecordInput) { in.DoneAt = ptr(s.Clock.Now().Add(time.Minute)) }, fault.Input("", "inspection.done_ahead"), "doneAt"},
			"before the standard":     {"member.service", func(in *RecordInput) { in.DoneAt = ptr(holds.EffectiveAt.Add(-time.Minute)) }, fault.Precondition("inspection.standard_not_effective"), "standardId"},
			"by what is not there":    {"member.service", func(in *RecordInput) { in.StandardID = &on.ID }, fault.NotFound(), "standardId"},
			"under too long a name":   {"member.service", func(in *RecordInput) { in.ClientRef = ptr(strings.Repeat("x", maxRef+1)) }, fault.Input("", "input.too_long"), "clientRef"},
			"at an earlier version":   {"member.service", func(in *RecordInput) { in.ExpectedVersion = ptr(9) }, fault.Conflict("version.conflict"), "expectedVersion"},
			"by another department":   {"head.sales", func(*RecordInput) {}, fault.NotFound(), ""},
			"by the auditor":          {"auditor", func(*RecordInput) {}, fault.Forbidden(), ""},
			"by who only writes down": {"staff", func(*RecordInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := RecordInput{ID: made.ID, Results: seen(25, 90)}
				c.change(&in)
				refused(s.in(t), c.who, Make, in, c.want, c.field)
			})
		}
		refused(s, "member.service", MakeContent, ContentRecordInput{ID: made.ID}, fault.Precondition("inspection.no_content_check"), "")
		was := s.Clock.Now()
		s.Clock.Advance(3 * time.Hour)
		done := must(s, "member.service", Make, RecordInput{
			ID: made.ID, ExpectedVersion: ptr(1), DoneAt: &was, Remark: ptr("现场检查"),
			Results: []ItemResultInput{{Number: 1, Value: ptr(30.0), Evidence: ptr("录音三十通")}, {Number: 2, NotApplicable: ptr(true), Reason: ptr("本月无抽样")}},
		})
		if done.State != flow.InspectionDone || !done.DoneAt.Equal(was) || done.RecordedByID != *s.member("member.service") || done.Remark != "现场检查" ||
			done.Passed != 1 || done.Checked != 1 || done.FindingID != "" {
			t.Errorf("made is %+v", done)
		}
		if r := done.Results; len(r) != 2 || !r[0].Passed || *r[0].Value != 30 || r[0].Metric != "首次响应时间" || r[0].Evidence != "录音三十通" ||
			!r[1].NotApplicable || r[1].Passed || r[1].Reason != "本月无抽样" {
			t.Errorf("results: %+v", r)
		}
		refused(s, "member.service", Make, RecordInput{ID: made.ID, Results: seen(25, 90)}, fault.Precondition("transition.illegal"), "")
		if got := s.events(made.ID); !slices.Equal(got, []string{"inspection.planned", "inspection.done"}) {
			t.Errorf("events: %v", got)
		}
	})
}

// A phone that had no network sends what it saw later, and again: the second time
// changes nothing. What it calls one inspection is no other's.
func TestD2_53_Offline(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		first, second := s.planned(on), s.planned(on)
		in := RecordInput{ID: first.ID, ClientRef: ptr("phone-7/42"), Results: seen(40, 90), Finding: &FindingInput{}}
		done := must(s, "member.service", Make, in)
		before := s.Count(t)
		s.Clock.Advance(time.Minute)
		in.ExpectedVersion, in.ClientRef = ptr(1), ptr("  phone-7/42 ")
		if again := must(s, "member.service", Make, in); again.Version != done.Version || again.Passed != 1 {
			t.Errorf("sent again it is %+v", again)
		}
		if after := s.Count(t); !maps.Equal(before, after) {
			t.Errorf("sent again, it changed %v to %v", before, after)
		}
		other := in // what is corrected is not taken for what was sent before
		for name, change := range map[string]func(*RecordInput){
			"other values":   func(in *RecordInput) { in.Results = seen(1, 1) },
			"another remark": func(in *RecordInput) { in.Remark = ptr("复核") },
			"another time":   func(in *RecordInput) { in.DoneAt = done.DoneAt },
			"no finding":     func(in *RecordInput) { in.Finding = nil },
		} {
			t.Run(name, func(t *testing.T) {
				in := other
				change(&in)
				refused(s.in(t), "member.service", Make, in, fault.New(fault.CodeIdempotencyMismatch, "inspection.client_ref_reused"), "clientRef")
			})
		}
		in.ID, in.ExpectedVersion = second.ID, nil
		refused(s, "member.service", Make, in, fault.Conflict("inspection.client_ref_taken"), "clientRef")
		in.ClientRef = ptr("phone-7/43")
		in.ID = first.ID
		refused(s, "member.service", Make, in, fault.Precondition("transition.illegal"), "")
	})
}

// An inspection goes by the edition that held when it was made: of one that was
// superseded later what was seen before is kept, what was seen after is refused.
func TestD2_53_Superseded(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		first := s.edition(on, 1, flow.StandardEffective)
		s.Clock.Advance(time.Hour)
		offline, late := s.planned(on), s.planned(on)
		made := s.Clock.Now()
		s.Clock.Advance(time.Hour)
		second := s.edition(on, 2, flow.StandardEffective)
		s.Clock.Advance(time.Hour)
		refused(s, "member.service", Make, RecordInput{ID: late.ID, StandardID: &first.ID, Results: seen(25, 90)}, fault.Precondition("inspection.standard_not_effective"), "standardId")
		draft := s.edition(on, 3, flow.StandardDraft)
		refused(s, "member.service", Make, RecordInput{ID: late.ID, StandardID: &draft.ID, Results: seen(25, 90)}, fault.Precondition("inspection.standard_not_effective"), "standardId")
		s.tend() // which has them go by the second edition
		if now := s.inspection(offline.ID); now.StandardID != second.ID {
			t.Fatalf("it goes by %s", now.StandardID)
		}
		if done := must(s, "member.service", Make, RecordInput{ID: offline.ID, DoneAt: &made, Results: seen(25, 90)}); done.StandardID != first.ID {
			t.Errorf("made before is by %s", done.StandardID)
		}
		if done := must(s, "member.service", Make, RecordInput{ID: late.ID, Results: seen(25, 90)}); done.StandardID != second.ID {
			t.Errorf("made after is by %s", done.StandardID)
		}
	})
}

// What has failed becomes a finding in the same step; who owns its action does not
// verify it.
func TestD2_54_FindingOfInspection(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		good, bad := s.planned(on), s.planned(on)
		if done := must(s, "member.service", Make, RecordInput{ID: good.ID, Results: seen(25, 90), Finding: &FindingInput{}}); done.FindingID != "" {
			t.Errorf("nothing has failed, and it left %s", done.FindingID)
		}
		in := RecordInput{ID: bad.ID, Results: seen(42.5, 90), Finding: &FindingInput{Severity: ptr(flow.SeverityMajor), OwnerID: s.member("head.service")}}
		wrong := in
		wrong.Finding = &FindingInput{Severity: ptr(flow.Severity("HUGE"))}
		refused(s, "member.service", Make, wrong, fault.Input("", "input.unknown_key"), "finding.severity")
		wrong.Finding = &FindingInput{OwnerID: &on.ID}
		refused(s, "member.service", Make, wrong, fault.NotFound(), "finding.ownerId")
		done := must(s, "member.service", Make, in)
		f := s.Client.Finding.Query().Where(finding.SubjectID(bad.ID)).OnlyX(s.A.System())
		if done.FindingID != f.ID || f.Source != flow.FindingInspection || f.Severity != flow.SeverityMajor || f.OwnerID != *s.member("head.service") ||
			f.DepartmentID != on.DepartmentID || !strings.Contains(f.Description, "售后热线") || !strings.Contains(f.Description, "1. 首次响应时间 42.5 秒 (≤ 30)") ||
			strings.Contains(f.Description, "一次解决率") {
			t.Errorf("the finding is %+v", f)
		}
		cause := must(s, "head.service", findings.FindCause, findings.FindCauseInput{ID: f.ID, ExpectedVersion: 1, Cause: "排班不足", RootCauseClass: flow.RootCauseProcess})
		a := must(s, "head.service", findings.CreateAction, findings.ActionCreateInput{
			FindingID: &f.ID, Kind: flow.ActionCorrective, Measure: "增加班次", OwnerID: *s.member("management"), DueAt: s.Clock.Now().Add(time.Hour),
			Criterion: "三十秒内接听", CheckOn: s.Clock.Now().Add(2 * time.Hour), DepartmentID: &cause.DepartmentID,
		})
		a = must(s, "management", findings.StartAction, findings.ActionStartInput{ID: a.ID, ExpectedVersion: a.Version})
		a = must(s, "management", findings.FinishAction, findings.ActionFinishInput{ID: a.ID, ExpectedVersion: a.Version})
		s.Clock.Advance(3 * time.Hour)
		refused(s, "management", findings.VerifyAction, findings.ActionVerifyInput{ID: a.ID, ExpectedVersion: a.Version, Effect: "有效"}, fault.Precondition("action.verified_by_owner"), "")
	})
}
