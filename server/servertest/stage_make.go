package servertest

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// onboard takes the company to the end of its onboarding, whatever it was before.
func (st *Stage) onboard(t testing.TB) {
	t.Helper()
	client, sys := st.Server.Client, st.Company.System()
	client.User.UpdateOneID(st.Company.Members["admin"].UserID).SetEmailVerifiedAt(st.Server.Clock.Now()).ExecX(sys)
	client.Tenant.UpdateOneID(st.Company.ID).SetState(flow.TenantOnboarding).ClearActivatedAt().ExecX(sys)
	st.Server.Change(t, sys, func(ctx context.Context, tx *ent.Tx) error {
		for _, step := range flow.OnboardingStep("").Values() {
			_, err := tenants.ConfirmStep(ctx, tx, tenants.OnboardingStepConfirmInput{
				Step: flow.OnboardingStep(step), Meant: []flow.OnboardingGap{flow.GapNoHead},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (st *Stage) department(t testing.TB, which string) typeid.ID {
	t.Helper()
	switch which {
	case "own":
		if id := st.Company.Members[st.Owner].DepartmentID; id != "" {
			return id
		}
		return st.Company.Departments[flow.DepartmentService].ID
	case "guest":
		return st.runAs(t, "admin", "departmentCreate", "department")
	}
	d, ok := st.Company.Departments[flow.DepartmentType(strings.ToUpper(which))]
	if !ok {
		t.Fatalf("no department is called %s", which)
	}
	return d.ID
}

func (st *Stage) member(t testing.TB, which string) typeid.ID {
	t.Helper()
	switch which {
	case "own":
		which = st.Owner
	case "guest":
		return st.runAs(t, "admin", "memberCreate", "member")
	case "invited":
		return st.runAs(t, "admin", "memberInvite", "member")
	}
	m, ok := st.Company.Members[which]
	if !ok {
		t.Fatalf("nobody is called %s", which)
	}
	return m.ID
}

// untold is a rejected requirement of which the customer does not know yet, as after
// an approval.
func (st *Stage) untold(t testing.TB) typeid.ID {
	t.Helper()
	id, sys := st.requirement(t, "rejected"), st.Company.System()
	was := *st.Server.Client.Requirement.GetX(sys, id).Rejection
	was.ToldAt, was.Channel = nil, nil
	st.Server.Client.Requirement.UpdateOneID(id).SetRejection(&was).ExecX(sys)
	return id
}

// approval asks the stage's member about a report of their department, or asks
// another in their name.
func (st *Stage) approval(t testing.TB, which string) typeid.ID {
	t.Helper()
	asks, asked := "integration", st.Owner
	if asked == asks {
		asks = "staff"
	}
	if strings.HasPrefix(which, "own") {
		asks, asked = asked, asks
	}
	department, about := st.ID(t, "department.own"), st.ID(t, "requirement.received."+which)
	var made *ent.Approval
	st.Server.Change(t, st.Company.As(asks), func(ctx context.Context, tx *ent.Tx) (err error) {
		made, err = tasks.RequestApproval(ctx, tx, tasks.Ask{
			Kind: flow.ApprovalReport, Subject: journal.Subject{Type: flow.SubjectRequirement, ID: about},
			DepartmentID: department, Reason: "The report of the quarter",
			Steps:   []flow.ApprovalStep{{MemberIDs: []typeid.ID{st.Company.Members[asked].ID}, Rule: flow.ApprovalAny}},
			Clauses: []string{"D0-45"},
		})
		return err
	})
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// requirement brings a new requirement to the state.
func (st *Stage) requirement(t testing.TB, state string) typeid.ID {
	t.Helper()
	if state == "draft" {
		id := st.run(t, "requirementCreate", "requirement")
		st.Server.Change(t, st.Company.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Requirement.UpdateOneID(id).SetAssigneeID(st.ID(t, "member.own")).Exec(ctx)
		})
		return id
	}
	step, ok := road[state]
	if !ok {
		t.Fatalf("no requirement is ever %s", state)
	}
	// A stage of its own: what this one names stays where it is.
	below := st.below(t)
	id := below.ID(t, "requirement."+step.from)
	below.run(t, step.by, "requirement")
	return id
}

// task is one that the stage's member asks of themself.
func (st *Stage) task(t testing.TB) typeid.ID {
	t.Helper()
	me := st.Company.Members[st.Owner]
	made := st.Server.Client.Task.Create().SetType(flow.TaskGeneral).SetTitle("Task").SetAssigneeID(me.ID).
		SetDepartmentID(me.DepartmentID).SetCreatedBy(me.ID).SetDueAt(st.Server.Clock.Now().Add(24 * time.Hour)).SetClauseIds([]string{}).
		SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// notification is one that tells the stage's member of a task.
func (st *Stage) notification(t testing.TB) typeid.ID {
	t.Helper()
	var id typeid.ID
	of := st.ID(t, "task")
	st.Server.Change(t, st.Company.System(), func(ctx context.Context, tx *ent.Tx) error {
		place, err := journal.Places(ctx, tx, 1)
		if err != nil {
			return err
		}
		made, err := tx.Notification.Create().SetMemberID(st.Company.Members[st.Owner].ID).SetType("task.open").
			SetSubjectType(flow.SubjectTask).SetSubjectID(of).SetParams(flow.NoticeParams{"task": "GENERAL", "dueAt": "2026-09-10T02:00:00Z"}).
			SetClauseIds([]string{"D0-57"}).SetDedupeKey(strconv.FormatInt(numbers.Add(1), 10)).SetCreatedAt(st.Server.Clock.Now()).
			SetPosition(place).Save(ctx)
		if err == nil {
			id = made.ID
		}
		return err
	})
	st.Server.Clock.Advance(time.Second)
	return id
}
