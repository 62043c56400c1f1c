package research

import (
	"context"
	"fmt"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CreateInput is new research.
type CreateInput struct {
	Title        string
	Method       flow.ResearchMethod
	Mode         flow.ResearchMode
	Agency       *string
	Form         *flow.ResearchForm
	Purpose      *string
	SampleRule   *string
	DepartmentID *typeid.ID
	OwnerID      *typeid.ID
	PlannedOn    time.Time
	Cost         *money.Amount
	Currency     *string
	Confidential *bool
	CustomerID   *typeid.ID
	Shopper      *string // of a mystery visit; for who may know it
}

// Create plans research (D0-09, D0-10). Without a department and an owner it is
// the viewer's own. Errors: NOT_FOUND on departmentId and ownerId,
// department.inactive, member.left, FORBIDDEN, NOT_FOUND on customerId, research.agency, research.shopper,
// research.no_agency, BAD_USER_INPUT. Records research.planned.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.ResearchActivity, error) {
	if err := begin(ctx, authz.ResearchCreate); err != nil {
		return nil, err
	}
	v := viewer.From(ctx)
	q := tx.ResearchActivity.Create().SetMethod(in.Method).SetMode(in.Mode).SetPlannedOn(viewer.Instant(in.PlannedOn)).
		SetNillableForm(in.Form).SetNillableCost(in.Cost).SetInsights([]flow.Insight{}).SetConfidential(optional.Value(in.Confidential))
	if err := in.check(q); err != nil {
		return nil, err
	}
	department, owner := optional.Value(in.DepartmentID), optional.Value(in.OwnerID)
	if department == "" {
		department = v.Department
	}
	if owner == "" {
		owner = v.Member
	}
	with, shopper, err := who(ctx, tx, in.Method, in.CustomerID, in.Shopper)
	if err != nil {
		return nil, err
	}
	if err := place(ctx, tx, authz.ResearchCreate, department, owner); err != nil {
		return nil, err
	}
	r, err := q.SetDepartmentID(department).SetOwnerID(owner).SetCustomerID(with).SetShopper(shopper).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("research: creating: %w", err)
	}
	moved(ctx, r, "")
	return r, nil
}

// check cleans the texts into the new row.
func (in *CreateInput) check(q *ent.ResearchActivityCreate) error {
	title, err := text.Line("title", in.Title, 1, maxTitle)
	if err != nil {
		return err
	}
	if err := known("method", in.Method); err != nil {
		return err
	}
	if err := known("mode", in.Mode); err != nil {
		return err
	}
	if in.Form != nil {
		if err := known("form", *in.Form); err != nil {
			return err
		}
	}
	agency, err := text.Line("agency", optional.Value(in.Agency), 0, maxTitle)
	if err != nil {
		return err
	}
	if err := by(in.Mode, agency); err != nil {
		return err
	}
	purpose, err := text.Lines("purpose", optional.Value(in.Purpose), 0, maxLong)
	if err != nil {
		return err
	}
	rule, err := text.Lines("sampleRule", optional.Value(in.SampleRule), 0, maxLong)
	if err != nil {
		return err
	}
	q.SetTitle(title).SetAgency(agency).SetPurpose(purpose).SetSampleRule(rule)
	if in.Cost == nil && in.Currency == nil {
		return nil
	}
	code, err := currency("currency", orUsual(in.Currency))
	q.SetCurrency(code)
	return err
}

func orUsual(code *string) string {
	if code == nil || *code == "" {
		return usualCurrency
	}
	return *code
}
