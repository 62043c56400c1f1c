package jobs

import (
	"fmt"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent/customer"
	"heed/rules/flow"
	"heed/rules/typeid"
)

const yearSeed = 20260909

// colleague is a member who joins.
type colleague struct {
	name, role string
	department flow.DepartmentType
	post       string
}

// The posts whose people are trained.
const (
	agentPost  = "客服专员"
	sellerPost = "销售代表"
)

// staffing are the members who join the nine of every world: twenty-six in all.
var staffing = []colleague{
	{"committee.2", authz.Committee, "", ""},
	{"management.2", authz.Management, flow.DepartmentExperienceManagement, ""},
	{"member.service.2", authz.DepartmentMember, flow.DepartmentService, agentPost},
	{"member.service.3", authz.DepartmentMember, flow.DepartmentService, agentPost},
	{"member.sales", authz.DepartmentMember, flow.DepartmentSales, sellerPost},
	{"member.sales.2", authz.DepartmentMember, flow.DepartmentSales, sellerPost},
	{"head.rnd", authz.DepartmentHead, flow.DepartmentRnD, ""},
	{"member.rnd", authz.DepartmentMember, flow.DepartmentRnD, ""},
	{"head.logistics", authz.DepartmentHead, flow.DepartmentLogistics, ""},
	{"member.logistics", authz.DepartmentMember, flow.DepartmentLogistics, ""},
	{"staff.2", authz.Staff, flow.DepartmentService, agentPost},
	{"head.hr", authz.DepartmentHead, flow.DepartmentHR, ""},
	{"agent.1", authz.DepartmentMember, flow.DepartmentService, agentPost},
	{"agent.2", authz.DepartmentMember, flow.DepartmentService, agentPost},
	{"agent.3", authz.DepartmentMember, flow.DepartmentService, agentPost},
	{mover, authz.DepartmentMember, flow.DepartmentService, agentPost},
	{leaver, authz.DepartmentMember, flow.DepartmentService, agentPost},
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
		y.join(s)
	}
	// They have read their first letters, and have verified their addresses.
	y.Client.User.Update().SetMustChangePassword(false).SetEmailVerifiedAt(y.Clock.Now()).ExecX(y.Context())
	y.Who.Changed(y.A.ID)
	for name, m := range y.A.Members {
		y.names[m.ID] = name
	}
	for range y.world.customers {
		y.meet()
	}
	y.follow()
}

// join makes a member.
func (y *year) join(c colleague) {
	in := tenants.MemberCreateInput{DisplayName: c.name, Email: apptest.Email(c.name, "a"), Password: apptest.Password, RoleKeys: []string{c.role}}
	if c.department != "" {
		in.DepartmentID = &y.A.Departments[c.department].ID
	}
	if c.post != "" {
		in.Post = &c.post
	}
	head := c.role == authz.DepartmentHead
	in.IsDepartmentHead = &head
	m, _, err := tenants.CreateMember(y.A.System(), y.Journal, y.Desk.Hasher, in)
	y.check("making "+c.name, err)
	y.A.Members[c.name] = m.Unwrap()
	y.names[m.ID] = c.name
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
