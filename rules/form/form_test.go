package form

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"heed/rules/fault"
	"heed/rules/flow"
)

func ptr[T any](v T) *T { return &v }

// field is a field that is right.
func aField(change func(*flow.FormField)) []flow.FormField {
	f := flow.FormField{Key: "volume", Label: "用量", Type: flow.FieldNumber}
	change(&f)
	return []flow.FormField{f}
}

func choices(n int) []flow.FormOption {
	all := make([]flow.FormOption, n)
	for i := range all {
		all[i] = flow.FormOption{Key: fmt.Sprintf("o%d", i), Label: fmt.Sprintf("选项 %d", i)}
	}
	return all
}

func TestCheck(t *testing.T) {
	many := make([]flow.FormField, MaxFields+1)
	for i := range many {
		many[i] = flow.FormField{Key: fmt.Sprintf("f%d", i), Label: "x", Type: flow.FieldText}
	}
	for _, c := range []struct {
		name   string
		fields []flow.FormField
		want   string // field and key of the error; "" for none
	}{
		{"nothing", nil, ""},
		{"fifty", many[:MaxFields], ""},
		{"fifty-one", many, "fields input.too_many"},
		{"a number with bounds", aField(func(f *flow.FormField) { f.Min, f.Max = ptr(1.0), ptr(1.0) }), ""},
		{"bounds upside down", aField(func(f *flow.FormField) { f.Min, f.Max = ptr(2.0), ptr(1.0) }), "fields[0].max form.bounds_upside_down"},
		{"no number as bound", aField(func(f *flow.FormField) { f.Min = ptr(math.NaN()) }), "fields[0].min form.not_a_number"},
		{"bounds of a text", aField(func(f *flow.FormField) { f.Type, f.Max = flow.FieldText, ptr(1.0) }), "fields[0].max form.bounds_of_no_number"},
		{"no key", aField(func(f *flow.FormField) { f.Key = "" }), "fields[0].key form.key"},
		{"a key of words", aField(func(f *flow.FormField) { f.Key = "用量" }), "fields[0].key form.key"},
		{"a long key", aField(func(f *flow.FormField) { f.Key = strings.Repeat("k", 41) }), "fields[0].key form.key"},
		{"a key twice", append(aField(func(*flow.FormField) {}), aField(func(*flow.FormField) {})...), "fields[1].key input.duplicate"},
		{"no label", aField(func(f *flow.FormField) { f.Label = " " }), "fields[0].label input.required"},
		{"no type", aField(func(f *flow.FormField) { f.Type = "COLOUR" }), "fields[0].type input.unknown_key"},
		{"a category", aField(func(f *flow.FormField) { f.Categories = []flow.RequirementCategory{"PRICE"} }), ""},
		{"no category", aField(func(f *flow.FormField) { f.Categories = []flow.RequirementCategory{"LOVE"} }), "fields[0].categories[0] input.unknown_key"},
		{"a category twice", aField(func(f *flow.FormField) { f.Categories = []flow.RequirementCategory{"PRICE", "PRICE"} }), "fields[0].categories[1] input.duplicate"},
		{"a choice", aField(func(f *flow.FormField) { f.Type, f.Options = flow.FieldMulti, choices(MaxOptions) }), ""},
		{"too much choice", aField(func(f *flow.FormField) { f.Type, f.Options = flow.FieldMulti, choices(MaxOptions+1) }), "fields[0].options input.too_many"},
		{"no choice", aField(func(f *flow.FormField) { f.Type = flow.FieldSingle }), "fields[0].options form.no_options"},
		{"options of a number", aField(func(f *flow.FormField) { f.Options = choices(1) }), "fields[0].options form.options_of_no_choice"},
		{"an option twice", aField(func(f *flow.FormField) { f.Type, f.Options = flow.FieldSingle, append(choices(1), choices(1)...) }), "fields[0].options[1].key input.duplicate"},
		{"an option without label", aField(func(f *flow.FormField) { f.Type, f.Options = flow.FieldSingle, []flow.FormOption{{Key: "a"}} }), "fields[0].options[0].label input.required"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Check(c.fields)
			if said(err) != c.want {
				t.Errorf("%q, want %q", said(err), c.want)
			}
			if err == nil && len(got) != len(c.fields) {
				t.Errorf("%d fields of %d", len(got), len(c.fields))
			}
		})
	}
	got, err := Check(aField(func(f *flow.FormField) { f.Label = "  月用量 " }))
	if err != nil || got[0].Label != "月用量" {
		t.Errorf("%v, %v", got, err)
	}
}

// said is the field and the key of an error.
func said(err error) string {
	var f *fault.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &f):
		return f.Field + " " + f.Key
	}
	return err.Error()
}

func TestFollows(t *testing.T) {
	before := aField(func(*flow.FormField) {})
	if err := Follows(before, aField(func(f *flow.FormField) { f.Label, f.Required = "月用量", true })); err != nil {
		t.Error(err)
	}
	if err := Follows(before, aField(func(f *flow.FormField) { f.Key, f.Type = "volumeText", flow.FieldText })); err != nil {
		t.Error(err)
	}
	if err := Follows(before, nil); err != nil {
		t.Error(err)
	}
	if err := Follows(before, aField(func(f *flow.FormField) { f.Type = flow.FieldText })); said(err) != "fields[0].type form.type_changed" {
		t.Error(err)
	}
}

// asks is a form with a field of each type.
var asks = []flow.FormField{
	{Key: "model", Label: "型号", Type: flow.FieldText, Required: true},
	{Key: "story", Label: "背景", Type: flow.FieldLongText},
	{Key: "volume", Label: "用量", Type: flow.FieldNumber, Required: true, Categories: []flow.RequirementCategory{"PRODUCT"}, Min: ptr(1.0), Max: ptr(10.0)},
	{Key: "until", Label: "期望日期", Type: flow.FieldDate},
	{Key: "trial", Label: "试用", Type: flow.FieldBoolean},
	{Key: "size", Label: "规格", Type: flow.FieldSingle, Options: choices(3)},
	{Key: "sites", Label: "门店", Type: flow.FieldMulti, Options: choices(3)},
}

func TestValues(t *testing.T) {
	model, volume := Value{Key: "model", Text: ptr("X1")}, Value{Key: "volume", Number: ptr(3.0)}
	for _, c := range []struct {
		name       string
		category   flow.RequirementCategory
		given      []Value
		incomplete bool
		want       string // of the values, in JSON, or the error
	}{
		{"nothing for a draft", "PRODUCT", nil, true, `{}`},
		{"nothing", "PRODUCT", nil, false, "custom form.required"},
		{"required by the category", "PRODUCT", []Value{model}, false, "custom form.required"},
		{"not required by the category", "PRICE", []Value{model}, false, `{"model":"X1"}`},
		{"of another category", "PRICE", []Value{model, volume}, false, "custom[1].key form.other_category"},
		{"all", "PRODUCT", []Value{
			model,
			{Key: "story", Text: ptr("第一行\n第二行")},
			volume,
			{Key: "until", Date: ptr("2026-12-31")},
			{Key: "trial", Boolean: ptr(false)},
			{Key: "size", Options: []string{"o1"}},
			{Key: "sites", Options: []string{"o2", "o0"}},
		}, false, `{"model":"X1","sites":["o2","o0"],"size":"o1","story":"第一行\n第二行","trial":false,"until":"2026-12-31","volume":3}`},
		{"an empty text is none", "PRODUCT", []Value{{Key: "model", Text: ptr("  ")}, volume}, false, "custom form.required"},
		{"a value without a place is none", "PRODUCT", []Value{{Key: "model"}, volume}, false, "custom form.required"},
		{"an empty list is none", "PRICE", []Value{model, {Key: "sites", Options: []string{}}}, false, `{"model":"X1"}`},
		{"an unknown field", "PRODUCT", []Value{{Key: "colour", Text: ptr("red")}}, true, "custom[0].key form.unknown_field"},
		{"a field twice", "PRODUCT", []Value{model, model}, true, "custom[1].key input.duplicate"},
		{"a number as text", "PRODUCT", []Value{{Key: "volume", Text: ptr("3")}}, true, "custom[0] form.wrong_type"},
		{"a text as number", "PRODUCT", []Value{{Key: "model", Number: ptr(3.0)}}, true, "custom[0] form.wrong_type"},
		{"two values in one", "PRODUCT", []Value{{Key: "model", Text: ptr("a"), Number: ptr(3.0)}}, true, "custom[0] form.wrong_type"},
		{"too small", "PRODUCT", []Value{{Key: "volume", Number: ptr(0.5)}}, true, "custom[0].number form.too_small"},
		{"too large", "PRODUCT", []Value{{Key: "volume", Number: ptr(10.5)}}, true, "custom[0].number form.too_large"},
		{"no number", "PRODUCT", []Value{{Key: "volume", Number: ptr(math.Inf(1))}}, true, "custom[0].number form.not_a_number"},
		{"no date", "PRODUCT", []Value{{Key: "until", Date: ptr("2026-02-30")}}, true, "custom[0].date sla.date_format"},
		{"an unknown option", "PRODUCT", []Value{{Key: "size", Options: []string{"o9"}}}, true, "custom[0].options[0] form.unknown_option"},
		{"two of one", "PRODUCT", []Value{{Key: "size", Options: []string{"o0", "o1"}}}, true, "custom[0].options form.one_option"},
		{"an option twice", "PRODUCT", []Value{{Key: "sites", Options: []string{"o0", "o0"}}}, true, "custom[0].options[1] input.duplicate"},
		{"a long text", "PRODUCT", []Value{{Key: "model", Text: ptr(strings.Repeat("长", MaxText+1))}}, true, "custom[0].text input.too_long"},
		{"too many", "PRODUCT", make([]Value, MaxFields+1), true, "custom input.too_many"},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept, err := Values(asks, c.category, c.given, c.incomplete)
			got := said(err)
			if err == nil {
				raw, marshalled := json.Marshal(kept)
				if marshalled != nil {
					t.Fatal(marshalled)
				}
				got = string(raw)
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	if err := Fits(asks, "PRICE", map[string]any{"volume": 3.0}); said(err) != "custom form.other_category" {
		t.Error(err)
	}
	if err := Fits(asks, "PRODUCT", map[string]any{"volume": 3.0}); err != nil {
		t.Error(err)
	}
}

// What is kept comes back with the form's words, also through the database.
func TestAnswers(t *testing.T) {
	kept, err := Values(asks, "PRODUCT", []Value{
		{Key: "sites", Options: []string{"o2", "o0"}},
		{Key: "size", Options: []string{"o1"}},
		{Key: "trial", Boolean: ptr(true)},
		{Key: "until", Date: ptr("2026-12-31")},
		{Key: "volume", Number: ptr(2.5)},
		{Key: "model", Text: ptr("X1")},
	}, false)
	if err != nil {
		t.Fatal(err)
	}
	o := choices(3)
	want := []Answer{
		{Key: "model", Label: "型号", Type: flow.FieldText, Text: ptr("X1")},
		{Key: "volume", Label: "用量", Type: flow.FieldNumber, Number: ptr(2.5)},
		{Key: "until", Label: "期望日期", Type: flow.FieldDate, Date: ptr("2026-12-31")},
		{Key: "trial", Label: "试用", Type: flow.FieldBoolean, Boolean: ptr(true)},
		{Key: "size", Label: "规格", Type: flow.FieldSingle, Options: o[1:2]},
		{Key: "sites", Label: "门店", Type: flow.FieldMulti, Options: []flow.FormOption{o[0], o[2]}},
	}
	raw, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]any
	if err := json.Unmarshal(raw, &read); err != nil {
		t.Fatal(err)
	}
	for name, values := range map[string]map[string]any{"as checked": kept, "as read": read} {
		if got := Answers(asks, values); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := Answers(asks, nil); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
