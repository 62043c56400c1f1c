package demo

import "heed/rules/flow"

// need is something that several customers ask for, each in their own case. The
// company sells tills, warehouse and cold-chain devices, and an ordering platform.
type need struct {
	title    string
	category flow.RequirementCategory
	nature   flow.Nature
	lead     flow.DepartmentType
	words    string       // the customer's, %s is where the case goes
	cases    [4][2]string // short for the title, and as the customer tells it
	sense    string       // as the company understands it
	hope     string       // what the customer expects
	offer    string       // the solution of the first answer
	steps    [3]string    // of the plan
	result   string
}

// The words of the lists, for short.
const (
	product = flow.RequirementCategoryProduct
	service = flow.RequirementCategoryService
	price   = flow.RequirementCategoryPrice
	other   = flow.RequirementCategoryOther

	does    = flow.NatureFunctional
	behaves = flow.NatureNonFunctional

	byMarketing = flow.DepartmentMarketing
	bySales     = flow.DepartmentSales
	byService   = flow.DepartmentService
	byRnD       = flow.DepartmentRnD
	byLogistics = flow.DepartmentLogistics
	byHR        = flow.DepartmentHR
	byCare      = flow.DepartmentExperienceManagement
)

// needs are all of them.
var needs = append(append(append([]need{}, productNeeds...), serviceNeeds...), tradeNeeds...)
