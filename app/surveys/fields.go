package surveys

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"heed/app/customers"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Field is what an answer says of a record of the customer's (D3-35 to D3-55).
type Field struct {
	Target   flow.SurveyTarget
	Question string
	Value    string // in the viewer's language; of a way to reach a person its ends alone
	Now      string
	Differs  bool
	Verified bool // or need not be
	answer   survey.Answer
}

// place is where an answer goes: into a field of the customer or of the contact.
type place struct {
	contact bool
	field   string                                     // by its name in the API
	enum    string                                     // whose labels it has, "" for none
	now     func(*ent.Customer, *ent.Contact) []string // constants or words
	set     func(*customers.UpdateInput, *customers.ContactUpdateInput, survey.Answer)
}

func one[T ~string](v *T) []string {
	if v == nil || *v == "" {
		return nil
	}
	return []string{string(*v)}
}

func words(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func constants[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for i, v := range all {
		texts[i] = string(v)
	}
	return texts
}

func option[T ~string](a survey.Answer) *T {
	v := T(a.Options[0])
	return &v
}

func options[T ~string](a survey.Answer) []T {
	all := make([]T, len(a.Options))
	for i, o := range a.Options {
		all[i] = T(o)
	}
	return all
}

// places are the fields that answers can be taken over into.
var places = map[flow.SurveyTarget]place{
	flow.TargetCustomerName: {
		false, "name", "", func(c *ent.Customer, _ *ent.Contact) []string { return words(c.Name) },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) { u.Name = &a.Text },
	},
	flow.TargetCustomerIndustry: {
		false, "industry", "Industry", func(c *ent.Customer, _ *ent.Contact) []string { return one(c.Industry) },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) {
			u.Industry = option[flow.Industry](a)
			if a.OtherText != "" {
				u.IndustryOther = &a.OtherText
			}
		},
	},
	flow.TargetCustomerCooperationBand: {
		false, "cooperationBand", "CooperationBand", func(c *ent.Customer, _ *ent.Contact) []string { return one(c.CooperationBand) },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) {
			u.CooperationBand = option[flow.CooperationBand](a)
		},
	},
	flow.TargetCustomerAddress: {
		false, "address", "", func(c *ent.Customer, _ *ent.Contact) []string { return words(c.Address) },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) { u.Address = &a.Text },
	},
	flow.TargetCustomerSizeBand: {
		false, "sizeBand", "SizeBand", func(c *ent.Customer, _ *ent.Contact) []string { return one(c.SizeBand) },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) {
			u.SizeBand = option[flow.SizeBand](a)
		},
	},
	flow.TargetCustomerNonRenewReason: {
		false, "churnReason", "NonRenewReason", func(c *ent.Customer, _ *ent.Contact) []string { return one(c.ChurnReason) },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) {
			u.ChurnReason = option[flow.NonRenewReason](a)
		},
	},
	flow.TargetCooperationProducts: {
		false, "cooperationProducts", "", func(c *ent.Customer, _ *ent.Contact) []string { return c.CooperationProducts },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) {
			u.CooperationProducts = products(a.Text)
		},
	},
	flow.TargetCooperationLength: {
		false, "cooperationSince", "", func(c *ent.Customer, _ *ent.Contact) []string { return one(c.CooperationSince) },
		func(u *customers.UpdateInput, _ *customers.ContactUpdateInput, a survey.Answer) {
			u.CooperationSince = wordOrNone(since(a.Text))
		},
	},
	flow.TargetContactName: {
		true, "name", "", func(_ *ent.Customer, c *ent.Contact) []string { return words(c.Name) },
		func(_ *customers.UpdateInput, u *customers.ContactUpdateInput, a survey.Answer) { u.Name = &a.Text },
	},
	flow.TargetContactTitle: {
		true, "title", "", func(_ *ent.Customer, c *ent.Contact) []string { return words(c.Title) },
		func(_ *customers.UpdateInput, u *customers.ContactUpdateInput, a survey.Answer) { u.Title = &a.Text },
	},
	flow.TargetContactPhone: {
		true, "phone", "", nil,
		func(_ *customers.UpdateInput, u *customers.ContactUpdateInput, a survey.Answer) { u.Phone = &a.Text },
	},
	flow.TargetContactEmail: {
		true, "email", "", nil,
		func(_ *customers.UpdateInput, u *customers.ContactUpdateInput, a survey.Answer) { u.Email = &a.Text },
	},
	flow.TargetContactFrequency: {
		true, "preferredFrequency", "ContactFrequency", func(_ *ent.Customer, c *ent.Contact) []string { return one(c.PreferredFrequency) },
		func(_ *customers.UpdateInput, u *customers.ContactUpdateInput, a survey.Answer) {
			u.PreferredFrequency = option[flow.ContactFrequency](a)
		},
	},
	flow.TargetContactChannels: {
		true, "preferredChannels", "Channel", func(_ *ent.Customer, c *ent.Contact) []string { return constants(c.PreferredChannels) },
		func(_ *customers.UpdateInput, u *customers.ContactUpdateInput, a survey.Answer) {
			u.PreferredChannels = options[flow.Channel](a)
		},
	},
	flow.TargetContactWantedContent: {
		true, "wantedContent", "WantedContent", func(_ *ent.Customer, c *ent.Contact) []string { return constants(c.WantedContent) },
		func(_ *customers.UpdateInput, u *customers.ContactUpdateInput, a survey.Answer) {
			u.WantedContent = options[flow.WantedContent](a)
		},
	},
}

// products are those of a line, by commas of any script.
func products(s string) []string {
	all := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；\n", r) })
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return slices.DeleteFunc(all, func(p string) bool { return p == "" })
}

// since is the day that an answer names, or the first of the year; "" where it says how
// long, which is no field.
func since(s string) string {
	for _, layout := range []string{time.DateOnly, "2006年", "2006"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.Format(time.DateOnly)
		}
	}
	return ""
}

// FieldsOf are what responses say of their customers' records, beside what stands there as
// far as the viewer may read it, by response; their templates are loaded.
func FieldsOf(ctx context.Context, client *ent.Client, all []*ent.SurveyResponse) (map[typeid.ID][]Field, error) {
	of, people, err := recordsOf(ctx, client, all)
	if err != nil {
		return nil, err
	}
	by := make(map[typeid.ID][]Field, len(all))
	for _, r := range all {
		if by[r.ID], err = fieldsOf(ctx, r, of[r.CustomerID], people[r.ContactID]); err != nil {
			return nil, err
		}
	}
	return by, nil
}

// recordsOf are the customers and the contacts as far as the viewer may read them.
func recordsOf(ctx context.Context, client *ent.Client, all []*ent.SurveyResponse) (map[typeid.ID]*ent.Customer, map[typeid.ID]*ent.Contact, error) {
	of, people := map[typeid.ID]*ent.Customer{}, map[typeid.ID]*ent.Contact{}
	var customerIDs, contactIDs []typeid.ID
	for _, r := range all {
		customerIDs, contactIDs = append(customerIDs, r.CustomerID), append(contactIDs, r.ContactID)
	}
	rows, err := client.Customer.Query().Where(customer.IDIn(present(customerIDs...)...)).All(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("surveys: reading customers of responses: %w", err)
	}
	for _, c := range rows {
		of[c.ID] = c
	}
	persons, err := client.Contact.Query().Where(contact.IDIn(present(contactIDs...)...)).All(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("surveys: reading contacts of responses: %w", err)
	}
	for _, p := range persons {
		people[p.ID] = p
	}
	return of, people, nil
}

func fieldsOf(ctx context.Context, r *ent.SurveyResponse, of *ent.Customer, person *ent.Contact) ([]Field, error) {
	answers, err := AnswersOf(ctx, r)
	if err != nil {
		return nil, err
	}
	l, all := viewer.From(ctx).Locale, []Field{}
	for _, v := range survey.Mapped(questionsOf(r), answers) {
		p, ok := places[v.Target]
		if !ok || v.Target == flow.TargetCooperationLength && since(v.Answer.Text) == "" {
			continue
		}
		f := Field{Target: v.Target, Question: v.Answer.Question, answer: v.Answer, Verified: !v.Key || verified(r, v.Answer.Question)}
		said := v.Answer.Options
		if len(said) == 0 {
			said = words(v.Answer.Text)
		}
		if v.Target == flow.TargetCooperationProducts {
			said = products(v.Answer.Text)
		}
		if v.Target == flow.TargetCooperationLength {
			said = words(since(v.Answer.Text))
		}
		f.Value = shown(l, p.enum, said)
		if v.Answer.OtherText != "" {
			f.Value += ": " + v.Answer.OtherText
		}
		if p.now == nil {
			f.Value = maskReach(v.Answer.Text)
			f.Differs = true
		} else if p.contact && person != nil || !p.contact && of != nil {
			now := p.now(of, person)
			f.Now, f.Differs = shown(l, p.enum, now), !slices.Equal(now, said)
		} else {
			f.Differs = true
		}
		all = append(all, f)
	}
	return all, nil
}

func verified(r *ent.SurveyResponse, code string) bool {
	return slices.ContainsFunc(r.Checked, func(v survey.Verified) bool { return v.Question == code })
}

func shown(l label.Locale, enum string, all []string) string {
	texts := slices.Clone(all)
	for i, v := range texts {
		if enum != "" {
			texts[i] = label.Of(l, enum, v)
		}
	}
	return strings.Join(texts, ", ")
}

// takeOver writes the answers of the targets into the customer's and the contact's records,
// in the viewer's name and by the viewer's rights, and keeps where they come from (D3-20).
// Errors: response.unverified on take[i], response.not_a_field, those of the two verbs.
func takeOver(ctx context.Context, tx *ent.Tx, r *ent.SurveyResponse, targets []flow.SurveyTarget) error {
	if len(targets) == 0 {
		return nil
	}
	allOf, people, err := recordsOf(ctx, tx.Client(), []*ent.SurveyResponse{r})
	if err != nil {
		return err
	}
	of, person := allOf[r.CustomerID], people[r.ContactID]
	fields, err := fieldsOf(ctx, r, of, person)
	if err != nil {
		return err
	}
	var customerIn customers.UpdateInput
	var contactIn customers.ContactUpdateInput
	taken := map[bool]map[string]flow.FieldSource{true: {}, false: {}}
	for i, target := range targets {
		at := fmt.Sprintf("take[%d]", i)
		k := slices.IndexFunc(fields, func(f Field) bool { return f.Target == target })
		p := places[target]
		switch {
		case k < 0 || p.contact && person == nil || !p.contact && of == nil:
			return fault.Input(at, "response.not_a_field").With("target", target)
		case !fields[k].Verified:
			return fault.Precondition("response.unverified").On(at)
		}
		p.set(&customerIn, &contactIn, fields[k].answer)
		taken[p.contact][p.field] = sourceOf(ctx, r, fields[k])
	}
	if len(taken[false]) > 0 {
		customerIn.ID, customerIn.ExpectedVersion = of.ID, of.Version
		if err := takeOverCustomer(ctx, tx, customerIn, taken[false]); err != nil {
			return err
		}
	}
	if len(taken[true]) > 0 {
		contactIn.ID, contactIn.ExpectedVersion = person.ID, person.Version
		return takeOverContact(ctx, tx, contactIn, taken[true])
	}
	return nil
}

// sourceOf is where a field comes from: who checked it with the customer, and when, where
// somebody did, else who takes it over.
func sourceOf(ctx context.Context, r *ent.SurveyResponse, f Field) flow.FieldSource {
	s := flow.FieldSource{Response: r.ID, Question: f.Question, At: viewer.Now(ctx), By: viewer.From(ctx).Member}
	for _, v := range r.Checked {
		if v.Question == f.Question {
			s.By, s.Checked = v.By, &v.At
		}
	}
	return s
}

func takeOverCustomer(ctx context.Context, tx *ent.Tx, in customers.UpdateInput, from map[string]flow.FieldSource) error {
	c, err := customers.Update(ctx, tx, in)
	if err != nil {
		return err
	}
	sources := merge(c.Sources, from)
	if err := c.Update().SetSources(sources).Exec(ctx); err != nil {
		return fmt.Errorf("surveys: keeping where fields come from: %w", err)
	}
	return nil
}

func takeOverContact(ctx context.Context, tx *ent.Tx, in customers.ContactUpdateInput, from map[string]flow.FieldSource) error {
	c, err := customers.UpdateContact(ctx, tx, in)
	if err != nil {
		return err
	}
	if err := c.Update().SetVerified(merge(c.Verified, from)).Exec(ctx); err != nil {
		return fmt.Errorf("surveys: keeping where fields come from: %w", err)
	}
	return nil
}

func merge(was, is map[string]flow.FieldSource) map[string]flow.FieldSource {
	all := map[string]flow.FieldSource{}
	for k, v := range was {
		all[k] = v
	}
	for k, v := range is {
		all[k] = v
	}
	return all
}
