package indicators

import (
	"context"

	"heed/app/requirements"
	"heed/authz"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxFilterValues is how many values a filter of a dimension takes.
const MaxFilterValues = 100

// CrossFilter is of which requirements: those received in the period of the kind that
// holds the day, today when left out, which have one of the values of each dimension
// that is named.
type CrossFilter struct {
	Period        flow.Period
	Start         *string
	Categories    []flow.RequirementCategory
	Urgencies     []flow.Urgency
	Natures       []flow.Nature
	TierKeys      []string // of the customer
	Industries    []flow.Industry
	DepartmentIDs []typeid.ID // that lead
}

// check tells which dimension is named first, "" for none. Error: input.too_many.
func (f *CrossFilter) check() (named string, err error) {
	for _, l := range []struct {
		field string
		n     int
	}{
		{"filter.categories", len(f.Categories)},
		{"filter.urgencies", len(f.Urgencies)},
		{"filter.natures", len(f.Natures)},
		{"filter.tierKeys", len(f.TierKeys)},
		{"filter.industries", len(f.Industries)},
		{"filter.departmentIds", len(f.DepartmentIDs)},
	} {
		if l.n > MaxFilterValues {
			return "", fault.Input(l.field, "input.too_many").With("max", MaxFilterValues)
		}
		if l.n > 0 && named == "" {
			named = l.field
		}
	}
	return named, nil
}

// checkCells lets only those name dimensions who read all requirements: to the others
// the difference of two tables would tell what a cell of few hides. Error:
// cross.filter_needs_all.
func (f *CrossFilter) checkCells(ctx context.Context) error {
	named, err := f.check()
	if err == nil && named != "" && authz.Can(ctx, authz.RequirementRead) != viewer.All {
		err = fault.Precondition("cross.filter_needs_all").On(named)
	}
	return err
}

// predicates are of the requirements that have the values. Which customers they are of
// is for the caller to limit: what lies behind an edge is not limited by itself.
func (f *CrossFilter) predicates(of func(these ...predicate.Customer) predicate.Requirement) (all []predicate.Requirement) {
	if len(f.Categories) > 0 {
		all = append(all, requirement.CategoryIn(f.Categories...))
	}
	if len(f.Urgencies) > 0 {
		all = append(all, requirement.UrgencyIn(f.Urgencies...))
	}
	if len(f.Natures) > 0 {
		all = append(all, requirement.NatureIn(f.Natures...))
	}
	if len(f.DepartmentIDs) > 0 {
		all = append(all, requirement.LeadDepartmentIDIn(f.DepartmentIDs...))
	}
	var these []predicate.Customer
	if len(f.TierKeys) > 0 {
		these = append(these, customer.TierKeyIn(f.TierKeys...))
	}
	if len(f.Industries) > 0 {
		these = append(these, customer.IndustryIn(f.Industries...))
	}
	if len(these) > 0 {
		all = append(all, of(these...))
	}
	return all
}

// readable are requirements of these customers, as far as the viewer may read them:
// to the others the filter would tell their class and their line of business.
func readable(ctx context.Context) func(these ...predicate.Customer) predicate.Requirement {
	return func(these ...predicate.Customer) predicate.Requirement {
		return requirements.OfCustomers(viewer.From(ctx), these...)
	}
}

// ofCompany are requirements of these customers of the company: figures count them all.
func ofCompany(ctx context.Context) func(these ...predicate.Customer) predicate.Requirement {
	return func(these ...predicate.Customer) predicate.Requirement {
		return requirement.HasCustomerWith(append(these, customer.TenantID(viewer.Tenant(ctx)))...)
	}
}
