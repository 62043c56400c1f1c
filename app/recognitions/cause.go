package recognitions

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/ent/finding"
	"heed/ent/interaction"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// feedback is in what the customer told us, and who they are.
func (in *ProposeInput) feedback(ctx context.Context, tx *ent.Tx) (flow.SubjectType, typeid.ID, error) {
	switch in.CauseID.Prefix() {
	case ent.Prefixes[ent.TypeRequirement]:
		r, err := in.requirement(ctx, tx)
		if err != nil {
			return "", "", err
		}
		return flow.SubjectRequirement, r.CustomerID, nil
	case ent.Prefixes[ent.TypeInteraction]:
		if err := authz.Require(ctx, authz.InteractionRead); err != nil {
			return "", "", err
		}
		i, err := tx.Interaction.Query().Where(interaction.ID(in.CauseID)).Only(ctx)
		if err != nil {
			return "", "", missing("causeId", err)
		}
		return flow.SubjectInteraction, i.CustomerID, nil
	}
	return "", "", fault.NotFound().On("causeId")
}

// failure is what went wrong or well with us. Nobody is held to account for what no
// finding tells to be due to an error: a requirement alone does not.
func (in *ProposeInput) failure(ctx context.Context, tx *ent.Tx) (flow.SubjectType, error) {
	switch in.CauseID.Prefix() {
	case ent.Prefixes[ent.TypeRequirement]:
		_, err := in.requirement(ctx, tx)
		if err == nil && in.Kind == flow.RecognitionAccountability {
			err = fault.Precondition("recognition.no_error").On("causeId")
		}
		return flow.SubjectRequirement, err
	case ent.Prefixes[ent.TypeFinding]:
		if err := authz.Require(ctx, authz.FindingRead); err != nil {
			return "", err
		}
		f, err := tx.Finding.Query().Where(finding.ID(in.CauseID)).Only(ctx)
		if err != nil {
			return "", missing("causeId", err)
		}
		if in.Kind == flow.RecognitionAccountability && !f.DueToError {
			return "", fault.Precondition("recognition.no_error").On("causeId")
		}
		return flow.SubjectFinding, nil
	}
	return "", fault.NotFound().On("causeId")
}

func (in *ProposeInput) requirement(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
	if err := authz.Require(ctx, authz.RequirementRead); err != nil {
		return nil, err
	}
	r, err := tx.Requirement.Query().Where(requirement.ID(in.CauseID)).Only(ctx)
	if err != nil {
		return nil, missing("causeId", err)
	}
	return r, nil
}

// missing tells a record that the viewer does not read from a failure.
func missing(field string, err error) error {
	if ent.IsNotFound(err) {
		return fault.NotFound().On(field)
	}
	return fmt.Errorf("recognitions: reading %s: %w", field, err)
}
