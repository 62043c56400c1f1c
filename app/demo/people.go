package demo

import (
	"heed/authz"
	"heed/rules/flow"
)

// person is a member of the demo company.
type person struct {
	key, name, post, number string
	role                    string
	department              flow.DepartmentType
	head                    bool
}

func (p person) email() string { return p.key + "@demo.example" }

// The members whose names the work is done in.
const (
	admin         = "admin"
	committee     = "committee"
	management    = "management"
	headService   = "head.service"
	memberService = "member.service"
	headSales     = "head.sales"
	headHR        = "head.hr"
	staff         = "staff"
	auditor       = "auditor"
)

// customer is who rates at the link: nobody of the company.
const customer = system

// people are the demo accounts, one of each built-in role of a person and
// further heads; the administrator, who signs the company up, comes first.
var people = []person{
	{admin, "林晓岚", "信息系统管理员", "HN-0007", authz.TenantAdmin, "", false},
	{committee, "沈怀远", "副总经理、客户关怀委员会主任", "HN-0001", authz.Committee, "", false},
	{management, "苏婉清", "体验管理部经理", "HN-0102", authz.Management, flow.DepartmentExperienceManagement, true},
	{headService, "陈立群", "客户服务部经理", "HN-0201", authz.DepartmentHead, flow.DepartmentService, true},
	{memberService, "周敏", "客户服务专员", "HN-0216", authz.DepartmentMember, flow.DepartmentService, false},
	{headSales, "高振宇", "销售部经理", "HN-0301", authz.DepartmentHead, flow.DepartmentSales, true},
	{staff, "吴小川", "配送调度员", "HN-0418", authz.Staff, flow.DepartmentLogistics, false},
	{auditor, "郑守正", "内部审计专员", "HN-0009", authz.Auditor, "", false},
	{headHR, "许文静", "人力资源部经理", "HN-0501", authz.DepartmentHead, flow.DepartmentHR, true},
}
