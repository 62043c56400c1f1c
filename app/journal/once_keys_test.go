package journal_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"maps"
	"sync/atomic"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent/vault"
	"heed/rules/fault"
)

// What is kept of an input cannot be made from the database alone, and a change of
// the data key forgets nothing.
func TestOnceUnderTheDataKey(t *testing.T) {
	const (
		world = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
		newer = "newer:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
	)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var times atomic.Int64
		under := func(keys string) context.Context {
			t.Helper()
			return vault.With(w.As("management"), keysOf(t, keys))
		}
		key := journal.Key{Text: "k-1", Operation: "memberCreate", Input: []byte(`{"password":"correct horse"}`)}
		made, cursor, err := once(w, under(world), key, &times, nil)
		if err != nil {
			t.Fatal(err)
		}
		kept := w.Client.IdempotencyRecord.Query().OnlyX(w.A.System())
		guess := []byte(key.Operation + "\x00" + string(key.Input))
		plain := sha256.Sum256(append(bytes.Clone(kept.Salt), guess...))
		salted := hmac.New(sha256.New, kept.Salt)
		salted.Write(guess)
		for name, guessed := range map[string][]byte{
			"a hash of salt and input": plain[:], "an HMAC under the salt": salted.Sum(nil),
			"the key of another company": w.Keys.Lookup(w.B.ID, "idempotency", string(kept.Salt)+string(guess)),
			"another data key":           keysOf(t, newer).Lookup(w.A.ID, "idempotency", string(kept.Salt)+string(guess)),
		} {
			if bytes.Equal(kept.Digest, guessed) {
				t.Errorf("%s gives what is kept", name)
			}
		}

		before := w.Count(t)
		for name, keys := range map[string]string{"the same key": world, "a new key in front": newer + "," + world, "a new key behind": world + "," + newer} {
			var again *journal.Repeated
			if _, _, err := once(w, under(keys), key, &times, nil); !errors.As(err, &again) || again.Made != made.ID || again.Cursor != cursor {
				t.Errorf("%s: %v", name, err)
			}
			other := key
			other.Input = []byte(`{"password":"correct horsf"}`)
			if _, _, err := once(w, under(keys), other, &times, nil); fault.CodeOf(err) != fault.CodeIdempotencyMismatch {
				t.Errorf("%s, another input: %v", name, err)
			}
		}
		if _, _, err := once(w, under(newer), key, &times, nil); fault.CodeOf(err) != fault.CodeIdempotencyMismatch {
			t.Errorf("without the old key: %v", err)
		}
		if after := w.Count(t); times.Load() != 1 || !maps.Equal(before, after) {
			t.Errorf("done %d times; rows were %v, are %v", times.Load(), before, after)
		}
	})
}

func keysOf(t *testing.T, text string) *vault.Keys {
	t.Helper()
	ring, err := vault.ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}
