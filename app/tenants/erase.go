package tenants

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/acknowledgement"
	"heed/ent/appraisal"
	"heed/ent/appraisalscheme"
	"heed/ent/approval"
	"heed/ent/companyslug"
	"heed/ent/complaint"
	"heed/ent/complaintform"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/customertier"
	"heed/ent/database"
	"heed/ent/department"
	"heed/ent/engagementplan"
	"heed/ent/event"
	"heed/ent/finding"
	"heed/ent/governingdocument"
	"heed/ent/identificationround"
	"heed/ent/improvementaction"
	"heed/ent/improvementproject"
	"heed/ent/indicator"
	"heed/ent/inspection"
	"heed/ent/inspectionschedule"
	"heed/ent/interaction"
	"heed/ent/meeting"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/ent/opportunity"
	"heed/ent/progressentry"
	"heed/ent/purchaserecord"
	"heed/ent/recognition"
	"heed/ent/report"
	"heed/ent/requirement"
	"heed/ent/requirementdepartment"
	"heed/ent/requirementform"
	"heed/ent/requirementlink"
	"heed/ent/requirementset"
	"heed/ent/role"
	"heed/ent/satisfactionrating"
	"heed/ent/session"
	"heed/ent/slaclock"
	"heed/ent/slapolicy"
	"heed/ent/surveycampaign"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/ent/surveytemplate"
	"heed/ent/task"
	"heed/ent/tenant"
	"heed/ent/token"
	"heed/ent/touchpoint"
	"heed/ent/touchpointstandard"
	"heed/ent/trainingplan"
	"heed/ent/trainingrecord"
	"heed/ent/trainingsession"
	"heed/ent/user"
	"heed/ent/usercompany"
	"heed/ent/workgroup"
	"heed/ent/workingcalendar"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// erasedAtOnce is how many rows one transaction of the erasure deletes.
const erasedAtOnce = 2000

// keptTables are the tables of a company that are not emptied: its own row and
// the skeleton of its journal, ids, states and hashes, which holds no text.
var keptTables = []string{tenant.Table, event.Table}

// lastTables are those that others refer to, in the order in which they can go.
// Any other table, also one that is to come, goes before them.
var lastTables = []string{
	requirementlink.Table, requirementdepartment.Table, slaclock.Table, progressentry.Table,
	trainingrecord.Table, trainingsession.Table, trainingplan.Table,
	acknowledgement.Table, governingdocument.Table, appraisal.Table, appraisalscheme.Table,
	opportunity.Table, surveyresponse.Table, surveyinvitation.Table, surveycampaign.Table, surveytemplate.Table, inspection.Table, inspectionschedule.Table, touchpointstandard.Table, complaint.Table, complaintform.Table, purchaserecord.Table,
	improvementaction.Table, improvementproject.Table, finding.Table, report.Table, meeting.Table,
	requirementset.Table, task.Table, engagementplan.Table, interaction.Table, recognition.Table, requirement.Table, requirementform.Table,
	workgroup.Table, indicator.Table, approval.Table, satisfactionrating.Table, touchpoint.Table, identificationround.Table,
	contact.Table, customer.Table, slapolicy.Table, customertier.Table, workingcalendar.Table,
	memberrole.Table, role.Table, department.Table,
}

// erasing are the tables to empty, in their order, before the members.
func erasing() []string {
	var first []string
	for _, t := range ent.Tables {
		if !t.Global && t.Name != member.Table && !slices.Contains(keptTables, t.Name) && !slices.Contains(lastTables, t.Name) {
			first = append(first, t.Name)
		}
	}
	return append(first, lastTables...)
}

// Erase deletes what a closed company has left behind, once its time has come:
// all rows but the skeleton of the journal, whose chain still holds; its name,
// its slug, its people's logins unless they work for others. Each step is a
// transaction and comes to the same when it is done again, so it may be stopped
// anywhere. It tells whether there was anything to erase. What the company keeps
// outside of the database goes by the functions, after it can no longer come back.
func Erase(ctx context.Context, j *journal.Journal, outside ...func(ctx context.Context) error) (bool, error) {
	ctx = viewer.AsSystem(ctx, viewer.Tenant(ctx))
	c, err := j.Client().Tenant.Get(ctx, viewer.Tenant(ctx))
	if err != nil {
		return false, fmt.Errorf("tenants: reading the company: %w", err)
	}
	if c.State != flow.TenantClosed || c.Closing == nil || c.Closing.ErasedAt != nil || viewer.Now(ctx).Before(c.Closing.EraseAfter) {
		return false, nil
	}
	elsewhere := func(ctx context.Context, _ *journal.Journal) error {
		for _, forget := range outside {
			if err := forget(ctx); err != nil {
				return err
			}
		}
		return nil
	}
	for _, step := range []func(ctx context.Context, j *journal.Journal) error{begin, elsewhere, forget, release, people, finish} {
		if err := step(ctx, j); err != nil {
			return true, err
		}
	}
	return true, nil
}

// begin marks the company, under its lock: from here on it cannot come back.
func begin(ctx context.Context, j *journal.Journal) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		c, err := lockCompany(ctx, tx)
		if err != nil {
			return err
		}
		if c.State != flow.TenantClosed || c.Closing == nil { // reopened a moment ago
			return fmt.Errorf("tenants: %s is no longer closed", c.ID)
		}
		closing, now := *c.Closing, viewer.Now(ctx)
		if now.Before(closing.EraseAfter) { // and closed anew
			return fmt.Errorf("tenants: the time of %s has not come", c.ID)
		}
		if closing.Begun() {
			return nil
		}
		closing.Reason, closing.ByID, closing.BegunAt = "", "", &now
		err = c.Update().SetName("–").SetSlug(strings.ToLower(string(c.ID))).SetClosing(&closing).ClearSuspendedReason().
			ClearSettings().ClearOnboarding().Exec(ctx)
		if err != nil {
			return fmt.Errorf("tenants: taking the company's name away: %w", err)
		}
		return unlink(ctx, tx, tenant.Table, tenant.FieldCreatedBy, tenant.FieldUpdatedBy)
	})
	return err
}

// forget empties the company's tables, some rows at a time.
func forget(ctx context.Context, j *journal.Journal) error {
	// Rows that refer to others of their own table, and members to departments,
	// let go first.
	for table, columns := range map[string][]string{
		requirement.Table: {requirement.FieldMergedIntoID},
		department.Table:  {department.FieldParentID},
		member.Table:      {member.FieldDepartmentID, member.FieldCreatedBy, member.FieldUpdatedBy},
	} {
		if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return unlink(ctx, tx, table, columns...) }); err != nil {
			return err
		}
	}
	for _, table := range erasing() {
		if err := empty(ctx, j, table); err != nil {
			return err
		}
	}
	return nil
}

// unlink clears references of the company's rows.
func unlink(ctx context.Context, tx *ent.Tx, table string, columns ...string) error {
	for _, column := range columns {
		query := "UPDATE " + table + " SET " + column + " = NULL WHERE tenant_id = $1 AND " + column + " IS NOT NULL"
		if _, err := tx.ExecContext(ctx, query, viewer.Tenant(ctx)); err != nil {
			return fmt.Errorf("tenants: clearing %s.%s: %w", table, column, err)
		}
	}
	return nil
}

// empty deletes the company's rows of a table.
func empty(ctx context.Context, j *journal.Journal, table string) error {
	query := fmt.Sprintf("DELETE FROM %[1]s WHERE tenant_id = $1 AND id IN (SELECT id FROM %[1]s WHERE tenant_id = $1 LIMIT %[2]d)", table, erasedAtOnce)
	for {
		var gone int64
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			result, err := tx.ExecContext(ctx, query, viewer.Tenant(ctx))
			if err != nil {
				return err
			}
			gone, err = result.RowsAffected()
			return err
		})
		if err != nil {
			return fmt.Errorf("tenants: emptying %s: %w", table, err)
		}
		if gone < erasedAtOnce {
			return nil
		}
	}
}

// release takes the company out of the directories.
func release(ctx context.Context, j *journal.Journal) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		id := viewer.Tenant(ctx)
		if _, err := tx.CompanySlug.Delete().Where(companyslug.CompanyID(id)).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.Token.Delete().Where(token.CompanyID(id)).Exec(ctx); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("tenants: freeing the slug: %w", err)
	}
	return nil
}

// people deletes the members, their sessions and places in the directory, and
// the logins of those who work for nobody else.
func people(ctx context.Context, j *journal.Journal) error {
	for {
		gone := 0
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			some, err := tx.Member.Query().Order(member.ByID()).Limit(500).All(ctx)
			gone = len(some)
			if err != nil || gone == 0 {
				return err
			}
			ids, users := make([]typeid.ID, gone), make([]typeid.ID, gone)
			for i, m := range some {
				ids[i], users[i] = m.ID, m.UserID
			}
			return erasePeople(ctx, tx, ids, users)
		})
		if err != nil {
			return fmt.Errorf("tenants: erasing members: %w", err)
		}
		if gone == 0 {
			return nil
		}
	}
}

func erasePeople(ctx context.Context, tx *ent.Tx, members, users []typeid.ID) error {
	if _, err := tx.Session.Delete().Where(session.CompanyID(viewer.Tenant(ctx)), session.MemberIDIn(members...)).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.UserCompany.Delete().Where(usercompany.MemberIDIn(members...)).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.Member.Delete().Where(member.IDIn(members...)).Exec(ctx); err != nil {
		return err
	}
	return eraseUsers(ctx, tx, users)
}

// eraseUsers deletes the logins that no company has any more, with their links.
func eraseUsers(ctx context.Context, tx *ent.Tx, ids []typeid.ID) error {
	var elsewhere []typeid.ID
	err := tx.UserCompany.Query().Where(usercompany.UserIDIn(ids...)).Select(usercompany.FieldUserID).Scan(ctx, &elsewhere)
	if err != nil {
		return err
	}
	gone := slices.DeleteFunc(ids, func(id typeid.ID) bool { return slices.Contains(elsewhere, id) })
	if len(gone) == 0 {
		return nil
	}
	if _, err := tx.Token.Delete().Where(token.SubjectIDIn(gone...)).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.Session.Delete().Where(session.UserIDIn(gone...)).Exec(ctx); err != nil {
		return err
	}
	_, err = tx.User.Delete().Where(user.IDIn(gone...)).Exec(ctx)
	return err
}

// finish marks the company as erased and tells it, once.
func finish(ctx context.Context, j *journal.Journal) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		c, err := lockCompany(ctx, tx)
		if err != nil || c.Closing == nil || c.Closing.ErasedAt != nil {
			return err
		}
		closing, now := *c.Closing, viewer.Now(ctx)
		closing.ErasedAt = &now
		if c, err = c.Update().SetClosing(&closing).Save(ctx); err != nil {
			return err
		}
		never := "UPDATE company_heads SET next_due_at = $1 WHERE company_id = $2"
		if _, err := tx.ExecContext(ctx, never, database.Never, c.ID); err != nil {
			return err
		}
		journal.Record(ctx, companyEvent("tenant.erased", c, c.State, nil, nil))
		return nil
	})
	if err != nil {
		return fmt.Errorf("tenants: marking the company as erased: %w", err)
	}
	return nil
}
