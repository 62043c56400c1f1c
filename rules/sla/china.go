package sla

import (
	"maps"
	"strconv"
	"strings"
)

// chinaHoliday is one holiday of a year: the days off, first and last, and the
// days worked in exchange (調休), all as MM-DD.
type chinaHoliday struct {
	name, from, to string
	makeup         []string
}

type chinaYear struct {
	notice   string // the notice of the General Office of the State Council
	holidays []chinaHoliday
}

// china is the statutory holidays of the mainland as ordered for each year.
// The order for a year comes in October to December of the year before. (New
// Year 2023 began on Saturday 2022-12-31, a day of the year before the table.)
var china = map[int]chinaYear{
	2023: {"国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）", []chinaHoliday{
		{"元旦", "01-01", "01-02", nil},
		{"春节", "01-21", "01-27", []string{"01-28", "01-29"}},
		{"清明节", "04-05", "04-05", nil},
		{"劳动节", "04-29", "05-03", []string{"04-23", "05-06"}},
		{"端午节", "06-22", "06-24", []string{"06-25"}},
		{"中秋节、国庆节", "09-29", "10-06", []string{"10-07", "10-08"}},
	}},
	2024: {"国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）", []chinaHoliday{
		{"元旦", "01-01", "01-01", nil},
		{"春节", "02-10", "02-17", []string{"02-04", "02-18"}},
		{"清明节", "04-04", "04-06", []string{"04-07"}},
		{"劳动节", "05-01", "05-05", []string{"04-28", "05-11"}},
		{"端午节", "06-10", "06-10", nil},
		{"中秋节", "09-15", "09-17", []string{"09-14"}},
		{"国庆节", "10-01", "10-07", []string{"09-29", "10-12"}},
	}},
	2025: {"国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）", []chinaHoliday{
		{"元旦", "01-01", "01-01", nil},
		{"春节", "01-28", "02-04", []string{"01-26", "02-08"}},
		{"清明节", "04-04", "04-06", nil},
		{"劳动节", "05-01", "05-05", []string{"04-27"}},
		{"端午节", "05-31", "06-02", nil},
		{"国庆节、中秋节", "10-01", "10-08", []string{"09-28", "10-11"}},
	}},
	2026: {"国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）", []chinaHoliday{
		{"元旦", "01-01", "01-03", []string{"01-04"}},
		{"春节", "02-15", "02-23", []string{"02-14", "02-28"}},
		{"清明节", "04-04", "04-06", nil},
		{"劳动节", "05-01", "05-05", []string{"05-09"}},
		{"端午节", "06-19", "06-21", nil},
		{"中秋节", "09-25", "09-27", nil},
		{"国庆节", "10-01", "10-07", []string{"09-20", "10-10"}},
	}},
}

// ChinaDays are the statutory holidays and make-up working days of a year on
// the Chinese mainland, by date; false when they are not published, or not
// known to this version.
func ChinaDays(year int) ([]Day, bool) {
	y, ok := china[year]
	if !ok {
		return nil, false
	}
	kinds := map[date]Day{}
	for _, h := range y.holidays {
		to := monthDay(year, h.to)
		for on := monthDay(year, h.from); ; on = on.next() {
			kinds[on] = Day{Date: on.String(), Kind: DayHoliday, Name: h.name, Source: y.notice}
			if on == to {
				break
			}
		}
		for _, s := range h.makeup {
			on := monthDay(year, s)
			kinds[on] = Day{Date: on.String(), Kind: DayMakeup, Name: h.name + "调休", Source: y.notice}
		}
	}
	return Calendar{days: kinds}.Days(), true
}

// monthDay reads the table's MM-DD; a test walks the whole table.
func monthDay(year int, s string) date {
	d, err := parseDate(strconv.Itoa(year) + "-" + s)
	if err != nil {
		panic(err)
	}
	return d
}

// PublishedYears are the years that ChinaDays knows: from the first to the
// last without a gap.
func PublishedYears() (first, last int) {
	for year := range china {
		if first == 0 || year < first {
			first = year
		}
		last = max(last, year)
	}
	return first, last
}

// WithPublished is the calendar with the statutory days of every year that this
// version knows, where they apply: in the zones of the Chinese mainland. The
// calendar's own days win, so a company may work on a holiday. Elsewhere a
// calendar without days of its own knows of no holidays at all.
func (c Calendar) WithPublished() Calendar {
	if !inChina(c.Zone().String()) {
		if len(c.days) == 0 {
			c.validUntil = date{}
		}
		return c
	}
	days := maps.Clone(c.days)
	if days == nil {
		days = map[date]Day{}
	}
	for year, last := PublishedYears(); year <= last; year++ {
		published, _ := ChinaDays(year)
		for _, d := range published {
			on := monthDay(year, d.Date[len("2006-"):])
			if _, own := days[on]; !own {
				days[on] = d
			}
		}
	}
	c.days = days
	if c.ValidUntil() < PublishedUntil() {
		_, last := PublishedYears()
		c.validUntil = monthDay(last, "12-31")
	}
	return c
}

// inChina tells whether the mainland's statutory days apply in the zone.
func inChina(zone string) bool {
	switch strings.TrimPrefix(zone, "Asia/") {
	case "Shanghai", "Chongqing", "Chungking", "Harbin", "Urumqi", "Kashgar":
		return true
	}
	return zone == "PRC"
}

// PublishedUntil is the last day whose statutory holidays are known to this
// version, as YYYY-MM-DD.
func PublishedUntil() string {
	_, last := PublishedYears()
	return strconv.Itoa(last) + "-12-31"
}
