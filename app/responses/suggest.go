package responses

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Suggest are the ways by which a requirement's customer is best answered (D0-49):
// from its urgency and nature, and what the customer's people prefer, as far as
// the viewer reads them.
func Suggest(ctx context.Context, client *ent.Client, id typeid.ID) ([]flow.SuggestedChannel, error) {
	r, _, err := read(ctx, client, id)
	if err != nil {
		return nil, err
	}
	facts := flow.ChannelFacts{Urgency: r.Urgency}
	if r.Nature != nil {
		facts.Nature = *r.Nature
	}
	if r.Channel != nil {
		facts.CameBy = *r.Channel
	}
	if authz.Require(ctx, authz.ContactRead) == nil {
		people, err := client.Contact.Query().Where(contact.CustomerID(r.CustomerID), contact.DoNotDisturb(false)).Order(contact.ByID()).Limit(maxPeople).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("responses: reading contacts: %w", err)
		}
		for _, p := range people {
			facts.Preferred = append(facts.Preferred, p.PreferredChannels...)
		}
	}
	return flow.SuggestChannels(facts), nil
}

// maxPeople is how many people of a customer are asked for what they prefer.
const maxPeople = 50
