package guard

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"heed/rules/fault"
	"heed/rules/label"
)

var usual = Limits{}.WithDefaults()

// doubling is a document of fragments each of which spreads the next one twice.
func doubling(head, each string, levels int, last string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range levels {
		fmt.Fprintf(&b, " fragment F%d on T { %s }", i, strings.ReplaceAll(each, "NEXT", fmt.Sprintf("...F%d", i+1)))
	}
	fmt.Fprintf(&b, " fragment F%d on T { %s }", levels, last)
	return b.String()
}

func nested(open, inner, shut string, levels int) string {
	return strings.Repeat(open, levels) + inner + strings.Repeat(shut, levels)
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// scan is Check with a look at what it counted.
func scan(document string, l Limits) (*scanner, *Refusal) {
	s := &scanner{lexer: lexer.New(&ast.Source{Input: document}), limits: l}
	s.next()
	s.document()
	if s.refused == nil {
		s.refused = s.weigh()
	}
	return s, s.refused
}

// Each limit lets through what it says and refuses one more, wherever in the
// document that is.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct{ fits, beyond, detail string }{
		"tokens": {"{ a } " + strings.Repeat("#\n", 1497), "{ a } " + strings.Repeat("#\n", 1498), "more than 1500 tokens"},
		"depth":  {nested("{ a ", "", "}", 20), nested("{ a ", "", "}", 21), "fields nested more than 20 levels"},
		"depth by fragments": {
			"{ a { ...A } } fragment A on T " + nested("{ a ", "", "}", 19), "{ a { ...A } } fragment A on T " + nested("{ a ", "", "}", 20),
			"fields nested more than 20 levels",
		},
		"depth of a fragment that nobody spreads": {
			"{ a } fragment A on T " + nested("{ a ", "", "}", 20), "{ a } fragment A on T " + nested("{ a ", "", "}", 21), "fields nested more than 20 levels",
		},
		"braces": {
			nested("{ ... { ... { ... { ... { a ", "{ b }", "} } } } }", 19), nested("{ ... { ... { ... { ... { a ", "{ b }", "} } } } }", 20), "fields nested more than 20 levels",
		},
		"fragments without a name": {
			"{ a { " + nested("... { ", "b { "+nested("... { ", "c", "}", 4)+" }", "}", 4) + " } }", "{ a { " + nested("... { ", "b", "}", 5) + " } }",
			"more than 4 fragments without a name directly in each other",
		},
		"fields at one place, many definitions": {
			"{ x { " + strings.Repeat("a ", 32) + "} } " + numbered("fragment F%d on T { a } ", 99), "{ x { " + strings.Repeat("a ", 33) + "} } " + numbered("fragment F%d on T { a } ", 99),
			"more than 500 pairs of fields at the same places",
		},
		"aliases": {"{ x { " + numbered("a%d: a ", 30) + "} }", "{ x { " + numbered("a%d: a ", 31) + "} }", "more than 30 aliases"},
		"aliases that are the names": {
			"{ x { " + strings.Repeat("a: a ", 30) + "} }", "{ x { " + strings.Repeat("a: a ", 31) + "} }", "more than 30 aliases",
		},
		"aliases in fragments": {
			"{ x { ...F } } fragment F on T { " + numbered("a%d: a ", 30) + "}", "{ x { ...F } } fragment F on T { " + numbered("a%d: a ", 31) + "}", "more than 30 aliases",
		},
		"roots": {"{ " + numbered("a%d ", 20) + "}", "{ " + numbered("a%d ", 21) + "}", "more than 20 fields at the root"},
		"roots by fragments": {
			"{ ...A ... { ...A } } fragment A on T { " + numbered("a%d ", 10) + "}", "{ ...A b ... { ...A } } fragment A on T { " + numbered("a%d ", 10) + "}",
			"more than 20 fields at the root",
		},
		"roots that GraphQL itself knows": {
			"{ " + strings.Repeat("__typename ", 20) + "}", "{ " + strings.Repeat("__typename ", 21) + "}", "more than 20 fields at the root",
		},
		"roots of the second operation": {"query A { a } query B { " + numbered("a%d ", 20) + "}", "query A { a } query B { " + numbered("a%d ", 21) + "}", "more than 20 fields at the root"},
		"directives":                    {"{ a " + strings.Repeat("@b ", 50) + "}", "{ a " + strings.Repeat("@b ", 51) + "}", "more than 50 directives"},
		"directives everywhere": {
			"query ($a: A @b) @b { a(b: 1) @b ...A @b ... @b { c } } fragment A on T @b { a " + strings.Repeat("@b ", 44) + "}",
			"query ($a: A @b) @b { a(b: 1) @b ...A @b ... @b { c } } fragment A on T @b { a " + strings.Repeat("@b ", 45) + "}",
			"more than 50 directives",
		},
		"operations": {numbered("query A%d { a } ", 10), numbered("query A%d { a } ", 11), "more than 10 operations"},
		"fragments": {
			"{ a } " + numbered("fragment F%d on T { a } ", 100), "{ a } " + numbered("fragment F%d on T { a } ", 101), "more than 100 fragments",
		},
		"lists":                  {"{ a(b: " + nested("[", "", "]", 16) + ") }", "{ a(b: " + nested("[", "", "]", 17) + ") }", "values nested more than 16 levels"},
		"objects":                {"{ a(b: " + nested("{ c: ", "1", "}", 16) + ") }", "{ a(b: " + nested("{ c: ", "1", "}", 17) + ") }", "values nested more than 16 levels"},
		"default values":         {"query ($a: A = " + nested("[", "", "]", 16) + ") { a }", "query ($a: A = " + nested("[", "", "]", 17) + ") { a }", "values nested more than 16 levels"},
		"types of variables":     {"query ($a: " + nested("[", "A", "]", 16) + ") { a }", "query ($a: " + nested("[", "A", "]", 17) + ") { a }", "values nested more than 16 levels"},
		"values of directives":   {"{ a @b(c: " + nested("[", "", "]", 16) + ") }", "{ a @b(c: " + nested("[", "", "]", 17) + ") }", "values nested more than 16 levels"},
		"fields at one place":    {"{ x { " + strings.Repeat("a ", 63) + "} }", "{ x { " + strings.Repeat("a ", 64) + "} }", "more than 2000 pairs of fields at the same places"},
		"the same, in fragments": {"{ x { " + strings.Repeat("...A ", 63) + "} } fragment A on T { a }", "{ x { " + strings.Repeat("...A ", 64) + "} } fragment A on T { a }", "more than 2000 pairs of fields at the same places"},
		"the same, deeper": {
			"{ x { " + strings.Repeat("a { b } ", 45) + "} }", "{ x { " + strings.Repeat("a { b } ", 46) + "} }", "more than 2000 pairs of fields at the same places",
		},
		"the same, in a fragment that nobody spreads": {
			"{ x } fragment A on T { " + strings.Repeat("a ", 63) + "}", "{ x } fragment A on T { " + strings.Repeat("a ", 64) + "}", "more than 2000 pairs of fields at the same places",
		},
		"name": {"{ " + strings.Repeat("a", 128) + " }", "{ " + strings.Repeat("a", 129) + " }", "a name of more than 128 bytes"},
	} {
		if r := Check(c.fits, usual); r != nil {
			t.Errorf("%s: what fits is refused: %v %v", name, r, r.Fault.Extra)
		}
		s, r := scan(c.beyond, usual)
		if r == nil || r.Fault.Code != fault.CodeCostExceeded || r.Fault.Extra["detail"] != c.detail {
			t.Errorf("%s: %v", name, r)
		}
		if s.steps > 20000 {
			t.Errorf("%s: %d steps", name, s.steps)
		}
	}
	if r := Check("{ a } #"+strings.Repeat("a", 64<<10), usual); r == nil || r.Fault.Code != fault.CodePayloadTooLarge {
		t.Errorf("a long document: %v", r)
	}
}

// spreading has 10 × (410 + n) selections, all at places of their own.
func spreading(n int) string {
	return "{ " + numbered("x%d { ...A } ", 10) + "} fragment A on T { " + numbered("b%d ", n) + numbered("p%d { ...B } ", 8) +
		"} fragment B on T { " + numbered("c%d ", 49) + "}"
}

// What fragments say when they are written out counts, however short they are;
// their names do not matter.
func TestWrittenOut(t *testing.T) {
	const many = "more than 5000 selections, fragments written out"
	for name, c := range map[string]struct{ document, detail string }{
		"typenames":        {doubling("{ ...F0 }", "NEXT NEXT", 40, "__typename"), many},
		"by inline ones":   {doubling("{ ...F0 }", "NEXT ... { NEXT }", 40, "__typename"), many},
		"with selections":  {doubling("{ x { ...F0 } }", "a: p { NEXT } b: p { NEXT }", 12, "id"), many},
		"a subscription":   {doubling("subscription { x { ...F0 } }", "NEXT NEXT", 30, "cursor"), many},
		"nobody spreads":   {doubling("{ a }", "NEXT NEXT", 40, "a"), many},
		"two operations":   {doubling("query A { x { ...F0 } } query B { x { ...F0 } }", "NEXT b NEXT", 10, "a"), many},
		"just too many":    {spreading(91), many},
		"just few enough":  {spreading(90), ""},
		"one after one":    {doubling("{ ...F0 }", "NEXT", 40, "a"), ""},
		"itself":           {"{ ...A } fragment A on T { ...A }", "a fragment spreads itself, directly or by others"},
		"each other":       {"{ x } fragment A on T { a { ...B } } fragment B on T { ... { ...A } }", "a fragment spreads itself, directly or by others"},
		"unknown":          {"{ ...A }", ""},
		"hidden by a twin": {"{ ...A } fragment A on T { x } fragment A on T { ...B } " + doubling("", "NEXT NEXT", 40, "a") + " fragment B on T { ...F0 }", many},
	} {
		for _, hostile := range []string{"", "__schema", "__type", "__typename", "query", "fragment", "Query", "true", "null"} {
			document := c.document
			if hostile != "" {
				document = strings.ReplaceAll(strings.ReplaceAll(document, "...F0", "..."+hostile), "fragment F0 ", "fragment "+hostile+" ")
				document = strings.ReplaceAll(strings.ReplaceAll(document, "...A", "..."+hostile+"_"), "fragment A ", "fragment "+hostile+"_ ")
			}
			s, r := scan(document, usual)
			switch {
			case r == nil && c.detail == "":
			case r == nil || r.Fault.Extra["detail"] != c.detail:
				t.Errorf("%s, %s: %v", name, hostile, r)
			}
			if s.steps > 20000 {
				t.Errorf("%s, %s: %d steps", name, hostile, s.steps)
			}
		}
	}
}

// What cannot be read is refused with its place and without a word of it.
func TestUnreadable(t *testing.T) {
	for document, place := range map[string]string{
		"{ secret":                      "1:9",
		"{ secret }\n }":                "2:2",
		"{ secret(a: ) }":               "1:13",
		"{ }":                           "1:3",
		"{ secret() }":                  "1:10",
		"secret":                        "1:1",
		"fragment on on T { secret }":   "1:10",
		"{ ...on }":                     "1:9",
		"query ($secret) { a }":         "1:15",
		"\"secret\" { a }":              "1:10",
		"{ a(b: \"secret) }":            "1:18",
		"{ a(b: 'secret') }":            "1:8",
		"type Secret { a: A }":          "1:1",
		nested("[", "", "]", 100_000/3): "1:1",
	} {
		r := Check(document, Limits{Bytes: 1 << 20}.WithDefaults())
		if r == nil || r.Fault.Code != fault.CodeParseFailed || fmt.Sprintf("%d:%d", r.Line, r.Column) != place || len(r.Fault.Extra) != 0 {
			t.Errorf("%.40s: %+v", document, r)
		}
	}
}

// Limits are what is set.
func TestSet(t *testing.T) {
	l := Limits{Aliases: 1, Depth: 3}.WithDefaults()
	for document, refused := range map[string]bool{
		"{ a: b }": false, "{ a: b c: d }": true, "{ a { b { c } } }": false, "{ a { b { c { d } } } }": true,
		"{ ... { ... { a { ... { ... { b { ... { c } } } } } } } }": false,
	} {
		if r := Check(document, l); (r != nil) != refused {
			t.Errorf("%s: %v", document, r)
		}
	}
	// However a document comes to be too deep, it is told the one number that is set.
	for _, document := range []string{
		"{ a { b { c { d } } } }", "{ a { ...F } } fragment F on T { b { c { d } } }", "{ a { ...F } } fragment F on T { ... { b { ...G } } } fragment G on T { c { d } }",
		nested("{ a ", "", "}", 300), nested("{ ... { ... { a ", "", "} } }", 100), "{ a } fragment F on T { a { b { c { d } } } }",
	} {
		r := Check(document, l)
		if r == nil || r.Fault.Extra["detail"] != "fields nested more than 3 levels" || !strings.Contains(r.Fault.Message(label.En), " 3 levels") {
			t.Errorf("%.60s: %+v", document, r)
		}
	}
}
