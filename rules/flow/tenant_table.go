package flow

// TenantAct is what can happen to a company.
type TenantAct string

// The acts on a company. CONTINUE brings back one that was still being set up.
const (
	TenantActActivate TenantAct = "ACTIVATE"
	TenantActSuspend  TenantAct = "SUSPEND"
	TenantActResume   TenantAct = "RESUME"
	TenantActContinue TenantAct = "CONTINUE"
	TenantActClose    TenantAct = "CLOSE"
)

// Values lists the acts on a company, in their order.
func (TenantAct) Values() []string {
	return names([]TenantAct{TenantActActivate, TenantActSuspend, TenantActResume, TenantActContinue, TenantActClose})
}

// Tenant is the life of a company. A closed one can be taken back until it is erased.
var Tenant = Table[TenantState, TenantAct]{
	{TenantOnboarding, TenantActActivate}: TenantActive,
	{TenantOnboarding, TenantActSuspend}:  TenantSuspended,
	{TenantOnboarding, TenantActClose}:    TenantClosed,
	{TenantActive, TenantActSuspend}:      TenantSuspended,
	{TenantActive, TenantActClose}:        TenantClosed,
	{TenantSuspended, TenantActResume}:    TenantActive,
	{TenantSuspended, TenantActContinue}:  TenantOnboarding,
	{TenantClosed, TenantActResume}:       TenantActive,
	{TenantClosed, TenantActContinue}:     TenantOnboarding,
}

// TenantReturn is the act that brings a company back to its work, or to its
// onboarding when it has not come to the end of it.
func TenantReturn(activated bool) TenantAct {
	if activated {
		return TenantActResume
	}
	return TenantActContinue
}
