package sessions

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/rules/fault"
	"heed/rules/typeid"
)

const (
	testIssuer   = "https://heed.example"
	testAudience = "heed"
)

var (
	testNow = time.Date(2026, 3, 2, 9, 0, 0, 500_000_000, time.UTC)
	testWho = Claims{User: typeid.New("usr", testNow), Tenant: typeid.New("ten", testNow), Session: typeid.New("ses", testNow)}
)

func testKey(tb testing.TB, b byte) SigningKey {
	tb.Helper()
	k, err := SigningKeyFrom(bytes.Repeat([]byte{b}, ed25519.SeedSize))
	if err != nil {
		tb.Fatal(err)
	}
	return k
}

func testRing(tb testing.TB, current SigningKey, others ...ed25519.PublicKey) *Keyring {
	tb.Helper()
	r, err := NewKeyring(testIssuer, testAudience, current, others...)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func mint(tb testing.TB, r *Keyring) string {
	tb.Helper()
	token, err := r.Mint(testNow, testWho)
	if err != nil {
		tb.Fatal(err)
	}
	return token
}

func TestMintAndVerify(t *testing.T) {
	r := testRing(t, testKey(t, 1))
	token := mint(t, r)
	if token == mint(t, r) {
		t.Error("two tokens are alike")
	}
	for _, at := range []time.Duration{0, time.Second, AccessTTL - time.Second, -5 * time.Second} {
		for range 2 { // verified, then remembered
			got, err := r.Verify(testNow.Add(at), token)
			if err != nil || got.User != testWho.User || got.Tenant != testWho.Tenant || got.Session != testWho.Session {
				t.Fatalf("after %v: %+v, error %v", at, got, err)
			}
			if !got.Expires.Equal(Expiry(testNow)) {
				t.Errorf("expires %v, want %v", got.Expires, Expiry(testNow))
			}
		}
	}
	parts := strings.Split(token, ".")
	for i, want := range []string{`"typ":"at+jwt"`, `"jti":"`} {
		if raw, err := base64.RawURLEncoding.DecodeString(parts[i]); err != nil || !strings.Contains(string(raw), want) {
			t.Errorf("part %d: %s, error %v", i, raw, err)
		}
	}
	for _, c := range []Claims{{}, {User: testWho.User, Tenant: testWho.Tenant}, {User: "x", Tenant: "y", Session: "z"}} {
		if _, err := r.Mint(testNow, c); err == nil {
			t.Errorf("%+v got a token", c)
		}
	}
}

// What is remembered gets no longer life.
func TestExpiry(t *testing.T) {
	for name, warm := range map[string]bool{"fresh": false, "remembered": true} {
		r := testRing(t, testKey(t, 1))
		token := mint(t, r)
		if warm {
			if _, err := r.Verify(testNow, token); err != nil {
				t.Fatal(err)
			}
		}
		want := fault.New(fault.CodeUnauthenticated, "token.expired")
		for _, at := range []time.Time{Expiry(testNow), Expiry(testNow).Add(skew), Expiry(testNow).Add(time.Hour)} {
			if _, err := r.Verify(at, token); !errors.Is(err, want) {
				t.Errorf("%s at %v: %v", name, at, err)
			}
		}
		if r.verified.Len() != 0 {
			t.Errorf("%s: an expired token is remembered", name)
		}
		if _, err := r.Verify(testNow.Add(-time.Minute), token); !errors.Is(err, fault.Unauthenticated()) {
			t.Errorf("%s, a minute too early: %v", name, err)
		}
	}
}

func TestRememberedTooEarly(t *testing.T) {
	r := testRing(t, testKey(t, 1))
	token := mint(t, r)
	if _, err := r.Verify(testNow, token); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Verify(testNow.Add(-time.Minute), token); !errors.Is(err, fault.Unauthenticated()) {
		t.Errorf("error %v", err)
	}
}

func TestRotation(t *testing.T) {
	first, second := testKey(t, 1), testKey(t, 2)
	before := testRing(t, first, second.Public()) // the next key is made known first
	during := testRing(t, second, first.Public())
	after := testRing(t, second)
	old, fresh := mint(t, before), mint(t, during)
	for _, tt := range []struct {
		name  string
		ring  *Keyring
		token string
		want  bool
	}{
		{"old token, before", before, old, true},
		{"old token, during", during, old, true},
		{"old token, after", after, old, false},
		{"fresh token, before", before, fresh, true},
		{"fresh token, during", during, fresh, true},
		{"fresh token, after", after, fresh, true},
	} {
		if _, err := tt.ring.Verify(testNow, tt.token); (err == nil) != tt.want {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestJWKS(t *testing.T) {
	// The key and its thumbprint of RFC 8037, appendix A.
	seed, err := base64.RawURLEncoding.DecodeString("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")
	if err != nil {
		t.Fatal(err)
	}
	k, err := SigningKeyFrom(seed)
	if err != nil {
		t.Fatal(err)
	}
	if k.ID() != "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k" || !bytes.Equal(k.Seed(), seed) {
		t.Errorf("kid %s", k.ID())
	}
	r := testRing(t, k, testKey(t, 1).Public())
	var set struct{ Keys []map[string]string }
	if err := json.Unmarshal(r.JWKS(), &set); err != nil || len(set.Keys) != 2 {
		t.Fatalf("%s, error %v", r.JWKS(), err)
	}
	for _, key := range set.Keys {
		if key["d"] != "" || key["alg"] != "EdDSA" || key["use"] != "sig" {
			t.Errorf("key %v", key)
		}
		if key["kid"] == k.ID() && key["x"] != "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" {
			t.Errorf("public key %s", key["x"])
		}
	}
	r.JWKS()[0] = 'x'
	if r.JWKS()[0] != '{' {
		t.Error("a caller changed the set")
	}
	if s := fmt.Sprintf("%v %+v %#v", k, k, k); strings.Count(s, "SigningKey("+k.ID()+")") != 3 || len(s) > 200 {
		t.Errorf("the key is shown: %s", s)
	}
}

func TestNewKeyringRefuses(t *testing.T) {
	k := testKey(t, 1)
	for name, f := range map[string]func() (*Keyring, error){
		"no issuer":   func() (*Keyring, error) { return NewKeyring("", "a", k) },
		"no audience": func() (*Keyring, error) { return NewKeyring("i", "", k) },
		"no key":      func() (*Keyring, error) { return NewKeyring("i", "a", SigningKey{}) },
		"short key":   func() (*Keyring, error) { return NewKeyring("i", "a", k, ed25519.PublicKey("short")) },
	} {
		if _, err := f(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := SigningKeyFrom([]byte("short")); err == nil {
		t.Error("a short seed became a key")
	}
	if a, err := NewSigningKey(); err != nil || a.ID() == "" {
		t.Errorf("random key: %v, error %v", a, err)
	}
}

func TestVerifyTogether(t *testing.T) {
	r := testRing(t, testKey(t, 1))
	token := mint(t, r)
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			for range 50 {
				if _, err := r.Verify(testNow, token); err != nil {
					t.Error(err)
				}
				if _, err := r.Verify(testNow, token+"x"); err == nil {
					t.Error("a forged token was believed")
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkVerifyToken(b *testing.B) {
	r := testRing(b, testKey(b, 1))
	token := mint(b, r)
	for name, fresh := range map[string]bool{"fresh": true, "remembered": false} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if fresh {
					r.verified.Purge()
				}
				if _, err := r.Verify(testNow, token); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
