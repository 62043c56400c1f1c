package findings

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/progressentry"
	"heed/ent/slaclock"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// delays are what is said of a missed deadline, in simplified Chinese, traditional
// Chinese and English.
var delays = [3]string{"需求 %s 未在期限 %s 前完成。", "需求 %s 未在期限 %s 前完成。", "Requirement %s was not answered by %s."}

// late is what is wrong with a requirement whose deadline was missed, whether or not it
// was met later: finding.not_late when none was.
func late(ctx context.Context, tx *ent.Tx, r *ent.Requirement) (string, error) {
	now := viewer.Now(ctx)
	clocks, err := tx.SlaClock.Query().Where(slaclock.RequirementID(r.ID)).Order(slaclock.ByDueAt(sql.OrderDesc())).All(viewer.SystemOf(ctx))
	if err != nil {
		return "", fmt.Errorf("findings: reading clocks: %w", err)
	}
	for _, c := range clocks {
		stopped := now
		if c.StoppedAt != nil {
			stopped = *c.StoppedAt
		}
		if !missed(c, stopped) {
			continue
		}
		config, number := tenants.ConfigFrom(ctx), r.Title
		if r.Number != nil {
			number = *r.Number
		}
		return fmt.Sprintf(delays[config.Tenant.Locale.Index()], number, c.DueAt.In(config.Zone).Format("2006-01-02 15:04")), nil
	}
	return "", fault.Precondition("finding.not_late").On("requirementId")
}

// missed tells whether a clock has gone past its due time, or had when it was stopped.
func missed(c *ent.SlaClock, stopped time.Time) bool {
	switch c.State {
	case "CANCELLED", "PAUSED":
		return false
	default:
		return stopped.After(c.DueAt)
	}
}

// ofEntry is the problem that an entry about progress tells: finding.no_problem when it
// tells none.
func ofEntry(ctx context.Context, tx *ent.Tx, id typeid.ID) (found, error) {
	if authz.Require(ctx, authz.RequirementRead) != nil && authz.Require(ctx, authz.ImprovementActionRead) != nil {
		return found{}, fault.NotFound().On("progressEntryId")
	}
	e, err := tx.ProgressEntry.Query().Where(progressentry.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return found{}, fault.NotFound().On("progressEntryId")
	}
	if err != nil {
		return found{}, fmt.Errorf("findings: reading an entry: %w", err)
	}
	if e.Problem == "" {
		return found{}, fault.Precondition("finding.no_problem").On("progressEntryId")
	}
	from := found{subject: flow.SubjectRequirement, id: e.RequirementID, description: e.Problem}
	if e.ActionID != "" {
		a, err := tx.ImprovementAction.Get(viewer.SystemOf(ctx), e.ActionID)
		if err != nil {
			return found{}, fmt.Errorf("findings: reading an action: %w", err)
		}
		from.subject, from.id, from.department = flow.SubjectAction, a.ID, a.DepartmentID
		return from, nil
	}
	r, err := tx.Requirement.Get(viewer.SystemOf(ctx), e.RequirementID)
	if err != nil {
		return found{}, fmt.Errorf("findings: reading a requirement: %w", err)
	}
	from.department = r.LeadDepartmentID
	return from, nil
}
