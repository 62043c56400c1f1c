package sla

import "testing"

func TestWithPublished(t *testing.T) {
	own := Day{Date: "2026-10-02", Kind: DaySpecial, Name: "年中盘点", Frames: []Frame{{From: 9 * 60, To: 12 * 60}}}
	for _, c := range []struct {
		zone, until string // stored
		days        []Day
		want        string // until when
		dayOff      string // 2026-10-01
		second      DayKind
	}{
		{"Asia/Shanghai", "", nil, PublishedUntil(), "国庆节", DayHoliday},
		{"Asia/Urumqi", "2023-12-31", nil, PublishedUntil(), "国庆节", DayHoliday},
		{"PRC", "", []Day{own}, PublishedUntil(), "国庆节", DaySpecial},
		{"Asia/Shanghai", "2999-12-31", nil, "2999-12-31", "国庆节", DayHoliday},
		{"Asia/Hong_Kong", "2026-12-31", nil, "", "", ""},
		{"Asia/Taipei", "", nil, "", "", ""},
		{"Asia/Hong_Kong", "2026-12-31", []Day{own}, "2026-12-31", "", DaySpecial},
	} {
		stored, err := NewCalendar(c.zone, DefaultWeek(), c.days, c.until)
		if err != nil {
			t.Fatal(err)
		}
		cal := stored.WithPublished()
		first, second := cal.days[date{2026, 10, 1}], cal.days[date{2026, 10, 2}]
		if cal.ValidUntil() != c.want || first.Name != c.dayOff || second.Kind != c.second {
			t.Errorf("%s %s: until %q, %q, %q", c.zone, c.until, cal.ValidUntil(), first.Name, second.Kind)
		}
		if len(stored.days) != len(c.days) {
			t.Errorf("%s: the calendar itself changed", c.zone)
		}
	}
	if (Calendar{}).WithPublished().ValidUntil() != "" {
		t.Error("the zero calendar knows something")
	}
}
