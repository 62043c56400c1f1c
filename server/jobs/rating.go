package jobs

import (
	"context"
	"fmt"

	"heed/app/customers"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/event"
	"heed/server/delivery"
)

// mailRatingLink sends the customer the link at which they rate what they were
// told: to the first person at the customer who has an address and has not asked to
// be left alone. The address is opened here and stands in the letter only. Done
// again, it sends the same letter with the same link.
func mailRatingLink(ctx context.Context, w *Works, e *ent.Event) error {
	r, err := w.Client.Requirement.Get(ctx, e.SubjectID)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("jobs: reading a requirement: %w", err)
	}
	newest, err := newestOf(ctx, w, e)
	if err != nil || !newest || e.ToState != string(r.State) {
		return err // it has gone on: nothing is to be rated, or another event tells of it
	}
	to, err := addressOf(ctx, w, r)
	if err != nil || to == "" {
		return err
	}
	link, err := requirements.LinkOf(ctx, w.Client, r.ID)
	if err != nil {
		return err
	}
	if link == nil {
		if _, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return requirements.OpenLink(ctx, tx, r.ID) }); err != nil {
			return err
		}
		if link, err = requirements.LinkOf(ctx, w.Client, r.ID); err != nil || link == nil {
			return err
		}
	}
	return w.post(ctx, ratingLetter(tenants.ConfigFrom(ctx).Tenant, r, w.PublicURL+link.Path(), to, string(e.ID)), "/r/")
}

// newestOf tells whether the event is the newest of its type about its subject.
func newestOf(ctx context.Context, w *Works, e *ent.Event) (bool, error) {
	later, err := w.Client.Event.Query().Where(event.SubjectID(e.SubjectID), event.Type(e.Type), event.PositionGT(e.Position)).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("jobs: reading events: %w", err)
	}
	return !later, nil
}

// addressOf is where the customer of the requirement gets mail, "" for nowhere.
func addressOf(ctx context.Context, w *Works, r *ent.Requirement) (string, error) {
	person, err := w.Client.Contact.Query().
		Where(contact.CustomerID(r.CustomerID), contact.EmailNotNil(), contact.DoNotDisturb(false)).
		Order(contact.ByCreatedAt(), contact.ByID()).First(ctx)
	if ent.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("jobs: reading contacts: %w", err)
	}
	open, err := customers.Clear(ctx, person)
	if err != nil || open.Email == nil {
		return "", err
	}
	return *open.Email, nil
}

// ratingLetter is in the company's language: the customer's is not known.
func ratingLetter(company *ent.Tenant, r *ent.Requirement, url, to, id string) delivery.Letter {
	number := ""
	if r.Number != nil {
		number = *r.Number
	}
	subject, text := ratingText.in(company.Locale, company.Name, url, "{title}", r.Title, "{number}", number)
	return delivery.Letter{To: to, Subject: subject, Text: text, ID: "rating-" + id}
}
