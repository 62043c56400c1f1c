package inspections

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ContentPlanInput is what is to be published.
type ContentPlanInput struct {
	Content      string
	DepartmentID *typeid.ID
	InspectorID  *typeid.ID
	PlannedOn    string // YYYY-MM-DD
}

// PlanContent asks for a check of what is to be published, before it is (D2-21): who
// asks does not check it. Errors: NOT_FOUND on the ids, department.inactive, member.left,
// inspection.content_by_author, FORBIDDEN, BAD_USER_INPUT. Records inspection.planned.
func PlanContent(ctx context.Context, tx *ent.Tx, in ContentPlanInput) (*ent.Inspection, error) {
	if err := begin(ctx, authz.InspectionCreate); err != nil {
		return nil, err
	}
	c := checking(ctx)
	content := c.Lines("content", in.Content, 1, maxContent)
	due := c.day("plannedOn", in.PlannedOn)
	if c.Err != nil {
		return nil, c.Err
	}
	v, department, inspector := viewer.From(ctx), optional.Value(in.DepartmentID), optional.Value(in.InspectorID)
	if department == "" {
		department = v.Department
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return nil, err
	}
	scope := v.Scope(string(authz.InspectionCreate))
	whose := authz.Record{Departments: present(department)}
	if department == v.Department { // whoever publishes for their department asks
		whose.Members = present(v.Member)
	}
	if !authz.Covers(v, scope, whose) {
		return nil, fault.Forbidden().Extend("action", string(authz.InspectionCreate)).Extend("scope", string(scope))
	}
	if err := looks(ctx, tx, flow.InspectionContent, department, inspector); err != nil {
		return nil, err
	}
	if inspector != "" && inspector == v.Member {
		return nil, fault.Precondition("inspection.content_by_author").On("inspectorId")
	}
	i, err := tx.Inspection.Create().SetKind(flow.InspectionContent).SetDepartmentID(department).SetInspectorID(inspector).SetContent(content).
		SetPlannedOn(in.PlannedOn).SetDueAt(due).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).Save(ctx)
	if err != nil {
		return nil, written(err)
	}
	tellPlanned(ctx, i)
	return i, nil
}

// ContentRecordInput is what a check of content came to.
type ContentRecordInput struct {
	ID              typeid.ID
	ExpectedVersion *int
	ClientRef       *string
	DoneAt          *time.Time
	Results         []ContentResultInput
	Remark          *string
	Finding         *FindingInput
}

// ContentResultInput is what was seen of an aspect.
type ContentResultInput struct {
	Aspect   flow.ContentAspect
	Passed   bool
	Evidence *string
}

// MakeContent writes down whether what is to be published is true, accurate and not
// misleading; it is refused when it is not, or not quite (D2-21). Errors:
// inspection.no_content_check, inspection.content_by_author,
// inspection.client_ref_taken, IDEMPOTENCY_MISMATCH inspection.client_ref_reused,
// inspection.done_ahead, inspection.done_before_asked, inspection.missed,
// inspection.incomplete, BAD_USER_INPUT. Records inspection.done, finding.open.
func MakeContent(ctx context.Context, tx *ent.Tx, in ContentRecordInput) (*ent.Inspection, error) {
	c := checking(ctx)
	sent := c.sent(in.ClientRef, nil, in.DoneAt, in.Results, in.Remark, in.Finding)
	was, next, again, err := takeToRecord(ctx, tx, in.ID, in.ExpectedVersion, sent)
	if err != nil || again {
		return was, err
	}
	if was.Kind != flow.InspectionContent {
		return nil, fault.Precondition("inspection.no_content_check")
	}
	done := c.made(was, in.DoneAt)
	results, passed := c.aspects(in.Results)
	remark := c.Lines("remark", optional.Value(in.Remark), 0, maxRemark)
	change := recorded(ctx, was.Update(), next, done, sent, remark)
	if c.Err != nil {
		return nil, c.Err
	}
	outcome := flow.OutcomePassed
	if passed < len(results) {
		outcome = flow.OutcomeRefused
		if err := leave(ctx, tx, was, change, in.Finding, doubts(ctx, results)); err != nil {
			return nil, err
		}
	}
	change.SetContentResults(results).SetOutcome(outcome).SetPassed(passed).SetChecked(len(results))
	return save(ctx, was, change, "", map[string]any{"doneAt": done, "outcome": outcome}, "results")
}

// aspects are the results of all aspects, in their order, each given once; one that has
// not passed says why.
func (c *checks) aspects(given []ContentResultInput) (results []flow.ContentResult, passed int) {
	of := map[flow.ContentAspect]flow.ContentResult{}
	for k, in := range given {
		at, least := fmt.Sprintf("results[%d].", k), 1
		known(c, at+"aspect", in.Aspect)
		if _, twice := of[in.Aspect]; twice {
			c.Fail(fault.Input(at+"aspect", "input.duplicate").With("value", text.Clip(string(in.Aspect))))
		}
		if in.Passed {
			least = 0
			passed++
		}
		of[in.Aspect] = flow.ContentResult{Aspect: in.Aspect, Passed: in.Passed, Evidence: c.Lines(at+"evidence", optional.Value(in.Evidence), least, maxEvidence)}
	}
	for _, aspect := range flow.ContentAspect("").Values() {
		if r, there := of[flow.ContentAspect(aspect)]; there {
			results = append(results, r)
		}
	}
	if missing := len(flow.ContentAspect("").Values()) - len(results); missing > 0 {
		c.Fail(fault.Input("results", "inspection.incomplete").With("count", missing))
	}
	return results, passed
}
