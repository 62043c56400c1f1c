// Package demo makes companies to look at: one with a year of work behind it,
// written by the verbs in its members' names, and many for measuring.
package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/app/password"
	"heed/app/sessions"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/ent/event"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// Slug is the demo company's short name.
const Slug = "demo"

// Tools is what making a company takes.
type Tools struct {
	Journal *journal.Journal
	Who     *sessions.Who
	Hasher  *password.Hasher
	Files   *attachments.Store // nil: the company has no files
}

// Account is a login of the demo company.
type Account struct{ Name, Email string }

// Made tells what was made.
type Made struct {
	Slug, Password          string
	Customers, Requirements int
	Accounts                []Account
}

// ErrUnfinished is a demo company whose making was interrupted: its accounts
// work, its year is not complete.
var ErrUnfinished = errors.New("demo: the demo company of this database is not complete, because its making was interrupted; begin anew with an empty database")

// finishedEvent is the type of the event that ends the making of the company.
const finishedEvent = "demo.finished"

// Make makes the demo company in an empty database: departments, a member of
// each role, customers, and requirements in every state with a year of history
// up to the context's instant. All accounts have the password, a random one when
// it is empty; founded is told as soon as they work, before the year is made. It
// is nil, and nothing is made, when there is a company already. Errors:
// ErrUnfinished.
func Make(ctx context.Context, t Tools, password string, founded func(*Made)) (*Made, error) {
	there, err := t.Journal.Client().CompanySlug.Query().Exist(ctx)
	if err != nil {
		return nil, fmt.Errorf("demo: looking for companies: %w", err)
	}
	if there {
		return nil, unfinished(ctx, t)
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
	founded(made)
	if made.Customers, made.Requirements, err = w.work(ctx, now); err != nil {
		return nil, err
	}
	return made, w.finished(viewer.WithNow(ctx, now))
}

// finished marks the company as complete.
func (w *world) finished(ctx context.Context) error {
	_, err := w.Journal.Change(ctx, func(ctx context.Context, _ *ent.Tx) error {
		journal.Record(ctx, journal.Event{
			Type: finishedEvent, Kind: flow.EventAdmin, Subject: journal.Subject{Type: flow.SubjectTenant, ID: viewer.Tenant(ctx)},
		})
		return nil
	})
	return err
}

// unfinished is ErrUnfinished when the demo company is there without its end.
func unfinished(ctx context.Context, t Tools) error {
	client := t.Journal.Client()
	company, err := client.CompanySlug.Query().Where(companyslug.Slug(Slug)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("demo: looking for the demo company: %w", err)
	}
	ctx = viewer.AsSystem(ctx, company.CompanyID)
	ours, err := client.Member.Query().Where(member.Email(people[0].email())).Exist(ctx)
	if err != nil {
		return fmt.Errorf("demo: looking for its administrator: %w", err)
	}
	done, err := client.Event.Query().Where(event.Type(finishedEvent)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("demo: looking for its end: %w", err)
	}
	if ours && !done {
		return ErrUnfinished
	}
	return nil
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
	steps = append(steps, w.forms(now)...)
	steps = append(steps, w.chores(stories, now)...)
	steps = append(steps, w.weeks(now)...)
	steps = append(steps, w.mornings(now)...)
	steps = append(steps, w.gatherings(stories, now)...)
	steps = append(steps, w.staffing(now)...)
	steps = append(steps, w.files(stories, now)...)
	steps = append(steps, w.exports(now)...)
	steps = append(steps, w.sit(now)...)
	steps = append(steps, w.papers(now)...)
	steps = append(steps, w.gather(founding(now).Add(36*time.Hour))...)
	steps = append(steps, w.talks(rand.New(rand.NewPCG(seed, seed+1)), clients, now)...) //nolint:gosec // as above
	steps = append(steps, w.research(now)...)
	steps = append(steps, w.purchases(clients, now)...)
	steps = append(steps, w.complaints(clients, now)...)
	steps = append(steps, w.asks(clients, now)...)
	steps = append(steps, w.touchpoints(now)...)
	steps = append(steps, w.inspect(now)...)
	steps = append(steps, w.undertake(now)...)
	steps = append(steps, w.train(now)...)
	steps = append(steps, w.publicise(now)...)
	steps = append(steps, w.appraise(now)...)
	steps = append(steps, w.rewards(stories, now)...)
	steps = append(steps, w.follow(stories, now)...)
	steps = append(steps, w.improve(stories, now)...)
	steps = append(steps, w.figures(now)...)
	if err := w.run(ctx, steps); err != nil {
		return 0, 0, err
	}
	if err := w.pass(ctx, now); err != nil {
		return 0, 0, err
	}
	if err := w.news(viewer.WithNow(ctx, now), now); err != nil {
		return 0, 0, err
	}
	// Some were drawn from talks, beside those that have a story.
	if requirements, err = w.Journal.Client().Requirement.Query().Count(ctx); err != nil {
		return 0, 0, fmt.Errorf("demo: counting requirements: %w", err)
	}
	return len(clients), requirements, nil
}
