package surveys

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/survey"
)

// A day or a year of an answer is since when; how long is none.
func TestD3_47_Since(t *testing.T) {
	for said, want := range map[string]string{
		"2019-06-03": "2019-06-03", "2019": "2019-01-01", "2019年": "2019-01-01", "两年": "", "2": "", "": "", "2019-13-01": "", "since 2019": "", "03/06/2019": "",
	} {
		if got := since(said); got != want {
			t.Errorf("%q is %q, want %q", said, got, want)
		}
	}
}

// A field comes from who checked it with the customer, when they did; what stands beside a choice is told.
func TestD3_20_Sources(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, years := s.customer("旅店"), s.customer("说多久的店")
		c := s.running("standard")
		answers := old(4, survey.Answer{Question: "industry", Options: []string{string(flow.IndustryOther)}, OtherText: "民宿"}, written("cooperation_length", "2019年"))
		r := s.submit(c, inn, false, slices.DeleteFunc(answers, func(a survey.Answer) bool {
			return a.Question == "industry" && a.OtherText == "" || a.Question == "cooperation_length" && a.Text == "两年"
		})...)
		long := s.submit(c, years, false, old(4)...)
		checked := s.Clock.Now()
		r = must(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Verified: keyAnswers(questionsOf(r))})
		s.Clock.Advance(time.Hour)
		fields, err := FieldsOf(s.As("head.service"), s.Client, []*ent.SurveyResponse{r, long})
		if err != nil {
			t.Fatal(err)
		}
		values := map[flow.SurveyTarget]string{}
		for _, f := range fields[r.ID] {
			values[f.Target] = f.Value
		}
		if values[flow.TargetCustomerIndustry] != "其他: 民宿" || values[flow.TargetCooperationLength] != "2019-01-01" {
			t.Errorf("said is %v", values)
		}
		if slices.ContainsFunc(fields[long.ID], func(f Field) bool { return f.Target == flow.TargetCooperationLength }) {
			t.Error("how long is since when")
		}
		in := TidyInput{ID: r.ID, ExpectedVersion: r.Version, Take: []flow.SurveyTarget{flow.TargetContactPhone, flow.TargetCooperationLength, flow.TargetCustomerIndustry}}
		for i := range r.Drafts {
			in.Proposals = append(in.Proposals, ProposalInput{Index: i, Reason: ptr("不需要")})
		}
		must(s, "head.service", Tidy, in)
		is, phone := s.again(inn), s.person(inn).Verified["phone"]
		if phone.Checked == nil || !phone.Checked.Equal(checked) || phone.By != s.member("member.service") || !phone.At.Equal(s.Clock.Now()) {
			t.Errorf("the number comes from %+v", phone)
		}
		if from := is.Sources["cooperationSince"]; from.Checked != nil || from.By != s.member("head.service") || is.CooperationSince == nil || *is.CooperationSince != "2019-01-01" || is.IndustryOther != "民宿" {
			t.Errorf("taken over is %v from %v", is, is.Sources)
		}
	})
}
