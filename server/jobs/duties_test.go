package jobs

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// duty does a duty of the list once, as the queue does.
func (s *stage) duty(d Duty) {
	s.t.Helper()
	e := s.engine(nil, []Duty{d})
	s.must(e.Plan)
	s.works(e)
	if n := s.rows(e, "state = 'discarded'"); n > 0 {
		s.t.Fatalf("%s is given up", d.Name)
	}
}

// From November on administrators are told, once a year, that next year's
// statutory days are not known.
func TestCalendarAlarm(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		alarms := func(c *apptest.Company) []*ent.Event {
			return w.Client.Event.Query().Where(event.Type("calendar.data_missing")).Order(event.ByPosition()).AllX(c.System())
		}
		on := func(year int, month time.Month, day int) {
			s.Clock.Set(time.Date(year, month, day, 2, 0, 0, 0, time.UTC))
			s.duty(calendarAlarm)
		}
		on(2025, time.November, 3)
		if n := len(alarms(w.A)); n != 0 {
			t.Fatalf("%d alarms, though 2026 is known", n)
		}
		on(2026, time.October, 31)
		if n := len(alarms(w.A)); n != 0 {
			t.Fatalf("%d alarms in October", n)
		}
		for day := 1; day <= 3; day++ {
			on(2026, time.November, day)
		}
		on(2026, time.December, 31)
		for _, c := range []*apptest.Company{w.A, w.B} {
			all := alarms(c)
			if len(all) != 1 {
				t.Fatalf("%d alarms in %s", len(all), c.Slug)
			}
			e := all[0]
			if e.SubjectType != flow.SubjectCalendar || e.ActorID != "" {
				t.Errorf("%s: the alarm is %v", c.Slug, e)
			}
			var detail struct {
				Year       int
				ValidUntil string
			}
			body := w.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).OnlyX(c.System()).Body
			if err := json.Unmarshal([]byte(body), &detail); err != nil || detail.Year != 2027 || detail.ValidUntil != "2026-12-31" {
				t.Errorf("%s: the detail is %s", c.Slug, body)
			}
		}
		on(2027, time.November, 1)
		if n := len(alarms(w.A)); n != 2 {
			t.Errorf("%d alarms a year later", n)
		}
	})
}

// What is over goes, what is not stays; in as many lots as it takes.
func TestHousekeeping(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		now, ctx := s.Clock.Now(), w.Context()
		w.Client.Session.Delete().ExecX(ctx)
		w.Client.LoginAttempt.Delete().ExecX(ctx)
		old, young := []byte("old"), []byte("young")
		session := func(ended *time.Time, expires time.Time) {
			w.Client.Session.Create().SetUserID(w.A.Members["admin"].UserID).SetCompanyID(w.A.ID).SetMemberID(w.A.Members["admin"].ID).SetRotatedAt(now).
				SetExpiresAt(expires).SetNillableEndedAt(ended).ExecX(ctx)
		}
		day := func(days int) time.Time { return now.AddDate(0, 0, days) }
		ended, recently := day(-91), day(-89)
		session(&ended, day(-62)) // 30 days after its last refresh
		session(nil, day(-91))
		session(&recently, day(-60))
		session(nil, day(20))
		for hash, expires := range map[string]time.Time{"a": day(-8), "b": day(-6), "c": day(1)} {
			w.Client.Token.Create().SetHash([]byte(hash)).SetKind(flow.TokenKind(flow.TokenKind("").Values()[0])).SetSubjectID("sub_x").SetCreatedAt(day(-30)).SetExpiresAt(expires).ExecX(ctx)
		}
		w.Client.LoginAttempt.Create().SetSubject(old).SetFailures(1).SetWindowEndsAt(day(-2)).ExecX(ctx)
		w.Client.LoginAttempt.Create().SetSubject(young).SetFailures(1).SetWindowEndsAt(now).ExecX(ctx)
		const many = 1_001
		for _, c := range []*apptest.Company{w.A, w.B} {
			keys := make([]*ent.IdempotencyRecordCreate, many)
			for i := range keys {
				at := now.Add(-journal.KeyTTL - time.Second)
				if i == 0 {
					at = now.Add(-journal.KeyTTL + time.Second)
				}
				keys[i] = w.Client.IdempotencyRecord.Create().SetMemberID(c.Members["admin"].ID).SetKey(at.String() + string(rune('一'+i))).SetOperation("x").
					SetSalt([]byte("s")).SetDigest([]byte("d")).SetCreatedAt(at)
			}
			w.Client.IdempotencyRecord.CreateBulk(keys...).ExecX(c.System())
		}
		s.duty(forgetKeys)
		s.duty(forgetSessions)
		for name, n := range map[string][2]int{
			"keys of A": {w.Client.IdempotencyRecord.Query().CountX(w.A.System()), 1},
			"keys of B": {w.Client.IdempotencyRecord.Query().CountX(w.B.System()), 1},
			"sessions":  {w.Client.Session.Query().CountX(ctx), 2},
			"links":     {w.Client.Token.Query().CountX(ctx), 2},
			"attempts":  {w.Client.LoginAttempt.Query().CountX(ctx), 1},
		} {
			if n[0] != n[1] {
				t.Errorf("%d %s are left, want %d", n[0], name, n[1])
			}
		}
	})
}

// Old notices go, those that were read sooner; in as many lots as it takes, also past
// those that stay, and none of another company that is not old.
func TestForgetNotices(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		now, n := s.Clock.Now(), int64(0)
		these := func(c *apptest.Company, many int, age time.Duration, read bool) {
			t.Helper()
			rows := make([]*ent.NotificationCreate, many)
			for i := range rows {
				n++
				rows[i] = w.Client.Notification.Create().SetMemberID(c.Members["admin"].ID).SetPosition(n).SetType("task.open").
					SetSubjectType(flow.SubjectTask).SetSubjectID("tsk_x").SetClauseIds([]string{}).SetDedupeKey(strconv.FormatInt(n, 10)).SetCreatedAt(now.Add(-age))
				if read {
					rows[i].SetReadAt(now.Add(-age))
				}
			}
			w.Client.Notification.CreateBulk(rows...).ExecX(c.System())
		}
		const day, moment = 24 * time.Hour, time.Microsecond
		these(w.A, 1_001, 365*day+moment, false)
		these(w.A, 3, 365*day, false)
		these(w.A, 600, 91*day, false) // one after the other with those that go
		these(w.A, 700, 91*day, true)
		these(w.A, 5, 90*day+moment, true)
		these(w.A, 7, 90*day, true)
		these(w.B, 2, 366*day, true)
		these(w.B, 4, 89*day, true)
		s.duty(forgetNotices)
		s.duty(forgetNotices) // which comes to the same
		for name, got := range map[string][2]int{
			"of A, unread": {w.Client.Notification.Query().Where(notification.ReadAtIsNil()).CountX(w.A.System()), 603},
			"of A, read":   {w.Client.Notification.Query().Where(notification.ReadAtNotNil()).CountX(w.A.System()), 7},
			"of B":         {w.Client.Notification.Query().CountX(w.B.System()), 4},
		} {
			if got[0] != got[1] {
				t.Errorf("%d notices %s are left, want %d", got[0], name, got[1])
			}
		}
	})
}

// Exports of the ledger go after 90 days, in as many lots as it takes, and none of them sooner.
func TestForgetLedgers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		now := s.Clock.Now()
		for _, these := range []struct {
			of   *apptest.Company
			many int
			age  time.Duration
		}{{w.A, 501, 91 * 24 * time.Hour}, {w.A, 2, 90 * 24 * time.Hour}, {w.B, 1, 100 * 24 * time.Hour}, {w.B, 3, 0}} {
			ctx := viewer.WithNow(these.of.System(), now.Add(-these.age))
			rows := make([]*ent.LedgerExportCreate, these.many)
			for i := range rows {
				rows[i] = w.Client.LedgerExport.Create().SetMemberID(these.of.Members["management"].ID).SetFormat(flow.ExportCSV).SetExpiresAt(now.Add(-these.age))
			}
			w.Client.LedgerExport.CreateBulk(rows...).ExecX(ctx)
		}
		for range 2 { // the second time comes to the same
			s.duty(forgetLedgers)
			if a, b := w.Client.LedgerExport.Query().CountX(w.A.System()), w.Client.LedgerExport.Query().CountX(w.B.System()); a != 2 || b != 3 {
				t.Errorf("%d and %d are left, want 2 and 3", a, b)
			}
		}
	})
}

// The indicators of the past month are kept on the first working day, once.
func TestClosePeriods(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for _, c := range []struct {
			at   time.Time
			none bool
		}{
			{time.Date(2026, 9, 30, 22, 30, 0, 0, time.UTC), true},   // a holiday
			{time.Date(2026, 10, 7, 22, 30, 0, 0, time.UTC), false},  // Thursday, 6:30
			{time.Date(2026, 10, 8, 22, 30, 0, 0, time.UTC), false},  // no second time
			{time.Date(2026, 10, 30, 22, 30, 0, 0, time.UTC), false}, // nor later
		} {
			s.Clock.Set(c.at)
			s.duty(closePeriods)
			for _, company := range []*apptest.Company{w.A, w.B} {
				n := w.Client.IndicatorSnapshot.Query().CountX(company.System())
				events := w.Client.Event.Query().Where(event.Type("indicator.computed")).CountX(company.System())
				// Of the month and of the quarter, and what of August can be known: nothing, the company came later.
				// Trainings have six of each, and the hours of the four departments with people are known to be none.
				want, ofDepartments := 17+8+2*6, 2*4
				if c.none {
					want, ofDepartments = 0, 0
				}
				if n != want+ofDepartments || events != want {
					t.Errorf("%s, %s: %d snapshots, %d events, want %d and %d", c.at, company.Slug, n, events, want+ofDepartments, want)
				}
			}
		}
	})
}
