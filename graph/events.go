package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/99designs/gqlgen/graphql"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/graph/cost"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// events reads a page of the journal.
func (r *Resolver) events(ctx context.Context, after *journal.Cursor, first *int, filter *journal.Filter) (*model.StatusEventConnection, error) {
	tenant := viewer.Tenant(ctx)
	limit := cost.DefaultPage
	if first != nil {
		limit = *first
	}
	var from int64
	if after != nil {
		var err error
		if from, err = placeOf(*after).Position(tenant, "after"); err != nil {
			return nil, err
		}
	}
	page, err := journal.Read(ctx, r.Client, from, limit, filter)
	if err != nil {
		return nil, err
	}
	conn := &model.StatusEventConnection{
		Edges:    make([]*model.StatusEventEdge, len(page.Entries)),
		PageInfo: &ent.PageInfo{HasNextPage: page.More, HasPreviousPage: from > 0},
	}
	for i, e := range page.Entries {
		node := StatusEvent(e)
		conn.Edges[i] = &model.StatusEventEdge{Node: node, Cursor: node.Cursor}
	}
	if page.Last > 0 {
		end := ent.Cursor{ID: typeid.ID(journal.CursorAt(tenant, page.Last))}
		conn.PageInfo.EndCursor = &end
	}
	if len(page.Entries) > 0 {
		conn.PageInfo.StartCursor = &ent.Cursor{ID: typeid.ID(conn.Edges[0].Cursor)}
	}
	return conn, nil
}

// placeOf reads a cursor also in the form that pageInfo gives it, so that
// clients that page as Relay does can go on.
func placeOf(c journal.Cursor) journal.Cursor {
	var page ent.Cursor
	if err := page.UnmarshalGQL(string(c)); err == nil && page.ID != "" {
		return journal.Cursor(page.ID)
	}
	return c
}

// StatusEvent is an event as the API shows it.
func StatusEvent(e journal.Entry) *model.StatusEvent {
	out := &model.StatusEvent{
		Kind: model.StatusEventKindChange, Cursor: journal.CursorAt(e.TenantID, e.Position), Type: &e.Type,
		OccurredAt: e.OccurredAt, Subject: &model.SubjectRef{Type: e.SubjectType, ID: e.SubjectID}, ClauseIds: e.ClauseIds,
	}
	if out.ClauseIds == nil {
		out.ClauseIds = []string{}
	}
	if e.FromState != "" {
		out.From = &e.FromState
	}
	if e.ToState != "" {
		out.To = &e.ToState
	}
	if e.Number != "" {
		out.Subject.Number = &e.Number
	}
	if e.Moved != nil {
		out.DueAt, out.PreviousDueAt = &e.Moved.Due, &e.Moved.Was
	}
	if e.Actor != "" {
		out.Actor = &model.ActorRef{DisplayName: e.Actor}
	}
	return out
}

// liveKey is where a subscription's events come from.
type liveKey struct{}

// WithLive puts the channel into the context of a subscription from which its
// events come.
func WithLive[T any](ctx context.Context, events <-chan T) context.Context {
	return context.WithValue(ctx, liveKey{}, events)
}

// live is the source of a subscription. Only the server's streams feed it.
func live[T any](ctx context.Context) (<-chan T, error) {
	events, ok := ctx.Value(liveKey{}).(<-chan T)
	if !ok {
		return nil, fault.Input("", "subscription.transport")
	}
	return events, nil
}

// MayListen refuses who may read neither the events of the work nor those of
// administration.
func MayListen(ctx context.Context) error {
	if err := may(ctx, authz.EventRead); err != nil && may(ctx, authz.AuditRead) != nil {
		return err
	}
	return nil
}

// SubscribedTo is the field of the subscription; empty when it is not one.
func SubscribedTo(oc *graphql.OperationContext) string {
	fields := graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{"Subscription"})
	if len(fields) != 1 {
		return ""
	}
	return fields[0].Name
}

// StatusArguments are the arguments of the subscription's statusChanged.
func StatusArguments(ctx context.Context, oc *graphql.OperationContext) (*journal.Filter, *int64, error) {
	fields := graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{"Subscription"})
	if len(fields) != 1 {
		return nil, nil, fault.Input("", "request.validation")
	}
	args := fields[0].ArgumentMap(oc.Variables)
	filter, err := statusFilter(ctx, args["filter"])
	if err != nil {
		return nil, nil, err
	}
	if err := filter.Check(); err != nil {
		return nil, nil, err
	}
	if args["after"] == nil {
		return filter, nil, nil
	}
	text, ok := args["after"].(string)
	if !ok {
		return nil, nil, fault.Input("after", "input.malformed_cursor")
	}
	position, err := placeOf(journal.Cursor(text)).Position(viewer.Tenant(ctx), "after")
	if err != nil {
		return nil, nil, err
	}
	return filter, &position, nil
}

// statusFilter reads a filter that was validated against the schema.
func statusFilter(_ context.Context, v any) (*journal.Filter, error) {
	if v == nil {
		return nil, nil
	}
	// A single value stands for a list of it, as everywhere in GraphQL.
	if given, ok := v.(map[string]any); ok {
		given = maps.Clone(given)
		for _, list := range []string{"types", "departmentIds"} {
			if one, ok := given[list].(string); ok {
				given[list] = []string{one}
			}
		}
		v = given
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("graph: the filter: %w", err)
	}
	f := &journal.Filter{}
	if err := json.Unmarshal(b, f); err != nil {
		return nil, fault.Input("filter", "input.malformed").Because(err)
	}
	return f, nil
}
