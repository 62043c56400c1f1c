package words

import (
	"strings"
	"testing"
)

func TestCompany(t *testing.T) {
	seen := map[string]string{}
	for _, tenant := range []string{"", "ten_1", "ten_2", "ten_00000000000000000000000001"} {
		prefix := Company(tenant)
		if len(prefix) != 8 || strings.Trim(prefix, "abcdefghijklmnopqrstuvwxyz234567") != "" {
			t.Errorf("%q has the prefix %q", tenant, prefix)
		}
		if prefix != Company(tenant) {
			t.Errorf("%q has two prefixes", tenant)
		}
		if other, taken := seen[prefix]; taken {
			t.Errorf("%q and %q share a prefix", tenant, other)
		}
		seen[prefix] = tenant
	}
	if got := Company("ten_1"); got != "7p7mo4gb" {
		t.Errorf("the prefix of ten_1 has changed to %q: what is stored would not be found", got)
	}
}
