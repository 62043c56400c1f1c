package requirements

import (
	"slices"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/typeid"
)

// Every department has requirements of its own; who works in one reads its own (D0-02).
func TestD0_02_EveryDepartment(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		title := map[flow.DepartmentType]string{}
		for kind, d := range s.A.Departments {
			in := s.input(flow.UrgencyGeneral)
			in.LeadDepartmentID = &d.ID
			title[kind] = must(s, management, Create, in).Title
		}
		if len(title) < 7 {
			t.Fatalf("there are %d departments", len(title))
		}
		for kind, d := range s.A.Departments {
			if got := s.found(s.As(management), &Filter{DepartmentID: &d.ID}); !slices.Equal(got, []string{title[kind]}) {
				t.Errorf("%s has %v", kind, got)
			}
		}
		for who, kind := range map[string]flow.DepartmentType{"head.service": flow.DepartmentService, "head.sales": flow.DepartmentSales} {
			if got := s.found(s.As(who), nil); !slices.Equal(got, []string{title[kind]}) {
				t.Errorf("%s reads %v", who, got)
			}
		}
	})
}

// What must be said is asked for, and nothing is planned that was not looked at
// before (D0-04).
func TestD0_04_Exact(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for name, c := range map[string]struct {
			want   *fault.Error
			change func(*CreateInput)
		}{
			"no customer":           {fault.NotFound().On("customerId"), func(in *CreateInput) { in.CustomerID = "" }},
			"no title":              {fault.Input("title", "input.required"), func(in *CreateInput) { in.Title = "" }},
			"no words":              {fault.Input("originalText", "input.required"), func(in *CreateInput) { in.OriginalText = "" }},
			"no source":             {fault.Input("source", "input.unknown_key"), func(in *CreateInput) { in.Source = "" }},
			"no category":           {fault.Input("category", "input.unknown_key"), func(in *CreateInput) { in.Category = "" }},
			"no urgency":            {fault.Input("urgency", "input.unknown_key"), func(in *CreateInput) { in.Urgency = "" }},
			"no time of collection": {fault.Input("collectedAt", "input.long_ago"), func(in *CreateInput) { in.CollectedAt = time.Time{} }},
		} {
			in := s.input(flow.UrgencyGeneral)
			c.change(&in)
			s.refused(name, nil, c.want, func() error { return only(try(w, s.As(management), Create, in)) })
		}
		r := s.received(flow.UrgencyGeneral)
		s.refused("planned without being analysed", r, fault.Precondition("transition.illegal"), func() error {
			return only(try(w, s.As(management), Plan, s.planInput(r.ID, r.Version)))
		})
		r = must(s, management, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version})
		if r = must(s, management, Plan, s.planInput(r.ID, r.Version)); r.State != flow.RequirementPlanned {
			t.Errorf("it is %s", r.State)
		}
	})
}

// One department leads, another assists; both read and work, a third does not (D0-05).
func TestD0_05_Together(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyGeneral)
		if got := s.found(s.As("head.sales"), nil); len(got) != 0 {
			t.Errorf("who does not assist reads %v", got)
		}
		r = must(s, "head.service", Assign, AssignInput{
			ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{s.A.Departments[flow.DepartmentSales].ID},
		})
		for _, who := range []string{"head.service", "head.sales"} {
			if got := s.found(s.As(who), nil); !slices.Equal(got, []string{r.Title}) {
				t.Errorf("%s reads %v", who, got)
			}
		}
		r = must(s, "head.sales", Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version})
		r = must(s, "head.service", Plan, s.planInput(r.ID, r.Version))
		if r.LeadDepartmentID != s.A.Departments[flow.DepartmentService].ID || r.State != flow.RequirementPlanned {
			t.Errorf("it is %v", r)
		}
		s.refused("a third department", r, fault.NotFound(), func() error {
			return only(try(w, s.As("staff"), Receive, ReceiveInput{r.ID, r.Version}))
		})
	})
}

// listed finds that requirements of the category keep the aspects, that what is
// told names the clause, and that no other category has them.
func listed(t *testing.T, clause string, category flow.RequirementCategory, aspects ...flow.Aspect) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := s.input(flow.UrgencyGeneral)
		in.Category, in.Aspects = category, aspects
		r := must(s, management, Create, in)
		if e := s.lastEvent(); !slices.Contains(e.ClauseIds, clause) {
			t.Errorf("the clauses are %v", e.ClauseIds)
		}
		if r = s.read(r.ID); r.Category != category || !slices.Equal(r.Aspects, aspects) {
			t.Errorf("of %s it keeps %v", r.Category, r.Aspects)
		}
		for _, other := range flow.RequirementCategory("").Values() {
			if in.Category = flow.RequirementCategory(other); in.Category == category {
				continue
			}
			s.refused("of "+other, nil, fault.Input("aspects[0]", "requirement.aspect_of_other_category"), func() error {
				return only(try(w, s.As(management), Create, in))
			})
		}
	})
}

// Products: function, performance, quality, appearance (D0-15).
func TestD0_15_Products(t *testing.T) {
	listed(t, "D0-15", flow.RequirementCategoryProduct, flow.AspectFunction, flow.AspectPerformance, flow.AspectQuality, flow.AspectAppearance)
}

// What could be better of products, and newer ones (D0-16).
func TestD0_16_BetterProducts(t *testing.T) {
	listed(t, "D0-16", flow.RequirementCategoryProduct, flow.AspectImprovement, flow.AspectUpgrade)
}

// Services: advice, training, repair, before, in and after the sale (D0-17).
func TestD0_17_Services(t *testing.T) {
	listed(t, "D0-17", flow.RequirementCategoryService, flow.AspectConsulting, flow.AspectTraining, flow.AspectRepair)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for _, phase := range []flow.ServicePhase{flow.ServicePreSale, flow.ServiceInSale, flow.ServiceAfterSale} {
			in := s.input(flow.UrgencyGeneral)
			in.Category, in.ServicePhase = flow.RequirementCategoryService, &phase
			if r := s.read(must(s, management, Create, in).ID); r.ServicePhase == nil || *r.ServicePhase != phase {
				t.Errorf("of %s it keeps %v", phase, r.ServicePhase)
			}
		}
	})
}

// How soon, how friendly and how well (D0-18).
func TestD0_18_HowServicesAreDone(t *testing.T) {
	listed(t, "D0-18", flow.RequirementCategoryService, flow.AspectSpeed, flow.AspectAttitude, flow.AspectServiceQuality)
}

// Prices: what is accepted, and how much it weighs (D0-19).
func TestD0_19_Prices(t *testing.T) {
	listed(t, "D0-19", flow.RequirementCategoryPrice, flow.AspectPriceRange)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		low, high := money.Amount(90_000), money.Amount(120_050)
		in := s.input(flow.UrgencyGeneral)
		in.Category = flow.RequirementCategoryPrice
		in.Price = &PriceInput{Min: &low, Max: &high, Currency: ptr("CNY"), Sensitivity: ptr(flow.SensitivityHigh)}
		p := s.read(must(s, management, Create, in).ID).Price
		if p == nil || *p.Min != low || *p.Max != high || p.Currency != "CNY" || p.Sensitivity != flow.SensitivityHigh {
			t.Errorf("the price is %+v", p)
		}
		in.Price.Min, in.Price.Max = &high, &low
		s.refused("upside down", nil, fault.Input("price.max", "requirement.price_upside_down"), func() error {
			return only(try(w, s.As(management), Create, in))
		})
	})
}

// What another price does to the decision (D0-20).
func TestD0_20_ChangesOfPrices(t *testing.T) {
	listed(t, "D0-20", flow.RequirementCategoryPrice, flow.AspectPriceChange)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := s.input(flow.UrgencyGeneral)
		in.Category, in.Price = flow.RequirementCategoryPrice, &PriceInput{ChangeImpact: ptr("涨价一成就改用别家")}
		r := s.read(must(s, management, Create, in).ID)
		if e := s.lastEvent(); r.Price == nil || r.Price.ChangeImpact != "涨价一成就改用别家" || !slices.Contains(e.ClauseIds, "D0-20") {
			t.Errorf("the price is %+v, told by %v", r.Price, e.ClauseIds)
		}
	})
}

// Made to order, and services of one's own (D0-21).
func TestD0_21_MadeToOrder(t *testing.T) {
	listed(t, "D0-21", flow.RequirementCategoryOther, flow.AspectCustomization, flow.AspectPersonalized)
}

// Views of the brand and of the company's culture (D0-22).
func TestD0_22_BrandAndCulture(t *testing.T) {
	listed(t, "D0-22", flow.RequirementCategoryOther, flow.AspectBrand, flow.AspectCulture)
}

// due finds when a requirement that is received at the beginning of the world, on
// Wednesday at 9:30 in Shanghai, is to be answered, by the deadline of its urgency.
func due(t *testing.T, urgency flow.Urgency, want time.Time) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(urgency)
		c := s.clocks(r)
		if len(c) != 1 || !c[0].DueAt.Equal(want) || !r.DueAt.Equal(want) {
			t.Fatalf("due %v, not %v; clocks %v", r.DueAt, want, c)
		}
		for _, p := range s.Client.SlaPolicy.Query().AllX(s.A.System()) {
			if p.ID == c[0].PolicyID && (p.Urgency == nil || *p.Urgency != urgency) {
				t.Errorf("the deadline is %v", p)
			}
		}
	})
}

// Urgent needs are answered at once: in 24 hours, as a company has it that changed nothing (D0-29).
func TestD0_29_Urgent(t *testing.T) {
	due(t, flow.UrgencyUrgent, time.Date(2026, 9, 10, 1, 30, 0, 0, time.UTC))
}

// Important needs are answered in three working days, and stand before general ones (D0-30).
func TestD0_30_Important(t *testing.T) {
	due(t, flow.UrgencyImportant, time.Date(2026, 9, 14, 1, 30, 0, 0, time.UTC))
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for _, u := range []flow.Urgency{flow.UrgencyGeneral, flow.UrgencyUrgent, flow.UrgencyImportant} {
			s.received(u)
		}
		var order []flow.Urgency
		for _, r := range s.Client.Requirement.Query().Order(requirement.ByUrgency(sql.OrderDesc())).AllX(s.As(management)) {
			order = append(order, r.Urgency)
		}
		if !slices.Equal(order, []flow.Urgency{flow.UrgencyUrgent, flow.UrgencyImportant, flow.UrgencyGeneral}) {
			t.Errorf("the order is %v", order)
		}
	})
}

// General needs are answered in five working days (D0-31).
func TestD0_31_General(t *testing.T) {
	due(t, flow.UrgencyGeneral, time.Date(2026, 9, 16, 1, 30, 0, 0, time.UTC))
}

// ofNature finds that nothing is analysed without its nature, and that the nature is kept and told.
func ofNature(t *testing.T, clause string, nature flow.Nature) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		in := s.input(flow.UrgencyGeneral)
		in.Nature = nil
		r := must(s, management, Create, in)
		r = must(s, management, Receive, ReceiveInput{r.ID, r.Version})
		s.refused("of no nature", r, fault.Precondition("requirement.no_nature").On("nature"), func() error {
			return only(try(w, s.As(management), Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version}))
		})
		must(s, management, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version, Nature: &nature})
		e := s.lastEvent()
		if r = s.read(r.ID); r.Nature == nil || *r.Nature != nature || !slices.Contains(e.ClauseIds, clause) {
			t.Errorf("the nature is %v, told by %v", r.Nature, e.ClauseIds)
		}
	})
}

// Of a function (D0-32).
func TestD0_32_Functional(t *testing.T) { ofNature(t, "D0-32", flow.NatureFunctional) }

// Of service, price or brand (D0-33).
func TestD0_33_NonFunctional(t *testing.T) { ofNature(t, "D0-33", flow.NatureNonFunctional) }

// lack is a plan without something, and what is said of it.
type lack struct {
	want   *fault.Error
	change func(*PlanInput)
}

// assessed finds that a plan is refused without what it may not lack, and gives the
// requirement that was planned with all of it.
func assessed(t *testing.T, lacks map[string]lack, found func(*testing.T, *stage, *ent.Requirement)) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementAnalyzing, flow.UrgencyImportant)
		for name, c := range lacks {
			in := s.planInput(r.ID, r.Version)
			c.change(&in)
			s.refused(name, r, c.want, func() error { return only(try(w, s.As("head.service"), Plan, in)) })
		}
		in := s.planInput(r.ID, r.Version)
		in.Feasibility.Conclusion, in.Feasibility.Note = flow.FeasibilityPartly, ptr("缺一名工程师")
		in.Feasibility.Technical, in.Feasibility.Economic, in.Feasibility.Time = scored(5, "有样机"), scored(3, "要加人"), scored(2, "赶在国庆前")
		in.Value.Growth, in.Value.Satisfaction, in.Value.Competitiveness = scored(1, "单个客户"), scored(5, "反复提出"), scored(3, "同行已有")
		must(s, "head.service", Plan, in)
		found(t, s, s.read(r.ID))
	})
}

func scored(n int, reason string) AssessmentFactorInput { return AssessmentFactorInput{n, reason} }

// Whether it can be done with what the company has is concluded, noted and signed (D0-34).
func TestD0_34_Feasible(t *testing.T) {
	assessed(t, map[string]lack{
		"no conclusion": {fault.Input("feasibility.conclusion", "input.unknown_key"), func(in *PlanInput) { in.Feasibility.Conclusion = "" }},
	}, func(t *testing.T, s *stage, r *ent.Requirement) {
		f := r.Feasibility
		if f.Conclusion != flow.FeasibilityPartly || f.Note != "缺一名工程师" || f.AssessorID != s.member("head.service") ||
			f.AssessorDepartmentID != s.A.Departments[flow.DepartmentService].ID || !f.AssessedAt.Equal(s.Clock.Now()) {
			t.Errorf("it is %+v", f)
		}
	})
}

// Technically, economically and in time, each with a score and its reason (D0-35).
func TestD0_35_ThreeViewsOfFeasibility(t *testing.T) {
	assessed(t, map[string]lack{
		"technical, no reason": {fault.Precondition("requirement.feasibility_incomplete").On("feasibility.technical.reason"), func(in *PlanInput) { in.Feasibility.Technical.Reason = " " }},
		"economic, no score":   {fault.Input("feasibility.economic.score", "input.out_of_range"), func(in *PlanInput) { in.Feasibility.Economic.Score = 0 }},
		"time, too much":       {fault.Input("feasibility.time.score", "input.out_of_range"), func(in *PlanInput) { in.Feasibility.Time.Score = 6 }},
	}, func(t *testing.T, _ *stage, r *ent.Requirement) {
		f := r.Feasibility
		if f.Technical != (flow.Factor{Score: 5, Reason: "有样机"}) || f.Economic != (flow.Factor{Score: 3, Reason: "要加人"}) || f.Time != (flow.Factor{Score: 2, Reason: "赶在国庆前"}) {
			t.Errorf("it is %+v", f)
		}
	})
}

// Growth, satisfaction and competitiveness, each with a score and its reason, and all in one number (D0-36).
func TestD0_36_ThreeViewsOfValue(t *testing.T) {
	assessed(t, map[string]lack{
		"growth, no score":           {fault.Input("value.growth.score", "input.out_of_range"), func(in *PlanInput) { in.Value.Growth.Score = 0 }},
		"satisfaction, no reason":    {fault.Precondition("requirement.value_incomplete").On("value.satisfaction.reason"), func(in *PlanInput) { in.Value.Satisfaction.Reason = "" }},
		"competitiveness, no reason": {fault.Precondition("requirement.value_incomplete").On("value.competitiveness.reason"), func(in *PlanInput) { in.Value.Competitiveness.Reason = "" }},
	}, func(t *testing.T, _ *stage, r *ent.Requirement) {
		v := r.Value
		if v.Growth != (flow.Factor{Score: 1, Reason: "单个客户"}) || v.Satisfaction != (flow.Factor{Score: 5, Reason: "反复提出"}) ||
			v.Competitiveness != (flow.Factor{Score: 3, Reason: "同行已有"}) || v.Total != 3 {
			t.Errorf("it is %+v", v)
		}
	})
}
