package table

import (
	"strings"
	"time"

	"heed/rules/fault"
	"heed/rules/score"
	"heed/rules/viewer"
)

// DateOrder is in which order a table has the parts of its dates, where the year
// comes last. Of 2/3/2015 nobody can tell whether it is in February.
type DateOrder string

// The orders. The year may come first in any of them.
const (
	YearFirst  DateOrder = "YMD"
	MonthFirst DateOrder = "MDY"
	DayFirst   DateOrder = "DMY"
)

// Values lists the orders.
func (DateOrder) Values() []string {
	return []string{string(YearFirst), string(MonthFirst), string(DayFirst)}
}

// yearLast are the forms of dates with the year at the end.
var yearLast = map[DateOrder]string{MonthFirst: "1/2/2006", DayFirst: "2/1/2006"}

// Moment is an instant of a table; Day tells that only its day is known.
type Moment struct {
	At  time.Time
	Day bool
}

// Moment reads a date, with or without a time of day, on the company's wall; a day is
// its first instant. Error: import.date.
func (o DateOrder) Moment(s string, zone *time.Location) (Moment, error) {
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return Moment{At: viewer.Instant(at)}, nil
	}
	plain := strings.NewReplacer("年", "/", "月", "/", "日", "", ".", "/", "-", "/", "T", " ").Replace(s)
	forms := []string{"2006/1/2"}
	if form := yearLast[o]; form != "" {
		forms = append(forms, form)
	}
	for _, form := range forms {
		if at, err := time.Parse(form, plain); err == nil {
			y, m, d := at.Date()
			return Moment{At: viewer.Instant(score.Midnight(y, m, d, zone)), Day: true}, nil
		}
		for _, clock := range []string{" 15:04", " 15:04:05"} {
			if at, err := time.ParseInLocation(form+clock, plain, zone); err == nil {
				return Moment{At: viewer.Instant(at)}, nil
			}
		}
	}
	return Moment{}, fault.Input("", "import.date")
}
