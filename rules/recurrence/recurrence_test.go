package recurrence

import (
	"errors"
	"strings"
	"testing"
	"time"

	"heed/rules/fault"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestDates(t *testing.T) {
	for _, test := range []struct {
		rule, zone, from string
		want             string // in the zone
	}{
		{"FREQ=DAILY;COUNT=3", "Asia/Shanghai", "2026-09-09 10:00", "2026-09-09 10:00, 2026-09-10 10:00, 2026-09-11 10:00"},
		{"rrule:freq=daily;interval=2;count=2", "Asia/Shanghai", "2026-09-09 10:00", "2026-09-09 10:00, 2026-09-11 10:00"},
		{"FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3", "Asia/Shanghai", "2026-09-09 10:00", "2026-09-11 10:00, 2026-09-14 10:00, 2026-09-18 10:00"},
		{"FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "Asia/Shanghai", "2026-09-09 10:00", "2026-09-25 10:00, 2026-10-30 10:00"},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=2", "Asia/Shanghai", "2026-09-01 08:00", "2026-09-01 08:00, 2026-10-01 08:00"},
		{"FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", "Asia/Shanghai", "2026-08-31 10:00", "2026-08-31 10:00, 2026-10-31 10:00"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20261031", "Asia/Shanghai", "2026-09-09 10:00", "2026-09-30 10:00, 2026-10-31 10:00"},
		{"FREQ=YEARLY;COUNT=2", "Asia/Shanghai", "2024-02-29 10:00", "2024-02-29 10:00, 2028-02-29 10:00"},
		{"FREQ=DAILY;UNTIL=20260910T020000Z", "Asia/Shanghai", "2026-09-09 10:00", "2026-09-09 10:00, 2026-09-10 10:00"},
		{"FREQ=DAILY;UNTIL=20260910T095959", "Asia/Shanghai", "2026-09-09 10:00", "2026-09-09 10:00"},
		// The time of day stays when the clocks are set.
		{"FREQ=WEEKLY;COUNT=3", "Europe/Berlin", "2026-03-22 09:00", "2026-03-22 09:00, 2026-03-29 09:00, 2026-04-05 09:00"},
		{"FREQ=WEEKLY;COUNT=2", "America/New_York", "2026-10-25 18:30", "2026-10-25 18:30, 2026-11-01 18:30"},
		// An hour that is left out comes later, once.
		{"FREQ=DAILY;COUNT=3", "Europe/Berlin", "2026-03-28 02:30", "2026-03-28 02:30, 2026-03-29 03:30, 2026-03-30 02:30"},
	} {
		z := zone(t, test.zone)
		from, err := time.ParseInLocation("2006-01-02 15:04", test.from, z)
		if err != nil {
			t.Fatal(err)
		}
		all, err := Dates("recurrence", test.rule, from.UTC(), z)
		if err != nil {
			t.Errorf("%s: %v", test.rule, err)
			continue
		}
		var got []string
		for _, at := range all {
			got = append(got, at.In(z).Format("2006-01-02 15:04"))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s in %s: %s, want %s", test.rule, test.zone, s, test.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	from := time.Date(2026, 9, 9, 2, 0, 0, 0, time.UTC)
	for rule, key := range map[string]string{
		"":                                             "recurrence.malformed",
		"every monday":                                 "recurrence.malformed",
		"FREQ=HOURLY;COUNT=2":                          "recurrence.malformed",
		"COUNT=2":                                      "recurrence.malformed",
		"FREQ=DAILY;COUNT=0":                           "recurrence.malformed",
		"FREQ=DAILY;COUNT=-1":                          "recurrence.malformed",
		"FREQ=DAILY;COUNT=2;COUNT=3":                   "recurrence.malformed",
		"FREQ=DAILY;COUNT=2;UNTIL=20261001":            "recurrence.malformed",
		"FREQ=DAILY;INTERVAL=0;COUNT=2":                "recurrence.malformed",
		"FREQ=DAILY;COUNT=2;":                          "recurrence.malformed",
		"FREQ=DAILY;COUNT=2;BYHOUR=9":                  "recurrence.malformed",
		"FREQ=DAILY;COUNT=2;BYSETPOS=1":                "recurrence.malformed",
		"FREQ=WEEKLY;COUNT=2;BYDAY=2MO":                "recurrence.malformed",
		"FREQ=WEEKLY;COUNT=2;BYMONTHDAY=2":             "recurrence.malformed",
		"FREQ=MONTHLY;COUNT=2;BYMONTHDAY=0":            "recurrence.malformed",
		"FREQ=MONTHLY;COUNT=2;BYDAY=99MO":              "recurrence.malformed",
		"FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2":           "recurrence.malformed",
		"FREQ=DAILY;UNTIL=20261399":                    "recurrence.malformed",
		"FREQ=DAILY;UNTIL=tomorrow":                    "recurrence.malformed",
		"FREQ=DAILY\nCOUNT=2":                          "recurrence.malformed",
		"FREQ=DAILY;COUNT=" + strings.Repeat("1", 600): "recurrence.malformed",
		"FREQ=DAILY":                                   "recurrence.endless",
		"FREQ=WEEKLY;BYDAY=MO":                         "recurrence.endless",
		"FREQ=DAILY;COUNT=1001":                        "recurrence.too_many",
		"FREQ=DAILY;COUNT=999999999":                   "recurrence.too_many",
		"FREQ=DAILY;UNTIL=20300101":                    "recurrence.too_many",
		"FREQ=DAILY;UNTIL=99991231":                    "recurrence.too_many",
		"FREQ=YEARLY;COUNT=60":                         "recurrence.too_many",
		"FREQ=YEARLY;INTERVAL=999;COUNT=2":             "recurrence.too_many",
		"FREQ=DAILY;UNTIL=20260101":                    "recurrence.none",
		"FREQ=DAILY;BYMONTHDAY=1;BYSETPOS=2;COUNT=1":   "recurrence.malformed",
		"FREQ=WEEKLY;BYDAY=MO;BYSETPOS=8;COUNT=1":      "recurrence.malformed",
		"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-32;COUNT=1":   "recurrence.malformed",
		"FREQ=YEARLY;BYDAY=MO;BYSETPOS=367;COUNT=1":    "recurrence.malformed",
		"FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2;COUNT=1":      "recurrence.none",
		"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6;COUNT=1":     "recurrence.none",
		"FREQ=YEARLY;BYMONTHDAY=1;BYDAY=53MO;COUNT=1":  "recurrence.none",
		"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=1;BYSETPOS=2,3,4,5,6,7,8,9,10,11,12": "recurrence.malformed",
		"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,2,3,4,5,6,7,8,9,10,11;COUNT=1":                  "recurrence.malformed",
	} {
		all, err := Dates("recurrence", rule, from, time.UTC)
		if !errors.Is(err, fault.Input("recurrence", key)) || all != nil {
			t.Errorf("%q: %v, want %s", rule, err, key)
		}
	}
	if all, err := Dates("recurrence", "FREQ=DAILY;COUNT=1000", from, time.UTC); err != nil || len(all) != Max {
		t.Errorf("a thousand: %d, %v", len(all), err)
	}
}

// Whatever is given, it ends soon, and what it gives is a series.
func FuzzDates(f *testing.F) {
	for _, rule := range []string{
		"FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=MO;BYSETPOS=366;COUNT=9",
		"FREQ=WEEKLY;UNTIL=20270101T000000Z;BYDAY=MO,TU", "RRULE:FREQ=DAILY;INTERVAL=999;UNTIL=20760101", "FREQ=MONTHLY;BYDAY=5SU;COUNT=1000",
	} {
		f.Add(rule, int64(1_788_920_000), true)
		f.Add(rule, int64(-1), false)
	}
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, rule string, unix int64, summer bool) {
		in := time.UTC
		if summer {
			in = berlin
		}
		from := time.Unix(unix%4_000_000_000, 0)
		all, err := Dates("recurrence", rule, from, in)
		if err != nil {
			if fault.CodeOf(err) != fault.CodeBadUserInput || all != nil {
				t.Fatalf("%q: %v", rule, err)
			}
			return
		}
		if len(all) == 0 || len(all) > Max || all[0].Before(from) || all[len(all)-1].After(from.AddDate(Years, 0, 1)) {
			t.Fatalf("%q: %d dates from %s to %s", rule, len(all), all[0], all[len(all)-1])
		}
		for i := 1; i < len(all); i++ {
			if !all[i].After(all[i-1]) {
				t.Fatalf("%q: %s after %s", rule, all[i], all[i-1])
			}
		}
	})
}
