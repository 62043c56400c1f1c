package graph

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"heed/rules/viewer"
)

// Errors of a document say where and which rule, in the viewer's language for
// people; of the document itself they have names of the schema only.
func TestDetails(t *testing.T) {
	for document, want := range map[string]string{
		`{ tenant { geheim } }`:                            `Cannot query field "…" on type "Tenant".`,
		`{ tenant { id { geheim } } }`:                     `Cannot query field "…" on type "ID".`,
		`{ requirements(geheim: 1) { totalCount } }`:       `Unknown argument "…" on field "Query.requirements".`,
		`{ requirements(first: "geheim") { totalCount } }`: `Int cannot represent non-integer value: …`,
		`{ node(id: {geheim: 1}) { id } }`:                 `Field "…" is not defined by type "ID".`,
		`mutation { sessionCreate(input: {email: "a", password: GEHEIM}) { session { accessToken } } }`: `String cannot represent a non string value: …`,
		`mutation { sessionCreate(input: {email: "geheim"}) { session { accessToken } } }`:              `Field "SessionCreateInput.password" of required type "String!" was not provided.`,
		`query Geheim($geheim: String) { tenant { id } }`:                                               `Variable "…" is never used in operation "…".`,
		`{ tenant { ...Geheim } }`:                                             `Unknown fragment "…".`,
		`query Geheim { tenant { id } } query Geheim { tenant { id } }`:        `There can be only one operation named "…".`,
		`{ tenant { id @geheim } }`:                                            `Unknown directive "…".`,
		`{ a: tenant { id } a: viewer { mustChangePassword } }`:                `Fields "…" conflict because "tenant" and "viewer" are different fields. Use different aliases on the fields to fetch both if this was intentional.`,
		`{ members(orderBy: {field: GEHEIM, direction: ASC}) { totalCount } }`: `Value "…" does not exist in "MemberOrderField!" enum.`,
		`{ tenant { id "geheim" } }`:                                           "",
		`{ tenant { geheim€ } }`:                                               "",
	} {
		set := rules.NewDefaultRules()
		set.ReplaceRule(rules.FieldsOnCorrectTypeRule.Name, rules.FieldsOnCorrectTypeRuleWithoutSuggestions.RuleFunc)
		_, errs := gqlparser.LoadQueryWithRules(schema, document, set)
		if len(errs) == 0 {
			t.Errorf("%s is valid", document)
			continue
		}
		got := detail(errs[0])
		if got != want {
			t.Errorf("%s:\n got %q of %q\nwant %q", document, got, errs[0].Message, want)
		}
		if strings.Contains(strings.ToLower(got), "geheim") {
			t.Errorf("%s: %s", document, got)
		}
	}
	ctx := viewer.With(t.Context(), &viewer.Viewer{Locale: "en"})
	shown := Present(ctx, &gqlerror.Error{
		Message: "operation Geheim not found", Extensions: map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"},
		Locations: []gqlerror.Location{{Line: 1, Column: 2}},
	})
	if strings.Contains(shown.Message, "Geheim") || shown.Extensions["code"] != "VALIDATION_FAILED" || shown.Extensions["detail"] != nil || len(shown.Locations) != 1 {
		t.Errorf("%+v", shown)
	}
}
