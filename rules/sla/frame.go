package sla

import (
	"fmt"

	"heed/rules/fault"
	"heed/rules/text"
)

// Minute is a time of day in minutes after midnight, 0 to 1440, written as
// "09:00" in JSON; the end of the day is "24:00".
type Minute int

const dayMinutes Minute = 24 * 60

// ParseMinute reads "HH:MM", 00:00 to 24:00.
func ParseMinute(s string) (Minute, error) {
	digit := func(i int) Minute { return Minute(s[i]) - '0' }
	if len(s) != len("00:00") || s[2] != ':' {
		return 0, badMinute(s)
	}
	for _, i := range []int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return 0, badMinute(s)
		}
	}
	minute := digit(3)*10 + digit(4)
	m := (digit(0)*10+digit(1))*60 + minute
	if minute > 59 || m > dayMinutes {
		return 0, badMinute(s)
	}
	return m, nil
}

func badMinute(s string) error {
	return fault.Input("week", "sla.time_format").With("value", text.Clip(s))
}

// String writes the minute as "HH:MM".
func (m Minute) String() string { return fmt.Sprintf("%02d:%02d", int(m)/60, int(m)%60) }

// MarshalText implements encoding.TextMarshaler.
func (m Minute) MarshalText() ([]byte, error) {
	if m < 0 || m > dayMinutes {
		return nil, badMinute(m.String())
	}
	return []byte(m.String()), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (m *Minute) UnmarshalText(b []byte) error {
	v, err := ParseMinute(string(b))
	if err != nil {
		return err
	}
	*m = v
	return nil
}

// Frame is a stretch of working time within one day. Work over midnight is two
// frames, one ending at 24:00 and one of the next day beginning at 00:00.
type Frame struct {
	From Minute `json:"from"`
	To   Minute `json:"to"`
}

// MaxFrames is the most frames a day may have.
const MaxFrames = 12

// checkFrames refuses frames that are empty, out of the day, out of order or
// overlapping. Frames may touch.
func checkFrames(field string, frames []Frame) error {
	if len(frames) > MaxFrames {
		return fault.Input(field, "sla.frames_too_many").With("max", MaxFrames)
	}
	var last Minute
	for i, f := range frames {
		if f.From < 0 || f.To > dayMinutes || f.From >= f.To {
			return fault.Input(field, "sla.frame_empty").With("from", f.From.String()).With("to", f.To.String())
		}
		if i > 0 && f.From < last {
			return fault.Input(field, "sla.frame_overlap").With("from", f.From.String()).With("to", f.To.String())
		}
		last = f.To
	}
	return nil
}
