package money

import "testing"

func TestCurrency(t *testing.T) {
	for code, want := range map[string]bool{
		"CNY": true, "EUR": true, "USD": true, "HKD": true, "JPY": true,
		"": false, "cny": false, "RMB": false, "元": false, "CNYX": false, "C": false,
	} {
		if Currency(code) != want {
			t.Errorf("%q: %v", code, !want)
		}
	}
}
