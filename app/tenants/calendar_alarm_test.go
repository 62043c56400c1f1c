package tenants_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent/event"
	"heed/ent/eventdetail"
)

// The alarm is told from November on for the next year, once; who slept through
// the end of a year is told of the year that they wake up in.
func TestMissingDays(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		told := func() (years []int) {
			for _, e := range w.Client.Event.Query().Where(event.Type("calendar.data_missing")).Order(event.ByPosition()).AllX(w.A.System()) {
				var detail map[string]any
				body := w.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).OnlyX(w.A.System()).Body
				if err := json.Unmarshal([]byte(body), &detail); err != nil {
					t.Fatal(err)
				}
				if len(detail) != 2 || detail["validUntil"] != "2026-12-31" || len(e.MemberIds) > 0 {
					t.Errorf("told %s to %v", body, e.MemberIds)
				}
				years = append(years, int(detail["year"].(float64))) //nolint:errcheck,forcetypeassert // a test may panic
			}
			return years
		}
		for _, c := range []struct {
			year  int
			month time.Month
			want  []int
		}{
			{2026, time.January, nil},
			{2026, time.October, nil},
			{2026, time.November, []int{2027}},
			{2026, time.December, []int{2027}},
			{2027, time.January, []int{2027}}, // it was told in time
			{2027, time.October, []int{2027}},
			{2028, time.February, []int{2027, 2028}}, // nobody was there in November
			{2028, time.March, []int{2027, 2028}},
			{2028, time.November, []int{2027, 2028, 2029}},
		} {
			w.Clock.Set(time.Date(c.year, c.month, 5, 2, 0, 0, 0, time.UTC))
			if err := tenants.TellMissingDays(w.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
			if got := told(); !slices.Equal(got, c.want) {
				t.Errorf("%v %d: told of %v, want %v", c.month, c.year, got, c.want)
			}
		}
	})
}
