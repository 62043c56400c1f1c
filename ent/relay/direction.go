package relay

import (
	"fmt"
	"io"
	"strconv"

	"entgo.io/ent/dialect/sql"
)

// OrderDirection is which way a list is ordered.
type OrderDirection string

// The directions.
const (
	OrderDirectionAsc  OrderDirection = "ASC"  // smallest, earliest or first of the alphabet first
	OrderDirectionDesc OrderDirection = "DESC" // the other way round
)

// Validate refuses what is none of the two.
func (d OrderDirection) Validate() error {
	switch d {
	case OrderDirectionAsc, OrderDirectionDesc:
		return nil
	default:
		return fmt.Errorf("relay: %q is no direction", string(d))
	}
}

// Reverse is the other direction.
func (d OrderDirection) Reverse() OrderDirection {
	if d == OrderDirectionDesc {
		return OrderDirectionAsc
	}
	return OrderDirectionDesc
}

// OrderTermOption is the direction for ent's By… functions.
func (d OrderDirection) OrderTermOption() sql.OrderTermOption {
	if d == OrderDirectionDesc {
		return sql.OrderDesc()
	}
	return sql.OrderAsc()
}

// String implements fmt.Stringer.
func (d OrderDirection) String() string { return string(d) }

// MarshalGQL implements graphql.Marshaler.
func (d OrderDirection) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(d))) }

// UnmarshalGQL implements graphql.Unmarshaler.
func (d *OrderDirection) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("relay: a direction is a text, not %T", v)
	}
	read := OrderDirection(s)
	if err := read.Validate(); err != nil {
		return err
	}
	*d = read
	return nil
}
