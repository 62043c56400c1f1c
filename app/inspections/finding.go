package inspections

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"heed/app/findings"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/finding"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// FindingInput is what becomes of what has failed.
type FindingInput struct {
	Severity    *flow.Severity
	OwnerID     *typeid.ID
	Description *string
}

// failed is what the finding of a touchpoint says first, and that of a publication.
var (
	failed = [3]string{"接触点“%s”检查未达标（%s）：", "接觸點「%s」檢查未達標（%s）：", "Touchpoint %s does not keep to its standard (%s):"}
	turned = [3]string{"发布内容审核未通过（%s）：", "發佈內容審核未通過（%s）：", "What was to be published was refused (%s):"}
)

// leave makes a finding of what has failed, where that is asked for, in the same step
// (D2-54). Errors: NOT_FOUND on finding.ownerId, member.left, FORBIDDEN,
// BAD_USER_INPUT. Records finding.open.
func leave(ctx context.Context, tx *ent.Tx, was *ent.Inspection, change *ent.InspectionUpdateOne, in *FindingInput, what []string) error {
	if in == nil {
		return nil
	}
	if err := authz.Require(ctx, authz.FindingCreate); err != nil {
		return err
	}
	c, severity, owner := checking(ctx), optional.Or(in.Severity, flow.SeverityGeneral), optional.Value(in.OwnerID)
	known(c, "finding.severity", severity)
	words := c.Lines("finding.description", optional.Value(in.Description), 0, maxContent)
	if c.Err != nil {
		return c.Err
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "finding.ownerId", ID: owner}); err != nil {
		return err
	}
	if words == "" {
		says, err := saying(ctx, tx, was)
		if err != nil {
			return err
		}
		words = says + "\n" + strings.Join(what, "\n")
	}
	err := findings.Leave(ctx, tx, findings.Left{
		Source: flow.FindingInspection, SubjectType: flow.SubjectInspection, SubjectID: was.ID, Severity: severity,
		DepartmentID: was.DepartmentID, OwnerID: owner, Description: words, Clauses: []string{clauseOf(was.Kind), remedied},
	})
	if err != nil {
		return err
	}
	left, err := tx.Finding.Query().Where(finding.SubjectID(was.ID), finding.SourceEQ(flow.FindingInspection)).OnlyID(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("inspections: reading the finding of %s: %w", was.ID, err)
	}
	change.SetFindingID(left)
	return nil
}

// saying is what the finding begins with.
func saying(ctx context.Context, tx *ent.Tx, was *ent.Inspection) (string, error) {
	in := tenants.ConfigFrom(ctx).Tenant.Locale.Index()
	if was.Kind == flow.InspectionContent {
		return fmt.Sprintf(turned[in], was.PlannedOn), nil
	}
	on, err := tx.Touchpoint.Get(viewer.SystemOf(ctx), was.TouchpointID)
	if err != nil {
		return "", fmt.Errorf("inspections: reading the touchpoint of %s: %w", was.ID, err)
	}
	return fmt.Sprintf(failed[in], on.Name, was.PlannedOn), nil
}

// failures are the items that have failed, a line each: what was measured, and what was
// to be.
func failures(results []flow.ItemResult) []string {
	var all []string
	for _, r := range results {
		if r.Passed || r.NotApplicable || r.Value == nil {
			continue
		}
		number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
		all = append(all, fmt.Sprintf("%d. %s %s %s (%s %s)", r.Number, r.Metric, number(*r.Value), r.Unit, sign[r.Operator], number(r.Target)))
	}
	return all
}

// sign is how an operator is written in any language.
var sign = map[flow.StandardOperator]string{
	flow.OperatorAtLeast: "≥", flow.OperatorAtMost: "≤", flow.OperatorAbove: ">", flow.OperatorBelow: "<", flow.OperatorEqual: "=",
}

// doubts are the aspects that have not passed, a line each, in the company's language.
func doubts(ctx context.Context, results []flow.ContentResult) []string {
	var all []string
	for _, r := range results {
		if !r.Passed {
			all = append(all, label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "ContentAspect", string(r.Aspect))+" × "+r.Evidence)
		}
	}
	return all
}
