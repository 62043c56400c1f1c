package complaints

import (
	"context"
	"fmt"
	"time"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/app/token"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// usualPromise is how many working days are promised where no deadline says how many.
const usualPromise = 5

// SubmitInput is a complaint by the complainant's own hand.
type SubmitInput struct {
	Form            *ent.ComplaintForm
	Intake          flow.ComplaintIntake // IntakePage or IntakeAPI
	Locale          label.Locale
	ComplainantName string
	Reach
	Content      string
	Product      string
	OrderNo      string // of a purchase, as the complainant knows it
	RemedySought string
	HappenedAt   *time.Time // what they complain of; unknown when left out
	// Sent names the sending, "" for none: what is sent again under the same name is the
	// same complaint. Nobody but who sends it knows the name.
	Sent string
}

// Submitted is a complaint that has come in, and the link at which its complainant follows it.
type Submitted struct {
	Complaint *ent.Complaint
	Link      *token.Link
	Again     bool // it had come in before: nothing was written
}

// Submit writes a complaint down that came in by a page, in the system's name: with the
// answer promised by the deadline, which a member confirms, and acknowledged at once by the
// receipt (D1-44, D2-56 to D2-58). Which purchase it is about is a member's to find: what
// somebody knows of an order shows nothing of it. What was sent before is not written again.
// Errors: BAD_USER_INPUT with complaint.no_name, complaint.no_contact and those of texts;
// complaint.sent_before for other words under the name of a sending. Records
// complaint.received and complaint.acknowledged.
func Submit(ctx context.Context, tx *ent.Tx, in SubmitInput) (*Submitted, error) {
	c := checks{now: viewer.Now(ctx)}
	f := facts{
		name: in.ComplainantName, reach: in.Reach, content: in.Content, product: in.Product, remedy: in.RemedySought,
		channel: in.Form.Channel, intake: in.Intake, locale: in.Locale, form: in.Form.ID, department: in.Form.DepartmentID,
	}
	if d := tenants.ConfigFrom(ctx).Departments[f.department]; d == nil || !d.Active { // nobody is there to answer
		f.department = servicing(ctx)
	}
	f.check(&c)
	f.complainedAt = c.now
	if in.HappenedAt != nil {
		f.happenedOn = c.past("happenedAt", *in.HappenedAt).In(tenants.ConfigFrom(ctx).Zone).Format(time.DateOnly)
	}
	f.order = in.OrderNo
	c.line("orderNo", &f.order, 0, maxOrder)
	switch {
	case c.err != nil:
		return nil, c.err
	case f.name == "":
		return nil, fault.Input("complainantName", "complaint.no_name")
	case f.reach.none():
		return nil, fault.Input("phone", "complaint.no_contact")
	}
	if in.Sent != "" {
		before, err := sentBefore(ctx, tx, in)
		if before != nil || err != nil {
			return before, err
		}
		f.sent = in.Sent
	}
	var err error
	if f.promisedAt, err = promise(ctx, tx, f); err != nil {
		return nil, err
	}
	f.acknowledged = &flow.Acknowledgement{At: c.now, Channel: in.Form.Channel, Automatic: true}
	made, err := register(ctx, tx, f)
	if err != nil {
		return nil, err
	}
	link, err := newStatusLink(ctx, tx, made)
	return &Submitted{Complaint: made, Link: link}, err
}

// sentBefore is the complaint that came in under the name of the sending; nil for none.
func sentBefore(ctx context.Context, tx *ent.Tx, in SubmitInput) (*Submitted, error) {
	was, err := tx.Complaint.Query().Where(complaint.ExternalSystem(flow.SystemOfSendings), complaint.ExternalID(in.Sent)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // none, no error
	}
	if err != nil {
		return nil, fmt.Errorf("complaints: looking for what was sent before: %w", err)
	}
	if was.Content != in.Content || was.FormID != in.Form.ID {
		return nil, fault.Conflict("complaint.sent_before").With("number", was.Number)
	}
	link, err := StatusLink(ctx, tx.Client(), was.ID)
	if err != nil {
		return nil, err
	}
	if link == nil { // it was renewed or has ended: whoever sends again shall not bring it back
		return nil, fault.Conflict("complaint.sent_before").With("number", was.Number)
	}
	return &Submitted{Complaint: was, Link: link, Again: true}, nil
}

// promise is by when an answer is promised to who complains on a page: by the deadline of a
// complaint that was not assessed yet (D2-58).
func promise(ctx context.Context, tx *ent.Tx, f facts) (time.Time, error) {
	now := viewer.Now(ctx)
	s := clocks.Subject{Type: flow.SubjectComplaint, Lead: f.department, Severity: flow.SeverityGeneral}
	planned, err := clocks.Plan(ctx, tx, s, sla.ClockComplaintResolution, now, now.AddDate(0, 0, promiseDays))
	if err != nil {
		return time.Time{}, err
	}
	due := planned.DueAt()
	if usual := clocks.WorkingDaysAfter(ctx, now, usualPromise); usual != nil && !due.Before(now.AddDate(0, 0, promiseDays)) {
		due = *usual
	}
	return viewer.Instant(due), nil
}
