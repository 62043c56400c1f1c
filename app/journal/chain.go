package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"

	"heed/ent"
)

// The hash chain covers every column of an event and the hash of the event
// before it. Free values enter by a salted commitment only, so that erasing
// them leaves the chain whole.

// link is the event's hash, following the hash of the one before.
func link(before []byte, e *ent.Event) []byte {
	h := sha256.New()
	put(h, before)
	number(h, e.Position)
	number(h, e.OccurredAt.UnixMicro())
	for _, s := range []string{
		string(e.TenantID), string(e.ID), e.Type, string(e.Kind), string(e.SubjectType), string(e.SubjectID),
		e.Number, e.FromState, e.ToState, string(e.ActorID), e.RequestID,
	} {
		put(h, []byte(s))
	}
	list(h, e.DepartmentIds)
	list(h, e.MemberIds)
	list(h, e.Fields)
	list(h, e.ClauseIds)
	put(h, e.Commitment)
	return h.Sum(nil)
}

// commitment binds an event to its side row.
func commitment(salt []byte, body string) []byte {
	h := sha256.New()
	put(h, salt)
	put(h, []byte(body))
	return h.Sum(nil)
}

// put writes a piece with its length, so that pieces cannot be shifted.
func put(h hash.Hash, piece []byte) {
	number(h, int64(len(piece)))
	h.Write(piece)
}

func number(h hash.Hash, n int64) {
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(n)))
}

func list[T ~string](h hash.Hash, all []T) {
	number(h, int64(len(all)))
	for _, one := range all {
		put(h, []byte(one))
	}
}
