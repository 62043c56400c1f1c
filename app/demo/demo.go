// Package demo makes companies to look at: one with a year of work behind it,
// written by the verbs in its members' names, and many for measuring.
package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"heed/app/journal"
	"heed/app/password"
	"heed/app/sessions"
	"heed/rules/viewer"
)

// Slug is the demo company's short name.
const Slug = "demo"

// Tools is what making a company takes.
type Tools struct {
	Journal *journal.Journal
	Who     *sessions.Who
	Hasher  *password.Hasher
}

// Account is a login of the demo company.
type Account struct{ Name, Email string }

// Made tells what was made.
type Made struct {
	Slug, Password          string
	Customers, Requirements int
	Accounts                []Account
}

// Make makes the demo company in an empty database: departments, a member of
// each role, customers, and requirements in every state with a year of history
// up to the context's instant. All accounts have the password, a random one when
// it is empty. It is nil, and nothing is made, when there is a company already.
func Make(ctx context.Context, t Tools, password string) (*Made, error) {
	there, err := t.Journal.Client().CompanySlug.Query().Exist(ctx)
	if err != nil {
		return nil, fmt.Errorf("demo: looking for companies: %w", err)
	}
	if there {
		return nil, nil
	}
	if password == "" {
		password = readable()
	}
	now := viewer.Now(ctx)
	ctx, w, err := found(viewer.WithNow(ctx, founding(now)), t, password)
	if err != nil {
		return nil, err
	}
	made := &Made{Slug: Slug, Password: password}
	for _, p := range people {
		made.Accounts = append(made.Accounts, Account{p.name, p.email()})
	}
	made.Customers, made.Requirements, err = w.work(ctx, now)
	return made, err
}

// work makes the year up to now.
func (w *world) work(ctx context.Context, now time.Time) (customers, requirements int, err error) {
	clients := readClients()
	rng := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // a demo is the same every time
	steps := w.meet(rng, clients, founding(now).Add(24*time.Hour))
	stories := w.imagine(clients, now)
	for _, s := range stories {
		steps = append(steps, s.steps...)
	}
	steps = append(steps, w.link(stories, now)...)
	return len(clients), len(stories), w.run(ctx, steps)
}
