package requirements

import (
	"strings"

	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/words"
)

// SearchPrefix keeps the search grams of companies apart.
func SearchPrefix(tenant typeid.ID) string { return words.Company(string(tenant)) }

// grams are the words under which a requirement is found. The short texts come
// first: only so many grams are kept.
func grams(tenant typeid.ID, number, title, customer, content, original string) string {
	text := []string{number, title, customer, content}
	if original != content {
		text = append(text, original)
	}
	return words.Prefixed(SearchPrefix(tenant), words.Index(strings.Join(text, "\n")))
}

func gramsOf(r *ent.Requirement, customer *ent.Customer) string {
	number := ""
	if r.Number != nil {
		number = *r.Number
	}
	return grams(r.TenantID, number, r.Title, customer.Name, r.Content, r.OriginalText)
}
