package complaints

import (
	"context"
	"slices"
	"strings"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxTriages is how often a complaint may be assessed.
const maxTriages = 50

// TriageInput is the first assessment of a complaint, or one that replaces it.
type TriageInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Nature          flow.ComplaintNature
	Severity        flow.Severity
	CrossDepartment bool
	PromisedAt      *time.Time // another promise; what the page said is confirmed when left out
	Reason          *string    // of an assessment that replaces another
}

// Triage assesses what a complaint is about and how much it weighs (D2-59). A major one and
// one of several departments is handed over to the management department, to be handled
// jointly; all others the department handles itself (D2-60, D2-62). The clock of its
// resolution is counted anew by the deadline that fits then. To assess it anew takes a
// reason (complaint.triage_reason) and who decides; it is investigated anew then. Records complaint.triaged, complaint.handed_over, and what became of
// the clock.
func Triage(ctx context.Context, tx *ent.Tx, in TriageInput) (*ent.Complaint, error) {
	was, next, err := take(ctx, tx, flow.ComplaintActTriage, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	promised, err := in.check(ctx, was)
	if err != nil {
		return nil, err
	}
	now, path := viewer.Now(ctx), flow.PathOf(in.Severity, in.CrossDepartment)
	entry := flow.Triage{
		Nature: in.Nature, Severity: in.Severity, CrossDepartment: in.CrossDepartment, Path: path,
		Reason: strings.TrimSpace(optional.Value(in.Reason)), At: now, ByID: viewer.From(ctx).Member,
	}
	change := was.Update().SetState(next).SetNature(in.Nature).SetSeverity(in.Severity).SetCrossDepartment(in.CrossDepartment).
		SetPath(path).SetTriages(append(slices.Clone(was.Triages), entry)).SetPromisedAt(promised).SetPromiseConfirmed(true)
	handed := path == flow.PathJoint && !joint(was)
	if handed {
		change.SetHandedOverAt(now)
		if was.Level == flow.LevelDepartment {
			change.SetLevel(flow.LevelManagement)
		}
	}
	if path == flow.PathDirect && joint(was) { // it goes back to the department, without the group
		change.ClearGroupID().ClearHandedOverAt()
	}
	weighed := *was
	weighed.Severity = &in.Severity
	due, err := clocks.Repromise(ctx, tx, clocks.OfComplaint(&weighed), sla.ClockComplaintResolution, in.PromisedAt)
	if err != nil {
		return nil, err
	}
	c, err := save(ctx, was, change.SetDueAt(due))
	if err != nil {
		return nil, err
	}
	moved(ctx, c, was.State, told{was: was, clauses: []string{"D2-59"}, detail: map[string]any{
		"nature": in.Nature, "severity": in.Severity, "crossDepartment": in.CrossDepartment, "path": path, "promisedAt": promised,
	}})
	if handed {
		happened(ctx, c, "complaint.handed_over", told{clauses: []string{"D2-62"}, detail: map[string]any{"severity": in.Severity, "crossDepartment": in.CrossDepartment}})
	}
	return c, nil
}

// check gives what is promised to the customer from now on.
func (in *TriageInput) check(ctx context.Context, was *ent.Complaint) (time.Time, error) {
	c := checks{now: viewer.Now(ctx)}
	known(&c, "nature", in.Nature)
	known(&c, "severity", in.Severity)
	promised := was.PromisedAt
	if in.PromisedAt != nil {
		promised = c.promised("promisedAt", *in.PromisedAt)
		in.PromisedAt = &promised
	}
	c.optional("reason", &in.Reason, maxShort)
	if was.State != flow.ComplaintReceived && strings.TrimSpace(optional.Value(in.Reason)) == "" {
		c.fail(fault.Input("reason", "complaint.triage_reason"))
	}
	if len(was.Triages) >= maxTriages {
		c.fail(fault.Precondition("complaint.triages_too_many").With("max", maxTriages))
	}
	return promised, c.err
}
