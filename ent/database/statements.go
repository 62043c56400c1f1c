package database

import (
	"context"
	"sync/atomic"
)

// Statements counts the statements sent to a database on behalf of one request.
// BEGIN, COMMIT and ROLLBACK count, as they are round trips; what a connection
// sends for itself (its tenant, preparing a text) does not, so that the same
// work always gives the same number.
type Statements struct{ n atomic.Int64 }

type statementsKey struct{}

// WithStatements puts a new counter into the context.
func WithStatements(ctx context.Context) (context.Context, *Statements) {
	s := new(Statements)
	return context.WithValue(ctx, statementsKey{}, s), s
}

// Count is the number of statements sent so far.
func (s *Statements) Count() int64 { return s.n.Load() }

func (s *Statements) add() {
	if s != nil {
		s.n.Add(1)
	}
}

// statements is the counter of the context, nil when nobody counts.
func statements(ctx context.Context) *Statements {
	s, _ := ctx.Value(statementsKey{}).(*Statements)
	return s
}
