package socket

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"heed/rules/fault"
	"heed/rules/viewer"
)

const sdl = `
type Query { greet(name: String): String!  instant: String!  half: String  boom: String!  stuck: String! }
type Mutation { raise: Int! }
type Subscription { ticks: Int!  live: Int!  refused: Int!  crash: Int! }
`

// schema is a hand-made executable schema of one root field an operation.
type schema struct{ ast *ast.Schema }

func (s schema) Schema() *ast.Schema { return s.ast }

func (schema) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (schema) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	field, _ := oc.Operation.SelectionSet[0].(*ast.Field)
	data := func(v any) *graphql.Response {
		b, err := json.Marshal(map[string]any{field.Alias: v})
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: b}
	}
	switch field.Name {
	case "__typename":
		return graphql.OneShot(data("Query"))
	case "greet":
		return graphql.OneShot(data(fmt.Sprint(field.ArgumentMap(oc.Variables)["name"])))
	case "instant":
		return graphql.OneShot(data(viewer.Now(ctx).Format(time.RFC3339)))
	case "raise":
		return graphql.OneShot(data(1))
	case "half":
		return func(ctx context.Context) *graphql.Response {
			graphql.AddError(ctx, fault.NotFound())
			return data(nil)
		}
	case "boom", "crash":
		panic("boom")
	case "stuck":
		return func(ctx context.Context) *graphql.Response {
			<-ctx.Done()
			graphql.AddError(ctx, fault.New(fault.CodeTimeout, "timeout"))
			return data(nil)
		}
	case "refused":
		graphql.AddError(ctx, fault.Forbidden())
		return nil
	case "ticks":
		n := 0
		return func(ctx context.Context) *graphql.Response {
			if n++; n > 3 || ctx.Err() != nil {
				return nil
			}
			return data(n)
		}
	}
	panic("no such field " + field.Name)
}
