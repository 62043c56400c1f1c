package graph

import (
	"regexp"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/graph/generated"
)

var (
	quoted     = regexp.MustCompile(`"[^"]*"`)
	names      = regexp.MustCompile(`[_A-Za-z0-9]+`)
	valueAfter = regexp.MustCompile(`( found|value:) .*`)
	tooLong    = regexp.MustCompile(`^exceeded token limit of \d+$`)
)

// detail says which rule a document breaks, in English, for developers. Nothing
// that the client wrote is in it but names of the schema: documents carry
// passwords and names of people where they should have variables.
func detail(e *gqlerror.Error) string {
	if tooLong.MatchString(e.Message) {
		return e.Message
	}
	if e.Rule == "" { // the parser and the executor repeat what they read
		return ""
	}
	text := valueAfter.ReplaceAllString(strings.SplitN(e.Message, "\n", 2)[0], "$1 …")
	return quoted.ReplaceAllStringFunc(text, func(s string) string {
		for _, name := range names.FindAllString(s, -1) {
			if !known()[name] {
				return `"…"`
			}
		}
		return s
	})
}

// known are all names of the schema.
var known = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	arguments := func(list ast.ArgumentDefinitionList) {
		for _, a := range list {
			all[a.Name] = true
		}
	}
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for name, d := range schema.Types {
		all[name] = true
		for _, f := range d.Fields {
			all[f.Name] = true
			arguments(f.Arguments)
		}
		for _, v := range d.EnumValues {
			all[v.Name] = true
		}
	}
	for name, d := range schema.Directives {
		all[name] = true
		arguments(d.Arguments)
	}
	return all
})
