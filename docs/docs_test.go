// Package docs holds the guides; this test keeps what they repeat of the
// program equal to the program.
package docs

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"heed/graph/generated"
	"heed/rules/fault"
	"heed/rules/flow"
)

var update = flag.Bool("update", false, "write the generated blocks anew")

// blocks are the generated parts of the guides, between "<!-- generated: NAME -->"
// and "<!-- end -->".
var blocks = []struct {
	file, name string
	make       func(*testing.T) string
}{
	{"architecture.md", "requirement", func(*testing.T) string {
		return fence("mermaid", flow.Requirement.Mermaid(flow.RequirementDraft))
	}},
	{"architecture.md", "task", func(*testing.T) string { return fence("mermaid", flow.Task.Mermaid(flow.TaskOpen)) }},
	{"architecture.md", "purchase", func(*testing.T) string { return fence("mermaid", flow.Purchase.Mermaid(flow.DeliveryPlanned)) }},
	{"architecture.md", "complaint", func(*testing.T) string { return fence("mermaid", flow.Complaint.Mermaid(flow.ComplaintReceived)) }},
	{"architecture.md", "touchpoint", func(*testing.T) string { return fence("mermaid", flow.Touchpoint.Mermaid(flow.TouchpointCandidate)) }},
	{"architecture.md", "round", func(*testing.T) string { return fence("mermaid", flow.Round.Mermaid(flow.RoundOpen)) }},
	{"architecture.md", "standard", func(*testing.T) string { return fence("mermaid", flow.Standard.Mermaid(flow.StandardDraft)) }},
	{"architecture.md", "inspection", func(*testing.T) string {
		return fence("mermaid", flow.Inspection.Mermaid(flow.InspectionPlanned))
	}},
	{"architecture.md", "project", func(*testing.T) string { return fence("mermaid", flow.Project.Mermaid(flow.ProjectRunning)) }},
	{"architecture.md", "template", func(*testing.T) string { return fence("mermaid", flow.Template.Mermaid(flow.TemplateDraft)) }},
	{"architecture.md", "campaign", func(*testing.T) string { return fence("mermaid", flow.Campaign.Mermaid(flow.CampaignDraft)) }},
	{"architecture.md", "invitation", func(*testing.T) string {
		return fence("mermaid", flow.SurveyInvitation.Mermaid(flow.InvitationPending))
	}},
	{"architecture.md", "response", func(*testing.T) string {
		return fence("mermaid", flow.SurveyResponse.Mermaid(flow.ResponseInProgress))
	}},
	{"architecture.md", "trainingplan", func(*testing.T) string {
		return fence("mermaid", flow.TrainingPlan.Mermaid(flow.TrainingPlanDraft))
	}},
	{"architecture.md", "trainingsession", func(*testing.T) string {
		return fence("mermaid", flow.TrainingSession.Mermaid(flow.TrainingSessionPlanned))
	}},
	{"architecture.md", "trainingrecord", func(*testing.T) string {
		return fence("mermaid", flow.TrainingRecord.Mermaid(flow.TrainingInvited))
	}},
	{"architecture.md", "document", func(*testing.T) string {
		return fence("mermaid", flow.GoverningDocument.Mermaid(flow.DocumentDraft))
	}},
	{"architecture.md", "scheme", func(*testing.T) string {
		return fence("mermaid", flow.AppraisalScheme.Mermaid(flow.SchemeDraft))
	}},
	{"architecture.md", "appraisal", func(*testing.T) string {
		return fence("mermaid", flow.Appraisal.Mermaid(flow.AppraisalDraft))
	}},
	{"architecture.md", "permissions", func(t *testing.T) string { return fence("text", read(t, "../authz/testdata/matrix.txt")) }},
	{"api.md", "codes", codes},
}

func TestGeneratedBlocks(t *testing.T) {
	for _, b := range blocks {
		t.Run(b.name, func(t *testing.T) {
			text := read(t, b.file)
			open := "<!-- generated: " + b.name + " -->\n"
			before, rest, opened := strings.Cut(text, open)
			was, after, closed := strings.Cut(rest, "<!-- end -->")
			if !opened || !closed {
				t.Fatalf("%s has no block %s", b.file, b.name)
			}
			want := b.make(t)
			if was == want {
				return
			}
			if !*update {
				t.Fatalf("%s: the block %s is out of date; run: go test ./docs -update\nis:\n%s\nwant:\n%s", b.file, b.name, was, want)
			}
			if err := os.WriteFile(b.file, []byte(before+open+want+"<!-- end -->"+after), 0o600); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func fence(language, text string) string {
	return "```" + language + "\n" + strings.TrimRight(text, "\n") + "\n```\n"
}

// meanings say what a client makes of each code, in the order of the list.
var meanings = []struct {
	code    fault.Code
	meaning string
}{
	{fault.CodeUnauthenticated, "nobody is signed in, or the token or session has ended: refresh, then sign in"},
	{fault.CodeForbidden, "no role allows it; `action` names what is missing"},
	{fault.CodeNotFound, "there is no such record that the viewer may read"},
	{fault.CodeBadUserInput, "a value is wrong; `field` names it"},
	{fault.CodeValidationFailed, "the document does not fit the schema; `locations` tell where, and `detail` what, in English, for developers"},
	{fault.CodeParseFailed, "the document or its envelope cannot be read"},
	{fault.CodeConflict, "it is taken, or somebody changed the record first: read it again"},
	{fault.CodeFailedPrecondition, "not in this state, or something is missing; `allowed` lists the legal acts of a lifecycle"},
	{fault.CodeIdempotencyMismatch, "this key was for another request"},
	{fault.CodeIdempotencyInProgress, "the request with this key is still under way"},
	{fault.CodeRateLimited, "too often; `retryAfter` gives the seconds where they are known"},
	{fault.CodeCostExceeded, "the document asks for too much: its size, its shape or its cost is beyond a [limit](#cost); `detail` names it"},
	{fault.CodePayloadTooLarge, "the request is too large"},
	{fault.CodeTimeout, "it took too long"},
	{fault.CodeUnavailable, "try again; for a subscription go on from `cursor`"},
	{fault.CodeInternal, "our mistake; the log has it under `requestId`"},
}

func codes(*testing.T) string {
	var b strings.Builder
	b.WriteString("| `code` | `retryable` | Meaning |\n|---|---|---|\n")
	for _, m := range meanings {
		fmt.Fprintf(&b, "| `%s` | %t | %s |\n", m.code, m.code.Retryable(), m.meaning)
	}
	return b.String()
}

// Every code of the program has its meaning.
func TestEveryCodeIsDescribed(t *testing.T) {
	source := read(t, "../rules/fault/fault.go")
	named := regexp.MustCompile(`Code = "([A-Z_]+)"`).FindAllStringSubmatch(source, -1)
	if len(named) != len(meanings) {
		t.Fatalf("%d codes, %d meanings", len(named), len(meanings))
	}
	for i, m := range named {
		if string(meanings[i].code) != m[1] {
			t.Errorf("code %d is %s, described is %s", i, m[1], meanings[i].code)
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#\s]+)(#[^)\s]*)?\)`)

// A link to a file of this repository leads somewhere.
func TestLinks(t *testing.T) {
	for _, pattern := range []string{"*.md", "adr/*.md", "../*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			t.Errorf("no file is %s", pattern)
		}
		for _, file := range files {
			for _, m := range link.FindAllStringSubmatch(read(t, file), -1) {
				if strings.Contains(m[1], "://") {
					continue
				}
				if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil {
					t.Errorf("%s links to %s: %v", file, m[1], err)
				}
			}
		}
	}
}

// The variables that the README lists are those that the program reads.
func TestEverySettingIsListed(t *testing.T) {
	readme := read(t, "../README.md")
	sources, err := filepath.Glob("../cmd/heed/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatal("no sources", err)
	}
	for _, source := range sources {
		for _, m := range regexp.MustCompile(`(?:EnvVars\(|count\("[a-z-]+", )"(HEED_[A-Z_]+)"`).FindAllStringSubmatch(read(t, source), -1) {
			if !strings.Contains(readme, "`"+m[1]+"`") {
				t.Errorf("%s is not in the README", m[1])
			}
		}
	}
}

// What the tour of the README sends is JSON, and the document in it fits the
// schema with its variables.
func TestTour(t *testing.T) {
	readme := read(t, "../README.md")
	requests := regexp.MustCompile(`say '([^']*)'`).FindAllStringSubmatch(readme, -1)
	if len(requests) < 8 {
		t.Fatalf("only %d requests were found", len(requests))
	}
	for _, r := range requests {
		var body struct {
			Query     string
			Variables map[string]any
		}
		if err := json.Unmarshal([]byte(r[1]), &body); err != nil {
			t.Errorf("%v in %s", err, r[1])
			continue
		}
		fits(t, body.Query, body.Variables)
	}
	live := regexp.MustCompile(`const query = '([^']*)'`).FindStringSubmatch(readme)
	if live == nil {
		t.Fatal("the live document was not found")
	}
	fits(t, live[1], map[string]any{"after": "AAAA"})
}

// fits checks a document of one operation, and its variables, with the schema.
func fits(t *testing.T, query string, variables map[string]any) {
	t.Helper()
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	document, errs := gqlparser.LoadQueryWithRules(schema, query, rules.NewDefaultRules())
	if len(errs) > 0 {
		t.Errorf("%v in %s", errs, query)
		return
	}
	if _, err := validator.VariableValues(schema, document.Operations[0], variables); err != nil {
		t.Errorf("%v in %s", err, query)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
