package surveys

import (
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/survey"
)

// Ways to reach a person stand sealed, and are shown by their ends.
func TestD3_39_Sealed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("山间旅店")
		c := s.running("standard")
		r := s.submit(c, inn, false, old(4, written("contact_email", "secret.person@hidden.example"))...)
		if dump := w.Dump(t); strings.Contains(dump, "13912345678") || strings.Contains(dump, "secret.person") {
			t.Error("a way to reach a person is kept in clear")
		}
		for _, a := range r.Answers {
			if (a.Question == "contact_phone" || a.Question == "contact_email") && a.Text != "" {
				t.Errorf("%s stands in clear", a.Question)
			}
		}
		clear, err := AnswersOf(s.As("member.service"), r)
		if i := slices.IndexFunc(clear, func(a survey.Answer) bool { return a.Question == "contact_phone" }); err != nil || i < 0 || clear[i].Text != "13912345678" {
			t.Errorf("opened are %v, %v", clear, err)
		}
		shown, err := ShownAnswers(s.As("member.service"), r)
		if err != nil {
			t.Fatal(err)
		}
		values := map[string]string{}
		for _, a := range shown {
			if a.Value != nil {
				values[a.Question] = *a.Value
			}
		}
		if values["contact_phone"] != "139****5678" || values["contact_email"] != "s***@h***.example" || values["contact_name"] != "李雷" {
			t.Errorf("shown are %v", values)
		}
		if len(shown) != 14 || shown[0].Question != "customer_name" || !shown[6].KeyAnswer || shown[2].Options[0].Code != "RETAIL" {
			t.Errorf("shown are %v", shown)
		}
		fields, err := FieldsOf(s.As("member.service"), s.Client, []*ent.SurveyResponse{r})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range fields[r.ID] {
			if f.Target == flow.TargetContactPhone && (f.Value != "139****5678" || f.Verified) {
				t.Errorf("the field is %v", f)
			}
		}
	})
}
