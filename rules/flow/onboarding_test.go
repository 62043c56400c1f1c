package flow

import (
	"slices"
	"testing"
	"time"

	"heed/rules/label"
)

// complete is a company that lacks nothing in September 2026.
func complete() OnboardingFacts {
	return OnboardingFacts{
		Name: "A", Timezone: "Asia/Shanghai", Locale: "en", AdminVerified: true, Management: true, Others: 3,
		Calendar: true, WorkingTime: true, DaysUntil: "2026-12-31",
		Deadlines: []Urgency{UrgencyUrgent, UrgencyImportant, UrgencyGeneral}, KeyTier: true, Template: true,
	}
}

// everyStep confirms all steps.
func everyStep(meant ...OnboardingGap) map[string]StepConfirmed {
	all := map[string]StepConfirmed{}
	for _, s := range steps {
		all[string(s)] = StepConfirmed{Meant: meant}
	}
	return all
}

var september = time.Date(2026, 9, 9, 9, 0, 0, 0, time.UTC)

func TestOnboardingGaps(t *testing.T) {
	november := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		change func(f *OnboardingFacts)
		now    time.Time
		step   OnboardingStep
		want   []OnboardingGap
	}{
		{"nothing", func(*OnboardingFacts) {}, september, StepCompany, nil},
		{"no name", func(f *OnboardingFacts) { f.Name = "" }, september, StepCompany, []OnboardingGap{GapNoName}},
		{"no zone, no language", func(f *OnboardingFacts) { f.Timezone, f.Locale = "", "" }, september, StepCompany, []OnboardingGap{GapNoTimezone, GapNoLocale}},
		{"nobody's address", func(f *OnboardingFacts) { f.AdminVerified = false }, september, StepCompany, []OnboardingGap{GapAdminUnverified}},
		{"no management", func(f *OnboardingFacts) { f.Management = false }, september, StepDepartments, []OnboardingGap{GapNoManagement}},
		{"alone", func(f *OnboardingFacts) { f.Others = 0 }, september, StepPeople, []OnboardingGap{GapNobodyElse}},
		{"no head", func(f *OnboardingFacts) { f.Headless = []string{"Sales", "HR"} }, september, StepPeople, []OnboardingGap{GapNoHead}},
		{"roles", func(f *OnboardingFacts) { f.Unheld = []string{"MANAGEMENT", "COMMITTEE"} }, september, StepRoles, []OnboardingGap{GapRoleUnheld, GapRoleUnheld}},
		{"no calendar", func(f *OnboardingFacts) { f.Calendar = false }, september, StepCalendar, []OnboardingGap{GapNoCalendar}},
		{"no work", func(f *OnboardingFacts) { f.WorkingTime = false }, september, StepCalendar, []OnboardingGap{GapNoWorkingTime}},
		{"no days", func(f *OnboardingFacts) { f.DaysUntil = "" }, september, StepCalendar, []OnboardingGap{GapDaysOfThisYear}},
		{"old days", func(f *OnboardingFacts) { f.DaysUntil = "2026-12-30" }, september, StepCalendar, []OnboardingGap{GapDaysOfThisYear}},
		{"days until the end of the year, in November", func(*OnboardingFacts) {}, november, StepCalendar, []OnboardingGap{GapDaysOfNextYear}},
		{"days of the next year", func(f *OnboardingFacts) { f.DaysUntil = "2027-12-31" }, november, StepCalendar, nil},
		{"deadlines", func(f *OnboardingFacts) { f.Deadlines = []Urgency{UrgencyImportant} }, september, StepDeadlines, []OnboardingGap{GapNoDeadlineUrgent, GapNoDeadlineGeneral}},
		{"tiers", func(f *OnboardingFacts) { f.KeyTier = false }, september, StepTiers, []OnboardingGap{GapNoKeyTier}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := complete()
			c.change(&f)
			for _, p := range OnboardingOf(f, everyStep(), c.now) {
				var got []OnboardingGap
				for _, g := range p.Missing {
					got = append(got, g.Code)
					if g.Step != p.Step || len(g.Clauses) == 0 || g.Text.Message(label.En) == "" {
						t.Errorf("%+v", g)
					}
				}
				want, state := []OnboardingGap(nil), StepDone
				if p.Step == c.step && len(c.want) > 0 {
					want, state = c.want, StepMissing
				}
				if !slices.Equal(got, want) || p.State != state {
					t.Errorf("%s is %s and lacks %v, want %s and %v", p.Step, p.State, got, state, want)
				}
				if len(p.Clauses) == 0 || p.Why.Message(label.ZhHant) == "" {
					t.Errorf("%s does not say why", p.Step)
				}
			}
		})
	}
}

func TestOnboardingRest(t *testing.T) {
	f := complete()
	fresh := OnboardingOf(f, nil, september)
	if rest := OnboardingRest(fresh); len(rest) != len(steps) || rest[0].Code != GapNotConfirmed {
		t.Errorf("nothing is confirmed: %+v", rest)
	}
	if at := OnboardingCurrent(fresh); at != StepCompany {
		t.Errorf("it begins at %s", at)
	}
	f.Headless, f.Others = []string{"Sales"}, 0
	meant := OnboardingOf(f, everyStep(GapNoHead, GapNobodyElse), september)
	if rest := OnboardingRest(meant); len(rest) != 0 || OnboardingCurrent(meant) != "" {
		t.Errorf("all is meant so: %+v", rest)
	}
	// What cannot be meant so is not.
	f.KeyTier = false
	left := OnboardingOf(f, everyStep(GapNoHead, GapNobodyElse, GapNoKeyTier), september)
	if rest := OnboardingRest(left); len(rest) != 1 || rest[0].Code != GapNoKeyTier || OnboardingCurrent(left) != StepTiers {
		t.Errorf("a gap that counts: %+v", rest)
	}
}

// The life of a company, cell by cell.
func TestTenantEveryCell(t *testing.T) {
	want := map[TenantState]map[TenantAct]TenantState{
		TenantOnboarding: {TenantActActivate: TenantActive, TenantActSuspend: TenantSuspended, TenantActClose: TenantClosed},
		TenantActive:     {TenantActSuspend: TenantSuspended, TenantActClose: TenantClosed},
		TenantSuspended:  {TenantActResume: TenantActive, TenantActContinue: TenantOnboarding},
		TenantClosed:     {TenantActResume: TenantActive, TenantActContinue: TenantOnboarding},
	}
	for _, from := range values[TenantState]() {
		for _, act := range values[TenantAct]() {
			next, err := Tenant.Next(from, act)
			if to, legal := want[from][act]; legal != (err == nil) || legal && next != to {
				t.Errorf("%s %s: %s, %v", from, act, next, err)
			}
		}
	}
	if TenantReturn(true) != TenantActResume || TenantReturn(false) != TenantActContinue {
		t.Error("a company comes back to where it was not")
	}
}
