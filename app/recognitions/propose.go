package recognitions

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ProposeInput is a recognition that is proposed.
type ProposeInput struct {
	Kind         flow.RecognitionKind
	CustomerID   *typeid.ID
	ContactID    *typeid.ID
	MemberID     *typeid.ID
	DepartmentID *typeid.ID
	CauseID      typeid.ID
	Reason       string
	Amount       *money.Amount
	Currency     *string
	DueAt        *time.Time
}

// Propose proposes a recognition of a customer for feedback (D0-12), or of a
// member or a department for what went wrong or well (D0-66). Whose permission
// reaches a department proposes it of that department and its members. Errors:
// recognition.whom, recognition.kind, recognition.cause, recognition.no_error,
// NOT_FOUND on customerId, contactId, memberId, departmentId and causeId,
// member.left, department.inactive, FORBIDDEN, BAD_USER_INPUT. Records
// recognition.proposed.
func Propose(ctx context.Context, tx *ent.Tx, in ProposeInput) (*ent.Recognition, error) {
	if err := begin(ctx, authz.RecognitionCreate); err != nil {
		return nil, err
	}
	if !slices.Contains(in.Kind.Values(), string(in.Kind)) {
		return nil, fault.Input("kind", "input.unknown_key").With("value", text.Clip(string(in.Kind)))
	}
	reason, err := text.Lines("reason", in.Reason, 1, maxText)
	if err != nil {
		return nil, err
	}
	by, err := due(ctx, in.DueAt)
	if err != nil {
		return nil, err
	}
	q := tx.Recognition.Create().SetKind(in.Kind).SetCauseID(in.CauseID).SetReason(reason).SetDueAt(by).SetNillableAmount(in.Amount)
	if in.Amount != nil {
		code, err := currency(in.Currency)
		if err != nil {
			return nil, err
		}
		q.SetCurrency(code)
	}
	whom := in.ofCustomer
	if optional.Value(in.CustomerID) == "" {
		whom = in.ofOurs
	}
	cause, err := whom(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	r, err := q.SetCauseType(cause).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("recognitions: proposing: %w", err)
	}
	tell(ctx, r, "recognition.proposed", "", nil)
	return r, nil
}

// ofCustomer is for a customer who gave feedback.
func (in *ProposeInput) ofCustomer(ctx context.Context, tx *ent.Tx, q *ent.RecognitionCreate) (flow.SubjectType, error) {
	if optional.Value(in.MemberID) != "" || optional.Value(in.DepartmentID) != "" {
		return "", fault.Input("customerId", "recognition.whom")
	}
	if in.Kind != flow.RecognitionCommend && in.Kind != flow.RecognitionReward {
		return "", fault.Precondition("recognition.kind").On("kind")
	}
	if err := authz.Require(ctx, authz.CustomerRead); err != nil {
		return "", err
	}
	who, err := tx.Customer.Query().Where(customer.ID(*in.CustomerID)).OnlyID(ctx)
	if err != nil {
		return "", missing("customerId", err)
	}
	q.SetCustomerID(who)
	if id := optional.Value(in.ContactID); id != "" {
		person, err := tx.Contact.Query().Where(contact.ID(id), contact.CustomerID(who)).Only(ctx)
		if err != nil {
			return "", missing("contactId", err)
		}
		if person.ErasedAt != nil {
			return "", fault.Precondition("contact.erased").On("contactId")
		}
		q.SetContactID(person.ID)
	}
	cause, of, err := in.feedback(ctx, tx)
	if err == nil && of != who {
		err = fault.Precondition("recognition.cause").On("causeId")
	}
	return cause, err
}

// ofOurs is for a member or a department.
func (in *ProposeInput) ofOurs(ctx context.Context, tx *ent.Tx, q *ent.RecognitionCreate) (flow.SubjectType, error) {
	who, where := optional.Value(in.MemberID), optional.Value(in.DepartmentID)
	if who == "" && where == "" || optional.Value(in.ContactID) != "" {
		return "", fault.Input("memberId", "recognition.whom")
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "memberId", ID: who}); err != nil {
		return "", err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: where}); err != nil {
		return "", err
	}
	if where == "" {
		m, err := tx.Member.Get(ctx, who)
		if err != nil {
			return "", fmt.Errorf("recognitions: reading a member: %w", err)
		}
		where = m.DepartmentID
	}
	v := viewer.From(ctx)
	scope := v.Scope(string(authz.RecognitionCreate))
	if !authz.Covers(v, scope, authz.Record{Departments: []typeid.ID{where}, Members: []typeid.ID{who}}) {
		return "", fault.Forbidden().Extend("action", string(authz.RecognitionCreate)).Extend("scope", string(scope))
	}
	if who != "" {
		q.SetMemberID(who)
	}
	if where != "" {
		q.SetDepartmentID(where)
	}
	return in.failure(ctx, tx)
}
