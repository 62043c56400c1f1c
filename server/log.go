package server

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/VictoriaMetrics/metrics"

	"heed/ent/database"
	"heed/rules/viewer"
)

// requestLog writes one line an operation: what, for whom, how long, how many
// statements. Names of operations come from clients and are cut; variables and
// names of people never stand in it.
type requestLog struct{}

// ExtensionName implements graphql.HandlerExtension.
func (requestLog) ExtensionName() string { return "RequestLog" }

// Validate implements graphql.HandlerExtension.
func (requestLog) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse implements graphql.ResponseInterceptor.
func (requestLog) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	resp := next(ctx)
	oc := graphql.GetOperationContext(ctx)
	if oc == nil {
		return resp
	}
	kind, name := "none", "" // what could not be read or is not valid
	if oc.Operation != nil {
		kind, name = string(oc.Operation.Operation), rootName(oc)
	}
	refused := resp != nil && len(resp.Data) == 0 && len(resp.Errors) > 0
	if kind == "subscription" && !refused {
		return resp // its events are not logged; its end is
	}
	var took time.Duration // none of what was refused before it began
	if start := oc.Stats.OperationStart; !start.IsZero() {
		took = time.Since(start)
	}
	v := viewer.From(ctx)
	code := "ok"
	if resp != nil && len(resp.Errors) > 0 {
		code, _ = resp.Errors[0].Extensions["code"].(string)
	}
	metrics.GetOrCreateHistogram(`heed_operation_seconds{kind=` + strconv.Quote(kind) + `,field=` + strconv.Quote(name) + `}`).Update(took.Seconds())
	metrics.GetOrCreateCounter(`heed_operations_total{kind=` + strconv.Quote(kind) + `,code=` + strconv.Quote(code) + `}`).Inc()
	slog.InfoContext(ctx, "operation",
		"requestId", v.RequestID, "kind", kind, "field", name, "tenant", string(v.Tenant), "code", code,
		"ms", float64(took.Microseconds())/1000, "statements", statements(ctx))
	return resp
}

// rootName is the operation's first root field: names of the schema, unlike
// names of operations, are few.
func rootName(oc *graphql.OperationContext) string {
	fields := graphql.CollectFields(oc, oc.Operation.SelectionSet, nil)
	if len(fields) == 0 {
		return ""
	}
	return fields[0].Name
}

func statements(ctx context.Context) int64 {
	s, ok := ctx.Value(statementsKey{}).(*database.Statements)
	if !ok {
		return 0
	}
	return s.Count()
}
