package database

import (
	"context"
	"fmt"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

const (
	// cachedStatements is how many statements a connection keeps prepared.
	cachedStatements = 128
	// seenTexts is how many texts met once are remembered; texts that come only
	// once push each other out, not the prepared ones.
	seenTexts = 256
	// longestCached is the longest text worth remembering, in bytes.
	longestCached = 16 << 10
)

// pgCache keeps the statements that one connection has prepared. A text is
// prepared when it comes the second time.
type pgCache struct {
	conn     pqConn
	prepared *simplelru.LRU[string, pqStmt]
	seen     *simplelru.LRU[string, struct{}]
}

// newPGCache makes the cache of a connection; broken is called when a statement
// could not be closed.
func newPGCache(conn pqConn, broken func()) (*pgCache, error) {
	prepared, err := simplelru.NewLRU(cachedStatements, func(_ string, st pqStmt) {
		if st.Close() != nil {
			broken()
		}
	})
	if err != nil {
		return nil, fmt.Errorf("database: statement cache: %w", err)
	}
	seen, err := simplelru.NewLRU[string, struct{}](seenTexts, nil)
	if err != nil {
		return nil, fmt.Errorf("database: statement cache: %w", err)
	}
	return &pgCache{conn: conn, prepared: prepared, seen: seen}, nil
}

// statement is the prepared statement for the text, nil when it is to be sent as
// it stands: a text without arguments takes one round trip anyway.
func (c *pgCache) statement(ctx context.Context, query string, args int) (pqStmt, error) {
	if args == 0 || len(query) > longestCached {
		return nil, nil
	}
	if st, ok := c.prepared.Get(query); ok {
		return st, nil
	}
	if _, ok := c.seen.Get(query); !ok {
		c.seen.Add(query, struct{}{})
		return nil, nil
	}
	st, err := prepare(ctx, c.conn, query)
	if err != nil {
		return nil, err
	}
	c.seen.Remove(query)
	c.prepared.Add(query, st)
	return st, nil
}

// empty closes every statement.
func (c *pgCache) empty() {
	c.prepared.Purge()
	c.seen.Purge()
}
