package sessions

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	lru "github.com/hashicorp/golang-lru/v2"
)

// verifiedTokens is how many verified tokens a keyring remembers.
const verifiedTokens = 16_384

// SigningKey is an Ed25519 key; its id is the thumbprint of its public half (RFC 7638).
type SigningKey struct {
	id      string
	private ed25519.PrivateKey
}

// NewSigningKey makes a random key.
func NewSigningKey() (SigningKey, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := rand.Read(seed); err != nil {
		return SigningKey{}, fmt.Errorf("sessions: signing key: %w", err)
	}
	return SigningKeyFrom(seed)
}

// SigningKeyFrom is the key of a stored seed of 32 bytes.
func SigningKeyFrom(seed []byte) (SigningKey, error) {
	if len(seed) != ed25519.SeedSize {
		return SigningKey{}, fmt.Errorf("sessions: a signing key of %d bytes, want %d", len(seed), ed25519.SeedSize)
	}
	k := SigningKey{private: ed25519.NewKeyFromSeed(seed)}
	k.id = keyID(k.Public())
	return k, nil
}

// ID is the kid of tokens signed with the key.
func (k SigningKey) ID() string { return k.id }

// Seed is what to store, sealed.
func (k SigningKey) Seed() []byte { return k.private.Seed() }

// Public is the half that verifies.
func (k SigningKey) Public() ed25519.PublicKey {
	return bytes.Clone(k.private[ed25519.SeedSize:])
}

// String keeps the key out of logs and messages.
func (k SigningKey) String() string { return "sessions.SigningKey(" + k.id + ")" }

// GoString keeps the key out of %#v.
func (k SigningKey) GoString() string { return k.String() }

// keyID is the thumbprint of a public key (RFC 7638, RFC 8037 appendix A.3).
func keyID(public ed25519.PublicKey) string {
	sum := sha256.Sum256([]byte(`{"crv":"Ed25519","kty":"OKP","x":"` + base64.RawURLEncoding.EncodeToString(public) + `"}`))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Keyring signs with the current key and verifies with all it holds: keys that
// are to sign soon and keys whose tokens have not yet expired. It never changes; a
// rotation makes a new one, and what an old one remembers goes with it. Safe for
// concurrent use.
type Keyring struct {
	issuer, audience string
	current          SigningKey
	public           map[string]ed25519.PublicKey
	jwks             []byte
	verified         *lru.Cache[[sha256.Size]byte, verified]
}

// NewKeyring makes the keyring of one issuer and audience.
func NewKeyring(issuer, audience string, current SigningKey, others ...ed25519.PublicKey) (*Keyring, error) {
	if issuer == "" || audience == "" || len(current.private) != ed25519.PrivateKeySize {
		return nil, errors.New("sessions: a keyring needs an issuer, an audience and a signing key")
	}
	cache, err := lru.New[[sha256.Size]byte, verified](verifiedTokens)
	if err != nil {
		return nil, fmt.Errorf("sessions: cache of tokens: %w", err)
	}
	r := &Keyring{
		issuer: issuer, audience: audience, current: current, verified: cache,
		public: map[string]ed25519.PublicKey{current.id: current.Public()},
	}
	for _, key := range others {
		if len(key) != ed25519.PublicKeySize {
			return nil, fmt.Errorf("sessions: a verifying key of %d bytes, want %d", len(key), ed25519.PublicKeySize)
		}
		r.public[keyID(key)] = bytes.Clone(key)
	}
	r.jwks, err = jwks(r.public)
	return r, err
}

// JWKS are the public keys as a JSON Web Key Set, for /.well-known/jwks.json.
func (r *Keyring) JWKS() []byte { return bytes.Clone(r.jwks) }

func jwks(public map[string]ed25519.PublicKey) ([]byte, error) {
	type jwk struct {
		Type      string `json:"kty"`
		Curve     string `json:"crv"`
		X         string `json:"x"`
		ID        string `json:"kid"`
		Use       string `json:"use"`
		Algorithm string `json:"alg"`
	}
	var set struct {
		Keys []jwk `json:"keys"`
	}
	for _, id := range slices.Sorted(maps.Keys(public)) {
		x := base64.RawURLEncoding.EncodeToString(public[id])
		set.Keys = append(set.Keys, jwk{Type: "OKP", Curve: "Ed25519", X: x, ID: id, Use: "sig", Algorithm: "EdDSA"})
	}
	b, err := json.Marshal(set)
	if err != nil {
		return nil, fmt.Errorf("sessions: key set: %w", err)
	}
	return b, nil
}
