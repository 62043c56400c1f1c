package complaints

import (
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// fact is what a table says of a complaint of the past; "" and zero times are unknown.
type fact struct {
	received, complained, answered time.Time
	channel                        flow.Channel
	product, response              string
	nature                         flow.ComplaintNature
	severity                       flow.Severity
	cause                          flow.RootCauseClass
	department                     typeid.ID
	state                          flow.ComplaintState
	outcome                        flow.ComplaintOutcome
	timely, disputed               said
}

// unsaid is what a fact is of which the table does not say it.
var unsaid = fact{state: flow.ComplaintClosed}

func factOf(c *ent.Complaint) fact {
	return fact{
		received: c.ReceivedAt.UTC(), complained: c.ComplainedAt.UTC(), answered: optional.Value(c.ClosedAt).UTC(), channel: c.Channel,
		product: c.Product, response: c.StatedResponse, nature: optional.Value(c.Nature), severity: optional.Value(c.Severity),
		cause: optional.Value(c.RootCause), department: c.OwnerDepartmentID, state: c.State, outcome: optional.Value(c.Outcome),
		timely: saidOf(c.Timely), disputed: saidOf(c.Disputed),
	}
}

// over is the facts with what the row says. When it was complained is, where nothing says
// so, when it was received.
func (e importEntry) over(f fact) fact {
	together := f.complained.Equal(f.received)
	for field := range e.Cells {
		switch field {
		case FieldReceived:
			f.received = e.says.received
		case FieldComplained:
			f.complained = e.says.complained
		case FieldAnswered:
			f.answered = e.says.answered
		case FieldChannel:
			f.channel = e.says.channel
		case FieldProduct:
			f.product = e.says.product
		case FieldNature:
			f.nature = e.says.nature
		case FieldSeverity:
			f.severity = e.says.severity
		case FieldRootCause:
			f.cause = e.says.cause
		case FieldDepartment:
			f.department = e.says.department
		case FieldState:
			f.state = e.says.state
		case FieldOutcome:
			f.outcome = e.says.outcome
		case FieldResponse:
			f.response = e.says.response
		case FieldTimely:
			f.timely = e.says.timely
		case FieldDisputed:
			f.disputed = e.says.disputed
		default:
		}
	}
	if together && !e.Says(FieldComplained) {
		f.complained = f.received
	}
	return f
}

func orNil[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// fill gives a new complaint its facts: nothing is promised of it any more, and nobody has
// to do anything.
func (f fact) fill(c *ent.ComplaintCreate) *ent.ComplaintCreate {
	c.SetIntake(flow.IntakeImport).SetHistoric(true).SetState(f.state).SetReceivedAt(f.received).SetComplainedAt(f.complained).
		SetNillableClosedAt(orNil(f.answered)).SetChannel(f.channel).SetNillableNature(orNil(f.nature)).SetNillableSeverity(orNil(f.severity)).
		SetNillableRootCause(orNil(f.cause)).SetNillableOutcome(orNil(f.outcome)).SetNillableTimely(f.timely.value()).
		SetNillableDisputed(f.disputed.value()).SetPromisedAt(database.Never).SetDueAt(database.Never)
	if f.product != "" {
		c.SetProduct(f.product)
	}
	if f.response != "" {
		c.SetStatedResponse(f.response)
	}
	if f.department != "" {
		c.SetOwnerDepartmentID(f.department)
	}
	return c
}

// change writes the facts over those of a complaint, and names what differs.
func (f fact) change(was *ent.Complaint) (*ent.ComplaintUpdateOne, []string) {
	before, change, fields := factOf(was), was.Update(), []string(nil)
	for _, one := range []struct {
		field   string
		differs bool
		set     func()
	}{
		{"receivedAt", !f.received.Equal(before.received), func() { change.SetReceivedAt(f.received) }},
		{"complainedAt", !f.complained.Equal(before.complained), func() { change.SetComplainedAt(f.complained) }},
		{"closedAt", !f.answered.Equal(before.answered), func() { change.SetClosedAt(f.answered) }},
		{"channel", f.channel != before.channel, func() { change.SetChannel(f.channel) }},
		{"product", f.product != before.product, func() {
			change.SetProduct(f.product).SetGrams(grams(was.TenantID, was.Number, f.product, was.Content))
		}},
		{"nature", f.nature != before.nature, func() { change.SetNature(f.nature) }},
		{"severity", f.severity != before.severity, func() { change.SetSeverity(f.severity) }},
		{"rootCause", f.cause != before.cause, func() { change.SetRootCause(f.cause) }},
		{"ownerDepartment", f.department != before.department, func() { change.SetOwnerDepartmentID(f.department) }},
		{"state", f.state != before.state, func() { change.SetState(f.state) }},
		{"outcome", f.outcome != before.outcome, func() { change.SetOutcome(f.outcome) }},
		{"response", f.response != before.response, func() { change.SetStatedResponse(f.response) }},
		{"timely", f.timely != before.timely, func() { change.SetNillableTimely(f.timely.value()) }},
		{"disputed", f.disputed != before.disputed, func() { change.SetNillableDisputed(f.disputed.value()) }},
	} {
		if one.differs {
			one.set()
			fields = append(fields, one.field)
		}
	}
	return change, fields
}
