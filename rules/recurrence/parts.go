package recurrence

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// parts are a rule's parts by their names.
type parts map[string]string

// form is what a part's value looks like. What else RFC 5545 has is not for meetings.
var form = map[string]*regexp.Regexp{
	"FREQ":       regexp.MustCompile(`^(DAILY|WEEKLY|MONTHLY|YEARLY)$`),
	"INTERVAL":   regexp.MustCompile(`^[1-9][0-9]{0,2}$`),
	"COUNT":      regexp.MustCompile(`^[1-9][0-9]{0,8}$`),
	"UNTIL":      regexp.MustCompile(`^[0-9]{8}(T[0-9]{6}Z?)?$`),
	"BYDAY":      regexp.MustCompile(`^([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU))*$`),
	"BYMONTHDAY": regexp.MustCompile(`^[+-]?[1-9][0-9]?(,[+-]?[1-9][0-9]?)*$`),
	"BYSETPOS":   regexp.MustCompile(`^[+-]?[1-9][0-9]{0,2}(,[+-]?[1-9][0-9]{0,2})*$`),
}

// sets are the most dates that a period of the frequency holds.
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

// day is a weekday, in a rule of months or years perhaps the nth of them.
type day struct {
	of  time.Weekday
	nth int // 0 for each, below 0 from the end
}

// series is a rule that is understood.
type series struct {
	freq      string
	interval  int
	count     int       // 0 for none
	until     time.Time // the zero time for none
	days      []day
	monthDays []int
	positions []int
}

// series understands the parts.
func (p parts) series(zone *time.Location) (series, error) {
	s := series{freq: p["FREQ"], interval: 1}
	var err error
	if p["INTERVAL"] != "" {
		if s.interval, err = strconv.Atoi(p["INTERVAL"]); err != nil {
			return s, err
		}
	}
	if p["COUNT"] != "" {
		if s.count, err = strconv.Atoi(p["COUNT"]); err != nil {
			return s, err
		}
	}
	if s.until, err = until(p["UNTIL"], zone); err != nil {
		return s, err
	}
	if s.monthDays, err = numbers(p["BYMONTHDAY"], 31); err != nil {
		return s, err
	}
	if s.positions, err = numbers(p["BYSETPOS"], sets[s.freq]); err != nil {
		return s, err
	}
	if len(s.positions) > maxPositions {
		return s, fmt.Errorf("recurrence: %d positions", len(s.positions))
	}
	s.days, err = weekdays(p["BYDAY"])
	return s, err
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

func weekdays(list string) ([]day, error) {
	names := map[string]time.Weekday{
		"MO": time.Monday, "TU": time.Tuesday, "WE": time.Wednesday, "TH": time.Thursday, "FR": time.Friday, "SA": time.Saturday, "SU": time.Sunday,
	}
	var all []day
	for one := range strings.SplitSeq(list, ",") {
		if one == "" {
			continue
		}
		d := day{of: names[one[len(one)-2:]]}
		if nth := one[:len(one)-2]; nth != "" {
			n, err := strconv.Atoi(nth)
			if err != nil || n < -53 || n > 53 {
				return nil, fmt.Errorf("recurrence: the day %q", one)
			}
			d.nth = n
		}
		all = append(all, d)
	}
	return all, nil
}
