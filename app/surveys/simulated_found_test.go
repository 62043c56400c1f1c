package surveys

import (
	"context"
	"fmt"
	"strings"

	"heed/ent"
	"heed/ent/contact"
	"heed/ent/surveyinvitation"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// What is special about one of fifty customers, by its number; nothing about the others.
const (
	nobodyThere = iota + 1 // to ask
	withoutMail
	notDisturbed
	firstDeclined // whose first person wants no surveys, and whose second may be asked
	declinesSoon  // once the invitations are made, before the letters go
	erasedSoon
	mailRefused
	kinds = 50
)

func kindOf(n int) int { return n % kinds }

// of is how many customers are of one of the kinds.
func (s *simulation) of(some ...int) (n int) {
	for i := range s.size {
		for _, k := range some {
			if kindOf(i) == k {
				n++
			}
		}
	}
	return n
}

// found makes the customers and their people, lot by lot.
func (s *simulation) found() {
	sys, department, member := s.A.System(), s.department(flow.DepartmentService), s.member("member.service")
	for from := 0; from < s.size; from += preparedAtOnce {
		s.Change(s.t, sys, func(ctx context.Context, tx *ent.Tx) error {
			var customers []*ent.CustomerCreate
			var people []*ent.ContactCreate
			for n := from; n < min(from+preparedAtOnce, s.size); n++ {
				id := typeid.New(ent.Prefixes[ent.TypeCustomer], viewer.Now(ctx))
				customers = append(customers, tx.Customer.Create().SetID(id).SetName(fmt.Sprint("店", n)).SetTierKey("KEY").SetDepartmentID(department).SetAccountManagerID(member))
				people = append(people, s.peopleOf(ctx, tx, id, n)...)
			}
			if err := tx.Customer.CreateBulk(customers...).Exec(ctx); err != nil {
				return err
			}
			return tx.Contact.CreateBulk(people...).Exec(ctx)
		})
	}
}

func (s *simulation) peopleOf(ctx context.Context, tx *ent.Tx, of typeid.ID, n int) []*ent.ContactCreate {
	person := func(address string) *ent.ContactCreate {
		id := typeid.New(ent.Prefixes[ent.TypeContact], viewer.Now(ctx))
		c := tx.Contact.Create().SetID(id).SetCustomerID(of).SetName("经理")
		if address == "" {
			return c
		}
		place := vault.Field{Tenant: viewer.Tenant(ctx), Table: contact.Table, Column: contact.FieldEmail, Row: id}
		return c.SetEmail(s.Keys.Seal(place, address)).SetEmailHash(s.Keys.Lookup(viewer.Tenant(ctx), vault.Email, address))
	}
	address := fmt.Sprintf("guest%d@inn.example", n)
	switch kindOf(n) {
	case nobodyThere:
		return nil
	case withoutMail:
		return []*ent.ContactCreate{person("")}
	case notDisturbed:
		return []*ent.ContactCreate{person(address).SetDoNotDisturb(true)}
	case firstDeclined:
		return []*ent.ContactCreate{person("declined" + address).SetSurveyOptOutAt(viewer.Now(ctx)), person(address).SetCreatedAt(viewer.Now(ctx).Add(1))}
	default:
		return []*ent.ContactCreate{person(address)}
	}
}

// later changes people between the making of the invitations and the letters.
func (s *simulation) later() {
	s.each(func(i *ent.SurveyInvitation) {
		var n int
		name := s.Client.Customer.GetX(s.A.System(), i.CustomerID).Name
		if _, err := fmt.Sscanf(name, "店%d", &n); err != nil {
			s.t.Fatal(err)
		}
		change := s.Client.Contact.UpdateOneID(i.ContactID)
		switch kindOf(n) {
		case declinesSoon:
			change.SetSurveyOptOutAt(s.Clock.Now()).ExecX(s.A.System())
		case erasedSoon:
			change.SetErasedAt(s.Clock.Now()).ClearEmail().ClearEmailHash().ExecX(s.A.System())
		}
	}, flow.InvitationPending)
}

// each goes through the invitations in the states, page by page.
func (s *simulation) each(do func(*ent.SurveyInvitation), states ...flow.SurveyInvitationState) {
	s.t.Helper()
	for last := typeid.ID(""); ; {
		q := s.Client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(s.campaign.ID))
		if last != "" {
			q.Where(surveyinvitation.IDGT(last))
		}
		page := q.Order(surveyinvitation.ByID()).Limit(recountedAtOnce).AllX(s.A.System())
		for _, i := range page {
			last = i.ID
			for _, state := range states {
				if i.State == state {
					do(i)
				}
			}
		}
		s.weigh()
		if len(page) < recountedAtOnce {
			return
		}
	}
}

// take is the mail server: it counts what it was given, is away now and then, hangs up
// with a letter now and then, and refuses some addresses.
func (s *simulation) take(_ context.Context, l Letter) (Posted, string) {
	var n int
	if _, err := fmt.Sscanf(strings.TrimSuffix(l.To, "@inn.example"), "guest%d", &n); err != nil {
		s.t.Errorf("a letter to %q: %v", l.To, err)
		return PostedRefused, "no such address"
	}
	if s.rng.IntN(s.size/outages) == 0 {
		return PostedNot, ""
	}
	given := s.letters
	if l.Reminder {
		given = s.reminders
	}
	if given[n]++; given[n] > 1 {
		s.t.Errorf("customer %d got letter %d (reminder: %v)", n, given[n], l.Reminder)
	}
	if kindOf(n) == mailRefused {
		return PostedRefused, "no such mailbox"
	}
	if s.rng.IntN(s.size/outages) == 0 {
		s.unsure++
		return PostedUnsure, ""
	}
	return PostedSent, ""
}
