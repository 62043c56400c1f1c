package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/riverqueue/river"

	"heed/ent"
	"heed/ent/event"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// relayAtOnce is how many events of one company are handed on before the next
// company has its turn.
const relayAtOnce = 200

// relayTurns is how many turns one look takes: clocks do not wait for a long backlog.
const relayTurns = 10

// Relay hands on what follows from events: it reads the journal of each company
// that has moved from where it was, puts the jobs into the queue, and only then notes
// how far it has come. Killed in between it puts them in again, and the queue has
// them already.
func (e *Engine) Relay(ctx context.Context) error {
	which := e.moved.take(e.Now())
	if which.none() {
		return nil
	}
	more, err := e.relay(viewer.WithNow(ctx, e.Now()), which)
	switch {
	case err != nil: // at the next look, not at once
		e.moved.keep(which)
	case more:
		e.moved.keep(which)
		e.moved.ring()
	}
	return err
}

// relay takes a look's turns, and tells whether there may be more.
func (e *Engine) relay(ctx context.Context, which lookAt) (more bool, err error) {
	for range relayTurns {
		all, err := allBehind(ctx, e.Client, which)
		if err != nil || len(all) == 0 {
			return false, err
		}
		var failed []error
		for _, b := range all {
			if err := e.handOn(ctx, b); err != nil {
				failed = append(failed, fmt.Errorf("jobs: company %s: %w", b.company, err))
			}
		}
		if len(failed) > 0 {
			return false, errors.Join(failed...)
		}
	}
	return true, nil
}

// handOn hands on one lot of a company's events.
func (e *Engine) handOn(ctx context.Context, b behind) error {
	own := viewer.AsSystem(ctx, b.company)
	events, err := e.Client.Event.Query().
		Where(event.PositionGT(b.after), event.PositionLTE(b.head), event.TypeIn(e.types...)).
		Order(event.ByPosition()).Limit(relayAtOnce).Select(event.FieldID, event.FieldPosition, event.FieldType).All(own)
	if err != nil {
		return fmt.Errorf("reading events: %w", err)
	}
	to := b.head
	if len(events) == relayAtOnce {
		to = events[len(events)-1].Position
	}
	if err := e.insert(ctx, e.follows(b, events)); err != nil {
		return fmt.Errorf("queueing: %w", err)
	}
	if err := e.between("queued"); err != nil {
		return err
	}
	return handedOn(own, e.Client, b.company, to)
}

// follows are the jobs that follow from the events.
func (e *Engine) follows(b behind, events []*ent.Event) []river.InsertManyParams {
	var all []river.InsertManyParams
	for _, ev := range events {
		for _, r := range e.reactions {
			if slices.Contains(r.Types, ev.Type) {
				queue := reactionQueue
				if r.Mails {
					queue = letterQueue
				}
				all = append(all, river.InsertManyParams{
					Args: reactionArgs{Company: b.company, Reaction: r.Name, Event: ev.ID},
					InsertOpts: &river.InsertOpts{
						Queue: queue, Priority: priority(b.head - ev.Position), UniqueOpts: river.UniqueOpts{ByArgs: true},
					},
				})
			}
		}
	}
	return all
}

// priority lets a company with a long backlog wait for those with a short one:
// River takes jobs by priority, and knows nothing of companies.
func priority(backlog int64) int {
	switch {
	case backlog < 100:
		return 1
	case backlog < 1_000:
		return 2
	case backlog < 10_000:
		return 3
	default:
		return 4
	}
}

// reactionArgs says which reaction is to be done to which event: ids only.
type reactionArgs struct {
	Company  typeid.ID `json:"company"`
	Reaction string    `json:"reaction"`
	Event    typeid.ID `json:"event"`
}

// Kind implements river.JobArgs.
func (reactionArgs) Kind() string { return "reaction" }
