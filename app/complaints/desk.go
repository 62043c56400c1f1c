package complaints

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/attachment"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Desk serves who complains: at the links of pages and of complaints, in the name of no
// member. The public pages and the API share it. Requests come with their instant, address
// and data keys.
type Desk struct {
	Client  *ent.Client
	Journal *journal.Journal
	// Company puts a company and its configuration into a context, for the system's
	// own work.
	Company func(ctx context.Context, tenant typeid.ID) (context.Context, error)
}

// Visit is what somebody came for: a page, or a complaint.
type Visit struct {
	Link      *ent.Token
	Company   string             // its name
	Form      *ent.ComplaintForm // nil at the status of a complaint
	Complaint *ent.Complaint     // nil at a page
}

// Look finds what a link is for, for somebody who wants to see it: an address looks so
// often and no more, whatever it guesses. The context is the company's from then on.
// Errors: RATE_LIMITED, NOT_FOUND alike for every link that does not hold.
func (d *Desk) Look(ctx context.Context, secret string) (context.Context, *Visit, error) {
	if err := LooksOfAddress.Take(ctx, d.Journal, limit.Network(viewer.Address(ctx))); err != nil {
		return ctx, nil, err
	}
	return d.Find(ctx, secret)
}

// Find is Look for who has looked before.
func (d *Desk) Find(ctx context.Context, secret string) (context.Context, *Visit, error) {
	link, err := Linked(ctx, d.Client, secret)
	if err != nil {
		return ctx, nil, err
	}
	of, err := d.Company(ctx, link.CompanyID)
	if err != nil {
		return ctx, nil, err
	}
	v := &Visit{Link: link, Company: tenants.ConfigFrom(of).Tenant.Name}
	if v.Complaint, err = Followed(of, d.Client, link); errors.Is(err, fault.NotFound()) {
		v.Form, err = Page(of, d.Client, link)
	}
	if err != nil {
		return ctx, nil, err
	}
	return of, v, nil
}

// Admit lets an address send a complaint, so often and no more: it is asked before
// anything that was sent is read. Errors: RATE_LIMITED.
func (d *Desk) Admit(ctx context.Context) error {
	return ComplaintsOfAddress.Take(ctx, d.Journal, limit.Network(viewer.Address(ctx)))
}

// Submit writes down what was sent to a page; whoever sends it was admitted. The context is
// the company's from then on. Errors: RATE_LIMITED of the page, NOT_FOUND, those of the verb.
func (d *Desk) Submit(ctx context.Context, secret string, in SubmitInput) (context.Context, *Submitted, error) {
	of, v, err := d.Find(ctx, secret)
	if err == nil && v.Form == nil {
		err = fault.NotFound()
	}
	if err == nil {
		err = ComplaintsAtPage.Check(ctx, d.Client, string(v.Link.ID))
	}
	if err != nil {
		return ctx, nil, err
	}
	in.Form = v.Form
	var made *Submitted
	for range 2 { // the second time finds what the same form has sent at the same moment
		_, err = d.Journal.Change(of, func(ctx context.Context, tx *ent.Tx) (err error) {
			made, err = Submit(ctx, tx, in)
			return err
		})
		if !ent.IsConstraintError(err) {
			break
		}
	}
	if err != nil {
		return of, nil, err
	}
	if !made.Again { // what is refused takes nobody's place
		if err := ComplaintsAtPage.Count(ctx, d.Journal, string(v.Link.ID)); err != nil { // the complaint is in, whatever is counted
			slog.WarnContext(ctx, "a complaint of a page was not counted", "error", err)
		}
	}
	return of, made, nil
}

// MoreFiles refuses n files of the complainant when the handling is over
// (complaint.files_closed), or has as many as they may give: input.too_many on files.
func (d *Desk) MoreFiles(ctx context.Context, made *Submitted, n, most int) error {
	if !made.Complaint.State.Open() {
		return fault.Precondition("complaint.files_closed")
	}
	given, err := d.Client.Attachment.Query().Where(attachment.OwnerID(made.Complaint.ID), attachment.CreatedByIsNil()).Count(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("complaints: counting the complainant's files: %w", err)
	}
	if given+n > most {
		return fault.Input("files", "input.too_many").With("max", most)
	}
	return nil
}

// TakeFile refuses a complainant's file when the page has taken as many as it may
// (RATE_LIMITED), or where only the room is left that the company keeps for its members
// (plan.files).
func (d *Desk) TakeFile(ctx context.Context, made *Submitted, bytes int64) error {
	if err := tenants.SpareRoomForFile(ctx, d.Client, bytes); err != nil {
		return err
	}
	return FilesAtPage.Take(ctx, d.Journal, string(made.Complaint.FormID))
}

// Answer keeps the customer's word at the link to a complaint. Errors: RATE_LIMITED,
// NOT_FOUND, those of the verb.
func (d *Desk) Answer(ctx context.Context, secret string, in AnswerInput) (context.Context, *Visit, error) {
	of, v, err := d.Look(ctx, secret)
	if err == nil && v.Complaint == nil {
		err = fault.NotFound()
	}
	if err == nil {
		err = AnswersAtLink.Take(ctx, d.Journal, string(v.Link.ID))
	}
	if err != nil {
		return ctx, nil, err
	}
	in.ID = v.Complaint.ID
	_, err = d.Journal.Change(of, func(ctx context.Context, tx *ent.Tx) error {
		_, err := Answer(ctx, tx, in)
		return err
	})
	if err != nil {
		return of, v, err
	}
	return d.Find(ctx, secret)
}
