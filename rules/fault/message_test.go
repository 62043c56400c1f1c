package fault

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"heed/rules/label"
)

var placeholder = regexp.MustCompile(`\{([^}]*)\}`)

// placeholders lists the names in a sentence, sorted, each once.
func placeholders(text string) []string {
	names := []string{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestEverySentence(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+$`)
	for key, s := range everySentence() {
		want := placeholders(s[0])
		for _, n := range want {
			if !name.MatchString(n) {
				t.Errorf("%s: placeholder %q", key, n)
			}
		}
		for i, text := range s {
			if text == "" || strings.TrimSpace(text) != text {
				t.Errorf("%s: sentence %d is %q", key, i, text)
				continue
			}
			if got := placeholders(text); !slices.Equal(got, want) {
				t.Errorf("%s: sentence %d has placeholders %v, the first has %v", key, i, got, want)
			}
			if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}%") {
				t.Errorf("%s: sentence %d holds stray braces: %q", key, i, text)
			}
			end := "。"
			if i == 2 {
				end = "."
			}
			if !strings.HasSuffix(text, end) {
				t.Errorf("%s: sentence %d does not end: %q", key, i, text)
			}
			if han := strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }); han != (i < 2) {
				t.Errorf("%s: sentence %d is in another language: %q", key, i, text)
			}
		}
	}
}

// everySentence holds the general sentences under their codes too.
func everySentence() map[string]sentence {
	all := map[string]sentence{}
	for key, s := range messages {
		all[key] = s
	}
	for code, s := range general {
		all[string(code)] = s
	}
	return all
}

func TestEveryCodeHasItsSentence(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "fault.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == "Code" {
			codes++
			code := Code(text(spec.Values[0]))
			if _, ok := general[code]; !ok {
				t.Errorf("%s has no general sentence", code)
			}
		}
		return true
	})
	if codes != len(general) || codes == 0 {
		t.Errorf("%d codes, %d general sentences", codes, len(general))
	}
}

// Enums as package flow has them, which imports this one.
type (
	RequirementState string
	RequirementAct   string
	ResponseKind     string
)

func TestMessage(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    *Error
		locale label.Locale
		want   string
	}{
		{"an argument", Input("name", "input.too_long").With("max", 80), label.En, "At most 80 characters are allowed."},
		{"simplified", Input("name", "input.too_long").With("max", 80), label.ZhHans, "最多 80 个字符。"},
		{"traditional", Input("name", "input.too_long").With("max", 80), label.ZhHant, "最多 80 個字符。"},
		{"no language", NotFound(), "", "未找到该记录。"},
		{
			"two arguments", Precondition("transition.illegal").With("state", "DRAFT").With("act", "CLOSE"), label.En,
			"“CLOSE” is not possible in state “DRAFT”.",
		},
		{
			"constants by their labels", Precondition("transition.illegal").With("state", RequirementState("DRAFT")).With("act", RequirementAct("CLOSE")),
			label.En, "“Close” is not possible in state “Draft”.",
		},
		{
			"in the language", Precondition("transition.illegal").With("state", RequirementState("DRAFT")).With("act", RequirementAct("CLOSE")),
			label.ZhHant, "當前狀態（草稿）不允許「關閉」。",
		},
		{"an unknown constant", Precondition("requirement.no_response").With("kind", ResponseKind("X")), label.En, "The urgency demands a recorded first response: X."},
		{"a list", Input("tags", "input.duplicate").With("value", []string{"a", "b"}), label.En, "a, b is given more than once."},
		{"braces in an argument", Input("x", "input.unknown_key").With("value", "{max}"), label.En, "{max} is not a known value."},
		{
			"an argument is missing", Input("name", "input.too_long"), label.En,
			"The input is not valid. Check it and try again.",
		},
		{
			"an unknown key", Conflict("no.such.key").With("secret", "s3cret"), label.En,
			"This conflicts with existing data. Refresh and try again.",
		},
		{
			"an unknown code", New("ODD", "odd"), label.En,
			"Something went wrong on our side. If it happens again, quote the request id.",
		},
		{
			"the cause stays in the log", From(errors.New("password of heed_app")), label.En,
			"Something went wrong on our side. If it happens again, quote the request id.",
		},
		{
			"undeclared arguments stay out", Conflict("slug.taken").With("slug", "<script>"), label.En,
			"This slug is taken. Choose another.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.err.Message(c.locale); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
