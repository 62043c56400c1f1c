package customers

import (
	"context"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// maxReason is the longest reason of a reveal, in characters.
const maxReason = 500

// RevealInput is whom to show in clear, and what for.
type RevealInput struct {
	ID     typeid.ID
	Reason string
}

// Reveal lets the viewer see how a person is reached in clear (D1-20). It changes
// nothing; what it leaves is contact.revealed, an event of access with the names
// of what was shown, and the reason beside it. Clear gives the values.
func Reveal(ctx context.Context, tx *ent.Tx, in RevealInput) (*ent.Contact, error) {
	c, departments, members, err := mayOpen(ctx, tx, authz.ContactReveal, in.ID)
	if err != nil {
		return nil, err
	}
	if err := notErased(c); err != nil {
		return nil, err
	}
	reason, err := text.Line("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	shown := []string{}
	for _, r := range reaches {
		if sealed, _ := r.kept(c); len(sealed) > 0 && !authz.Masked(ctx, authz.Contact, r.field) {
			shown = append(shown, r.field)
		}
	}
	e := contactEvent("contact.revealed", c.ID, departments, members, shown)
	e.Kind, e.Clauses, e.Detail = flow.EventAccess, []string{"D1-20"}, map[string]any{"reason": reason}
	journal.Record(ctx, e)
	return c, nil
}

// Revealed is how a person is reached, in clear; nil for what is not known.
type Revealed struct{ Phone, Email, WeChat *string }

// Clear is what a contact that was revealed says, but for what the viewer's
// roles hide.
func Clear(ctx context.Context, c *ent.Contact) (Revealed, error) {
	var (
		shown [ways]*string
		none  Revealed
	)
	for way, r := range reaches {
		if authz.Masked(ctx, authz.Contact, r.field) {
			continue
		}
		plain, err := r.open(ctx, c)
		if err != nil {
			return none, err
		}
		if plain != "" {
			shown[way] = &plain
		}
	}
	return Revealed{Phone: shown[byPhone], Email: shown[byEmail], WeChat: shown[byWeChat]}, nil
}
