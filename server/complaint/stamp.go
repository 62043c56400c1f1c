package complaint

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"time"

	"heed/ent"
	"heed/ent/vault"
)

// How old a form may be that is sent. People take longer than the least to write, and come
// again within the most.
const (
	leastAge = 3 * time.Second
	mostAge  = 24 * time.Hour
)

const (
	timeBytes  = 8
	nonceBytes = 12
	macBytes   = 32
	// stampUse is what the key of stamps is made for.
	stampUse = "complaint form shown"
)

// stamp says when a form was shown, and names it: what is sent twice with one stamp is one
// complaint. It is signed, so that nobody makes one without having been shown a form.
type stamp struct {
	shown time.Time
	nonce []byte
	mac   []byte
}

// newStamp is the stamp of a form that is shown now.
func newStamp(keys *vault.Keys, f *ent.ComplaintForm, now time.Time) stamp {
	s := stamp{shown: now, nonce: make([]byte, nonceBytes)}
	_, _ = rand.Read(s.nonce) // never fails on supported systems
	s.mac = keys.Lookup(f.TenantID, stampUse, s.signed(f))
	return s
}

// signed is what the stamp's signature is of.
func (s stamp) signed(f *ent.ComplaintForm) string {
	return string(f.ID) + "\x00" + hex.EncodeToString(s.head())
}

func (s stamp) head() []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(s.shown.UnixMilli())), s.nonce...)
}

// String is the stamp as the form carries it.
func (s stamp) String() string {
	return base64.RawURLEncoding.EncodeToString(append(s.head(), s.mac...))
}

// name is the name of what is sent with the stamp.
func (s stamp) name() string { return "page-" + hex.EncodeToString(s.nonce) }

// readStamp is the stamp that was sent; false for one that is not ours, or of another page.
func readStamp(keys *vault.Keys, f *ent.ComplaintForm, text string) (stamp, bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) != timeBytes+nonceBytes+macBytes {
		return stamp{}, false
	}
	s := stamp{
		shown: time.UnixMilli(int64(binary.BigEndian.Uint64(b))).UTC(),
		nonce: bytes.Clone(b[timeBytes : timeBytes+nonceBytes]), mac: bytes.Clone(b[timeBytes+nonceBytes:]),
	}
	for _, mac := range keys.Lookups(f.TenantID, stampUse, s.signed(f)) {
		if hmac.Equal(mac, s.mac) {
			return s, true
		}
	}
	return stamp{}, false
}
