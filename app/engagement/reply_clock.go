package engagement

import (
	"context"

	"heed/ent"
	"heed/rules/flow"
)

// The two places at which the clock of a reply (sla.ClockInquiryReply) begins and
// stops: nothing else changes whether a customer waits.

// replyAwaited tells that the customer waits for a reply from now on (D1-64, D1-67).
func replyAwaited(ctx context.Context, i *ent.Interaction) { moved(ctx, i, "") }

// replyGiven tells that the customer has the reply.
func replyGiven(ctx context.Context, i *ent.Interaction, from flow.InteractionState) {
	moved(ctx, i, from)
}
