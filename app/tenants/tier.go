package tenants

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/customertier"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// maxTiers is how many tiers a company may have.
const maxTiers = 50

// lockTiers reads all tiers, the most valued first, and keeps them, if the viewer
// may do the action: ranks stay without gaps.
func lockTiers(ctx context.Context, tx *ent.Tx, a authz.Action) ([]*ent.CustomerTier, error) {
	if err := authz.On(ctx, a, authz.Record{}); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	kept := tx.CustomerTier.Query().Order(customertier.ByID()) // which never changes: nobody waits crosswise
	kept.Modify(database.Lock)
	if _, err := kept.IDs(ctx); err != nil {
		return nil, fmt.Errorf("tenants: keeping tiers: %w", err)
	}
	// Whoever waited sees what was made meanwhile at a second look (lockRoles).
	all, err := tx.CustomerTier.Query().Order(customertier.ByRank(), customertier.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tenants: reading tiers: %w", err)
	}
	return all, nil
}

// CustomerTierCreateInput is a new tier.
type CustomerTierCreateInput struct {
	Key              string
	Label            string
	Rank             *int // the least valued when nil
	CollectionClass  flow.CollectionClass
	MaintenanceClass flow.MaintenanceClass
}

// CreateTier makes a tier. Those of its rank and below move down by one.
func CreateTier(ctx context.Context, tx *ent.Tx, in CustomerTierCreateInput) (*ent.CustomerTier, error) {
	all, err := lockTiers(ctx, tx, authz.TierCreate)
	if err != nil {
		return nil, err
	}
	if len(all) >= maxTiers {
		return nil, fault.Conflict("input.too_many").With("max", maxTiers)
	}
	if !keyForm.MatchString(in.Key) || len(in.Key) > 40 {
		return nil, fault.Input("key", "input.malformed")
	}
	name, err := text.Line("label", in.Label, 1, 60)
	if err != nil {
		return nil, err
	}
	rank, err := rankOf(in.Rank, len(all)+1, len(all)+1)
	if err != nil {
		return nil, err
	}
	made, err := tx.CustomerTier.Create().SetKey(in.Key).SetLabel(name).SetRank(rank).
		SetCollectionClass(in.CollectionClass).SetMaintenanceClass(in.MaintenanceClass).Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("tier.key_taken").On("key").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: making a tier: %w", err)
	}
	if err := order(ctx, slices.Insert(all, rank-1, made), made.ID); err != nil {
		return nil, err
	}
	journal.Record(ctx, tierEvent("tier.created", made, nil))
	return made, nil
}

// rankOf is the rank that is asked for, or the usual one.
func rankOf(asked *int, usual, most int) (int, error) {
	if asked == nil {
		return usual, nil
	}
	if *asked < 1 || *asked > most {
		return 0, fault.Input("rank", "input.out_of_range").With("min", 1).With("max", most)
	}
	return *asked, nil
}

// order gives the tiers the ranks of their places; that of the tier itself is told
// with the rest of its change.
func order(ctx context.Context, all []*ent.CustomerTier, itself typeid.ID) error {
	for i, t := range all {
		if t.Rank == i+1 || t.ID == itself {
			continue
		}
		moved, err := t.Update().SetRank(i + 1).Save(ctx)
		if err != nil {
			return fmt.Errorf("tenants: moving a tier: %w", err)
		}
		journal.Record(ctx, tierEvent("tier.updated", moved, []string{"rank"}))
	}
	return nil
}

func tierEvent(kind string, t *ent.CustomerTier, fields []string) journal.Event {
	return configEvent(kind, flow.SubjectTier, t.ID, fields, map[string]any{"key": t.Key, "label": t.Label, "rank": t.Rank})
}

// CustomerTierUpdateInput is a tier's changes; nil stays.
type CustomerTierUpdateInput struct {
	ID               typeid.ID
	ExpectedVersion  int
	Label            *string
	Rank             *int
	CollectionClass  *flow.CollectionClass
	MaintenanceClass *flow.MaintenanceClass
}

// UpdateTier changes a tier. Its key never changes: customers refer to it.
func UpdateTier(ctx context.Context, tx *ent.Tx, in CustomerTierUpdateInput) (*ent.CustomerTier, error) {
	all, err := lockTiers(ctx, tx, authz.TierUpdate)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(t *ent.CustomerTier) bool { return t.ID == in.ID })
	if at < 0 {
		return nil, fault.NotFound().On("id")
	}
	t := all[at]
	if err := Version(in.ExpectedVersion, t.Version); err != nil {
		return nil, err
	}
	rank, err := rankOf(in.Rank, at+1, len(all))
	if err != nil {
		return nil, err
	}
	update, fields := t.Update().SetRank(rank), []string{}
	if in.Label != nil {
		name, err := text.Line("label", *in.Label, 1, 60)
		if err != nil {
			return nil, err
		}
		update.SetLabel(name)
		fields = append(fields, "label")
	}
	if in.Rank != nil {
		fields = append(fields, "rank")
	}
	if in.CollectionClass != nil {
		update.SetCollectionClass(*in.CollectionClass)
		fields = append(fields, "collectionClass")
	}
	if in.MaintenanceClass != nil {
		update.SetMaintenanceClass(*in.MaintenanceClass)
		fields = append(fields, "maintenanceClass")
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if t, err = update.Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing a tier: %w", err)
	}
	others := slices.Insert(slices.Delete(all, at, at+1), rank-1, t)
	if err := order(ctx, others, t.ID); err != nil {
		return nil, err
	}
	journal.Record(ctx, tierEvent("tier.updated", t, fields))
	return t, nil
}
