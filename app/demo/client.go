package demo

import (
	"context"
	"math/rand/v2"
	"strings"
	"time"

	"heed/app/customers"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// client is a customer to be made.
type client struct {
	name, domain, industry, size, cooperation, tier, team, address string

	id   typeid.ID // once made
	made time.Time
}

// team is who looks after a customer: who makes it, whose department it is put
// into, who may be its account manager, and who writes down what it needs.
type team struct {
	maker      string
	department flow.DepartmentType
	managers   []string
	hearers    []string
}

var teams = map[string]team{
	"sales":     {headSales, bySales, []string{headSales}, []string{headSales, headSales, management}},
	"service":   {headService, byService, []string{headService, memberService, memberService}, []string{memberService, memberService, headService}},
	"logistics": {management, byLogistics, []string{staff}, []string{staff, staff, management}},
	"care":      {management, byCare, []string{management}, []string{management}},
}

func (c client) person() bool { return c.size == "" }

// key tells whether the customer is one of those that are talked with in depth, and
// not refused without others agreeing.
func (c client) key() bool { return c.tier == "STRATEGIC" || c.tier == "KEY" }

// readClients are the customers of the list.
func readClients() []*client {
	var all []*client
	for line := range strings.Lines(strings.TrimSpace(customerList)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		all = append(all, &client{
			name: f[0], domain: f[1], industry: f[2], size: f[3], cooperation: f[4], tier: f[5], team: f[6], address: f[7],
		})
	}
	return all
}

// meet plans how the company comes to know its customers: most in its first
// days, the new ones in the months after.
func (w *world) meet(rng *rand.Rand, clients []*client, opened time.Time) []*step {
	steps := make([]*step, len(clients))
	for i, c := range clients {
		c.made = w.working(opened, 60+i*12)
		if c.cooperation == string(flow.CooperationNew) {
			c.made = w.working(opened.Add(time.Duration(rng.IntN(200))*24*time.Hour), 30+rng.IntN(400))
		}
		steps[i] = &step{at: c.made, who: teams[c.team].maker, do: func(ctx context.Context, tx *ent.Tx) error {
			made, err := customers.Create(ctx, tx, w.sheet(rng, c))
			if err == nil {
				c.id = made.ID
			}
			return err
		}}
	}
	return steps
}

func (w *world) sheet(rng *rand.Rand, c *client) customers.CreateInput {
	t := teams[c.team]
	industry, words, _ := strings.Cut(c.industry, " ")
	in := customers.CreateInput{
		Name: c.name, Kind: new(flow.CustomerCompany), Industry: new(flow.Industry(industry)), IndustryOther: &words,
		SizeBand: new(flow.SizeBand(c.size)), CooperationBand: new(flow.CooperationBand(c.cooperation)),
		Address: &c.address, TierKey: &c.tier, DepartmentID: new(w.departments[t.department]),
		AccountManagerID: new(w.id(pick(rng, t.managers))), Contacts: contactsOf(rng, *c),
		ExternalRef: &customers.ExternalRef{System: "ERP", ID: strings.ToUpper(c.domain)}, Profile: c.profile(),
	}
	if c.person() {
		in.Kind = new(flow.CustomerIndividual)
	}
	return in
}

// profile is what is known of customers that are worth a closer look.
func (c *client) profile() customers.Profile {
	p := customers.Profile{RelationshipStage: new(flow.StageMaintaining)}
	years := 2
	switch flow.CooperationBand(c.cooperation) {
	case flow.CooperationNew:
		years, p.RelationshipStage = 0, new(flow.StageEstablishing)
	case flow.CooperationY3Plus:
		years, p.RelationshipStage = 5, new(flow.StageDeveloping)
	case flow.CooperationY1To3:
	}
	p.CooperationSince = new(c.made.AddDate(-years, 0, 0).Format(time.DateOnly))
	switch c.tier {
	case "STRATEGIC":
		p.ValueAmount, p.GrowthPotential, p.CooperationProducts = new(int64(480_000_000)), new(5), []string{"整体解决方案", "驻场服务"}
	case "KEY":
		p.ValueAmount, p.GrowthPotential, p.CooperationProducts = new(int64(86_000_000)), new(4), []string{"标准产品", "年度维保"}
	default:
		return p
	}
	p.RenewalDueOn = new(c.made.AddDate(1, 0, 0).Format(time.DateOnly))
	return p
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }
