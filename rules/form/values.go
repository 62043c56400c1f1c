package form

import (
	"fmt"
	"math"
	"slices"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// The longest texts that are filled in, in characters.
const (
	MaxText     = 500
	MaxLongText = 5000
)

// Value is what was filled in for a field: the one of its places that the field's
// type asks for. Without any it is empty: the field is left out.
type Value struct {
	Key     string
	Text    *string
	Number  *float64
	Date    *string // 2026-11-26
	Boolean *bool
	Options []string // keys
}

// Values checks what was filled in for a requirement of the category, and gives
// it as it is kept: by key, a text, a number, a date as text, a boolean, the key
// of one option, or the keys of several. Fields that the category is not asked
// for take nothing. Errors, on custom[i].…: form.unknown_field,
// form.other_category, form.wrong_type, form.unknown_option and those of single
// values; form.required on custom, unless the form may stay incomplete.
func Values(fields []flow.FormField, category flow.RequirementCategory, given []Value, incomplete bool) (map[string]any, error) {
	kept := map[string]any{}
	if len(given) > MaxFields {
		return nil, fault.Input("custom", "input.too_many").With("max", MaxFields)
	}
	for i, v := range given {
		at := fmt.Sprintf("custom[%d]", i)
		j := slices.IndexFunc(fields, func(f flow.FormField) bool { return f.Key == v.Key })
		if j < 0 {
			return nil, fault.Input(at+".key", "form.unknown_field").With("key", text.Clip(v.Key))
		}
		f := fields[j]
		if slices.ContainsFunc(given[:i], func(other Value) bool { return other.Key == v.Key }) {
			return nil, fault.Input(at+".key", "input.duplicate").With("value", v.Key)
		}
		if v.empty() {
			continue
		}
		if !Asked(f, category) {
			return nil, fault.Input(at+".key", "form.other_category").With("key", v.Key).With("category", category)
		}
		value, err := v.of(at, f)
		if err != nil {
			return nil, err
		}
		if value != nil {
			kept[v.Key] = value
		}
	}
	if incomplete {
		return kept, nil
	}
	return kept, Complete(fields, category, kept)
}

// Complete refuses values in which something is missing that a requirement of
// the category must have: form.required on custom.
func Complete(fields []flow.FormField, category flow.RequirementCategory, kept map[string]any) error {
	for _, f := range fields {
		if _, there := kept[f.Key]; f.Required && !there && Asked(f, category) {
			return fault.Input("custom", "form.required").With("key", f.Key).With("label", f.Label)
		}
	}
	return nil
}

// Fits refuses values of fields that a requirement of the category is not asked
// for: form.other_category on custom.
func Fits(fields []flow.FormField, category flow.RequirementCategory, kept map[string]any) error {
	for _, f := range fields {
		if _, there := kept[f.Key]; there && !Asked(f, category) {
			return fault.Input("custom", "form.other_category").With("key", f.Key).With("category", category)
		}
	}
	return nil
}

// Asked tells whether the field is one for requirements of the category.
func Asked(f flow.FormField, category flow.RequirementCategory) bool {
	return len(f.Categories) == 0 || slices.Contains(f.Categories, category)
}

func (v Value) empty() bool { return v.places() == 0 }

// places is how many of its places hold something.
func (v Value) places() int {
	n := 0
	for _, there := range []bool{v.Text != nil, v.Number != nil, v.Date != nil, v.Boolean != nil, v.Options != nil} {
		if there {
			n++
		}
	}
	return n
}

// of is the value as it is kept for the field; nil for an empty text or list.
func (v Value) of(at string, f flow.FormField) (any, error) {
	wrong := fault.Input(at, "form.wrong_type").With("key", f.Key).With("type", f.Type)
	if v.places() > 1 {
		return nil, wrong
	}
	switch f.Type {
	case flow.FieldText, flow.FieldLongText:
		if v.Text == nil {
			return nil, wrong
		}
		return words(at+".text", f.Type, *v.Text)
	case flow.FieldNumber:
		if v.Number == nil {
			return nil, wrong
		}
		return number(at+".number", f, *v.Number)
	case flow.FieldDate:
		if v.Date == nil {
			return nil, wrong
		}
		if on, err := time.Parse(time.DateOnly, *v.Date); err != nil || on.Year() < 1 || on.Year() > 9998 {
			return nil, fault.Input(at+".date", "sla.date_format").With("value", text.Clip(*v.Date))
		}
		return *v.Date, nil
	case flow.FieldBoolean:
		if v.Boolean == nil {
			return nil, wrong
		}
		return *v.Boolean, nil
	case flow.FieldSingle, flow.FieldMulti:
		if v.Options == nil {
			return nil, wrong
		}
		return chosen(at+".options", f, v.Options)
	}
	return nil, wrong
}

func words(at string, t flow.FieldType, value string) (any, error) {
	var cleaned string
	var err error
	if t == flow.FieldText {
		cleaned, err = text.Line(at, value, 0, MaxText)
	} else {
		cleaned, err = text.Lines(at, value, 0, MaxLongText)
	}
	if err != nil || cleaned == "" {
		return nil, err
	}
	return cleaned, nil
}

func number(at string, f flow.FormField, n float64) (any, error) {
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0):
		return nil, fault.Input(at, "form.not_a_number")
	case f.Min != nil && n < *f.Min:
		return nil, fault.Input(at, "form.too_small").With("key", f.Key).With("min", *f.Min)
	case f.Max != nil && n > *f.Max:
		return nil, fault.Input(at, "form.too_large").With("key", f.Key).With("max", *f.Max)
	}
	return n, nil
}

func chosen(at string, f flow.FormField, keys []string) (any, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	if f.Type == flow.FieldSingle && len(keys) > 1 {
		return nil, fault.Input(at, "form.one_option").With("key", f.Key)
	}
	for i, k := range keys {
		if !slices.ContainsFunc(f.Options, func(o flow.FormOption) bool { return o.Key == k }) {
			return nil, fault.Input(fmt.Sprintf("%s[%d]", at, i), "form.unknown_option").With("key", f.Key).With("option", text.Clip(k))
		}
		if slices.Contains(keys[:i], k) {
			return nil, fault.Input(fmt.Sprintf("%s[%d]", at, i), "input.duplicate").With("value", k)
		}
	}
	if f.Type == flow.FieldSingle {
		return keys[0], nil
	}
	return slices.Clone(keys), nil
}
