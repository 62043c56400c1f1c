package jobs

import (
	"context"
	"fmt"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/slapolicy"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

const yearSeed = 20260909

// staffing are the members who join the nine of every world: twenty in all.
var staffing = []struct {
	name, role string
	department flow.DepartmentType
}{
	{"committee.2", authz.Committee, ""},
	{"management.2", authz.Management, flow.DepartmentExperienceManagement},
	{"member.service.2", authz.DepartmentMember, flow.DepartmentService},
	{"member.service.3", authz.DepartmentMember, flow.DepartmentService},
	{"member.sales", authz.DepartmentMember, flow.DepartmentSales},
	{"member.sales.2", authz.DepartmentMember, flow.DepartmentSales},
	{"head.rnd", authz.DepartmentHead, flow.DepartmentRnD},
	{"member.rnd", authz.DepartmentMember, flow.DepartmentRnD},
	{"head.logistics", authz.DepartmentHead, flow.DepartmentLogistics},
	{"member.logistics", authz.DepartmentMember, flow.DepartmentLogistics},
	{"staff.2", authz.Staff, flow.DepartmentService},
}

// team is who answers the requirements of a department.
type team struct {
	head    string
	members []string
}

// leading are the departments that lead requirements.
var leading = []flow.DepartmentType{flow.DepartmentService, flow.DepartmentSales, flow.DepartmentRnD, flow.DepartmentLogistics}

var teams = map[flow.DepartmentType]team{
	flow.DepartmentService:   {"head.service", []string{"member.service", "member.service.2", "member.service.3"}},
	flow.DepartmentSales:     {"head.sales", []string{"member.sales", "member.sales.2"}},
	flow.DepartmentRnD:       {"head.rnd", []string{"member.rnd"}},
	flow.DepartmentLogistics: {"head.logistics", []string{"member.logistics"}},
}

// client is a customer.
type client struct {
	id      typeid.ID
	of      flow.DepartmentType
	manager string // who looks after it
	staff   bool   // the manager is of no department's leading people
}

// found brings the company to its size: people, customers, and what they promised.
func (y *year) found() {
	for _, s := range staffing {
		in := tenants.MemberCreateInput{DisplayName: s.name, Email: apptest.Email(s.name, "a"), Password: apptest.Password, RoleKeys: []string{s.role}}
		if s.department != "" {
			in.DepartmentID = &y.A.Departments[s.department].ID
		}
		head := s.role == authz.DepartmentHead
		in.IsDepartmentHead = &head
		m, _, err := tenants.CreateMember(y.A.System(), y.Journal, y.Desk.Hasher, in)
		y.check("making "+s.name, err)
		y.A.Members[s.name] = m.Unwrap()
	}
	// They have read their first letters, and have verified their addresses.
	y.Client.User.Update().SetMustChangePassword(false).SetEmailVerifiedAt(y.Clock.Now()).ExecX(y.Context())
	y.Who.Changed(y.A.ID)
	for name, m := range y.A.Members {
		y.names[m.ID] = name
	}
	for range y.size.customers {
		y.meet()
	}
	y.follow()
}

// meet takes a customer on: every fifth is a key customer, with some strategic ones.
func (y *year) meet() {
	n := len(y.clients)
	c := &client{of: flow.DepartmentService, manager: oneOf(y, teams[flow.DepartmentService].members)}
	switch n % 5 {
	case 1, 3:
		c.of, c.manager = flow.DepartmentSales, oneOf(y, append(teams[flow.DepartmentSales].members, "head.sales"))
	case 4:
		if n%10 == 4 {
			c.of, c.manager, c.staff = flow.DepartmentLogistics, "staff", true
		}
	}
	tier := "ORDINARY"
	if n%5 == 0 {
		if tier = "KEY"; n%25 == 0 {
			tier = "STRATEGIC"
		}
	}
	industries := flow.Industry("").Values()
	industry := flow.Industry(industries[n%len(industries)])
	in := customers.CreateInput{
		Name: fmt.Sprintf("客户 %03d", n+1), TierKey: &tier, Industry: &industry,
		DepartmentID: &y.A.Departments[c.of].ID, AccountManagerID: &y.A.Members[c.manager].ID,
	}
	if industry == flow.IndustryOther {
		in.IndustryOther = new("其他行业")
	}
	if n%4 == 0 { // who can be sent a letter
		in.Contacts = []customers.ContactInput{{Name: "联系人", Email: new(fmt.Sprintf("c%d@customer.example", n+1))}}
	}
	if made := made(y, "management", "take a customer on", customers.Create, in); made != nil {
		c.id = made.ID
		y.clients = append(y.clients, c)
	}
}

// grade puts a customer into another tier.
func (y *year) grade() {
	c := oneOf(y, y.clients)
	row := y.Client.Customer.Query().Where(customer.ID(c.id)).OnlyX(y.A.System())
	tier := "KEY"
	if row.TierKey != "ORDINARY" {
		tier = "ORDINARY"
	}
	made(y, "management", "grade a customer", customers.Update, customers.UpdateInput{ID: c.id, ExpectedVersion: row.Version, TierKey: &tier})
}

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
		{"2027-01-01", "2027-01-03"}, {"2027-02-05", "2027-02-11"}, {"2027-04-03", "2027-04-05"},
		{"2027-05-01", "2027-05-05"}, {"2027-06-09", "2027-06-09"}, {"2027-09-15", "2027-09-17"}, {"2027-10-01", "2027-10-07"},
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

// foresee plans the year: what the company decides, and when people look at what there
// is to do.
func (y *year) foresee() {
	on := func(in int, month time.Month, of int, do func()) {
		y.at(time.Date(in, month, of, 10, 30, 0, 0, y.zone), do)
	}
	on(2026, time.December, 1, func() { y.holidays(daysOf2027()) })
	on(2027, time.March, 15, func() { y.promise(flow.UrgencyImportant, 2, sla.UnitWorkingDay) })
	on(2027, time.April, 12, func() {
		y.holidays([]sla.Day{
			{Date: "2027-04-16", Kind: sla.DaySpecial, Frames: []sla.Frame{{From: 9 * 60, To: 13 * 60}}, Name: "司庆"},
			{Date: "2027-04-19", Kind: sla.DayHoliday, Name: "公司假日"},
		})
	})
	on(2027, time.June, 21, func() { y.promise(flow.UrgencyUrgent, 10, sla.UnitWorkingHour) })
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
