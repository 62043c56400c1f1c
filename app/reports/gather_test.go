package reports

import (
	"testing"
	"time"

	"heed/app/requirements"
	"heed/rules/flow"
)

// A period is of the kind that it is in the calendar, and so is the one before.
func TestSpans(t *testing.T) {
	for _, c := range []struct {
		zone, from, to, before string // before is the first day of the period before
		want                   flow.Period
	}{
		{"Asia/Shanghai", "2026-09-01", "2026-09-30", "2026-08-01", flow.PeriodMonth},
		{"Asia/Shanghai", "2026-07-01", "2026-09-30", "2026-04-01", flow.PeriodQuarter},
		{"Asia/Shanghai", "2026-09-07", "2026-09-13", "2026-08-31", flow.PeriodWeek},
		{"Asia/Shanghai", "2025-01-01", "2025-12-31", "2024-01-01", flow.PeriodYear},
		{"Asia/Shanghai", "2025-10-01", "2026-09-30", "2024-10-01", ""},
		{"Asia/Shanghai", "2026-06-01", "2026-08-31", "2026-03-01", ""},
		{"Asia/Shanghai", "2026-09-01", "2026-09-29", "2026-08-03", ""},
		{"America/Asuncion", "2017-11-01", "2017-11-30", "2017-10-01", flow.PeriodMonth}, // the one before begins without a midnight
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		begin, end, err := requirements.Days(c.from, c.to, zone)
		if err != nil {
			t.Fatal(err)
		}
		p := period{begin, end}
		now, before := p.span(zone), p.before(zone).span(zone)
		if now.Period != c.want || before.Period != c.want || now.First() != c.from || now.Last() != c.to || before.First() != c.before || !before.To.Equal(now.From) {
			t.Errorf("%s to %s is %v, before it %v", c.from, c.to, now, before)
		}
	}
}
