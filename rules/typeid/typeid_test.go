package typeid_test

import (
	"strings"
	"testing"
	"time"

	"heed/rules/fault"
	"heed/rules/typeid"
)

func TestNewSortsByTime(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	before := typeid.New("req", start)
	for i := 1; i < 2000; i++ {
		id := typeid.New("req", start.Add(time.Duration(i)*time.Millisecond))
		if id <= before {
			t.Fatalf("%s does not come after %s", id, before)
		}
		if !id.Valid() || id.Prefix() != "req" {
			t.Fatalf("%s is not valid", id)
		}
		before = id
	}
	for range 20_000 {
		id := typeid.New("req", start)
		if again := typeid.New("req", start); again <= id {
			t.Fatalf("%s, made in the same millisecond, does not come after %s", again, id)
		}
	}
}

func TestValid(t *testing.T) {
	t.Parallel()
	good := string(typeid.New("req", time.UnixMilli(1)))
	for _, bad := range []string{
		"", "req", "_", good[4:], strings.ToUpper(good), good + "0", good[:len(good)-1], good[:len(good)-2] + "\n\n",
		good[:len(good)-1] + "u", "req-" + good[4:], "re\x00" + good[3:], "Req" + good[3:], "r q" + good[3:], "re1" + good[3:], strings.Repeat("a", 30) + good, "req_" + strings.Repeat("é", 13),
	} {
		if typeid.ID(bad).Valid() {
			t.Errorf("%q is taken for an id", bad)
		}
		var id typeid.ID
		if err := id.UnmarshalGQL(bad); fault.CodeOf(err) != fault.CodeNotFound || id != "" {
			t.Errorf("%q: %v, %q", bad, err, id)
		}
	}
}
