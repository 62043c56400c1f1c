package indicators

import (
	"context"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/indicator"
	"heed/ent/indicatorsnapshot"
	"heed/rules/flow"
	"heed/rules/score"
)

// try runs a verb in a change.
func try[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (out Out, err error) {
	_, err = s.Journal.Change(s.As(who), func(ctx context.Context, tx *ent.Tx) (err error) {
		out, err = verb(ctx, tx, in)
		return err
	})
	return out, err
}

func second[T any](_ T, err error) error { return err }

func (s *stage) same(before map[string]int) {
	s.t.Helper()
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("rows were %v, are %v", before, after)
	}
}

// close does the duty at an instant.
func (s *stage) close(now time.Time) {
	s.t.Helper()
	s.Clock.Set(now)
	config, err := tenants.Loader(s.Client)(s.A.System(), s.A.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := ClosePeriods(tenants.WithConfig(s.A.System(), config), s.Journal); err != nil {
		s.t.Fatal(err)
	}
}

// kept are the snapshots of an indicator's month, the oldest revision first.
func (s *stage) kept(code, month string, department bool) []*ent.IndicatorSnapshot {
	q := s.Client.IndicatorSnapshot.Query().Where(
		indicatorsnapshot.HasIndicatorWith(indicator.TenantID(s.A.ID), indicator.Code(code)),
		indicatorsnapshot.PeriodEQ(flow.PeriodMonth), indicatorsnapshot.PeriodStart(at(month+"-01 00:00")),
	).Order(indicatorsnapshot.ByRevision())
	if department {
		q.Where(indicatorsnapshot.DepartmentIDNotNil())
	} else {
		q.Where(indicatorsnapshot.DepartmentIDIsNil())
	}
	return q.AllX(s.A.System())
}

// On the first working day the past month is kept, once; what was corrected later is a
// new revision, and the old one stays (D0-63).
func TestD0_63(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-09-20 10:00")
		s.need(need{received: when, state: flow.RequirementClosed, closed: &when})
		open := s.need(need{received: when, of: flow.DepartmentSales})
		s.close(at("2026-10-01 09:00")) // the National Day begins
		s.close(at("2026-10-07 23:00"))
		if n := s.Client.IndicatorSnapshot.Query().CountX(s.A.System()); n != 0 {
			t.Fatalf("%d snapshots before the first working day", n)
		}
		s.close(at("2026-10-08 06:00"))
		made := s.kept(score.CompletionRate, "2026-09", false)
		if len(made) != 1 || made[0].Numerator != 1 || made[0].Denominator != 2 || *made[0].Value != 0.5 || made[0].Revision != 1 || made[0].Sample != 2 {
			t.Fatalf("kept: %v", made)
		}
		if n := len(s.kept(score.CompletionRate, "2026-09", true)); n != 2 {
			t.Errorf("%d departments", n)
		}
		if quarters := s.Client.IndicatorSnapshot.Query().Where(indicatorsnapshot.PeriodEQ(flow.PeriodQuarter)).CountX(s.A.System()); quarters == 0 {
			t.Error("no quarter")
		}
		before := s.Count(t)
		s.close(at("2026-10-08 07:00"))
		s.close(at("2026-10-30 06:00"))
		s.same(before)
		// The second requirement turns out to have been closed in time.
		s.Client.Requirement.UpdateOne(open).SetState(flow.RequirementClosed).SetClosedAt(when).ExecX(s.A.System())
		s.close(at("2026-11-02 06:00"))
		all := s.kept(score.CompletionRate, "2026-09", false)
		if len(all) != 2 || all[0].ID != made[0].ID || all[0].Numerator != 1 || all[1].Numerator != 2 || all[1].Revision != 2 {
			t.Errorf("corrected: %v", all)
		}
		if n := len(s.kept(score.EntryTimeliness, "2026-09", false)); n != 1 {
			t.Errorf("%d revisions of a figure that is as it was", n)
		}
		if n := s.Client.IndicatorSnapshot.Query().CountX(s.B.System()); n != 0 {
			t.Errorf("the other company has %d", n)
		}
		// Who reads figures of a department reads its snapshots.
		for who, want := range map[string]bool{"management": true, "head.sales": false} {
			if got := s.Client.IndicatorSnapshot.Query().Where(indicatorsnapshot.DepartmentIDIsNil()).ExistX(s.As(who)); got != want {
				t.Errorf("%s reads the company's: %v", who, got)
			}
		}
	})
}

// What nobody closed in its time is closed with the next period, and what is corrected
// within a year gets a revision.
func TestCloseLate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-09-20 10:00")
		open := s.need(need{received: when})
		s.close(at("2027-01-04 06:00"))
		for month, want := range map[string]int{"2026-08": 0, "2026-09": 1, "2026-10": 1, "2026-11": 1, "2026-12": 1, "2027-01": 0} {
			if n := len(s.kept(score.CompletionRate, month, false)); n != want {
				t.Errorf("%d snapshots of %s, want %d", n, month, want)
			}
		}
		if n := s.Client.IndicatorSnapshot.Query().Where(indicatorsnapshot.PeriodEQ(flow.PeriodQuarter), indicatorsnapshot.DepartmentIDIsNil(),
			indicatorsnapshot.HasIndicatorWith(indicator.TenantID(s.A.ID), indicator.Code(score.NeedCollection))).CountX(s.A.System()); n != 2 {
			t.Errorf("%d quarters", n)
		}
		s.Client.Requirement.UpdateOne(open).SetState(flow.RequirementClosed).SetClosedAt(when).ExecX(s.A.System())
		before := s.Count(t)
		s.close(at("2027-01-31 06:00"))
		s.same(before) // with the next period, no sooner
		s.close(at("2027-03-01 06:00"))
		all := s.kept(score.CompletionRate, "2026-09", false)
		if len(all) != 2 || all[0].Numerator != 0 || all[1].Numerator != 1 || all[1].Revision != 2 {
			t.Errorf("corrected: %v", all)
		}
		if n := len(s.kept(score.CompletionRate, "2026-10", false)); n != 1 {
			t.Errorf("%d revisions of a month that is as it was", n)
		}
	})
}

// In another time zone a month is the same month: it is not kept twice, and its
// revisions go on.
func TestCloseInAnotherZone(t *testing.T) {
	for _, zone := range []string{"Asia/Tokyo", "Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago"} {
		apptest.Both(t, func(t *testing.T, w *apptest.World) {
			s := newStage(t, w)
			when := at("2026-09-20 10:00")
			open := s.need(need{received: when})
			s.close(at("2026-10-08 12:00"))
			s.Client.Tenant.UpdateOneID(s.A.ID).SetTimezone(zone).ExecX(s.A.System())
			s.Who.Changed(s.A.ID)
			before := s.Count(t)
			s.close(at("2026-10-15 12:00"))
			s.same(before)
			s.Client.Requirement.UpdateOne(open).SetState(flow.RequirementClosed).SetClosedAt(when).ExecX(s.A.System())
			s.close(at("2026-11-05 12:00"))
			all := s.Client.IndicatorSnapshot.Query().Where(
				indicatorsnapshot.HasIndicatorWith(indicator.TenantID(s.A.ID), indicator.Code(score.CompletionRate)), indicatorsnapshot.DepartmentIDIsNil(),
				indicatorsnapshot.PeriodStartLT(at("2026-09-20 00:00")), indicatorsnapshot.PeriodStartGT(at("2026-08-20 00:00")),
			).Order(indicatorsnapshot.ByRevision()).AllX(s.A.System())
			if len(all) != 2 || all[0].Revision != 1 || all[1].Revision != 2 || all[1].Numerator != 1 {
				t.Errorf("%s: %v", zone, all)
			}
		})
	}
}

// A company from before an indicator gets it.
func TestSupplement(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.Client.Indicator.Delete().Where(indicator.Code(score.EntryTimeliness)).ExecX(s.A.System())
		for range 2 {
			s.close(at("2026-11-02 06:00"))
		}
		if n := s.Client.Indicator.Query().CountX(s.A.System()); n != len(score.All()) {
			t.Errorf("%d indicators", n)
		}
	})
}
