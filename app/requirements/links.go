package requirements

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/requirementlink"
	"heed/rules/typeid"
)

// Links are the links of a requirement, whichever end it is, each seen from it:
// Other is the far end, nil when the viewer may not read it (D0-38).
func Links(ctx context.Context, client *ent.Client, id typeid.ID) ([]*ent.RequirementLink, error) {
	links, err := client.RequirementLink.Query().
		Where(requirementlink.Or(requirementlink.RequirementID(id), requirementlink.OtherID(id))).
		WithRequirement().WithOther().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading links: %w", err)
	}
	for i, link := range links {
		if link.OtherID == id {
			links[i] = link.FromOther()
		}
	}
	return links, nil
}
