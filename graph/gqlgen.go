//go:build ignore

// Command gqlgen generates the API's code from graph/schema and rewrites
// in it what configuration cannot say. Run it from the root of the module.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"log"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

const generated = "graph/generated/generated.go"

func main() {
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		log.Fatalf("gqlgen: %v", err)
	}
	if err := api.Generate(cfg); err != nil {
		log.Fatalf("gqlgen: %v", err)
	}
	b, err := os.ReadFile(generated)
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range rewrites {
		if b, err = r.apply(b); err != nil {
			log.Fatal(err)
		}
	}
	if b, err = format.Source(b); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(generated, b, 0o644); err != nil {
		log.Fatal(err)
	}
}

// rewrite changes what gqlgen's templates wrote. It fails when the output is
// no longer what it was written for.
type rewrite struct{ why, was, is string }

var rewrites = []rewrite{
	{
		"lists are marshalled without a goroutine for each element",
		"graphql.MarshalSliceConcurrently(",
		"sequence.Marshal(",
	},
	{
		"lists are marshalled without a goroutine for each element",
		"import (\n",
		"import (\n\t\"heed/graph/sequence\"\n",
	},
	{
		"what an object's resolvers need is loaded already: goroutines would only cost",
		"\t\t\tout.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return innerFunc(ctx, out) })\n",
		"\t\t\tout.Values[i] = innerFunc(ctx, out)\n",
	},
	{
		"only objects with @defer need a map of it",
		"deferLabelToView := make(map[string]*graphql.FieldSetView)",
		"var deferLabelToView map[string]*graphql.FieldSetView",
	},
	{
		"only objects with @defer need a map of it",
		"deferLabelToView[deferrable.Label] = view\n",
		"if deferLabelToView == nil {\ndeferLabelToView = map[string]*graphql.FieldSetView{}\n}\ndeferLabelToView[deferrable.Label] = view\n",
	},
	{
		"a text that is not there is null",
		"func (ec *executionContext) marshalOString2string(ctx context.Context, sel ast.SelectionSet, v string) graphql.Marshaler {\n",
		"func (ec *executionContext) marshalOString2string(ctx context.Context, sel ast.SelectionSet, v string) graphql.Marshaler {\n\tif v == \"\" {\n\t\treturn graphql.Null\n\t}\n",
	},
	{
		"a text that may be null is empty then",
		"func (ec *executionContext) unmarshalOString2string(ctx context.Context, v any) (string, error) {\n",
		"func (ec *executionContext) unmarshalOString2string(ctx context.Context, v any) (string, error) {\n\tif v == nil {\n\t\treturn \"\", nil\n\t}\n",
	},
	{
		"a truth value that may be null is false then",
		"func (ec *executionContext) unmarshalOBoolean2bool(ctx context.Context, v any) (bool, error) {\n",
		"func (ec *executionContext) unmarshalOBoolean2bool(ctx context.Context, v any) (bool, error) {\n\tif v == nil {\n\t\treturn false, nil\n\t}\n",
	},
}

func (r rewrite) apply(b []byte) ([]byte, error) {
	if !bytes.Contains(b, []byte(r.was)) {
		return nil, fmt.Errorf("gqlgen's templates have changed, look again at: %s", r.why)
	}
	return bytes.ReplaceAll(b, []byte(r.was), []byte(r.is)), nil
}
