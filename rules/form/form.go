// Package form knows what a company's requirement form may ask for, and whether
// what was filled in answers it (D0-26). A form is a list of fields; its versions
// are the companies' business (app/requirements).
package form

import (
	"fmt"
	"math"
	"regexp"
	"slices"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// The bounds of a form.
const (
	MaxFields  = 50
	MaxOptions = 100 // of a field
	MaxLabel   = 100 // characters
	MaxHelp    = 500
)

// key is what fields and options are known by.
var key = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,39}$`)

// Check refuses a form that asks for nothing sensible: keys are unique, of 1 to
// 40 letters, digits and underscores; a choice has 1 to 100 options and nothing
// else has any; bounds are those of numbers, the lower one first; categories
// exist. It gives the fields with their texts cleaned. Errors: BAD_USER_INPUT on
// fields[i].…
func Check(fields []flow.FormField) ([]flow.FormField, error) {
	if len(fields) > MaxFields {
		return nil, fault.Input("fields", "input.too_many").With("max", MaxFields)
	}
	cleaned, seen := make([]flow.FormField, len(fields)), map[string]bool{}
	for i, f := range fields {
		at := fmt.Sprintf("fields[%d]", i)
		if err := keyed(at, f.Key, seen); err != nil {
			return nil, err
		}
		var err error
		if f, err = field(at, f); err != nil {
			return nil, err
		}
		cleaned[i] = f
	}
	return cleaned, nil
}

func field(at string, f flow.FormField) (flow.FormField, error) {
	var err error
	if f.Label, err = text.Line(at+".label", f.Label, 1, MaxLabel); err != nil {
		return f, err
	}
	if f.Help, err = text.Lines(at+".help", f.Help, 0, MaxHelp); err != nil {
		return f, err
	}
	if !slices.Contains(f.Type.Values(), string(f.Type)) {
		return f, fault.Input(at+".type", "input.unknown_key").With("value", text.Clip(string(f.Type)))
	}
	for i, c := range f.Categories {
		if !slices.Contains(c.Values(), string(c)) {
			return f, fault.Input(fmt.Sprintf("%s.categories[%d]", at, i), "input.unknown_key").With("value", text.Clip(string(c)))
		}
		if slices.Contains(f.Categories[:i], c) {
			return f, fault.Input(fmt.Sprintf("%s.categories[%d]", at, i), "input.duplicate").With("value", c)
		}
	}
	if f.Options, err = options(at+".options", f); err != nil {
		return f, err
	}
	return f, bounds(at, f)
}

func options(at string, f flow.FormField) ([]flow.FormOption, error) {
	switch choice := f.Type == flow.FieldSingle || f.Type == flow.FieldMulti; {
	case !choice && len(f.Options) > 0:
		return nil, fault.Input(at, "form.options_of_no_choice")
	case choice && len(f.Options) == 0:
		return nil, fault.Input(at, "form.no_options")
	case len(f.Options) > MaxOptions:
		return nil, fault.Input(at, "input.too_many").With("max", MaxOptions)
	case !choice:
		return nil, nil
	}
	cleaned, seen := make([]flow.FormOption, len(f.Options)), map[string]bool{}
	for i, o := range f.Options {
		at := fmt.Sprintf("%s[%d]", at, i)
		if err := keyed(at, o.Key, seen); err != nil {
			return nil, err
		}
		label, err := text.Line(at+".label", o.Label, 1, MaxLabel)
		if err != nil {
			return nil, err
		}
		cleaned[i] = flow.FormOption{Key: o.Key, Label: label}
	}
	return cleaned, nil
}

func bounds(at string, f flow.FormField) error {
	for name, bound := range map[string]*float64{"min": f.Min, "max": f.Max} {
		switch {
		case bound == nil:
		case f.Type != flow.FieldNumber:
			return fault.Input(at+"."+name, "form.bounds_of_no_number")
		case math.IsNaN(*bound) || math.IsInf(*bound, 0):
			return fault.Input(at+"."+name, "form.not_a_number")
		}
	}
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		return fault.Input(at+".max", "form.bounds_upside_down")
	}
	return nil
}

// keyed refuses a key that is none, or was there before.
func keyed(at, k string, seen map[string]bool) error {
	if !key.MatchString(k) {
		return fault.Input(at+".key", "form.key")
	}
	if seen[k] {
		return fault.Input(at+".key", "input.duplicate").With("value", k)
	}
	seen[k] = true
	return nil
}

// Follows refuses a form in which a key of the one before means something else:
// values of old requirements stay readable by it. Errors: form.type_changed on
// fields[i].type.
func Follows(before, now []flow.FormField) error {
	for i, f := range now {
		j := slices.IndexFunc(before, func(b flow.FormField) bool { return b.Key == f.Key })
		if j >= 0 && before[j].Type != f.Type {
			return fault.Input(fmt.Sprintf("fields[%d].type", i), "form.type_changed").With("key", f.Key).With("type", before[j].Type)
		}
	}
	return nil
}
