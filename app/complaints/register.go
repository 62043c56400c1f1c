package complaints

import (
	"context"
	"fmt"
	"strings"
	"time"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/rules/words"
)

// series is the beginning of the numbers of complaints.
const series = "CMP"

// facts are what is known of a complaint when it comes in, by whichever way.
type facts struct {
	customer, contact, purchase, touchpoint, form typeid.ID
	name, content, product, order, remedy         string
	sent                                          string // the name of the sending, of a public page
	happenedOn                                    string // a day, YYYY-MM-DD; "" for unknown
	reach                                         Reach
	reachable                                     bool // the contact of the company's books is
	complainedAt, promisedAt                      time.Time
	channel                                       flow.Channel
	intake                                        flow.ComplaintIntake
	locale                                        label.Locale
	department, assignee                          typeid.ID
	confirmed                                     bool // a member has told the customer of the promise
	acknowledged                                  *flow.Acknowledgement
}

// check cleans the texts.
func (f *facts) check(c *checks) {
	c.line("complainantName", &f.name, 0, maxName)
	f.reach.check(c)
	if err := text.Verbatim("content", f.content, maxWords); err != nil {
		c.fail(err)
	}
	c.line("product", &f.product, 0, maxProduct)
	c.keep(&f.remedy)(text.Lines("remedySought", f.remedy, 0, maxLong))
}

// register writes a complaint down and starts its clocks: that of its acknowledgement, and
// that of its resolution, due at the earlier of the deadline and the promise (D2-58, D2-60).
// Records complaint.received.
func register(ctx context.Context, tx *ent.Tx, f facts) (*ent.Complaint, error) {
	now := viewer.Now(ctx)
	number, err := requirements.NextNumber(ctx, tx, series)
	if err != nil {
		return nil, err
	}
	id := typeid.New(ent.Prefixes[ent.TypeComplaint], now)
	q := tx.Complaint.Create().SetID(id).SetNumber(number).
		SetCustomerID(f.customer).SetContactID(f.contact).SetPurchaseID(f.purchase).SetTouchpointID(f.touchpoint).SetFormID(f.form).
		SetIntake(f.intake).SetLocale(string(f.localeOr(ctx))).SetContent(f.content).SetProduct(f.product).SetOrderNo(f.order).SetRemedySought(f.remedy).
		SetComplainedAt(f.complainedAt).SetHappenedOn(f.happenedOn).SetChannel(f.channel).SetReceivedAt(now).SetPromisedAt(f.promisedAt).SetPromiseConfirmed(f.confirmed).
		SetOwnerDepartmentID(f.department).SetAssigneeID(f.assignee).SetState(flow.ComplaintReceived).
		SetGrams(grams(viewer.Tenant(ctx), number, f.product, f.content))
	if f.name != "" {
		q.SetComplainantName(f.name)
	}
	if f.sent != "" {
		q.SetExternalSystem(flow.SystemOfSendings).SetExternalID(f.sent)
	}
	if f.acknowledged != nil {
		q.SetAcknowledgement(f.acknowledged).SetCustomerToldAt(f.acknowledged.At)
	}
	if err := f.reach.seal(ctx, q.Mutation(), id); err != nil {
		return nil, err
	}
	subject := clocks.Subject{
		Type: flow.SubjectComplaint, ID: id, Lead: f.department, CustomerID: f.customer, Severity: flow.SeverityGeneral,
	}
	ack, err := clocks.Plan(ctx, tx, subject, sla.ClockComplaintAck, now, database.Never)
	if err != nil {
		return nil, err
	}
	resolution, err := clocks.Plan(ctx, tx, subject, sla.ClockComplaintResolution, now, f.promisedAt)
	if err != nil {
		return nil, err
	}
	due := resolution.DueAt()
	if f.acknowledged == nil && ack.DueAt().Before(due) {
		due = ack.DueAt()
	}
	made, err := q.SetDueAt(due).SetNillableSilenceAt(clocks.WorkingDaysAfter(ctx, now, silenceAfter(ctx))).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("complaints: writing one down: %w", err)
	}
	for _, planned := range []*clocks.Planned{ack, resolution} {
		if _, err := planned.Begin(ctx, tx, clocks.OfComplaint(made)); err != nil {
			return nil, err
		}
	}
	if f.acknowledged != nil { // in time, for it was at once
		if _, err := clocks.Stop(ctx, tx, clocks.OfComplaint(made), sla.ClockComplaintAck, now, ""); err != nil {
			return nil, err
		}
	}
	count(ctx, nil, made)
	moved(ctx, made, "", told{clauses: []string{"D2-56", "D2-57", "D2-58"}, detail: map[string]any{
		"customer": made.CustomerID, "channel": made.Channel, "intake": made.Intake, "complainedAt": made.ComplainedAt,
		"promisedAt": made.PromisedAt, "department": made.OwnerDepartmentID,
	}})
	if made.Acknowledgement != nil {
		happened(ctx, made, "complaint.acknowledged", told{clauses: []string{"D2-58"}, detail: map[string]any{"channel": made.Acknowledgement.Channel}})
	}
	return made, nil
}

func (f facts) localeOr(ctx context.Context) label.Locale {
	if f.locale != "" {
		return f.locale
	}
	return viewer.From(ctx).Language()
}

// grams are the words under which a complaint is found; the short texts come first, for
// only so many are kept. Who complained is not among them.
func grams(tenant typeid.ID, all ...string) string {
	return words.Prefixed(words.Company(string(tenant)), words.Index(strings.Join(all, "\n")))
}
