package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// Present gives an error the form that clients see: a code of the closed list
// and a sentence in the viewer's language. What is not a fault is INTERNAL: the
// log has it once, with the request's id; the client has only the id.
func Present(ctx context.Context, err error) *gqlerror.Error {
	shown := &gqlerror.Error{}
	if !errors.As(err, &shown) || shown == nil {
		shown = &gqlerror.Error{Path: graphql.GetPath(ctx)}
	}
	f := faultOf(shown, err)
	mutation := isMutation(ctx)
	path, argument := split(ctx, shown.Path)
	if isVariable(shown) { // it was not executed: the answer has no such place
		path = nil
	}
	switch {
	case argument != "" && f.Code == fault.CodeInternal: // a scalar's own complaint
		f = fault.Input(argument, malformed(argument)).Because(err)
	case argument != "" && f.Field == "":
		f = f.On(argument)
	}
	v := viewer.From(ctx)
	if f.Code == fault.CodeInternal {
		slog.ErrorContext(ctx, "internal error", "requestId", v.RequestID, "path", shown.Path.String(), "error", err)
	}
	out := &gqlerror.Error{Err: f, Message: f.Message(v.Language()), Path: path, Locations: shown.Locations, Extensions: map[string]any{}}
	maps.Copy(out.Extensions, f.Extra)
	out.Extensions["code"] = string(f.Code)
	out.Extensions["requestId"] = v.RequestID
	if f.Code == fault.CodeValidationFailed || f.Code == fault.CodeParseFailed {
		if d := detail(shown); d != "" {
			out.Extensions["detail"] = d
		}
	}
	if f.Field != "" {
		out.Extensions["field"] = field(f.Field, mutation)
	}
	if mutation && inPayload(ctx) {
		out.Extensions["committed"] = true // the change is done; only its payload could not be shown
	}
	out.Extensions["retryable"] = f.Code.Retryable() && out.Extensions["committed"] == nil
	return out
}

// split takes the path of an argument that could not be read off the path of its
// field, which alone stands in the answer.
func split(ctx context.Context, path ast.Path) (field ast.Path, argument string) {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || fc.Field.Field == nil {
		return path, ""
	}
	at := fc.Path()
	if len(path) <= len(at) || path[:len(at)].String() != at.String() {
		return path, ""
	}
	return at, strings.TrimPrefix(path[len(at):].String(), ".")
}

// malformed is the sentence about an argument that cannot be read.
func malformed(argument string) string {
	if argument == "after" || argument == "before" {
		return "input.malformed_cursor"
	}
	return "input.malformed"
}

// inPayload tells whether the error is of a field below a mutation's own.
func inPayload(ctx context.Context) bool {
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && fc.Field.Field != nil && fc.Object != "Mutation"
}

// faultOf finds what an error means.
func faultOf(shown *gqlerror.Error, err error) *fault.Error {
	var (
		f     *fault.Error
		coded interface{ SQLState() string }
	)
	code, _ := shown.Extensions["code"].(string)
	switch {
	case errors.As(err, &f):
		return onVariable(f, shown)
	case code == errcode.ParseFailed:
		return fault.New(fault.CodeParseFailed, "request.parse")
	case isVariable(shown):
		return onVariable(fault.Input("", "input.malformed"), shown)
	case code == errcode.ValidationFailed:
		return fault.New(fault.CodeValidationFailed, "request.validation")
	case code == "INVALID_PAGINATION":
		return fault.Input("first", "input.page_size").With("min", 1).With("max", maxPage)
	case ent.IsNotFound(err):
		return fault.NotFound()
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &coded) && coded.SQLState() == "57014":
		return fault.New(fault.CodeTimeout, "request.timeout").Because(err)
	case errors.As(err, &coded) && (coded.SQLState() == "22007" || coded.SQLState() == "22P02"):
		// A value that is no time or number can only come from the cursor of another order.
		return fault.Input("after", "input.malformed_cursor").Because(err)
	case errors.As(err, &coded) && coded.SQLState() == "22021": // a text that the database cannot hold, like U+0000
		return fault.Input("", "input.malformed_text").Because(err)
	case errors.Is(err, context.Canceled):
		return fault.Unavailable().Because(err)
	}
	return fault.From(err)
}

// isVariable tells whether the error is about the value of a variable.
func isVariable(e *gqlerror.Error) bool {
	return len(e.Path) > 0 && e.Path[0] == ast.PathName("variable")
}

// onVariable names the field of a variable's value at fault.
func onVariable(f *fault.Error, e *gqlerror.Error) *fault.Error {
	if !isVariable(e) || f.Field != "" || len(e.Path) < 2 {
		return f
	}
	return f.On("$" + strings.TrimPrefix(e.Path[1:].String(), "."))
}

// field is the input field's path as the client wrote it.
func field(name string, mutation bool) string {
	if mutation && !strings.HasPrefix(name, "$") && !strings.HasPrefix(name, "input.") {
		return "input." + name
	}
	return name
}

func isMutation(ctx context.Context) bool {
	if !graphql.HasOperationContext(ctx) {
		return false
	}
	oc := graphql.GetOperationContext(ctx)
	return oc.Operation != nil && oc.Operation.Operation == ast.Mutation
}

// Recover turns a panic of a resolver into INTERNAL.
// The log has where it came from.
func Recover(_ context.Context, p any) error {
	return fmt.Errorf("graph: panic: %v\n%s", p, debug.Stack())
}
