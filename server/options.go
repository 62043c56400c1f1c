// Package server is the edge: routes, tokens, GraphQL over HTTP and WebSocket,
// live streams, health and metrics.
package server

import (
	"cmp"
	"time"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/ent/database"
	"heed/ent/vault"
	"heed/graph"
	"heed/rules/flow"
)

// Options is what a server works with and the limits it keeps.
type Options struct {
	DB      *database.DB
	Journal *journal.Journal
	Feed    *journal.Feed
	Desk    *sessions.Desk
	Who     *sessions.Who
	Keys    *vault.Keys
	Files   *attachments.Store
	Now     func() time.Time

	Origins []string // allowed Origins of browsers that open sockets, beside the server's own
	CORS    []string // origins whose pages may read answers, as Origins gives them
	HSTS    bool     // tell browsers to come by TLS only, which a proxy ends
	// PublicURL is where people reach this Heed, without a slash at the end; links to
	// public pages begin with it.
	PublicURL string

	AppURL     string        // the companies' web app, where public pages lead on; "" for none
	Heartbeat  time.Duration // of idle subscriptions (15 s)
	MaxBody    int64         // bytes of a request (1 MiB: customersImport carries tables)
	MaxUpload  int64         // bytes of a file (50 MiB)
	TempDir    string        // where files wait until they are taken (the system's)
	Timeout    time.Duration // of one operation (30 s)
	TrustProxy bool          // take the address from X-Forwarded-For

	// Linger begins when the process is told to end; until its channel tells, requests
	// are taken as ever and /readyz is 503 (it tells at once).
	Linger func() <-chan time.Time

	Limits        graph.Limits        // of documents and operations
	Introspection graph.Introspection // who may ask for the schema (everybody)
	Suggestions   bool                // tell who misspells a name which may be meant

	Running       int  // operations of one company at once (12: a process has 16 connections to the database)
	Waiting       int  // and those that wait for their turn (256)
	Unthrottled   bool // nobody is kept to a number of points a minute
	AddressPoints int  // points a minute of one address (600,000)
	// How many sockets may be open, in the process and of one address (of IPv6 the
	// /64): many people may stand behind one (20,000; 5,000).
	MaxSockets, MaxOfAddress int
	SocketMessage            int // bytes of a message on a socket (256 KiB)
	// PlanLimits are the limits of a company's plan (flow.LimitsOf).
	PlanLimits func(flow.Plan) flow.Limits
}

// The defaults.
const (
	DefaultMaxBody       = 1 << 20
	DefaultMaxUpload     = 50 << 20
	DefaultTimeout       = 30 * time.Second
	DefaultRunning       = 12
	DefaultWaiting       = 256
	DefaultAddressPoints = 600_000
	DefaultMaxSockets    = 20_000
	DefaultMaxOfAddress  = 5_000
	DefaultSocketMessage = 256 << 10
	defaultHeartbeat     = 15 * time.Second
)

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Linger == nil {
		o.Linger = func() <-chan time.Time { return time.After(0) }
	}
	if o.PlanLimits == nil {
		o.PlanLimits = flow.LimitsOf
	}
	o.Heartbeat = cmp.Or(o.Heartbeat, defaultHeartbeat)
	o.MaxBody = cmp.Or(o.MaxBody, DefaultMaxBody)
	o.MaxUpload = cmp.Or(o.MaxUpload, DefaultMaxUpload)
	o.Timeout = cmp.Or(o.Timeout, DefaultTimeout)
	o.Running = cmp.Or(o.Running, DefaultRunning)
	o.Waiting = cmp.Or(o.Waiting, DefaultWaiting)
	o.AddressPoints = cmp.Or(o.AddressPoints, DefaultAddressPoints)
	o.MaxSockets = cmp.Or(o.MaxSockets, DefaultMaxSockets)
	o.MaxOfAddress = cmp.Or(o.MaxOfAddress, DefaultMaxOfAddress)
	o.SocketMessage = cmp.Or(o.SocketMessage, DefaultSocketMessage)
	o.Limits = o.Limits.WithDefaults()
	return o
}
