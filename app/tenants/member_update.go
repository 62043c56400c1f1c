package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/session"
	"heed/ent/usercompany"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MemberUpdateInput is a member's changes; nil stays, empty clears.
type MemberUpdateInput struct {
	ID               typeid.ID
	ExpectedVersion  int
	DisplayName      *string
	DepartmentID     *typeid.ID
	Post             *string
	EmployeeNumber   *string
	IsDepartmentHead *bool
	State            *flow.MemberState
}

// UpdateMember changes a member. Nobody who leaves is the last administrator.
func UpdateMember(ctx context.Context, tx *ent.Tx, in MemberUpdateInput) (*ent.Member, error) {
	m, err := lockMember(ctx, tx, authz.MemberUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	stays := in.State != nil && *in.State == m.State // who is where they should be goes nowhere
	if stays {
		in.State = nil
	}
	update, fields, err := memberChanges(ctx, tx, m, in)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 && stays {
		return m, nil
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if in.State != nil {
		if err := changeState(ctx, tx, m, *in.State); err != nil {
			return nil, err
		}
		update.SetState(*in.State)
	}
	from := m.State
	if m, err = update.Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing a member: %w", err)
	}
	e := memberEvent("member.updated", m, fields, nil)
	if in.Post != nil {
		e.Detail = map[string]any{"post": m.Post}
	}
	if from != m.State {
		e.From, e.To = string(from), string(m.State)
	}
	journal.Record(ctx, e)
	return m, nil
}

func memberChanges(ctx context.Context, tx *ent.Tx, m *ent.Member, in MemberUpdateInput) (*ent.MemberUpdateOne, []string, error) {
	update := m.Update()
	var fields []string
	for _, f := range []struct {
		name        string
		from        *string
		least, most int
		set         func(string) *ent.MemberUpdateOne
	}{
		{"displayName", in.DisplayName, 1, 100, update.SetDisplayName},
		{"post", in.Post, 0, 100, update.SetPost},
		{"employeeNumber", in.EmployeeNumber, 0, 50, update.SetEmployeeNumber},
	} {
		if f.from == nil {
			continue
		}
		s, err := text.Line(f.name, *f.from, f.least, f.most)
		if err != nil {
			return nil, nil, err
		}
		f.set(s)
		fields = append(fields, f.name)
	}
	if in.DepartmentID != nil {
		if *in.DepartmentID == "" {
			update.ClearDepartmentID()
		} else {
			if err := ActiveDepartments(ctx, tx.Client(), Ref{"departmentId", *in.DepartmentID}); err != nil {
				return nil, nil, err
			}
			update.SetDepartmentID(*in.DepartmentID)
		}
		fields = append(fields, "department")
	}
	if in.IsDepartmentHead != nil {
		update.SetIsDepartmentHead(*in.IsDepartmentHead)
		fields = append(fields, "isDepartmentHead")
	}
	if in.State != nil {
		fields = append(fields, "state")
	}
	return update, fields, nil
}

func changeState(ctx context.Context, tx *ent.Tx, m *ent.Member, to flow.MemberState) error {
	act, ok := flow.MemberActTo(to)
	if !ok {
		return fault.Input("state", "input.unknown_key").With("value", string(to))
	}
	if _, err := flow.Member.Next(m.State, act); err != nil {
		return err
	}
	if to == flow.MemberLeft {
		if err := keepAnAdmin(ctx, tx, m.ID); err != nil {
			return err
		}
		if err := withdraw(ctx, tx, m.ID); err != nil {
			return err
		}
	} else if err := joined(ctx, tx, m.ID); err != nil {
		return err
	}
	if to == flow.MemberActive { // with the roles of then
		if err := mayAsk(ctx, tx, m.ID); err != nil {
			return err
		}
		if err := roomForMember(ctx, tx); err != nil {
			return err
		}
	}
	err := tx.UserCompany.Update().Where(usercompany.MemberID(m.ID)).SetActive(to == flow.MemberActive).Exec(ctx)
	if err != nil {
		return fmt.Errorf("tenants: changing the directory: %w", err)
	}
	if to == flow.MemberActive {
		return nil
	}
	// Who comes back signs in again.
	err = tx.Session.Update().Where(session.CompanyID(m.TenantID), session.MemberID(m.ID), session.EndedAtIsNil()).
		SetEndedAt(viewer.Now(ctx)).SetEndReason("member left").Exec(ctx)
	if err != nil {
		return fmt.Errorf("tenants: ending sessions: %w", err)
	}
	return nil
}
