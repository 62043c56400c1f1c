package training

import (
	"context"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/typeid"
)

// audience is whom a plan is for (D0-74, D2-77).
func audience(p *ent.TrainingPlan) tenants.Audience {
	return tenants.Audience{Posts: p.Posts, DepartmentIDs: p.DepartmentIds}
}

// AudienceSizes are how many members each of the plans is for now, in one statement.
func AudienceSizes(ctx context.Context, client *ent.Client, plans []*ent.TrainingPlan) (map[typeid.ID]int, error) {
	of := make(map[typeid.ID]tenants.Audience, len(plans))
	for _, p := range plans {
		of[p.ID] = audience(p)
	}
	return tenants.AudienceSizes(ctx, client, of)
}
