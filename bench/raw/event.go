package raw

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"time"
)

// event is what stands in the journal, without its place and its hash.
type event struct {
	id, tenant, kind, from, to, number, subject, actor string
	departments, members, clauses                      []string
	at                                                 time.Time
}

// rest is what the hash of the event covers after the hash before it and its
// position.
func (e *event) rest() []byte {
	b := make([]byte, 0, 512)
	b = integer(b, e.at.UnixMicro())
	for _, s := range []string{e.tenant, e.id, e.kind, "DOMAIN", "REQUIREMENT", e.subject, e.number, e.from, e.to, e.actor, ""} {
		b = piece(b, s)
	}
	b = pieces(b, e.departments)
	b = pieces(b, e.members)
	b = pieces(b, nil) // fields
	b = pieces(b, e.clauses)
	return piece(b, "") // commitment
}

// hash chains the event to the one before it.
func (e *event) hash(before []byte, position int64) []byte {
	b := piece(make([]byte, 0, 600), string(before))
	b = append(integer(b, position), e.rest()...)
	sum := sha256.Sum256(b)
	return sum[:]
}

func integer(b []byte, n int64) []byte {
	return binary.BigEndian.AppendUint64(b, uint64(n))
}

func piece(b []byte, s string) []byte { return append(integer(b, int64(len(s))), s...) }

func pieces(b []byte, all []string) []byte {
	b = integer(b, int64(len(all)))
	for _, s := range all {
		b = piece(b, s)
	}
	return b
}

// list is a JSON array of ids and clauses, which need no escapes.
func list(all []string) string {
	b := []byte{'['}
	for i, s := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = text(b, s)
	}
	return string(append(b, ']'))
}

// cursor appends the place of an event in its company's journal, as Heed does.
func cursor(b []byte, tenant string, position int64) []byte {
	mark := sha256.Sum256([]byte("cursor:" + tenant))
	b = append(b, '"')
	b = base64.RawURLEncoding.AppendEncode(b, append(integer(nil, position), mark[:8]...))
	return append(b, '"')
}
