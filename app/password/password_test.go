package password

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"heed/rules/fault"
)

// cheap keeps tests fast; only the cost differs from the real one.
var cheap = Cost{Memory: 64, Time: 1, Threads: 1}

func TestHashAndVerify(t *testing.T) {
	for name, h := range map[string]*Hasher{"cheap": NewHasher(cheap, 2), "default": NewHasher(DefaultCost, 2)} {
		encoded, err := h.Hash(t.Context(), "correct horse 電池")
		if err != nil {
			t.Fatal(err)
		}
		again, err := h.Hash(t.Context(), "correct horse 電池")
		if err != nil || again == encoded {
			t.Errorf("%s: no salt, or error %v", name, err)
		}
		for password, want := range map[string]bool{
			"correct horse 電池": true, "correct horse 电池": false, "": false, "correct horse 電池 ": false,
			"correct horse 電池" + strings.Repeat("x", maxRaw): false,
		} {
			if ok, err := h.Verify(t.Context(), encoded, password); err != nil || ok != want {
				t.Errorf("%s: %.30q: %v, error %v", name, password, ok, err)
			}
		}
		if h.NeedsRehash(encoded) {
			t.Errorf("%s: %s is to be hashed again", name, encoded)
		}
		if err := h.DummyVerify(t.Context(), "anything"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPHCString(t *testing.T) {
	// Made by the reference command: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -e
	const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	h := NewHasher(DefaultCost, 1)
	if ok, err := h.Verify(t.Context(), reference, "password"); err != nil || !ok {
		t.Errorf("reference: %v, error %v", ok, err)
	}
	if !h.NeedsRehash(reference) {
		t.Error("another cost is not told")
	}
	encoded, err := h.Hash(t.Context(), "a password")
	if err != nil || !strings.HasPrefix(encoded, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%s, error %v", encoded, err)
	}
}

func TestNormalisedForm(t *testing.T) {
	h := NewHasher(cheap, 1)
	encoded, err := h.Hash(t.Context(), "caf\u00e9 au lait")
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := h.Verify(t.Context(), encoded, "cafe\u0301 au lait"); err != nil || !ok {
		t.Errorf("the same letters from another keyboard: %v, error %v", ok, err)
	}
}

func TestUnreadableHashes(t *testing.T) {
	h := NewHasher(cheap, 1)
	const salt, sum = "c29tZXNhbHQ", "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	for _, encoded := range []string{
		"", "password", "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
		"$argon2i$v=19$m=64,t=1,p=1$" + salt + "$" + sum,
		"$argon2id$v=16$m=64,t=1,p=1$" + salt + "$" + sum,
		"$argon2id$m=64,t=1,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=4194304,t=1,p=1$" + salt + "$" + sum, // 4 GiB
		"$argon2id$v=19$m=65537,t=1,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=99999999999999,t=1,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=64,t=4000000,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=64,t=0,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=64,t=1,p=255$" + salt + "$" + sum,
		"$argon2id$v=19$m=64,t=1,p=0$" + salt + "$" + sum,
		"$argon2id$v=19$m=8,t=1,p=4$" + salt + "$" + sum,
		"$argon2id$v=19$m=-64,t=1,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=064,t=1,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$t=1,m=64,p=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=64,t=1,p=1,x=1$" + salt + "$" + sum,
		"$argon2id$v=19$m=64,t=1,p=1$!$" + sum,
		"$argon2id$v=19$m=64,t=1,p=1$c2E$" + sum,
		"$argon2id$v=19$m=64,t=1,p=1$" + salt + "$",
		"$argon2id$v=19$m=64,t=1,p=1$" + salt + "$" + sum + "$",
		"$argon2id$v=19$m=64,t=1,p=1$" + salt + "$" + strings.Repeat("A", 300),
	} {
		if ok, err := h.Verify(t.Context(), encoded, "password"); ok || !errors.Is(err, errHash) {
			t.Errorf("%q: %v, error %v", encoded, ok, err)
		}
		if !h.NeedsRehash(encoded) {
			t.Errorf("%q is good enough", encoded)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name     string
		password string
		want     error
	}{
		{"empty", "", fault.Input("", "password.too_short")},
		{"nine", "123456789", fault.Input("", "password.too_short")},
		{"ten", "x234567890", nil},
		{"common", "Password-1234", fault.Input("", "password.too_common")},
		{"nine Chinese words", "密码安全密码安全密", fault.Input("", "password.too_short")}, // 27 bytes
		{"ten Chinese words", "密码安全密码安全密码", nil},
		{"longest in Chinese", strings.Repeat("码", Max-1) + "全", nil},
		{"longest, of rare words", strings.Repeat("𠮷", Max-1) + "\U00020bb8", nil}, // as many bytes as there may be
		{"too long in Chinese", strings.Repeat("码", Max+1), fault.Input("", "password.too_long")},
		{"short once composed", strings.Repeat("e\u0301", 4), fault.Input("", "password.too_short")},
		{"longest", strings.Repeat("x", Max-1) + "y", nil},
		{"too long", strings.Repeat("x", Max+1), fault.Input("", "password.too_long")},
		{"far too long", strings.Repeat("x", 10_000_000), fault.Input("", "password.too_many_bytes")},
	} {
		err := Check("admin.password", tt.password)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if err != nil && fault.From(err).Field != "admin.password" {
			t.Errorf("%s: field %q", tt.name, fault.From(err).Field)
		}
	}
}

// With the gate closed, a few wait, the rest are sent away, and who leaves stops waiting.
func TestGate(t *testing.T) {
	h := NewHasher(cheap, 1)
	h.gate <- struct{}{} // somebody is hashing for long
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var refused atomic.Int64
	var wg sync.WaitGroup
	for range 2 * (queueFactor + 1) {
		wg.Go(func() {
			if err := h.DummyVerify(ctx, "x"); fault.CodeOf(err) == fault.CodeUnavailable {
				if refused.Add(1) == queueFactor+1 {
					cancel() // the queue is full and the rest are gone
				}
			} else {
				t.Errorf("error %v", err)
			}
		})
	}
	wg.Wait()
	if n := h.waiting.Load(); n != 0 {
		t.Errorf("%d still wait", n)
	}
	<-h.gate
	if err := h.DummyVerify(t.Context(), "x"); err != nil {
		t.Errorf("after the burst: %v", err)
	}
}

func TestHashesTogether(t *testing.T) {
	h := NewHasher(cheap, 2)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			password := fmt.Sprintf("password %d", i)
			encoded, err := h.Hash(t.Context(), password)
			if err != nil {
				t.Error(err)
				return
			}
			if ok, err := h.Verify(t.Context(), encoded, password); err != nil || !ok {
				t.Errorf("%s: %v, error %v", password, ok, err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkVerify(b *testing.B) {
	h := NewHasher(DefaultCost, 1)
	for b.Loop() {
		if err := h.DummyVerify(b.Context(), "a password"); err != nil {
			b.Fatal(err)
		}
	}
}
