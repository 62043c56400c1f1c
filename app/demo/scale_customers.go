package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/words"
)

// bulk is what a company of Scale is filled with: rows in the order of the
// columns, and what happened.
type bulk struct {
	customers, requirements, links, clocks [][]any
	lines                                  []*line // of the requirements
	ids                                    []typeid.ID
	tiers                                  []string
	numbers                                map[int]int // by year
	events                                 []happening
	due                                    time.Time // the earliest of the running clocks
}

// happening is an event with its instant.
type happening struct {
	journal.Event
	at time.Time
}

// The parts of customers' names.
var (
	cities = []string{"杭州", "苏州", "成都", "武汉", "西安", "青岛", "长沙", "厦门", "合肥", "郑州", "南京", "宁波", "佛山", "天津", "沈阳", "昆明"}
	brands = []string{"启明", "恒泰", "瑞丰", "华盛", "金桥", "远大", "安达", "宏图", "东方", "海岳", "新川", "天成", "中原", "德润", "永信", "嘉和", "博雅", "立达", "众诚", "凯旋"}
	trades = []struct {
		word     string
		industry flow.Industry
	}{
		{"机械", flow.IndustryManufacturing},
		{"电子", flow.IndustryManufacturing},
		{"食品", flow.IndustryManufacturing},
		{"纺织", flow.IndustryManufacturing},
		{"超市", flow.IndustryRetail},
		{"百货", flow.IndustryRetail},
		{"药房", flow.IndustryRetail},
		{"物业", flow.IndustryService},
		{"餐饮", flow.IndustryService},
		{"酒店", flow.IndustryService},
		{"农业", flow.IndustryOther},
	}
	tierShares = []string{"STRATEGIC", "KEY", "KEY", "ORDINARY", "ORDINARY", "ORDINARY", "ORDINARY", "ORDINARY", "ORDINARY", "ORDINARY"}
)

// customer generates a customer that was made in the company's first days.
func (s *scaled) customer(rng *rand.Rand, b *bulk, i, of int) {
	at := s.founded.Add(time.Hour + time.Duration(i)*(13*24*time.Hour)/time.Duration(of)).Truncate(time.Millisecond)
	tenant, id := s.tenant, typeid.New(ent.Prefixes[ent.TypeCustomer], at)
	trade := pick(rng, trades)
	name := fmt.Sprintf("%s%s%s有限公司 %05d", pick(rng, cities), pick(rng, brands), trade.word, i+1)
	address := fmt.Sprintf("%s市人民路 %d 号", pick(rng, cities), 1+rng.IntN(999))
	external, tier := fmt.Sprintf("C-%06d", i+1), pick(rng, tierShares)
	department := s.departments[pick(rng, []flow.DepartmentType{bySales, bySales, byService, byCare})]
	b.customers = append(b.customers, []any{
		id, tenant, s.member, s.member, string(flow.CustomerCompany), name, string(trade.industry),
		pick(rng, flow.SizeBand("").Values()), pick(rng, flow.CooperationBand("").Values()), address, tier, department, s.member,
		"ERP", external, words.Prefixed(words.Company(string(tenant)), words.Index(strings.Join([]string{name, address, external}, "\n"))),
		at, at, 1,
	})
	b.ids, b.tiers = append(b.ids, id), append(b.tiers, tier)
	b.events = append(b.events, happening{at: at, Event: journal.Event{
		Type: "customer.created", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectCustomer, ID: id},
		Departments: []typeid.ID{department}, Members: []typeid.ID{s.member},
	}})
}
