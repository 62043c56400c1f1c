package reports

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/indicators"
	"heed/app/meetings"
	"heed/app/tasks"
	"heed/ent"
	entreport "heed/ent/report"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/typeid"
)

// stage is a world with reports.
type stage struct {
	*apptest.World
	t *testing.T
}

// generate is the verb with the figures that it is given elsewhere.
var generate = Indicators(indicators.InPeriod).Generate

func ptr[T any](v T) *T { return &v }

func try[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (out Out, err error) {
	_, err = s.Journal.Change(s.As(who), func(ctx context.Context, tx *ent.Tx) (err error) {
		out, err = verb(ctx, tx, in)
		return err
	})
	return out, err
}

func must[In any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (*ent.Report, error), in In) *ent.Report {
	s.t.Helper()
	r, err := try(s, who, verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return r.Unwrap()
}

func (s *stage) read(id typeid.ID) *ent.Report { return s.Client.Report.GetX(s.A.System(), id) }

func (s *stage) department(of flow.DepartmentType) typeid.ID { return s.A.Departments[of].ID }

// september are the requirements of the month that the stage begins in.
func (s *stage) september(rows ...func(*ent.RequirementCreate)) {
	s.t.Helper()
	sys := s.A.System()
	c, err := try(s, "management", customers.Create, customers.CreateInput{Name: "客户"})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, set := range rows {
		q := s.Client.Requirement.Create().SetCustomerID(c.ID).SetTitle("停电时能开门").SetOriginalText("x").SetContent("x").
			SetSource(flow.RequirementSourceVisit).SetCollectedAt(s.Clock.Now()).SetCategory(flow.RequirementCategoryProduct).
			SetUrgency(flow.UrgencyUrgent).SetState(flow.RequirementAnalyzing).SetReceivedAt(s.Clock.Now()).SetDueAt(s.Clock.Now()).
			SetLeadDepartmentID(s.department(flow.DepartmentService))
		set(q)
		q.ExecX(sys)
	}
}

func (s *stage) generate() *ent.Report {
	s.t.Helper()
	return must(s, "management", generate, GenerateInput{Type: flow.ReportRequirementAnalysis, From: "2026-09-01", To: "2026-09-30"})
}

func (s *stage) submit(r *ent.Report, to ...flow.DepartmentType) *ent.Report {
	s.t.Helper()
	in := SubmitInput{ID: r.ID, ExpectedVersion: r.Version}
	for _, of := range to {
		in.Recipients = append(in.Recipients, RecipientInput{s.department(of), s.Clock.Now().Add(10 * 24 * time.Hour)})
	}
	return must(s, "management", Submit, in)
}

func (s *stage) vote(who string, r *ent.Report, d flow.Decision) {
	s.t.Helper()
	a := s.Client.Approval.GetX(s.A.System(), r.ApprovalID)
	in := tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: d, Comment: ptr("数字请复核")}
	if _, err := try(s, who, Consequences.Vote, in); err != nil {
		s.t.Fatal(err)
	}
}

// newest are the types of the newest events, the newest last.
func (s *stage) newest(n int) []string {
	var types []string
	events := s.A.Events(s.t)
	for _, e := range events[len(events)-n:] {
		types = append(types, e.Type)
	}
	return types
}

// D0-40: a report is generated from the period's data, then edited; its figures stay.
func TestD0_40(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		var into *ent.Requirement
		s.september(
			func(q *ent.RequirementCreate) {
				q.SetNumber("REQ-2026-90001").SetNature(flow.NatureFunctional).SetValue(&flow.ValueAssessment{Level: flow.ValueHigh, Total: 4.7}).SetCommonNeed(true).
					SetFeasibility(&flow.FeasibilityAssessment{Conclusion: flow.FeasibilityPartly})
			},
			func(q *ent.RequirementCreate) {
				q.SetValue(&flow.ValueAssessment{Level: flow.ValueLow, Total: 1.7}).SetState(flow.RequirementClosed)
			},
			func(q *ent.RequirementCreate) { q.SetReceivedAt(s.Clock.Now().AddDate(0, -1, 0)) },
		)
		into = w.Client.Requirement.Query().FirstX(w.A.System())
		s.september(func(q *ent.RequirementCreate) { q.SetState(flow.RequirementMerged).SetMergedIntoID(into.ID) })
		r := s.generate()
		if r.State != flow.ReportGenerated || len(r.Sections) != 5 || r.Title != "客户需求分析报告 2026-09-01 – 2026-09-30" {
			t.Fatalf("generated is %+v", r)
		}
		figure := func(section, at int) string {
			d, err := report.Read(r.Sections[section])
			if err != nil {
				t.Fatal(err)
			}
			return d.Figures[at].Value
		}
		if figure(0, 0) != "3" || figure(0, 1) != "1" || figure(2, 0) != "1" || figure(2, 2) != "1" || figure(3, 1) != "1" || figure(4, 0) != "1" {
			t.Errorf("the figures are %+v", r.Sections)
		}
		d, _ := report.Read(r.Sections[2])
		if rows := d.Tables[0].Rows; len(rows) != 2 || !slices.Equal(rows[0], []string{"REQ-2026-90001", "停电时能开门", "4.7"}) {
			t.Errorf("the most valued: %v", rows)
		}
		d, _ = report.Read(r.Sections[1])
		if rows := d.Tables[5].Rows; len(rows) != 1 || rows[0][2] != "2" || len(d.Tables[6].Rows) != 1 {
			t.Errorf("repeated: %v, common: %v", rows, d.Tables[6].Rows)
		}
		was := r.Sections[0]
		r = must(s, "management", Edit, EditInput{ID: r.ID, ExpectedVersion: r.Version, Sections: []SectionInput{{report.Overview, "本月需求以产品为主。"}}})
		if r.State != flow.ReportEdited || r.Sections[0].Text != "本月需求以产品为主。" || r.Sections[0].Data != was.Data || r.Sections[1].Text == "" {
			t.Errorf("edited is %+v", r.Sections[0])
		}
	})
}

// D0-41: without one of its five sections a report is not submitted, and the refusal names it.
func TestD0_41(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.generate()
		var keys []string
		for _, one := range r.Sections {
			keys = append(keys, one.Key)
		}
		if !slices.Equal(keys, []string{report.Overview, report.Details, report.Value, report.Feasibility, report.Integration}) {
			t.Errorf("the sections are %v", keys)
		}
		r = must(s, "management", Edit, EditInput{ID: r.ID, ExpectedVersion: r.Version, Sections: []SectionInput{{report.Value, " "}, {report.Feasibility, ""}}})
		before := w.Count(t)
		_, err := try(s, "management", Submit, SubmitInput{ID: r.ID, ExpectedVersion: r.Version, Recipients: []RecipientInput{{s.department(flow.DepartmentService), w.Clock.Now().Add(time.Hour)}}})
		empty, _ := fault.From(err).Extra["sections"].([]string)
		if !errors.Is(err, fault.Precondition("report.sections")) || !slices.Equal(empty, []string{report.Value, report.Feasibility}) || !maps.Equal(before, w.Count(t)) {
			t.Errorf("submitted: %v", err)
		}
	})
}

// D0-42: a report is reviewed in a meeting and by those who may approve, then goes to
// departments, which answer with measures.
func TestD0_42(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		call := meetings.CreateInput{Type: flow.MeetingRequirementAnalysis, Title: "需求分析会", StartsAt: w.Clock.Now(), MinutesLong: 60}
		m, err := try(s, "management", meetings.Create, call)
		if err != nil {
			t.Fatal(err)
		}
		r := s.generate()
		r = must(s, "management", Edit, EditInput{ID: r.ID, ExpectedVersion: r.Version, MeetingID: &m.ID})
		r = s.submit(r, flow.DepartmentService, flow.DepartmentSales)
		if r.State != flow.ReportInReview || w.Client.Report.Query().CountX(w.As("head.service")) != 0 {
			t.Errorf("in review: %+v", r)
		}
		s.vote("committee", r, flow.DecisionReject)
		r = s.read(r.ID)
		if r.State != flow.ReportEdited || w.Client.ReportRecipient.Query().CountX(w.A.System()) != 0 {
			t.Errorf("sent back: %+v", r)
		}
		r = s.submit(r, flow.DepartmentService, flow.DepartmentSales)
		s.vote("committee", r, flow.DecisionApprove)
		r = s.read(r.ID)
		if r.State != flow.ReportPublished || r.PublishedAt == nil || r.MeetingID != m.ID || w.Client.Report.Query().CountX(w.As("head.service")) != 1 {
			t.Errorf("published: %+v", r)
		}
		todo := w.Client.Task.Query().Where(task.TypeEQ(flow.TaskReportResponse)).AllX(w.A.System())
		if len(todo) != 2 || todo[0].SubjectID != r.ID || todo[0].AssigneeID == "" {
			t.Errorf("the tasks are %+v", todo)
		}
		if _, err := try(s, "head.service", tasks.Finish, tasks.FinishInput{ID: s.task(flow.DepartmentService).ID, ExpectedVersion: 1, Result: "好"}); !errors.Is(err, fault.Precondition("task.answer_report")) {
			t.Errorf("finished by hand: %v", err)
		}
		_, err = try(s, "head.service", Answer, AnswerInput{ID: r.ID, ExpectedVersion: r.Version, DepartmentID: ptr(s.department(flow.DepartmentSales)), Measures: "增派人手"})
		if !errors.Is(err, fault.Forbidden()) {
			t.Errorf("for another department: %v", err)
		}
		r = must(s, "head.service", Answer, AnswerInput{ID: r.ID, ExpectedVersion: r.Version, Measures: "增派人手"})
		if done := s.task(flow.DepartmentService); r.State != flow.ReportPublished || done.State != flow.TaskDone || done.Result != "" {
			t.Errorf("answered by one: %+v, %+v", r, done)
		}
		_, err = try(s, "head.service", Answer, AnswerInput{ID: r.ID, ExpectedVersion: r.Version, Measures: "再说"})
		if !errors.Is(err, fault.Precondition("report.answered")) {
			t.Errorf("answered twice: %v", err)
		}
		if got := s.newest(2); !slices.Equal(got, []string{"report.answered", "task.done"}) && !slices.Equal(got, []string{"task.done", "report.answered"}) {
			t.Errorf("the events are %v", got)
		}
		r = must(s, "head.sales", Answer, AnswerInput{ID: r.ID, ExpectedVersion: r.Version, Measures: "回访客户"})
		if r.State != flow.ReportResponded {
			t.Errorf("answered by all: %+v", r)
		}
	})
}

func (s *stage) task(of flow.DepartmentType) *ent.Task {
	return s.Client.Task.Query().Where(task.TypeEQ(flow.TaskReportResponse), task.DepartmentID(s.department(of))).OnlyX(s.A.System())
}

// D2-28: what is found goes to the departments it concerns; who does not answer in time
// has missed it, and may still answer.
func TestD2_28(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.submit(s.generate(), flow.DepartmentService)
		w.Clock.Advance(11 * 24 * time.Hour) // the review takes longer than the time for the answer
		s.vote("committee", r, flow.DecisionApprove)
		if due := s.task(flow.DepartmentService).DueAt; !due.After(w.Clock.Now().Add(20 * time.Hour)) {
			t.Errorf("due at %s, published at %s", due, w.Clock.Now())
		}
		w.Clock.Advance(14 * 24 * time.Hour)
		if err := tasks.TickAll(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		if got := s.task(flow.DepartmentService).State; got != flow.TaskMissed {
			t.Errorf("the task is %s", got)
		}
		r = s.read(r.ID)
		if r = must(s, "head.service", Answer, AnswerInput{ID: r.ID, ExpectedVersion: r.Version, Measures: "晚了，但做了"}); r.State != flow.ReportResponded || s.task(flow.DepartmentService).State != flow.TaskMissed {
			t.Errorf("late: %+v", r)
		}
	})
}

// D0-63: from the first working day of a month there is a draft of the last one's indicators, once.
func TestD0_63(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := func(month time.Month, day, want int) {
			t.Helper()
			w.Clock.Set(time.Date(2026, month, day, 0, 0, 0, 0, time.UTC))
			for range 2 {
				if err := Scheduled(w.A.System(), w.Journal, indicators.InPeriod); err != nil {
					t.Fatal(err)
				}
			}
			if n := w.Client.Report.Query().CountX(w.A.System()); n != want {
				t.Errorf("on %d-%d: %d reports, want %d", month, day, n, want)
			}
		}
		on(9, 30, 0) // the company is new
		on(10, 7, 0) // holidays
		on(10, 8, 2) // of the month and, of surveys, of the quarter; half a year ended before the company came
		on(10, 9, 2)
		on(11, 1, 2) // Sunday
		on(11, 5, 3) // later, after a standstill
		r := w.Client.Report.Query().Where(entreport.TypeEQ(flow.ReportMonthlyIndicators)).FirstX(w.A.System())
		if r.Type != flow.ReportMonthlyIndicators || len(r.Sections) != 2 || report.Missing(r.Sections) != nil || !slices.Equal(s.newest(1), []string{"report.generated"}) {
			t.Errorf("the draft is %+v", r)
		}
	})
}

// Refusals change nothing.
func TestGuards(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.generate()
		sharing := meetings.CreateInput{Type: flow.MeetingInternalSharing, Title: "会", StartsAt: w.Clock.Now(), MinutesLong: 60}
		m, err := try(s, "management", meetings.Create, sharing)
		if err != nil {
			t.Fatal(err)
		}
		made := func(who string, in GenerateInput) func() error {
			return func() error { _, err := try(s, who, generate, in); return err }
		}
		edit := func(who string, in EditInput) func() error {
			in.ID, in.ExpectedVersion = r.ID, r.Version
			return func() error { _, err := try(s, who, Edit, in); return err }
		}
		submit := func(to ...RecipientInput) func() error {
			return func() error {
				_, err := try(s, "management", Submit, SubmitInput{ID: r.ID, ExpectedVersion: r.Version, Recipients: to})
				return err
			}
		}
		service, later := s.department(flow.DepartmentService), w.Clock.Now().Add(time.Hour)
		const analysis = flow.ReportRequirementAnalysis
		for name, test := range map[string]struct {
			want error
			try  func() error
		}{
			"a period upside down":  {fault.Input("", "period.reversed"), made("management", GenerateInput{Type: analysis, From: "2026-09-30", To: "2026-09-01"})},
			"a long period":         {fault.Input("", "period.too_long"), made("management", GenerateInput{Type: analysis, From: "2020-09-30", To: "2026-09-01"})},
			"no day":                {fault.Input("", "sla.date_format"), made("management", GenerateInput{Type: analysis, From: "yesterday", To: "2026-09-01"})},
			"an unknown type":       {fault.Input("", "input.unknown_key"), made("management", GenerateInput{Type: "POEM", From: "2026-09-01", To: "2026-09-30"})},
			"another's department":  {fault.NotFound(), made("management", GenerateInput{Type: analysis, From: "2026-09-01", To: "2026-09-30", DepartmentID: &w.B.Departments[flow.DepartmentService].ID})},
			"by a head":             {fault.Forbidden(), made("head.service", GenerateInput{Type: analysis, From: "2026-09-01", To: "2026-09-30"})},
			"edited by a head":      {fault.Forbidden(), edit("head.service", EditInput{Title: ptr("x")})},
			"edited by the auditor": {fault.Forbidden(), edit("auditor", EditInput{Title: ptr("x")})},
			"nothing edited":        {fault.Input("", "input.empty_update"), edit("management", EditInput{})},
			"no such section":       {fault.NotFound(), edit("management", EditInput{Sections: []SectionInput{{"WEATHER", "x"}}})},
			"another meeting":       {fault.Precondition("report.meeting_type"), edit("management", EditInput{MeetingID: &m.ID})},
			"to nobody":             {fault.Precondition("report.no_recipients"), submit()},
			"twice to one":          {fault.Input("", "input.duplicate"), submit(RecipientInput{service, later}, RecipientInput{service, later})},
			"in the past":           {fault.Input("", "input.in_the_past"), submit(RecipientInput{service, w.Clock.Now()})},
			"to another's":          {fault.NotFound(), submit(RecipientInput{w.B.Departments[flow.DepartmentService].ID, later})},
			"answered too soon": {fault.Precondition("transition.illegal"), func() error {
				_, err := try(s, "management", Answer, AnswerInput{ID: r.ID, ExpectedVersion: r.Version, Measures: "x"})
				return err
			}},
			"an old version": {fault.Conflict("version.conflict"), func() error {
				_, err := try(s, "management", Edit, EditInput{ID: r.ID, ExpectedVersion: 9, Title: ptr("x")})
				return err
			}},
			"another company": {fault.NotFound(), func() error {
				_, err := s.Journal.Change(w.B.As("management"), func(ctx context.Context, tx *ent.Tx) error {
					_, err := Edit(ctx, tx, EditInput{ID: r.ID, ExpectedVersion: r.Version, Title: ptr("x")})
					return err
				})
				return err
			}},
		} {
			before := w.Count(t)
			if err := test.try(); !errors.Is(err, test.want) {
				t.Errorf("%s: %v, want %v", name, err, test.want)
			}
			if !maps.Equal(before, w.Count(t)) {
				t.Errorf("%s: something changed", name)
			}
		}
	})
}
