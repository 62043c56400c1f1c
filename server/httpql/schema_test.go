package httpql

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
	"heed/rules/viewer"
)

const sdl = `
type Query { greet(name: String): String!  half: String  none: String!  boom: String!  stuck: String!  hush: String!  count(n: Int!): Int! }
type Mutation { raise: Int! }
type Subscription { ticks: Int! }
`

// schema is a hand-made executable schema of one root field an operation.
type schema struct {
	ast     *ast.Schema
	entered chan struct{} // stuck sends here when it begins to wait
	raised  *int          // counts executed mutations
}

func (s schema) Schema() *ast.Schema { return s.ast }

func (schema) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (s schema) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	field, _ := oc.Operation.SelectionSet[0].(*ast.Field)
	if field == nil { // a fragment
		return graphql.OneShot(&graphql.Response{Data: []byte(`{}`)})
	}
	data := func(v any) *graphql.Response {
		b, err := json.Marshal(map[string]any{field.Alias: v})
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: b}
	}
	arg := func(name string) any { return field.ArgumentMap(oc.Variables)[name] }
	switch field.Name {
	case "__typename":
		return graphql.OneShot(data("Query"))
	case "__type":
		return graphql.OneShot(data(nil))
	case "greet":
		return func(ctx context.Context) *graphql.Response {
			if v, ok := oc.Extensions["echo"]; ok {
				graphql.RegisterExtension(ctx, "echo", v)
			}
			return data(arg("name"))
		}
	case "count":
		return graphql.OneShot(data(arg("n")))
	case "raise":
		*s.raised++
		return graphql.OneShot(data(1))
	case "half":
		return func(ctx context.Context) *graphql.Response {
			graphql.AddError(ctx, fault.NotFound())
			return data(nil)
		}
	case "none":
		return func(ctx context.Context) *graphql.Response {
			graphql.AddError(ctx, fault.RateLimited().Extend("retryAfter", 7))
			return &graphql.Response{Data: []byte("null")}
		}
	case "hush":
		return func(context.Context) *graphql.Response { return nil }
	case "boom":
		panic("boom")
	case "stuck":
		return func(ctx context.Context) *graphql.Response {
			if s.entered != nil {
				s.entered <- struct{}{}
			}
			<-ctx.Done()
			return nil
		}
	}
	panic("no such field " + field.Name)
}

// gate refuses operations by name before they are executed, as limits do.
type gate map[string]error

func (gate) ExtensionName() string                   { return "Gate" }
func (gate) Validate(graphql.ExecutableSchema) error { return nil }
func (g gate) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	if oc.OperationName == "Panic" {
		panic("gate")
	}
	if err, ok := g[oc.OperationName]; ok {
		return gqlerror.WrapPath(graphql.GetPath(ctx), err)
	}
	return nil
}

var gates = gate{
	"Limited":   fault.RateLimited().Extend("retryAfter", 3),
	"Down":      fault.Unavailable(),
	"Anonymous": fault.Unauthenticated(),
	"Denied":    fault.Forbidden(),
	"Costly":    fault.New(fault.CodeCostExceeded, "cost"),
	"Unshown":   fault.Conflict("conflict").Extend("bad", func() {}),
	"Hidden":    errors.New("hidden"),
}

func newSchema() schema {
	return schema{ast: gqlparser.MustLoadSchema(&ast.Source{Input: sdl}), raised: new(int)}
}

func newExec(s schema) *executor.Executor {
	exec := executor.New(s)
	exec.Use(gates)
	exec.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		if err.Error() == "hidden" || errors.Is(err, gates["Hidden"]) {
			return nil
		}
		e := graphql.DefaultErrorPresenter(ctx, err)
		if f := new(fault.Error); errors.As(err, &f) {
			e.Message = "presented " + f.Key
			e.Extensions = map[string]any{"code": string(f.Code), "requestId": viewer.From(ctx).RequestID}
			for k, v := range f.Extra {
				e.Extensions[k] = v
			}
		}
		return e
	})
	exec.SetRecoverFunc(func(_ context.Context, v any) error {
		return fault.New(fault.CodeInternal, "internal").Because(fmt.Errorf("panic: %v", v))
	})
	return exec
}

func newHandler(t testing.TB) (*Handler, schema) {
	t.Helper()
	s := newSchema()
	return &Handler{Exec: newExec(s)}, s
}

// decode reads an answer, which must be one JSON object.
func decode(t *testing.T, body []byte) answer {
	t.Helper()
	var a answer
	d := json.NewDecoder(bytes.NewReader(body))
	if err := d.Decode(&a.fields); err != nil || d.More() {
		t.Fatalf("not one JSON object: %v: %s", err, body)
	}
	if raw, ok := a.fields["errors"]; ok {
		if err := json.Unmarshal(raw, &a.errors); err != nil || len(a.errors) == 0 {
			t.Fatalf("errors: %v: %s", err, body)
		}
	}
	return a
}

type answer struct {
	fields map[string]json.RawMessage
	errors []struct {
		Message    string         `json:"message"`
		Extensions map[string]any `json:"extensions"`
	}
}

func (a answer) code() string {
	if len(a.errors) == 0 {
		return ""
	}
	code, _ := a.errors[0].Extensions["code"].(string)
	return code
}
