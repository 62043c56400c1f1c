package flow

import (
	"slices"
	"time"

	"heed/rules/fault"
)

// OnboardingStep is one of the things that a company goes through before it is at work.
type OnboardingStep string

// The steps, in the order in which a company is led through them.
const (
	StepCompany     OnboardingStep = "COMPANY"
	StepDepartments OnboardingStep = "DEPARTMENTS"
	StepPeople      OnboardingStep = "PEOPLE"
	StepRoles       OnboardingStep = "ROLES"
	StepCalendar    OnboardingStep = "CALENDAR"
	StepDeadlines   OnboardingStep = "DEADLINES"
	StepTiers       OnboardingStep = "TIERS"
	StepTemplates   OnboardingStep = "TEMPLATES"
)

var steps = []OnboardingStep{
	StepCompany, StepDepartments, StepPeople, StepRoles, StepCalendar, StepDeadlines, StepTiers, StepTemplates,
}

// Values lists the steps, in their order.
func (OnboardingStep) Values() []string { return names(steps) }

// OnboardingStepState is how far a step is.
type OnboardingStepState string

// The states of a step.
const (
	StepMissing OnboardingStepState = "MISSING" // something must be put right
	StepReady   OnboardingStepState = "READY"   // nothing is wrong, and nobody has confirmed it
	StepDone    OnboardingStepState = "DONE"
)

// Values lists the states of a step.
func (OnboardingStepState) Values() []string {
	return names([]OnboardingStepState{StepMissing, StepReady, StepDone})
}

// OnboardingGap is what a step may lack.
type OnboardingGap string

// What may be missing. NOT_CONFIRMED is told when onboarding is to be completed.
const (
	GapNoName              OnboardingGap = "NO_NAME"
	GapNoTimezone          OnboardingGap = "NO_TIMEZONE"
	GapNoLocale            OnboardingGap = "NO_LOCALE"
	GapAdminUnverified     OnboardingGap = "ADMIN_UNVERIFIED"
	GapNoManagement        OnboardingGap = "NO_MANAGEMENT_DEPARTMENT"
	GapNobodyElse          OnboardingGap = "NOBODY_ELSE"
	GapNoHead              OnboardingGap = "DEPARTMENT_WITHOUT_HEAD"
	GapRoleUnheld          OnboardingGap = "ROLE_UNHELD"
	GapNoCalendar          OnboardingGap = "NO_CALENDAR"
	GapNoWorkingTime       OnboardingGap = "NO_WORKING_TIME"
	GapDaysOfThisYear      OnboardingGap = "DAYS_OF_THIS_YEAR_UNKNOWN"
	GapDaysOfNextYear      OnboardingGap = "DAYS_OF_NEXT_YEAR_UNKNOWN"
	GapNoDeadlineUrgent    OnboardingGap = "NO_DEADLINE_URGENT"
	GapNoDeadlineImportant OnboardingGap = "NO_DEADLINE_IMPORTANT"
	GapNoDeadlineGeneral   OnboardingGap = "NO_DEADLINE_GENERAL"
	GapNoKeyTier           OnboardingGap = "NO_KEY_TIER"
	GapNoTemplate          OnboardingGap = "NO_RESPONSE_TEMPLATE"
	GapFormUnpublished     OnboardingGap = "FORM_UNPUBLISHED"
	GapNotConfirmed        OnboardingGap = "NOT_CONFIRMED"
)

// Values lists what may be missing, in the order of the steps.
func (OnboardingGap) Values() []string {
	return names([]OnboardingGap{
		GapNoName, GapNoTimezone, GapNoLocale, GapAdminUnverified, GapNoManagement, GapNobodyElse, GapNoHead, GapRoleUnheld,
		GapNoCalendar, GapNoWorkingTime, GapDaysOfThisYear, GapDaysOfNextYear, GapNoDeadlineUrgent, GapNoDeadlineImportant,
		GapNoDeadlineGeneral, GapNoKeyTier, GapNoTemplate, GapFormUnpublished, GapNotConfirmed,
	})
}

// Meant tells whether a company may say that the gap is meant so: one person
// works alone, a department has no head, next year's days are not published yet.
func (g OnboardingGap) Meant() bool {
	return g == GapNobodyElse || g == GapNoHead || g == GapDaysOfNextYear
}

// OnboardingFacts is what is known of a company that is being set up.
type OnboardingFacts struct {
	Name, Timezone, Locale string
	AdminVerified          bool // an administrator's address is known to be theirs
	Management             bool // a department in use has the mark of the management department
	Headless               []string
	Others                 int // active and invited members, but the one who asks
	Unheld                 []string
	Calendar               bool
	WorkingTime            bool
	DaysUntil              string // YYYY-MM-DD, the last day whose holidays are known, "" for none
	Deadlines              []Urgency
	KeyTier                bool
	Template               bool // a response template is offered
	FormDrafted            bool // a form of the company's own has been begun
	FormPublished          bool // and one is in force
}

// Gap is what a step lacks, with its sentence and the clauses behind it.
type Gap struct {
	Step    OnboardingStep
	Code    OnboardingGap
	Text    *fault.Error
	Clauses []string
}

// OnboardingProgress is how far a step is, and why it matters.
type OnboardingProgress struct {
	Step      OnboardingStep
	State     OnboardingStepState
	Missing   []Gap
	Why       *fault.Error
	Clauses   []string
	Confirmed *StepConfirmed
}

// OnboardingOf judges every step of a company, in their order, at an instant of its time.
func OnboardingOf(f OnboardingFacts, confirmed map[string]StepConfirmed, now time.Time) []OnboardingProgress {
	found := gaps(f, now)
	all := make([]OnboardingProgress, len(steps))
	for i, step := range steps {
		p := OnboardingProgress{Step: step, State: StepReady, Missing: []Gap{}, Why: reasons[step].why, Clauses: reasons[step].clauses}
		if c, ok := confirmed[string(step)]; ok {
			p.Confirmed, p.State = &c, StepDone
		}
		for _, g := range found {
			meant := p.Confirmed != nil && g.Code.Meant() && slices.Contains(p.Confirmed.Meant, g.Code)
			if g.Step == step && !meant {
				p.Missing = append(p.Missing, g)
				p.State = StepMissing
			}
		}
		all[i] = p
	}
	return all
}

// OnboardingRest is what keeps a company from being at work: the gaps of all
// steps, and the steps that nobody has confirmed. None: it may begin.
func OnboardingRest(all []OnboardingProgress) []Gap {
	rest := []Gap{}
	for _, p := range all {
		rest = append(rest, p.Missing...)
		if p.State == StepReady {
			rest = append(rest, Gap{p.Step, GapNotConfirmed, fault.Precondition("onboarding.not_confirmed"), p.Clauses})
		}
	}
	return rest
}

// OnboardingCurrent is the first step that is not done, "" when all are.
func OnboardingCurrent(all []OnboardingProgress) OnboardingStep {
	for _, p := range all {
		if p.State != StepDone {
			return p.Step
		}
	}
	return ""
}
