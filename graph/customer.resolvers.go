package graph

import (
	"context"
	"encoding/json"
	"strings"

	"heed/app/customers"
	"heed/app/surveys"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/flow"
)

func (r *contactResolver) Name(ctx context.Context, obj *ent.Contact) (string, error) {
	return customers.ContactName(ctx, obj), nil
}

func (r *contactResolver) Phone(ctx context.Context, obj *ent.Contact) (*string, error) {
	return customers.MaskedPhone(ctx, obj)
}

func (r *contactResolver) Email(ctx context.Context, obj *ent.Contact) (*string, error) {
	return customers.MaskedEmail(ctx, obj)
}

func (r *contactResolver) Wechat(ctx context.Context, obj *ent.Contact) (*string, error) {
	return customers.MaskedWeChat(ctx, obj)
}

func (r *contactResolver) Customer(ctx context.Context, obj *ent.Contact) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *customerResolver) Tier(ctx context.Context, obj *ent.Customer) (*ent.CustomerTier, error) {
	return tierOf(ctx, obj.TierKey)
}

func (r *customerResolver) ExternalRef(ctx context.Context, obj *ent.Customer) (*model.ExternalRef, error) {
	if obj.ExternalID == nil {
		return nil, nil
	}
	return &model.ExternalRef{System: *obj.ExternalSystem, ExternalID: *obj.ExternalID}, nil
}

func (r *mutationResolver) CustomerCreate(ctx context.Context, input customers.CreateInput) (*model.CustomerCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(customers.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.CustomerCreatePayload{Customer: made, Cursor: cursor}, nil
}

func (r *mutationResolver) CustomerUpdate(ctx context.Context, input model.CustomerUpdateInput) (*model.CustomerUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(customers.Update, customers.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, Industry: patch(input.Industry),
		IndustryOther: patch(input.IndustryOther), SizeBand: patch(input.SizeBand), CooperationBand: patch(input.CooperationBand),
		Address: patch(input.Address), TierKey: input.TierKey, DepartmentID: patch(input.DepartmentID),
		AccountManagerID: patch(input.AccountManagerID), Profile: customers.Profile{
			CooperationSince: patch(input.CooperationSince), CooperationProducts: input.CooperationProducts, ValueAmount: patch(input.ValueAmount),
			GrowthPotential: patch(input.GrowthPotential), RelationshipStage: patch(input.RelationshipStage),
			RenewalDueOn: patch(input.RenewalDueOn), ChurnReason: patch(input.ChurnReason),
		},
	}))
	if err != nil {
		return nil, err
	}
	return &model.CustomerUpdatePayload{Customer: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ContactCreate(ctx context.Context, input customers.ContactCreateInput) (*model.ContactCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(customers.CreateContact, input))
	if err != nil {
		return nil, err
	}
	return &model.ContactCreatePayload{Contact: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ContactUpdate(ctx context.Context, input model.ContactUpdateInput) (*model.ContactUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(customers.UpdateContact, customers.ContactUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, Title: patch(input.Title),
		Phone: patch(input.Phone), Email: patch(input.Email), WeChat: patch(input.Wechat), Wishes: customers.Wishes{
			PreferredFrequency: patch(input.PreferredFrequency), PreferredChannels: input.PreferredChannels,
			WantedContent: input.WantedContent, DoNotDisturb: input.DoNotDisturb,
		},
	}))
	if err != nil {
		return nil, err
	}
	return &model.ContactUpdatePayload{Contact: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ContactReveal(ctx context.Context, input customers.RevealInput) (*model.ContactRevealPayload, error) {
	contact, cursor, err := shown(ctx, r.Resolver, with(customers.Reveal, input))
	if err != nil {
		return nil, err
	}
	clear, err := customers.Clear(ctx, contact)
	if err != nil {
		return nil, fault.From(err).Committed()
	}
	return &model.ContactRevealPayload{Contact: contact, Phone: clear.Phone, Email: clear.Email, Wechat: clear.WeChat, Cursor: cursor}, nil
}

func (r *mutationResolver) ContactExport(ctx context.Context, input customers.ExportInput) (*model.ContactExportPayload, error) {
	of, cursor, err := shown(ctx, r.Resolver, with(customers.ExportContact, input))
	if err != nil {
		return nil, err
	}
	document, err := customers.Document(ctx, r.Client, of)
	if err != nil {
		return nil, fault.From(err).Committed()
	}
	text, err := json.Marshal(document)
	if err != nil {
		return nil, fault.From(err).Committed()
	}
	return &model.ContactExportPayload{Contact: of, Document: text, Complete: document.Complete, Cursor: cursor}, nil
}

func (r *mutationResolver) ContactErase(ctx context.Context, input customers.EraseInput) (*model.ContactErasePayload, error) {
	erased, cursor, err := change(ctx, r.Resolver, with(surveys.EraseContact, input))
	if err != nil {
		return nil, err
	}
	return &model.ContactErasePayload{Contact: erased, Cursor: cursor}, nil
}

func (r *mutationResolver) CustomersImport(ctx context.Context, input model.CustomersImportInput) (*customers.ImportResult, error) {
	in := customers.ImportOptions{MaxRows: maxImportRows, DryRun: input.DryRun != nil && *input.DryRun}
	if input.System != nil {
		in.System = *input.System
	}
	for _, c := range input.Columns {
		in.Columns = append(in.Columns, *c)
	}
	result, err := customers.Import(ctx, r.Journal, strings.NewReader(input.CSV), in)
	if err != nil && result.Cursor != nil { // lots before it are written
		return nil, fault.From(err).Extend("committed", true).Extend("rows", result.Rows)
	}
	return &result, err
}

func (r *queryResolver) Customers(ctx context.Context, filter *customers.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.CustomerOrder) (*ent.CustomerConnection, error) {
	if err := filter.Count(ctx, r.Journal); err != nil {
		return nil, err
	}
	return r.Client.Customer.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithCustomerOrder(orderBy),
		ent.WithCustomerFilter(func(q *ent.CustomerQuery) (*ent.CustomerQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *Resolver) Contact() generated.ContactResolver { return &contactResolver{r} }

func (r *Resolver) Customer() generated.CustomerResolver { return &customerResolver{r} }

type (
	contactResolver  struct{ *Resolver }
	customerResolver struct{ *Resolver }
)

func (r *customerResolver) MaintenanceClass(ctx context.Context, obj *ent.Customer) (*flow.MaintenanceClass, error) {
	if tenants.ConfigFrom(ctx).Tenant.Settings.MaintenanceRule != nil && authz.Unmasked(ctx, authz.Customer, "valueAmount", "growthPotential") != nil {
		return nil, nil // it would tell what is hidden
	}
	is := tenants.MaintenanceOf(ctx, obj)
	return &is, nil
}

func (r *customerResolver) FollowUpReasons(ctx context.Context, obj *ent.Customer) ([]*flow.FollowUpReason, error) {
	return each(surveys.ReasonsOf(ctx, obj)), nil
}

func (r *customerResolver) Tags(ctx context.Context, obj *ent.Customer) ([]*flow.ResponseTag, error) {
	return each(surveys.TagsOf(ctx, obj)), nil
}
