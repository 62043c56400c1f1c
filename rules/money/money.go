// Package money keeps amounts of money exact: in hundredths, never in floats.
package money

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"heed/rules/fault"
)

// Amount is an amount of money in hundredths of its currency's unit. Clients see
// a decimal text, "1234.50".
type Amount int64

// Most is the largest amount that is taken, 9,999,999,999,999.99.
const Most Amount = 999_999_999_999_999

// Parse reads digits with at most two decimals, as in "1200", "0.5", "19.99".
// Anything else, a sign and an exponent too, is VALIDATION_FAILED "input.money".
func Parse(s string) (Amount, error) {
	whole, cents, dotted := strings.Cut(s, ".")
	if !digits(whole, 13) || dotted && !digits(cents, 2) {
		return 0, fault.Input("", "input.money")
	}
	n, err := strconv.ParseInt(whole+(cents + "00")[:2], 10, 64)
	if err != nil {
		return 0, fault.Input("", "input.money")
	}
	return Amount(n), nil
}

func digits(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

// String is the amount with two decimals.
func (a Amount) String() string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	return fmt.Sprintf("%s%d.%02d", sign, a/100, a%100)
}

// MarshalGQL writes the amount as a text with two decimals.
func (a Amount) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(a.String())) }

// UnmarshalGQL reads what Parse reads.
func (a *Amount) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return fault.Input("", "input.money")
	}
	n, err := Parse(s)
	if err == nil {
		*a = n
	}
	return err
}
