package surveys

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/surveytemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
)

// document is a questionnaire in our own format, changed.
func document(t *testing.T, change func(*survey.Questionnaire)) json.RawMessage {
	t.Helper()
	q := survey.Experience()
	if change != nil {
		change(&q)
	}
	text, err := survey.Export(q)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (s *stage) draft(code string, change func(*survey.Questionnaire)) *ent.SurveyTemplate {
	s.t.Helper()
	in := TemplateDraftInput{Code: code, Format: FormatHeed}
	if change != nil {
		in.Document = document(s.t, change)
	}
	return must(s, "management", DraftTemplate, in).Template
}

func (s *stage) inReview(d *ent.SurveyTemplate) *ent.SurveyTemplate {
	s.t.Helper()
	return must(s, "management", SubmitTemplate, TemplateSubmitInput{ID: d.ID, ExpectedVersion: d.Version})
}

// ballot is a vote on what is asked about a questionnaire.
func (s *stage) ballot(of *ent.SurveyTemplate, d flow.Decision) tasks.VoteInput {
	a := s.Client.Approval.GetX(s.A.System(), of.ApprovalID)
	return tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: d, Comment: ptr("已核对")}
}

// effective is an edition that the committee has approved.
func (s *stage) effective(code string, change func(*survey.Questionnaire)) *ent.SurveyTemplate {
	s.t.Helper()
	t := s.inReview(s.draft(code, change))
	must(s, "committee", TemplateConsequences.Vote, s.ballot(t, flow.DecisionApprove))
	return s.template(t.ID)
}

// colleague is another member of the management department.
func (s *stage) colleague() {
	s.t.Helper()
	department := s.department(flow.DepartmentExperienceManagement)
	m, _, err := tenants.CreateMember(s.A.System(), s.Journal, s.Desk.Hasher, tenants.MemberCreateInput{
		DisplayName: "management.two", Email: apptest.Email("management.two", "a"), Password: apptest.Password, RoleKeys: []string{authz.Management}, DepartmentID: &department,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.A.Members["management.two"] = m.Unwrap()
	s.Client.User.Update().SetMustChangePassword(false).ExecX(s.Context())
	s.Who.Changed(s.A.ID)
}

// Every company starts with the questionnaires of the documents, and they hold.
func TestD3_01_EveryCompanyStartsWithQuestionnaires(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for _, c := range []*apptest.Company{w.A, w.B} {
			all := w.Client.SurveyTemplate.Query().Order(surveytemplate.ByCode()).AllX(c.As("member.service"))
			if len(all) != 2 || all[0].Code != "experience" || all[1].Code != "standard" {
				t.Fatalf("%s has %v", c.Slug, all)
			}
			for _, one := range all {
				if one.State != flow.TemplateEffective || one.Edition != 1 || one.EffectiveAt == nil || one.RevisionDueOn != "2027-09-09" {
					t.Errorf("%s begins as %s, edition %d, to be revised on %s", one.Code, one.State, one.Edition, one.RevisionDueOn)
				}
				if f := survey.Publishable(one.Questionnaire, one.Decisions); len(f) > 0 {
					t.Errorf("%s could not be published: %v", one.Code, f[0])
				}
			}
		}
	})
}

// Who begins an edition, and what stands in its way.
func TestD3_33_Draft(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for name, c := range map[string]struct {
			who    string
			change func(*TemplateDraftInput)
			want   error
			field  string
		}{
			"of nothing known":     {"management", func(in *TemplateDraftInput) { in.Code = "unheard" }, fault.Input("", "template.unknown_code"), "code"},
			"of no format":         {"management", func(in *TemplateDraftInput) { in.Format = "WORD" }, fault.Input("", "input.unknown_key"), "format"},
			"of a revision before": {"management", func(in *TemplateDraftInput) { in.RevisionDueOn = ptr("2026-09-09") }, fault.Input("", "input.in_the_past"), "revisionDueOn"},
			"of a revision late":   {"management", func(in *TemplateDraftInput) { in.RevisionDueOn = ptr("2031-09-10") }, fault.Input("", "survey.revision_far"), "revisionDueOn"},
			"of no day":            {"management", func(in *TemplateDraftInput) { in.RevisionDueOn = ptr("soon") }, fault.Input("", "sla.date_format"), "revisionDueOn"},
			"of no code":           {"management", func(in *TemplateDraftInput) { in.Code, in.Document = "Not A Code", document(t, nil) }, fault.Input("", "survey.code"), "code"},
			"as a head":            {"head.service", func(*TemplateDraftInput) {}, fault.Forbidden(), ""},
			"as the committee":     {"committee", func(*TemplateDraftInput) {}, fault.Forbidden(), ""},
			"as staff":             {"staff", func(*TemplateDraftInput) {}, fault.Forbidden(), ""},
			"as an auditor":        {"auditor", func(*TemplateDraftInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := TemplateDraftInput{Code: "standard", Format: FormatHeed}
				c.change(&in)
				_ = refused(s.in(t), c.who, DraftTemplate, in, c.want, c.field)
			})
		}
		// All that is wrong with a document is said at once.
		err := refused(s, "management", DraftTemplate, TemplateDraftInput{Code: "mine", Format: FormatHeed, Document: document(t, func(q *survey.Questionnaire) {
			q.Title, q.Questions[0].Type = survey.Text{}, "ESSAY"
		})}, fault.Input("", "input.required"), "title")
		var f *fault.Error
		if errors.As(err, &f) {
			all, _ := f.Extra["faults"].([]Problem)
			shows(t, all, "title", "input.required")
			shows(t, all, "questions[0].type", "input.unknown_key")
		}
		// The next edition begins as the one that holds; there is one that is written at a time.
		d := s.draft("experience", nil)
		if d.Edition != 2 || d.State != flow.TemplateDraft || d.Questionnaire.Title != survey.Experience().Title || d.RevisionDueOn != "2027-09-09" {
			t.Errorf("drafted is %s, edition %d, to be revised on %s", d.State, d.Edition, d.RevisionDueOn)
		}
		_ = refused(s, "management", DraftTemplate, TemplateDraftInput{Code: "experience", Format: FormatHeed}, fault.Conflict("template.written_already"), "code")
		mine := must(s, "management", DraftTemplate, TemplateDraftInput{
			Code: "mine", Format: FormatHeed, Document: document(t, nil), Scenario: ptr(flow.ScenarioNewCustomer), Goals: []flow.SurveyGoal{flow.GoalNeed},
		}).Template
		if mine.Edition != 1 || mine.Scenario != flow.ScenarioNewCustomer || !slices.Equal(mine.Questionnaire.Goals, []flow.SurveyGoal{flow.GoalNeed}) {
			t.Errorf("a new one is of %s, edition %d", mine.Scenario, mine.Edition)
		}
	})
}

// Nothing is sent to customers that another has not seen; what holds is never changed.
func TestD3_33_Editions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.colleague()
		first := s.holds("experience")
		for name, c := range map[string]func() error{
			"update": func() error {
				_, err := try(s, s.As("management"), UpdateTemplate, TemplateUpdateInput{ID: first.ID, ExpectedVersion: first.Version, RevisionDueOn: ptr("2027-01-01")})
				return err
			},
			"submit": func() error {
				_, err := try(s, s.As("management"), SubmitTemplate, TemplateSubmitInput{ID: first.ID, ExpectedVersion: first.Version})
				return err
			},
			"decide": func() error {
				_, err := try(s, s.As("management"), DecideTemplate, TemplateDecideInput{ID: first.ID, ExpectedVersion: first.Version})
				return err
			},
		} {
			_ = s.unchanged(name, fault.Precondition("transition.illegal"), "", c)
		}
		d := s.draft("experience", nil)
		_ = refused(s, "management", UpdateTemplate, TemplateUpdateInput{ID: d.ID, ExpectedVersion: d.Version}, fault.Input("", "input.empty_update"), "")
		_ = refused(s, "management", UpdateTemplate, TemplateUpdateInput{ID: d.ID, ExpectedVersion: 9, RevisionDueOn: ptr("2027-01-01")}, fault.Conflict("version.conflict"), "expectedVersion")
		if same := must(s, "management", UpdateTemplate, TemplateUpdateInput{ID: d.ID, ExpectedVersion: d.Version, Document: document(t, nil)}); same.Version != d.Version {
			t.Errorf("what is as it was counts: version %d", same.Version)
		}
		d = must(s, "management", UpdateTemplate, TemplateUpdateInput{
			ID: d.ID, ExpectedVersion: d.Version, RevisionDueOn: ptr("2027-01-01"), Document: document(t, func(q *survey.Questionnaire) { q.Title.En = "Your last purchase" }),
		})
		all := s.A.Events(t)
		if last := all[len(all)-1]; last.Type != "template.updated" || !slices.Equal(last.Fields, []string{"document", "revisionDueOn"}) {
			t.Errorf("told: %s %v", last.Type, last.Fields)
		}
		asked := s.inReview(d)
		if asked.State != flow.TemplateInReview || s.holds("experience").ID != first.ID {
			t.Errorf("in review is %s", asked.State)
		}
		_ = refused(s, "management", DraftTemplate, TemplateDraftInput{Code: "experience", Format: FormatHeed}, fault.Conflict("template.written_already"), "code")
		_ = refused(s, "management", TemplateConsequences.Vote, s.ballot(asked, flow.DecisionApprove), fault.New(fault.CodeForbidden, "approval.own_request"), "")
		_ = refused(s, "committee", TemplateConsequences.Vote, s.ballot(asked, flow.DecisionApprove), fault.New(fault.CodeForbidden, "approval.not_asked"), "")
		// Sent back it is written again.
		must(s, "management.two", TemplateConsequences.Vote, s.ballot(asked, flow.DecisionReject))
		back := s.template(d.ID)
		if back.State != flow.TemplateDraft {
			t.Fatalf("sent back is %s", back.State)
		}
		asked = s.inReview(back)
		must(s, "management.two", TemplateConsequences.Vote, s.ballot(asked, flow.DecisionApprove))
		is, was := s.template(d.ID), s.template(first.ID)
		if is.State != flow.TemplateEffective || is.EffectiveAt == nil || was.State != flow.TemplateSuperseded || was.EndedAt == nil || was.Questionnaire.Title.En == is.Questionnaire.Title.En {
			t.Errorf("%s has superseded %s", is.State, was.State)
		}
		want := []string{"template.draft", "template.updated", "template.in_review", "template.draft", "template.in_review", "template.effective"}
		if got := s.events(d.ID); !slices.Equal(got, want) {
			t.Errorf("events: %v", got)
		}
		// What is retired in review is asked of nobody any more.
		next := s.inReview(s.draft("experience", nil))
		_ = refused(s, "management", RetireTemplate, TemplateRetireInput{ID: next.ID, ExpectedVersion: next.Version}, fault.Input("", "input.required"), "reason")
		must(s, "management", RetireTemplate, TemplateRetireInput{ID: next.ID, ExpectedVersion: next.Version, Reason: "暂不修订"})
		if a := s.Client.Approval.GetX(s.A.System(), next.ApprovalID); a.State != flow.ApprovalWithdrawn {
			t.Errorf("the request is %s", a.State)
		}
		if acts := AvailableTemplate(s.As("management"), is); !slices.Equal(acts, []flow.TemplateAct{flow.TemplateActReview, flow.TemplateActRetire}) {
			t.Errorf("with what holds one may %v", acts)
		}
		if acts := AvailableTemplate(s.As("head.service"), is); len(acts) > 0 {
			t.Errorf("a head may %v", acts)
		}
	})
}
