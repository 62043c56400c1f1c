package surveys

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/viewer"
)

// A member fills in with a customer what is within their reach.
func TestD3_17_Assisted(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		c := s.running("experience", func(in *CampaignCreateInput) { in.Channels = []flow.Channel{flow.ChannelPhone} })
		in := AssistInput{InvitationID: s.invitation(c, inn).ID, Mode: flow.ModePhoneAssisted, Answers: experience(4)}
		for name, k := range map[string]struct {
			who    string
			change func(*AssistInput)
			want   error
			field  string
		}{
			"in the customer's name": {"member.service", func(in *AssistInput) { in.Mode = flow.ModeSelf }, fault.Input("", "survey.self"), "mode"},
			"of nothing there is":    {"member.service", func(in *AssistInput) { in.InvitationID = "siv_none" }, fault.NotFound(), "invitationId"},
			"as another department":  {"head.sales", func(*AssistInput) {}, fault.NotFound(), "invitationId"},
			"as staff":               {"staff", func(*AssistInput) {}, fault.Forbidden(), ""},
			"as an auditor":          {"auditor", func(*AssistInput) {}, fault.Forbidden(), ""},
			"with too little":        {"member.service", func(in *AssistInput) { in.Submit, in.Answers = true, nil }, fault.Input("", "survey.required"), "answers"},
		} {
			t.Run(name, func(t *testing.T) {
				one := in
				k.change(&one)
				_ = refused(s.in(t), k.who, Assist, one, k.want, k.field)
			})
		}
		made := must(s, "member.service", Assist, in)
		if len(made.Problems) != 0 || made.Response.State != flow.ResponseInProgress || made.Response.InterviewerID != s.member("member.service") || len(made.Asked) != 13 {
			t.Errorf("begun is %v", made)
		}
		in.Submit, in.Answers, in.Urgent = true, nil, ptr(true)
		made = must(s, "member.service", Assist, in)
		if r := made.Response; r.State != flow.ResponseSubmitted || r.Mode != flow.ModePhoneAssisted || !r.Urgent || r.Priority != flow.UrgencyUrgent {
			t.Errorf("submitted is %v", r)
		}
		if i := s.invitation(c, inn); i.State != flow.InvitationCompleted || i.SentAt == nil || *s.progress(c).ResponseRate() != 1 {
			t.Errorf("answered is %v", i)
		}
		_ = refused(s, "member.service", Assist, in, fault.Precondition("survey.submitted"), "")
	})
}

// Whoever may fill in and not read is shown what they filled in themselves, and no more.
func TestD3_17_AssistedBlind(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, shop := s.customer("旅店"), s.customer("商店")
		c := s.running("experience")
		if _, _, _, err := s.desk().Save(s.guest(), s.secret(c, inn), experience(2)); err != nil {
			t.Fatal(err)
		}
		blind := func() context.Context {
			v := *viewer.From(s.As("member.service"))
			v.Grants = maps.Clone(v.Grants)
			delete(v.Grants, string(authz.SurveyResponseRead))
			v.GrantSet += " blind"
			return viewer.With(s.As("member.service"), &v)
		}
		for name, k := range map[string]struct {
			of   *ent.Customer
			in   AssistInput
			want error
		}{
			"looking":              {inn, AssistInput{}, fault.Forbidden()},
			"at another's":         {inn, AssistInput{Answers: experience(4)[:1]}, fault.Forbidden()},
			"submitting another's": {inn, AssistInput{Submit: true}, fault.Forbidden()},
			"beginning":            {shop, AssistInput{Answers: experience(4)[:1]}, nil},
		} {
			k.in.InvitationID, k.in.Mode = s.invitation(c, k.of).ID, flow.ModePhoneAssisted
			if _, err := try(s, blind(), Assist, k.in); !errors.Is(err, k.want) {
				t.Errorf("%s: %v, want %v", name, err, k.want)
			}
		}
		own := AssistInput{InvitationID: s.invitation(c, shop).ID, Mode: flow.ModePhoneAssisted}
		if _, err := try(s, blind(), Assist, own); !errors.Is(err, fault.Forbidden()) {
			t.Errorf("looking at one's own: %v", err)
		}
		own.Answers = experience(4)
		if _, err := try(s, blind(), Assist, own); err != nil {
			t.Errorf("going on with one's own: %v", err)
		}
		must(s, "member.service", Assist, AssistInput{InvitationID: s.invitation(c, inn).ID, Mode: flow.ModePhoneAssisted}) // who may read looks
	})
}

// A new customer is not asked about a cooperation that was none, and of what they say it counts nothing.
func TestD3_51_New(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		shop, known, other := s.customer("新店"), s.customer("说自己是新店", func(in *customers.CreateInput) { in.CooperationSince = ptr("2026-06-01") }), s.customer("另一家新店")
		c := s.running("standard")
		_, v, problems, err := s.desk().Save(s.guest(), s.secret(c, shop), fresh(rated("satisfaction", 1), picked("frequency", "WEEKLY"), picked("expansion_plans", string(flow.ExpansionNewLine))))
		if err != nil || len(problems) != 0 {
			t.Fatal(problems, err)
		}
		if asked := path(v); asked["satisfaction"] || asked["frequency"] || !asked["expansion_plans"] || !asked["anything_else"] {
			t.Errorf("a new customer is asked %v", asked)
		}
		r := s.submit(c, shop, false)
		if r.Score != nil || r.Warning || slices.ContainsFunc(r.Answers, func(a survey.Answer) bool { return a.Question == "satisfaction" }) {
			t.Errorf("what was not asked counts: %v", r)
		}
		// There is cooperation, whatever was ticked.
		_, v, _, err = s.desk().Save(s.guest(), s.secret(c, known), fresh())
		if asked := path(v); err != nil || !asked["satisfaction"] || !asked["frequency"] {
			t.Errorf("who is no new customer is asked %v, %v", asked, err)
		}
		_ = s.unchanged("too little", fault.Input("", "survey.required"), "answers", func() error {
			_, _, err := s.desk().Submit(s.guest(), s.secret(c, known), nil, false)
			return err
		})
		// The company may ask new customers how they would be kept in touch with.
		s.settings(tenants.TenantUpdateInput{AskRelationOfNew: ptr(true)})
		_, v, _, err = s.desk().Save(s.guest(), s.secret(c, other), fresh())
		if asked := path(v); err != nil || asked["satisfaction"] || !asked["frequency"] {
			t.Errorf("asked are %v, %v", asked, err)
		}
		s.settings(tenants.TenantUpdateInput{AskRelationOfNew: ptr(false)})
		_, again, err := s.desk().Look(s.guest(), s.secret(c, other))
		if err != nil || !maps.Equal(path(again), path(v)) {
			t.Errorf("what was begun changes its questions: %v, %v", path(again), err)
		}
	})
}
