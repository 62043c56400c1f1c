package sessions

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/netip"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/loginattempt"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// limit is how often something may happen to one account or address.
type limit struct {
	kind   string
	most   int
	window time.Duration
}

// The limits of what is public. They stand in the database, so that they hold
// over all replicas and restarts.
var (
	perAccount = limit{"account", 10, 15 * time.Minute}  // failed sign-ins
	perAddress = limit{"address", 100, 15 * time.Minute} // failed sign-ins
	perSignUp  = limit{"sign-up", 60, time.Hour}         // companies made
)

func (l limit) subject(value string) []byte {
	sum := sha256.Sum256([]byte(l.kind + "\x00" + value))
	return sum[:]
}

// check refuses when the limit is reached.
func (l limit) check(ctx context.Context, client *ent.Client, value string) error {
	if value == "" {
		return nil
	}
	now := viewer.Now(ctx)
	row, err := client.LoginAttempt.Query().Where(loginattempt.Subject(l.subject(value))).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil
	case err != nil:
		return fmt.Errorf("sessions: reading attempts: %w", err)
	case row.Failures >= l.most && now.Before(row.WindowEndsAt):
		return fault.RateLimited().Extend("retryAfter", int(row.WindowEndsAt.Sub(now).Seconds())+1)
	}
	return nil
}

// count adds one to the account's or address's count, in a transaction of its
// own: what is counted has failed.
func (l limit) count(ctx context.Context, j *journal.Journal, value string) error {
	if value == "" {
		return nil
	}
	var err error
	for range 3 {
		// After the first time another failure at the same moment has begun the window.
		if _, err = j.Change(ctx, l.add(value)); !ent.IsConstraintError(err) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("sessions: counting attempts: %w", err)
	}
	return nil
}

// add adds one in the window, or begins one.
func (l limit) add(value string) journal.Work {
	return func(ctx context.Context, tx *ent.Tx) error {
		now := viewer.Now(ctx)
		changed, err := tx.LoginAttempt.Update().
			Where(loginattempt.Subject(l.subject(value)), loginattempt.WindowEndsAtGT(now)).AddFailures(1).Save(ctx)
		if err != nil || changed > 0 {
			return err
		}
		// The window is over, or there was none: begin another. One that
		// somebody else has begun meanwhile is left alone.
		// Windows of others that are over go too.
		over := tx.LoginAttempt.Delete().Where(loginattempt.WindowEndsAtLTE(now))
		if _, err := over.Exec(ctx); err != nil {
			return err
		}
		return tx.LoginAttempt.Create().SetSubject(l.subject(value)).SetFailures(1).SetWindowEndsAt(now.Add(l.window)).Exec(ctx)
	}
}

// limitSignUps counts a sign-up of the address and refuses one too many.
func limitSignUps(ctx context.Context, j *journal.Journal) error {
	from := network(viewer.Address(ctx))
	if err := perSignUp.check(ctx, j.Client(), from); err != nil {
		return err
	}
	return perSignUp.count(ctx, j, from)
}

// network is what is counted as one address: of IPv6 the /64, of which
// everybody has a whole one.
func network(address string) string {
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
