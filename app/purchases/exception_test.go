package purchases

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/purchaserecord"
	"heed/rules/fault"
	"heed/rules/flow"
)

// What goes wrong is told to the customer and made good; somebody is asked to tell it.
func TestD2_34_Exceptions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.made("SO-1")
		report := ExceptionReportInput{ID: p.ID, ExpectedVersion: 1, Type: flow.ExceptionDamage, NoticedAt: ptr(s.Clock.Now().Add(-time.Hour))}
		for name, c := range map[string]struct {
			change func(*ExceptionReportInput)
			want   error
			field  string
		}{
			"of no type":              {func(in *ExceptionReportInput) { in.Type = "STOLEN" }, fault.Input("", "input.unknown_key"), "type"},
			"noticed in the future":   {func(in *ExceptionReportInput) { in.NoticedAt = ptr(s.Clock.Now().Add(time.Hour)) }, fault.Input("", "input.in_the_future"), "noticedAt"},
			"noticed before ordering": {func(in *ExceptionReportInput) { in.NoticedAt = ptr(s.Clock.Now().AddDate(0, 0, -20)) }, fault.Input("", "purchase.before_order"), "noticedAt"},
			"told by no way":          {func(in *ExceptionReportInput) { in.CustomerToldAt = ptr(s.Clock.Now()) }, fault.Input("", "purchase.told_channel"), "channel"},
			"told at no time":         {func(in *ExceptionReportInput) { in.Channel = ptr(flow.ChannelPhone) }, fault.Input("", "purchase.told_channel"), "channel"},
			"told in the future": {func(in *ExceptionReportInput) {
				in.CustomerToldAt, in.Channel = ptr(s.Clock.Now().Add(time.Hour)), ptr(flow.ChannelPhone)
			}, fault.Input("", "input.in_the_future"), "customerToldAt"},
		} {
			t.Run(name, func(t *testing.T) {
				in, here := report, *s
				c.change(&in)
				here.t = t
				refused(&here, "member.service", ReportException, in, c.want, c.field)
			})
		}
		reported := must(s, "head.service", ReportException, report).Unwrap()
		e := reported.Exceptions[0]
		if len(reported.Exceptions) != 1 || e.Number != 1 || e.Type != flow.ExceptionDamage || !e.NoticedAt.Equal(*report.NoticedAt) || e.Automatic || !e.Untold() || !reported.ExceptionsOpen {
			t.Errorf("reported is %+v", reported)
		}
		asked := s.tasks(p)
		if len(asked) != 1 || asked[0].AssigneeID != s.inn.AccountManagerID || asked[0].CustomerID != s.inn.ID || asked[0].State != flow.TaskOpen ||
			!strings.Contains(asked[0].Title, "SO-1") || !asked[0].DueAt.After(s.Clock.Now()) || !slices.Contains(asked[0].ClauseIds, "D2-34") {
			t.Fatalf("asked: %v", asked)
		}
		resolve := ExceptionResolveInput{ID: p.ID, ExpectedVersion: 2, Exception: 1, Solution: "补发"}
		refused(s, "member.service", ResolveException, resolve, fault.Precondition("purchase.exception_untold"), "customerToldAt")
		none := resolve
		none.Solution = " "
		refused(s, "member.service", ResolveException, none, fault.Input("", "input.required"), "solution")
		none.Solution = strings.Repeat("x", maxSolution+1)
		refused(s, "member.service", ResolveException, none, fault.Input("", "input.too_long"), "solution")
		none = resolve
		none.Exception = 2
		refused(s, "member.service", ResolveException, none, fault.NotFound(), "exception")
		tell := ExceptionTellInput{ID: p.ID, ExpectedVersion: 2, Exception: 1, Channel: flow.ChannelPhone}
		wrong := tell
		wrong.Exception = 0
		refused(s, "member.service", TellException, wrong, fault.NotFound(), "exception")
		wrong = tell
		wrong.ToldAt = ptr(s.Clock.Now().AddDate(0, 0, -20))
		refused(s, "member.service", TellException, wrong, fault.Input("", "purchase.before_order"), "toldAt")
		refused(s, "head.sales", TellException, tell, fault.NotFound(), "")
		told := must(s, "member.service", TellException, tell).Unwrap()
		if e := told.Exceptions[0]; !e.CustomerToldAt.Equal(s.Clock.Now()) || *e.Channel != flow.ChannelPhone || e.Untold() || !e.Open() || !told.ExceptionsOpen {
			t.Errorf("told is %+v", e)
		}
		if done := s.tasks(p)[0]; done.State != flow.TaskDone || done.Result == "" {
			t.Errorf("the task is %+v", done)
		}
		tell.ExpectedVersion = 3
		refused(s, "member.service", TellException, tell, fault.Precondition("purchase.exception_told"), "")
		resolve.ExpectedVersion = 3
		solved := must(s, "member.service", ResolveException, resolve).Unwrap()
		if e := solved.Exceptions[0]; e.Solution != "补发" || !e.SolvedAt.Equal(s.Clock.Now()) || solved.ExceptionsOpen {
			t.Errorf("solved is %+v", e)
		}
		resolve.ExpectedVersion = 4
		refused(s, "member.service", ResolveException, resolve, fault.Precondition("purchase.exception_solved"), "")
		want := []string{"purchase.planned", "purchase.exception_reported", "purchase.exception_told", "purchase.exception_resolved"}
		if got := s.events(p.ID); !slices.Equal(got, want) {
			t.Errorf("events: %v", got)
		}
		// Told with its report, nobody is asked; told with its solution, once.
		report.ExpectedVersion, report.Type, report.CustomerToldAt, report.Channel = 4, flow.ExceptionWrongItem, ptr(s.Clock.Now()), ptr(flow.ChannelEmail)
		again := must(s, "member.service", ReportException, report).Unwrap()
		report.ExpectedVersion, report.Type, report.CustomerToldAt, report.Channel = again.Version, flow.ExceptionLost, nil, nil
		again = must(s, "member.service", ReportException, report).Unwrap()
		if n := len(s.tasks(p)); n != 2 {
			t.Errorf("%d tasks", n)
		}
		both := ExceptionResolveInput{ID: p.ID, ExpectedVersion: again.Version, Exception: 3, Solution: "退款", CustomerToldAt: ptr(s.Clock.Now()), Channel: ptr(flow.ChannelEmail)}
		again = must(s, "member.service", ResolveException, both).Unwrap()
		if e := again.Exceptions[2]; e.CustomerToldAt == nil || e.Open() || !again.ExceptionsOpen || s.tasks(p)[1].State != flow.TaskDone {
			t.Errorf("solved is %+v", e)
		}
		both.ExpectedVersion, both.Exception = again.Version, 2
		refused(s, "member.service", ResolveException, both, fault.Precondition("purchase.exception_told"), "")
	})
}

// There is an end to what one purchase can have.
func TestTooManyExceptions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.made("SO-1")
		full := make([]flow.DeliveryException, maxExceptions)
		for i := range full {
			full[i] = flow.DeliveryException{Number: i + 1, Type: flow.ExceptionLost, NoticedAt: s.Clock.Now(), Solution: "x"}
		}
		p = w.Client.PurchaseRecord.UpdateOne(p).SetExceptions(full).SetPromisedDeliveryAt(s.Clock.Now().Add(-time.Hour)).SaveX(w.A.System())
		refused(s, "member.service", ReportException, ExceptionReportInput{ID: p.ID, ExpectedVersion: p.Version, Type: flow.ExceptionLost},
			fault.Precondition("purchase.too_many_exceptions"), "")
		if err := NoteDelays(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		if p = s.again(p); len(p.Exceptions) != maxExceptions || !p.DelayNoted || len(s.tasks(p)) != 0 {
			t.Errorf("noted is %+v", p)
		}
	})
}

// A promised time that passes is noted once, and the account manager is asked to tell
// the customer; a new promise that passes is noted anew.
func TestD2_34_DelayIsNoticed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		promised := s.Clock.Now().Add(time.Hour)
		make := func(no string, change func(*CreateInput)) *ent.PurchaseRecord {
			in := s.order(no, s.inn)
			in.PromisedDeliveryAt = &promised
			if change != nil {
				change(&in)
			}
			return must(s, "management", Create, in).Unwrap()
		}
		late := make("SO-1", nil)
		shipped := make("SO-2", func(in *CreateInput) { in.CustomerID, in.ShippedAt = s.harbor.ID, ptr(s.Clock.Now()) })
		delivered := make("SO-3", func(in *CreateInput) { in.DeliveredAt = ptr(s.Clock.Now()) })
		cancelled := must(s, "management", Cancel, CancelInput{ID: make("SO-4", nil).ID, ExpectedVersion: 1, Reason: "x"})
		open := make("SO-5", func(in *CreateInput) { in.PromisedDeliveryAt = nil })
		reported := must(s, "management", ReportException, ExceptionReportInput{
			ID: make("SO-6", nil).ID, ExpectedVersion: 1, Type: flow.ExceptionDelay, CustomerToldAt: ptr(s.Clock.Now()), Channel: ptr(flow.ChannelPhone),
		}).Unwrap()
		others := w.Count(t)
		note := func() {
			t.Helper()
			if err := NoteDelays(w.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
		}
		note()
		if after := w.Count(t); !maps.Equal(others, after) {
			t.Errorf("noted before its time: %v, %v", others, after)
		}
		s.Clock.Set(promised.Add(time.Minute))
		note()
		for _, p := range []*ent.PurchaseRecord{late, shipped} {
			is, asked := s.again(p), s.tasks(p)
			if len(is.Exceptions) != 1 || is.Exceptions[0].Type != flow.ExceptionDelay || !is.Exceptions[0].Automatic || !is.Exceptions[0].NoticedAt.Equal(s.Clock.Now()) || !is.ExceptionsOpen {
				t.Errorf("%s: %+v", p.OrderNo, is.Exceptions)
			}
			if len(asked) != 1 || asked[0].AssigneeID != w.Client.Customer.GetX(w.A.System(), p.CustomerID).AccountManagerID {
				t.Errorf("%s: asked %v", p.OrderNo, asked)
			}
		}
		for _, p := range []*ent.PurchaseRecord{delivered, cancelled, open} {
			if is := s.again(p); len(is.Exceptions) != 0 || len(s.tasks(p)) != 0 {
				t.Errorf("%s: %+v", p.OrderNo, is.Exceptions)
			}
		}
		if is := s.again(reported); len(is.Exceptions) != 1 || is.Exceptions[0].Automatic || len(s.tasks(reported)) != 0 {
			t.Errorf("what was reported before: %+v", is.Exceptions)
		}
		before := w.Count(t)
		note()
		s.Clock.Advance(48 * time.Hour)
		note()
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("noted twice: %v, %v", before, after)
		}
		next := s.Clock.Now().Add(time.Hour)
		must(s, "management", Update, UpdateInput{ID: late.ID, ExpectedVersion: 2, PromisedDeliveryAt: &next})
		note()
		if n := len(s.again(late).Exceptions); n != 1 {
			t.Errorf("%d exceptions before the new promise has passed", n)
		}
		s.Clock.Set(next.Add(time.Minute))
		note()
		if n := len(s.again(late).Exceptions); n != 2 || len(s.tasks(late)) != 2 {
			t.Errorf("%d exceptions, %d tasks", n, len(s.tasks(late)))
		}
		// Who has left tells nobody: then it is who looks after the order, or the head.
		w.Client.Member.UpdateOneID(s.A.Members["member.service"].ID).SetState(flow.MemberLeft).ExecX(w.A.System())
		s.Who.Changed(w.A.ID)
		after := make("SO-7", func(in *CreateInput) { in.PromisedDeliveryAt = ptr(s.Clock.Now().Add(-time.Minute)) })
		note()
		if asked := s.tasks(after); len(asked) != 1 || asked[0].AssigneeID != s.A.Members["head.service"].ID {
			t.Errorf("asked %v", asked)
		}
		if err := NoteDelays(w.B.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
	})
}

// More deliveries than one change looks at are noted all the same.
func TestManyDelays(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		rows := make([]*ent.PurchaseRecordCreate, atOnce+3)
		for i := range rows {
			rows[i] = w.Client.PurchaseRecord.Create().SetCustomerID(s.inn.ID).SetOrderNo("SO-" + strings.Repeat("1", 1+i%50) + strings.Repeat("2", i/50)).
				SetProduct("x").SetAmount(1).SetCurrency("CNY").SetOrderedOn(s.day(-5)).SetPromisedDeliveryAt(s.Clock.Now().Add(-time.Hour)).SetExceptions([]flow.DeliveryException{})
		}
		w.Client.PurchaseRecord.CreateBulk(rows...).SaveX(w.A.System())
		if err := NoteDelays(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		sys := w.A.System()
		noted, asked := w.Client.PurchaseRecord.Query().Where(purchaserecord.DelayNoted(true)).CountX(sys), w.Client.Task.Query().CountX(sys)
		if noted != len(rows) || asked != len(rows) {
			t.Errorf("%d noted, %d asked, of %d", noted, asked, len(rows))
		}
	})
}
