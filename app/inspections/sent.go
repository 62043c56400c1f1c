package inspections

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// sent is what a phone calls an inspection, and a digest of what it says of it: by these
// one that sends again is told from one that says something else. The version that it
// knew is no part of it.
type sent struct{ ref, digest string }

// sent cleans what the phone calls it before anything is compared with it: so it is kept.
func (c *checks) sent(ref *string, standard *typeid.ID, done *time.Time, results any, remark *string, finding *FindingInput) sent {
	s := sent{ref: c.Line("clientRef", optional.Value(ref), 0, maxRef)}
	if s.ref == "" {
		return s
	}
	at := ""
	if done != nil {
		at = viewer.Instant(*done).Format(time.RFC3339Nano)
	}
	words, err := json.Marshal([]any{optional.Value(standard), at, results, optional.Value(remark), finding})
	if err != nil { // a value that is no number, which is refused where it stands
		return s
	}
	sum := sha256.Sum256(words)
	s.digest = hex.EncodeToString(sum[:])
	return s
}

// again tells whether the phone has sent this before. Something else under the same
// reference is refused: the phone would believe it kept.
func (s sent) again(i *ent.Inspection) (bool, error) {
	switch {
	case s.ref == "" || i.ClientRef == nil || *i.ClientRef != s.ref:
		return false, nil
	case i.ClientDigest != "" && i.ClientDigest != s.digest: // none from before it was kept
		return false, fault.New(fault.CodeIdempotencyMismatch, "inspection.client_ref_reused").On("clientRef")
	}
	return true, nil
}
