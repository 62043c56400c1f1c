package requirements

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/words"
)

// found are the titles that a filter leaves.
func (s *stage) found(ctx context.Context, f *Filter) []string {
	s.t.Helper()
	q, err := f.Apply(ctx, s.Client.Requirement.Query())
	if err != nil {
		s.t.Fatal(err)
	}
	all, err := q.All(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	titles := []string{}
	for _, r := range all {
		titles = append(titles, r.Title)
	}
	slices.Sort(titles)
	return titles
}

func TestFilter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		make1 := func(who, title, words string, urgency flow.Urgency, change func(*CreateInput)) *ent.Requirement {
			in := s.input(urgency)
			in.Title, in.OriginalText = title, words
			if change != nil {
				change(&in)
			}
			return must(s, who, Create, in)
		}
		sales, service := s.A.Departments[flow.DepartmentSales].ID, s.A.Departments[flow.DepartmentService].ID
		a := make1(management, "A", "机器每天下午停机", flow.UrgencyUrgent, nil)
		a = must(s, management, Receive, ReceiveInput{a.ID, a.Version})
		b := make1(management, "B", "Delivery was late again, 希望 next-day", flow.UrgencyImportant, func(in *CreateInput) {
			in.CustomerID, in.LeadDepartmentID = s.key.ID, &sales
		})
		b = must(s, management, Receive, ReceiveInput{b.ID, b.Version})
		b = must(s, management, Assign, AssignInput{
			ID: b.ID, ExpectedVersion: b.Version, AssistingDepartmentIDs: []typeid.ID{service}, AssigneeID: ptr(s.member("head.sales")),
		})
		make1("member.service", "C", `引号 " OR grams : * 'x' \ &|!`, flow.UrgencyGeneral, nil)
		s.Clock.Advance(30 * time.Hour)

		due := b.DueAt
		for name, c := range map[string]struct {
			who  string
			f    *Filter
			want string
		}{
			"none":               {management, nil, "A B C"},
			"empty":              {management, &Filter{States: []flow.RequirementState{}, TierKeys: []string{}}, "A B C"},
			"scope":              {"head.sales", &Filter{}, "B"},
			"states":             {management, &Filter{States: []flow.RequirementState{flow.RequirementDraft}}, "C"},
			"urgencies":          {management, &Filter{Urgencies: []flow.Urgency{flow.UrgencyUrgent, flow.UrgencyImportant}}, "A B"},
			"customer":           {management, &Filter{CustomerID: &s.key.ID}, "B"},
			"department":         {management, &Filter{DepartmentID: &service}, "A B C"},
			"leading department": {management, &Filter{DepartmentID: &sales}, "B"},
			"assignee":           {management, &Filter{AssigneeID: ptr(s.member("head.sales"))}, "B"},
			"tiers":              {management, &Filter{TierKeys: []string{"KEY", "NONE"}}, "B"},
			"mine, made":         {management, &Filter{Mine: ptr(true)}, "A B"},
			"mine, assigned":     {"head.sales", &Filter{Mine: ptr(true)}, "B"},
			"not only mine":      {management, &Filter{Mine: ptr(false)}, "A B C"},
			"overdue":            {management, &Filter{Overdue: ptr(true)}, "A"},
			"not overdue":        {management, &Filter{Overdue: ptr(false)}, "B C"},
			"due before":         {management, &Filter{DueBefore: &due}, "A"},
			"due after":          {management, &Filter{DueAfter: ptr(due.Add(-time.Second))}, "B"},
			"due for ever":       {management, &Filter{DueBefore: ptr(time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC))}, "A B"},
			"two together":       {management, &Filter{CustomerID: &s.key.ID, Urgencies: []flow.Urgency{flow.UrgencyUrgent}}, ""},

			"one character":      {management, &Filter{Text: ptr("停")}, "A"},
			"two characters":     {management, &Filter{Text: ptr("下午")}, "A"},
			"not neighbours":     {management, &Filter{Text: ptr("机每")}, ""},
			"all words":          {management, &Filter{Text: ptr("LATE delivery 希望")}, "B"},
			"one word missing":   {management, &Filter{Text: ptr("late delivery 机器")}, ""},
			"number":             {management, &Filter{Text: ptr("REQ-2026-00002")}, "B"},
			"customer's name":    {management, &Filter{Text: ptr("甲乙丙")}, "A C"},
			"blank":              {management, &Filter{Text: ptr(" \n")}, "A B C"},
			"in two places":      {management, &Filter{Text: ptr("甲乙丙 机器")}, ""},
			"customer in scope":  {"head.service", &Filter{Text: ptr("key ltd")}, "B"},
			"tier in scope":      {"head.service", &Filter{TierKeys: []string{"KEY"}}, "B"},
			"customer read":      {"auditor", &Filter{Text: ptr("key ltd")}, "B"},
			"customer hidden":    {"head.sales", &Filter{Text: ptr("key ltd")}, ""},
			"own words then":     {"head.sales", &Filter{Text: ptr("next-day")}, "B"},
			"tier hidden":        {"head.sales", &Filter{TierKeys: []string{"KEY"}}, ""},
			"another's customer": {"head.sales", &Filter{Text: ptr("甲乙丙")}, ""},
			"title":              {management, &Filter{Text: ptr("c")}, "C"},
			"text within scope":  {"head.sales", &Filter{Text: ptr("机器")}, ""},
			"nothing but signs":  {management, &Filter{Text: ptr(" ?!\"'")}, ""},
			"operators":          {management, &Filter{Text: ptr(`" OR grams : * 'x' \ &|!`)}, "C"},
			"operators, unknown": {management, &Filter{Text: ptr(`a" OR "b`)}, ""},
		} {
			if got := strings.Join(s.found(s.As(c.who), c.f), " "); got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
		// Another company's words are not found, though they are the same.
		if got := s.found(w.B.As(management), &Filter{Text: ptr("机器")}); len(got) != 0 {
			t.Errorf("another company finds %v", got)
		}
		// A customer of another name is found by that.
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Customer.UpdateOneID(s.ordinary.ID).SetName("丁公司").
				SetGrams(words.Prefixed(words.Company(string(s.A.ID)), words.Index("丁公司"))).Exec(ctx)
		})
		for text, want := range map[string]string{"甲乙": "", "丁公司": "A C"} {
			if got := strings.Join(s.found(s.As(management), &Filter{Text: &text}), " "); got != want {
				t.Errorf("renamed: %q finds %q, want %q", text, got, want)
			}
		}
		// What is changed is found anew.
		must(s, management, Update, UpdateInput{ID: a.ID, ExpectedVersion: a.Version, Title: ptr("压缩机"), Content: ptr("新的理解")})
		for text, want := range map[string]string{"压缩": "压缩机", "理解": "压缩机", "停机": "压缩机", "2026": "B 压缩机"} {
			if got := strings.Join(s.found(s.As(management), &Filter{Text: &text}), " "); got != want {
				t.Errorf("changed: %q finds %q, want %q", text, got, want)
			}
		}
	})
}

func TestFilterBounds(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.As(management)
	for name, c := range map[string]struct {
		f    Filter
		want *fault.Error
	}{
		"states":    {Filter{States: make([]flow.RequirementState, 101)}, fault.Input("filter.states", "input.too_many")},
		"urgencies": {Filter{Urgencies: make([]flow.Urgency, 101)}, fault.Input("filter.urgencies", "input.too_many")},
		"tiers":     {Filter{TierKeys: make([]string, 101)}, fault.Input("filter.tierKeys", "input.too_many")},
		"text":      {Filter{Text: ptr(strings.Repeat("字", 201))}, fault.Input("filter.text", "input.too_long")},
		"NUL":       {Filter{Text: ptr("a\x00")}, fault.Input("filter.text", "input.malformed_text")},
		"tier NUL":  {Filter{TierKeys: []string{"a\x00"}}, fault.Input("filter.tierKeys", "input.malformed_text")},
	} {
		_, err := c.f.Apply(ctx, w.Client.Requirement.Query())
		if f := fault.From(err); f.Key != c.want.Key || f.Field != c.want.Field {
			t.Errorf("%s: %v", name, err)
		}
	}
	longest := Filter{Text: ptr(strings.Repeat("字", 200)), States: make([]flow.RequirementState, 100)}
	if _, err := longest.Apply(ctx, w.Client.Requirement.Query()); err != nil {
		t.Error(err)
	}
}
