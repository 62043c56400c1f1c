package tenants

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/customertier"
	"heed/ent/database"
	"heed/ent/slapolicy"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/sla"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxPolicies is how many deadlines a company may have, those no longer in force
// with them, and how many versions of each: clocks refer to them.
const maxPolicies = 100

// policies are the company's deadlines.
type policies []*ent.SlaPolicy

// lockPolicies reads all deadlines and keeps them, if the viewer may do the
// action: two changes at once do not leave an urgency without one.
func lockPolicies(ctx context.Context, tx *ent.Tx, a authz.Action) (policies, error) {
	if err := authz.On(ctx, a, authz.Record{}); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	q := tx.SlaPolicy.Query().Order(slapolicy.ByID())
	kept := q.Clone()
	kept.Modify(database.Lock)
	if _, err := kept.IDs(ctx); err != nil {
		return nil, fmt.Errorf("tenants: keeping deadlines: %w", err)
	}
	// Whoever waited sees what was made meanwhile at a second look (lockRoles).
	all, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading deadlines: %w", err)
	}
	return all, nil
}

// series is what the versions of a deadline have in common: the id of the first.
func series(p *ent.SlaPolicy) typeid.ID {
	if p.SeriesID != "" {
		return p.SeriesID
	}
	return p.ID
}

// newest are the deadlines, each in its newest version.
func (all policies) newest() policies {
	last := map[typeid.ID]*ent.SlaPolicy{}
	for _, p := range all {
		if l := last[series(p)]; l == nil || l.Revision < p.Revision {
			last[series(p)] = p
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(p *ent.SlaPolicy) bool { return last[series(p)] != p })
}

// Policies are the company's deadlines, each in its newest version, by kind and name.
func Policies(ctx context.Context, client *ent.Client) ([]*ent.SlaPolicy, error) {
	all, err := client.SlaPolicy.Query().Order(slapolicy.ByClockKind(), slapolicy.ByName(), slapolicy.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading deadlines: %w", err)
	}
	return policies(all).newest(), nil
}

// PolicyRevisions are all versions of a deadline, the oldest first.
func PolicyRevisions(ctx context.Context, client *ent.Client, p *ent.SlaPolicy) ([]*ent.SlaPolicy, error) {
	first := series(p)
	all, err := client.SlaPolicy.Query().Where(slapolicy.Or(slapolicy.ID(first), slapolicy.SeriesID(first))).
		Order(slapolicy.ByRevision()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading a deadline's versions: %w", err)
	}
	return all, nil
}

// find finds a deadline in force for a change of its version.
func (all policies) find(id typeid.ID, expected int) (*ent.SlaPolicy, error) {
	i := slices.IndexFunc(all, func(p *ent.SlaPolicy) bool { return p.ID == id })
	if i < 0 {
		return nil, fault.NotFound().On("id")
	}
	if err := Version(expected, all[i].Version); err != nil {
		return nil, err
	}
	if !all[i].Active {
		return nil, fault.Precondition("sla_policy.inactive").On("id")
	}
	return all[i], nil
}

// keep refuses a change that leaves an urgency without a deadline that had one
// (D0-46 to D0-48).
func (all policies) keep(now *ent.SlaPolicy) error {
	after := slices.Clone(all)
	for i, p := range after {
		if series(p) == series(now) && p.Active {
			after[i] = now
		}
	}
	left := covered(after)
	for _, u := range covered(all) {
		if !slices.Contains(left, u) {
			return fault.Precondition("sla_policy.last").With("urgency", u)
		}
	}
	return nil
}

// PolicyInput is what a deadline says; nil stays, or is the usual of a new one.
type PolicyInput struct {
	Name          *string
	Urgency       *flow.Urgency  // empty for all
	Severity      *flow.Severity // of complaints; empty for all
	TierKey       *string        // empty for all
	DepartmentID  *typeid.ID     // empty for all
	Amount        *int
	Unit          *sla.Unit
	PauseOn       []sla.PauseReason
	WarnAtPercent []int
	EscalateTo    []sla.Escalation
	Kind          *sla.ClockKind // of a new one: FIRST_RESPONSE, or INQUIRY_REPLY
}

// check gives the input in the form it is stored in; limit is the whole limit.
func (in PolicyInput) check(ctx context.Context, tx *ent.Tx, limit sla.Limit) (PolicyInput, error) {
	if in.Name != nil {
		name, err := text.Line("name", *in.Name, 1, 100)
		if err != nil {
			return in, err
		}
		in.Name = &name
	}
	if err := limit.Check(); err != nil {
		return in, err
	}
	if in.TierKey != nil && *in.TierKey != "" {
		there, err := tx.CustomerTier.Query().Where(customertier.Key(*in.TierKey)).Exist(ctx)
		if err != nil {
			return in, fmt.Errorf("tenants: reading tiers: %w", err)
		}
		if !there {
			return in, fault.Input("tierKey", "tier.unknown")
		}
	}
	if in.DepartmentID != nil {
		if err := ActiveDepartments(ctx, tx.Client(), Ref{Field: "departmentId", ID: *in.DepartmentID}); err != nil {
			return in, err
		}
	}
	if in.EscalateTo != nil {
		if err := sla.CheckEscalation(in.EscalateTo); err != nil {
			return in, err
		}
	}
	for i, percent := range in.WarnAtPercent {
		if percent < 1 || percent > 99 || i > 0 && percent <= in.WarnAtPercent[i-1] {
			return in, fault.Input(fmt.Sprintf("warnAtPercent[%d]", i), "input.out_of_range").With("min", 1).With("max", 99)
		}
	}
	for i, reason := range in.PauseOn {
		if slices.Contains(in.PauseOn[:i], reason) {
			return in, fault.Input(fmt.Sprintf("pauseOn[%d]", i), "input.duplicate").With("value", reason)
		}
	}
	return in, nil
}

// targets are the records that deadlines of a kind are for.
var targets = map[sla.ClockKind]flow.SubjectType{
	sla.ClockFirstResponse: flow.SubjectRequirement, sla.ClockInquiryReply: flow.SubjectInteraction,
	sla.ClockComplaintAck: flow.SubjectComplaint, sla.ClockComplaintResolution: flow.SubjectComplaint,
}

// fit refuses what records of the kind do not have: an urgency is of requirements, a
// severity of complaints.
func (in PolicyInput) fit(kind sla.ClockKind) error {
	if optional.Value(in.Urgency) != "" && targets[kind] != flow.SubjectRequirement {
		return fault.Input("urgency", "sla_policy.no_urgency")
	}
	if optional.Value(in.Severity) != "" && targets[kind] != flow.SubjectComplaint {
		return fault.Input("severity", "sla_policy.no_severity")
	}
	return nil
}

// CreatePolicy makes a deadline for first answers to requirements, for replies to
// inquiries, or for complaints. Clocks that run are counted anew by a job (clocks.RecountAll).
func CreatePolicy(ctx context.Context, tx *ent.Tx, in PolicyInput) (*ent.SlaPolicy, error) {
	all, err := lockPolicies(ctx, tx, authz.SLAPolicyCreate)
	if err != nil {
		return nil, err
	}
	if len(all.newest()) >= maxPolicies {
		return nil, fault.Conflict("input.too_many").With("max", maxPolicies)
	}
	limit := sla.Limit{Amount: *in.Amount, Unit: *in.Unit}
	if in, err = in.check(ctx, tx, limit); err != nil {
		return nil, err
	}
	if in.PauseOn == nil {
		in.PauseOn = []sla.PauseReason{sla.PauseWaitingCustomer, sla.PauseForceMajeure}
	}
	if in.WarnAtPercent == nil {
		in.WarnAtPercent = []int{50, 80}
	}
	kind := optional.Or(in.Kind, sla.ClockFirstResponse)
	target, ok := targets[kind]
	if !ok {
		return nil, fault.Input("clockKind", "sla_policy.kind")
	}
	if err := in.fit(kind); err != nil {
		return nil, err
	}
	create := tx.SlaPolicy.Create().SetName(*in.Name).SetTarget(target).SetClockKind(kind).SetEscalateTo(in.EscalateTo).
		SetAmount(limit.Amount).SetUnit(limit.Unit).SetPauseOn(in.PauseOn).SetWarnAtPercent(in.WarnAtPercent).SetValidFrom(viewer.Now(ctx))
	if in.Urgency != nil && *in.Urgency != "" {
		create.SetUrgency(*in.Urgency)
	}
	if in.Severity != nil && *in.Severity != "" {
		create.SetSeverity(*in.Severity)
	}
	if in.TierKey != nil && *in.TierKey != "" {
		create.SetTierKey(*in.TierKey)
	}
	if in.DepartmentID != nil && *in.DepartmentID != "" {
		create.SetDepartmentID(*in.DepartmentID)
	}
	p, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: making a deadline: %w", err)
	}
	journal.Record(ctx, policyEvent("sla_policy.created", p, nil))
	return p, nil
}

func policyEvent(kind string, p *ent.SlaPolicy, fields []string) journal.Event {
	e := configEvent(kind, flow.SubjectSLAPolicy, p.ID, fields, map[string]any{"amount": p.Amount, "unit": p.Unit, "active": p.Active})
	e.Clauses = []string{"D0-46", "D0-47", "D0-48"}
	return e
}
