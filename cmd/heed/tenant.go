package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v3"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func tenantCommand() *cli.Command {
	command := func(name, usage, takes string, args int, do tenantWork, more ...cli.Flag) *cli.Command {
		return &cli.Command{
			Name: name, Usage: usage, ArgsUsage: takes,
			Flags: append([]cli.Flag{databaseFlag(), roleFlag(), dataFlag(), keyFlag()}, more...),
			Action: func(ctx context.Context, cmd *cli.Command) error {
				if cmd.Args().Len() != args {
					return fmt.Errorf("tenant %s takes %s; --help tells more", name, cmp.Or(takes, "no arguments"))
				}
				return tenantAction(ctx, cmd, do)
			},
		}
	}
	return &cli.Command{
		Name: "tenant", Usage: "look at companies and govern them",
		Description: "What members see of it, they see within a second, on every replica. Companies are named by their slugs.",
		Commands: []*cli.Command{
			command("list", "list the companies", "", 0, nil),
			command("plan", "give a company another plan: FREE, STANDARD or ENTERPRISE", "SLUG PLAN", 2, changePlan),
			command("suspend", "stop all changes of a company; its members may read on", "SLUG", 1, suspendTenant,
				&cli.StringFlag{Name: "reason", Required: true, Usage: "why, in words that its members see"}),
			command("resume", "let a suspended company go on", "SLUG", 1, func(ctx context.Context, _ *cli.Command, tx *ent.Tx) (*ent.Tenant, error) {
				return tenants.Resume(ctx, tx)
			}),
			command("reopen", "take the closing of a company back, before its data is erased", "SLUG", 1, func(ctx context.Context, _ *cli.Command, tx *ent.Tx) (*ent.Tenant, error) {
				return tenants.Reopen(ctx, tx)
			}),
		},
	}
}

// tenantWork changes the company of the context.
type tenantWork func(ctx context.Context, cmd *cli.Command, tx *ent.Tx) (*ent.Tenant, error)

// tenantAction does the work in the company that the first argument names, or
// lists the companies.
func tenantAction(ctx context.Context, cmd *cli.Command, do tenantWork) (err error) {
	p, err := openExisting(ctx, cmd)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	if do == nil {
		return listTenants(p.context(ctx), cmd, p.db.Client)
	}
	slug := cmd.Args().First()
	if ctx, err = p.in(ctx, slug); err != nil {
		return err
	}
	c, _, err := journal.Changed(ctx, p.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Tenant, error) { return do(ctx, cmd, tx) })
	if err != nil {
		return inWords(err)
	}
	fmt.Fprintf(cmd.Root().Writer, "%s: %s, plan %s\n", slug, c.State, c.Plan)
	return nil
}

// inWords is a refusal in its sentence; other errors stay as they are.
func inWords(err error) error {
	if f := fault.From(err); f.Code != fault.CodeInternal {
		return errors.New(f.Message(label.En))
	}
	return err
}

func changePlan(ctx context.Context, cmd *cli.Command, tx *ent.Tx) (*ent.Tenant, error) {
	plan := strings.ToUpper(cmd.Args().Get(1))
	if all := flow.Plan("").Values(); !slices.Contains(all, plan) {
		return nil, fmt.Errorf("there is no plan %q, but %s", plan, strings.Join(all, ", "))
	}
	return tenants.SetPlan(ctx, tx, flow.Plan(plan))
}

func suspendTenant(ctx context.Context, cmd *cli.Command, tx *ent.Tx) (*ent.Tenant, error) {
	return tenants.Suspend(ctx, tx, cmd.String("reason"))
}

// listTenants goes by the directory of slugs: erased companies are not in it.
func listTenants(ctx context.Context, cmd *cli.Command, client *ent.Client) error {
	slugs, err := client.CompanySlug.Query().Order(companyslug.BySlug()).All(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(cmd.Root().Writer, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SLUG\tSTATE\tPLAN\tSIGNED UP\tNAME\tNOTE")
	for _, s := range slugs {
		if err := listTenant(ctx, w, client, s.CompanyID); err != nil {
			return err
		}
	}
	return w.Flush()
}

func listTenant(ctx context.Context, w *tabwriter.Writer, client *ent.Client, id typeid.ID) error {
	c, err := client.Tenant.Get(viewer.AsSystem(ctx, id), id)
	if err != nil {
		return fmt.Errorf("reading the company %s: %w", id, err)
	}
	note := c.SuspendedReason
	if c.State == flow.TenantClosed && c.Closing != nil {
		note = "to be erased from " + c.Closing.EraseAfter.Format("2006-01-02") + " on"
	}
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", c.Slug, c.State, c.Plan, c.CreatedAt.Format("2006-01-02"), c.Name, strings.Join(strings.Fields(note), " "))
	return nil
}
