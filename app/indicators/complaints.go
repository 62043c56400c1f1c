package indicators

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/ent/purchaserecord"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RecurWithin is within how many days after a closing a complaint of the same customer and
// the same class of cause is a recurrence (model 4).
const RecurWithin = 90

// Counted is: the complaint counts in the complaint rate. It was not withdrawn, and did not
// turn out to be without ground.
func Counted() predicate.Complaint {
	return complaint.And(complaint.StateNEQ(flow.ComplaintWithdrawn), founded())
}

func founded() predicate.Complaint {
	return complaint.Or(complaint.OutcomeIsNil(), complaint.OutcomeNEQ(flow.OutcomeUnfound))
}

// Known is: the complaint is closed, and it would be seen whether it recurs, for its
// customer and the class of its cause are known; of facts nobody has looked.
func Known() predicate.Complaint {
	return complaint.And(complaint.Historic(false), complaint.StateEQ(flow.ComplaintClosed), complaint.CustomerIDNotNil(), complaint.RootCauseNotNil(), founded())
}

// Recurred is: another complaint is a recurrence of it.
func Recurred(tenant typeid.ID) predicate.Complaint {
	return func(s *sql.Selector) { s.Where(recurrence(s, tenant)) }
}

func recurrence(s *sql.Selector, tenant typeid.ID) *sql.Predicate {
	t := sql.Dialect(s.Dialect()).Table(complaint.Table).As("again")
	return sql.Exists(sql.Dialect(s.Dialect()).Select(t.C(complaint.FieldID)).From(t).Where(sql.And(
		sql.EQ(t.C(complaint.FieldTenantID), tenant), sql.ColumnsEQ(t.C(complaint.FieldRecurrenceOfID), s.C(complaint.FieldID)),
	)))
}

// Ordered is: the order was placed on these days (YYYY-MM-DD), and not cancelled.
func Ordered(first, last string) predicate.PurchaseRecord {
	return purchaserecord.And(
		purchaserecord.DeliveryStateIn(flow.DeliveryPlanned, flow.DeliveryShipped, flow.DeliveryDelivered, flow.DeliveryReturned),
		purchaserecord.OrderedOnGTE(first), purchaserecord.OrderedOnLTE(last),
	)
}

// complaintRecords are the records behind the indicators of complaints.
func complaintRecords(ctx context.Context, rule score.Definition, a asked, part score.Part) []func(*sql.Selector) {
	received := complaint.And(complaint.ReceivedAtGTE(a.from()), complaint.ReceivedAtLT(a.to()))
	switch rule.Code {
	case score.ComplaintRate:
		if part == score.PartGood { // none is good
			return joinOf(complaint.IDIn())
		}
		return joinOf(received, Counted())
	case score.ComplaintOnTimeRate:
		due := with(ctx, slaclock.Table, slaclock.FieldComplaintID, func(s *sql.Selector) []*sql.Predicate {
			fit := []*sql.Predicate{
				sql.EQ(s.C(slaclock.FieldKind), sla.ClockComplaintResolution), sql.NotIn(s.C(slaclock.FieldState), sla.ClockCancelled, sla.ClockPaused),
				sql.GTE(s.C(slaclock.FieldDueAt), a.from()), sql.LT(s.C(slaclock.FieldDueAt), a.to()),
				sql.Or(sql.NotNull(s.C(slaclock.FieldStoppedAt)), sql.LTE(s.C(slaclock.FieldDueAt), viewer.Now(ctx))),
			}
			switch met := sql.EQ(s.C(slaclock.FieldState), sla.ClockMet); part {
			case score.PartGood:
				fit = append(fit, met)
			case score.PartRest:
				fit = append(fit, sql.Not(met))
			case score.PartAll:
			}
			return fit
		})
		said := complaint.TimelyNotNil() // by facts, which have no clocks
		if part != score.PartAll {
			said = complaint.Timely(part == score.PartGood)
		}
		return joinOf(complaint.Or(append(as[predicate.Complaint](due), complaint.And(said, received))...))
	case score.ComplaintAcceptanceRate:
		accepted := complaint.OutcomeEQ(flow.OutcomeAccepted)
		return joinOf(
			complaint.StateEQ(flow.ComplaintClosed), complaint.OutcomeNotNil(),
			complaint.ClosedAtGTE(a.from()), complaint.ClosedAtLT(a.to()), partOf(part, accepted),
		)
	default: // recurrence: of what was closed 90 days earlier it is known by the end of the period
		from, to := a.span.From.AddDate(0, 0, -RecurWithin), a.span.To.AddDate(0, 0, -RecurWithin)
		again := Recurred(viewer.Tenant(ctx))
		return joinOf(Known(), complaint.ClosedAtGTE(from.UTC()), complaint.ClosedAtLT(to.UTC()), partOf(part, complaint.Not(again)))
	}
}

func joinOf(all ...predicate.Complaint) []func(*sql.Selector) {
	out := make([]func(*sql.Selector), 0, len(all))
	for _, p := range all {
		if p != nil {
			out = append(out, p)
		}
	}
	return out
}

func partOf(part score.Part, good predicate.Complaint) predicate.Complaint {
	switch part {
	case score.PartGood:
		return good
	case score.PartRest:
		return complaint.Not(good)
	case score.PartAll:
	}
	return nil
}

func complaintsBy(client *ent.Client, a asked) func(context.Context, []func(*sql.Selector)) ([]amount, error) {
	return func(ctx context.Context, which []func(*sql.Selector)) (rows []amount, err error) {
		q := client.Complaint.Query().Where(as[predicate.Complaint](which)...)
		if a.departments != nil {
			q.Where(complaint.OwnerDepartmentIDIn(a.departments...))
		}
		err = q.Modify(byColumn(complaint.FieldOwnerDepartmentID)).Scan(ctx, &rows)
		return rows, err
	}
}

// byColumn counts rows by the department that the column names.
func byColumn(column string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.Select(sql.As(s.C(column), "department"), sql.As(sql.Count("*"), "count")).GroupBy(s.C(column))
	}
}

// countComplaints counts the complaints of a period, and what they are compared with: the
// orders of the period, or, of a company that wrote none down in it, the customers that
// were there at its end.
func countComplaints(ctx context.Context, client *ent.Client, rule score.Definition, a asked) (parts, error) {
	p := parts{}
	rows, err := complaintsBy(client, a)(ctx, complaintRecords(ctx, rule, a, score.PartAll))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		p.add(row.Department, score.Sum{Numerator: row.Count, Sample: int(row.Count)})
	}
	var basis []amount
	err = client.PurchaseRecord.Query().Where(Ordered(a.span.First(), a.span.Last())).
		Modify(byColumn(purchaserecord.FieldDepartmentID)).Scan(ctx, &basis)
	if err == nil && len(basis) == 0 {
		err = client.Customer.Query().Where(customer.CreatedAtLT(a.to())).Modify(byColumn(customer.FieldDepartmentID)).Scan(ctx, &basis)
	}
	for _, row := range basis {
		if a.counts(row.Department) {
			p.add(row.Department, score.Sum{Denominator: row.Count})
		}
	}
	return p, err
}

// counts tells whether what is the department's is asked for.
func (a asked) counts(department *typeid.ID) bool {
	if a.departments == nil {
		return true
	}
	for _, id := range a.departments {
		if department != nil && *department == id {
			return true
		}
	}
	return false
}

// countResolved counts the clocks of resolutions that were due by now, and the facts
// received in the period that say whether they were answered in time.
func countResolved(ctx context.Context, client *ent.Client, a asked) (parts, error) {
	p := parts{}
	var rows []struct {
		Department *typeid.ID     `json:"department"`
		State      sla.ClockState `json:"state"`
		Count      int64          `json:"count"`
	}
	err := client.SlaClock.Query().Where(DueIn(sla.ClockComplaintResolution, a.from(), a.to()), clocks.Decided(viewer.Now(ctx))).
		Modify(func(s *sql.Selector) {
			t := sql.Dialect(s.Dialect()).Table(complaint.Table).As("led")
			s.Join(t).OnP(sql.And(
				sql.ColumnsEQ(s.C(slaclock.FieldComplaintID), t.C(complaint.FieldID)), sql.ColumnsEQ(s.C("tenant_id"), t.C(complaint.FieldTenantID)),
			))
			if a.departments != nil {
				s.Where(in(t.C(complaint.FieldOwnerDepartmentID), a.departments))
			}
			department, state := t.C(complaint.FieldOwnerDepartmentID), s.C(slaclock.FieldState)
			s.Select(sql.As(department, "department"), sql.As(state, "state"), sql.As(sql.Count("*"), "count")).GroupBy(department, state)
		}).Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		s := score.Sum{Denominator: row.Count, Sample: int(row.Count)}
		if row.State == sla.ClockMet {
			s.Numerator = row.Count
		}
		p.add(row.Department, s)
	}
	return p, countTimely(ctx, client, a, p)
}

// countTimely adds what facts say: they have no clocks.
func countTimely(ctx context.Context, client *ent.Client, a asked, p parts) error {
	var rows []struct {
		Department *typeid.ID `json:"department"`
		Timely     bool       `json:"timely"`
		Count      int64      `json:"count"`
	}
	q := client.Complaint.Query().Where(complaint.TimelyNotNil(), complaint.ReceivedAtGTE(a.from()), complaint.ReceivedAtLT(a.to()))
	if a.departments != nil {
		q.Where(complaint.OwnerDepartmentIDIn(a.departments...))
	}
	err := q.Modify(func(s *sql.Selector) {
		department, timely := s.C(complaint.FieldOwnerDepartmentID), s.C(complaint.FieldTimely)
		s.Select(sql.As(department, "department"), sql.As(timely, "timely"), sql.As(sql.Count("*"), "count")).GroupBy(department, timely)
	}).Scan(ctx, &rows)
	for _, row := range rows {
		s := score.Sum{Denominator: row.Count, Sample: int(row.Count)}
		if row.Timely {
			s.Numerator = row.Count
		}
		p.add(row.Department, s)
	}
	return err
}

// DueIn is: a clock of the kind that was not cancelled and is not paused, due from the one
// instant up to the other.
func DueIn(kind sla.ClockKind, from, to time.Time) predicate.SlaClock {
	return slaclock.And(
		slaclock.KindEQ(kind), slaclock.StateNotIn(sla.ClockCancelled, sla.ClockPaused), slaclock.DueAtGTE(from), slaclock.DueAtLT(to),
	)
}

// Complaints is Requirements of an indicator that rests on complaints.
func (f *Figure) Complaints(ctx context.Context, q *ent.ComplaintQuery, part score.Part) (*ent.ComplaintQuery, error) {
	a := f.asked(ctx)
	which, err := records(ctx, f.Rule, a, part)
	if err != nil {
		return nil, err
	}
	if a.departments != nil {
		q.Where(complaint.OwnerDepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.Complaint](which)...), nil
}
