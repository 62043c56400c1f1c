// Package vault keeps personal fields and secrets at rest: encrypted with a key
// id, bound to their place, and found again by a keyed hash of their normalised
// value.
package vault

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync/atomic"
)

// keySize is the length of a data key in bytes.
const keySize = 32

var keyID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,16}$`)

// Keys are the data keys: the first seals, all open. Those of a file follow it:
// when something was sealed with a key that is not among them, the file is read
// again if it has changed. Safe for concurrent use.
type Keys struct {
	ring atomic.Pointer[[]key] // replaced, never changed
	file *keyFile              // nil for keys that were given as text
}

func (k *Keys) list() []key { return *k.ring.Load() }

type key struct {
	id     string
	secret []byte
}

// ParseKeys reads HEED_DATA_KEY: one or several "id:base64 of 32 bytes",
// separated by commas or white space. The first is the current key; older ones
// follow as long as anything is sealed with them. Errors never show a key.
func ParseKeys(text string) (*Keys, error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) })
	if len(words) == 0 {
		return nil, errors.New("vault: no data key: want id:base64 of 32 bytes")
	}
	var list []key
	for i, word := range words {
		one, err := parseKey(word)
		if err != nil {
			return nil, fmt.Errorf("vault: data key %d: %w", i+1, err)
		}
		for _, other := range list {
			switch {
			case other.id == one.id:
				return nil, fmt.Errorf("vault: data key %d: the id %q stands twice", i+1, one.id)
			case string(other.secret) == string(one.secret):
				return nil, fmt.Errorf("vault: data keys %q and %q are the same key", other.id, one.id)
			}
		}
		list = append(list, one)
	}
	k := &Keys{}
	k.ring.Store(&list)
	return k, nil
}

func parseKey(word string) (key, error) {
	id, text, ok := strings.Cut(word, ":")
	if !ok || !keyID.MatchString(id) {
		return key{}, errors.New("want id:base64 of 32 bytes, with an id of 1 to 16 letters, digits, _ or -")
	}
	// The decoder's error would quote the input.
	secret, err := base64.RawStdEncoding.Strict().DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return key{}, fmt.Errorf("%q: what follows the colon is not base64", id)
	}
	if len(secret) != keySize {
		return key{}, fmt.Errorf("%q: %d bytes, want %d", id, len(secret), keySize)
	}
	if string(secret) == strings.Repeat(string(secret[:1]), keySize) {
		return key{}, fmt.Errorf("%q: a key of one repeated byte is no key", id)
	}
	return key{id: id, secret: secret}, nil
}

// Current is the id of the key that seals.
func (k *Keys) Current() string { return k.list()[0].id }

// String keeps keys out of logs and messages.
func (k *Keys) String() string {
	return fmt.Sprintf("vault.Keys(%d, current %s)", len(k.list()), k.Current())
}

// GoString keeps keys out of %#v.
func (k *Keys) GoString() string { return k.String() }

// LogValue keeps keys out of structured logs.
func (k *Keys) LogValue() slog.Value { return slog.StringValue(k.String()) }

// find gives the key with the id.
func (k *Keys) find(id string) (key, bool) {
	one, ok := among(k.list(), id)
	if !ok && k.again() {
		one, ok = among(k.list(), id)
	}
	return one, ok
}

func among(list []key, id string) (key, bool) {
	for _, one := range list {
		if one.id == id {
			return one, true
		}
	}
	return key{}, false
}

// derive makes the key of one use from a data key, e.g. for the fields of one company.
func (k key) derive(use ...string) []byte {
	sub, err := hkdf.Key(sha256.New, k.secret, nil, string(join(use...)), keySize)
	if err != nil {
		panic(err) // 32 bytes are never too many
	}
	return sub
}

// join puts texts together so that different lists never give the same bytes.
func join(texts ...string) []byte {
	var b []byte
	for _, s := range texts {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}
