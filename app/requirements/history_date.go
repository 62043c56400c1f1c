package requirements

import "heed/rules/table"

// DateOrder is in which order a table has the parts of its dates.
type DateOrder = table.DateOrder

// The orders.
const (
	YearFirst  = table.YearFirst
	MonthFirst = table.MonthFirst
	DayFirst   = table.DayFirst
)
