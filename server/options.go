// Package server is the edge: routes, tokens, GraphQL over HTTP and WebSocket,
// live streams, health and metrics.
package server

import (
	"time"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/ent/database"
	"heed/ent/vault"
)

// Options is what a server works with and the limits it keeps.
type Options struct {
	DB      *database.DB
	Journal *journal.Journal
	Feed    *journal.Feed
	Desk    *sessions.Desk
	Who     *sessions.Who
	Keys    *vault.Keys
	Now     func() time.Time

	AppURL     string        // the companies' web app, where public pages lead on; "" for none
	Origins    []string      // allowed Origins of browsers, beside the server's own
	Heartbeat  time.Duration // of idle subscriptions (15 s)
	MaxBody    int64         // bytes of a request (1 MiB: customersImport carries tables)
	MaxTokens  int           // of a document (1,500)
	Timeout    time.Duration // of one operation (30 s)
	TrustProxy bool          // take the address from X-Forwarded-For
}

const (
	defaultHeartbeat = 15 * time.Second
	defaultMaxBody   = 1 << 20
	defaultMaxTokens = 1500
	defaultTimeout   = 30 * time.Second
	keptDocuments    = 1000
)

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Heartbeat == 0 {
		o.Heartbeat = defaultHeartbeat
	}
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.MaxTokens == 0 {
		o.MaxTokens = defaultMaxTokens
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	return o
}
