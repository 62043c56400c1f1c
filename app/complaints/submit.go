package complaints

import (
	"context"
	"time"

	"heed/app/clocks"
	"heed/app/token"
	"heed/ent"
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
	HappenedAt   *time.Time // now when left out
}

// Submitted is a complaint that has come in, and the link at which its complainant follows it.
type Submitted struct {
	Complaint *ent.Complaint
	Link      *token.Link
}

// Submit writes a complaint down that came in by a page, in the system's name: with the
// answer promised by the deadline, which a member confirms, and acknowledged at once by the
// receipt (D1-44, D2-56 to D2-58). Which purchase it is about is a member's to find: what
// somebody knows of an order shows nothing of it. Errors: BAD_USER_INPUT with
// complaint.no_name, complaint.no_contact and those of texts. Records complaint.received and
// complaint.acknowledged.
func Submit(ctx context.Context, tx *ent.Tx, in SubmitInput) (*Submitted, error) {
	c := checks{now: viewer.Now(ctx)}
	f := facts{
		name: in.ComplainantName, reach: in.Reach, content: in.Content, product: in.Product, remedy: in.RemedySought,
		channel: in.Form.Channel, intake: in.Intake, locale: in.Locale, form: in.Form.ID, department: in.Form.DepartmentID,
	}
	f.check(&c)
	f.complainedAt = c.pastOr("happenedAt", in.HappenedAt)
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
