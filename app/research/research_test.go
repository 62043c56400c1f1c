package research_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/requirements"
	"heed/app/research"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/typeid"
)

func ptr[T any](v T) *T { return &v }

// try runs a verb in a change.
func try[In, Out any](w *apptest.World, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (out Out, err error) {
	_, err = w.Journal.Change(w.As(who), func(ctx context.Context, tx *ent.Tx) (err error) {
		out, err = verb(ctx, tx, in)
		return err
	})
	return out, err
}

func must[In any, Out interface{ Unwrap() Out }](t *testing.T, w *apptest.World, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	t.Helper()
	r, err := try(w, who, verb, in)
	if err != nil {
		t.Fatalf("%s: %v", who, err)
	}
	return r.Unwrap()
}

// refused runs a verb that must be refused and change nothing.
func refused[In, Out any](t *testing.T, w *apptest.World, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want *fault.Error) {
	t.Helper()
	before := w.Count(t)
	if _, err := try(w, who, verb, in); !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", who, err, want)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%s: refused, but rows were %v, are %v", who, before, after)
	}
}

func input(w *apptest.World, method flow.ResearchMethod, mode flow.ResearchMode, agency string) research.CreateInput {
	return research.CreateInput{
		Title: "需求趋势", Method: method, Mode: mode, Agency: &agency, PlannedOn: w.Clock.Now().Add(24 * time.Hour), Cost: ptr(money.Amount(50_000)),
	}
}

// An agency researches the market: it is named, and what it finds is kept (D0-09).
func TestD0_09(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		refused(t, w, "management", research.Create, input(w, flow.ResearchMarket, flow.ResearchOutsourced, " "), fault.Precondition("research.agency"))
		refused(t, w, "management", research.Create, input(w, flow.ResearchMarket, flow.ResearchSelf, "远见咨询"), fault.Precondition("research.no_agency"))
		made := must(t, w, "management", research.Create, input(w, flow.ResearchMarket, flow.ResearchOutsourced, "远见咨询"))
		if made.Agency != "远见咨询" || made.State != flow.ResearchPlanned || made.Currency != "CNY" || made.OwnerID != w.A.Members["management"].ID {
			t.Errorf("made is %+v", made)
		}
		refused(t, w, "management", research.Finish, research.FinishInput{ID: made.ID, ExpectedVersion: made.Version, Conclusion: ptr("早")}, fault.Precondition("transition.illegal"))
		begun := must(t, w, "management", research.Start, research.StartInput{ID: made.ID, ExpectedVersion: made.Version})
		refused(t, w, "management", research.Finish, research.FinishInput{ID: made.ID, ExpectedVersion: begun.Version, Conclusion: ptr(" ")}, fault.Precondition("research.nothing_found"))
		done := must(t, w, "management", research.Finish, research.FinishInput{
			ID: made.ID, ExpectedVersion: begun.Version, Participants: ptr(300),
			Insights: []flow.Insight{{Kind: flow.InsightMarket, Text: "行业转向静音产品"}, {Kind: flow.InsightNeedChange, Text: "需求看重安全"}},
		})
		if done.State != flow.ResearchDone || len(done.Insights) != 2 || done.Participants != 300 || done.DoneOn == nil {
			t.Errorf("done is %+v", done)
		}
		var types []string
		for _, e := range w.A.Events(t)[len(w.A.Events(t))-3:] {
			types = append(types, e.Type)
			if !slices.Equal(e.ClauseIds, []string{"D0-09"}) {
				t.Errorf("%s answers to %v", e.Type, e.ClauseIds)
			}
		}
		if !slices.Equal(types, []string{"research.planned", "research.running", "research.done"}) {
			t.Errorf("events: %v", types)
		}
		refused(t, w, "management", research.Update, research.UpdateInput{ID: done.ID, ExpectedVersion: done.Version, Title: ptr("晚")}, fault.Precondition("transition.illegal"))
	})
}

// Our own surveys and focus groups bring requirements, which say where they come
// from (D0-10).
func TestD0_10(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		customer, err := try(w, "head.service", customers.Create, customers.CreateInput{Name: "晨光酒店"})
		if err != nil {
			t.Fatal(err)
		}
		for method, source := range map[flow.ResearchMethod]flow.RequirementSource{
			flow.ResearchFocusGroup: flow.RequirementSourceSelfResearch, flow.ResearchSurvey: flow.RequirementSourceSelfResearch,
			flow.ResearchDataAnalysis: flow.RequirementSourceDataAnalysis,
		} {
			made := must(t, w, "head.service", research.Create, input(w, method, flow.ResearchSelf, ""))
			draft := research.DraftInput{
				ID: made.ID, CustomerID: customer.ID, Title: "更慢的门", OriginalText: "门关得太快", Category: flow.RequirementCategoryProduct, Urgency: flow.UrgencyGeneral,
			}
			refused(t, w, "head.service", research.DraftRequirement, draft, fault.Precondition("research.not_begun"))
			must(t, w, "head.service", research.Start, research.StartInput{ID: made.ID, ExpectedVersion: made.Version})
			r, err := try(w, "member.service", research.DraftRequirement, draft)
			if err != nil || r.Source != source || r.OriginType == nil || *r.OriginType != flow.SubjectResearch || r.OriginID != made.ID || r.State != flow.RequirementDraft {
				t.Errorf("%s: %+v, %v", method, r, err)
			}
			refused(t, w, "staff", research.DraftRequirement, draft, fault.Forbidden())
			refused(t, w, "head.sales", research.DraftRequirement, draft, fault.NotFound())
		}
	})
}

// What the form requires can be added to what research has brought to light.
func TestDraftByTheForm(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		customer := must(t, w, "head.service", customers.Create, customers.CreateInput{Name: "晨光酒店"})
		form := must(t, w, "management", requirements.FormDraft, requirements.FormDraftInput{
			Fields: []flow.FormField{{Key: "volume", Label: "用量", Type: flow.FieldNumber, Required: true}},
		})
		must(t, w, "management", requirements.FormPublish, requirements.FormPublishInput{ID: form.ID, ExpectedVersion: form.Version})
		made := must(t, w, "head.service", research.Create, input(w, flow.ResearchFocusGroup, flow.ResearchSelf, ""))
		must(t, w, "head.service", research.Start, research.StartInput{ID: made.ID, ExpectedVersion: made.Version})
		r := must(t, w, "member.service", research.DraftRequirement, research.DraftInput{
			ID: made.ID, CustomerID: customer.ID, Title: "更慢的门", OriginalText: "门关得太快", Category: flow.RequirementCategoryProduct, Urgency: flow.UrgencyGeneral,
		})
		refused(t, w, "head.service", requirements.Receive, requirements.ReceiveInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Input("custom", "form.required"))
	})
}

// What is confidential is for those who may change it, in lists and verbs alike.
func TestConfidential(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		in := input(w, flow.ResearchMystery, flow.ResearchSelf, "")
		in.Confidential = ptr(true)
		secret := must(t, w, "head.service", research.Create, in)
		open := must(t, w, "head.service", research.Create, input(w, flow.ResearchFocusGroup, flow.ResearchSelf, ""))
		for who, want := range map[string][]typeid.ID{
			"management": {secret.ID, open.ID}, "head.service": {secret.ID, open.ID}, "member.service": {open.ID}, "auditor": {open.ID}, "committee": {open.ID}, "head.sales": nil,
		} {
			if got := w.Client.ResearchActivity.Query().IDsX(w.As(who)); len(got) != len(want) || len(want) > 0 && !slices.Contains(got, want[len(want)-1]) {
				t.Errorf("%s sees %v, want %v", who, got, want)
			}
		}
		refused(t, w, "member.service", research.Start, research.StartInput{ID: secret.ID, ExpectedVersion: secret.Version}, fault.NotFound())
		refused(t, w, "member.service", research.Start, research.StartInput{ID: open.ID, ExpectedVersion: open.Version}, fault.Forbidden())
		if acts := research.Available(w.As("member.service"), open); len(acts) != 0 {
			t.Errorf("a member may %v", acts)
		}
		if acts := research.Available(w.As("head.service"), open); len(acts) != 3 {
			t.Errorf("the head may %v", acts)
		}
	})
}

// What is changed is told; nothing is no change.
func TestUpdate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		made := must(t, w, "head.service", research.Create, input(w, flow.ResearchFocusGroup, flow.ResearchSelf, ""))
		in := research.UpdateInput{ID: made.ID, ExpectedVersion: made.Version}
		refused(t, w, "head.service", research.Update, in, fault.Input("", "input.empty_update"))
		in.Mode = ptr(flow.ResearchOutsourced)
		refused(t, w, "head.service", research.Update, in, fault.Precondition("research.agency"))
		in.Mode, in.Participants = nil, ptr(-1)
		refused(t, w, "head.service", research.Update, in, fault.Input("participants", "input.out_of_range"))
		in.Participants, in.Insights = nil, make([]flow.Insight, 101)
		refused(t, w, "head.service", research.Update, in, fault.Input("insights", "input.too_many"))
		in.Insights, in.OwnerID = nil, ptr(w.A.Members["head.sales"].ID)
		in.DepartmentID = ptr(w.A.Departments[flow.DepartmentSales].ID)
		refused(t, w, "head.service", research.Update, in, fault.Forbidden())
		is := must(t, w, "head.service", research.Update, research.UpdateInput{
			ID: made.ID, ExpectedVersion: made.Version, Title: ptr("静音"), ClearCost: true, Form: ptr(flow.ResearchGroup),
			Insights: []flow.Insight{{Kind: flow.InsightProblem, Text: "噪音"}},
		})
		if is.Title != "静音" || is.Cost != nil || is.Currency != "" || is.Form == nil || len(is.Insights) != 1 {
			t.Errorf("changed is %+v", is)
		}
	})
}
