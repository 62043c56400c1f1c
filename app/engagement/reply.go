package engagement

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ReplyInput is a reply to the customer.
type ReplyInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reply           string
	Channel         flow.Channel
	RepliedAt       *time.Time
}

// Reply answers a customer who waits for it (D1-64, D1-67). Errors:
// interaction.reply_early, BAD_USER_INPUT. Records interaction.replied.
func Reply(ctx context.Context, tx *ent.Tx, in ReplyInput) (*ent.Interaction, error) {
	was, next, err := take(ctx, tx, flow.InteractionActReply, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	c, at := checks{now: now}, now
	reply, err := text.Lines("reply", in.Reply, 1, maxWords)
	if err != nil {
		c.fail(err)
	}
	known(&c, "channel", in.Channel)
	if in.RepliedAt != nil {
		at = c.past("repliedAt", *in.RepliedAt)
	}
	if at.Before(was.OccurredAt) {
		c.fail(fault.Input("repliedAt", "interaction.reply_early"))
	}
	if c.err != nil {
		return nil, c.err
	}
	i, err := was.Update().SetState(next).SetReply(reply).SetReplyChannel(in.Channel).SetRepliedAt(at).
		SetRepliedByID(viewer.From(ctx).Member).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("engagement: answering %s: %w", was.ID, err)
	}
	return i, replyGiven(ctx, tx, i, was.State)
}
