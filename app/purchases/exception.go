package purchases

import (
	"context"
	"slices"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ExceptionReportInput is something that goes wrong with a delivery.
type ExceptionReportInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Type            flow.DeliveryExceptionType
	NoticedAt       *time.Time
	CustomerToldAt  *time.Time
	Channel         *flow.Channel
}

// ReportException writes down what goes wrong with a delivery (D2-34). Until the
// customer is told, the account manager has a task to do so. Errors:
// purchase.too_many_exceptions, purchase.before_order, purchase.told_channel,
// BAD_USER_INPUT. Records purchase.exception_reported, and task.open.
func ReportException(ctx context.Context, tx *ent.Tx, in ExceptionReportInput) (*ent.PurchaseRecord, error) {
	was, _, err := take(ctx, tx, flow.PurchaseActReport, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	known(&c, "type", in.Type)
	noticed := c.past("noticedAt", optional.Or(in.NoticedAt, c.now))
	c.since("noticedAt", noticed, was.OrderedOn)
	told := viewer.InstantOr(in.CustomerToldAt)
	c.told("customerToldAt", told, in.Channel, was.OrderedOn)
	if len(was.Exceptions) >= maxExceptions {
		c.fail(fault.Precondition("purchase.too_many_exceptions").With("max", maxExceptions))
	}
	if c.err != nil {
		return nil, c.err
	}
	e := flow.DeliveryException{Number: len(was.Exceptions) + 1, Type: in.Type, NoticedAt: noticed, CustomerToldAt: told, Channel: in.Channel}
	p, err := put(ctx, was, e, "purchase.exception_reported")
	if err != nil {
		return nil, err
	}
	return p, askToTell(ctx, tx, []untold{{p, e}})
}

// ExceptionTellInput is when and by which way the customer was told of an exception.
type ExceptionTellInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Exception       int // its number
	ToldAt          *time.Time
	Channel         flow.Channel
}

// TellException writes down that the customer knows what went wrong (D2-34), once; the
// task that asked for it is done. Errors: NOT_FOUND on exception,
// purchase.exception_told, purchase.before_order, BAD_USER_INPUT. Records
// purchase.exception_told, and task.done.
func TellException(ctx context.Context, tx *ent.Tx, in ExceptionTellInput) (*ent.PurchaseRecord, error) {
	was, _, err := take(ctx, tx, flow.PurchaseActTell, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	e, err := exceptionOf(was, in.Exception)
	if err != nil {
		return nil, err
	}
	if e.CustomerToldAt != nil {
		return nil, fault.Precondition("purchase.exception_told")
	}
	c := checking(ctx)
	at := optional.Or(in.ToldAt, c.now)
	c.told("toldAt", &at, &in.Channel, was.OrderedOn)
	if c.err != nil {
		return nil, c.err
	}
	e.CustomerToldAt, e.Channel = &at, &in.Channel
	p, err := put(ctx, was, e, "purchase.exception_told")
	if err != nil {
		return nil, err
	}
	return p, settle(ctx, tx, p, e)
}

// ExceptionResolveInput is how an exception was made good.
type ExceptionResolveInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Exception       int // its number
	Solution        string
	CustomerToldAt  *time.Time
	Channel         *flow.Channel
}

// ResolveException writes down how an exception was made good (D2-34), once. The
// customer knows of it before, or by then. Errors: NOT_FOUND on exception,
// purchase.exception_solved, purchase.exception_told, purchase.exception_untold,
// purchase.told_channel, purchase.before_order, BAD_USER_INPUT. Records
// purchase.exception_resolved, and task.done.
func ResolveException(ctx context.Context, tx *ent.Tx, in ExceptionResolveInput) (*ent.PurchaseRecord, error) {
	was, _, err := take(ctx, tx, flow.PurchaseActResolve, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	e, err := exceptionOf(was, in.Exception)
	if err != nil {
		return nil, err
	}
	if !e.Open() {
		return nil, fault.Precondition("purchase.exception_solved")
	}
	c := checking(ctx)
	if e.Solution, err = text.Lines("solution", in.Solution, 1, maxSolution); err != nil {
		c.fail(err)
	}
	told := viewer.InstantOr(in.CustomerToldAt)
	c.told("customerToldAt", told, in.Channel, was.OrderedOn)
	switch {
	case c.err != nil:
		return nil, c.err
	case told != nil && e.CustomerToldAt != nil:
		return nil, fault.Precondition("purchase.exception_told")
	case told == nil && e.CustomerToldAt == nil:
		return nil, fault.Precondition("purchase.exception_untold").On("customerToldAt")
	case told != nil:
		e.CustomerToldAt, e.Channel = told, in.Channel
	}
	e.SolvedAt = &c.now
	p, err := put(ctx, was, e, "purchase.exception_resolved")
	if err != nil {
		return nil, err
	}
	return p, settle(ctx, tx, p, e)
}

func exceptionOf(p *ent.PurchaseRecord, number int) (flow.DeliveryException, error) {
	if number < 1 || number > len(p.Exceptions) {
		return flow.DeliveryException{}, fault.NotFound().On("exception")
	}
	return p.Exceptions[number-1], nil
}

// put writes an exception of the purchase, a new one or over what it was. With a delay
// the calendar has nothing more to note of the time that is promised now.
func put(ctx context.Context, was *ent.PurchaseRecord, e flow.DeliveryException, typ string) (*ent.PurchaseRecord, error) {
	all := slices.Clone(was.Exceptions)
	if e.Number > len(all) {
		all = append(all, e)
	}
	all[e.Number-1] = e
	change := was.Update().SetExceptions(all).SetExceptionsOpen(someOpen(all))
	if e.Type == flow.ExceptionDelay && e.Number > len(was.Exceptions) {
		change.SetDelayNoted(true)
	}
	return save(ctx, was, change, func(p *ent.PurchaseRecord) journal.Event {
		told := event(p, typ, "D2-34")
		told.Fields = []string{"exceptions"}
		told.Detail["exception"], told.Detail["type"], told.Detail["automatic"] = e.Number, e.Type, e.Automatic
		return told
	})
}
