package flow

import (
	"slices"
	"strings"
)

// Mask is the fields that a grant to read does not show, by their names in the
// API: sorted, each once, joined by spaces, so that grants can be compared.
type Mask string

// MaskOf is the mask of the fields.
func MaskOf(fields []string) Mask {
	all := slices.Clone(fields)
	slices.Sort(all)
	return Mask(strings.Join(slices.Compact(all), " "))
}

// Fields are the fields, none for no mask.
func (m Mask) Fields() []string { return strings.Fields(string(m)) }

// Hides tells whether the field is masked.
func (m Mask) Hides(field string) bool { return slices.Contains(m.Fields(), field) }

// Within tells whether the other mask hides all that this one does.
func (m Mask) Within(other Mask) bool {
	return !slices.ContainsFunc(m.Fields(), func(field string) bool { return !other.Hides(field) })
}
