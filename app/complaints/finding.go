package complaints

import (
	"context"
	"fmt"

	"heed/app/findings"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
)

// found is what a finding says that a major complaint leaves, in simplified Chinese,
// traditional Chinese and English. The complainant's words are not among it.
var found = [3]string{
	"重大投诉 %s 已结束，须查明原因并采取纠正与预防措施。", "重大投訴 %s 已結束，須查明原因並採取糾正與預防措施。",
	"Major complaint %s is over: its cause is to be removed, by corrective and preventive action.",
}

// leaveFinding writes the finding that a major complaint leaves, with its class of cause
// (D2-54, D2-66): once, though it is taken up again and closed again.
func leaveFinding(ctx context.Context, tx *ent.Tx, c *ent.Complaint) error {
	return findings.Leave(ctx, tx, findings.Left{
		Source: flow.FindingComplaint, SubjectType: flow.SubjectComplaint, SubjectID: c.ID, Severity: flow.SeverityMajor,
		DepartmentID: c.OwnerDepartmentID, OwnerID: c.AssigneeID, RootCause: c.RootCause, Clauses: []string{"D2-54", "D2-66"},
		Description: fmt.Sprintf(found[tenants.ConfigFrom(ctx).Tenant.Locale.Index()], c.Number),
	})
}
