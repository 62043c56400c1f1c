package jobs

import (
	"time"

	"heed/rules/sla"
)

// almanac is the working time of the company as the recount knows it, minute by
// minute: it shares no arithmetic with package sla. Days are counted from 1970 on, in
// the company's zone, which is eight hours before UTC all year.
type almanac map[int][][2]int // the worked minutes of days that differ from their day of the week

const (
	ahead = 8 * 60 * 60 // seconds
	day   = 24 * 60     // minutes
	// workday is what a working day counts, in minutes, however long it is.
	workday = 480
)

// usually are the minutes that are worked from Monday to Friday.
var usually = [][2]int{{9 * 60, 12 * 60}, {13 * 60, 18 * 60}}

func dayOf(t time.Time) int    { return int((t.Unix() + ahead) / (day * 60)) }
func minuteOf(t time.Time) int { return int((t.Unix()+ahead)/60) % day }

func instantOf(of, minute int) time.Time {
	return time.Unix(int64(of)*day*60+int64(minute)*60-ahead, 0).UTC()
}

// frames are the worked minutes of a day.
func (a almanac) frames(of int) [][2]int {
	if frames, ok := a[of]; ok {
		return frames
	}
	if (of+3)%7 < 5 { // the first day of 1970 was a Thursday
		return usually
	}
	return nil
}

// with is the almanac with other days.
func (a almanac) with(days []sla.Day) almanac {
	is := almanac{}
	for of, frames := range a {
		is[of] = frames
	}
	for _, d := range days {
		at, err := time.Parse(time.DateOnly, d.Date)
		if err != nil {
			panic(err)
		}
		of := int(at.Unix() / (day * 60))
		switch d.Kind {
		case sla.DayHoliday:
			is[of] = nil
		case sla.DayMakeup:
			is[of] = usually
		case sla.DaySpecial:
			is[of] = nil
			for _, f := range d.Frames {
				is[of] = append(is[of], [2]int{int(f.From), int(f.To)})
			}
		}
	}
	return is
}

// almanacOf2026 has the days that every company on the mainland is given.
func almanacOf2026() almanac {
	days, _ := sla.ChinaDays(2026)
	return almanac{}.with(days)
}

// promise is a limit.
type promise struct {
	amount int
	unit   string
}

// unitWorkingMinute is for what people do: minutes at work.
const unitWorkingMinute = "WORKING_MINUTE"

// allows is how many minutes the promise allows.
func (p promise) allows() int {
	switch p.unit {
	case "WORKING_DAY":
		return p.amount * workday
	case unitWorkingMinute:
		return p.amount
	default:
		return p.amount * 60
	}
}

// rest is a pause, until for ever while it is open.
type rest struct {
	from time.Time
	to   *time.Time
}

// each visits the minutes that count from an instant on, with what each counts, until
// it is told to stop.
func (a almanac) each(unit string, from time.Time, visit func(minute time.Time, counts int) bool) {
	for of := dayOf(from); ; of++ {
		frames, counts := [][2]int{{0, day}}, 1
		if unit != "HOUR" {
			frames = a.frames(of)
		}
		if unit == "WORKING_DAY" {
			long := 0
			for _, f := range frames {
				long += f[1] - f[0]
			}
			if long > 0 {
				counts = workday / long
			}
		}
		for _, f := range frames {
			begin := f[0]
			if of == dayOf(from) {
				begin = max(begin, minuteOf(from))
			}
			for m := begin; m < f[1]; m++ {
				if !visit(instantOf(of, m), counts) {
					return
				}
			}
		}
	}
}

// due is when the promise is used up.
func (a almanac) due(p promise, from time.Time, rests []rest) (at time.Time) {
	left := p.allows()
	a.each(p.unit, from, func(minute time.Time, counts int) bool {
		if !resting(rests, minute) {
			if left <= counts { // of a minute of a short day, that counts more, a part
				at = minute.Add(time.Minute * time.Duration(left) / time.Duration(counts))
				return false
			}
			left -= counts
		}
		return true
	})
	return at
}

// spent is how many minutes of the promise's unit passed between two instants.
func (a almanac) spent(p promise, from, to time.Time, rests []rest) (minutes int) {
	a.each(p.unit, from, func(minute time.Time, counts int) bool {
		if !minute.Before(to) {
			return false
		}
		if !resting(rests, minute) {
			minutes += counts
		}
		return true
	})
	return minutes
}

// resting tells whether the clock waits in the minute; nobody knows how long a pause
// will last that is open.
func resting(rests []rest, minute time.Time) bool {
	for _, r := range rests {
		if r.to != nil && !minute.Before(r.from) && minute.Before(*r.to) {
			return true
		}
	}
	return false
}
