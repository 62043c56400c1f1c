package recurrence

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// parts are a rule's parts by their names.
type parts map[string]string

// form is what a part's value looks like. What else RFC 5545 has is not for
// meetings, and a library that reads it may take its time.
var form = map[string]*regexp.Regexp{
	"FREQ":       regexp.MustCompile(`^(DAILY|WEEKLY|MONTHLY|YEARLY)$`),
	"INTERVAL":   regexp.MustCompile(`^[1-9][0-9]{0,2}$`),
	"COUNT":      regexp.MustCompile(`^[1-9][0-9]{0,8}$`),
	"UNTIL":      regexp.MustCompile(`^[0-9]{8}(T[0-9]{6}Z?)?$`),
	"BYDAY":      regexp.MustCompile(`^([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU))*$`),
	"BYMONTHDAY": regexp.MustCompile(`^[+-]?[1-9][0-9]?(,[+-]?[1-9][0-9]?)*$`),
	"BYSETPOS":   regexp.MustCompile(`^[+-]?[1-9][0-9]{0,2}(,[+-]?[1-9][0-9]{0,2})*$`),
}

// sets are the most dates that a period of the frequency holds. A position beyond them
// gives no date, and the library would look for it until the year 9999.
var sets = map[string]int{"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}

// maxPositions is how many positions BYSETPOS may name.
const maxPositions = 10

// ordinal is a day that is counted within its month or year, such as 2MO.
var ordinal = regexp.MustCompile(`[0-9]`)

func parse(rule string) (parts, error) {
	if len(rule) > maxRule {
		return nil, errors.New("recurrence: a long rule")
	}
	p := parts{}
	for one := range strings.SplitSeq(Clean(rule), ";") {
		name, value, _ := strings.Cut(one, "=")
		known, ok := form[name]
		if _, twice := p[name]; !ok || twice || !known.MatchString(value) {
			return nil, fmt.Errorf("recurrence: the part %q", one)
		}
		p[name] = value
	}
	return p, p.check()
}

// check refuses parts that do not go together (RFC 5545, 3.3.10).
func (p parts) check() error {
	has := func(name string) bool { return p[name] != "" }
	switch freq := p["FREQ"]; {
	case freq == "":
		return errors.New("recurrence: no FREQ")
	case has("COUNT") && has("UNTIL"):
		return errors.New("recurrence: COUNT and UNTIL")
	case has("BYSETPOS") && !has("BYDAY") && !has("BYMONTHDAY"):
		return errors.New("recurrence: BYSETPOS of nothing")
	case has("BYMONTHDAY") && freq == "WEEKLY":
		return errors.New("recurrence: BYMONTHDAY in weeks")
	case ordinal.MatchString(p["BYDAY"]) && freq != "MONTHLY" && freq != "YEARLY":
		return errors.New("recurrence: a counted day outside of months and years")
	}
	return nil
}

// options are the parts as the library takes them.
func (p parts) options(from time.Time, zone *time.Location) (rrule.ROption, error) {
	o := rrule.ROption{Dtstart: from, Interval: 1, Wkst: rrule.MO}
	o.Freq = map[string]rrule.Frequency{"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}[p["FREQ"]]
	var err error
	if p["INTERVAL"] != "" {
		if o.Interval, err = strconv.Atoi(p["INTERVAL"]); err != nil {
			return o, err
		}
	}
	if p["COUNT"] != "" {
		if o.Count, err = strconv.Atoi(p["COUNT"]); err != nil {
			return o, err
		}
	}
	if o.Until, err = until(p["UNTIL"], zone); err != nil {
		return o, err
	}
	if o.Bymonthday, err = numbers(p["BYMONTHDAY"], 31); err != nil {
		return o, err
	}
	if o.Bysetpos, err = numbers(p["BYSETPOS"], sets[p["FREQ"]]); err != nil {
		return o, err
	}
	if len(o.Bysetpos) > maxPositions {
		return o, fmt.Errorf("recurrence: %d positions", len(o.Bysetpos))
	}
	o.Byweekday, err = weekdays(p["BYDAY"])
	return o, err
}

func until(value string, zone *time.Location) (time.Time, error) {
	switch {
	case value == "":
		return time.Time{}, nil
	case len(value) == len("20060102"):
		day, err := time.ParseInLocation("20060102", value, zone)
		return day.AddDate(0, 0, 1).Add(-time.Second), err
	case strings.HasSuffix(value, "Z"):
		return time.Parse("20060102T150405Z", value)
	}
	return time.ParseInLocation("20060102T150405", value, zone)
}

func numbers(list string, most int) ([]int, error) {
	var all []int
	for one := range strings.SplitSeq(list, ",") {
		if one == "" {
			continue
		}
		n, err := strconv.Atoi(one)
		if err != nil || n < -most || n > most || slices.Contains(all, n) {
			return nil, fmt.Errorf("recurrence: the number %q", one)
		}
		all = append(all, n)
	}
	return all, nil
}

func weekdays(list string) ([]rrule.Weekday, error) {
	days := map[string]rrule.Weekday{"MO": rrule.MO, "TU": rrule.TU, "WE": rrule.WE, "TH": rrule.TH, "FR": rrule.FR, "SA": rrule.SA, "SU": rrule.SU}
	var all []rrule.Weekday
	for one := range strings.SplitSeq(list, ",") {
		if one == "" {
			continue
		}
		day, nth := days[one[len(one)-2:]], one[:len(one)-2]
		if nth != "" {
			n, err := strconv.Atoi(nth)
			if err != nil || n < -53 || n > 53 {
				return nil, fmt.Errorf("recurrence: the day %q", one)
			}
			day = day.Nth(n)
		}
		all = append(all, day)
	}
	return all, nil
}
