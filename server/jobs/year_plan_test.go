package jobs

import (
	"context"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/sla"
)

// promise changes how soon an urgency is answered.
func (y *year) promise(urgency flow.Urgency, amount int, unit sla.Unit) {
	p := y.Client.SlaPolicy.Query().Where(slapolicy.Active(true), slapolicy.UrgencyEQ(urgency)).OnlyX(y.A.System())
	y.act("management", "change a deadline", func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.UpdatePolicy(ctx, tx, tenants.SLAPolicyUpdateInput{
			ID: p.ID, ExpectedVersion: p.Version, PolicyInput: tenants.PolicyInput{Amount: &amount, Unit: &unit},
		})
		return err
	})
}

// holidays enters days into the calendar, beside those that it has.
func (y *year) holidays(days []sla.Day) {
	c := y.Client.WorkingCalendar.Query().OnlyX(y.A.System())
	all := append(append([]sla.Day{}, c.Days...), days...)
	y.almanac = y.almanac.with(days)
	y.almanacs = append(y.almanacs, y.almanac)
	y.act("management", "enter holidays", func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.UpdateCalendar(ctx, tx, tenants.WorkingCalendarUpdateInput{ID: c.ID, ExpectedVersion: c.Version, Days: &all, ValidUntil: new("2027-12-31")})
		return err
	})
}

// daysOf2027 are the holidays that the company enters when they are announced.
func daysOf2027() []sla.Day {
	var all []sla.Day
	for _, span := range [][2]string{
		{"2027-01-01", "2027-01-03"},
		{"2027-02-05", "2027-02-11"},
		{"2027-04-03", "2027-04-05"},
		{"2027-05-01", "2027-05-05"},
		{"2027-06-09", "2027-06-09"},
		{"2027-09-15", "2027-09-17"},
		{"2027-10-01", "2027-10-07"},
	} {
		first, _ := time.Parse(time.DateOnly, span[0])
		for at := first; at.Format(time.DateOnly) <= span[1]; at = at.AddDate(0, 0, 1) {
			all = append(all, sla.Day{Date: at.Format(time.DateOnly), Kind: sla.DayHoliday, Name: "节假日"})
		}
	}
	for _, date := range []string{"2027-02-14", "2027-05-08", "2027-09-19"} {
		all = append(all, sla.Day{Date: date, Kind: sla.DayMakeup, Name: "调休"})
	}
	return all
}

// on plans something at half past ten of a day.
func (y *year) on(in int, month time.Month, of int, do func()) {
	y.at(time.Date(in, month, of, 10, 30, 0, 0, y.zone), do)
}

// foresee plans the year: what the company decides, and when people look at what there
// is to do.
func (y *year) foresee() {
	y.on(2026, time.December, 1, func() { y.holidays(daysOf2027()) })
	y.on(2027, time.March, 15, func() { y.promise(flow.UrgencyImportant, 2, sla.UnitWorkingDay) })
	y.on(2027, time.April, 12, func() {
		y.holidays([]sla.Day{
			{Date: "2027-04-16", Kind: sla.DaySpecial, Frames: []sla.Frame{{From: 9 * 60, To: 13 * 60}}, Name: "司庆"},
			{Date: "2027-04-19", Kind: sla.DayHoliday, Name: "公司假日"},
		})
	})
	y.on(2027, time.June, 21, func() { y.promise(flow.UrgencyUrgent, 10, sla.UnitWorkingHour) })
	y.teach()
	for of := dayOf(yearBegin); of <= dayOf(yearEnd); of++ {
		y.at(instantOf(of, 8*60+30), y.morning)
		if night := instantOf(of, 2*60); night.In(y.zone).Day() == 1 {
			y.at(night, y.month)
		}
	}
}

// morning begins a working day; of other days nobody is there.
func (y *year) morning() {
	today := dayOf(y.Clock.Now())
	if len(y.almanac.frames(today)) == 0 {
		return
	}
	for range y.arrivals() {
		y.at(instantOf(today, y.between(9*60, 17*60+30)), y.hear)
	}
	y.at(instantOf(today, y.between(10*60, 11*60)), y.weekly)
	if y.in(30) {
		y.at(instantOf(today, y.between(14*60, 16*60)), y.ask)
	}
	if y.in(5) {
		y.at(instantOf(today, 16*60), y.grade)
	}
	if y.in(8) {
		y.at(instantOf(today, 16*60+10), y.meet)
	}
	if y.in(12) {
		y.at(instantOf(today, 16*60+20), y.fault)
	}
}
