package flow

import "time"

// DeliveryState is where the delivery of an order stands (D2-33).
type DeliveryState string

// The states of a delivery.
const (
	DeliveryPlanned   DeliveryState = "PLANNED"   // ordered, and not on its way
	DeliveryShipped   DeliveryState = "SHIPPED"   // on its way
	DeliveryDelivered DeliveryState = "DELIVERED" // the customer has it
	DeliveryReturned  DeliveryState = "RETURNED"  // it came back
	DeliveryCancelled DeliveryState = "CANCELLED" // there is no order any more
)

// Values lists the states of a delivery, in their order.
func (DeliveryState) Values() []string {
	return names([]DeliveryState{DeliveryPlanned, DeliveryShipped, DeliveryDelivered, DeliveryReturned, DeliveryCancelled})
}

// Awaited tells whether the customer still waits for the delivery.
func (s DeliveryState) Awaited() bool { return s == DeliveryPlanned || s == DeliveryShipped }

// PurchaseAct is what can be done with a purchase.
type PurchaseAct string

// The acts on a purchase.
const (
	PurchaseActUpdate  PurchaseAct = "UPDATE"
	PurchaseActShip    PurchaseAct = "SHIP"
	PurchaseActDeliver PurchaseAct = "DELIVER"
	PurchaseActReturn  PurchaseAct = "RETURN"
	PurchaseActCancel  PurchaseAct = "CANCEL"
	PurchaseActReport  PurchaseAct = "REPORT_EXCEPTION"  // something goes wrong with the delivery
	PurchaseActTell    PurchaseAct = "TELL_EXCEPTION"    // the customer knows of it
	PurchaseActResolve PurchaseAct = "RESOLVE_EXCEPTION" // it is made good
)

// Values lists the acts on a purchase, in their order.
func (PurchaseAct) Values() []string {
	return names([]PurchaseAct{
		PurchaseActUpdate, PurchaseActShip, PurchaseActDeliver, PurchaseActReturn, PurchaseActCancel,
		PurchaseActReport, PurchaseActTell, PurchaseActResolve,
	})
}

// Purchase is the way of a delivery. What went wrong with it is told and made good
// whatever became of it.
var Purchase = Table[DeliveryState, PurchaseAct]{
	{DeliveryPlanned, PurchaseActUpdate}:    DeliveryPlanned,
	{DeliveryPlanned, PurchaseActShip}:      DeliveryShipped,
	{DeliveryPlanned, PurchaseActDeliver}:   DeliveryDelivered, // it was fetched, or there is nothing to ship
	{DeliveryPlanned, PurchaseActCancel}:    DeliveryCancelled,
	{DeliveryPlanned, PurchaseActReport}:    DeliveryPlanned,
	{DeliveryPlanned, PurchaseActTell}:      DeliveryPlanned,
	{DeliveryPlanned, PurchaseActResolve}:   DeliveryPlanned,
	{DeliveryShipped, PurchaseActUpdate}:    DeliveryShipped,
	{DeliveryShipped, PurchaseActDeliver}:   DeliveryDelivered,
	{DeliveryShipped, PurchaseActReturn}:    DeliveryReturned, // nobody took it
	{DeliveryShipped, PurchaseActCancel}:    DeliveryCancelled,
	{DeliveryShipped, PurchaseActReport}:    DeliveryShipped,
	{DeliveryShipped, PurchaseActTell}:      DeliveryShipped,
	{DeliveryShipped, PurchaseActResolve}:   DeliveryShipped,
	{DeliveryDelivered, PurchaseActReturn}:  DeliveryReturned,
	{DeliveryDelivered, PurchaseActReport}:  DeliveryDelivered,
	{DeliveryDelivered, PurchaseActTell}:    DeliveryDelivered,
	{DeliveryDelivered, PurchaseActResolve}: DeliveryDelivered,
	{DeliveryReturned, PurchaseActTell}:     DeliveryReturned,
	{DeliveryReturned, PurchaseActResolve}:  DeliveryReturned,
	{DeliveryCancelled, PurchaseActTell}:    DeliveryCancelled,
	{DeliveryCancelled, PurchaseActResolve}: DeliveryCancelled,
}

// DeliveryExceptionType is what goes wrong with a delivery (D2-34).
type DeliveryExceptionType string

// The types of exceptions.
const (
	ExceptionDelay     DeliveryExceptionType = "DELAY"
	ExceptionDamage    DeliveryExceptionType = "DAMAGE"
	ExceptionWrongItem DeliveryExceptionType = "WRONG_ITEM"
	ExceptionLost      DeliveryExceptionType = "LOST"
)

// Values lists the types of exceptions, in their order.
func (DeliveryExceptionType) Values() []string {
	return names([]DeliveryExceptionType{ExceptionDelay, ExceptionDamage, ExceptionWrongItem, ExceptionLost})
}

// DeliveryException is something that went wrong with a delivery: the customer is told
// of it, and it is made good (D2-34).
type DeliveryException struct {
	Number         int                   `json:"number"` // counts from 1 in its purchase
	Type           DeliveryExceptionType `json:"type"`
	NoticedAt      time.Time             `json:"noticedAt"`
	Automatic      bool                  `json:"automatic,omitempty"` // the promised time passed
	CustomerToldAt *time.Time            `json:"customerToldAt,omitempty"`
	Channel        *Channel              `json:"channel,omitempty"` // by which way the customer was told, where that is known
	Solution       string                `json:"solution,omitempty"`
	SolvedAt       *time.Time            `json:"solvedAt,omitempty"`
}

// Open tells whether it is still to be made good.
func (e DeliveryException) Open() bool { return e.Solution == "" }

// Untold tells whether the customer is still to be told of it.
func (e DeliveryException) Untold() bool { return e.CustomerToldAt == nil && e.Open() }
