// Package throttle keeps one company, or one place, from taking what all need:
// buckets of points that fill again with time, and lines in which the operations
// of one company wait for each other. Both are the process's own.
package throttle

import (
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Rate is how fast a bucket fills, and how much it holds. The zero Rate is no limit.
type Rate struct {
	Most      float64
	PerSecond float64
}

// PerMinute is a bucket that holds what comes back within a minute, and enough
// for one operation of any cost that is allowed.
func PerMinute(points, dearest int) Rate {
	if points <= 0 {
		return Rate{}
	}
	return Rate{Most: float64(max(points, dearest)), PerSecond: float64(points) / 60}
}

// Unlimited tells whether there is no limit.
func (r Rate) Unlimited() bool { return r == Rate{} }

// Buckets are those that were used last; who was not heard of for long has a
// full one.
type Buckets struct {
	mu   sync.Mutex
	kept *simplelru.LRU[string, *bucket]
}

type bucket struct {
	level float64
	at    time.Time
}

// NewBuckets keeps so many.
func NewBuckets(size int) (*Buckets, error) {
	kept, err := simplelru.NewLRU[string, *bucket](size, nil)
	if err != nil {
		return nil, fmt.Errorf("throttle: %d buckets: %w", size, err)
	}
	return &Buckets{kept: kept}, nil
}

// Take takes the points, or tells how long it will be until they are there.
func (b *Buckets) Take(key string, r Rate, points int, now time.Time) (wait time.Duration) {
	if r.Unlimited() {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	one := b.filled(key, r, now)
	if missing := float64(points) - one.level; missing > 0 {
		return time.Duration(math.Ceil(missing / r.PerSecond * float64(time.Second)))
	}
	one.level -= float64(points)
	return 0
}

// Settle gives points back, or takes more however few there are, and tells what
// is left.
func (b *Buckets) Settle(key string, r Rate, points int, now time.Time) (left int) {
	if r.Unlimited() {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	one := b.filled(key, r, now)
	one.level = max(min(one.level+float64(points), r.Most), -r.Most)
	return max(0, int(one.level))
}

// Spent is how many points of the bucket have not come back yet; 0 without a limit.
func (b *Buckets) Spent(key string, r Rate, now time.Time) int {
	if r.Unlimited() {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return int(math.Ceil(r.Most - b.filled(key, r, now).level))
}

// filled is the bucket as it is now. A clock that goes back fills nothing.
func (b *Buckets) filled(key string, r Rate, now time.Time) *bucket {
	one, ok := b.kept.Get(key)
	if !ok {
		one = &bucket{level: r.Most, at: now}
		b.kept.Add(key, one)
	}
	if passed := now.Sub(one.at); passed > 0 {
		one.level += passed.Seconds() * r.PerSecond
		one.at = now
	}
	one.level = min(one.level, r.Most) // of which a company may have less since
	return one
}
