package flow

import (
	"slices"
	"testing"
)

func TestMask(t *testing.T) {
	m := MaskOf([]string{"phone", "email", "phone"})
	if m != "email phone" || !slices.Equal(m.Fields(), []string{"email", "phone"}) {
		t.Errorf("the mask is %q", m)
	}
	if none := MaskOf(nil); none != "" || len(none.Fields()) != 0 || none.Hides("") {
		t.Errorf("no mask is %q", none)
	}
	if !m.Hides("email") || m.Hides("mail") {
		t.Error("fields are taken for others")
	}
	for _, tt := range []struct {
		one, other Mask
		want       bool
	}{
		{"", "", true}, {"", m, true}, {m, m, true}, {"email", m, true}, {m, "email", false}, {"mail", m, false},
	} {
		if got := tt.one.Within(tt.other); got != tt.want {
			t.Errorf("%q within %q: %v", tt.one, tt.other, got)
		}
	}
}
