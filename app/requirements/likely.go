package requirements

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/rules/words"
)

// The bounds of what is offered as alike.
const (
	MaxLikely   = 10
	usualLikely = 5
	leastAlike  = 0.3 // of words.Alike
	leastShared = 2   // telling grams
	// sameCustomer is what a requirement of the same customer counts more: they say
	// things again.
	sameCustomer = 0.1
)

// LikelyInput is what is about to be written down.
type LikelyInput struct {
	CustomerID  *typeid.ID
	Title, Text string
	First       *int      // 1 to 10; 5 when nil
	Except      typeid.ID // not this one
}

// Likely is a requirement that may say the same.
type Likely struct {
	Requirement  *ent.Requirement
	Score        float64 // 0 to 1
	Shared       int     // words of Latin and pairs of Chinese that both have
	SameCustomer bool
}

// FindLikely finds requirements that may say the same as a new one, the most
// alike first, among those that the viewer may read (D0-38). What was merged is
// left out: what it was merged into is found. The index is asked for bounded
// pieces of the text (database.Likely); what it gives is compared by the words
// that both have. Errors: BAD_USER_INPUT on title, text and first,
// NOT_FOUND on customerId, requirement.likely_nothing.
func FindLikely(ctx context.Context, client *ent.Client, in LikelyInput) ([]*Likely, error) {
	c := checks{}
	title, text := &in.Title, &in.Text
	c.optional("title", &title, maxTitle)
	c.optional("text", &text, maxWords)
	first := usualLikely
	if in.First != nil {
		first = *in.First
		c.upTo(MaxLikely, "first", first)
	}
	if c.err != nil {
		return nil, c.err
	}
	whole := *title + "\n" + *text
	if strings.TrimSpace(whole) == "" {
		return nil, fault.Input("title", "requirement.likely_nothing")
	}
	if in.CustomerID != nil {
		if err := customerThere(ctx, client, *in.CustomerID); err != nil {
			return nil, err
		}
	}
	tenant := viewer.Tenant(ctx)
	q := client.Requirement.Query().Where(
		database.Likely(database.Requirements, tenant, whole), requirement.StateNEQ(flow.RequirementMerged),
	)
	if in.Except != "" { // no id is written as NULL, from which nothing differs
		q.Where(requirement.IDNEQ(in.Except))
	}
	q.Select(requirement.FieldID, requirement.FieldCustomerID, requirement.FieldGrams)
	near, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: looking for what is alike: %w", err)
	}
	return withRecords(ctx, client, ranked(tenant, whole, optional.Value(in.CustomerID), near, first))
}

// ranked are the most alike of those that were found.
func ranked(tenant typeid.ID, text string, customer typeid.ID, near []*ent.Requirement, first int) []*Likely {
	mine, company := words.Telling(words.Index(text)), words.Company(string(tenant))
	var all []*Likely
	for _, r := range near {
		l := &Likely{Requirement: r, SameCustomer: customer != "" && r.CustomerID == customer}
		l.Score, l.Shared = words.Alike(mine, words.Telling(words.Bare(company, strings.Fields(r.Grams))))
		if l.Score < leastAlike || l.Shared < min(leastShared, len(mine)) {
			continue
		}
		if l.SameCustomer {
			l.Score = min(l.Score+sameCustomer, 1)
		}
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b *Likely) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Requirement.ID, a.Requirement.ID))
	})
	return all[:min(len(all), first)]
}

// withRecords reads what is shown whole.
func withRecords(ctx context.Context, client *ent.Client, all []*Likely) ([]*Likely, error) {
	if len(all) == 0 {
		return []*Likely{}, nil
	}
	ids := make([]typeid.ID, len(all))
	for i, l := range all {
		ids[i] = l.Requirement.ID
	}
	found, err := client.Requirement.Query().Where(requirement.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading what is alike: %w", err)
	}
	for _, r := range found {
		all[slices.Index(ids, r.ID)].Requirement = r
	}
	return all, nil
}
