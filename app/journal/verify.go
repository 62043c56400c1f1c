package journal

import (
	"bytes"
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Broken is the first event of a company at which its chain does not hold.
type Broken struct {
	Position int64
	ID       typeid.ID // empty when the event is missing
	Why      string
}

// Error implements error.
func (b *Broken) Error() string {
	if b.ID == "" {
		return fmt.Sprintf("event %d: %s", b.Position, b.Why)
	}
	return fmt.Sprintf("event %d (%s): %s", b.Position, b.ID, b.Why)
}

// Verify is VerifyHead for who only wants the number of events.
func Verify(ctx context.Context, client *ent.Client, tenant typeid.ID) (int64, error) {
	_, n, err := VerifyHead(ctx, client, tenant)
	return n, err
}

// VerifyHead walks the company's whole chain and gives its head and the number
// of events, or the first that was changed, removed, added or moved as a *Broken.
// Details that were erased are no fault; details that were changed are. Whoever
// keeps the head's position and hash elsewhere can tell later that nobody has
// written the chain anew.
func VerifyHead(ctx context.Context, client *ent.Client, tenant typeid.ID) (*ent.CompanyHead, int64, error) {
	ctx = viewer.AsSystem(ctx, tenant)
	// The last event is read before the head: whatever is committed while the
	// chain is walked is not taken for an addition.
	end, err := client.Event.Query().Order(event.ByPosition(sql.OrderDesc())).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, 0, fmt.Errorf("journal: reading events: %w", err)
	}
	h, err := Head(ctx, client, tenant)
	if err != nil {
		return nil, 0, err
	}
	n, err := walk(ctx, client, h, end)
	return h, n, err
}

func walk(ctx context.Context, client *ent.Client, h *ent.CompanyHead, end *ent.Event) (int64, error) {
	if err := before(ctx, client); err != nil {
		return 0, err
	}
	if h.Floor != 0 { // nothing puts events out of reach yet, so nothing vouches for what was there
		return 0, &Broken{Position: h.Floor, Why: "no checkpoint says what stood up to here, and it is missing"}
	}
	at, hash := int64(0), []byte{}
	for at < h.Position {
		events, err := between(ctx, client, at, h.Position, nil)
		if err != nil {
			return at, err
		}
		if len(events) == 0 {
			return at, &Broken{Position: at + 1, Why: "is missing"}
		}
		details, err := detailsOf(ctx, client, events)
		if err != nil {
			return at, err
		}
		for _, e := range events {
			if e.Position != at+1 {
				return at, &Broken{Position: at + 1, Why: "is missing"}
			}
			if !bytes.Equal(link(hash, e), e.Hash) {
				return at, &Broken{e.Position, e.ID, "its hash does not follow from its content and the event before"}
			}
			if d := details[e.ID]; d != nil && !bytes.Equal(commitment(d.Salt, d.Body), e.Commitment) {
				return at, &Broken{e.Position, e.ID, "its detail is not the one it was written with"}
			}
			at, hash = e.Position, e.Hash
		}
	}
	if !bytes.Equal(hash, h.Hash) {
		return at, &Broken{Position: at, Why: "the head of the journal does not follow from it"}
	}
	if end == nil || end.Position <= h.Position {
		return at, nil
	}
	extra, err := client.Event.Query().Where(event.PositionGT(h.Position), event.PositionLTE(end.Position)).
		Order(event.ByPosition()).First(ctx)
	if err != nil {
		return at, fmt.Errorf("journal: reading events: %w", err)
	}
	return at, &Broken{extra.Position, extra.ID, "it stands behind the head of the journal"}
}

// before looks for events before the first position there is, which nobody
// who reads the journal in order would meet.
func before(ctx context.Context, client *ent.Client) error {
	e, err := client.Event.Query().Where(event.PositionLTE(0)).Order(event.ByPosition()).First(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil
	case err != nil:
		return fmt.Errorf("journal: reading events: %w", err)
	}
	return &Broken{e.Position, e.ID, "it stands before the beginning of the journal"}
}

func detailsOf(ctx context.Context, client *ent.Client, events []*ent.Event) (map[typeid.ID]*ent.EventDetail, error) {
	// Of events without a commitment too: one given to them later is no detail of theirs.
	which := make([]typeid.ID, len(events))
	for i, e := range events {
		which[i] = e.ID
	}
	byEvent := map[typeid.ID]*ent.EventDetail{}
	rows, err := client.EventDetail.Query().Where(eventdetail.EventIDIn(which...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("journal: reading details: %w", err)
	}
	for _, d := range rows {
		byEvent[d.EventID] = d
	}
	return byEvent, nil
}
