package findings

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/finding"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Left is a finding that another record leaves behind by itself.
type Left struct {
	Source       flow.FindingSource
	SubjectType  flow.SubjectType
	SubjectID    typeid.ID
	Severity     flow.Severity
	DepartmentID typeid.ID
	OwnerID      typeid.ID
	RootCause    *flow.RootCauseClass
	Description  string
	Clauses      []string
}

// Leave writes down what a record leaves, in the system's name; once for each record and
// source. Records finding.open.
func Leave(ctx context.Context, tx *ent.Tx, l Left) error {
	there, err := tx.Finding.Query().Where(finding.SubjectID(l.SubjectID), finding.SourceEQ(l.Source)).Exist(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("findings: looking for what %s left: %w", l.SubjectID, err)
	}
	if there {
		return nil
	}
	number, err := requirements.NextNumber(ctx, tx, "FND")
	if err != nil {
		return err
	}
	f, err := tx.Finding.Create().SetNumber(number).SetSource(l.Source).SetDescription(l.Description).SetSeverity(l.Severity).
		SetDepartmentID(l.DepartmentID).SetOwnerID(l.OwnerID).SetNillableRootCauseClass(l.RootCause).
		SetSubjectType(l.SubjectType).SetSubjectID(l.SubjectID).Save(ctx)
	if err != nil {
		return fmt.Errorf("findings: writing one down: %w", err)
	}
	e := event(f, "finding.open")
	e.To, e.Clauses = string(f.State), l.Clauses
	journal.Record(ctx, e)
	return nil
}
