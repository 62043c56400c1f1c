package engagement

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/sla"
)

// The places at which the clock of a reply (sla.ClockInquiryReply) begins, begins at
// another time and stops: nothing else changes whether a customer waits.

// replyAwaited tells that the customer waits for a reply since they asked (D1-64, D1-67).
func replyAwaited(ctx context.Context, tx *ent.Tx, i *ent.Interaction) error {
	moved(ctx, i, "")
	_, err := clocks.Start(ctx, tx, clocks.OfInteraction(i), sla.ClockInquiryReply, i.OccurredAt)
	return err
}

// replyAwaitedSince tells that they asked at another time than was written down.
func replyAwaitedSince(ctx context.Context, tx *ent.Tx, i *ent.Interaction) error {
	return clocks.Restart(ctx, tx, clocks.OfInteraction(i), sla.ClockInquiryReply, i.OccurredAt)
}

// replyGiven tells that the customer has the reply.
func replyGiven(ctx context.Context, tx *ent.Tx, i *ent.Interaction, from flow.InteractionState) error {
	moved(ctx, i, from)
	_, err := clocks.Stop(ctx, tx, clocks.OfInteraction(i), sla.ClockInquiryReply, *i.RepliedAt, "repliedAt")
	return err
}
