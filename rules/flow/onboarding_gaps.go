package flow

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/rules/fault"
)

// reasons say why a step matters, with the clauses of the company's rules.
var reasons = map[OnboardingStep]struct {
	why     *fault.Error
	clauses []string
}{
	StepCompany:     {fault.Precondition("onboarding.why_company"), []string{"D0-02", "D1-24"}},
	StepDepartments: {fault.Precondition("onboarding.why_departments"), []string{"D2-02", "D2-14"}},
	StepPeople:      {fault.Precondition("onboarding.why_people"), []string{"D0-43", "D0-52", "D2-06"}},
	StepRoles:       {fault.Precondition("onboarding.why_roles"), []string{"D2-09", "D2-14"}},
	StepCalendar:    {fault.Precondition("onboarding.why_calendar"), []string{"D0-47", "D0-48", "D3-18"}},
	StepDeadlines:   {fault.Precondition("onboarding.why_deadlines"), []string{"D0-46", "D0-47", "D0-48"}},
	StepTiers:       {fault.Precondition("onboarding.why_tiers"), []string{"D0-23", "D0-24", "D1-16"}},
	StepTemplates:   {fault.Precondition("onboarding.why_templates"), []string{"D0-26", "D0-50", "D3-01"}},
}

// gaps are what the company lacks, in the order of the steps.
func gaps(f OnboardingFacts, now time.Time) []Gap {
	var all []Gap
	lacks := func(is bool, step OnboardingStep, code OnboardingGap, text *fault.Error, clauses ...string) {
		if is {
			all = append(all, Gap{step, code, text, clauses})
		}
	}
	lacks(f.Name == "", StepCompany, GapNoName, fault.Precondition("onboarding.no_name"), "D0-02")
	lacks(f.Timezone == "", StepCompany, GapNoTimezone, fault.Precondition("onboarding.no_timezone"), "D0-46")
	lacks(f.Locale == "", StepCompany, GapNoLocale, fault.Precondition("onboarding.no_locale"), "D0-02")
	lacks(!f.AdminVerified, StepCompany, GapAdminUnverified, fault.Precondition("onboarding.admin_unverified"), "D1-24")
	lacks(!f.Management, StepDepartments, GapNoManagement, fault.Precondition("onboarding.no_management"), "D2-14")
	lacks(f.Others == 0, StepPeople, GapNobodyElse, fault.Precondition("onboarding.nobody_else"), "D2-06")
	lacks(len(f.Headless) > 0, StepPeople, GapNoHead,
		fault.Precondition("onboarding.no_head").With("departments", strings.Join(f.Headless, ", ")), "D0-43", "D0-52")
	for _, role := range f.Unheld {
		lacks(true, StepRoles, GapRoleUnheld, fault.Precondition("onboarding.role_unheld").With("role", Role(role)), clausesOfRole(role)...)
	}
	calendarGaps(f, now, lacks)
	for _, d := range []struct {
		urgency Urgency
		code    OnboardingGap
		clause  string
	}{
		{UrgencyUrgent, GapNoDeadlineUrgent, "D0-46"},
		{UrgencyImportant, GapNoDeadlineImportant, "D0-47"},
		{UrgencyGeneral, GapNoDeadlineGeneral, "D0-48"},
	} {
		lacks(!slices.Contains(f.Deadlines, d.urgency), StepDeadlines, d.code,
			fault.Precondition("onboarding.no_deadline").With("urgency", d.urgency), d.clause)
	}
	lacks(!f.KeyTier, StepTiers, GapNoKeyTier, fault.Precondition("onboarding.no_key_tier"), "D0-23", "D1-16")
	lacks(!f.Template, StepTemplates, GapNoTemplate, fault.Precondition("onboarding.no_template"), "D0-50")
	lacks(f.FormDrafted && !f.FormPublished, StepTemplates, GapFormUnpublished, fault.Precondition("onboarding.form_unpublished"), "D0-26")
	return all
}

// calendarGaps looks whether promises can be counted: from November on the days
// of the next year must be known too, for due times reach into it.
func calendarGaps(f OnboardingFacts, now time.Time, lacks func(bool, OnboardingStep, OnboardingGap, *fault.Error, ...string)) {
	clauses := []string{"D0-47", "D0-48"}
	lacks(!f.Calendar, StepCalendar, GapNoCalendar, fault.Precondition("onboarding.no_calendar"), clauses...)
	if !f.Calendar {
		return
	}
	lacks(!f.WorkingTime, StepCalendar, GapNoWorkingTime, fault.Precondition("onboarding.no_working_time"), clauses...)
	year := now.Year()
	known := func(year int) bool { return f.DaysUntil >= strconv.Itoa(year)+"-12-31" }
	lacks(!known(year), StepCalendar, GapDaysOfThisYear, fault.Precondition("onboarding.days_unknown").With("year", year), clauses...)
	lacks(known(year) && now.Month() >= time.November && !known(year+1), StepCalendar, GapDaysOfNextYear,
		fault.Precondition("onboarding.days_unknown").With("year", year+1), clauses...)
}

// Role is a built-in role by its key, for sentences that name one.
type Role string

func clausesOfRole(role string) []string {
	switch role {
	case "COMMITTEE":
		return []string{"D2-09"}
	case "MANAGEMENT":
		return []string{"D2-14"}
	default:
		return []string{"D1-24"}
	}
}
