package requirements

import (
	"context"
	"strings"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// StartInput is work to begin.
type StartInput struct {
	ID                    typeid.ID
	ExpectedVersion       int
	WithoutResponseReason *string
}

// Start begins the work. The first answer of the kind that the urgency demands
// comes before, or a reason why not: requirement.no_response. Each open step of the
// plan gets a clock that is due on its date (D0-51). Records
// requirement.processing, the reason in its detail.
func Start(ctx context.Context, tx *ent.Tx, in StartInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActStart, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{}
	c.optional("withoutResponseReason", &in.WithoutResponseReason, maxShort)
	if c.err != nil {
		return nil, c.err
	}
	t := told{clauses: []string{"D0-45", responseClause[was.Urgency]}}
	if !answered(was) {
		reason := strings.TrimSpace(optional.Value(in.WithoutResponseReason))
		if reason == "" {
			return nil, fault.Precondition("requirement.no_response").
				With("kind", was.Urgency.Answer()).On("withoutResponseReason")
		}
		t.detail = map[string]any{"withoutResponseReason": reason}
	}
	due, err := StartSteps(ctx, tx, clocks.OfRequirement(was), was.Plans, time.Time{}, viewer.Now(ctx))
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetDueAt(due))
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, t)
	return r, nil
}
