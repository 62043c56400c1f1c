package requirements

import (
	"strings"

	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/words"
)

// grams are the words under which a requirement is found. The short texts come
// first: only so many grams are kept. The customer's name is not among them: it
// is looked up with the customers, whose name may change.
func grams(tenant typeid.ID, number, title, content, original string) string {
	text := []string{number, title, content}
	if original != content {
		text = append(text, original)
	}
	return words.Prefixed(words.Company(string(tenant)), words.Index(strings.Join(text, "\n")))
}

func gramsOf(r *ent.Requirement) string {
	number := ""
	if r.Number != nil {
		number = *r.Number
	}
	return grams(r.TenantID, number, r.Title, r.Content, r.OriginalText)
}
