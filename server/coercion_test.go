package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/server/servertest"
)

// written is a JSON value as a literal of a document.
func written(v any) string {
	switch v := v.(type) {
	case vars:
		var fields []string
		for _, name := range slices.Sorted(maps.Keys(v)) {
			fields = append(fields, name+": "+written(v[name]))
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, written(one))
		}
		return "[" + strings.Join(all, ", ") + "]"
	default:
		b, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return string(b)
	}
}

// What is not of a scalar's kind is refused wherever it stands, as a literal and
// as a variable, over both transports, and nothing is made of it.
func TestCoercion(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	number := func(text string) any { return json.Number(text) }
	texts := []any{7, 1.5, true, vars{"a": "b"}}
	for _, c := range []struct {
		path, kind string // of the value in the input, and its type
		input      func(v any) vars
		wrong      []any
	}{
		{"name", "String!", func(v any) vars { return vars{"name": v} }, append(texts, []any{"a"})},
		{"address", "String", func(v any) vars { return vars{"name": "x", "address": v} }, texts},
		{"cooperationProducts[1]", "String!", func(v any) vars { return vars{"name": "x", "cooperationProducts": []any{"a", v}} }, texts},
		{"contacts[0].name", "String!", func(v any) vars { return vars{"name": "x", "contacts": []any{vars{"name": v}}} }, texts},
		{"contacts[0].name", "String!", func(v any) vars { return vars{"name": "x", "contacts": vars{"name": v}} }, texts},
		{"contacts[0].doNotDisturb", "Boolean", func(v any) vars {
			return vars{"name": "x", "contacts": []any{vars{"name": "y", "doNotDisturb": v}}}
		}, []any{"true", "false", 1, 0, 1.5}},
		{"growthPotential", "Int", func(v any) vars { return vars{"name": "x", "growthPotential": v} }, []any{
			"3", "", true, 1.5, number("3.0"), number("3e0"), number("2147483648"), number("-2147483649"), number("99999999999999999999"),
		}},
		{"valueAmount", "MinorUnits", func(v any) vars { return vars{"name": "x", "valueAmount": v} }, []any{"3", true, 1.5, number("99999999999999999999")}},
		{"cooperationSince", "Date", func(v any) vars { return vars{"name": "x", "cooperationSince": v} }, []any{2020, true}},
		{"departmentId", "ID", func(v any) vars { return vars{"name": "x", "departmentId": v} }, []any{1.5, true, vars{"a": "b"}}},
		{"industry", "Industry", func(v any) vars { return vars{"name": "x", "industry": v} }, []any{7, true, "other", "Other"}},
	} {
		for _, v := range c.wrong {
			before := w.Count(t)
			literal := written(c.input(v))
			inner := strings.Replace(written(c.input("\x00")), `"\u0000"`, "$v", 1)
			asked := map[string]struct {
				document  string
				variables vars
			}{
				"a literal":             {`mutation { customerCreate(input: ` + literal + `) { cursor } }`, nil},
				"a variable":            {`mutation($in: CustomerCreateInput!) { customerCreate(input: $in) { cursor } }`, vars{"in": c.input(v)}},
				"a variable in a value": {`mutation($v: ` + c.kind + `) { customerCreate(input: ` + inner + `) { cursor } }`, vars{"v": v}},
			}
			for how, one := range asked {
				a := s.Do(t, token, one.document, one.variables)
				if code := a.Code(); code != "BAD_USER_INPUT" && (code != "VALIDATION_FAILED" || how == "a variable") || how == "a variable" && len(a.Errors) != 1 {
					t.Errorf("%s, %v as %s: %s", c.path, v, how, a.Body)
					continue
				}
				field := fmt.Sprint(a.Errors[0].Extensions["field"])
				if _, field, _ = strings.Cut(field, "."); how == "a variable" && field != c.path {
					t.Errorf("%s, %v as %s: of the field %s: %s", c.path, v, how, field, a.Body)
				}
			}
			if after := w.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s, %v: rows were %v, are %v", c.path, v, before, after)
			}
		}
	}
}

// Over a socket it is the same, and what is of the kind is taken as ever.
func TestCoercionBesides(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	const document = `mutation($in: CustomerCreateInput!) { customerCreate(input: $in) { customer { name growthPotential valueAmount } } }`
	c := s.Dial(t, token)
	for id, in := range map[string]vars{"1": {"name": 7}, "2": {"name": "x", "growthPotential": "3"}} {
		c.Send(vars{"id": id, "type": "subscribe", "payload": vars{"query": document, "variables": vars{"in": in}}})
		m := c.Next()
		if m.Type == "next" {
			c.Next()
		}
		if !strings.Contains(string(m.Payload), "BAD_USER_INPUT") {
			t.Errorf("%v: %s %s", in, m.Type, m.Payload)
		}
	}
	good := vars{"name": "7", "growthPotential": 3, "valueAmount": json.Number("9007199254740991"), "cooperationProducts": "云盘", "departmentId": nil}
	a := s.Do(t, token, document, vars{"in": good})
	if a.Text(t, "customerCreate.customer.name") != "7" || !strings.Contains(string(a.Body), `"growthPotential":3,"valueAmount":9007199254740991`) {
		t.Errorf("%s", a.Body)
	}
	for _, args := range []string{`filter: {mine: "true"}`, `filter: {tierKeys: [7]}`, `first: "7"`, `first: 1.0`, `first: true`} {
		if a := s.Do(t, token, `{ requirements(`+args+`) { totalCount } }`, nil); a.Code() != "VALIDATION_FAILED" {
			t.Errorf("%s: %s", args, a.Body)
		}
	}
	for _, c := range []struct {
		kind, args string
		value      any
	}{
		{"Int", "first: $v", "7"},
		{"Int", "first: $v", 1.5},
		{"Int", "first: $v", true},
		{"[String!]", "filter: {tierKeys: $v}", []any{"A", 7}},
		{"[String!]", "filter: {tierKeys: $v}", 7},
		{"Boolean", "filter: {mine: $v}", "true"},
		{"Boolean", "filter: {mine: $v}", 1},
		{"RequirementFilter", "filter: $v", vars{"tierKeys": []any{7}}},
		{"RequirementFilter", "filter: $v", vars{"states": []any{"received"}}},
		{"RequirementFilter", "filter: $v", vars{"states": "Received"}},
		{"[RequirementState!]", "filter: {states: $v}", "received"},
	} {
		a := s.Do(t, token, `query($v: `+c.kind+`) { requirements(`+c.args+`) { totalCount } }`, vars{"v": c.value})
		if a.Code() != "BAD_USER_INPUT" || len(a.Errors) != 1 {
			t.Errorf("%s with %v: %s", c.args, c.value, a.Body)
		}
	}
	// A variable's default gives way to null, which the place does not take.
	for _, document := range []string{
		`mutation($n: String = "x") { customerCreate(input: {name: $n}) { cursor } }`,
		`mutation($n: Int = 1) { requirementStart(input: {id: "req_00000000000000000000000000", expectedVersion: $n}) { cursor } }`,
	} {
		if a := s.Do(t, token, document, vars{"n": nil}); a.Code() != "BAD_USER_INPUT" {
			t.Errorf("%s: %s", document, a.Body)
		}
	}
	// The schema's own fields take null where they may.
	if a := s.Do(t, token, `query($d: Boolean) { __type(name: "Query") { fields(includeDeprecated: $d) { name } } }`, vars{"d": nil}); a.Code() != "" {
		t.Errorf("%s", a.Body)
	}
}
