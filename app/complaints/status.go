package complaints

import (
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/label"
)

// Status is what a complainant sees of their complaint, and all that they see: no names,
// no departments, no words that are not for them (D2-33, D2-64).
type Status struct {
	Number         string
	State          flow.ComplaintState
	StateLabel     string
	ReceivedAt     time.Time
	PromisedAt     *time.Time // nil where nothing is promised
	AcknowledgedAt *time.Time
	ReachedAt      *time.Time // when it came to the state, where that is known
	Decision       string     // what the customer was told
	RepliedAt      *time.Time
	AnswerAwaited  bool // the reply waits for the customer's word
	Accepted       bool
	Outcome        *flow.ComplaintOutcome
	OutcomeLabel   string
	ClosedAt       *time.Time
	Delivery       *Delivery // nil where the purchase is not known
}

// Delivery is where the delivery of the purchase stands (D2-33).
type Delivery struct {
	State       flow.DeliveryState
	StateLabel  string
	PromisedAt  *time.Time
	ShippedAt   *time.Time
	DeliveredAt *time.Time
	TrackingRef string
}

// StatusOf is what the complainant sees, in their language. The purchase comes with the
// complaint (Followed).
func StatusOf(l label.Locale, c *ent.Complaint) *Status {
	s := &Status{
		Number: c.Number, State: c.State, StateLabel: label.Of(l, "ComplaintState", string(c.State)), ReceivedAt: c.ReceivedAt,
		PromisedAt: unlessNever(c.PromisedAt), ReachedAt: reachedAt(c), ClosedAt: c.ClosedAt,
		AnswerAwaited: c.State == flow.ComplaintFeedback && c.Answer == nil,
		Accepted:      c.Answer != nil && c.Answer.Acceptance == flow.AcceptanceYes,
	}
	if c.Acknowledgement != nil {
		s.AcknowledgedAt = &c.Acknowledgement.At
	}
	if c.Reply != nil {
		s.Decision, s.RepliedAt = c.Reply.Decision, &c.Reply.At
	}
	if c.Outcome != nil {
		s.Outcome, s.OutcomeLabel = c.Outcome, label.Of(l, "ComplaintOutcome", string(*c.Outcome))
	}
	if p := c.Edges.Purchase; p != nil {
		s.Delivery = &Delivery{
			State: p.DeliveryState, StateLabel: label.Of(l, "DeliveryState", string(p.DeliveryState)),
			PromisedAt: unlessNever(p.PromisedDeliveryAt), ShippedAt: p.ShippedAt, DeliveredAt: p.DeliveredAt, TrackingRef: p.TrackingRef,
		}
	}
	return s
}

// reachedAt is when the complaint came to where it stands; nil where that is not kept
// with it.
func reachedAt(c *ent.Complaint) *time.Time {
	switch c.State {
	case flow.ComplaintReceived:
		return &c.ReceivedAt
	case flow.ComplaintTriaged:
		if n := len(c.Triages); n > 0 {
			return &c.Triages[n-1].At
		}
	case flow.ComplaintProcessing:
		if n := len(c.Reopenings); n > 0 {
			return &c.Reopenings[n-1].At
		}
		if c.Investigation != nil {
			return &c.Investigation.At
		}
	case flow.ComplaintFeedback:
		if c.Reply != nil {
			return &c.Reply.At
		}
	case flow.ComplaintClosed, flow.ComplaintWithdrawn:
		return c.ClosedAt
	case flow.ComplaintInvestigating:
	}
	return nil
}

func unlessNever(at time.Time) *time.Time {
	if !at.Before(database.Never) {
		return nil
	}
	return &at
}
