package sla

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"heed/rules/fault"
)

func TestNewCalendarRefuses(t *testing.T) {
	week := func(f ...Frame) Week { return Week{2: f} }
	day := func(d Day) []Day { return []Day{d} }
	for _, c := range []struct {
		name  string
		zone  string
		week  Week
		days  []Day
		until string
		field string
		key   string
	}{
		{"no zone", "", Week{}, nil, "", "timezone", "sla.timezone"},
		{"local zone", "Local", Week{}, nil, "", "timezone", "sla.timezone"},
		{"unknown zone", "Asia/Nowhere", Week{}, nil, "", "timezone", "sla.timezone"},
		{"path as zone", "../etc/passwd", Week{}, nil, "", "timezone", "sla.timezone"},
		{"empty frame", "UTC", week(Frame{540, 540}), nil, "", "week.wed", "sla.frame_empty"},
		{"backward frame", "UTC", week(Frame{600, 540}), nil, "", "week.wed", "sla.frame_empty"},
		{"over midnight", "UTC", week(Frame{1320, 1500}), nil, "", "week.wed", "sla.frame_empty"},
		{"before the day", "UTC", week(Frame{-1, 60}), nil, "", "week.wed", "sla.frame_empty"},
		{"overlap", "UTC", week(Frame{540, 720}, Frame{719, 800}), nil, "", "week.wed", "sla.frame_overlap"},
		{"out of order", "UTC", week(Frame{800, 900}, Frame{540, 720}), nil, "", "week.wed", "sla.frame_overlap"},
		{"too many frames", "UTC", Week{2: make([]Frame, MaxFrames+1)}, nil, "", "week.wed", "sla.frames_too_many"},
		{"no such date", "UTC", Week{}, day(Day{Date: "2026-02-29", Kind: DayHoliday}), "", "days", "sla.date_format"},
		{"short date", "UTC", Week{}, day(Day{Date: "2026-2-9", Kind: DayHoliday}), "", "days", "sla.date_format"},
		{"unknown kind", "UTC", Week{}, day(Day{Date: "2026-02-09", Kind: "FREE"}), "", "days.2026-02-09", "sla.day_kind"},
		{"worked holiday", "UTC", Week{}, day(Day{Date: "2026-02-09", Kind: DayHoliday, Frames: []Frame{{1, 2}}}), "", "days.2026-02-09", "sla.holiday_frames"},
		{"special without hours", "UTC", Week{}, day(Day{Date: "2026-02-09", Kind: DaySpecial}), "", "days.2026-02-09", "sla.special_frames"},
		{"wrong hours of a day", "UTC", Week{}, day(Day{Date: "2026-02-09", Kind: DayMakeup, Frames: []Frame{{2, 1}}}), "", "days.2026-02-09", "sla.frame_empty"},
		{"a date twice", "UTC", Week{}, []Day{{Date: "2026-02-09", Kind: DayHoliday}, {Date: "2026-02-09", Kind: DayMakeup}}, "", "days.2026-02-09", "sla.day_twice"},
		{"too many days", "UTC", Week{}, make([]Day, MaxCalendarDays+1), "", "days", "sla.days_too_many"},
		{"wrong end", "UTC", Week{}, nil, "soon", "validUntil", "sla.date_format"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := NewCalendar(c.zone, c.week, c.days, c.until)
			wantFault(t, err, fault.CodeBadUserInput, c.key)
			if f := fault.From(err); f.Field != c.field {
				t.Errorf("field %q, want %q", f.Field, c.field)
			}
		})
	}
}

func TestParseMinute(t *testing.T) {
	for s, want := range map[string]Minute{"00:00": 0, "09:05": 545, "23:59": 1439, "24:00": 1440} {
		if m, err := ParseMinute(s); err != nil || m != want || m.String() != s {
			t.Errorf("%s: %d, %v", s, m, err)
		}
	}
	for _, s := range []string{"", "9:00", "09:60", "24:01", "25:00", "0900", "09-00", "+9:00", "09:0x", "09:00:00", "０９:00"} {
		_, err := ParseMinute(s)
		wantFault(t, err, fault.CodeBadUserInput, "sla.time_format")
	}
}

func TestCalendarKeepsItsOwnCopy(t *testing.T) {
	week, days := DefaultWeek(), []Day{{Date: "2026-11-18", Kind: DaySpecial, Frames: frames(t, "10:00", "12:00")}}
	cal := calendar(t, "UTC", week, days...)
	week[0][0].From, days[0].Frames[0].From = 0, 0
	cal.Week()[0][0].To, cal.Days()[0].Frames[0].To = 0, 0
	if got := cal.Week()[0][0]; got != (Frame{540, 720}) {
		t.Errorf("week changed: %v", got)
	}
	if got := cal.Days()[0].Frames[0]; got != (Frame{600, 720}) {
		t.Errorf("day changed: %v", got)
	}
}

func TestKnows(t *testing.T) {
	cal := chinaCalendar(t)
	if last := in(t, cal, PublishedUntil()+" 23:59:59"); !cal.Knows(last) || cal.Knows(last.Add(time.Second)) {
		t.Error("the calendar knows to the end of its last day")
	}
	if free := calendar(t, "UTC", Week{}); free.Knows(in(t, free, "2026-01-01 00:00")) || free.ValidUntil() != "" {
		t.Error("a calendar without an end knows every day")
	}
}

func TestCalendarJSON(t *testing.T) {
	const text = `{"timezone":"Asia/Shanghai","week":{"mon":[{"from":"09:00","to":"12:00"},{"from":"13:00","to":"24:00"}]},` +
		`"days":[{"date":"2026-10-01","kind":"HOLIDAY","name":"国庆节","source":"通知"},` +
		`{"date":"2026-10-10","kind":"MAKEUP_WORKDAY"},` +
		`{"date":"2026-12-31","kind":"SPECIAL_HOURS","frames":[{"from":"09:00","to":"12:00"}]}],"validUntil":"2026-12-31"}`
	var cal Calendar
	if err := json.Unmarshal([]byte(text), &cal); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(cal)
	if err != nil || string(b) != text {
		t.Errorf("%s\n%v", b, err)
	}
	for bad, key := range map[string]string{
		`{"timezone":"UTC","week":{"mon":[{"from":"9","to":"12:00"}]}}`:           "sla.time_format",
		`{"timezone":"UTC","week":{"Mon":[]}}`:                                    "sla.week_day",
		`{"timezone":"UTC","week":{"mon":[{"from":"13:00","to":"12:00"}]}}`:       "sla.frame_empty",
		`{"timezone":"Mars/Base"}`:                                                "sla.timezone",
		`{"timezone":"UTC","days":[{"date":"2026-10-32","kind":"HOLIDAY"}]}`:      "sla.date_format",
		`{"timezone":"UTC","days":[{"date":"2026-10-30","kind":"SOME_HOLIDAY"}]}`: "sla.day_kind",
	} {
		var c Calendar
		wantFault(t, json.Unmarshal([]byte(bad), &c), fault.CodeBadUserInput, key)
		if c.zone != nil {
			t.Errorf("%s left a half-made calendar", bad)
		}
	}
	if _, err := json.Marshal(Frame{From: -1, To: 9999}); err == nil {
		t.Error("an impossible frame was written")
	}
}

// FuzzCalendarJSON: what is read is sound. It is written and read back the
// same, and deadlines on it end or are refused.
func FuzzCalendarJSON(f *testing.F) {
	week, err := json.Marshal(DefaultWeek())
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"timezone":"America/New_York","week":`+string(week)+`,"validUntil":"2026-12-31"}`), int64(1_790_000_000), 3)
	f.Add([]byte(`{"timezone":"UTC","week":{"sun":[{"from":"00:00","to":"24:00"}]},"days":[{"date":"2026-03-08","kind":"HOLIDAY"}]}`), int64(0), 1)
	f.Add([]byte(`{"timezone":"Asia/Beirut","week":{"sun":[{"from":"00:00","to":"00:01"}]},"days":[{"date":"2026-03-29","kind":"MAKEUP_WORKDAY"}]}`), int64(1_774_700_000), 9)
	f.Add([]byte(`{"timezone":"Pacific/Apia","week":{"fri":[{"from":"23:59","to":"24:00"}]}}`), int64(1_325_000_000), 2)
	f.Fuzz(func(t *testing.T, b []byte, unix int64, amount int) {
		var cal Calendar
		if json.Unmarshal(b, &cal) != nil {
			return
		}
		once, err := json.Marshal(cal)
		if err != nil {
			t.Fatal(err)
		}
		var back Calendar
		if err := json.Unmarshal(once, &back); err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		twice, err := json.Marshal(back)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%s\n%s\n%v", once, twice, err)
		}
		const century = 100 * 365 * 24 * 3600
		start := time.Unix(unix%century, 0)
		limit := workingDays(1 + abs(amount)%20)
		due, err := Due(start, limit, cal)
		if err != nil {
			wantFault(t, err, fault.CodeFailedPrecondition, "sla.no_working_time")
			return
		}
		if due.Before(start) {
			t.Fatalf("due %s before %s", due, start)
		}
		e := Explain(start, due, limit.Unit, nil, cal)
		at := start
		for _, s := range e.Segments {
			if !s.From.Equal(at) || !s.To.After(s.From) {
				t.Fatalf("gap or empty segment at %s: %+v", at, s)
			}
			at = s.To
		}
		if !e.Truncated && !at.Equal(due) {
			t.Fatalf("explained to %s, due %s", at, due)
		}
		if strings.Contains(cal.Zone().String(), "Local") {
			t.Fatal("the machine's zone was taken")
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}
