package typeid_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"heed/rules/typeid"
)

// FuzzID: what is taken for an id is one of ASCII letters that a database and
// JSON give back as it was, and what is not leaves nothing behind.
func FuzzID(f *testing.F) {
	good := string(typeid.New("req", time.UnixMilli(1)))
	for _, s := range []string{good, "", "_", "req_", strings.ToUpper(good), good + "\n", "re\x00" + good[3:], "req_" + strings.Repeat("é", 13), strings.Repeat("a", 14) + good[3:]} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var id typeid.ID
		err := id.UnmarshalGQL(s)
		if valid := typeid.ID(s).Valid(); valid != (err == nil) {
			t.Fatalf("%q: valid is %t, reading it gives %v", s, valid, err)
		}
		if err != nil {
			if id != "" {
				t.Errorf("%q was refused and became %q", s, id)
			}
			return
		}
		if len(s) > typeid.MaxLength || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" || id.Prefix() == "" || strings.Count(s, "_") != 1 {
			t.Errorf("%q is taken for an id", s)
		}
		var out strings.Builder
		id.MarshalGQL(&out)
		var back string
		if err := json.Unmarshal([]byte(out.String()), &back); err != nil || back != s {
			t.Errorf("%q became %q, %v", s, back, err)
		}
		var scanned typeid.ID
		if v, err := id.Value(); err != nil || scanned.Scan(v) != nil || scanned != id {
			t.Errorf("%q became %q, %v", s, scanned, err)
		}
	})
}
