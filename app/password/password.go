// Package password hashes and compares passwords with argon2id.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"heed/rules/fault"
)

// The length of passwords in characters, after normalisation (NFC).
const (
	Min = 10
	Max = 256
)

// maxRaw is the longest password in bytes as it is sent: it bounds what is
// normalised at all.
const maxRaw = 4 * Max

// Cost is what one hash costs.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// DefaultCost is OWASP's for argon2id: 19 MiB, two passes, one thread.
var DefaultCost = Cost{Memory: 19 * 1024, Time: 2, Threads: 1}

// highest bounds the cost that a stored hash may ask for.
var highest = Cost{Memory: 64 * 1024, Time: 10, Threads: 4}

const (
	saltSize = 16
	hashSize = 32
	// queueFactor is how many may wait for each one that is hashing.
	queueFactor = 64
)

// Hasher hashes and compares passwords with argon2id, only so many at once: a
// burst of sign-ins waits instead of taking all memory. Safe for concurrent use.
type Hasher struct {
	cost    Cost
	gate    chan struct{}
	waiting atomic.Int64
}

// NewHasher makes a hasher of which at most parallel hashes run at once.
func NewHasher(cost Cost, parallel int) *Hasher {
	return &Hasher{cost: cost, gate: make(chan struct{}, max(parallel, 1))}
}

// Check refuses a new password that is too short, too long or one that many
// people use, as the fault of the input field.
func Check(field, password string) error {
	if len(password) > maxRaw {
		return fault.Input(field, "password.too_many_bytes").With("max", maxRaw)
	}
	switch n := utf8.RuneCountInString(norm.NFC.String(password)); {
	case n < Min:
		return fault.Input(field, "password.too_short").With("min", Min)
	case n > Max:
		return fault.Input(field, "password.too_long").With("max", Max)
	}
	if isCommon(password) {
		return fault.Input(field, "password.too_common")
	}
	return nil
}

// Hash gives the password's hash to store, in the PHC string format. Check
// the password before.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("password: salt: %w", err)
	}
	sum, err := h.sum(ctx, stored{Cost: h.cost, salt: salt, hash: make([]byte, hashSize)}, password)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.Memory, h.cost.Time, h.cost.Threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(sum)), nil
}

// Verify tells whether the password is the one that was hashed. An error means
// that it could not be told: a hash that cannot be read, or UNAVAILABLE when too
// many wait or the context ends.
func (h *Hasher) Verify(ctx context.Context, encoded, password string) (bool, error) {
	s, err := parseHash(encoded)
	if err != nil {
		return false, err
	}
	sum, err := h.sum(ctx, s, password)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, s.hash) == 1 && len(password) <= maxRaw, nil
}

// DummyVerify takes as long as Verify, for when there is no account: the answer
// must not come sooner.
func (h *Hasher) DummyVerify(ctx context.Context, password string) error {
	_, err := h.sum(ctx, stored{Cost: h.cost, salt: make([]byte, saltSize), hash: make([]byte, hashSize)}, password)
	return err
}

// NeedsRehash tells whether the hash was made at another cost, or cannot be read.
func (h *Hasher) NeedsRehash(encoded string) bool {
	s, err := parseHash(encoded)
	return err != nil || s.Cost != h.cost || len(s.salt) != saltSize || len(s.hash) != hashSize
}

// sum is the hash of the password at the stored cost, when it is its turn.
func (h *Hasher) sum(ctx context.Context, s stored, password string) ([]byte, error) {
	if h.waiting.Add(1) > int64(cap(h.gate))*(queueFactor+1) {
		h.waiting.Add(-1)
		return nil, fault.Unavailable()
	}
	defer h.waiting.Add(-1)
	select {
	case h.gate <- struct{}{}:
	case <-ctx.Done():
		return nil, fault.Unavailable().Because(ctx.Err())
	}
	defer func() { <-h.gate }()
	password = norm.NFC.String(password[:min(len(password), maxRaw)])
	return argon2.IDKey([]byte(password), s.salt, s.Time, s.Memory, s.Threads, uint32(len(s.hash))), nil
}

// stored is a hash as it was stored.
type stored struct {
	Cost
	salt, hash []byte
}

var errHash = errors.New("password: the stored password hash cannot be read")

// parseHash reads the PHC string; a cost above the highest is refused, so that
// a planted hash cannot take the memory.
func parseHash(encoded string) (stored, error) {
	var s stored
	parts := strings.Split(encoded, "$")
	if len(encoded) > 256 || len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != "v=19" {
		return s, errHash
	}
	params := strings.Split(parts[3], ",")
	if len(params) != 3 {
		return s, errHash
	}
	m, okM := parameter(params[0], "m=", 8, highest.Memory)
	t, okT := parameter(params[1], "t=", 1, highest.Time)
	p, okP := parameter(params[2], "p=", 1, uint32(highest.Threads))
	salt, errSalt := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	hash, errSum := base64.RawStdEncoding.Strict().DecodeString(parts[5])
	readable := okM && okT && okP && errSalt == nil && errSum == nil
	if !readable || m < 8*p || len(salt) < 8 || len(salt) > 64 || len(hash) < 16 || len(hash) > 64 {
		return s, errHash
	}
	return stored{Cost: Cost{Memory: m, Time: t, Threads: uint8(p)}, salt: salt, hash: hash}, nil
}

// parameter reads a number like "m=19456" between the bounds.
func parameter(s, name string, least, most uint32) (uint32, bool) {
	digits, ok := strings.CutPrefix(s, name)
	n, err := strconv.ParseUint(digits, 10, 32)
	if !ok || err != nil || strconv.FormatUint(n, 10) != digits {
		return 0, false
	}
	return uint32(n), n >= uint64(least) && n <= uint64(most)
}
