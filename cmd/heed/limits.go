package main

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/urfave/cli/v3"

	"heed/graph"
	"heed/server"
)

// The flags of what the edge lets through.

const categoryLimits = "limits"

// count is a flag for a number that is at least one.
func count(name, variable string, value int, usage string) cli.Flag {
	return &cli.IntFlag{
		Name: name, Sources: cli.EnvVars(variable), Value: value, Usage: usage, Category: categoryLimits,
		Validator: func(n int) error {
			if n < 1 {
				return errors.New("a number from 1 on is needed")
			}
			return nil
		},
	}
}

func limitFlags() []cli.Flag {
	l := graph.Limits{}.WithDefaults()
	return []cli.Flag{
		&cli.DurationFlag{Name: "timeout", Sources: cli.EnvVars("HEED_TIMEOUT"), Value: server.DefaultTimeout, Category: categoryLimits, Usage: "the time of a query or mutation"},
		count("max-body", "HEED_MAX_BODY", server.DefaultMaxBody, "bytes of a request; imports carry tables"),
		&cli.IntFlag{
			Name: "max-upload", Sources: cli.EnvVars("HEED_MAX_UPLOAD"), Value: server.DefaultMaxUpload, Usage: "bytes of a file", Category: categoryLimits,
			Validator: func(n int) error {
				if n < 1 || n > math.MaxInt32 {
					return errors.New("a number from 1 to 2147483647 is needed")
				}
				return nil
			},
		},
		count("max-document", "HEED_MAX_DOCUMENT", l.Bytes, "bytes of a document"),
		count("max-tokens", "HEED_MAX_TOKENS", l.Tokens, "tokens of a document"),
		count("max-depth", "HEED_MAX_DEPTH", l.Depth, "levels of fields in fields, fragments written out"),
		count("max-aliases", "HEED_MAX_ALIASES", l.Aliases, "aliases of a document"),
		count("max-root-fields", "HEED_MAX_ROOT_FIELDS", l.Roots, "fields of an operation's first level"),
		count("max-directives", "HEED_MAX_DIRECTIVES", l.Directives, "directives of a document"),
		count("max-operations", "HEED_MAX_OPERATIONS", l.Operations, "operations of a document"),
		count("max-fragments", "HEED_MAX_FRAGMENTS", l.Fragments, "fragments that a document defines"),
		count("max-fields", "HEED_MAX_FIELDS", l.Selections, "fields and fragments of a document, fragments written out"),
		count("max-repeats", "HEED_MAX_REPEATS", l.Repeats, "pairs of fields of a document that answer at the same place"),
		count("max-values", "HEED_MAX_VALUES", l.Values, "levels of lists and objects in values of a document"),
		count("max-cost", "HEED_MAX_COST", l.Cost, "points of an operation"),
		&cli.BoolFlag{
			Name: "rate-limits", Sources: cli.EnvVars("HEED_RATE_LIMITS"), Value: true, Category: categoryLimits,
			Usage: "keep companies to their plan's requests a minute, and addresses to theirs",
		},
		count("address-points", "HEED_ADDRESS_POINTS", server.DefaultAddressPoints, "points a minute of one address (of IPv6 a /64)"),
		count("company-running", "HEED_COMPANY_RUNNING", server.DefaultRunning, "operations of one company at once"),
		count("company-waiting", "HEED_COMPANY_WAITING", server.DefaultWaiting, "operations of one company that wait for their turn"),
		count("max-sockets", "HEED_MAX_SOCKETS", server.DefaultMaxSockets, "open sockets and streams"),
		count("address-sockets", "HEED_ADDRESS_SOCKETS", server.DefaultMaxOfAddress, "open sockets and streams of one address"),
		count("socket-message", "HEED_SOCKET_MESSAGE", server.DefaultSocketMessage, "bytes of a message on a socket"),
	}
}

func edgeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{
			Name: "introspection", Sources: cli.EnvVars("HEED_INTROSPECTION"), Value: string(graph.IntrospectionOn), Usage: "who may ask for the schema: on (everybody), members or off",
			Validator: func(s string) error {
				if !slices.Contains([]graph.Introspection{graph.IntrospectionOn, graph.IntrospectionMembers, graph.IntrospectionOff}, graph.Introspection(s)) {
					return errors.New("on, members or off is needed")
				}
				return nil
			},
		},
		&cli.BoolFlag{Name: "suggestions", Sources: cli.EnvVars("HEED_SUGGESTIONS"), Usage: "tell who misspells a name of the schema which may be meant"},
		&cli.StringSliceFlag{Name: "cors-origin", Sources: cli.EnvVars("HEED_CORS_ORIGIN"), Usage: "an origin whose pages may call the API by fetch; repeat or separate by commas"},
		&cli.BoolFlag{Name: "hsts", Sources: cli.EnvVars("HEED_HSTS"), Usage: "tell browsers to come by TLS only; for a server behind a proxy that ends it"},
	}
}

// limit puts what the flags say into the options.
func limit(cmd *cli.Command, o *server.Options) error {
	var err error
	if o.CORS, err = server.Origins(cmd.StringSlice("cors-origin")); err != nil {
		return fmt.Errorf("--cors-origin: %w", err)
	}
	o.HSTS, o.Suggestions = cmd.Bool("hsts"), cmd.Bool("suggestions")
	o.Introspection = graph.Introspection(cmd.String("introspection"))
	o.Timeout, o.MaxBody, o.MaxUpload = cmd.Duration("timeout"), int64(cmd.Int("max-body")), int64(cmd.Int("max-upload"))
	o.Limits.Bytes, o.Limits.Tokens, o.Limits.Depth = cmd.Int("max-document"), cmd.Int("max-tokens"), cmd.Int("max-depth")
	o.Limits.Aliases, o.Limits.Roots, o.Limits.Directives = cmd.Int("max-aliases"), cmd.Int("max-root-fields"), cmd.Int("max-directives")
	o.Limits.Operations, o.Limits.Fragments, o.Limits.Selections = cmd.Int("max-operations"), cmd.Int("max-fragments"), cmd.Int("max-fields")
	o.Limits.Repeats, o.Limits.Values, o.Limits.Cost = cmd.Int("max-repeats"), cmd.Int("max-values"), cmd.Int("max-cost")
	o.Unthrottled, o.AddressPoints = !cmd.Bool("rate-limits"), cmd.Int("address-points")
	o.Running, o.Waiting = cmd.Int("company-running"), cmd.Int("company-waiting")
	o.MaxSockets, o.MaxOfAddress = cmd.Int("max-sockets"), cmd.Int("address-sockets")
	o.SocketMessage = cmd.Int("socket-message")
	return nil
}
