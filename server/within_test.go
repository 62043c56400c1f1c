package server

import (
	"context"
	"testing"
	"time"
)

// What takes all of its time leaves the next its own.
func TestWithin(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	err := within(ended, time.Millisecond, func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	})
	if err != context.DeadlineExceeded { //nolint:errorlint // as it comes
		t.Errorf("the first: %v", err)
	}
	if err := within(ended, time.Minute, func(ctx context.Context) error { return ctx.Err() }); err != nil {
		t.Errorf("the second: %v", err)
	}
}
