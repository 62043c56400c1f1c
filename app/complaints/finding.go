package complaints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/finding"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// found is what a finding says that a major complaint leaves, in simplified Chinese,
// traditional Chinese and English. The complainant's words are not among it.
var found = [3]string{
	"重大投诉 %s 已结案，须查明原因并采取纠正与预防措施。", "重大投訴 %s 已結案，須查明原因並採取糾正與預防措施。",
	"Major complaint %s is closed: its cause is to be removed, by corrective and preventive action.",
}

// leaveFinding writes the finding that a major complaint leaves, with its class of cause
// (D2-54, D2-66): once, though it is taken up again and closed again. Records finding.open.
func leaveFinding(ctx context.Context, tx *ent.Tx, c *ent.Complaint) error {
	there, err := tx.Finding.Query().Where(finding.SubjectID(c.ID), finding.SourceEQ(flow.FindingComplaint)).Exist(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("complaints: looking for what %s left: %w", c.ID, err)
	}
	if there {
		return nil
	}
	number, err := requirements.NextNumber(ctx, tx, "FND")
	if err != nil {
		return err
	}
	f, err := tx.Finding.Create().SetNumber(number).SetSource(flow.FindingComplaint).SetSeverity(flow.SeverityMajor).
		SetDescription(fmt.Sprintf(found[tenants.ConfigFrom(ctx).Tenant.Locale.Index()], c.Number)).
		SetDepartmentID(c.OwnerDepartmentID).SetOwnerID(c.AssigneeID).SetNillableRootCauseClass(c.RootCause).
		SetSubjectType(flow.SubjectComplaint).SetSubjectID(c.ID).Save(ctx)
	if err != nil {
		return fmt.Errorf("complaints: writing a finding down: %w", err)
	}
	journal.Record(ctx, journal.Event{
		Type: "finding.open", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectFinding, ID: f.ID, Number: f.Number}, To: string(f.State),
		Departments: typeid.Unique([]typeid.ID{f.DepartmentID}), Members: typeid.Unique([]typeid.ID{f.OwnerID, f.CreatedBy}), Clauses: []string{"D2-54", "D2-66"},
	})
	return nil
}
