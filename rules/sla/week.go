package sla

import (
	"encoding/json"
	"slices"
	"time"

	"heed/rules/fault"
	"heed/rules/text"
)

// Week is the frames of the usual week, Monday first. In JSON it is an object
// with the keys mon to sun.
type Week [7][]Frame

// weekKeys are the JSON keys, in the order of Week.
var weekKeys = [7]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// On gives the frames of a day of the week.
func (w Week) On(d time.Weekday) []Frame { return w[(int(d)+6)%7] }

// Check refuses wrong frames; the fault names the day, as in "week.mon".
func (w Week) Check() error {
	for i, frames := range w {
		if err := checkFrames("week."+weekKeys[i], frames); err != nil {
			return err
		}
	}
	return nil
}

// usual is the frames of a usual working day: the week's first one.
func (w Week) usual() []Frame {
	for _, frames := range w {
		if len(frames) > 0 {
			return frames
		}
	}
	return nil
}

func (w Week) clone() Week {
	for i := range w {
		w[i] = slices.Clone(w[i])
	}
	return w
}

// MarshalJSON implements json.Marshaler; free days are left out.
func (w Week) MarshalJSON() ([]byte, error) {
	days := map[string][]Frame{}
	for i, frames := range w {
		if len(frames) > 0 {
			days[weekKeys[i]] = frames
		}
	}
	return json.Marshal(days)
}

// UnmarshalJSON implements json.Unmarshaler. It reads the form only: Check and
// NewCalendar judge the frames.
func (w *Week) UnmarshalJSON(b []byte) error {
	var days map[string][]Frame
	if err := json.Unmarshal(b, &days); err != nil {
		return err
	}
	var week Week
	for key, frames := range days {
		i := slices.Index(weekKeys[:], key)
		if i < 0 {
			return fault.Input("week", "sla.week_day").With("value", text.Clip(key))
		}
		if len(frames) > 0 {
			week[i] = frames
		}
	}
	*w = week
	return nil
}
