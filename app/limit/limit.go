// Package limit counts how often something is done to one account or from one
// address, and refuses what is too often. The counts stand in the database, so
// that they hold over all replicas and restarts.
package limit

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/loginattempt"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// Limit is how often something may happen in a window of time. The kind keeps
// the counts of different limits apart.
type Limit struct {
	Kind   string
	Most   int
	Window time.Duration
}

// Of is what is counted as one: the parts together. It is nothing, and not
// limited, when the first part is empty.
func Of(parts ...string) string {
	if parts[0] == "" {
		return ""
	}
	return strings.Join(parts, "\x00")
}

// Network is what is counted as one address: of IPv6 the /64, of which
// everybody has a whole one.
func Network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	return netip.PrefixFrom(ip, 64).Masked().String()
}

func (l Limit) subject(value string) []byte {
	sum := sha256.Sum256([]byte(l.Kind + "\x00" + value))
	return sum[:]
}

// Check refuses when the limit is reached.
func (l Limit) Check(ctx context.Context, client *ent.Client, value string) error {
	if value == "" {
		return nil
	}
	row, err := client.LoginAttempt.Query().Where(loginattempt.Subject(l.subject(value))).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil
	case err != nil:
		return fmt.Errorf("limit: reading a count: %w", err)
	case row.Failures >= l.Most && viewer.Now(ctx).Before(row.WindowEndsAt):
		return refusal(ctx, row)
	}
	return nil
}

// Count adds one, in a transaction of its own: what is counted may fail.
func (l Limit) Count(ctx context.Context, j *journal.Journal, value string) error {
	return l.change(ctx, j, value, l.add(value))
}

// Take adds one and refuses when that is one too many. Of many at once no more
// than the limit get through.
func (l Limit) Take(ctx context.Context, j *journal.Journal, value string) error {
	return l.change(ctx, j, value, func(ctx context.Context, tx *ent.Tx) error {
		if err := l.add(value)(ctx, tx); err != nil {
			return err
		}
		row, err := tx.LoginAttempt.Query().Where(loginattempt.Subject(l.subject(value))).Only(ctx)
		if err != nil {
			return err
		}
		if row.Failures > l.Most { // rolls back: the count stays at the limit
			return refusal(ctx, row)
		}
		return nil
	})
}

func refusal(ctx context.Context, row *ent.LoginAttempt) error {
	return fault.RateLimited().Extend("retryAfter", int(row.WindowEndsAt.Sub(viewer.Now(ctx)).Seconds())+1)
}

func (l Limit) change(ctx context.Context, j *journal.Journal, value string, work journal.Work) error {
	if value == "" {
		return nil
	}
	var err error
	for range 3 {
		// After the first time another count at the same moment has begun the window.
		if _, err = j.Change(ctx, work); !ent.IsConstraintError(err) {
			break
		}
	}
	if err != nil && fault.CodeOf(err) != fault.CodeRateLimited {
		return fmt.Errorf("limit: counting: %w", err)
	}
	return err
}

// add adds one in the window, or begins one.
func (l Limit) add(value string) journal.Work {
	return func(ctx context.Context, tx *ent.Tx) error {
		now := viewer.Now(ctx)
		changed, err := tx.LoginAttempt.Update().
			Where(loginattempt.Subject(l.subject(value)), loginattempt.WindowEndsAtGT(now)).AddFailures(1).Save(ctx)
		if err != nil || changed > 0 {
			return err
		}
		// The window is over, or there was none: begin another. One that
		// somebody else has begun meanwhile is left alone.
		over := tx.LoginAttempt.Delete().Where(loginattempt.Subject(l.subject(value)), loginattempt.WindowEndsAtLTE(now))
		if _, err := over.Exec(ctx); err != nil {
			return err
		}
		return tx.LoginAttempt.Create().SetSubject(l.subject(value)).SetFailures(1).SetWindowEndsAt(now.Add(l.Window)).Exec(ctx)
	}
}
