// Package training is how the people of a company are trained: plans that human resources
// and the management department agree to, sessions with their seats, who came and how they
// did, and training again when what they learnt does not hold any more (D0-74 to D0-77,
// D2-77 to D2-80).
package training

import (
	"context"

	"heed/app/tenants"
)

// The longest texts, in characters, and the longest lists.
const (
	maxTitle   = 200
	maxName    = 100
	maxPost    = 100
	maxPlace   = 500
	maxOutline = 20_000
	maxResult  = 5_000
	maxReason  = 2_000
	maxTopics  = 50
	maxValues  = 100 // of a list in a filter
	maxSeats   = 500
	maxInvited = 1_000 // whom one call asks
	maxScale   = 1_000
	maxMonths  = 120
)

// checks looks at an input, and at what its parts say together.
type checks struct{ *tenants.Checks }

func checking(ctx context.Context) *checks { return &checks{tenants.Checking(ctx)} }
