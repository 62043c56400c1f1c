package requirements

import (
	"math"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/money"
)

// Aspects are those of the category, a price has its right way up, expectations
// stand apart (D0-15 to D0-22, D1-58).
func TestDetails(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		low, high := money.Amount(100), money.Amount(250)
		in := s.input(flow.UrgencyGeneral)
		in.Aspects = []flow.Aspect{flow.AspectQuality, flow.AspectUpgrade}
		in.ServicePhase = ptr(flow.ServiceAfterSale)
		in.Price = &PriceInput{Min: &low, Max: &high, Currency: ptr("CNY"), Sensitivity: ptr(flow.SensitivityHigh), ChangeImpact: ptr("涨价就不买")}
		in.Expectations = &ExpectationsInput{Quality: ptr("零缺陷"), AfterSales: ptr("两小时到场")}
		in.CommonNeed = ptr(true)
		r := must(s, management, Create, in)
		if e := s.lastEvent(); !slices.Equal(e.ClauseIds, []string{"D0-26", "D0-15", "D0-16", "D0-17", "D0-19", "D0-20", "D1-58"}) {
			t.Errorf("the clauses are %v", e.ClauseIds)
		}
		if r = s.read(r.ID); *r.Price.Min != low || r.Expectations.AfterSales != "两小时到场" || !r.CommonNeed || len(r.Aspects) != 2 {
			t.Errorf("it is %+v", r)
		}
		for name, c := range map[string]struct {
			want   *fault.Error
			change func(*UpdateInput)
		}{
			"an aspect of another category": {fault.Input("aspects[0]", "requirement.aspect_of_other_category"), func(in *UpdateInput) { in.Aspects = &[]flow.Aspect{flow.AspectBrand} }},
			"an aspect twice":               {fault.Input("aspects[1]", "input.duplicate"), func(in *UpdateInput) { in.Aspects = &[]flow.Aspect{flow.AspectQuality, flow.AspectQuality} }},
			"a category that does not fit":  {fault.Input("aspects[0]", "requirement.aspect_of_other_category"), func(in *UpdateInput) { in.Category = ptr(flow.RequirementCategoryPrice) }},
			"a price upside down":           {fault.Input("price.max", "requirement.price_upside_down"), func(in *UpdateInput) { in.Price = &PriceInput{Min: &high, Max: &low, Currency: ptr("CNY")} }},
			"no currency":                   {fault.Input("price.currency", "requirement.price_currency"), func(in *UpdateInput) { in.Price = &PriceInput{Min: &low} }},
			"no currency of the world":      {fault.Input("price.currency", "requirement.price_currency"), func(in *UpdateInput) { in.Price = &PriceInput{Min: &low, Currency: ptr("RMB")} }},
			"a price that says nothing":     {fault.Input("price", "requirement.price_empty"), func(in *UpdateInput) { in.Price = &PriceInput{ChangeImpact: ptr("")} }},
			"a phase":                       {fault.Input("servicePhase", "input.unknown_key"), func(in *UpdateInput) { in.ServicePhase = ptr(flow.ServicePhase("LATER")) }},
		} {
			in := UpdateInput{ID: r.ID, ExpectedVersion: r.Version}
			c.change(&in)
			s.refused(name, r, c.want, func() error { return only(try(w, s.As(management), Update, in)) })
		}
		r = must(s, management, Update, UpdateInput{
			ID: r.ID, ExpectedVersion: r.Version, Category: ptr(flow.RequirementCategoryOther), Aspects: &[]flow.Aspect{flow.AspectCulture},
			Price: &PriceInput{}, Expectations: &ExpectationsInput{}, ServicePhase: ptr(flow.ServicePhase("")),
		})
		if r = s.read(r.ID); r.Price != nil || r.Expectations != nil || r.ServicePhase != nil || !slices.Equal(r.Aspects, []flow.Aspect{flow.AspectCulture}) {
			t.Errorf("changed it is %+v", r)
		}
	})
}

// The form is versioned: what is in force never changes, and a requirement keeps
// the version on which it was collected (D0-26).
func TestD0_26(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		old := s.draft(flow.UrgencyGeneral)
		first := w.Client.RequirementForm.Query().OnlyX(s.A.System())
		if first.Number != 1 || first.State != flow.FormEffective || len(first.Fields) != 0 || old.FormID != first.ID {
			t.Fatalf("a company starts with %v", first)
		}
		fields := []flow.FormField{{Key: "volume", Label: "用量", Type: flow.FieldNumber, Required: true, Max: ptr(10.0)}}
		s.refused("a member", nil, fault.Forbidden(), func() error { return only(try(w, s.As("head.service"), FormDraft, FormDraftInput{Fields: fields})) })
		s.refused("a bad field", nil, fault.Input("fields[0].key", "form.key"), func() error {
			return only(try(w, s.As(management), FormDraft, FormDraftInput{Fields: []flow.FormField{{}}}))
		})
		s.refused("what is in force", nil, fault.Precondition("transition.illegal"), func() error {
			return only(try(w, s.As(management), FormUpdate, FormUpdateInput{ID: first.ID, ExpectedVersion: first.Version, Note: ptr("x")}))
		})
		draft := must(s, management, FormDraft, FormDraftInput{Fields: fields})
		s.refused("another draft", nil, fault.Conflict("requirement_form.draft_exists"), func() error {
			return only(try(w, s.As(management), FormDraft, FormDraftInput{}))
		})
		draft = must(s, management, FormUpdate, FormUpdateInput{ID: draft.ID, ExpectedVersion: draft.Version, Note: ptr("增加用量")})
		second := must(s, management, FormPublish, FormPublishInput{ID: draft.ID, ExpectedVersion: draft.Version})
		if second.State != flow.FormEffective || second.Number != 2 || w.Client.RequirementForm.GetX(s.A.System(), first.ID).State != flow.FormSuperseded {
			t.Errorf("in force is %v", second)
		}
		in := s.input(flow.UrgencyGeneral)
		s.refused("without what is required", nil, fault.Input("custom", "form.required"), func() error { return only(try(w, s.As(management), Create, in)) })
		in.Custom = []form.Value{{Key: "volume", Number: ptr(11.0)}}
		s.refused("too much", nil, fault.Input("custom[0].number", "form.too_large"), func() error { return only(try(w, s.As(management), Create, in)) })
		in.Custom[0].Number = ptr(3.0)
		r := must(s, management, Create, in)
		if r.FormID != second.ID || r.Custom["volume"] != 3.0 {
			t.Errorf("it is %v", r)
		}
		must(s, management, Receive, ReceiveInput{old.ID, old.Version}) // by its own version, which asks for nothing
		drawn := s.input(flow.UrgencyGeneral)
		drawn.Drawn = true
		d := must(s, management, Create, drawn)
		s.refused("received without", d, fault.Input("custom", "form.required"), func() error {
			return only(try(w, s.As(management), Receive, ReceiveInput{d.ID, d.Version}))
		})
		must(s, management, Update, UpdateInput{ID: d.ID, ExpectedVersion: d.Version, Custom: &[]form.Value{{Key: "volume", Number: ptr(5.0)}}})
		d = s.read(d.ID)
		must(s, management, Receive, ReceiveInput{d.ID, d.Version})
		third := must(s, management, FormDraft, FormDraftInput{})
		s.refused("another type", nil, fault.Input("fields[0].type", "form.type_changed"), func() error {
			return only(try(w, s.As(management), FormUpdate, FormUpdateInput{
				ID: third.ID, ExpectedVersion: third.Version, Fields: []flow.FormField{{Key: "volume", Label: "用量", Type: flow.FieldText}},
			}))
		})
	})
}

// How long it took to write a requirement down is measured against what the company allows (D0-28).
func TestD0_28(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := s.input(flow.UrgencyGeneral)
		in.CollectedAt = s.Clock.Now().Add(-25 * time.Hour)
		r := must(s, management, Create, in)
		if EntryDelay(r) != 25*time.Hour || !EnteredLate(s.As(management), r) {
			t.Errorf("it was %v late", EntryDelay(r))
		}
		set := func(in tenants.TenantUpdateInput) error {
			in.ExpectedVersion = w.Client.Tenant.GetX(s.A.System(), s.A.ID).Version
			return only(try(w, s.As("admin"), UpdateTenant, in))
		}
		if err := set(tenants.TenantUpdateInput{EntryDelayHours: ptr(26)}); err != nil {
			t.Fatal(err)
		}
		w.Who.Changed(s.A.ID)
		if EnteredLate(s.As(management), r) {
			t.Error("it is late though the company allows as much")
		}
		s.refused("too long", nil, fault.Input("entryDelayHours", "input.out_of_range"), func() error {
			return set(tenants.TenantUpdateInput{EntryDelayHours: ptr(721)})
		})
		s.refused("no weight at all", nil, fault.Input("valueWeights", "tenant.value_weights"), func() error {
			return set(tenants.TenantUpdateInput{ValueWeights: &flow.ValueWeights{}})
		})
	})
}

// A value is a number, as the company weighs its factors, and a judgement; its
// assessor's department stays with it (D0-34 to D0-37).
func TestD0_37(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		plan := func() *ent.Requirement {
			r := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral)
			in := s.planInput(r.ID, r.Version)
			in.Value.Growth.Score, in.Value.Satisfaction.Score, in.Value.Competitiveness.Score = 5, 2, 2
			bad := in
			bad.Value.Judgement = " "
			s.refused("without a judgement", r, fault.Precondition("requirement.value_incomplete").On("value.judgement"), func() error {
				return only(try(w, s.As("head.service"), Plan, bad))
			})
			return must(s, "head.service", Plan, in)
		}
		service := s.A.Departments[flow.DepartmentService].ID
		if r := plan(); r.Value.Total != 3 || r.Value.Weights != nil || r.Value.AssessorDepartmentID != service || r.Feasibility.AssessorDepartmentID != service {
			t.Errorf("the value is %+v", r.Value)
		}
		weights := flow.ValueWeights{Growth: 50, Satisfaction: 30, Competitiveness: 20}
		if err := only(try(w, s.As("admin"), UpdateTenant, tenants.TenantUpdateInput{
			ExpectedVersion: w.Client.Tenant.GetX(s.A.System(), s.A.ID).Version, ValueWeights: &weights,
		})); err != nil {
			t.Fatal(err)
		}
		w.Who.Changed(s.A.ID)
		if r := plan(); math.Abs(r.Value.Total-3.5) > 1e-9 || *r.Value.Weights != weights {
			t.Errorf("weighed it is %+v", r.Value)
		}
	})
}
