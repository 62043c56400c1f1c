package money

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0.00", "7": "7.00", "0.5": "0.50", "19.99": "19.99", "007.1": "7.10", "9999999999999.99": Most.String(),
	} {
		if got, err := Parse(in); err != nil || got.String() != want {
			t.Errorf("%q is %s, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", ".", "1.", ".5", "-1", "+1", "1e3", "1.234", "1,5", " 1", "１", "10000000000000", "0x1", "NaN"} {
		if got, err := Parse(in); err == nil {
			t.Errorf("%q is taken for %s", in, got)
		}
	}
}

func TestGraphQL(t *testing.T) {
	var a Amount
	if err := a.UnmarshalGQL("12.5"); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	a.MarshalGQL(&out)
	if out.String() != `"12.50"` {
		t.Errorf("it became %s", out.String())
	}
	for _, v := range []any{12.5, int64(12), nil, true, "12.345"} {
		if err := a.UnmarshalGQL(v); err == nil || a != 1250 {
			t.Errorf("%v: %v, and the amount is %s", v, err, a)
		}
	}
}
