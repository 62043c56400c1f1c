package complaints

import (
	"context"

	"heed/app/progress"
	"heed/app/requirements"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
)

// progressClauses are those that a kind of entries about complaints answers to.
var progressClauses = map[flow.ProgressKind][]string{
	flow.ProgressNote:           {"D2-63"},
	flow.ProgressCustomerNotice: {"D2-64"},
	flow.ProgressCoordination:   {"D2-62", "D2-63"},
	flow.ProgressSupervision:    {"D2-67"},
}

// AddProgress writes down how the handling of a complaint gets on, while it is not over, by
// who may change it, the group that handles it among them. What the customer was told ends
// the silence towards them (D2-64), and counts as asking once for their word while that is
// waited for. Errors: NOT_FOUND on complaintId, progress.one_subject, progress.not_open, those of
// entries. Records complaint.progressed, and task.open.
func AddProgress(ctx context.Context, tx *ent.Tx, in progress.AddInput) (*ent.ProgressEntry, error) {
	if optional.Value(in.RequirementID) != "" || optional.Value(in.ActionID) != "" {
		return nil, fault.Input("complaintId", "progress.one_subject")
	}
	if err := authz.Require(ctx, authz.ComplaintRead); err != nil {
		return nil, err
	}
	was, err := holdFor(ctx, tx, authz.ComplaintUpdate, *in.ComplaintID)
	if err != nil {
		if fault.CodeOf(err) == fault.CodeNotFound {
			return nil, fault.NotFound().On("complaintId")
		}
		return nil, err
	}
	about := progress.About{Subject: flow.SubjectComplaint, ID: was.ID, Number: was.Number, Customer: was.CustomerID}
	if !was.State.Open() {
		about.Open = requirements.NotOpen("complaintId")
	}
	e, at, err := progress.AddAbout(ctx, tx, in, about)
	if err != nil {
		return nil, err
	}
	c := was
	if in.Kind == flow.ProgressCustomerNotice {
		change := heard(was, was.Update(), at)
		if was.State == flow.ComplaintFeedback && !at.Before(was.Reply.At) {
			change.AddAttempts(1)
		}
		if c, err = save(ctx, was, change); err != nil {
			return nil, err
		}
	}
	happened(ctx, c, "complaint.progressed", told{clauses: progressClauses[in.Kind], detail: map[string]any{
		"entry": e.ID, "kind": in.Kind, "at": at, "problem": optional.Value(in.Problem) != "",
	}})
	return e, nil
}
