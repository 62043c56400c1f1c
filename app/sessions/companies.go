package sessions

import (
	"context"
	"fmt"

	"heed/ent/companyslug"
	"heed/ent/usercompany"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxCompanies is how many companies of a person are listed.
const maxCompanies = 100

// Companies are the slugs of the companies the viewer's person may switch to,
// the one used last first.
func (d *Desk) Companies(ctx context.Context) ([]string, error) {
	client := d.Journal.Client()
	places, err := client.UserCompany.Query().
		Where(usercompany.UserID(viewer.From(ctx).User), usercompany.Active(true)).
		Order(usercompany.ByLastUsedAt(desc()), usercompany.ByID()).Limit(maxCompanies).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading memberships: %w", err)
	}
	ids := make([]typeid.ID, len(places))
	for i, p := range places {
		ids[i] = p.CompanyID
	}
	rows, err := client.CompanySlug.Query().Where(companyslug.CompanyIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("sessions: reading slugs: %w", err)
	}
	byCompany := map[typeid.ID]string{}
	for _, row := range rows {
		byCompany[row.CompanyID] = row.Slug
	}
	slugs := make([]string, 0, len(ids))
	for _, id := range ids {
		if slug, ok := byCompany[id]; ok {
			slugs = append(slugs, slug)
		}
	}
	return slugs, nil
}
