package governance

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/acknowledgement"
	"heed/ent/database"
	"heed/ent/governingdocument"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	due       = "governing_document.due"
	begun     = "begun" // governing_document.begun
	lately    = 30      // days in which the duty may have been away
	daysAhead = 3       // before the last day, those who have not read it are reminded
	atOnce    = 100     // documents of one change
)

// Tend retires the documents whose period is over, tells of those whose period begins, and reminds, once and from three days
// before the last one on, those who have not acknowledged what is for them (D2-81). Records
// governing_document.retired, governing_document.begun and governing_document.due.
func Tend(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	for _, one := range []func(context.Context, *ent.Tx, int) (int, error){retireOver, begins, remind} {
		for seen, full := 0, true; full; {
			_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
				n, err := one(ctx, tx, seen)
				seen, full = seen+n, n == atOnce
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// retireOver retires the next whose period is over; those it has retired it finds no more.
func retireOver(ctx context.Context, tx *ent.Tx, _ int) (int, error) {
	c := tenants.Checking(ctx)
	q := tx.GoverningDocument.Query().Where(governingdocument.StateEQ(flow.DocumentEffective), governingdocument.PeriodEndLT(c.Day(0))).
		Order(governingdocument.ByPeriodEnd(), governingdocument.ByID()).Limit(atOnce)
	q.Modify(database.Lock)
	all, err := q.All(ctx)
	if err != nil {
		return 0, fmt.Errorf("governance: looking for what is over: %w", err)
	}
	for _, was := range all {
		next, err := flow.GoverningDocument.Next(was.State, flow.DocumentActRetire)
		if err != nil {
			return 0, err
		}
		if _, err := save(ctx, was, was.Update().SetState(next).SetEndedAt(c.Now)); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// begins tells of the next, after those that were seen, whose period begins, once.
func begins(ctx context.Context, tx *ent.Tx, seen int) (int, error) {
	c := tenants.Checking(ctx)
	all, err := tx.GoverningDocument.Query().Where(
		governingdocument.StateEQ(flow.DocumentEffective), governingdocument.PeriodStartLTE(c.Day(0)), governingdocument.PeriodStartGTE(c.Day(-lately)),
	).Order(governingdocument.ByPeriodStart(), governingdocument.ByID()).Offset(seen).Limit(atOnce).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("governance: looking for what begins: %w", err)
	}
	told, err := toldOf(ctx, tx, "governing_document."+begun, all)
	if err != nil {
		return 0, err
	}
	for _, d := range all {
		if !told[d.ID] {
			journal.Record(ctx, event(d, begun, d.State))
		}
	}
	return len(all), nil
}

// toldOf says of which of the documents an event of the type was ever told.
func toldOf(ctx context.Context, tx *ent.Tx, typ string, all []*ent.GoverningDocument) (map[typeid.ID]bool, error) {
	ever := make(map[typeid.ID]time.Time, len(all))
	for _, d := range all {
		ever[d.ID] = time.Time{}
	}
	return journal.ToldSince(ctx, tx, typ, ever)
}

// remind reminds of the next, after those that were seen, that end soon and that nobody was
// reminded of.
func remind(ctx context.Context, tx *ent.Tx, seen int) (int, error) {
	c := tenants.Checking(ctx)
	all, err := tx.GoverningDocument.Query().Where(
		governingdocument.StateEQ(flow.DocumentEffective), governingdocument.PeriodStartLTE(c.Day(0)), governingdocument.PeriodEndLTE(c.Day(daysAhead)),
	).Order(governingdocument.ByPeriodEnd(), governingdocument.ByID()).Offset(seen).Limit(atOnce).All(ctx)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	told, err := toldOf(ctx, tx, due, all)
	if err != nil {
		return 0, err
	}
	for _, d := range all {
		if told[d.ID] {
			continue
		}
		who, err := tx.Member.Query().Where(audience(d).Members(ctx), yetToRead(ctx, d)).Order(member.ByID()).IDs(ctx)
		if err != nil {
			return 0, fmt.Errorf("governance: looking for who has not read: %w", err)
		}
		if len(who) == 0 { // and who joins in the last days is told by the next pass
			continue
		}
		e := event(d, "due", d.State)
		e.Detail["tell"] = who
		journal.Record(ctx, e)
	}
	return len(all), nil
}

// yetToRead are members who have not acknowledged the document.
func yetToRead(ctx context.Context, d *ent.GoverningDocument) predicate.Member {
	tenant := viewer.Tenant(ctx)
	return func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(acknowledgement.Table)
		s.Where(sql.NotIn(s.C(member.FieldID), sql.Dialect(s.Dialect()).Select(t.C(acknowledgement.FieldMemberID)).From(t).
			Where(sql.And(sql.EQ(t.C(acknowledgement.FieldTenantID), tenant), sql.EQ(t.C(acknowledgement.FieldDocumentID), d.ID)))))
	}
}
