package money

import "golang.org/x/text/currency"

// Currency tells whether the text is the code of a currency in ISO 4217, in
// capital letters.
func Currency(code string) bool {
	unit, err := currency.ParseISO(code)
	return err == nil && unit.String() == code
}
